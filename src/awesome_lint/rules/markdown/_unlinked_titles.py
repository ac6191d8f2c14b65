"""Titles in brackets that are no links, in lists whose other titles are links."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography.dates import find_dates
from awesome_lint.bibliography.venues import find_venues
from awesome_lint.edits import Span
from awesome_lint.findings import Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.markdown import tree
from awesome_lint.rules.markdown._broken import BrokenLink

_TITLE = lazy(r"[*_]{0,3}(?P<title>\[[^\[\]\n]{3,}\])[*_]{0,3}(?=\s*(?:\Z|[-–—:,.|]|by\s)|\s+[\[(])")
"""A title in brackets, before the end, punctuation or an author: `[WIP] A Title` begins with a tag."""
_LEAST_LINKED, _LINKED_FOR_EACH = 3, 4
"""The linked titles from which a title without a URL is a slip: of the list, and for each such title."""


def find_unlinked_titles(context: Context) -> Iterator[BrokenLink]:
    """The titles in brackets without a URL, where nearly all other items of the list are entries with a linked title.
    A number, a date, a venue, the label of a link (`[Code]`) and brackets that occur twice are tags."""
    text = context.text
    linked = {entry.node.span for entry in context.listing.entries if entry.title and entry.title.link}
    links = [link.span.start for link in context.listing.links]
    for block in tree.walk_blocks(context.listing.tree):
        if not isinstance(block, tree.List):
            continue
        number = sum(item.span in linked for item in block.items)
        if number < _LEAST_LINKED:
            continue
        titles = [
            title
            for item in block.items
            if bisect_left(links, item.span.start) == bisect_left(links, item.span.end)
            if (title := _title_in_brackets(item, text)) is not None
        ]
        if number >= _LINKED_FOR_EACH * len(titles):
            for title in titles:
                message = (
                    f"No link: “{text[title.start + 1 : title.end - 1]}” has no URL, and the titles of {number} other "
                    "items of this list are links; write `[text](URL)`"
                )
                yield BrokenLink(title, message, severity=Severity.WARNING)


def _title_in_brackets(item: tree.Item, text: str) -> Span | None:
    """The title in brackets at the start of an item; None if there is none, or if it may be a tag."""
    first = item.children[0] if item.children else None
    if not isinstance(first, tree.Paragraph):
        return None
    match = _TITLE.match(text, first.span.start, first.span.end)
    if match is None or text.count(match["title"]) > 1:
        return None
    title = match["title"][1:-1]
    is_tag = title.isdecimal() or (title.isupper() and " " not in title) or role_of_label(title) is not None
    is_tag = is_tag or (len(title.split()) < 4 and bool(find_dates(title) or find_venues(title)))
    return None if is_tag else Span(*match.span("title"))
