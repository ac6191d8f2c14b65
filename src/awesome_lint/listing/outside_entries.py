"""What of a document is in no entry, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from awesome_lint.edits import is_in_spans
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Listing, Section
from awesome_lint.listing.sections_without_works import has_no_works, may_have_no_works
from awesome_lint.listing.tocs import is_anchor_link
from awesome_lint.markdown import tree, visible_text
from awesome_lint.structs import record

_UNDERLINE = lazy(r"^(?:={4,}|-{4,}|~{4,}|\^{4,}|\*{4,})[ \t]*$", re.M)
_RESTRUCTURED = lazy(r"`[^`\n]+ <[^>\n]+>`__?|^\.\. [\w-]+::|^\.\. _[^:\n]+: ", re.M)
_DOCUMENT = lazy(r"[^?#:]+\.(?:md|markdown|rst)(?:#.*)?")
MIN_DOCUMENTS = 5
"""The number of links to other documents from which a document may be an index."""


@record(frozen=True)
class Unread:
    """A link to another site that is in no entry, or an item without a link (`url` is None) that seems to be a work.
    `reason` says why it is no entry."""

    line: int
    text: str
    url: str | None
    reason: str


def links_outside_entries(listing: Listing) -> list[tree.Link | tree.Image]:
    """The links with text (not only a badge) to other sites, outside entries and tables of contents, in order."""
    read = sorted([*(entry.span for entry in listing.entries), *(toc.span for toc in listing.tocs)])
    return [
        link
        for link in listing.links
        if isinstance(link, tree.Link)
        and not all(isinstance(node, tree.Image) for node in link.children)
        and link.url.startswith(("https://", "http://"))
        and not is_in_spans(link.span.start, read)
    ]


def find_unread(listing: Listing) -> list[Unread]:
    """The links to other sites outside entries and tables of contents, and the works without a link, in order."""
    blocks = sorted(_blocks_in_containers(listing.tree.children), key=lambda leaf: leaf[0].span.start)
    unread = []
    for link in links_outside_entries(listing):
        start = link.span.start
        block = bisect_right(blocks, start, key=lambda leaf: leaf[0].span.start) - 1
        section = bisect_right(listing.sections, start, key=lambda section: section.span.start) - 1
        reason = _reason_for_no_entry(*blocks[block], listing.sections[section])
        text = " ".join(visible_text(link.children).split())
        unread.append(Unread(bisect_right(listing.line_starts, start), text, link.url, reason))
    for item in listing.without_links:
        first = item.node.children[0] if isinstance(item.node, tree.Item) else item.node
        assert isinstance(first, tree.Paragraph)
        first_line = visible_text(first.children).partition("\n")[0].strip()
        unread.append(Unread(item.lines[0], first_line, None, "an item without a link"))
    return sorted(unread, key=lambda each: each.line)


def _blocks_in_containers(
    blocks: list[tree.Block], in_item: bool = False
) -> Iterator[tuple[tree.Block, bool]]:
    """Yields the blocks (for a list or quote, the blocks in it), each with whether it is in a list item."""
    for block in blocks:
        if isinstance(block, tree.List):
            for item in block.items:
                yield from _blocks_in_containers(item.children, True)
        elif isinstance(block, tree.Quote):
            yield from _blocks_in_containers(block.children, in_item)
        else:
            yield block, in_item


def _reason_for_no_entry(block: tree.Block, in_item: bool, section: Section) -> str:
    """Why a link in this block is in no entry."""
    if has_no_works(section):
        return "the heading announces no list of works"
    if may_have_no_works(section):
        return "the heading announces news or support"
    if isinstance(block, tree.Heading):
        return "in a heading"
    if isinstance(block, tree.Table):
        return "in a table without a column of names"
    if isinstance(block, tree.HtmlBlock):
        return "in HTML that is no table of works"
    return "in an item without a title" if in_item else "in a paragraph that is no entry"


def kind_of_non_list(listing: Listing) -> str:
    """The kind of a document that is not a list of entries: `restructured` (reStructuredText) or `index` (links to
    other documents); "" if it is neither."""
    if len(_RESTRUCTURED.findall(listing.text)) > 2 and len(_UNDERLINE.findall(listing.text)) > 2:
        return "restructured"
    documents = sum(
        isinstance(link, tree.Link) and not is_anchor_link(link) and _DOCUMENT.fullmatch(link.url) is not None
        for link in listing.links
    )
    return "index" if documents >= MIN_DOCUMENTS and documents > len(listing.entries) else ""
