"""The table of venues in `data/venues.py`, with an index of all spellings."""

from __future__ import annotations

from functools import cache, lru_cache

from awesome_lint.bibliography.data.venues import VENUES
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

WORD = lazy(r"[^\W_]+")
_SPELLINGS = ("was", "full", "also", "alias")


@record(frozen=True)
class Venue:
    """A venue in the table. `former_names` has the last year of each former name. `needs_evidence`: its name is also a
    word, so that it counts only next to a year or in brackets."""

    name: str
    kind: str
    other_names: tuple[str, ...]
    former_names: dict[str, int]
    needs_evidence: bool


@record(frozen=True)
class Spelling:
    """A spelling of a venue. `role` is `name`, `full` (the full name), `also` (as good as the name), `alias` (not used
    by the venue itself) or `was` (a former name). `needs_evidence`: it counts only next to a year or in brackets."""

    venue: Venue
    text: str
    role: str
    needs_evidence: bool

    def name_in_year(self, year: int | None) -> str:
        """The name of the venue in a year: a former name if it was in use then."""
        if self.role == "was" and year is not None and year <= self.venue.former_names[self.text]:
            return self.text
        return self.venue.name


def spelling_key(text: str) -> str:
    """The key of a spelling in `spelling_index`: its words in lower case."""
    folded = text.lower()
    if folded.isalnum():
        return folded
    words = folded.split()
    return " ".join(words if "".join(words).isalnum() else WORD.findall(folded))


@cache
def spelling_index() -> tuple[dict[str, tuple[str, str, str, str]], dict[str, tuple[int, ...]]]:
    """All spellings by `spelling_key`, each with its role, its text, and the kind and line of its venue; and by first
    word the possible numbers of words, largest first. The name of a venue has priority over other spellings, and
    these over later ones. `find_spelling` parses lines when needed: a list has few of all venues."""
    names: dict[str, tuple[str, str, str, str]] = {}
    others: dict[str, tuple[str, str, str, str]] = {}
    for kind, lines in VENUES.items():
        for line in lines.splitlines():
            if not line or line.startswith("#"):
                continue
            name, *parts = line.split(" | ")
            names[spelling_key(name)] = "name", name, kind, line
            for part in parts:
                role, _, rest = part.partition(" ")
                for text in rest.split("; ") if role in _SPELLINGS else ():
                    text = text.rpartition(" ")[0] if role == "was" else text
                    others.setdefault(spelling_key(text), (role, text, kind, line))
    spellings = others | names
    word_counts: dict[str, set[int]] = {}
    for folded in spellings:
        word_counts.setdefault(folded.partition(" ")[0], set()).add(folded.count(" ") + 1)
    return spellings, {first: tuple(sorted(numbers, reverse=True)) for first, numbers in word_counts.items()}


@lru_cache(maxsize=16384)
def find_spelling(key: str) -> Spelling | None:
    """The spelling of a venue with this key (see `spelling_key`); None if the table has none."""
    row = spelling_index()[0].get(key)
    if row is None:
        return None
    role, text, kind, line = row
    venue = _parse_venue(kind, line)
    return Spelling(venue, text, role, _needs_evidence(venue, role, key))


def _needs_evidence(venue: Venue, role: str, key: str) -> bool:
    """Whether a spelling counts only next to a year or in brackets: one of three letters does, a full name of several
    words does not."""
    if role == "name":
        return venue.needs_evidence
    if len(key) <= 3:
        return True
    return venue.needs_evidence and not (" " in key and (role == "full" or len(key) > 6))


@cache
def _parse_venue(kind: str, table_line: str) -> Venue:
    """The venue in a line of the table."""
    name, *parts = table_line.split(" | ")
    values = {word: tuple(rest.split("; ")) for word, _, rest in (part.partition(" ") for part in parts)}
    was = {old.rpartition(" ")[0]: int(old.rpartition(" ")[2]) for old in values.get("was", ())}
    return Venue(name, kind, values.get("also", ()), was, "weak" in values)
