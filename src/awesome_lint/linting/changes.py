"""Findings on what a change touched: the rest is old."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable

from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.linting.mirrors import mirrored
from awesome_lint.structs import record, replace


@record(frozen=True)
class Changes:
    """The changed stretches of a text: whole lines with their ends, in order, apart from each other."""

    text: str
    spans: tuple[Span, ...]

    def touch(self, span: Span) -> bool:
        """Whether a changed line holds a part of the span, or the place of an empty one."""
        first = bisect_right(self.spans, span.start, key=lambda changed: changed.end)
        if first == len(self.spans):
            # At the end of a text without a last line end an empty span lies after the last line.
            last = self.spans[-1].end if self.spans else -1
            return span.start == span.end == last == len(self.text) and not self.text.endswith("\n")
        return self.spans[first].start < max(span.end, span.start + 1)

    def holds(self, edit: Edit) -> bool:
        """Whether an edit leaves every unchanged line as it is; it may add lines after a changed one."""
        start, end = edit.span
        index = bisect_right(self.spans, start, key=lambda changed: changed.start) - 1
        if index < 0 or end > self.spans[index].end:
            return False
        if end < self.spans[index].end or end == len(self.text):
            return True
        # What follows is an unchanged line: it has to stay a line of its own.
        return edit.text.endswith("\n") or (not edit.text and (not start or self.text[start - 1] == "\n"))

    def carried(self, text: str) -> Changes:
        """The changes in a later version of the text, in which only changed lines were fixed."""
        if text == self.text:
            return self
        from difflib import SequenceMatcher

        before, after = _lines(self.text), _lines(text)
        old = [self.touch(span) for span in before]
        pieces = SequenceMatcher(
            None,
            [self.text[span.start : span.end] for span in before],
            [text[span.start : span.end] for span in after],
        )
        new = [True] * len(after)
        for first, second, size in pieces.get_matching_blocks():
            new[second : second + size] = old[first : first + size]
        return Changes(text, _joined(span for span, changed in zip(after, new, strict=True) if changed))


def changes(text: str, lines: Iterable[tuple[int, int]]) -> Changes:
    """The changes at some lines, given as first (from 1) and how many, as git counts them: lines end with LF."""
    starts = _lines(text)
    touched = [span for first, count in lines for span in starts[max(first - 1, 0) : first - 1 + count]]
    return Changes(text, _joined(sorted(touched)))


def all_changed(text: str) -> Changes:
    """A text that is new as a whole."""
    return Changes(text, (Span(0, len(text)),))


def concerning(
    finding: Finding, path: str, changed: Callable[[str], Changes | None]
) -> tuple[str, Finding] | None:
    """The finding as it concerns a change, with the file to report it in; None where it concerns old lines only.

    A finding whose own place is old is reported at the changed one of two equal places. A fix that edits an old
    line is left out. `changed` gives a file's changes, None where all of it is old.
    """
    own = changed(path)
    if own is not None and own.touch(finding.span):
        return path, _bounded(finding, own)
    other = mirrored(finding, path)
    if other is None:
        return None
    place = finding.related[0].path or path
    there = changed(place)
    return (place, other) if there is not None and there.touch(other.span) else None


def as_advice_for_habits(concerned: Iterable[Finding], old: Iterable[Finding]) -> list[Finding]:
    """The findings on changed lines, as advice where they follow a habit of the list: where more of its old places
    have the same defect than are reported one by one. Nobody is blocked for what the list does all over."""
    counts = Counter((one.code, one.habit.part) for one in old if one.habit is not None)
    return [
        replace(one, severity=Severity.ADVICE)
        if one.habit is not None
        and one.severity is Severity.WARNING
        and counts[one.code, one.habit.part] > one.habit.above
        else one
        for one in concerned
    ]


def _bounded(finding: Finding, changed: Changes) -> Finding:
    """The finding without a fix that edits old lines."""
    if finding.fix is None or all(changed.holds(edit) for edit in finding.fix.edits):
        return finding
    return replace(finding, fix=None)


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        spans.append(Span(start, end))
        start = end
    return spans


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    result: list[Span] = []
    for span in spans:
        if result and result[-1].end >= span.start:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)
