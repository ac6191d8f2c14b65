"""The blocks with blocks inside: mistletoe's tokens with GitHub's syntax, which keep their lines.

`read_block_tokens` finds the blocks of a container (`mistletoe.block_tokenizer.tokenize_block` asks each class whether
a line begins one of its blocks, and the class then reads its lines). `make_blocks` makes the nodes, when all
definitions of the document are known. Nothing is stored in class attributes, so parsing is re-entrant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.leaves import (
    FOOTNOTE,
    HTML_ENDS,
    Fence,
    Heading,
    HtmlBlock,
    IndentedCode,
    ThematicBreak,
    closes_fence,
    list_marker,
    opening_fence,
    starts_block,
)
from awesome_lint.markdown.mistletoe_import import block_token, block_tokenizer
from awesome_lint.markdown.nodes import HtmlTag, Inline, Node
from awesome_lint.markdown.paragraphs import Paragraph, Table
from awesome_lint.markdown.references import normalize_label
from awesome_lint.markdown.source_lines import ContainerLine, RefusedError, SourceLines
from awesome_lint.structs import record

if TYPE_CHECKING:
    from awesome_lint.markdown.tree import Block

MAX_DEPTH = 100
_TASK_BOX = lazy(r"[ \t]*\[[ xX]\][ \t](?=.*\S)")


@record
class ContainerLines:
    """The lines of a quote, list item or footnote definition before its node is made. `line` is its first line, `index`
    the position of its marker in it, `end` its minimum end; `lines` are its lines without the marker, and `tokens` the
    blocks in them."""

    line: ContainerLine
    index: int
    end: int
    lines: SourceLines
    tokens: Any
    marker: str = ""
    content: int = 0

    def fill_node(self, node: Quote | Item | FootnoteDefinition) -> None:
        """Sets the children and the span of the node of the container."""
        node.children = children = make_blocks(self.tokens, self.lines)
        end = max(self.end, children[-1].span.end) if children else self.end
        node.span = Span(self.line.document_offset(self.index), end)
        node.is_exact = True


def read_block_tokens(lines: SourceLines) -> Any:
    """The blocks in `lines`, as triples (class, result of its `read`, line number). Raises `RefusedError` if containers
    are nested too deeply."""
    if lines.depth > MAX_DEPTH:
        raise RefusedError(f"lists and quotes are nested more than {MAX_DEPTH} deep")
    return block_tokenizer.tokenize_block(lines, TOKENS, lines.number)


def make_blocks(tokens: Any, lines: SourceLines) -> list[Block]:
    """The nodes of the blocks in `lines`, and the link reference definitions among them, in order."""
    children: list[Block] = block_tokenizer.make_tokens(tokens)
    if lines.definitions:
        children = sorted([*children, *lines.definitions], key=start_of_node)
    if lines.document.has_html_headings:
        lines.document.headings.extend(_html_headings(children))
    return children


_HEADING_TAGS = frozenset(f"h{level}" for level in range(1, 7))


def _html_headings(blocks: list[Block]) -> Iterator[Heading]:
    """The headings in HTML in adjacent blocks. If blank lines are between the tags of a heading, its content is
    Markdown."""
    opening: HtmlTag | None = None
    inside: list[Inline] = []
    for block in blocks:
        if not isinstance(block, HtmlBlock | Paragraph):
            opening = None
            continue
        for node in block.children:
            if not isinstance(node, HtmlTag) or node.name not in _HEADING_TAGS:
                inside.append(node)
            elif not node.closing:
                opening, inside = node, []
            elif opening is not None:
                yield Heading.from_html_tags(opening, inside, node)
                opening, inside = None, []


start_of_node = attrgetter("span.start")
"""The offset at which a node begins."""


class _OpenParagraphTracker:
    """Tracks whether the last block of a container is an open paragraph. Only then may the next line continue it
    without the marker of the container (a lazy continuation line). The lines are read on demand."""

    line_count = 0
    fence = ""
    html_end: re.Pattern[str] | None = None
    in_table = False
    in_paragraph = False

    def ends_in_open_paragraph(self, lines: list[ContainerLine]) -> bool:
        """Whether these lines end in a paragraph that the next line may continue."""
        for index in range(self.line_count, len(lines)):
            self._read_line(lines[index], lines[index - 1] if index else None)
        self.line_count = len(lines)
        return self.in_paragraph

    def _read_line(self, line: ContainerLine, previous_line: ContainerLine | None) -> None:
        """Updates the state with a line of the container and the line before it."""
        while (marker := list_marker(line)) or line.without_small_indent().startswith(">"):
            stripped = line.lstrip(" ")
            line = line.rest_from(len(line) - len(stripped) + len(marker or ">"))
            if line[0] == " ":
                line = line.rest_from(1)
        bare = line.rest_from(len(line) - len(line.lstrip(" \t")))
        if self.fence:
            if closes_fence(bare, self.fence):
                self.fence = ""
            return
        if self.html_end is not None:
            if self.html_end.search(bare):
                self.html_end = None
            return
        was_paragraph, self.in_paragraph = self.in_paragraph, False
        if bare.is_blank():
            self.in_table = False
        elif Fence.start(bare):
            self.fence = opening_fence(bare)
        elif kind := HtmlBlock.start(bare):
            end = HTML_ENDS.get(kind)
            self.html_end = None if end is None or end.search(bare, 4) else end
        elif Heading.start(bare) or ThematicBreak.start(bare) or self.in_table:
            pass
        elif was_paragraph and previous_line is not None and Table.begins_table(previous_line, bare):
            self.in_table = True
        else:
            self.in_paragraph = was_paragraph or line.indent() < 4


@record(eq=False)
class Quote(Node, block_token.Quote):
    """A block quote (GitHub alerts included)."""

    children: list[Block]

    @staticmethod
    def start(line: ContainerLine) -> bool:
        """Whether a block quote begins on the line."""
        return line.without_small_indent().startswith(">")

    @classmethod
    def read(cls, lines: Any) -> ContainerLines:
        """Takes the lines of the block quote that begins on the next line."""
        first = lines.peek()
        number = lines.line_number() + 1
        content: list[ContainerLine] = []
        block = _OpenParagraphTracker()
        last = first
        while (line := lines.peek()) is not None:
            if cls.start(line):
                rest = line.rest_from(line.index(">") + 1)
                content.append(rest.without_columns(1) if rest[0] in " \t" else rest)
            elif line.is_blank() or starts_block(line) or not block.ends_in_open_paragraph(content):
                break
            else:
                content.append(_as_lazy_line(line))
            last = next(lines)
        inner = lines.lines.container_lines(content, number)
        return ContainerLines(first, first.index(">"), last.content_end, inner, read_block_tokens(inner))

    def __init__(self, container: ContainerLines) -> None:
        container.fill_node(self)


def _as_lazy_line(line: ContainerLine) -> ContainerLine:
    """The line, marked as one that continues a paragraph without the marker of its container."""
    return ContainerLine.make(line, line.end, line.column, lazy=True)


def _take_indented_lines(lines: Any, content: list[ContainerLine], columns: int) -> int:
    """Moves the lines of a container, which are indented or lazy continuation lines, to `content`, without trailing
    blank lines. Returns the number of these blank lines."""
    block = _OpenParagraphTracker()
    blank_lines = 0
    while (line := lines.peek()) is not None:
        if line.is_blank():
            blank_lines += 1
            content.append(line.rest_from(min(len(line) - 1, columns)))
        elif line.indent() >= columns:
            blank_lines = 0
            content.append(line.without_columns(columns))
        elif blank_lines == 0 and not starts_block(line) and block.ends_in_open_paragraph(content):
            content.append(_as_lazy_line(line))
        else:
            break
        next(lines)
    if blank_lines:
        del content[-blank_lines:]
        lines.set_pos(lines.get_pos() - blank_lines)
    return blank_lines


@record(eq=False)
class Item(Node, block_token.ListItem):
    """A list item. `marker` is the span of `-`, `+`, `*`, `1.` or `1)`; `indent` is its column, from 0; `content` is
    the offset of its content (the end of the marker if it is empty). `number` is None for bullets. The box of a task
    is no part of its content."""

    marker: Span
    indent: int
    content: int
    number: int | None
    children: list[Block]

    def __init__(self, container: ContainerLines) -> None:
        start = container.line.document_offset(container.index)
        container.fill_node(self)
        self.marker = Span(start, start + len(container.marker))
        self.indent = container.line.column + container.index
        self.content = container.content
        self.number = int(container.marker[:-1]) if len(container.marker) > 1 else None

    @classmethod
    def read_item(cls, lines: Any, marker: str) -> tuple[ContainerLines, int]:
        """Reads the list item that begins with this marker. Returns it and the number of blank lines after it."""
        line = next(lines)
        number = lines.line_number()
        index = line.index(marker)
        rest = line.rest_from(index + len(marker))
        content: list[ContainerLine] = []
        columns = index + len(marker) + 1
        if not rest.is_blank():
            width = rest.indent()
            columns += width - 1 if width <= 4 else 0
            content.append(rest.without_columns(width if width <= 4 else 1))
            blank_lines = _take_indented_lines(lines, content, columns)
        elif (following := lines.peek()) is not None and following.is_blank():
            blank_lines = _count_blank_lines(lines)
        else:
            number += 1
            blank_lines = _take_indented_lines(lines, content, columns)
        inner = lines.lines.container_lines(content, number)
        after = line.document_offset(index) + len(marker)
        tokens = read_block_tokens(inner)
        _remove_task_box(tokens)
        end = content[-1].content_end if content else after
        start = after if rest.is_blank() else rest.content_start
        return ContainerLines(line, index, end, inner, tokens, marker, start), blank_lines


def _remove_task_box(tokens: Any) -> None:
    """Removes the task box from the first paragraph of an item, if it has one."""
    if not tokens or tokens[0][0] is not Paragraph:
        return
    leaf = tokens[0][1]
    if leaf.lines and not leaf.level and not leaf.after_definitions:
        box = _TASK_BOX.match(leaf.lines[0])
        leaf.lines[0] = leaf.lines[0].rest_from(box.end() if box is not None else 0)


def _count_blank_lines(lines: Any) -> int:
    """The number of blank lines that come next; does not consume them."""
    place = lines.get_pos() + 1
    count = 0
    while place + count < len(lines.lines) and lines.lines[place + count].is_blank():
        count += 1
    return count


@record(eq=False)
class List(Node, block_token.List):
    """A list whose items have the same kind of marker; `bullet` is `-`, `+`, `*`, `.` or `)`."""

    ordered: bool
    bullet: str
    items: list[Item]

    @classmethod
    def start(cls, line: ContainerLine) -> bool:
        """Whether a list begins on the line."""
        return list_marker(line) != ""

    @classmethod
    def read(cls, lines: Any) -> list[ContainerLines]:
        """Takes the items of the list that begins on the next line."""
        items: list[ContainerLines] = []
        line = lines.peek()
        marker = list_marker(line)
        kind = marker[-1]
        while True:
            item, blank_lines = Item.read_item(lines, marker)
            items.append(item)
            place = lines.get_pos()
            lines.set_pos(place + blank_lines)
            line = lines.peek()
            marker = list_marker(line) if line is not None else ""
            if marker[-1:] != kind:
                lines.set_pos(place)
                break
        return items

    def __init__(self, items: list[ContainerLines]) -> None:
        marker = items[0].marker
        self.ordered = len(marker) > 1
        self.bullet = marker[-1]
        self.items = [Item(item) for item in items]
        self.span = Span(self.items[0].span.start, self.items[-1].span.end)
        self.is_exact = True


@record(eq=False)
class FootnoteDefinition(Node, block_token.BlockToken):
    """The definition of a footnote, `[^label]: …`."""

    label: str
    children: list[Block]

    @classmethod
    def start(cls, line: ContainerLine) -> bool:
        """Whether a footnote definition begins on the line."""
        stripped = line.without_small_indent()
        return stripped.startswith("[^") and FOOTNOTE.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> ContainerLines:
        """Takes the lines of the footnote definition that begins on the next line."""
        line = next(lines)
        number = lines.line_number()
        index = len(line) - len(line.lstrip(" "))
        match = FOOTNOTE.match(line, index)
        assert match is not None
        lines.lines.document.footnote_labels.add(normalize_label(match[1]))
        content = [line.rest_from(match.end())]
        _take_indented_lines(lines, content, 4)
        inner = lines.lines.container_lines(content, number)
        return ContainerLines(line, index, content[-1].content_end, inner, read_block_tokens(inner), match[1])

    def __init__(self, container: ContainerLines) -> None:
        self.label = container.marker
        container.fill_node(self)


TOKENS = [
    List,
    IndentedCode,
    Heading,
    Quote,
    Fence,
    ThematicBreak,
    HtmlBlock,
    FootnoteDefinition,
    Table,
    Paragraph,
]
