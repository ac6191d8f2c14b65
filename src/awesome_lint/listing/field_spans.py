"""The parts of an entry that belong to no field."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from awesome_lint.edits import Span, merge_spans
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.lines import WORD, Line

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


def _ranges_outside_fields(merged_spans: Sequence[Span], start: int, end: int) -> list[tuple[int, int]]:
    """The ranges between `start` and `end` outside the spans of fields, which are sorted and disjoint."""
    gaps: list[tuple[int, int]] = []
    at = start
    for index in range(bisect_left(merged_spans, start, key=lambda span: span.end), len(merged_spans)):
        first, last = merged_spans[index]
        if first >= end:
            break
        if first > at:
            gaps.append((at, first))
        at = max(at, last)
    if at < end:
        gaps.append((at, end))
    return gaps


def count_words_outside_fields(lines: Sequence[Line], field_spans: Sequence[Span]) -> int:
    """The number of words in these lines, outside links, that belong to no field."""
    merged_spans = merge_spans(field_spans)
    count = 0
    for line in lines:
        for start, end in _ranges_outside_fields(merged_spans, *line.span):
            count += len(WORD.findall(line.mask, line.mask_offset(start), line.mask_offset(end)))
    return count


def is_covered_by_fields(span: Span, field_spans: Sequence[Span], document_text: str) -> bool:
    """Whether all of a span belongs to fields, except punctuation, markup and short words between them."""
    return all(
        not document_text[first:last].strip(_PUNCTUATION + " \n")
        or _BETWEEN_FIELDS.fullmatch(document_text, first, last)
        for first, last in _ranges_outside_fields(merge_spans(field_spans), *span)
    )
