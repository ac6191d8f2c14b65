"""The order in which fixes are applied, and which of them can be applied together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from enum import IntEnum

from awesome_lint.mending.shift import disjoint, ordered
from awesome_lint.model import Edit, Finding


class Group(IntEnum):
    """Fixes that are applied, compared and taken back together; each builds on the ones before it."""

    TEXT = 0
    SYNTAX = 1
    LINKS = 2
    ENTRIES = 3
    SECTIONS = 4


_GROUPS = {
    "TX": Group.TEXT,
    "MD": Group.SYNTAX,
    "TB": Group.SYNTAX,
    "LK": Group.LINKS,
    "AX": Group.LINKS,
    "DU": Group.ENTRIES,
    "EN": Group.ENTRIES,
    "BI": Group.ENTRIES,
    "SE": Group.SECTIONS,
    "AW": Group.SECTIONS,
}
"""By the first two letters of a rule's code."""

FOUNDATIONS = frozenset({Group.TEXT, Group.SYNTAX})
"""After these the text is linted again before anything else is mended: on damaged words or broken links the
fixes of later groups are damaged too."""


def group_of(code: str) -> Group:
    """The group of a rule's fixes; a code of no known family comes with the last."""
    return _GROUPS.get(code[:2], Group.SECTIONS)


def valid(edits: Iterable[Edit], text: str) -> bool:
    """Whether these edits of one fix can be applied to the text at all."""
    listed = ordered(edits)
    return disjoint(listed) and all(
        0 <= span.start <= span.end <= len(text) and not any("\ud800" <= char <= "\udfff" for char in new)
        for span, new in listed
    )


def changes(edits: Iterable[Edit], text: str) -> bool:
    """Whether applying the edits makes any difference."""
    return any(text[span.start : span.end] != new for span, new in edits)


class Claims:
    """The places that the fixes chosen so far have taken."""

    def __init__(self) -> None:
        self._taken: list[Edit] = []

    def free(self, edits: Iterable[Edit]) -> bool:
        """Whether none of these edits overlaps one that was chosen."""
        for edit in edits:
            place = bisect_left(self._taken, edit.span, key=lambda taken: taken.span)
            # A span of many characters may be followed by an empty one that it covers: look at both sides.
            for other in self._taken[max(place - 1, 0) : place + 1]:
                if other.span.overlaps(edit.span):
                    return False
        return True

    def take(self, edits: Iterable[Edit]) -> None:
        """Claim the places of these edits."""
        for edit in edits:
            insort(self._taken, edit, key=lambda taken: taken.span)


def compatible(findings: Iterable[Finding], claims: Claims) -> list[Finding]:
    """The findings whose fixes can be applied together and beside what is claimed, which they then claim too.

    Findings earlier in the text come first; a fix that overlaps one of theirs waits for the next round, with
    all its edits.
    """
    chosen = []
    for finding in sorted(findings, key=_place):
        if finding.fix is not None and claims.free(finding.fix.edits):
            claims.take(finding.fix.edits)
            chosen.append(finding)
    return chosen


def _place(finding: Finding) -> tuple[int, int, str]:
    edits = finding.fix.edits if finding.fix else ()
    first = min((edit.span for edit in edits), default=finding.span)
    return first.start, first.end, finding.code
