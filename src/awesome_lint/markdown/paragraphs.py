"""mistletoe's tokens for paragraphs and what their lines may turn out to be: tables, headings,
definitions."""

from __future__ import annotations

from typing import Any

from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.leaves import Leaf, shallow
from awesome_lint.markdown.lines import Content, Line
from awesome_lint.markdown.mistletoe_import import block_token
from awesome_lint.markdown.references import Reference, reference
from awesome_lint.markdown.starts import breaks_paragraph, starts_block

_DELIMITER = lazy(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n?")
_PIPE = lazy(r"(?<!\\)\|")


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


def _content(lines: list[Line]) -> Content:
    """The lines joined, blanks before each line and after the last left out."""
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
    stripped = shallow(line).rstrip(" \t\n")
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
