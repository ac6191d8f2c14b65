"""Which characters of an entry belong to a field."""

from __future__ import annotations

import re

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.mentions import OBJECT

_SIGNS = ".,;:|/•·–—_*`~+()[]{}<>\\\"'“”‘’！，。；：（）【】、&#-"
_KNOWN = lazy(
    "(?>"
    r"</?(?:br|p|b|i|u|em|strong|font|span|sub|sup|center|div|details|summary)\b[^<>]*>"
    r"|&(?:nbsp|emsp|ensp);"
    r"|\b(?:and|by|in|at|accepted|to|published)\b"
    rf"|[\s{re.escape(_SIGNS)}]"
    ")*+",
    re.I,
)


class Coverage:
    """A record of the parts of one entry that belong to a field."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self._spans: list[tuple[int, int]] = []

    def add(self, span: Span) -> None:
        """Mark a part as belonging to a field."""
        self._spans.append(span)

    def _gaps(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches between `start` and `end` that belong to no field."""
        gaps: list[tuple[int, int]] = []
        at = start
        for first, last in sorted(self._spans):
            if first >= end:
                break
            if first > at:
                gaps.append((at, first))
            at = max(at, last)
        if at < end:
            gaps.append((at, end))
        return gaps

    def left(self, span: Span, mask: str) -> str:
        """The parts of `mask`, which is that of `span`, that belong to no field, links aside."""
        pieces = (
            mask[first - span.start : last - span.start] for first, last in self._gaps(span.start, span.end)
        )
        return " ".join(pieces).replace(OBJECT, " ")

    def complete(self, text: str) -> bool:
        """Whether all that is left is punctuation, markup and the small words between fields."""
        gaps = self._gaps(self._span.start, self._span.end)
        return all(
            not text[first:last].strip(_SIGNS + " \n") or _KNOWN.fullmatch(text, first, last)
            for first, last in gaps
        )
