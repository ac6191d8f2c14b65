"""Maps offsets of a text to offsets after edits of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from awesome_lint.edits import Edit, Span


def are_disjoint(edits: list[Edit]) -> bool:
    """Whether no two of these sorted edits overlap or insert at the same offset."""
    return all(
        first.span.end <= second.span.start and not first.span.overlaps(second.span)
        for first, second in pairwise(edits)
    )


class OffsetMap:
    """Maps offsets of the old text to offsets after edits, which are sorted and disjoint.

    An offset inside an edit or at its end may be anywhere in its replacement. So the result is a first and a last
    offset; both are the same if no edit touches the old offset.
    """

    def __init__(self, edits: list[Edit]) -> None:
        self.starts = [edit.span.start for edit in edits]
        self.ends = [edit.span.end for edit in edits]
        self.grown = [0]
        """The change of the length after the first 0, 1, 2 … edits."""
        for edit in edits:
            self.grown.append(self.grown[-1] + len(edit.text) - (edit.span.end - edit.span.start))

    def new_start(self, offset: int) -> tuple[int, int]:
        """The first and last offset where a node that started at `offset` may start in the new text: text inserted
        there is before the node or in it."""
        first = bisect_left(self.starts, offset)
        # Edits before `first` start earlier; the last of them may contain the offset.
        if first and self.ends[first - 1] > offset:
            return self.replacement_span(first - 1)
        low = high = offset + self.grown[first]
        if first < len(self.starts) and self.starts[first] == offset:
            high = self.replacement_span(first).end
        return low, high

    def new_end(self, offset: int) -> tuple[int, int]:
        """The first and last offset where a node that ended at `offset` may end in the new text: text inserted there is
        in the node or after it."""
        first = bisect_left(self.ends, offset)
        # Edits from `first` on end at the offset or later.
        if first < len(self.starts) and self.starts[first] < offset < self.ends[first]:
            return self.replacement_span(first)
        low = high = offset + self.grown[first]
        if first < len(self.starts) and self.ends[first] == offset:
            low, high = self.replacement_span(first)
            if self.starts[first] == offset:
                low = offset + self.grown[first]
            elif first + 1 < len(self.starts) and self.starts[first + 1] == self.ends[first + 1] == offset:
                high = self.replacement_span(first + 1).end
        return low, high

    def adjacent_edits(self, span: Span) -> range:
        """The indices of the edits that overlap the span or are next to it."""
        return range(bisect_left(self.ends, span.start), bisect_right(self.starts, span.end))

    def replacement_span(self, index: int) -> Span:
        """The span in the new text of what the edit with this index writes."""
        return Span(self.starts[index] + self.grown[index], self.ends[index] + self.grown[index + 1])


def invert_edits(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits that turn the new text back into the old one."""
    shift = OffsetMap(edits)
    return [
        Edit(shift.replacement_span(number), text[edit.span.start : edit.span.end])
        for number, edit in enumerate(edits)
    ]
