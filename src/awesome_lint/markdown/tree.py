"""The tree of a Markdown text: its nodes, and functions that walk over them.

The blocks are subclasses of mistletoe's block tokens in `leaves`, `paragraphs`, `containers` and `document`; the
inline nodes are in `nodes`, which defines their spans. The content of comments, code blocks and inline code is not
parsed."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.markdown.containers import FootnoteDefinition, Item, List, Quote
from awesome_lint.markdown.document import Document
from awesome_lint.markdown.leaves import Fence, FrontMatter, Heading, HtmlBlock, IndentedCode, ThematicBreak
from awesome_lint.markdown.nodes import (
    LITERAL_TAGS,
    Attribute,
    Break,
    CodeSpan,
    Comment,
    Container,
    Emphasis,
    FootnoteReference,
    HtmlTag,
    Image,
    Inline,
    Link,
    LinkForm,
    Math,
    Node,
    Strike,
    Strong,
    Text,
    walk_inlines,
)
from awesome_lint.markdown.paragraphs import Cell, Definition, Paragraph, Row, Table

__all__ = [
    "LITERAL_TAGS", "Attribute", "Block", "Break", "Cell", "CodeSpan", "Comment", "Container", "Definition", "Document",
    "Emphasis", "Fence", "FootnoteDefinition", "FootnoteReference", "FrontMatter", "Heading", "HtmlBlock", "HtmlTag",
    "Image", "IndentedCode", "Inline", "Item", "Link", "LinkForm", "List", "Math", "Node", "Paragraph", "Quote", "Row",
    "Strike", "Strong", "Table", "Text", "ThematicBreak", "blocks_in", "inlines_in", "walk_blocks", "walk_inlines",
]  # fmt: skip

Block = (
    Paragraph
    | Heading
    | Fence
    | IndentedCode
    | FrontMatter
    | HtmlBlock
    | Comment
    | ThematicBreak
    | Definition
    | Quote
    | FootnoteDefinition
    | List
    | Table
)


def inlines_in(block: Block) -> list[list[Inline]]:
    """The lists of inline nodes in a block: its own, or those of the cells of a table, row by row."""
    if isinstance(block, Table):
        return [cell.children for row in (block.header, *block.rows) for cell in row.cells]
    return [block.children] if isinstance(block, Paragraph | Heading | HtmlBlock) else []


def blocks_in(node: Document | Block | Item) -> list[Block]:
    """The blocks directly in a node (for a list, those of all its items)."""
    if isinstance(node, List):
        return [child for item in node.items for child in item.children]
    if isinstance(node, Document | Quote | FootnoteDefinition | Item):
        return node.children
    return []


def walk_blocks(node: Document | Block | Item) -> Iterator[Block]:
    """All blocks in a node, also nested ones, in order, parents first."""
    stack = list(reversed(blocks_in(node)))
    while stack:
        block = stack.pop()
        yield block
        stack.extend(reversed(blocks_in(block)))
