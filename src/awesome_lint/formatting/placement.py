"""Where a new entry belongs: the likeliest sections, and the place that the order of a section asks for."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from awesome_lint.analysis.ordering import longest_sorted_subsequence
from awesome_lint.bibliography import arxiv, titles, venues
from awesome_lint.formatting.work import Work
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Listing, Section
from awesome_lint.structs import record

_YEAR = lazy(r"\W*(?:(?:papers?|year)\W+(?:of |in )?)?((?:19|20)\d\d)(?:\W+papers?)?\W*", re.I)
_LEAST_SORTED = 0.85
"""Share of the entries that must be in order."""
_LEAST_KEYS = 3
_HAVE_KEY = 0.8
_SIMILAR = 3
"""How many of a section's most similar entries count."""


@record(frozen=True)
class Candidate:
    """A section that a new entry may belong to, and why."""

    section: Section
    score: float
    reason: str


@record(frozen=True)
class EntryPosition:
    """Before which entry of `run` a new one belongs (`len(run)`: after the last), and why. `run` are entries of one
    section with nothing but whitespace between them."""

    run: Sequence[Entry]
    index: int
    reason: str


def candidates(work: Work, listing: Listing) -> list[Candidate]:
    """The sections with entries, the likeliest first. Sections of another year or venue are left out."""
    sections = [
        section
        for section in listing.sections
        if section.entries and not _is_of_other_year_or_venue(section, work)
    ]
    words = {
        id(entry): _title_stems(entry.title.text) for entry in listing.entries if entry.title is not None
    }
    frequency = Counter(word for each in words.values() for word in each)
    total = len(words) + 1
    weight = {
        word: math.log(total / (1 + frequency[word])) for word in {*frequency, *_title_stems(work.title)}
    }
    own = _title_stems(work.title)
    found = []
    for section in sections:
        heading = _title_stems(" ".join(section.path[1:] or section.path))
        scored = sorted(
            (
                (sum(weight[word] for word in own & words.get(id(entry), set())), entry)
                for entry in section.entries
            ),
            key=lambda pair: -pair[0],
        )[:_SIMILAR]
        score = sum(value / (2**rank) for rank, (value, _) in enumerate(scored))
        score += 1.5 * sum(weight.get(word, 1.0) for word in own & heading)
        score += _recency(section, work) + 0.1 * math.log(len(section.entries))
        found.append(Candidate(section, score, _reason(own, heading, scored, words)))
    return sorted(found, key=lambda candidate: -candidate.score)


def place(section: Section, work: Work, listing: Listing) -> EntryPosition:
    """The place in a section. A section without an order of its own follows that of most others; without any, the
    new entry comes last."""
    run = max(runs(section, listing), key=len)
    for name, key_of in _KEYS:
        new = key_of(work)
        keys = [key_of(entry) for entry in run]
        if new is None or (order := _order(keys)) is None:
            continue
        return EntryPosition(run, _index(keys, new, order), f"sorted by {name}, {_direction(name, order)}")
    votes: Counter[int] = Counter()
    for other in listing.sections:
        for each in runs(other, listing) if other.entries else ():
            for _, key_of in _KEYS[:-1]:
                if (order := _order([key_of(entry) for entry in each])) is not None:
                    votes[order] += len(each)
                    break
    if votes[-1] > 2 * votes[1]:
        for name, key_of in _KEYS[:-1]:
            new, keys = key_of(work), [key_of(entry) for entry in run]
            if new is not None and sum(key is not None for key in keys) >= _HAVE_KEY * len(keys):
                return EntryPosition(
                    run, _index(keys, new, -1), f"other sections are sorted by {name}, newest first"
                )
        return EntryPosition(run, 0, "the other sections begin with the newest entry")
    return EntryPosition(run, len(run), "at the end of the section")


def runs(section: Section, listing: Listing) -> Iterator[list[Entry]]:
    """The entries of a section in runs with nothing but whitespace, bullets and table borders between them."""
    run: list[Entry] = []
    for entry in section.entries:
        if run and (
            listing.text[run[-1].span.end : entry.span.start].strip(" \t\r\n|*+->\\")
            or run[-1].layout is not entry.layout
        ):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _is_of_other_year_or_venue(section: Section, work: Work) -> bool:
    """Whether a heading of the section names another year or venue than the work's."""
    for title in section.path:
        year = _YEAR.fullmatch(title)
        if year is not None:
            return int(year[1]) not in (work.venue_year, work.year)
        held = venues.find_venue(title)
        if held is not None and held.known and held.year is not None and work.venue is not None:
            return held.name != work.venue or held.year != work.venue_year
    return False


def _recency(section: Section, work: Work) -> float:
    """A bonus for a section that has entries of the work's year."""
    years = [entry.date.date.year for entry in section.entries if entry.date is not None]
    return 0.3 * years.count(work.year or 0) / len(years) if years else 0.0


def _reason(
    own: set[str], heading: set[str], scored: Sequence[tuple[float, Entry]], words: dict[int, set[str]]
) -> str:
    parts = [f"its heading has “{word}”" for word in sorted(own & heading)[:2]]
    similar = [entry for value, entry in scored if value > 0]
    if similar:
        shared = sorted({word for entry in similar for word in own & words[id(entry)]})
        lines = ", ".join(str(entry.lines[0]) for entry in similar)
        noun = "line" if len(similar) == 1 else "lines"
        parts.append(f"similar titles on {noun} {lines} ({', '.join(shared[:5])})")
    return "; ".join(parts) or "no title in it is similar"


def _title_stems(title: str) -> set[str]:
    return {_stem(word) for word in titles.title_words(title) if len(word) > 2 and word not in _SMALL}


_SMALL = frozenset(
    "the and for with from via using towards toward into through over under without within between can does how what "
    "why when are not that this its our all one new large models model learning language deep neural network networks "
    "based".split()
)


def _stem(word: str) -> str:
    for end in ("ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


# --- Order ---------------------------------------------------------------------------------------------


def _date_key(item: Entry | Work) -> Any:
    if isinstance(item, Work):
        return (item.year, item.month or 0) if item.year is not None else None
    date = item.date.date if item.date is not None else None
    return (date.year, date.month or 0) if date is not None and (date.month or not _has_id(item)) else None


def _has_id(entry: Entry) -> bool:
    return entry.arxiv_id is not None and arxiv.is_valid(entry.arxiv_id)


def _id_key(item: Entry | Work) -> Any:
    if item.arxiv_id is None:
        return None
    submitted = arxiv.submission_month(item.arxiv_id)
    return submitted if submitted is not None else None


def _venue_key(item: Entry | Work) -> Any:
    if isinstance(item, Work):
        return item.venue_year or item.year
    if item.venue is not None and item.venue.mention.year is not None:
        return item.venue.mention.year
    return item.date.date.year if item.date is not None else None


def _title_key(item: Entry | Work) -> Any:
    if isinstance(item, Work):
        return titles.title_key(item.title) or None
    return titles.title_key(item.title.text) or None if item.title is not None else None


_KEYS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("date", _date_key),
    ("arXiv id", _id_key),
    ("year", _venue_key),
    ("title", _title_key),
)


def _direction(name: str, order: int) -> str:
    if name == "title":
        return "in alphabetical order" if order > 0 else "in reverse alphabetical order"
    return "newest first" if order < 0 else "oldest first"


def _order(keys: Sequence[Any]) -> int | None:
    """1 where the keys rise, -1 where they fall, None where they do neither or are too few."""
    present = [key for key in keys if key is not None]
    if len(present) < max(_LEAST_KEYS, _HAVE_KEY * len(keys)) or len(set(present)) < min(
        _LEAST_KEYS, len(present)
    ):
        return None
    for order in (-1, 1):
        if len(longest_sorted_subsequence(present[::order])) >= _LEAST_SORTED * len(present):
            changes = sum(one != other for one, other in pairwise(present))
            return order if changes >= 2 else None
    return None


def _index(keys: Sequence[Any], new: Any, order: int) -> int:
    """The index at which the fewest keys are out of order: the first of several where they fall, else the last."""

    def cost(index: int) -> int:
        before = [key for key in keys[:index] if key is not None]
        after = [key for key in keys[index:] if key is not None]
        if order < 0:
            return sum(bool(key < new) for key in before) + sum(bool(key > new) for key in after)
        return sum(bool(key > new) for key in before) + sum(bool(key < new) for key in after)

    costs = [cost(index) for index in range(len(keys) + 1)]
    best = [index for index, value in enumerate(costs) if value == min(costs)]
    return best[0] if order < 0 else best[-1]
