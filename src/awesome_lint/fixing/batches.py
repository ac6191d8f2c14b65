"""Chooses fixes that can be applied together, batch by batch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from awesome_lint.edits import DisjointEdits, Edit, sort_edits
from awesome_lint.findings import Batch, Finding
from awesome_lint.fixing.offset_map import are_disjoint
from awesome_lint.source import line_starts

_EARLY = frozenset({Batch.ENCODING, Batch.TEXT, Batch.SYNTAX})
"""Batches whose lines no later fix of the same round may edit."""


def are_applicable(edits: Iterable[Edit], text: str) -> bool:
    """Whether these edits of one fix are inside the text, do not overlap, and insert valid Unicode."""
    listed = sort_edits(edits)
    return are_disjoint(listed) and all(
        0 <= span.start <= span.end <= len(text) and not any("\ud800" <= char <= "\udfff" for char in new)
        for span, new in listed
    )


def collect_edits(findings: Iterable[Finding]) -> list[Edit]:
    """The edits of the fixes of all these findings, in the order of the text."""
    return sort_edits(edit for finding in findings if finding.fix for edit in finding.fix.edits)


def choose_fixes(findings: Iterable[Finding], text: str) -> list[Finding]:
    """The findings whose fixes can be applied together.

    A fix that overlaps an earlier one waits for the next round, with all its edits. So does a fix on a line where
    text or syntax is fixed, since it was made from the old line. All later batches wait if any word may change, or if
    a heading changes, because anchors and tables of contents depend on it.
    """
    by_batch: dict[Batch, list[Finding]] = {batch: [] for batch in Batch}
    for finding in sorted(findings, key=_sort_key):
        if finding.fix is not None:
            by_batch[finding.fix.batch].append(finding)
    chosen_edits, starts = DisjointEdits(), line_starts(text)
    fixed_lines: set[int] = set()
    chosen: list[Finding] = []
    for batch, batch_findings in by_batch.items():
        batch_edits: list[Edit] = []
        for finding in batch_findings:
            edits = finding.fix.edits if finding.fix else ()
            waits = batch not in _EARLY and not fixed_lines.isdisjoint(_edited_lines(edits, starts))
            if not waits and chosen_edits.accepts(edits):
                chosen_edits.add(edits)
                chosen.append(finding)
                batch_edits += edits
        if batch in _EARLY:
            if batch is Batch.TEXT:
                # No other fix depends on whitespace that an edit deletes or inserts.
                batch_edits = [edit for edit in batch_edits if not _changes_only_whitespace(edit, text)]
            lines = _edited_lines(batch_edits, starts)
            has_heading = any(text.startswith("#", starts[line - 1]) for line in lines)
            if (batch is Batch.ENCODING and batch_edits) or has_heading:
                break
            fixed_lines |= lines
    return chosen


def _changes_only_whitespace(edit: Edit, text: str) -> bool:
    return not (text[slice(*edit.span)] + edit.text).strip(" \t\r\n")


def _edited_lines(edits: Iterable[Edit], starts: tuple[int, ...]) -> set[int]:
    """The numbers of the lines that the edits touch, from 1."""
    return {
        line
        for edit in edits
        for line in range(bisect_right(starts, edit.span.start), bisect_right(starts, edit.span.end) + 1)
    }


def _sort_key(finding: Finding) -> tuple[int, int, str]:
    """The start and end of the first edit, and the code: fixes are applied in this order."""
    edits = finding.fix.edits if finding.fix else ()
    first = min((edit.span for edit in edits), default=finding.span)
    return first.start, first.end, finding.code
