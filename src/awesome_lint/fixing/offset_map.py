"""Edits applied to a text, and where each place of the old text is in the new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from awesome_lint.edits import Edit, Span


def ordered(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in the order of the text; one that ends where another begins comes first."""
    return sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))


def disjoint(edits: list[Edit]) -> bool:
    """Whether no two of these edits (in order) claim one character, or insert at one place."""
    return all(
        first.span.end <= second.span.start and not first.span.overlaps(second.span)
        for first, second in pairwise(edits)
    )


def apply(text: str, edits: list[Edit]) -> str:
    """The text after disjoint edits, given in order."""
    pieces: list[str] = []
    end = 0
    for span, replacement in edits:
        pieces += (text[end : span.start], replacement)
        end = span.end
    return "".join((*pieces, text[end:]))


class Shift:
    """Where the places of the old text are after disjoint edits, given in order.

    A place beside or inside an edit may be anywhere in its replacement, so places come as a first and a last
    offset; both are the same for a place that no edit touches.
    """

    def __init__(self, edits: list[Edit]) -> None:
        self.starts = [edit.span.start for edit in edits]
        self.ends = [edit.span.end for edit in edits]
        self.grown = [0]
        """How much longer the text is after the first so many edits."""
        for edit in edits:
            self.grown.append(self.grown[-1] + len(edit.text) - (edit.span.end - edit.span.start))

    def start(self, offset: int) -> tuple[int, int]:
        """Where a node that started at `offset` may start: an insertion there is before it or in it."""
        first = bisect_left(self.starts, offset)
        # Edits before `first` start earlier; the last of them may reach over the place.
        if first and self.ends[first - 1] > offset:
            return self._replacement(first - 1)
        low = high = offset + self.grown[first]
        if first < len(self.starts) and self.starts[first] == offset:
            high = self._replacement(first)[1]
        return low, high

    def end(self, offset: int) -> tuple[int, int]:
        """Where a node that ended at `offset` may end: an insertion there is in it or after it."""
        first = bisect_left(self.ends, offset)
        # Edits from `first` on end at the place or later.
        if first < len(self.starts) and self.starts[first] < offset < self.ends[first]:
            return self._replacement(first)
        low = high = offset + self.grown[first]
        if first < len(self.starts) and self.ends[first] == offset:
            low, high = self._replacement(first)
            if self.starts[first] == offset:
                low = offset + self.grown[first]
            elif first + 1 < len(self.starts) and self.starts[first + 1] == self.ends[first + 1] == offset:
                high = self._replacement(first + 1)[1]
        return low, high

    def touching(self, span: Span) -> range:
        """The numbers of the edits that share a character with the span or stand at its edge."""
        return range(bisect_left(self.ends, span.start), bisect_right(self.starts, span.end))

    def new(self, number: int) -> Span:
        """The place of an edit's replacement in the new text."""
        return Span(*self._replacement(number))

    def _replacement(self, number: int) -> tuple[int, int]:
        return self.starts[number] + self.grown[number], self.ends[number] + self.grown[number + 1]


def inverse(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits that lead from the new text back to the old one."""
    shift = Shift(edits)
    return [
        Edit(shift.new(number), text[edit.span.start : edit.span.end]) for number, edit in enumerate(edits)
    ]
