"""The tree of a Markdown text, each node with its exact place.

For every node with `mapped` true, `text[node.span.start:node.span.end]` is the node's raw source. A node
that could not be placed is kept, marked `mapped=False`, and never fixed. Spans count code points of the
whole text (a byte-order mark at its start included). Content of comments, fences and inline code is never
parsed further: what is there is not live.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from awesome_lint.edits import Span
from awesome_lint.structs import field, record


@record
class Node:
    """Anything in the tree. Nodes are equal when all of their fields are."""

    span: Span
    mapped: bool = field(default=True, kw_only=True)


# --- Inline ------------------------------------------------------------------------------------------


@record
class Text(Node):
    """Plain text on one line; `value` has entities and backslash escapes resolved."""

    value: str


@record
class CodeSpan(Node):
    """Inline code; `value` is what renders."""

    value: str


@record
class Math(Node):
    """Inline math, `$…$` or `` $`…`$ ``, taken as one opaque piece."""

    value: str


@record
class Break(Node):
    """A line's end inside a paragraph; `hard` when it renders as a break (two blanks, backslash)."""

    hard: bool


@record
class Comment(Node):
    """`<!-- … -->`, inline or a block of its own; `value` is what is between the marks. `closed` is False
    when the comment runs to the end of the text."""

    value: str
    closed: bool = True


@record
class Attribute:
    """One HTML attribute; `span` is the value's, without quotes. `value` has entities resolved."""

    name: str
    value: str
    span: Span


@record
class HtmlTag(Node):
    """One HTML tag other than a link or image that was recognised whole."""

    name: str
    closing: bool
    attributes: tuple[Attribute, ...] = ()


@record
class FootnoteReference(Node):
    """`[^x]` that has a definition."""

    label: str


DATA_TAGS = frozenset(("pre", "script", "style", "textarea", "code", "kbd", "samp"))
"""The names of HTML elements whose text is code or data."""


class LinkForm(Enum):
    """How a link or image is written."""

    INLINE = "inline"  # [x](u)
    REFERENCE = "reference"  # [x][y], [x][], [x]
    AUTOLINK = "autolink"  # <https://…>
    BARE = "bare"  # https://… in the text, as GitHub links it
    HTML = "html"  # <a href="u">x</a>, <img src="u">


@record
class Container(Node):
    """An inline node with inline children."""

    children: list[Inline]


@record
class Emphasis(Container):
    """`*x*`, `_x_`, `<em>`, `<i>` are not folded: only Markdown's own."""


@record
class Strong(Container):
    """`**x**`."""


@record
class Strike(Container):
    """`~~x~~` or `~x~`."""


@record
class Link(Container):
    """A link that renders.

    `label` spans what is between the brackets (or between `<a …>` and `</a>`; the URL itself for
    autolinks and bare URLs). `target` spans the destination as written, without `<>`, blanks and title; for a
    reference link, the destination in its definition. `url` is the destination with escapes and entities
    resolved, as written otherwise.
    """

    form: LinkForm
    label: Span
    target: Span
    url: str
    title: str | None = None
    reference: str | None = None


@record
class Image(Container):
    """An image that renders; `label` spans the alternative text, `target` and `url` the picture's address."""

    form: LinkForm
    label: Span
    target: Span
    url: str
    title: str | None = None
    reference: str | None = None


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


# --- Blocks ------------------------------------------------------------------------------------------


@record
class Paragraph(Node):
    """Inline content, possibly over several lines (each line's end is a `Break`)."""

    children: list[Inline]


@record
class Heading(Node):
    """A heading in any form. `content` spans its text without marks. `slug` is GitHub's, made unique in the
    document (`x`, `x-1`, …). `form` is "atx", "setext" or "html"."""

    level: int
    content: Span
    children: list[Inline]
    form: str = "atx"
    slug: str = ""


@record
class Fence(Node):
    """A fenced code block. `content` spans the lines between the fences; `closed` is False when the fence
    runs to the end of its container."""

    info: str
    content: Span
    closed: bool = True


@record
class IndentedCode(Node):
    """A code block by indentation."""


@record
class FrontMatter(Node):
    """YAML or TOML at the text's start, its delimiter lines included: data, not Markdown."""


@record
class HtmlBlock(Node):
    """A block of HTML. `children` are its tags, texts, comments, links, images and line ends in order; a
    heading tag in it (`<h1>…</h1>`) is in `Document.headings` as well."""

    children: list[Inline]


@record
class Rule(Node):
    """A thematic break."""


@record
class Definition(Node):
    """A link reference definition, `[label]: target "title"`."""

    label: str
    target: Span
    url: str


@record
class Quote(Node):
    """A block quote (GitHub alerts included)."""

    children: list[Block]


@record
class FootnoteDefinition(Node):
    """`[^label]: …`."""

    label: str
    children: list[Block]


@record
class Item(Node):
    """A list item. `marker` spans `-`, `+`, `*`, `1.` or `1)`; `indent` is the marker's column from 0 and
    `content` the offset where its content begins (equal to the marker's end for an empty item). `task` is
    None, or whether the box is ticked. `number` is None for bullets."""

    marker: Span
    indent: int
    content: int
    number: int | None
    task: bool | None
    children: list[Block]


@record
class List(Node):
    """A list; `tight` as CommonMark has it; `bullet` is `-`, `+`, `*`, `.` or `)`."""

    ordered: bool
    bullet: str
    tight: bool
    items: list[Item]


@record
class Cell(Node):
    """A table cell. `span` is its content without the blanks around it (empty for an empty cell)."""

    children: list[Inline]


@record
class Row(Node):
    """A table row as GitHub cuts it: `cells` are all that the line has, even beyond the header's number."""

    cells: list[Cell]


@record
class Table(Node):
    """A table. `aligns` holds "", "left", "center" or "right", one a column; `delimiter` spans the row of
    dashes."""

    header: Row
    rows: list[Row]
    aligns: tuple[str, ...]
    delimiter: Span


Block = (
    Paragraph
    | Heading
    | Fence
    | IndentedCode
    | FrontMatter
    | HtmlBlock
    | Comment
    | Rule
    | Definition
    | Quote
    | FootnoteDefinition
    | List
    | Table
)


@record
class Document(Node):
    """A parsed text.

    `headings` are all headings in order, HTML ones and nested ones included, with their slugs; `anchors` are
    the names of `<a name>`, `<a id>` and any other `id` attribute that is live; `definitions` are entered
    by their labels in lower case with single blanks (`references.normalize`). `refusal` says in words why a
    text was not parsed (nesting, size): then `children` is empty. A comment or fence that swallows the rest
    of the text is in the tree with `closed=False`.
    """

    children: list[Block]
    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, Span] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    refusal: str | None = None


def inlines_of(block: Block) -> list[Inline]:
    """The block's own inline content (empty for containers of blocks)."""
    if isinstance(block, Paragraph | Heading | HtmlBlock):
        return block.children
    return []


def inlines_in(block: Block) -> list[list[Inline]]:
    """The block's inline contents: its own, or those of a table's cells, row by row."""
    if isinstance(block, Table):
        return [cell.children for row in (block.header, *block.rows) for cell in row.cells]
    return [inlines_of(block)]


def blocks_in(node: Document | Block | Item) -> list[Block]:
    """The blocks directly inside (a list's items are stepped over)."""
    if isinstance(node, List):
        return [child for item in node.items for child in item.children]
    if isinstance(node, Document | Quote | FootnoteDefinition | Item):
        return node.children
    return []


def walk_blocks(node: Document | Block | Item) -> Iterator[Block]:
    """Every block below `node`, in the order of the text, parents first."""
    stack = list(reversed(blocks_in(node)))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(blocks_in(block)))


def walk_inlines(children: list[Inline]) -> Iterator[Inline]:
    """Every inline node in `children` and below, in the order of the text, parents first."""
    stack = list(reversed(children))
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Container):
            stack.extend(reversed(node.children))
