"""The table of venues, as `data/venues.py` gives it, indexed by every spelling."""

from __future__ import annotations

from functools import cache, lru_cache

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
    also: tuple[str, ...]
    was: dict[str, int]
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
        if self.role == "was" and year is not None and year <= self.venue.was[self.text]:
            return self.text
        return self.venue.name


def key(text: str) -> str:
    """The words of a spelling, folded: what `index` is keyed by."""
    folded = text.lower()
    if folded.isalnum():
        return folded
    words = folded.split()
    return " ".join(words if "".join(words).isalnum() else WORD.findall(folded))


@cache
def index() -> tuple[dict[str, tuple[str, str, str, str]], dict[str, tuple[int, ...]]]:
    """All spellings by their `key`, each with its role, its text, and the kind and line of its venue; and by first
    word the numbers of words to try, longest first. A venue's own name goes before other venues' spellings, these in
    their order. Lines are parsed when `find_spelling` needs them: a list names few of all venues."""
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
                for text in rest.split("; ") if role in _SPELLINGS else ():
                    text = text.rpartition(" ")[0] if role == "was" else text
                    others.setdefault(key(text), (role, text, kind, line))
    found = others | named
    sizes: dict[str, set[int]] = {}
    for folded in found:
        sizes.setdefault(folded.partition(" ")[0], set()).add(folded.count(" ") + 1)
    return found, {first: tuple(sorted(numbers, reverse=True)) for first, numbers in sizes.items()}


@lru_cache(maxsize=16384)
def find_spelling(folded: str) -> Spelling | None:
    """The spelling with this `key`; None where the table has none."""
    found = index()[0].get(folded)
    if found is None:
        return None
    role, text, kind, line = found
    row = _venue(kind, line)
    return Spelling(row, text, role, _is_weak(row, role, folded))


def _is_weak(row: Venue, role: str, folded: str) -> bool:
    """Whether a spelling needs evidence: codes of three letters do, full names of several words do not."""
    if role == "name":
        return row.weak
    if len(folded) <= 3:
        return True
    return row.weak and not (" " in folded and (role == "full" or len(folded) > 6))


@cache
def _venue(kind: str, line: str) -> Venue:
    name, *parts = line.split(" | ")
    values = {word: tuple(rest.split("; ")) for word, _, rest in (part.partition(" ") for part in parts)}
    was = {old.rpartition(" ")[0]: int(old.rpartition(" ")[2]) for old in values.get("was", ())}
    return Venue(name, kind, values.get("also", ()), was, "weak" in values)
