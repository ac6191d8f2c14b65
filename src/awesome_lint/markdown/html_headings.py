"""Finds headings in HTML, in one block or several."""

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
