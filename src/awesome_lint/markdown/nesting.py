"""The tree of a content, put together from the marks that were found in it.

Marks are ranges of the content; they nest and never cross.
"""

from __future__ import annotations

from collections.abc import Callable

from awesome_lint.markdown.html import fold_links
from awesome_lint.markdown.lines import Content
from awesome_lint.markdown.nodes import Container, HtmlTag, Image, Inline, Text
from awesome_lint.markdown.references import resolve
from awesome_lint.structs import record

_DEEPEST = 100


@record(frozen=True)
class Mark:
    """A range of the content that is more than text. `inside` is None for a leaf, made by `make`."""

    start: int
    end: int
    inside: tuple[int, int] | None
    make: Callable[[], list[Inline]]


def _order(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def nest(content: Content, marks: list[Mark]) -> list[Inline]:
    """The marks' nodes in each other, and text between them. Styles nested too deep are left out, their
    marks text."""
    root: list[Inline] = []
    images: list[Image] = []
    tags = False
    size = len(content.text)
    # Of each list of children that is being filled: the list, where its inside ends, where its node ends.
    filling: list[tuple[list[Inline], int, int]] = [(root, size, size)]
    place = 0
    marks.sort(key=_order)
    for mark in marks:
        while mark.start >= filling[-1][1] and len(filling) > 1:
            children, inside, after = filling.pop()
            _text(content, place, inside, children)
            place = after
        if mark.inside is not None and len(filling) > _DEEPEST:
            continue
        children = filling[-1][0]
        _text(content, place, mark.start, children)
        nodes = mark.make()
        children.extend(nodes)
        place = mark.end
        if mark.inside is not None and isinstance(nodes[0], Container):
            place, stop = mark.inside
            filling.append((nodes[0].children, stop, mark.end))
            if isinstance(nodes[0], Image):
                images.append(nodes[0])
        elif nodes and isinstance(nodes[0], HtmlTag):
            tags = tags or nodes[0].name == "a"
    while filling:
        children, inside, after = filling.pop()
        _text(content, place, inside, children)
        place = after
    if tags:
        _fold(root)
    for image in images:
        image.children = _alternative(image.children)
    return root


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
