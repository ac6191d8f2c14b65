"""Headings that are written as HTML, in one block or over several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from awesome_lint.markdown.leaves import Heading, HtmlBlock
from awesome_lint.markdown.nodes import HtmlTag, Inline
from awesome_lint.markdown.paragraphs import Paragraph

if TYPE_CHECKING:
    from awesome_lint.markdown.tree import Block

_HEADING_TAGS = frozenset(f"h{level}" for level in range(1, 7))


def html_headings(blocks: list[Block]) -> Iterator[Heading]:
    """The headings that are written as HTML in adjacent blocks. With blank lines between a heading's tags,
    its content is Markdown.
    """
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
                yield Heading.html(opening, inside, node)
                opening, inside = None, []
