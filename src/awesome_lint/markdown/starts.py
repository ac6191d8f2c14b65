"""Decides which lines begin a block, and so end the paragraph or table before them."""

from __future__ import annotations

from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.leaves import Fence, Heading, HtmlBlock, ThematicBreak
from awesome_lint.markdown.source_lines import ContainerLine

_MARKER = lazy(r" {0,3}(?!(?:-[ \t]*+){3,}+\n|(?:\*[ \t]*+){3,}+\n)([-+*]|[0-9]{1,9}[.)])(?=[ \t\n])")
FOOTNOTE = lazy(r"\[\^([^\]\s]+)\]:[ \t]*")


def list_marker(line: ContainerLine) -> str:
    """The list marker at the start of the line; "" if there is none."""
    match = _MARKER.match(line) if line[0] in " -+*0123456789" else None
    return match[1] if match else ""


def starts_block(line: ContainerLine, *, in_paragraph: bool = False) -> bool:
    """Whether the line begins a block other than a paragraph; with `in_paragraph`, one that can interrupt a
    paragraph."""
    stripped = line.without_small_indent()
    first = stripped[:1]
    if first == "#":
        return Heading.start(line)
    if first == ">":
        return True
    if first in ("`", "~"):
        return Fence.start(line)
    if first == "<":
        kind = HtmlBlock.start(line)
        return 0 < kind < 7 or (kind == 7 and not in_paragraph)
    if first == "[":
        return FOOTNOTE.match(stripped) is not None
    if first and first in "-_*+0123456789":
        marker = list_marker(line)
        if not marker:
            return ThematicBreak.start(line)
        return not in_paragraph or (
            marker in ("-", "+", "*", "1.", "1)") and stripped[len(marker) :].strip(" \t\n") != ""
        )
    return False
