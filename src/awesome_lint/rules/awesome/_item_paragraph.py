"""One item of a list, read by the form of the guidelines: images, the link of the name, a hyphen, a description.

The line is read as one string in which one placeholder character fills the place of every node but plain text:
patterns match the form of the line, and offsets are those of the source.
"""

from __future__ import annotations

import re

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree, visible_text
from awesome_lint.rules.awesome._page import first_paragraph, items_after_toc, shows_only_images
from awesome_lint.structs import record

LINK, IMAGE, CODE, TAG, COMMENT, EMPHASIS, STRIKE, MATH, NOTE, BRACKETED = (
    chr(0xE000 + number) for number in range(10)
)
"""Placeholders, from the Private Use Area, for the nodes of a line. BRACKETED is a link or emphasis whose text is in
brackets, as in `[[code]](u)` and `*(French)*`."""

_PLACEHOLDERS: tuple[tuple[type[tree.Node], str], ...] = (
    (tree.CodeSpan, CODE),
    (tree.HtmlTag, TAG),
    (tree.Comment, COMMENT),
    (tree.Strike, STRIKE),
    (tree.Math, MATH),
    (tree.FootnoteReference, NOTE),
)
DASH = lazy(r"(?<![ \t\n])[ \t\n]+-[ \t\n]+(?=\S)")


@record(frozen=True)
class ItemParagraph:
    """The first paragraph of a list item. `name` is the link that names the item (None if there is none); `first` is
    the first node. `after` is the text after the link, at the offset `start`, with placeholders for all nodes but
    text."""

    item: tree.Item
    paragraph: tree.Paragraph
    name: tree.Link | None
    first: tree.Inline
    after: str
    start: int

    @property
    def hyphen_match(self) -> re.Match[str] | None:
        """The match of the first hyphen with whitespace around it after the name; None if there is none."""
        return DASH.search(self.after)

    def description(self) -> tuple[str, int] | None:
        """The masked text after the hyphen, and its offset in the document; None if there is no hyphen."""
        dash = self.hyphen_match
        return (self.after[dash.end() :].rstrip(), self.start + dash.end()) if dash else None

    def document_span(self, start: int, end: int) -> Span:
        """The span in the document of a range of `after`."""
        return Span(self.start + start, self.start + end)


def list_item_paragraphs(context: Context) -> list[ItemParagraph]:
    """The items that begin with a link, an image or another inline element. Items that begin with words are
    not entries in the sense of the guidelines.
    """
    return context.cached(_read_item_paragraphs)


def _read_item_paragraphs(context: Context) -> list[ItemParagraph]:
    found = []
    for item in items_after_toc(context):
        paragraph = first_paragraph(item)
        line = _read_paragraph(item, paragraph, context.text) if paragraph is not None else None
        if line is not None:
            found.append(line)
    return found


def _read_paragraph(item: tree.Item, paragraph: tree.Paragraph, text: str) -> ItemParagraph | None:
    """The item as a line; None if it begins with words that are not linked."""
    nodes = paragraph.children
    first: tree.Inline | None = None
    for number, node in enumerate(nodes):
        if isinstance(node, tree.Comment | tree.Break) or (
            isinstance(node, tree.Text) and not node.value.strip()
        ):
            continue
        if isinstance(node, tree.Text):
            links = (later for later in nodes[number:] if isinstance(later, tree.Link))
            if first is None or _is_unlinked_text(first) or next(links, None) is not None:
                return None
            break
        first = first or node
        if isinstance(node, tree.Link) and not shows_only_images(node):
            start = node.span.end
            return ItemParagraph(
                item,
                paragraph,
                node,
                first,
                mask_text(nodes[number + 1 :], start, paragraph.span.end, text),
                start,
            )
    if first is None:
        return None
    return ItemParagraph(item, paragraph, None, first, "", paragraph.span.end)


def _is_unlinked_text(node: tree.Inline) -> bool:
    """Whether a node is code or formatted words without a link or an image."""
    if isinstance(node, tree.Emphasis | tree.Strong):
        return not any(
            isinstance(inner, tree.Link | tree.Image) for inner in tree.walk_inlines(node.children)
        )
    return isinstance(node, tree.CodeSpan)


def mask_text(nodes: list[tree.Inline], start: int, end: int, text: str) -> str:
    """`text[start:end]` with a placeholder for each character of the nodes that are neither text nor line ends."""
    pieces: list[str] = []
    at = start
    for node in nodes:
        placeholder = _placeholder(node)
        if placeholder is None or node.span.start < at:
            continue
        pieces += (text[at : node.span.start], placeholder * (node.span.end - node.span.start))
        at = node.span.end
    pieces.append(text[at:end])
    return "".join(pieces)


def _placeholder(node: tree.Inline) -> str | None:
    """The placeholder for a node; None for text and line ends."""
    if shows_only_images(node):
        return IMAGE
    if isinstance(node, tree.Link):
        shown = visible_text(node.children).strip()
        return BRACKETED if shown.startswith("[") and shown.endswith("]") else LINK
    if isinstance(node, tree.Emphasis | tree.Strong):
        shown = visible_text(node.children).strip()
        return BRACKETED if shown.startswith("(") and shown.endswith(")") else EMPHASIS
    return next((placeholder for kind, placeholder in _PLACEHOLDERS if isinstance(node, kind)), None)
