"""mistletoe's tokens for blocks without blocks inside, as GitHub reads them and with their lines kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.html import TAG
from awesome_lint.markdown.lines import Content, Line
from awesome_lint.markdown.mistletoe_import import block_token, span_token
from awesome_lint.markdown.references import Reference
from awesome_lint.structs import record


@record
class Leaf:
    """The lines of a leaf block."""

    lines: list[Line]
    level: int = 0
    info: str = ""
    closed: bool = True
    references: Sequence[Reference] = ()
    content: Content | None = None
    delimiters: Sequence[str] = ()


def shallow(line: Line) -> str:
    """The line without its first blanks when they are at most three; else nothing."""
    if line[0] not in " \t":
        return line  # nearly all
    stripped = line.lstrip(" ")
    return stripped if len(line) - len(stripped) < 4 and stripped[0] != "\t" else ""


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


_ATX = lazy(r"(#{1,6})(?=[ \t\n])")


class Heading(block_token.Heading):
    """An ATX heading."""

    @classmethod
    def start(cls, line: Line) -> bool:
        stripped = shallow(line)
        return stripped[:1] == "#" and _ATX.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> Leaf:
        line = next(lines)
        return Leaf([line], level=len(line) - len(line.lstrip(" ").lstrip("#")) - line.index("#"))


class ThematicBreak(block_token.ThematicBreak):
    """A thematic break."""

    @classmethod
    def start(cls, line: Line) -> bool:
        stripped = shallow(line)
        if stripped[:1] not in ("-", "_", "*"):
            return False
        marks = stripped.replace(" ", "").replace("\t", "").rstrip("\n")
        return len(marks) > 2 and marks == marks[0] * len(marks)

    @staticmethod
    def read(lines: Any) -> Leaf:
        return Leaf([next(lines)])


_FENCE = lazy(r"(`{3,}(?=[^`]*$)|~{3,})")


class Fence(block_token.CodeFence):
    """A fenced code block."""

    @classmethod
    def start(cls, line: Line) -> bool:
        stripped = shallow(line)
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
    stripped = shallow(line).rstrip(" \t\n")
    return stripped.startswith(mark) and stripped == mark[0] * len(stripped)


BLOCK_TAGS: frozenset[str] = frozenset(span_token._tags)
"""The names of the tags that begin a block of HTML, also right after a line of text."""
_LITERAL = lazy(r"<(?:pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
LITERAL_END = lazy(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_DECLARATION = lazy("<![A-Z]")
_BLOCK_TAG = lazy(r"</?([A-Za-z][A-Za-z0-9]*)(?=\s|/?>)")
ENDS = {2: lazy("-->"), 3: lazy(r"\?>"), 4: lazy(">"), 5: lazy(r"\]\]>")}


class HtmlBlock(block_token.HtmlBlock):
    """A block of HTML (CommonMark's seven kinds)."""

    @classmethod
    def start(cls, line: Line) -> int:
        stripped = shallow(line)
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
        if tag and tag[1].lower() in BLOCK_TAGS:
            return 6
        match = TAG.match(stripped)
        return 7 if match and not stripped[match.end() :].strip() else 0

    @classmethod
    def read(cls, lines: Any) -> Leaf:
        kind = cls.start(lines.peek())
        ends = LITERAL_END if kind == 1 else ENDS.get(kind)
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
