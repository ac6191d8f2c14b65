"""The lines of a text, with their offsets, also after containers remove their markers from them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy

if TYPE_CHECKING:
    from awesome_lint.markdown.document import Document
    from awesome_lint.markdown.paragraphs import Definition

_NEWLINE = lazy(r"\r\n|\r|\n")
TAB = 4
_new = tuple.__new__  # half the time of Span(…), of which there are thousands


class ContainerLine(str):
    r"""A line without the markers of the containers around it; it ends with one `\n`.

    Containers remove characters only from the left: `end` is the offset of the end of the line in the text (before
    its newline), and other offsets are computed from it. `column` is the column, with tabs expanded, of its first
    character. `lazy` says whether it continues a paragraph without the marker of the container."""

    __slots__ = ("column", "end", "lazy")

    end: int
    column: int
    lazy: bool

    @classmethod
    def make(cls, content: str, end: int, column: int = 0, lazy: bool = False) -> ContainerLine:
        """A line with this content and these attributes."""
        line = cls(content)
        line.end = end
        line.column = column
        line.lazy = lazy
        return line

    def document_offset(self, index: int) -> int:
        """The offset in the document of the character at `index` of the line."""
        return self.end - len(self) + 1 + index

    def rest_from(self, index: int) -> ContainerLine:
        """The part of the line from `index`."""
        return ContainerLine.make(self[index:], self.end, self.column + index)

    @property
    def content_start(self) -> int:
        """The offset of the first character that is not whitespace."""
        return self.end - len(self.lstrip(" \t")) + 1

    @property
    def content_end(self) -> int:
        """The offset of the end of the line's content, without trailing whitespace."""
        return self.end - len(self) + len(self.rstrip(" \t\n")) + 1

    def is_blank(self) -> bool:
        """Whether the line has only whitespace."""
        return self[0] in " \t\n" and not self.strip(" \t\n")

    def without_small_indent(self) -> str:
        """The line without an indent of at most three spaces; "" if the indent is larger."""
        if self[0] not in " \t":
            return self
        stripped = self.lstrip(" ")
        return stripped if len(self) - len(stripped) < 4 and stripped[0] != "\t" else ""

    def indent(self) -> int:
        """The width of the whitespace at the start of the line, in columns."""
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

    def without_columns(self, columns: int) -> ContainerLine:
        """The line without `columns` columns of whitespace at its start."""
        target = self.column + columns
        if "\t" not in self:
            return ContainerLine.make(self[columns:], self.end, target, self.lazy)
        column = self.column
        index = 0
        # All tabs before the text become spaces: in the shorter line they would stop elsewhere.
        while column < target or self[index] in " \t":
            column += TAB - column % TAB if self[index] == "\t" else 1
            index += 1
        return ContainerLine.make(" " * (column - target) + self[index:], self.end, target, self.lazy)


class RefusedError(Exception):
    """Raised for a text that is not parsed; the message is the reason."""


class SourceLines(list[ContainerLine]):
    """The lines of the document, or of a quote, list item or footnote definition in it.

    `document` is the root; `number` is the number of the first line, from 1; `depth` is the number of containers
    around the lines; `definitions` are the link reference definitions in them."""

    document: Document
    number = 1
    depth = 0
    definitions: tuple[Definition, ...] = ()

    def container_lines(self, content: list[ContainerLine], first_number: int) -> SourceLines:
        """The lines of a container within these lines; `first_number` is that of the first. Raises `RefusedError` if
        the containers have too many lines: a line is read once for each container around it, which is a few times in a
        real list, and thousands of times in a text made to stall a parser."""
        lines = SourceLines(content)
        lines.document = self.document
        lines.document.lines_left -= len(content)
        if lines.document.lines_left < 0:
            raise RefusedError("lists and quotes hold too many lines at too great a depth")
        lines.number = first_number
        lines.depth = self.depth + 1
        return lines


MAX_TEXT_LENGTH = 16_000_000
MAX_LINE_LENGTH = 150_000
"""In code points. GitHub shows the first 500 KiB of a README; a longer line is data, not text."""


def split_lines(text: str, start: int = 0) -> list[ContainerLine]:
    r"""The lines of a text from `start` on, split only at `\n`, `\r\n` and `\r`, without a byte-order mark. Raises
    `RefusedError` if the text or a line is too long."""
    if len(text) > MAX_TEXT_LENGTH:
        raise RefusedError(f"it has {len(text):,} characters, more than {MAX_TEXT_LENGTH:,}")
    lines = []
    start = max(start, int(text.startswith("\ufeff")))
    for match in _NEWLINE.finditer(text, start):
        lines.append(ContainerLine.make(text[start : match.start()] + "\n", match.start()))
        start = match.end()
    if start < len(text):
        lines.append(ContainerLine.make(text[start:] + "\n", len(text)))
    longest = max(lines, key=len, default=None)
    if longest is not None and len(longest) > MAX_LINE_LENGTH:
        where = lines.index(longest) + 1
        raise RefusedError(f"line {where:,} has {len(longest):,} characters, more than {MAX_LINE_LENGTH:,}")
    return lines


def span_of_lines(lines: list[ContainerLine]) -> Span:
    """The span of the lines of a block, without the whitespace around them."""
    return Span(lines[0].content_start, max(lines[0].content_start, lines[-1].content_end))


class Content:
    r"""The text of a leaf block, with its lines joined by `\n`; maps offsets in it to offsets in the whole text.

    `exact` is False if a line is not at its offset in the source."""

    __slots__ = ("exact", "line_offsets", "offset", "starts", "text")

    def __init__(self, source: str, pieces: list[tuple[str, int]]) -> None:
        """`pieces` are the lines with their offsets in `source`."""
        if len(pieces) == 1:
            # On a single line every place is the index and a constant.
            self.text, offset = pieces[0]
            self.offset: int | None = offset
            self.exact = source.startswith(self.text, offset)
            return
        self.offset = None
        self.text = "\n".join([piece for piece, _ in pieces])
        self.line_offsets = [place for _, place in pieces]
        self.starts = [0]
        for piece, _ in pieces[:-1]:
            self.starts.append(self.starts[-1] + len(piece) + 1)
        self.exact = all(source.startswith(piece, place) for piece, place in pieces)

    @classmethod
    def of_lines(cls, lines: list[ContainerLine], source: str) -> Content:
        """The content of the lines of a block, without indents and without whitespace at its end."""
        pieces = []
        for line in lines:
            piece = line[:-1].lstrip(" \t")
            pieces.append((piece, line.end - len(piece)))
        piece, place = pieces[-1]
        pieces[-1] = piece.rstrip(" \t"), place
        return cls(source, pieces)

    def document_offset(self, index: int) -> int:
        """The offset in the document of the character at `index` of the content."""
        if self.offset is not None:
            return self.offset + index
        line = bisect_right(self.starts, index) - 1
        return self.line_offsets[line] + index - self.starts[line]

    def span(self, start: int, end: int) -> Span:
        """The span in the document of `text[start:end]`."""
        offset = self.offset
        if offset is not None:
            return _new(Span, (start + offset, end + offset))
        line = bisect_right(self.starts, start)
        offset = self.line_offsets[line - 1] - self.starts[line - 1]
        if line == len(self.starts) or end <= self.starts[line]:
            return _new(Span, (start + offset, end + offset))
        return _new(Span, (start + offset, self.document_offset(end - 1) + 1))

    @property
    def full_span(self) -> Span:
        """The span of the whole content."""
        return self.span(0, len(self.text))
