"""The parts of an entry that belong to a field."""

from __future__ import annotations

import re
from bisect import bisect_left

from awesome_lint.edits import Span, merge_spans
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.mentions import LINK_PLACEHOLDER

_PUNCTUATION = ".,;:|/•·–—_*`~+()[]{}<>\\\"'“”‘’！，。；：（）【】、&#-"
_BETWEEN_FIELDS = lazy(
    "(?>"
    r"</?(?:br|p|b|i|u|em|strong|font|span|sub|sup|center|div|details|summary)\b[^<>]*>"
    r"|&(?:nbsp|emsp|ensp);"
    r"|\b(?:and|by|in|at|accepted|to|published)\b"
    rf"|[\s{re.escape(_PUNCTUATION)}]"
    ")*+",
    re.I,
)


class FieldSpans:
    """The spans of an entry that belong to a field."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self._spans: list[Span] = []
        self._merged: list[Span] | None = None

    def add(self, span: Span) -> None:
        """Records that a span belongs to a field."""
        self._spans.append(span)
        self._merged = None

    def _ranges_outside_fields(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges between `start` and `end` that belong to no field."""
        gaps: list[tuple[int, int]] = []
        at = start
        if self._merged is None:
            self._merged = merge_spans(self._spans)
        for index in range(bisect_left(self._merged, start, key=lambda span: span.end), len(self._merged)):
            first, last = self._merged[index]
            if first >= end:
                break
            if first > at:
                gaps.append((at, first))
            at = max(at, last)
        if at < end:
            gaps.append((at, end))
        return gaps

    def text_outside_fields(self, line_span: Span, masked_line: str) -> str:
        """The text of a masked line that belongs to no field, without links."""
        pieces = (
            masked_line[first - line_span.start : last - line_span.start]
            for first, last in self._ranges_outside_fields(line_span.start, line_span.end)
        )
        return " ".join(pieces).replace(LINK_PLACEHOLDER, " ")

    def covers_entry(self, document_text: str) -> bool:
        """Whether all of the entry belongs to fields, except punctuation, markup and short words between them."""
        gaps = self._ranges_outside_fields(self._span.start, self._span.end)
        return all(
            not document_text[first:last].strip(_PUNCTUATION + " \n")
            or _BETWEEN_FIELDS.fullmatch(document_text, first, last)
            for first, last in gaps
        )
