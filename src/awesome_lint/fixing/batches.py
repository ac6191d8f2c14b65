"""The order in which fixes are applied, and which of them can be applied together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable

from awesome_lint.edits import Edit
from awesome_lint.findings import Batch, Finding
from awesome_lint.fixing.offset_map import disjoint, ordered
from awesome_lint.source import line_starts

_FOUNDATIONS = frozenset({Batch.ENCODING, Batch.TEXT, Batch.SYNTAX})


def valid(edits: Iterable[Edit], text: str) -> bool:
    """Whether these edits of one fix can be applied to the text at all."""
    listed = ordered(edits)
    return disjoint(listed) and all(
        0 <= span.start <= span.end <= len(text) and not any("\ud800" <= char <= "\udfff" for char in new)
        for span, new in listed
    )


def has_effect(edits: Iterable[Edit], text: str) -> bool:
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


def batches(findings: Iterable[Finding], text: str) -> list[list[Finding]]:
    """The findings whose fixes can be applied together, group by group in order.

    A fix that overlaps one before it waits for the next lint, with all its edits; so does one on a line where
    text or syntax is fixed, since it was made from what stood there. All of them wait where any word may
    change, or a heading does, from which anchors and tables of contents follow.
    """
    grouped: dict[Batch, list[Finding]] = {group: [] for group in Batch}
    for finding in sorted(findings, key=_place):
        if finding.fix is not None:
            grouped[finding.fix.batch].append(finding)
    claims, starts = Claims(), line_starts(text)
    fixed: set[int] = set()
    result: list[list[Finding]] = []
    for group, own in grouped.items():
        chosen = []
        for finding in own:
            own_edits = finding.fix.edits if finding.fix else ()
            waits = group not in _FOUNDATIONS and not fixed.isdisjoint(_lines(own_edits, starts))
            if not waits and claims.free(own_edits):
                claims.take(own_edits)
                chosen.append(finding)
        result.append(chosen)
        if group in _FOUNDATIONS:
            edits = [edit for finding in chosen if finding.fix for edit in finding.fix.edits]
            if group is Batch.TEXT:
                edits = [edit for edit in edits if not _blank(edit, text)]
            own_lines = _lines(edits, starts)
            if (group is Batch.ENCODING and chosen) or _heading_in(own_lines, text, starts):
                break
            fixed |= own_lines
    return result


def _lines(edits: Iterable[Edit], starts: tuple[int, ...]) -> set[int]:
    """The lines, from 1, on which these edits stand."""
    return {
        line
        for edit in edits
        for line in range(bisect_right(starts, edit.span.start), bisect_right(starts, edit.span.end) + 1)
    }


def _blank(edit: Edit, text: str) -> bool:
    """Whether an edit takes or brings nothing but blanks and line ends: no fix is made from those."""
    return not (text[edit.span.start : edit.span.end] + edit.text).strip(" \t\r\n")


def _heading_in(lines: Iterable[int], text: str, starts: tuple[int, ...]) -> bool:
    return any(text.startswith("#", starts[line - 1]) for line in lines)


def _place(finding: Finding) -> tuple[int, int, str]:
    edits = finding.fix.edits if finding.fix else ()
    first = min((edit.span for edit in edits), default=finding.span)
    return first.start, first.end, finding.code
