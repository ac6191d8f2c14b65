"""The tree of a content, made of the nodes that were found in it.

Their ranges in the content nest and never cross.
"""

from __future__ import annotations

from operator import itemgetter

from awesome_lint.markdown.html import fold_links
from awesome_lint.markdown.lines import Content
from awesome_lint.markdown.nodes import Container, HtmlTag, Image, Inline, Text
from awesome_lint.markdown.references import resolve

_DEEPEST = 100

Placed = tuple[int, int, tuple[int, int] | None, list[Inline]]
"""Nodes for a range of the content that is more than text: its start, its end as a negative number, the range of what
the first node contains (None for nodes that contain nothing), and the nodes. An outer range sorts before an inner."""


def nest(content: Content, found: list[Placed]) -> list[Inline]:
    """The nodes in each other, and text between them. Emphasis nested too deep is left out, its delimiters are
    text."""
    root: list[Inline] = []
    images: list[Image] = []
    has_links = False
    size = len(content.text)
    # Of each list of children that is being filled: the list, where its inside ends, where its node ends.
    filling: list[tuple[list[Inline], int, int]] = [(root, size, size)]
    place = 0
    found.sort(key=itemgetter(0, 1))
    for start, negative_end, inside, nodes in found:
        while start >= filling[-1][1] and len(filling) > 1:
            place = _filled(content, place, filling)
        if inside is not None and len(filling) > _DEEPEST:
            continue
        children = filling[-1][0]
        _text(content, place, start, children)
        children += nodes
        place = -negative_end
        if inside is not None:
            node = nodes[0]
            assert isinstance(node, Container)
            place, stop = inside
            filling.append((node.children, stop, -negative_end))
            if isinstance(node, Image):
                images.append(node)
        elif nodes and isinstance(nodes[0], HtmlTag):
            has_links = has_links or nodes[0].name == "a"
    while filling:
        place = _filled(content, place, filling)
    if has_links:
        _fold(root)
    for image in images:
        image.children = _alternative(image.children)
    return root


def _filled(content: Content, place: int, filling: list[tuple[list[Inline], int, int]]) -> int:
    """Add the text that is left of the innermost list of children; where its node ends."""
    children, inside, after = filling.pop()
    _text(content, place, inside, children)
    return after


def _text(content: Content, start: int, end: int, children: list[Inline]) -> None:
    if start < end:
        children.append(Text(content.span(start, end), resolve(content.text[start:end])))


def _fold(root: list[Inline]) -> None:
    """Make `<a href>…</a>` links, in every list of children that has such tags."""
    stack = [root]
    while stack:
        children = stack.pop()
        stack.extend(child.children for child in children if isinstance(child, Container))
        if any(isinstance(child, HtmlTag) and child.name == "a" for child in children):
            children[:] = fold_links(children)


def _alternative(children: list[Inline]) -> list[Inline]:
    """The children without links and images around them: in an alternative text only their words count."""
    if not any(isinstance(child, Container) for child in children):
        return children
    flat: list[Inline] = []
    stack = list(reversed(children))
    while stack:
        node = stack.pop()
        if isinstance(node, Container):
            stack.extend(reversed(node.children))
        else:
            flat.append(node)
    return flat
