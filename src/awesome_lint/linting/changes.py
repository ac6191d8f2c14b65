"""Findings on changed lines."""

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
    """The changed lines of a text, as spans of one line or more with their line ends, in order and not adjacent."""

    text: str
    spans: tuple[Span, ...]

    def touch(self, span: Span) -> bool:
        """Whether a changed line contains a part of the span, or the offset of an empty one."""
        first = bisect_right(self.spans, span.start, key=lambda changed: changed.end)
        if first == len(self.spans):
            # At the end of a text without a final line end, an empty span is after the last line.
            last = self.spans[-1].end if self.spans else -1
            return span.start == span.end == last == len(self.text) and not self.text.endswith("\n")
        return self.spans[first].start < max(span.end, span.start + 1)

    def holds(self, edit: Edit) -> bool:
        """Whether an edit changes no unchanged line. It may add lines after a changed one."""
        start, end = edit.span
        index = bisect_right(self.spans, start, key=lambda changed: changed.start) - 1
        if index < 0 or end > self.spans[index].end:
            return False
        if end < self.spans[index].end or end == len(self.text):
            return True
        # An unchanged line follows, and must stay a line of its own.
        return edit.text.endswith("\n") or (not edit.text and (not start or self.text[start - 1] == "\n"))

    def limit(self, finding: Finding) -> Finding | None:
        """The finding if it is on changed lines, without a fix that edits unchanged ones; else None."""
        if not self.touch(finding.span):
            return None
        if finding.fix is None or all(self.holds(edit) for edit in finding.fix.edits):
            return finding
        return replace(finding, fix=None)

    def carried(self, text: str) -> Changes:
        """The changed lines of a later version of the text, in which only changed lines were fixed."""
        if text == self.text:
            return self
        from difflib import SequenceMatcher

        before, after = _lines(self.text), _lines(text)
        old = [self.touch(span) for span in before]
        matcher = SequenceMatcher(
            None,
            [self.text[span.start : span.end] for span in before],
            [text[span.start : span.end] for span in after],
        )
        new = [True] * len(after)
        for first, second, size in matcher.get_matching_blocks():
            new[second : second + size] = old[first : first + size]
        return Changes(text, _joined(span for span, changed in zip(after, new, strict=True) if changed))


def changes_at(text: str, lines: Iterable[tuple[int, int]]) -> Changes:
    """The changes at these lines, given as pairs of first line (from 1) and number of lines. As in git, lines end
    with LF."""
    starts = _lines(text)
    touched = [span for first, count in lines for span in starts[max(first - 1, 0) : first - 1 + count]]
    return Changes(text, _joined(sorted(touched)))


def all_changed(text: str) -> Changes:
    """A text that is new as a whole."""
    return Changes(text, (Span(0, len(text)),))


def concerning(
    finding: Finding, path: str, changed: Callable[[str], Changes | None]
) -> tuple[str, Finding] | None:
    """The finding as far as it concerns changed lines, and the path of the file to report it in; None if it concerns
    unchanged lines only.

    Of a finding on two places (`mirror`) the changed place is reported. `changed` returns the changes of a file,
    None for a file without changes.
    """
    changes = changed(path)
    limited = changes.limit(finding) if changes is not None else None
    if limited is not None:
        return path, limited
    mirror = mirrored(finding, path)
    if mirror is None:
        return None
    mirror_path = finding.related[0].path or path
    changes = changed(mirror_path)
    return (mirror_path, mirror) if changes is not None and changes.touch(mirror.span) else None


def as_advice_for_habits(findings: Iterable[Finding], unchanged: Iterable[Finding]) -> list[Finding]:
    """The findings on changed lines, as advice if they follow a habit of the list: if more of its unchanged lines have
    the same defect than are reported one by one. A change is not refused for what the whole list does."""
    counts = Counter((finding.code, finding.habit.part) for finding in unchanged if finding.habit is not None)
    return [
        replace(finding, severity=Severity.ADVICE)
        if finding.habit is not None
        and finding.severity is Severity.WARNING
        and counts[finding.code, finding.habit.part] > finding.habit.above
        else finding
        for finding in findings
    ]


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
