"""Parses Markdown as GitHub renders it into a tree with exact spans. Only this package imports mistletoe.

mistletoe builds the block tree: its tokenizer calls our subclasses of its block tokens, which keep their lines for
exact spans and read tables, lists and HTML as GitHub does. They are in no global list of mistletoe, so other users of
mistletoe in the process are not affected. Its inline parser is replaced: it gives no spans, and its time is quadratic
in the links of a paragraph (4,000 links on a line took it 10.7 s, and `inline` 0.06 s in the same process)."""

from __future__ import annotations

import gc

from awesome_lint.markdown.tree import (
    Break,
    CodeSpan,
    Comment,
    Document,
    Inline,
    Math,
    Text,
    inlines_in,
    walk_blocks,
    walk_inlines,
)

__all__ = ["html_comments", "parse", "visible_text"]


def parse(text: str) -> Document:
    """The tree of a Markdown text. Never raises: for a text that cannot be parsed, the document has no children, and
    its `refusal` says why."""
    # The collector would walk the growing tree again and again, for a third of the time, and find nothing.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return Document(text)
    finally:
        if collecting:
            gc.enable()


def visible_text(children: list[Inline]) -> str:
    """The visible text of inline nodes on one line, with code, math and the alternative texts of images."""
    if len(children) == 1 and isinstance(children[0], Text):
        return children[0].value
    pieces: list[str] = []
    for node in walk_inlines(children):
        if isinstance(node, Text | CodeSpan | Math):
            pieces.append(node.value)
        elif isinstance(node, Break):
            pieces.append(" ")
    return "".join(pieces)


def html_comments(document: Document) -> list[Comment]:
    """All HTML comments of the document, in order."""
    comment_nodes: list[Comment] = []
    for block in walk_blocks(document):
        if isinstance(block, Comment):
            comment_nodes.append(block)
        for children in inlines_in(block):
            comment_nodes.extend(node for node in walk_inlines(children) if isinstance(node, Comment))
    return comment_nodes
