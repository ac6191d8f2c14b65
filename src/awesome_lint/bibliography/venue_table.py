"""The table of venues, as `data/venues.toml` gives it, indexed by every spelling."""

from __future__ import annotations

from functools import cache

from awesome_lint.bibliography.tables import table
from awesome_lint.patterns import lazy
from awesome_lint.records import record

WORD = lazy(r"[^\W_]+")


@record(frozen=True)
class Venue:
    """A row of the table; `was` maps earlier names to their last year. See `data/venues.toml`."""

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
    with evidence beside it."""

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
    return folded if folded.isalnum() else " ".join(WORD.findall(folded))


@cache
def index() -> tuple[dict[str, Spelling], dict[str, tuple[int, ...]]]:
    """All spellings by their `key`, and by first word the numbers of words to try, longest first."""
    spellings: dict[str, Spelling] = {}
    sizes: dict[str, set[int]] = {}
    for row in _rows():
        named = [("name", row.name), *(("was", old) for old, _ in row.was)]
        for role, texts in (("full", row.full), ("also", row.also), ("alias", row.alias)):
            named += [(role, text) for text in texts]
        for role, text in named:
            folded = key(text)
            if role == "name" or folded not in spellings:
                spellings[folded] = Spelling(row, text, role, _is_weak(row, role, folded))
            sizes.setdefault(folded.partition(" ")[0], set()).add(folded.count(" ") + 1)
    return spellings, {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}


def _is_weak(row: Venue, role: str, folded: str) -> bool:
    """Whether a spelling needs evidence: codes of three letters do, full names of several words do not."""
    if role == "name":
        return row.weak
    if len(folded) <= 3:
        return True
    return row.weak and not (" " in folded and (role == "full" or len(folded) > 6))


@cache
def _rows() -> tuple[Venue, ...]:
    rows = []
    for kind, lines in table("venues").items():
        for line in lines.splitlines():
            if not line or line.startswith("#"):
                continue
            name, *parts = line.split(" | ")
            has = {part.partition(" ")[0]: part.partition(" ")[2].split("; ") for part in parts}
            was = tuple((old.rpartition(" ")[0], int(old.rpartition(" ")[2])) for old in has.get("was", ()))
            since = int(has["since"][0]) if "since" in has else None
            full, also, alias = (tuple(has.get(role, ())) for role in ("full", "also", "alias"))
            rows.append(Venue(name, kind, since, full, also, alias, was, "weak" in has))
    return tuple(rows)
