"""The pattern that each date is counted for, where a date fits more than one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from awesome_lint.listing.model import Entry
from awesome_lint.style import forms

_LEAD = 2
"""How many times as many dates must be in one pattern as in the other for dates that fit both to be in it."""
DatePatterns = Mapping[tuple[str, tuple[str, ...]], str | None]
"""The pattern of each date, by the kind of its entry and the patterns that it fits; None if others do not decide."""


def find_date_patterns(entries: Iterable[Entry]) -> DatePatterns:
    """The pattern of each date of some entries, also of dates that fit several patterns."""
    kinds: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for entry in entries:
        if fitting := forms.date_forms(entry):
            kinds[entry.kind][fitting] += 1
    return {
        (kind, fitting): pattern
        for kind, counts in kinds.items()
        for fitting, pattern in _decide_patterns(counts).items()
    }


def _decide_patterns(counts: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], str | None]:
    """Which pattern counts for dates that fit several (`2023.10`), by the patterns that they fit: that of most dates
    that fit only one, or None if these do not agree (`05 May` next to `5 May`)."""
    plain: Counter[str] = Counter(each[0] for each in counts.elements() if len(each) == 1)
    fits: Counter[str] = Counter(form for each in counts.elements() for form in each)
    patterns: dict[tuple[str, ...], str | None] = {}
    for each in counts:
        best = max(each, key=lambda form: (plain[form], fits[form]))
        mixed = any(
            _count_only_in(form, best, counts) * _LEAD > _count_only_in(best, form, counts)
            for form in each
            if form != best
        )
        patterns[each] = None if mixed else best
    return patterns


def _count_only_in(form: str, other: str, counts: Mapping[tuple[str, ...], int]) -> int:
    """The number of dates that fit the pattern `form` and not `other`."""
    return sum(number for each, number in counts.items() if form in each and other not in each)
