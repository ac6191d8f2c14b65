"""The main heading, the table of contents and the items of a list, as the guidelines define them."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.edits import is_in_spans
from awesome_lint.listing.model import Listing, Section
from awesome_lint.markdown import tree

_CONTENTS = frozenset(
    letters_and_digits(title)
    for title in (
        "Contents",
        "Content",
        "Table of Contents",
        "Table of Content",
        "TOC",
        "Index",
        "目录",
        "目錄",
        "もくじ",
        "목차",
    )
)
ASIDE = frozenset(letters_and_digits(title) for title in ("Contributing", "Footnotes", "Related Lists"))
"""Sections that the table of contents may leave out, with their subsections."""


def find_contents_section(listing: Listing) -> Section | None:
    """The first section whose heading announces the table of contents, whatever words it uses."""
    for section in listing.sections:
        if section.heading is not None and letters_and_digits(section.title) in _CONTENTS:
            return section
    return None


def main_heading(context: Context) -> tree.Heading | None:
    """The first heading of level 1 in Markdown; if there is none, the heading that the text begins with, else None."""
    for heading in context.listing.tree.headings:
        if heading.level == 1 and heading.form != "html":
            return heading
    first = first_block(context)
    return first if isinstance(first, tree.Heading) else None


def first_block(context: Context) -> tree.Block | None:
    """The first block that is neither a comment nor front matter."""
    blocks = context.listing.tree.children
    return next((one for one in blocks if not isinstance(one, tree.Comment | tree.FrontMatter)), None)


def items_after_toc(context: Context) -> list[tree.Item]:
    """The items of all lists after the table of contents, nested ones included."""
    return context.cached(_compute_items_after_toc)


def _compute_items_after_toc(context: Context) -> list[tree.Item]:
    listing = context.listing
    section = find_contents_section(listing)
    start = section.span.end if section is not None else 0
    tables = sorted(contents.span for contents in listing.tocs)
    found: list[tree.Item] = []
    for block in tree.walk_blocks(listing.tree):
        if not isinstance(block, tree.List) or block.span.start < start:
            continue
        if not is_in_spans(block.span.start, tables):
            found += block.items
    return sorted(found, key=lambda item: item.span.start)


def first_paragraph(item: tree.Item) -> tree.Paragraph | None:
    """The first paragraph of an item; None if the item begins with another block."""
    first = item.children[0] if item.children else None
    return first if isinstance(first, tree.Paragraph) else None


def paragraphs(context: Context) -> Iterator[tree.Paragraph | tree.Heading]:
    """Every paragraph and heading in Markdown, those of items and quotes included."""
    for block in tree.walk_blocks(context.listing.tree):
        if isinstance(block, tree.Paragraph) or (isinstance(block, tree.Heading) and block.form != "html"):
            yield block


def shows_only_images(node: tree.Inline) -> bool:
    """Whether an inline node is an image, or a link that shows only images."""
    if isinstance(node, tree.Image):
        return True
    if not isinstance(node, tree.Link) or not node.children:
        return False
    shown = [
        child for child in node.children if not (isinstance(child, tree.Text) and not child.value.strip())
    ]
    return bool(shown) and all(isinstance(child, tree.Image) for child in shown)
