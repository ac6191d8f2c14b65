"""Makes a tree of the inline nodes of a content. Their ranges are nested and never overlap partly."""

from __future__ import annotations

from operator import itemgetter

from awesome_lint.markdown.html import combine_html_links
from awesome_lint.markdown.nodes import (
    Container,
    HtmlTag,
    Image,
    Inline,
    Link,
    Text,
    rendered_links,
    walk_inlines,
)
from awesome_lint.markdown.references import resolve_escapes_and_entities
from awesome_lint.markdown.source_lines import Content

_MAX_DEPTH = 100

RangedNodes = tuple[int, int, tuple[int, int] | None, list[Inline]]
"""Nodes with their range in the content: its start, the negative of its end, the range of the children of the first
node (None if it has none), and the nodes. In sorted order an outer range is before the inner ones."""


def nest_nodes(content: Content, ranged_nodes: list[RangedNodes], links: list[Link | Image]) -> list[Inline]:
    """The tree of the nodes, with the texts between them. Emphasis that is nested too deeply becomes text. Adds all
    links and images that render to `links`."""
    root: list[Inline] = []
    images: list[Image] = []
    top_links: list[Link | Image] = []
    has_tags = False
    size = len(content.text)
    # Of each list of children that is being filled: the list, where its inside ends, where its node ends.
    open_lists: list[tuple[list[Inline], int, int]] = [(root, size, size)]
    place = 0
    ranged_nodes.sort(key=itemgetter(0, 1))
    for start, negative_end, inside, nodes in ranged_nodes:
        while start >= open_lists[-1][1] and len(open_lists) > 1:
            place = _close_innermost_list(content, place, open_lists)
        if inside is not None and len(open_lists) > _MAX_DEPTH:
            continue
        children = open_lists[-1][0]
        _add_text(content, place, start, children)
        children += nodes
        place = -negative_end
        node = nodes[0] if nodes else None
        if isinstance(node, Link | Image):
            top_links.append(node)
        if isinstance(node, Container) and inside is not None:
            place, stop = inside
            open_lists.append((node.children, stop, -negative_end))
            if isinstance(node, Image):
                images.append(node)
        elif isinstance(node, HtmlTag):
            has_tags = True
    while open_lists:
        place = _close_innermost_list(content, place, open_lists)
    if has_tags:
        _combine_all_html_links(root)
    has_nested_alt_text = False
    for image in images:
        if any(isinstance(child, Container) for child in image.children):
            # The alternative text of an image has no links and images.
            image.children = [
                node for node in walk_inlines(image.children) if not isinstance(node, Container)
            ]
            has_nested_alt_text = True
    links += rendered_links(root) if has_tags or has_nested_alt_text else top_links
    return root


def _close_innermost_list(
    content: Content, place: int, open_lists: list[tuple[list[Inline], int, int]]
) -> int:
    """Adds the remaining text to the innermost open list and closes it. Returns the offset after its node."""
    children, inside, after = open_lists.pop()
    _add_text(content, place, inside, children)
    return after


def _add_text(content: Content, start: int, end: int, children: list[Inline]) -> None:
    """Adds the text between two offsets of the content to `children`, if it is not empty."""
    if start < end:
        children.append(Text(content.span(start, end), resolve_escapes_and_entities(content.text[start:end])))


def _combine_all_html_links(root: list[Inline]) -> None:
    """Replaces `<a href>…</a>` tags by links, in all lists of children."""
    stack = [root]
    while stack:
        children = stack.pop()
        stack.extend(child.children for child in children if isinstance(child, Container))
        if any(isinstance(child, HtmlTag) and child.name == "a" for child in children):
            children[:] = combine_html_links(children)
