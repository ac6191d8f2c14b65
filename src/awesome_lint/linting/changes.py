"""Findings on changed lines."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate, pairwise

from awesome_lint.edits import Edit, Span, merge_spans
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.structs import record, replace

_OTHER = "the other copy"


@record(frozen=True)
class ChangedLines:
    """The changed lines of a text, as spans of one or more lines with their line ends, in order and not
    adjacent.
    """

    text: str
    spans: tuple[Span, ...]

    def touches(self, span: Span) -> bool:
        """Whether a changed line overlaps the span (or contains the offset of an empty one)."""
        first = bisect_right(self.spans, span.start, key=lambda changed: changed.end)
        if first == len(self.spans):
            # At the end of a text without a final line end, an empty span is after the last line.
            last = self.spans[-1].end if self.spans else -1
            return span.start == span.end == last == len(self.text) and not self.text.endswith("\n")
        return self.spans[first].start < max(span.end, span.start + 1)

    def contains_edit(self, edit: Edit) -> bool:
        """Whether an edit affects changed lines only. It may add lines after a changed one."""
        start, end = edit.span
        index = bisect_right(self.spans, start, key=lambda changed: changed.start) - 1
        if index < 0 or end > self.spans[index].end:
            return False
        if end < self.spans[index].end or end == len(self.text):
            return True
        # An unchanged line follows, and must stay a line of its own.
        return edit.text.endswith("\n") or (not edit.text and (not start or self.text[start - 1] == "\n"))

    def lines(self) -> list[Span]:
        """The span of each changed line."""
        return [line for line in _line_spans(self.text) if self.touches(line)]

    def without_spans(self, spans: Iterable[Span]) -> ChangedLines:
        """The changed lines that overlap none of these spans."""
        others = ChangedLines(self.text, tuple(merge_spans(spans)))
        return ChangedLines(
            self.text, tuple(merge_spans(line for line in self.lines() if not others.touches(line)))
        )

    def restrict_finding(self, finding: Finding) -> Finding | None:
        """The finding, without its fix if that edits unchanged lines; None if the finding is on an
        unchanged line.
        """
        if not self.touches(finding.span):
            return None
        if finding.fix is None or all(self.contains_edit(edit) for edit in finding.fix.edits):
            return finding
        return replace(finding, fix=None)

    def after_fixes(self, fixed_text: str) -> ChangedLines:
        """The changed lines of `fixed_text`, a later version in which only changed lines were edited."""
        if fixed_text == self.text:
            return self
        from awesome_lint.line_diff import LineMatcher, split_at_line_feeds

        old, spans = [self.touches(span) for span in _line_spans(self.text)], _line_spans(fixed_text)
        new = [True] * len(spans)
        for name, start, end, first, last in LineMatcher(
            split_at_line_feeds(self.text), split_at_line_feeds(fixed_text)
        ).get_opcodes():
            if name == "equal":
                new[first:last] = old[start:end]
        changed = (span for span, is_new in zip(spans, new, strict=True) if is_new)
        return ChangedLines(fixed_text, tuple(merge_spans(changed)))


def changes_from_ranges(text: str, line_ranges: Iterable[tuple[int, int]]) -> ChangedLines:
    """The changes at these lines, given as pairs of first line (from 1) and number of lines. As in git, only LF ends a
    line."""
    starts = _line_spans(text)
    touched = [span for first, count in line_ranges for span in starts[max(first - 1, 0) : first - 1 + count]]
    return ChangedLines(text, tuple(merge_spans(touched)))


def changes_between(before: str, after: str) -> ChangedLines:
    """The lines of `after` that differ from those of `before`, an earlier version. Line ends do not count."""
    from awesome_lint.line_diff import LineMatcher, split_at_line_feeds

    old, new = ([line.rstrip("\r\n") for line in split_at_line_feeds(version)] for version in (before, after))
    opcodes = LineMatcher(old, new).get_opcodes()
    return changes_from_ranges(
        after, [(first + 1, last - first) for name, _, _, first, last in opcodes if name != "equal"]
    )


def restrict_to_changes(
    finding: Finding, path: str, changes_in: Callable[[str], ChangedLines | None]
) -> tuple[str, Finding] | None:
    """The path of the file to report a finding in, and the finding restricted to changed lines of that file; None if it
    concerns unchanged lines only.

    Of a finding on two places (`mirror`) the changed place is reported. `changes_in` returns the changes of a file,
    None for a file without changes.
    """
    changes = changes_in(path)
    limited = changes.restrict_finding(finding) if changes is not None else None
    if limited is not None:
        return path, limited
    mirror = mirror_finding(finding, path)
    if mirror is None:
        return None
    mirror_path = finding.related[0].path or path
    changes = changes_in(mirror_path)
    return (mirror_path, mirror) if changes is not None and changes.touches(mirror.span) else None


def mirror_finding(finding: Finding, path: str | None = None) -> Finding | None:
    """The finding reported at its first related place instead of its span; None if it has no related place or no
    `mirror` message.

    `path` is the finding's own file, None if both places are in one file. The result is a finding in the file
    `finding.related[0].path`. It has no fix, since the fix edits the other place.
    """
    if finding.mirror is None or not finding.related:
        return None
    other, *rest = finding.related
    own_path = None if other.path is None else path
    return replace(
        finding,
        span=other.span,
        message=finding.mirror,
        related=(Related(finding.span, _OTHER, own_path), *rest),
        fix=None,
        suggestion=None,
        mirror=finding.message,
    )


def downgrade_habits(findings: Iterable[Finding], unchanged_findings: Iterable[Finding]) -> list[Finding]:
    """The findings on changed lines. A warning becomes advice if it follows a habit of the list, that is, if unchanged
    lines have more such findings than are reported one by one: a change is not refused for what the whole list does."""
    counts = Counter(
        (finding.code, finding.habit.part) for finding in unchanged_findings if finding.habit is not None
    )
    return [
        replace(finding, severity=Severity.ADVICE)
        if finding.habit is not None
        and finding.severity is Severity.WARNING
        and counts[finding.code, finding.habit.part] > finding.habit.above
        else finding
        for finding in findings
    ]


def _line_spans(text: str) -> list[Span]:
    from awesome_lint.line_diff import split_at_line_feeds

    return [Span(*pair) for pair in pairwise(accumulate(map(len, split_at_line_feeds(text)), initial=0))]
