"""The table of venues, as `data/venues.py` gives it, indexed by every spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from awesome_lint.bibliography.data.venues import VENUES
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

WORD = lazy(r"[^\W_]+")
_SPELLINGS = ("was", "full", "also", "alias")


@record(frozen=True)
class Venue:
    """A row of the table; `was` maps earlier names to their last year. See `data/venues.py`."""

    name: str
    kind: str
    since: int | None
    full: tuple[str, ...]
    also: tuple[str, ...]
    alias: tuple[str, ...]
    was: tuple[tuple[str, int], ...]
    weak: bool


@record(frozen=True)
class Spelling:
    """One spelling of a venue. `role` is `name`, `full`, `also`, `alias` or `was`; `weak` when it counts only
    with evidence next to it."""

    venue: Venue
    text: str
    role: str
    weak: bool

    def name_in(self, year: int | None) -> str:
        """The venue's name in a year: an earlier one where it was in use then."""
        if self.role == "was" and year is not None and year <= dict(self.venue.was)[self.text]:
            return self.text
        return self.venue.name


def key(text: str) -> str:
    """The words of a spelling, folded: what `index` is keyed by."""
    folded = text.lower()
    if folded.isalnum():
        return folded
    words = folded.split()
    return " ".join(words if "".join(words).isalnum() else WORD.findall(folded))


class Spellings(Mapping[str, Spelling]):
    """The spellings by their `key`, from what `index` finds: role, text, kind and line of the table. What a
    spelling says is made of its line when it is asked for: a list names few of all venues."""

    def __init__(self, found: dict[str, tuple[str, str, str, str]]) -> None:
        self._found = found
        self._made: dict[str, Spelling] = {}

    def __getitem__(self, folded: str) -> Spelling:
        made = self._made.get(folded)
        if made is None:
            role, text, kind, line = self._found[folded]
            row = _venue(kind, line)
            made = self._made[folded] = Spelling(row, text, role, _is_weak(row, role, folded))
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, folded: object) -> bool:
        return folded in self._found


@cache
def index() -> tuple[Spellings, dict[str, tuple[int, ...]]]:
    """All spellings by their `key`, and by first word the numbers of words to try, longest first. A venue's own
    name goes before other venues' spellings, these in their order."""
    named: dict[str, tuple[str, str, str, str]] = {}
    others: dict[str, tuple[str, str, str, str]] = {}
    for kind, lines in VENUES.items():
        for line in lines.splitlines():
            if not line or line.startswith("#"):
                continue
            name, *parts = line.split(" | ")
            named[key(name)] = "name", name, kind, line
            for part in parts:
                role, _, rest = part.partition(" ")
                if role not in _SPELLINGS:
                    continue
                for text in rest.split("; "):
                    if role == "was":
                        text = text.rpartition(" ")[0]
                    others.setdefault(key(text), (role, text, kind, line))
    found = others | named
    sizes: dict[str, tuple[int, ...]] = {}
    for folded in found:
        first, size = folded.partition(" ")[0], folded.count(" ") + 1
        known = sizes.get(first)
        if known is None:
            sizes[first] = (size,)
        elif size not in known:
            sizes[first] = tuple(sorted((*known, size), reverse=True))
    return Spellings(found), sizes


def _is_weak(row: Venue, role: str, folded: str) -> bool:
    """Whether a spelling needs evidence: codes of three letters do, full names of several words do not."""
    if role == "name":
        return row.weak
    if len(folded) <= 3:
        return True
    return row.weak and not (" " in folded and (role == "full" or len(folded) > 6))


def _parts(line: str) -> tuple[str, dict[str, list[str]]]:
    """A venue's name and what its line of the table says of it, by the word at the start."""
    name, *parts = line.split(" | ")
    said = (part.partition(" ") for part in parts)
    return name, {word: rest.split("; ") for word, _, rest in said}


@cache
def _venue(kind: str, line: str) -> Venue:
    name, has = _parts(line)
    was = tuple((old.rpartition(" ")[0], int(old.rpartition(" ")[2])) for old in has.get("was", ()))
    since = int(has["since"][0]) if "since" in has else None
    full, also, alias = (tuple(has.get(role, ())) for role in ("full", "also", "alias"))
    return Venue(name, kind, since, full, also, alias, was, "weak" in has)
