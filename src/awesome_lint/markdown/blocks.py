"""mistletoe's block tokens, as GitHub reads them and with their lines kept.

`block_tokenizer.tokenize_block` drives: it asks each class whether a line starts one (`start`) and lets it
take its lines (`read`). Nothing is kept in class attributes between the two, so parsing is re-entrant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from awesome_lint.markdown.engine import block_token, block_tokenizer, span_token
from awesome_lint.markdown.html import TAG
from awesome_lint.markdown.lines import Content, Line, Lines, RefusedError
from awesome_lint.markdown.references import Reference, reference

DEEPEST = 100


@dataclass(slots=True)
class Leaf:
    """The lines of a leaf block."""

    lines: list[Line]
    level: int = 0
    info: str = ""
    closed: bool = True
    references: list[Reference] = field(default_factory=list)
    content: Content | None = None
    delimiters: list[str] = field(default_factory=list)


@dataclass(slots=True)
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


@dataclass(slots=True)
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


def _shallow(line: Line) -> str:
    """The line without its first blanks when they are at most three; else nothing."""
    stripped = line.lstrip(" ")
    return stripped if len(line) - len(stripped) < 4 and stripped[0] != "\t" else ""


# --- Leaves ----------------------------------------------------------------------------------------------


class IndentedCode(block_token.BlockCode):
    """An indented code block."""

    @staticmethod
    def start(line: Line) -> bool:
        return line[0] in " \t" and line.indent() >= 4 and not line.blank()

    @classmethod
    def read(cls, lines: Any) -> Leaf:
        kept = [next(lines)]
        blanks = 0
        while (line := lines.peek()) is not None:
            if line.blank():
                blanks += 1
            elif line.indent() >= 4:
                blanks = 0
            else:
                break
            kept.append(next(lines))
        lines.set_pos(lines.get_pos() - blanks)
        return Leaf(kept[: len(kept) - blanks])


_ATX = re.compile(r"(#{1,6})(?=[ \t\n])")


class Heading(block_token.Heading):
    """An ATX heading."""

    @classmethod
    def start(cls, line: Line) -> bool:
        stripped = _shallow(line)
        return stripped[:1] == "#" and _ATX.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> Leaf:
        line = next(lines)
        return Leaf([line], level=len(line) - len(line.lstrip(" ").lstrip("#")) - line.index("#"))


class ThematicBreak(block_token.ThematicBreak):
    """A thematic break."""

    @classmethod
    def start(cls, line: Line) -> bool:
        stripped = _shallow(line)
        if stripped[:1] not in ("-", "_", "*"):
            return False
        marks = stripped.replace(" ", "").replace("\t", "").rstrip("\n")
        return len(marks) > 2 and marks == marks[0] * len(marks)

    @staticmethod
    def read(lines: Any) -> Leaf:
        return Leaf([next(lines)])


_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")


class Fence(block_token.CodeFence):
    """A fenced code block."""

    @classmethod
    def start(cls, line: Line) -> bool:
        stripped = _shallow(line)
        return stripped[:1] in ("`", "~") and _FENCE.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> Leaf:
        kept = [next(lines)]
        mark = opening(kept[0])
        info = kept[0].strip(" \t\n")[len(mark) :].strip()
        while (line := lines.peek()) is not None:
            kept.append(next(lines))
            if closes(line, mark):
                return Leaf(kept, info=info)
        return Leaf(kept, info=info, closed=False)


def opening(line: str) -> str:
    """The marks of the fence that the line opens."""
    match = _FENCE.match(line.lstrip(" "))
    return match[1] if match else ""


def closes(line: Line, mark: str) -> bool:
    """Whether the line closes the fence that `mark` opened."""
    stripped = _shallow(line).rstrip(" \t\n")
    return stripped.startswith(mark) and stripped == mark[0] * len(stripped)


_LITERAL = re.compile(r"<(?:pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
_LITERAL_END = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_DECLARATION = re.compile("<![A-Z]")
_BLOCK_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=\s|/?>)")
_ENDS = {2: re.compile("-->"), 3: re.compile(r"\?>"), 4: re.compile(">"), 5: re.compile(r"\]\]>")}


class HtmlBlock(block_token.HtmlBlock):
    """A block of HTML (CommonMark's seven kinds)."""

    @classmethod
    def start(cls, line: Line) -> int:
        stripped = _shallow(line)
        if stripped[:1] != "<":
            return 0
        if _LITERAL.match(stripped):
            return 1
        for kind, mark in ((2, "<!--"), (3, "<?"), (5, "<![CDATA[")):
            if stripped.startswith(mark):
                return kind
        if _DECLARATION.match(stripped):
            return 4
        tag = _BLOCK_TAG.match(stripped)
        if tag and tag[1].lower() in span_token._tags:
            return 6
        match = TAG.match(stripped)
        return 7 if match and not stripped[match.end() :].strip() else 0

    @classmethod
    def read(cls, lines: Any) -> Leaf:
        kind = cls.start(lines.peek())
        ends = _LITERAL_END if kind == 1 else _ENDS.get(kind)
        kept: list[Line] = []
        while (line := lines.peek()) is not None:
            if ends is None and line.blank():
                break
            kept.append(next(lines))
            if ends is not None and ends.search(line):
                return Leaf(kept, level=kind)
        if ends is None:
            return Leaf(kept, level=kind)
        while kept[-1].blank():
            kept.pop()
        return Leaf(kept, level=kind, closed=False)


# --- Tables ----------------------------------------------------------------------------------------------

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n?")
_PIPE = re.compile(r"(?<!\\)\|")


def cut(line: str) -> list[tuple[int, int]]:
    """Where the cells of a table's line begin and end, blanks around them left out."""
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


class Table(block_token.Table):
    """A table as GitHub cuts it: the header has as many cells as the row of dashes; it ends at a block's
    start."""

    @classmethod
    def start(cls, line: Line) -> bool:
        return line[0] != "\n" and line.indent() < 4

    @classmethod
    def opens(cls, header: Line, delimiter: Line | None) -> bool:
        """Whether these two lines begin a table."""
        if delimiter is None or delimiter.lazy or "-" not in delimiter or delimiter.indent() > 3:
            return False
        stripped = delimiter.strip(" \t\n")
        if stripped[:1] not in ("|", "-", ":") or not _DELIMITER.fullmatch(stripped):
            return False
        if "|" not in stripped and ":" not in stripped:
            return False
        return len(cut(header)) == len(cut(delimiter))

    @classmethod
    def read(cls, lines: Any, check_only: bool = False) -> Leaf | None:
        place = lines.get_pos()
        kept = [next(lines)]
        if not cls.opens(kept[0], lines.peek()):
            lines.set_pos(place)
            return None
        kept.append(next(lines))
        delimiters = [kept[1][start:end] for start, end in cut(kept[1])]
        while (line := lines.peek()) is not None and not line.blank() and not starts_block(line):
            kept.append(next(lines))
        return Leaf(kept, delimiters=delimiters)


# --- Paragraphs ------------------------------------------------------------------------------------------


def _content(lines: list[Line]) -> Content:
    """The lines joined, blanks before each line and behind the last left out."""
    pieces = []
    for line in lines:
        stripped = line.lstrip(" \t")[:-1]
        pieces.append((stripped, line.end - len(stripped)))
    last, place = pieces[-1]
    pieces[-1] = (last.rstrip(" \t"), place)
    return Content("", pieces)


class Paragraph(block_token.Paragraph):
    """A paragraph, the definitions at its start, or a setext heading (level 1 or 2)."""

    def __new__(cls, lines: Any) -> Any:
        return object.__new__(cls)

    @staticmethod
    def start(line: Line) -> bool:
        return not line.blank()

    @classmethod
    def read(cls, lines: Any) -> Leaf:
        kept = [next(lines)]
        while (line := lines.peek()) is not None and not line.blank():
            level = _underline(line)
            if level and not line.lazy:
                leaf = _defined(kept)
                if leaf.lines:
                    next(lines)
                    leaf.level = level
                    leaf.lines.append(line)
                    return leaf
            elif breaks_paragraph(line) or (not line.lazy and _table_ahead(lines, line)):
                break
            kept.append(next(lines))
        return _defined(kept)


def _table_ahead(lines: Any, line: Line) -> bool:
    position = lines.get_pos() + 2
    following = lines.lines[position] if position < len(lines.lines) else None
    return following is not None and Table.start(line) and Table.opens(line, following)


def _underline(line: Line) -> int:
    """The level of the heading that this line underlines, 0 for any other line."""
    stripped = _shallow(line).rstrip(" \t\n")
    if stripped[:1] not in ("=", "-") or stripped != stripped[0] * len(stripped):
        return 0
    return 1 if stripped[0] == "=" else 2


def _defined(lines: list[Line]) -> Leaf:
    """The leaf for a paragraph's lines, link reference definitions at its start taken out."""
    if not lines[0].lstrip(" ").startswith("[") or not any("]:" in line for line in lines):
        return Leaf(lines)
    content = _content(lines)
    found: list[Reference] = []
    index = 0
    while index < len(content.text) and (definition := reference(content.text, index)) is not None:
        found.append(definition)
        index = definition.end
    used = len(lines) if index >= len(content.text) else content.text.count("\n", 0, index)
    return Leaf(lines[used:], references=found, content=content)


# --- Containers ------------------------------------------------------------------------------------------

_MARKER = re.compile(r"([-+*]|\d{1,9}[.)])(?=[ \t\n])")


def _marker(line: Line) -> str:
    """The list marker that the line begins with, or nothing."""
    match = _MARKER.match(_shallow(line))
    return match[1] if match and not ThematicBreak.start(line) else ""


_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")


def breaks_paragraph(line: Line) -> bool:
    """Whether a block that may interrupt a paragraph starts on this line."""
    return _starts(line, paragraph=True)


def starts_block(line: Line) -> bool:
    """Whether a block other than a paragraph starts on this line, where no paragraph is open in its
    container."""
    return _starts(line, paragraph=False)


def _starts(line: Line, *, paragraph: bool) -> bool:
    stripped = _shallow(line)
    first = stripped[:1]
    if first == "#":
        return Heading.start(line)
    if first == ">":
        return True
    if first in ("`", "~"):
        return first != "" and Fence.start(line)
    if first == "<":
        kind = HtmlBlock.start(line)
        return 0 < kind < 7 or (kind == 7 and not paragraph)
    if first == "[":
        return _FOOTNOTE.match(stripped) is not None
    if first and (first in "-_*+" or first.isdigit()):
        if ThematicBreak.start(line):
            return True
        marker = _marker(line)
        if not paragraph or not marker:
            return marker != ""
        return len(stripped[len(marker) :].strip(" \t\n")) > 0 and marker in ("-", "+", "*", "1.", "1)")
    return False


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
        while (marker := _marker(line)) or _shallow(line).startswith(">"):
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
    return _LITERAL_END if kind == 1 else _ENDS[kind]


class Quote(block_token.Quote):
    """A block quote."""

    @staticmethod
    def start(line: Line) -> bool:
        return _shallow(line).startswith(">")

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
        return _marker(line) != ""

    @classmethod
    def read(cls, lines: Any) -> Items:
        items: list[Nest] = []
        loose = False
        blanks = 0
        while (line := lines.peek()) is not None and (marker := _marker(line)):
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
                if following is None or _marker(following)[-1:] != marker[-1]:
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
        stripped = _shallow(line)
        return stripped.startswith("[^") and _FOOTNOTE.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> Nest:
        line = next(lines)
        index = len(line) - len(line.lstrip(" "))
        match = _FOOTNOTE.match(line, index)
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
