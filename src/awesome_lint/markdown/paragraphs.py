"""Paragraphs, and the blocks that begin like them: tables, setext headings and link reference definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import inline
from awesome_lint.markdown.leaves import Heading, LeafLines, starts_block
from awesome_lint.markdown.mistletoe_import import block_token
from awesome_lint.markdown.nodes import Inline, Node
from awesome_lint.markdown.references import (
    normalize_label,
    parse_destination,
    parse_label,
    parse_title,
    resolve_escapes_and_entities,
    skip_to_next_line,
    skip_whitespace,
)
from awesome_lint.markdown.source_lines import ContainerLine, Content, SourceLines, span_of_lines
from awesome_lint.structs import record

if TYPE_CHECKING:
    from awesome_lint.markdown.document import Document


@record(eq=False)
class Definition(Node, block_token.BlockToken):
    """A link reference definition, `[label]: target "title"`."""

    label: str
    target: Span
    url: str
    title: str | None = None


@record(eq=False)
class Cell(Node, block_token.TableCell):
    """A table cell; `span` is its content without the whitespace around it (empty for an empty cell)."""

    children: list[Inline]


@record(eq=False)
class Row(Node, block_token.TableRow):
    """A table row as GitHub splits it; `cells` are all its cells, even if the header has fewer."""

    cells: list[Cell]

    def __init__(self, line: ContainerLine, document: Document) -> None:
        self.span = Span(line.content_start, line.content_end)
        self.is_exact = True
        self.cells = []
        for start, end in split_table_row(line):
            content = Content(document.text, [(line[start:end], line.document_offset(start))])
            children = inline.parse_inlines(content, document, table=True)
            self.cells.append(Cell(content.full_span, children, is_exact=content.exact))


_DELIMITER = lazy(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n?")
_PIPE = lazy(r"(?<!\\)\|")


def split_table_row(line: str) -> list[tuple[int, int]]:
    """The start and end of each cell in a line of a table, without the whitespace around the content."""
    end = len(line.rstrip(" \t\n"))
    start = len(line) - len(line.lstrip(" \t"))
    pipes = [match.start() for match in _PIPE.finditer(line, start, end)]
    if pipes and pipes[0] == start:
        start = pipes.pop(0) + 1
    if pipes and pipes[-1] == end - 1:
        end = pipes.pop()
    elif start > end:
        return []
    cells = []
    for stop in [*pipes, end]:
        raw = line[start:stop]
        stripped = raw.lstrip(" \t")
        begins = start + len(raw) - len(stripped)
        cells.append((begins, begins + len(stripped.rstrip(" \t"))))
        start = stop + 1
    return cells


@record(eq=False)
class Table(Node, block_token.Table):
    """A table as GitHub reads it: the header has as many cells as the delimiter row, and another block ends the
    table."""

    header: Row
    rows: list[Row]

    @classmethod
    def start(cls, line: ContainerLine) -> bool:
        """Whether the line may be the header of a table."""
        return line[0] != "\n" and line.indent() < 4

    @classmethod
    def begins_table(cls, header: ContainerLine, delimiter: ContainerLine | None) -> bool:
        """Whether these two lines are the header and the delimiter row of a table."""
        if delimiter is None or delimiter.lazy or "-" not in delimiter or delimiter.indent() > 3:
            return False
        stripped = delimiter.strip(" \t\n")
        if stripped[:1] not in ("|", "-", ":") or not _DELIMITER.fullmatch(stripped):
            return False
        if "|" not in stripped and ":" not in stripped:
            return False
        return len(split_table_row(header)) == len(split_table_row(delimiter))

    @classmethod
    def read(cls, lines: Any, check_only: bool = False) -> LeafLines | None:
        """Takes the lines of the table that begins on the next line; returns None if none begins there."""
        if not _is_table_header(lines, lines.peek()):
            return None
        taken = [next(lines), next(lines)]
        while (line := lines.peek()) is not None and not line.is_blank() and not starts_block(line):
            taken.append(next(lines))
        return LeafLines(taken, lines.lines.document)

    def __init__(self, leaf: LeafLines) -> None:
        header, _, *lines = leaf.lines
        self.header = Row(header, leaf.document)
        self.rows = [Row(line, leaf.document) for line in lines]
        self.span = span_of_lines(leaf.lines)
        self.is_exact = True


@record(eq=False)
class Paragraph(Node, block_token.Paragraph):
    """A paragraph; its line ends are `Break` nodes."""

    children: list[Inline]

    @staticmethod
    def start(line: ContainerLine) -> bool:
        """Whether the line may begin a paragraph: it is not blank."""
        return not line.is_blank()

    @classmethod
    def read(cls, lines: Any) -> LeafLines:
        """The lines of a paragraph without the link reference definitions before it, which are added to the document.
        `level` is that of the setext heading if the lines are one."""
        taken = [next(lines)]
        while (line := lines.peek()) is not None and not line.is_blank():
            level = _setext_level(line)
            if level and not line.lazy:
                count, definitions = _leading_definitions(taken)
                if count < len(taken):
                    taken.append(next(lines))
                    return _make_leaf(taken[count:], lines.lines, definitions, level)
            elif starts_block(line, in_paragraph=True) or (
                not line.lazy and Table.start(line) and _is_table_header(lines, line)
            ):
                break
            taken.append(next(lines))
        count, definitions = _leading_definitions(taken)
        return _make_leaf(taken[count:], lines.lines, definitions)

    def __new__(cls, leaf: LeafLines | None = None) -> Any:
        """The paragraph, the setext heading, or None if there were only definitions. `leaf` is None when a paragraph
        is copied."""
        if leaf is None or (leaf.lines and not leaf.level):
            return object.__new__(cls)
        return Heading(leaf) if leaf.lines else None

    def __init__(self, leaf: LeafLines) -> None:
        content = Content.of_lines(leaf.lines, leaf.document.text)
        self.span = content.full_span
        self.is_exact = content.exact
        self.children = inline.parse_inlines(content, leaf.document)


def _make_leaf(
    paragraph_lines: list[ContainerLine],
    container_lines: SourceLines,
    definitions: list[Definition],
    level: int = 0,
) -> LeafLines:
    """The lines of a paragraph or setext heading before its node is made. Adds the link reference definitions before
    them to the document."""
    document = container_lines.document
    for definition in definitions:
        document.definitions.setdefault(normalize_label(definition.label), definition)
    if definitions:
        container_lines.definitions += tuple(definitions)
    return LeafLines(paragraph_lines, document, level, after_definitions=bool(definitions))


def _is_table_header(lines: Any, next_line: ContainerLine) -> bool:
    """Whether the next of the lines is the header of a table, since a delimiter row follows it."""
    position = lines.get_pos() + 2
    following = lines.lines[position] if position < len(lines.lines) else None
    return following is not None and Table.begins_table(next_line, following)


def _setext_level(line: ContainerLine) -> int:
    """The level of the setext heading if the line is its underline, else 0."""
    stripped = line.without_small_indent().rstrip(" \t\n")
    if stripped[:1] not in ("=", "-") or stripped != stripped[0] * len(stripped):
        return 0
    return 1 if stripped[0] == "=" else 2


def _leading_definitions(lines: list[ContainerLine]) -> tuple[int, list[Definition]]:
    """The number of lines of the link reference definitions before a paragraph, and these definitions."""
    if not lines[0].lstrip(" ").startswith("[") or "]:" not in "".join(lines):
        return 0, []
    content = Content.of_lines(lines, "")
    definitions: list[Definition] = []
    index = 0
    while index < len(content.text) and (found := _parse_definition(content, index)) is not None:
        definition, index = found
        definitions.append(definition)
    return len(lines) if index >= len(content.text) else content.text.count("\n", 0, index), definitions


def _parse_definition(content: Content, index: int) -> tuple[Definition, int] | None:
    """The link reference definition at `index`, the start of a line, and the start of the next line; None if there is
    none."""
    text, start = content.text, index
    while index < start + 3 and text.startswith(" ", index):
        index += 1
    label = parse_label(text, index)
    if label is None or not text.startswith(":", label.after):
        return None
    place = skip_whitespace(text, label.after + 1)
    target = parse_destination(text, place)
    if target is None or target.after == place:
        return None
    place = skip_whitespace(text, target.after)
    title = parse_title(text, place) if place > target.after else None
    after = skip_to_next_line(text, title.after) if title is not None else None
    if after is None:
        title, after = None, skip_to_next_line(text, target.after)
    if after is None:
        return None
    end = target.after + len(text[target.after : after].rstrip())
    definition = Definition(
        content.span(index, end),
        text[label.start : label.end],
        content.span(target.start, target.end),
        resolve_escapes_and_entities(text[target.start : target.end]),
        resolve_escapes_and_entities(text[title.start : title.end]) if title is not None else None,
    )
    return definition, after
