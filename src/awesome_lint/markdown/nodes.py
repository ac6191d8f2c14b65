"""The inline nodes of the tree, each with its exact place.

For every node with `mapped` true, `text[node.span.start:node.span.end]` is the node's raw source. A node
that could not be placed is kept, marked `mapped=False`, and never fixed. Spans count code points of the
whole text (a byte-order mark at its start included). A node is equal only to itself, and can be a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from awesome_lint.edits import Span
from awesome_lint.markdown.mistletoe_import import block_token
from awesome_lint.structs import field, record


class _MistletoeNode:
    """A node on which mistletoe may set the number of its first line."""

    __slots__ = ("line_number",)


@record(eq=False)
class Node(_MistletoeNode):
    """Any node of the tree."""

    span: Span
    mapped: bool = field(default=True, kw_only=True)


@record(eq=False)
class Text(Node):
    """Plain text on one line; `value` has entities and backslash escapes resolved."""

    value: str


@record(eq=False)
class CodeSpan(Node):
    """Inline code; `value` is what renders."""

    value: str


@record(eq=False)
class Math(Node):
    """Inline math, `$…$` or `` $`…`$ ``, whose content is not parsed."""

    value: str


@record(eq=False)
class Break(Node):
    """A line end inside a paragraph; `hard` when it renders as a line break (two spaces or a backslash)."""

    hard: bool


@record(eq=False)
class Comment(Node, block_token.BlockToken):
    """`<!-- … -->`, inline or a block of its own; `value` is the text inside. `closed` is False when the comment
    runs to the end of the text."""

    value: str
    closed: bool = True


class Attribute(NamedTuple):
    """One HTML attribute; `span` is the value's, without quotes. `value` has entities resolved."""

    name: str
    value: str
    span: Span


@record(eq=False)
class HtmlTag(Node):
    """One HTML tag that is not part of an HTML link or image."""

    name: str
    closing: bool
    attributes: tuple[Attribute, ...] = ()


@record(eq=False)
class FootnoteReference(Node):
    """`[^x]` that has a definition."""

    label: str


LITERAL_TAGS = frozenset(("pre", "script", "style", "textarea", "code", "kbd", "samp"))
"""The names of HTML elements whose text is code or data."""


class LinkForm(Enum):
    """How a link or image is written."""

    INLINE = "inline"  # [x](u)
    REFERENCE = "reference"  # [x][y], [x][], [x]
    AUTOLINK = "autolink"  # <https://…>
    BARE = "bare"  # https://… in the text, as GitHub links it
    HTML = "html"  # <a href="u">x</a>, <img src="u">


@record(eq=False)
class Container(Node):
    """An inline node with inline children."""

    children: list[Inline]


@record(eq=False)
class Emphasis(Container):
    """`*x*` or `_x_`."""


@record(eq=False)
class Strong(Container):
    """`**x**` or `__x__`."""


@record(eq=False)
class Strike(Container):
    """`~~x~~` or `~x~`."""


@record(eq=False)
class _WithTarget(Container):
    form: LinkForm
    label: Span
    target: Span
    url: str
    title: str | None = None
    reference: str | None = None


@record(eq=False)
class Link(_WithTarget):
    """A link that renders.

    `label` spans what is between the brackets (or between `<a …>` and `</a>`; the URL itself for
    autolinks and bare URLs). `target` spans the destination as written, without `<>`, whitespace and title; for a
    reference link, the destination in its definition. `url` is the destination with escapes and entities resolved.
    """


@record(eq=False)
class Image(_WithTarget):
    """An image that renders; `label` spans the alternative text, `target` and `url` are the image's URL."""


Inline = (
    Text
    | CodeSpan
    | Math
    | Break
    | Comment
    | HtmlTag
    | FootnoteReference
    | Emphasis
    | Strong
    | Strike
    | Link
    | Image
)


def walk_inlines(children: list[Inline]) -> Iterator[Inline]:
    """All inline nodes in `children`, nested ones included, in the order of the text, parents first."""
    stack = list(reversed(children))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Container):
            stack.extend(reversed(node.children))


def live_links(children: list[Inline]) -> list[Link | Image]:
    """The links and images in `children`, nested ones included, in order; without bare URLs inside HTML
    elements that hold data.
    """
    found: list[Link | Image] = []
    in_data = False
    for node in walk_inlines(children):
        if isinstance(node, Link | Image):
            if not (in_data and node.form is LinkForm.BARE):
                found.append(node)
        elif isinstance(node, HtmlTag) and node.name in LITERAL_TAGS:
            in_data = not node.closing
    return found


def mark_unplaced(children: list[Inline]) -> None:
    """Mark all of these nodes as having no place in the tree."""
    for node in walk_inlines(children):
        node.mapped = False
