"""The orders that the entries of a section may be in: by date, by arXiv id, by year, by name or by author."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.titles import title_key
from awesome_lint.bibliography.work import Work
from awesome_lint.listing.model import Entry
from awesome_lint.structs import record

_MOST_MONTHS = 1
"""Months from an arXiv id above which a date is in doubt (AX003), and says nothing of the order."""
_MOST_PINNED = 3
"""Entries at the start of a section that may be there on purpose, before a sorted run."""

Keys = tuple[Any, ...]


def work_of_entry(entry: Entry) -> Work:
    """What an entry says of its work, as far as it may be ordered by it."""
    mention = entry.venue.mention if entry.venue is not None else None
    date = entry.date.date if entry.date is not None else None
    return Work(
        title=entry.title.text if entry.title is not None else "",
        authors=entry.authors.names if entry.authors is not None else (),
        year=date.year if date is not None else None,
        month=date.month if date is not None else None,
        day=date.day if date is not None else None,
        venue=mention.name if mention is not None else None,
        venue_year=mention.year if mention is not None else None,
        arxiv_id=entry.arxiv_id,
    )


@record(frozen=True)
class Order:
    """An order that a section may have. `keys` returns the sort keys of a work, one for each way to read it;
    `descending` is set where the largest is first."""

    name: str
    keys: Callable[[Work], Keys | None]
    descending: bool = False
    by_name: bool = False


def _day_keys(work: Work) -> Keys | None:
    """Year, month and day, where the date has all."""
    months = _month_keys(work)
    return ((*months[0], work.day),) if months is not None and work.day is not None else None


def _month_keys(work: Work) -> Keys | None:
    """Year and month; a year alone sorts nothing, nor does a date that contradicts the arXiv id."""
    if work.year is None or work.month is None:
        return None
    submitted = arxiv.submission_month(work.arxiv_id) if work.arxiv_id is not None else None
    if submitted is not None:
        months = (work.year - submitted[0]) * 12 + work.month - submitted[1]
        if abs(months) > _MOST_MONTHS:
            return None
    return ((work.year, work.month),)


def _id_keys(work: Work) -> Keys | None:
    """The month in which a paper was submitted to arXiv, with its number."""
    months = _id_month_keys(work)
    return ((*months[0], work.arxiv_id),) if months is not None else None


def _id_month_keys(work: Work) -> Keys | None:
    submitted = arxiv.submission_month(work.arxiv_id) if work.arxiv_id is not None else None
    return (submitted,) if submitted is not None else None


def _year_keys(work: Work) -> Keys | None:
    return (work.known_year,) if work.known_year is not None else None


def _name_keys(work: Work) -> Keys | None:
    """The letters of the name, and the name with punctuation; people sort by either."""
    letters = title_key(work.title)
    words = " ".join(map(title_key, work.title.replace("-", " ").split()))
    return (letters, words, work.title.casefold()) if letters else None


def _author_keys(work: Work) -> Keys | None:
    name = title_key(work.authors[0].partition(" et al")[0]) if work.authors else ""
    return (name,) if name else None


def _in_both_directions(by: str, keys: Callable[[Work], Keys | None]) -> tuple[Order, Order]:
    return Order(f"by {by}, newest first", keys, descending=True), Order(f"by {by}, oldest first", keys)


DATES = (*_in_both_directions("date", _day_keys), *_in_both_directions("date", _month_keys))
BY_NAME = Order("by name", _name_keys, by_name=True)
BY_AUTHOR = Order("by author", _author_keys, by_name=True)
BY_TIME = (
    *DATES,
    *_in_both_directions("arXiv id", _id_keys),
    *_in_both_directions("month of the arXiv id", _id_month_keys),
    *_in_both_directions("year", _year_keys),
)
"""The orders by time, the more precise before the others."""


class Limits(NamedTuple):
    """When entries are in an order: the share of them that must have a key, how many keys must be different, and the
    share that may be out of order."""

    have_keys: float
    different_keys: int
    out_of_order: float


@record(frozen=True)
class FoundOrder:
    """The order of a section. `kept` are the entries in order, by ascending keys; `moved` the few others, which
    `is_pinned` says are all at the top. `reading` is the way to read the keys."""

    order: Order
    reading: int
    kept: tuple[Entry, ...]
    moved: tuple[Entry, ...]
    is_pinned: bool

    def _key(self, work: Work) -> Any:
        keys = self.order.keys(work)
        return keys[self.reading] if keys is not None else None

    def entry_to_follow(self, work: Work, *, is_new: bool = False) -> Entry | None:
        """The entry of `kept` after which this work belongs; None if it belongs at the top. Of entries with its key it
        is the last, but for a new work where the newest come first."""
        key = self._key(work)
        for other in self.kept if self.order.descending else reversed(self.kept):
            others_key = self._key(work_of_entry(other))
            if others_key == key and not (is_new and self.order.descending):
                return other
            if (others_key > key) if self.order.descending else (others_key < key):
                return other
        return None

    def fits(self, entry: Entry) -> bool:
        """Whether an entry that is not in `kept` is between those that it belongs between, or has no key."""
        key = self._key(work_of_entry(entry))
        for other in self.kept if key is not None else ():
            others_key = self._key(work_of_entry(other))
            should_be_larger = (other.span.start < entry.span.start) is self.order.descending
            if (others_key < key) if should_be_larger else (others_key > key):
                return False
        return True


def find_order(entries: Sequence[Entry], orders: Iterable[Order], limits: Limits) -> FoundOrder | None:
    """The first of these orders that the entries are in, but for a few, and for up to three that are pinned at the top;
    None if there is none."""
    works = [(entry, work_of_entry(entry)) for entry in entries]
    for order in orders:
        keyed = [(entry, keys) for entry, work in works if (keys := order.keys(work)) is not None]
        least = max(limits.have_keys * len(entries), limits.different_keys)
        if len(keyed) < least or len({keys[0] for _, keys in keyed}) < limits.different_keys:
            continue
        if order.descending:
            keyed.reverse()
        sorted_parts = [
            set(longest_sorted_subsequence(keys)) for keys in zip(*(keys for _, keys in keyed), strict=True)
        ]
        moved = sorted(set(range(len(keyed))).difference(*sorted_parts))
        places = {len(keyed) - 1 - at if order.descending else at for at in moved}
        is_pinned = len(moved) <= _MOST_PINNED <= len(keyed) / 3 and places == set(range(len(moved)))
        if not is_pinned and len(moved) > max(1, limits.out_of_order * len(keyed)):
            continue
        reading = max(range(len(sorted_parts)), key=lambda at: len(sorted_parts[at]))
        kept = tuple(keyed[at][0] for at in sorted(sorted_parts[reading]))
        return FoundOrder(order, reading, kept, tuple(keyed[at][0] for at in moved), is_pinned)
    return None


def longest_sorted_subsequence(keys: Sequence[Any], *, strict: bool = False) -> list[int]:
    """The indices of a longest subsequence of `keys` that is sorted in ascending order (with `strict`:
    without equal keys).

    Patience sorting, O(n log n). The other indices are the fewest that have to move to sort the sequence.
    """
    find = bisect_left if strict else bisect_right
    tails: list[Any] = []
    tail_index: list[int] = []
    previous = [-1] * len(keys)
    for index, key in enumerate(keys):
        place = find(tails, key)
        if place == len(tails):
            tails.append(key)
            tail_index.append(index)
        else:
            tails[place] = key
            tail_index[place] = index
        previous[index] = tail_index[place - 1] if place else -1
    run: list[int] = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        run.append(index)
        index = previous[index]
    return run[::-1]
