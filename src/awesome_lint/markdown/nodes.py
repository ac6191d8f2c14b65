"""The inline nodes of the tree, with exact spans.

If `is_exact` is true, `text[node.span.start:node.span.end]` is the source of the node. A node without exact
span is kept, but never fixed. Spans count code points of the whole text, with a byte-order mark at its start. A node
is equal only to itself, and can be a key."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from awesome_lint.edits import Span
from awesome_lint.markdown.mistletoe_import import block_token
from awesome_lint.structs import field, record


class _MistletoeNode:
    """A node of which mistletoe may set the number of its first line."""

    __slots__ = ("line_number",)


@record(eq=False)
class Node(_MistletoeNode):
    """A node of the tree."""

    span: Span
    is_exact: bool = field(default=True, kw_only=True)


@record(eq=False)
class Text(Node):
    """Plain text on one line; `value` has entities and backslash escapes resolved."""

    value: str


@record(eq=False)
class CodeSpan(Node):
    """Inline code; `value` is the rendered text."""

    value: str


@record(eq=False)
class Math(Node):
    """Inline math, `$…$` or `` $`…`$ ``, whose content is not parsed."""

    value: str


@record(eq=False)
class Break(Node):
    """A line end in a paragraph; `hard` says whether it renders as a line break (two spaces or a backslash)."""

    hard: bool


@record(eq=False)
class Comment(Node, block_token.BlockToken):
    """A comment `<!-- … -->`, inline or as a block; `value` is its content. `closed` is False if it extends to the
    end of the text."""

    value: str
    closed: bool = True


class Attribute(NamedTuple):
    """An HTML attribute; `span` is the span of its value without quotes; `value` has its entities resolved."""

    name: str
    value: str
    span: Span


@record(eq=False)
class HtmlTag(Node):
    """An HTML tag that is not part of an HTML link or image."""

    name: str
    closing: bool
    attributes: tuple[Attribute, ...] = ()


@record(eq=False)
class FootnoteReference(Node):
    """A footnote reference (`[^x]`) with a definition."""

    label: str


LITERAL_TAGS = frozenset(("pre", "script", "style", "textarea", "code", "kbd", "samp"))
"""The names of HTML elements whose text is code or data."""


class LinkForm(Enum):
    """The syntax of a link or image."""

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
    """Emphasis, `*x*` or `_x_`."""


@record(eq=False)
class Strong(Container):
    """Strong emphasis, `**x**` or `__x__`."""


@record(eq=False)
class Strike(Container):
    """Strikethrough, `~~x~~` or `~x~`."""


@record(eq=False)
class _LinkOrImage(Container):
    form: LinkForm
    label: Span
    target: Span
    url: str
    title: str | None = None
    reference: str | None = None


@record(eq=False)
class Link(_LinkOrImage):
    """A link that renders.

    `label` is the span of the text between the brackets or tags (of the URL itself for autolinks and bare URLs).
    `target` is the span of the URL without `<>`, whitespace and title (for a reference link, that in its definition).
    `url` is the URL with escapes and entities resolved."""


@record(eq=False)
class Image(_LinkOrImage):
    """An image that renders; `label` is the span of the alternative text, `target` that of the image's URL."""


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
    """All inline nodes in `children`, also nested ones, in order, parents first."""
    stack = list(reversed(children))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Container):
            stack.extend(reversed(node.children))


def rendered_links(children: list[Inline]) -> list[Link | Image]:
    """The links and images in `children`, also nested ones, in order, without bare URLs in literal HTML elements."""
    links: list[Link | Image] = []
    in_literal = False
    for node in walk_inlines(children):
        if isinstance(node, Link | Image):
            if not (in_literal and node.form is LinkForm.BARE):
                links.append(node)
        elif isinstance(node, HtmlTag) and node.name in LITERAL_TAGS:
            in_literal = not node.closing
    return links


def mark_inexact(children: list[Inline]) -> None:
    """Marks all nodes in `children` as having no exact span."""
    for node in walk_inlines(children):
        node.is_exact = False
