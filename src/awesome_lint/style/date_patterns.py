"""The pattern that each date is counted for, where a date fits more than one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from awesome_lint.listing.model import Entry
from awesome_lint.style import forms

_LEAD = 2
"""How many times as many dates must be in one pattern as in the other for dates that fit both to be in it."""


class DatePatterns:
    """The patterns of the dates of some entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        kinds: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for entry in entries:
            if fitting := forms.date_forms(entry):
                kinds[entry.kind][fitting] += 1
        self._patterns = {kind: _patterns(dates) for kind, dates in kinds.items()}

    def of(self, kind: str, fitting: tuple[str, ...]) -> str | None:
        """The pattern of a date that fits these patterns; None where the other dates do not agree on one of them."""
        return self._patterns.get(kind, {}).get(fitting)


def _patterns(dates: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], str | None]:
    """The pattern of each date. One that fits several (`2023.10`) gets the pattern that most dates with only one
    pattern have, and none where these dates do not agree (`05 May` next to `5 May`)."""
    plain: Counter[str] = Counter(each[0] for each in dates.elements() if len(each) == 1)
    fits: Counter[str] = Counter(form for each in dates.elements() for form in each)
    patterns: dict[tuple[str, ...], str | None] = {}
    for each in dates:
        best = max(each, key=lambda form: (plain[form], fits[form]))
        mixed = any(
            _count_only_in(form, best, dates) * _LEAD > _count_only_in(best, form, dates)
            for form in each
            if form != best
        )
        patterns[each] = None if mixed else best
    return patterns


def _count_only_in(form: str, other: str, dates: Mapping[tuple[str, ...], int]) -> int:
    """How many dates are written in the one form and cannot be in the other."""
    return sum(number for each, number in dates.items() if form in each and other not in each)
