"""The lines of a text, which keep their place while containers strip their marks from them."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy

_NEWLINE = lazy(r"\r\n|\r|\n")
TAB = 4
_new = tuple.__new__  # half the cost of calling Span, which counts where thousands are made


class Line(str):
    """One line, or what is left of it after the marks of containers; always ends in one `\\n`.

    Containers strip a line only from its left, so the rest is always the end of the line: `end` is where the
    line ends in the text (before its newline), and a character is found by counting back from there.
    `column` is the column (tabs expanded) at which the rest begins; `lazy` marks a line that continues a
    paragraph without the container's mark.
    """

    __slots__ = ("column", "end", "lazy")

    end: int
    column: int
    lazy: bool

    @classmethod
    def make(cls, content: str, end: int, column: int = 0, lazy: bool = False) -> Line:
        """A line of this content."""
        line = cls(content)
        line.end = end
        line.column = column
        line.lazy = lazy
        return line

    def at(self, index: int) -> int:
        """Where the character at `index` is in the text."""
        return self.end - len(self) + 1 + index

    def rest(self, index: int, *, blanks: int = 0) -> Line:
        """The line from `index` on; `blanks` stand for what is left of a tab."""
        return Line.make(" " * blanks + self[index:], self.end, self.column + index - blanks)

    @property
    def first(self) -> int:
        """Where the first character that is no blank is in the text."""
        return self.end - len(self.lstrip(" \t")) + 1

    @property
    def last(self) -> int:
        """Where the line's content ends in the text, without the blanks at its end."""
        return self.end - len(self) + len(self.rstrip(" \t\n")) + 1

    def blank(self) -> bool:
        """Whether the line has nothing but blanks."""
        return not self.strip(" \t\n")

    def indent(self) -> int:
        """The columns that the blanks at the line's start take."""
        if self[0] not in " \t":
            return 0
        if "\t" not in self:
            return len(self) - len(self.lstrip(" "))
        column = self.column
        for character in self:
            if character == " ":
                column += 1
            elif character == "\t":
                column += TAB - column % TAB
            else:
                break
        return column - self.column

    def without(self, columns: int) -> Line:
        """The line with that many columns of blanks taken from its start (the caller knows they are
        there)."""
        column = self.column
        target = column + columns
        index = 0
        while column < target:
            column += TAB - column % TAB if self[index] == "\t" else 1
            index += 1
        blanks = column - target
        if "\t" in self:
            # What tabs are left before the text would stop elsewhere in the shorter line.
            while self[index] in " \t":
                column += TAB - column % TAB if self[index] == "\t" else 1
                index += 1
            blanks = column - target
        line = Line.make(" " * blanks + self[index:], self.end, target)
        line.lazy = self.lazy
        return line


class RefusedError(Exception):
    """The text is not parsed; the message says why in words."""


class Budget:
    """How many lines may still be looked at inside containers. A line is looked at once for each container
    around it, which honest lists do a few times and a text made to stall a parser thousands of times."""

    __slots__ = ("left",)

    def __init__(self, lines: int) -> None:
        self.left = 5 * lines + 20_000

    def spend(self, lines: int) -> None:
        """Take so many; raises `RefusedError` when there are not so many left."""
        self.left -= lines
        if self.left < 0:
            raise RefusedError("lists and quotes hold too many lines at too great a depth")


class Lines(list[Line]):
    """The lines of one container; `depth` counts the containers around them, all share one `budget`."""

    depth = 0
    budget: Budget


LONGEST_TEXT = 16_000_000
LONGEST_LINE = 150_000
"""In code points. GitHub shows the first 500 KiB of a README; a longer line is data, not text."""


def split(text: str, start: int = 0) -> Lines:
    """The lines of a text from `start` on, split at `\\n`, `\\r\\n` and `\\r` and nowhere else; a byte-order
    mark at the text's start is left out. Raises `RefusedError` where the text or a line of it is longer than any
    list."""
    if len(text) > LONGEST_TEXT:
        raise RefusedError(f"it has {len(text):,} characters, more than {LONGEST_TEXT:,}")
    lines = Lines()
    start = max(start, int(text.startswith("\ufeff")))
    for match in _NEWLINE.finditer(text, start):
        lines.append(Line.make(text[start : match.start()] + "\n", match.start()))
        start = match.end()
    if start < len(text):
        lines.append(Line.make(text[start:] + "\n", len(text)))
    longest = max(lines, key=len, default=None)
    if longest is not None and len(longest) > LONGEST_LINE:
        where = lines.index(longest) + 1
        raise RefusedError(f"line {where:,} has {len(longest):,} characters, more than {LONGEST_LINE:,}")
    lines.budget = Budget(len(lines))
    return lines


class Content:
    """The text of one leaf block, its lines joined by `\\n`, with the way back to the whole text.

    `exact` is False when a line does not stand where it was reckoned to be.
    """

    __slots__ = ("exact", "offset", "places", "starts", "text")

    def __init__(self, source: str, pieces: list[tuple[str, int]]) -> None:
        """`pieces` are the lines and where each begins in `source`."""
        self.places = [place for _, place in pieces]
        self.starts = [0]
        # On a single line every place is the index and a constant.
        self.offset: int | None = None
        if len(pieces) == 1:
            self.text, self.offset = pieces[0]
        else:
            self.text = "\n".join([piece for piece, _ in pieces])
            for piece, _ in pieces[:-1]:
                self.starts.append(self.starts[-1] + len(piece) + 1)
        self.exact = all(source.startswith(piece, place) for piece, place in pieces)

    def at(self, index: int) -> int:
        """Where the character at `index` is in the whole text."""
        if self.offset is not None:
            return self.offset + index
        line = bisect_right(self.starts, index) - 1
        return self.places[line] + index - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The span in the whole text of `text[start:end]`."""
        offset = self.offset
        if offset is not None:
            return _new(Span, (start + offset, end + offset))
        line = bisect_right(self.starts, start)
        offset = self.places[line - 1] - self.starts[line - 1]
        if line == len(self.starts) or end <= self.starts[line]:
            return _new(Span, (start + offset, end + offset))
        return _new(Span, (start + offset, self.at(end - 1) + 1))
