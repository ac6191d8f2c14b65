"""Spans of a text and edits of it.

Every offset is a number of code points of `Source.text`, from 0; the end of a span is exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in a text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` is completely inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character (or touch, if one is empty)."""
        return self.start < other.end and other.start < self.end or self.start == other.start


def is_in_spans(offset: int, spans: Sequence[Span]) -> bool:
    """Whether the character at `offset` is in one of these spans, which are in order and do not overlap."""
    index = bisect_right(spans, (offset, 1 << 62)) - 1
    return index >= 0 and offset < spans[index].end


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, with one span for those that overlap or touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def overlaps_any(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span overlaps one of these spans, which are in order and do not overlap."""
    first = max(bisect_left(spans, span.start, key=lambda place: place.start) - 1, 0)
    last = bisect_right(spans, span.end, key=lambda place: place.start)
    return any(place.overlaps(span) for place in spans[first:last])


class Edit(NamedTuple):
    """The replacement of the text at `span` by `text`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


def smallest_edit(span: Span, old: str, new: str) -> Edit:
    """The edit that turns `old`, the text at `span`, into `new`, without the characters that both have in
    common at their start and end.
    """
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(Span(span.start + head, span.end - tail), new[head : len(new) - tail])


def sort_edits(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of the text."""
    return sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))


def merge_adjacent_edits(edits: Iterable[Edit]) -> list[Edit]:
    """These sorted edits, with one edit for those that touch."""
    merged: list[Edit] = []
    for edit in edits:
        if merged and merged[-1].span.end == edit.span.start:
            before = merged.pop()
            edit = Edit(Span(before.span.start, edit.span.end), before.text + edit.text)
        merged.append(edit)
    return merged


def smallest_edits(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """These sorted edits without text that they do not change; adjacent edits are merged."""
    listed = (smallest_edit(span, text[span.start : span.end], new) for span, new in edits)
    return merge_adjacent_edits(edit for edit in listed if edit.text or edit.span.start < edit.span.end)


def apply_edits(text: str, edits: Iterable[Edit], span: Span | None = None) -> str:
    """The text (only the part at `span`) after these edits, which are sorted, disjoint and inside it."""
    at, stop = span or (0, len(text))
    pieces: list[str] = []
    for (start, end), new in edits:
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:stop]))


class DisjointEdits:
    """A set of edits of which no two overlap, in the order of the text."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []

    def __contains__(self, edit: Edit) -> bool:
        at = bisect_left(self.edits, edit)
        return at < len(self.edits) and self.edits[at] == edit

    def accepts(self, edits: Iterable[Edit]) -> bool:
        """Whether none of these edits overlaps one of the set."""
        for edit in edits:
            at = bisect_left(self.edits, edit.span, key=lambda own: own.span)
            # A long span may be followed by an empty one that it covers: look at both neighbours.
            if any(own.span.overlaps(edit.span) for own in self.edits[max(at - 1, 0) : at + 1]):
                return False
        return True

    def add(self, edits: Iterable[Edit]) -> None:
        """Adds edits that the set accepts."""
        for edit in edits:
            insort(self.edits, edit)
