"""The lines of several findings, or of the further places of one, in words."""

from __future__ import annotations

from collections.abc import Iterable

from awesome_lint.findings import Finding
from awesome_lint.linting.folding import ALSO
from awesome_lint.reports.counts import number_of
from awesome_lint.reports.report import FileReport

_MAX_LINES = 8
"""The number of lines that are named."""


def name_lines(numbers: Iterable[int]) -> str:
    """`line 4`, `lines 4, 9`, `lines 1, 2, …, 8 and 5 more`: the lines, each once."""
    named = list(map(str, dict.fromkeys(numbers)))
    more = len(named) - _MAX_LINES
    if more > 1:
        return f"lines {', '.join(named[:_MAX_LINES])} and {more} more"
    return f"line{'s' if len(named) > 1 else ''} {', '.join(named)}"


def describe_further_places(finding: Finding, file: FileReport) -> str:
    """`also on lines 21, 22`: the further places of a habit, or all related places of another finding."""
    places = [one for one in finding.related if one.message == ALSO] or finding.related
    own, _ = file.source.position(finding.span.start)
    lines = [file.source.position(one.span.start)[0] for one in places if one.path is None]
    others = [line for line in lines if line != own]
    if not others:
        return f"also in {number_of(len(places), 'further place')} on this line"
    return f"also on {name_lines(others)}"


def is_habit(finding: Finding) -> bool:
    """Whether the finding is on a habit, with its further places in `related`."""
    return any(one.message == ALSO for one in finding.related)
