"""The tree of a content, made of the nodes that were found in it.

Their ranges in the content nest and never cross.
"""

from __future__ import annotations

from operator import itemgetter

from awesome_lint.markdown.html import fold_links
from awesome_lint.markdown.nodes import (
    Container,
    HtmlTag,
    Image,
    Inline,
    Link,
    Text,
    live_links,
    walk_inlines,
)
from awesome_lint.markdown.references import resolve_escapes
from awesome_lint.markdown.source_lines import Content

_DEEPEST = 100

Placed = tuple[int, int, tuple[int, int] | None, list[Inline]]
"""Nodes for a range of the content that is more than text: its start, its end as a negative number, the range of what
the first node contains (None for nodes that contain nothing), and the nodes. An outer range sorts before an inner."""


def nest_nodes(content: Content, found: list[Placed], links: list[Link | Image]) -> list[Inline]:
    """The nodes as a tree, with the texts between them. Emphasis that is nested too deeply becomes text.
    Live links and images are added to `links`.
    """
    root: list[Inline] = []
    images: list[Image] = []
    linked: list[Link | Image] = []
    has_tags = False
    size = len(content.text)
    # Of each list of children that is being filled: the list, where its inside ends, where its node ends.
    filling: list[tuple[list[Inline], int, int]] = [(root, size, size)]
    place = 0
    found.sort(key=itemgetter(0, 1))
    for start, negative_end, inside, nodes in found:
        while start >= filling[-1][1] and len(filling) > 1:
            place = _fill_text(content, place, filling)
        if inside is not None and len(filling) > _DEEPEST:
            continue
        children = filling[-1][0]
        _add_text(content, place, start, children)
        children += nodes
        place = -negative_end
        node = nodes[0] if nodes else None
        if isinstance(node, Link | Image):
            linked.append(node)
        if isinstance(node, Container) and inside is not None:
            place, stop = inside
            filling.append((node.children, stop, -negative_end))
            if isinstance(node, Image):
                images.append(node)
        elif isinstance(node, HtmlTag):
            has_tags = True
    while filling:
        place = _fill_text(content, place, filling)
    if has_tags:
        _fold_html_links(root)
    flattened = [_flatten_alt_text(image) for image in images]
    links += live_links(root) if has_tags or any(flattened) else linked
    return root


def _fill_text(content: Content, place: int, filling: list[tuple[list[Inline], int, int]]) -> int:
    """Add the remaining text to the innermost list of children, and return where its node ends."""
    children, inside, after = filling.pop()
    _add_text(content, place, inside, children)
    return after


def _add_text(content: Content, start: int, end: int, children: list[Inline]) -> None:
    if start < end:
        children.append(Text(content.span(start, end), resolve_escapes(content.text[start:end])))


def _fold_html_links(root: list[Inline]) -> None:
    """Turn `<a href>…</a>` tags into links, in every list of children that contains them."""
    stack = [root]
    while stack:
        children = stack.pop()
        stack.extend(child.children for child in children if isinstance(child, Container))
        if any(isinstance(child, HtmlTag) and child.name == "a" for child in children):
            children[:] = fold_links(children)


def _flatten_alt_text(image: Image) -> bool:
    """Remove links and images inside an image's alternative text, and return whether there were any."""
    if not any(isinstance(child, Container) for child in image.children):
        return False
    image.children = [node for node in walk_inlines(image.children) if not isinstance(node, Container)]
    return True
