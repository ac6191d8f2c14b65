"""Finds several works in one item, linked in a remark: `Two papers on looms: [A](u) (CVPR 2023) and [B](v)`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.entry_titles import TitleMatch
from awesome_lint.listing.labels import role_of_url
from awesome_lint.listing.lines import Line
from awesome_lint.listing.links import is_tag
from awesome_lint.listing.model import Role, TitleForm
from awesome_lint.markdown import tree, visible_text

_CONTEXT_LENGTH = 200
"""The number of characters before a link that are searched for an introduction."""
MAX_WORKS = 30
"""The number of works that a remark may link."""
_INTRODUCTION = lazy(
    r"(?:^|\s)(?:by|of|in|is|was|with|see|called|named|from|came|first|read)\s*$|(?:\S+\s+){3,}\S*[:：]\s*$"
)
"""The end of a remark that introduces the one title that it links."""


def split_remark(line: Line, title: TitleMatch | None, document_text: str) -> list[Line]:
    """The parts of the first line of an item that links several works in a remark: one part for each work. Empty if the
    item is one work with the title `title`."""
    links = [link for link in line.links if _is_linked_title(link, document_text)]
    if title is None or not 0 < len(links) <= MAX_WORKS or title.byline is not None:
        return []
    first, before = links[0], line.mask[: line.mask_offset(links[0].span.start)]
    if title.field.link is None:
        if title.field.form is not TitleForm.PLAIN or title.field.outer.end > first.span.start + 1:
            return []
        is_introduced = len(before.split()) > 2 and _INTRODUCTION.search(before[-_CONTEXT_LENGTH:])
        if len(links) < 2 and not is_introduced:
            return []
    elif (
        title.field.link is not first
        or len(links) < 2
        or not all(_is_next_to_date_or_venue(line, link) for link in links)
    ):
        return []
    starts = [_offset_of_work(line, link) for link in links]
    return [_part_of_line(line, start, end) for start, end in pairwise([*starts, len(line.mask)])]


def _is_linked_title(link: tree.Link | tree.Image, document_text: str) -> bool:
    """Whether a link in a sentence is the title of a paper: it leads to a paper, is no tag and has more than 8
    characters."""
    return (
        isinstance(link, tree.Link)
        and role_of_url(link.url) is Role.PAPER
        and not is_tag(link, document_text)
        and len(visible_text(link.children)) > 8
    )


def _is_next_to_date_or_venue(line: Line, link: tree.Link | tree.Image) -> bool:
    """Whether a date or venue is directly before or after a link."""
    start, end = line.mask_offset(link.span.start), line.mask_offset(link.span.end)
    return any(0 <= start - each.end <= 2 or 0 <= each.start - end <= 3 for each in line.mentions)


def _offset_of_work(line: Line, link: tree.Link | tree.Image) -> int:
    """The offset in the masked line at which the text about a linked work begins: that of a date or venue
    directly before the link, or of the link."""
    start = line.mask_offset(link.span.start)
    before = [each.start for each in line.mentions if not each.in_brackets and each.end + 1 == start]
    return before[0] if before and line.mask[start - 1] == " " else start


def _part_of_line(line: Line, start: int, end: int) -> Line:
    """The part of a line between two offsets of the masked line, as a line."""
    span = line.document_span(start, end)
    nodes = [node for node in line.nodes if node.span.end > span.start and node.span.start < span.end]
    links: Sequence[tree.Link | tree.Image] = [link for link in line.links if span.covers(link.span)]
    return Line(nodes, span, line.mask[start:end], line.item, line.starts_block, line.is_exact, links)
