"""mistletoe's block tokens, as GitHub reads them and with their lines kept.

`block_tokenizer.tokenize_block` drives: it asks each class whether a line starts one (`start`) and lets it
take its lines (`read`). Nothing is kept in class attributes between the two, so parsing is re-entrant.
"""

from __future__ import annotations

import re
from typing import Any

from awesome_lint.markdown.leaves import (
    ENDS,
    LITERAL_END,
    Fence,
    Heading,
    HtmlBlock,
    IndentedCode,
    ThematicBreak,
    closes,
    opening,
    shallow,
)
from awesome_lint.markdown.lines import Line, Lines, RefusedError
from awesome_lint.markdown.mistletoe_import import block_token, block_tokenizer
from awesome_lint.markdown.paragraphs import Paragraph, Table
from awesome_lint.markdown.starts import FOOTNOTE, marker_of, starts_block
from awesome_lint.structs import record

DEEPEST = 100


@record
class Nest:
    """A container: its first line, where it begins in it, and the blocks inside."""

    line: Line
    index: int
    end: int
    children: Any
    marker: str = ""
    content: int = 0
    loose: bool = False
    label: str = ""


@record
class Items:
    """A list's items."""

    items: list[Nest]
    loose: bool


def blocks(lines: Lines) -> Any:
    """What `lines` hold: (class, result of its `read`, line number) for each block, with `.loose`."""
    if lines.depth > DEEPEST:
        raise RefusedError(f"lists and quotes are nested more than {DEEPEST} deep")
    return block_tokenizer.tokenize_block(lines, TOKENS)  # type: ignore[no-untyped-call]


def _inside(lines: Any, content: list[Line]) -> Any:
    inner = Lines(content)
    inner.depth = lines.lines.depth + 1
    inner.budget = lines.lines.budget
    inner.budget.spend(len(inner))
    return blocks(inner)


class _Open:
    """Whether the block left open at the end of a container's lines is a paragraph; only then may the next
    line belong to it without the container's mark. Lines are looked at when that question comes up, each
    once."""

    def __init__(self) -> None:
        self.seen = 0
        self.fence = ""
        self.html: re.Pattern[str] | None = None
        self.table = False
        self.paragraph = False

    def ask(self, lines: list[Line]) -> bool:
        """The answer for all lines so far."""
        for index in range(self.seen, len(lines)):
            self._feed(lines[index], lines[index - 1] if index else None)
        self.seen = len(lines)
        return self.paragraph

    def _feed(self, line: Line, before: Line | None) -> None:
        while (marker := marker_of(line)) or shallow(line).startswith(">"):
            stripped = line.lstrip(" ")
            line = line.rest(len(line) - len(stripped) + len(marker or ">"))
            if line[0] == " ":
                line = line.rest(1)
        bare = line.rest(len(line) - len(line.lstrip(" \t")))
        if self.fence:
            if closes(bare, self.fence):
                self.fence = ""
            return
        if self.html is not None:
            if self.html.search(bare):
                self.html = None
            return
        was, self.paragraph = self.paragraph, False
        if bare.blank():
            self.table = False
        elif Fence.start(bare):
            self.fence = opening(bare)
        elif HtmlBlock.start(bare) in range(1, 6) and not (ends := _html_end(bare)).search(bare, 4):
            self.html = ends
        elif HtmlBlock.start(bare) or Heading.start(bare) or ThematicBreak.start(bare) or self.table:
            pass
        elif was and before is not None and Table.opens(before, bare):
            self.table = True
        else:
            self.paragraph = was or line.indent() < 4


def _html_end(line: Line) -> re.Pattern[str]:
    kind = HtmlBlock.start(line)
    return LITERAL_END if kind == 1 else ENDS[kind]


class Quote(block_token.Quote):
    """A block quote."""

    @staticmethod
    def start(line: Line) -> bool:
        return shallow(line).startswith(">")

    @classmethod
    def read(cls, lines: Any) -> Nest:
        first = lines.peek()
        content: list[Line] = []
        open_ = _Open()
        last = first
        while (line := lines.peek()) is not None:
            if cls.start(line):
                rest = line.rest(line.index(">") + 1)
                content.append(rest.without(1) if rest[0] in " \t" else rest)
                last = line
            elif line.blank() or starts_block(line) or not open_.ask(content):
                break
            else:
                content.append(_lazy(line))
                last = line
            next(lines)
        return Nest(first, first.index(">"), last.last, _inside(lines, content))


def _lazy(line: Line) -> Line:
    return Line.make(str(line), line.end, line.column, lazy=True)


def _indented(lines: Any, content: list[Line], columns: int) -> int:
    """Take the lines that belong to a container by their indent (or lazily) into `content`; blank lines at
    its end are given back. How many those were."""
    open_ = _Open()
    blanks = 0
    while (line := lines.peek()) is not None:
        if line.blank():
            blanks += 1
            content.append(line.rest(min(len(line) - 1, columns)))
        elif line.indent() >= columns:
            blanks = 0
            content.append(line.without(columns))
        elif blanks == 0 and not starts_block(line) and open_.ask(content):
            content.append(_lazy(line))
        else:
            break
        next(lines)
    if blanks:
        del content[-blanks:]
        lines.set_pos(lines.get_pos() - blanks)
    return blanks


class List(block_token.List):
    """A list: items with the same kind of marker."""

    @classmethod
    def start(cls, line: Line) -> bool:
        return marker_of(line) != ""

    @classmethod
    def read(cls, lines: Any) -> Items:
        items: list[Nest] = []
        loose = False
        blanks = 0
        while (line := lines.peek()) is not None and (marker := marker_of(line)):
            if items and items[0].marker[-1] != marker[-1]:
                break
            loose = loose or blanks > 0
            item, blanks = cls._item(lines, marker)
            loose = loose or item.loose
            items.append(item)
            place = lines.get_pos()
            if blanks:
                lines.set_pos(place + blanks)
                following = lines.peek()
                if following is None or marker_of(following)[-1:] != marker[-1]:
                    lines.set_pos(place)
                    break
        return Items(items, loose)

    @classmethod
    def _item(cls, lines: Any, marker: str) -> tuple[Nest, int]:
        line = next(lines)
        index = len(line) - len(line.lstrip(" "))
        rest = line.rest(index + len(marker))
        content: list[Line] = []
        columns = index + len(marker) + 1
        blanks = 0
        if rest.blank():
            following = lines.peek()
            if following is not None and following.blank():
                blanks = _blank_lines(lines)
            else:
                blanks = _indented(lines, content, columns)
        else:
            width = rest.indent()
            columns += width - 1 if width <= 4 else 0
            content.append(rest.without(width if width <= 4 else 1))
            blanks = _indented(lines, content, columns)
        children: Any = _inside(lines, content) if content else []
        start = line.at(index)
        end = content[-1].last if content else start + len(marker)
        item = Nest(line, index, end, children, marker)
        item.content = start + len(marker) if rest.blank() else rest.first
        item.loose = bool(content) and children.loose
        return item, blanks


def _blank_lines(lines: Any) -> int:
    """How many blank lines come next; they are not taken."""
    place = lines.get_pos() + 1
    count = 0
    while place + count < len(lines.lines) and lines.lines[place + count].blank():
        count += 1
    return count


class FootnoteDefinition(block_token.BlockToken):
    """A footnote's text, `[^label]: …`."""

    @classmethod
    def start(cls, line: Line) -> bool:
        stripped = shallow(line)
        return stripped.startswith("[^") and FOOTNOTE.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> Nest:
        line = next(lines)
        index = len(line) - len(line.lstrip(" "))
        match = FOOTNOTE.match(line, index)
        assert match is not None
        content = [line.rest(match.end())]
        _indented(lines, content, 4)
        nest = Nest(line, index, content[-1].last, _inside(lines, content))
        nest.label = match[1]
        return nest


TOKENS = [
    IndentedCode,
    Heading,
    Quote,
    Fence,
    ThematicBreak,
    List,
    HtmlBlock,
    FootnoteDefinition,
    Table,
    Paragraph,
]
