"""Numbers with their nouns, in singular or plural."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from awesome_lint.findings import Severity


def number_of(number: int, noun: str, plural: str | None = None) -> str:
    """A number with a noun: `1 link`, `2 links`. The plural is the noun with an s, or else `plural`."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def number_of_entries(number: int) -> str:
    """`1 entry`, `2 entries`."""
    return number_of(number, "entry", "entries")


def severity_counts(severities: Iterable[Severity]) -> list[str]:
    """`4 errors`, `18 warnings`, `2 advice`: how many there are of each severity, without those that do not occur."""
    counts = Counter(severities)
    return [
        number_of(counts[severity], severity.value, "advice" if severity is Severity.ADVICE else None)
        for severity in Severity
        if counts[severity]
    ]
