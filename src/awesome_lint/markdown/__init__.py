"""Markdown as GitHub renders it: a text in, a tree with exact places out. Only this room knows mistletoe."""

from __future__ import annotations

import gc

from awesome_lint.edits import Span
from awesome_lint.markdown import blocks
from awesome_lint.markdown.building import Builder
from awesome_lint.markdown.front_matter import front_matter
from awesome_lint.markdown.lines import RefusedError, split
from awesome_lint.markdown.tree import (
    Break,
    CodeSpan,
    Comment,
    Document,
    FrontMatter,
    Inline,
    Math,
    Text,
    inlines_in,
    walk_blocks,
    walk_inlines,
)

__all__ = ["comments", "parse", "plain"]


def parse(text: str) -> Document:
    """The tree of a Markdown text; every span counts its code points. Never raises: a text that cannot be
    parsed gives a document without children whose `refusal` says why."""
    # The collector would walk the growing tree again and again, for a third of the time, and find nothing.
    collecting = gc.isenabled()
    gc.disable()
    try:
        matter = front_matter(text)
        document = Builder(text).build(blocks.blocks(split(text, matter.end if matter else 0)))
        if matter is not None:
            document.children.insert(0, FrontMatter(matter))
        return document
    except RefusedError as refused:
        return Document(Span(0, len(text)), [], refusal=str(refused))
    except RecursionError:
        return Document(Span(0, len(text)), [], refusal="lists and quotes are nested too deep")
    finally:
        if collecting:
            gc.enable()


def plain(children: list[Inline]) -> str:
    """What a reader sees of inline nodes, as one line: texts, code, math, images' alternative texts; a
    line's end is a blank, comments and tags are nothing."""
    pieces: list[str] = []
    for node in walk_inlines(children):
        if isinstance(node, Text | CodeSpan | Math):
            pieces.append(node.value)
        elif isinstance(node, Break):
            pieces.append(" ")
    return "".join(pieces)


def comments(document: Document) -> list[Comment]:
    """Every HTML comment of the document, in order."""
    found: list[Comment] = []
    for block in walk_blocks(document):
        if isinstance(block, Comment):
            found.append(block)
        for children in inlines_in(block):
            found.extend(node for node in walk_inlines(children) if isinstance(node, Comment))
    return found
