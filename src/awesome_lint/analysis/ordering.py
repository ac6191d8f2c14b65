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

_MAX_MONTHS = 1
"""The difference in months between date and arXiv id above which the date may be wrong (AX003) and is not used for
sorting."""
_MAX_PINNED = 3
"""The number of entries at the top of a sorted section that may be there on purpose."""

SortKeys = tuple[Any, ...]


def work_of_entry(entry: Entry) -> Work:
    """The work of an entry, with the fields by which entries are sorted."""
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
class SortOrder:
    """An order that a section may have. `keys` returns the sort keys of a work: one for each way to sort by this
    order, or None. With `descending` the largest key is first."""

    name: str
    keys: Callable[[Work], SortKeys | None]
    descending: bool = False
    by_name: bool = False


def _day_sort_keys(work: Work) -> SortKeys | None:
    """Year, month and day of the work; None if the date has no day."""
    months = _month_sort_keys(work)
    return ((*months[0], work.day),) if months is not None and work.day is not None else None


def _month_sort_keys(work: Work) -> SortKeys | None:
    """Year and month of the work; None if there is no month or if the date contradicts the arXiv id."""
    if work.year is None or work.month is None:
        return None
    if work.arxiv_id is not None:
        months = arxiv.months_after_submission(work.arxiv_id, work.year, work.month)
        if months is not None and abs(months) > _MAX_MONTHS:
            return None
    return ((work.year, work.month),)


def _arxiv_id_sort_keys(work: Work) -> SortKeys | None:
    """The month of the arXiv id, and the id; None without a valid id."""
    months = _id_month_sort_keys(work)
    return ((*months[0], work.arxiv_id),) if months is not None else None


def _id_month_sort_keys(work: Work) -> SortKeys | None:
    """The year and month in the arXiv id of the work; None without a valid id."""
    submitted = arxiv.submission_month(work.arxiv_id) if work.arxiv_id is not None else None
    return (submitted,) if submitted is not None else None


def _year_sort_keys(work: Work) -> SortKeys | None:
    """The year in which the work was published; None if it is unknown."""
    return (work.publication_year,) if work.publication_year is not None else None


def _name_sort_keys(work: Work) -> SortKeys | None:
    """Three keys by which people sort names: all letters, the letters of each word, and the name with punctuation."""
    letters = title_key(work.title)
    words = " ".join(map(title_key, work.title.replace("-", " ").split()))
    return (letters, words, work.title.casefold()) if letters else None


def _first_author_sort_keys(work: Work) -> SortKeys | None:
    """The name of the first author; None if there are no authors."""
    name = title_key(work.authors[0].partition(" et al")[0]) if work.authors else ""
    return (name,) if name else None


def _time_orders(name: str, keys: Callable[[Work], SortKeys | None]) -> tuple[SortOrder, SortOrder]:
    """The order by these sort keys with the newest entries first, and the one with the oldest first."""
    newest = SortOrder(f"by {name}, newest first", keys, descending=True)
    return newest, SortOrder(f"by {name}, oldest first", keys)


DATES = (*_time_orders("date", _day_sort_keys), *_time_orders("date", _month_sort_keys))
BY_NAME = SortOrder("by name", _name_sort_keys, by_name=True)
BY_AUTHOR = SortOrder("by author", _first_author_sort_keys, by_name=True)
BY_TIME = (
    *DATES,
    *_time_orders("arXiv id", _arxiv_id_sort_keys),
    *_time_orders("month of the arXiv id", _id_month_sort_keys),
    *_time_orders("year", _year_sort_keys),
)
"""The orders by time, the more precise ones first."""


class OrderLimits(NamedTuple):
    """The conditions for an order of a section: the minimum share of entries with a key, the minimum number of
    different keys, and the maximum share of entries out of order."""

    have_keys: float
    different_keys: int
    out_of_order: float


@record(frozen=True)
class SectionOrder:
    """The order of a section. `sorted_entries` are the entries in order, by ascending keys; `misplaced_entries` are
    the others, all at the top if `is_pinned`. `key_index` says which of the keys of `order.keys` is used."""

    order: SortOrder
    key_index: int
    sorted_entries: tuple[Entry, ...]
    misplaced_entries: tuple[Entry, ...]
    is_pinned: bool

    def _sort_key(self, work: Work) -> Any:
        """The key of a work in this order; None if it has none."""
        keys = self.order.keys(work)
        return keys[self.key_index] if keys is not None else None

    def predecessor_of(self, work: Work, *, is_new: bool = False) -> Entry | None:
        """The entry after which a work belongs; None if it belongs at the top. Among entries with the same key it is
        the last one; but a new work belongs before them if the newest entries come first."""
        key = self._sort_key(work)
        for other in self.sorted_entries if self.order.descending else reversed(self.sorted_entries):
            others_key = self._sort_key(work_of_entry(other))
            if others_key == key and not (is_new and self.order.descending):
                return other
            if (others_key > key) if self.order.descending else (others_key < key):
                return other
        return None

    def is_in_place(self, entry: Entry) -> bool:
        """Whether an entry is in order although it is not in `sorted_entries`: it is between the right entries, or
        has no key."""
        key = self._sort_key(work_of_entry(entry))
        for other in self.sorted_entries if key is not None else ():
            others_key = self._sort_key(work_of_entry(other))
            should_be_larger = (other.span.start < entry.span.start) is self.order.descending
            if (others_key < key) if should_be_larger else (others_key > key):
                return False
        return True


def find_order(
    entries: Sequence[Entry], orders: Iterable[SortOrder], limits: OrderLimits
) -> SectionOrder | None:
    """The first of `orders` that the entries follow, with the exceptions that `limits` allows or up to three entries
    pinned at the top; None if they follow none."""
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
        misplaced = sorted(set(range(len(keyed))).difference(*sorted_parts))
        places = {len(keyed) - 1 - at if order.descending else at for at in misplaced}
        is_pinned = len(misplaced) <= _MAX_PINNED <= len(keyed) / 3 and places == set(range(len(misplaced)))
        if not is_pinned and len(misplaced) > max(1, limits.out_of_order * len(keyed)):
            continue
        key_index = max(range(len(sorted_parts)), key=lambda at: len(sorted_parts[at]))
        ordered = tuple(keyed[at][0] for at in sorted(sorted_parts[key_index]))
        return SectionOrder(order, key_index, ordered, tuple(keyed[at][0] for at in misplaced), is_pinned)
    return None


def longest_sorted_subsequence(keys: Sequence[Any], *, strict: bool = False) -> list[int]:
    """The indices of a longest subsequence of `keys` in ascending order (with `strict`: without equal keys).

    Patience sorting, O(n log n). The other indices are the fewest that have to move to sort the sequence."""
    bisect = bisect_left if strict else bisect_right
    tails: list[Any] = []
    tail_index: list[int] = []
    previous = [-1] * len(keys)
    for index, key in enumerate(keys):
        place = bisect(tails, key)
        if place == len(tails):
            tails.append(key)
            tail_index.append(index)
        else:
            tails[place] = key
            tail_index[place] = index
        previous[index] = tail_index[place - 1] if place else -1
    indices: list[int] = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        indices.append(index)
        index = previous[index]
    return indices[::-1]
