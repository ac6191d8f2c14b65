"""Which characters of an entry are accounted for."""

from __future__ import annotations

import re

from awesome_lint.listing.lines import OBJECT
from awesome_lint.model import Span

_PUNCTUATION = frozenset(" \t\r\n.,;:|/•·-–—_*`~+()[]{}<>\\\"'“”‘’！，。；：（）【】、&#\u00a0\u202f\u3000")
_CONNECTORS = re.compile(r"\b(?:and|by|in|at|accepted|to|published)\b", re.I)
_TAG = re.compile(
    r"</?(?:br|p|b|i|u|em|strong|font|span|sub|sup|center|div|details|summary)\b[^<>]*>|&(?:nbsp|emsp|ensp);",
    re.I,
)


class Coverage:
    """A record of the parts of one entry that belong to a field."""

    def __init__(self, span: Span) -> None:
        self._span = span
        self._covered = bytearray(span.end - span.start)

    def add(self, span: Span) -> None:
        """Mark a part as belonging to a field; what lies outside the entry is left out."""
        start = max(0, span.start - self._span.start)
        end = min(len(self._covered), span.end - self._span.start)
        if end > start:
            self._covered[start:end] = b"\1" * (end - start)

    def left(self, span: Span, mask: str) -> str:
        """The part of `mask`, which has the length of `span`, that belongs to no field; the rest as blanks."""
        start = span.start - self._span.start
        taken = self._covered[start : start + len(mask)]
        return "".join(" " if used else char for char, used in zip(mask, taken, strict=False)).replace(
            OBJECT, " "
        )

    def complete(self, text: str) -> bool:
        """Whether all that is left is punctuation, markup and the small words between fields."""
        if 0 not in self._covered:
            return True
        own = text[self._span.start : self._span.end]
        left = "".join("\x1f" if taken else char for char, taken in zip(own, self._covered, strict=True))
        left = _CONNECTORS.sub(" ", _TAG.sub(" ", left))
        return all(char in _PUNCTUATION or char == "\x1f" for char in left)
