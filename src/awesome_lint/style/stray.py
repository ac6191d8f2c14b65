"""Lines that were meant as items, but lack the space after their marker: `-[Title](URL)`, `9.[Title](URL)`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Listing
from awesome_lint.source import whole_lines
from awesome_lint.style.list_style import LEAST, Form
from awesome_lint.style.plan import PartRewrite, Plan
from awesome_lint.style.usage import SHARE, Usage

_LINE = lazy(r"[ \t]{0,3}(?P<marker>[-*+]|\d{1,3}[.)])(?=\[(?![ xX]\])|[^\W\d_])[^\n]*\]\([^\n]*$")


def stray_items(listing: Listing, usage: Usage) -> Iterator[Plan]:
    """The plans that add the missing space after the marker of such a line, in a list whose items have the same
    marker."""
    items = [each for each in listing.entries if each.layout in (Layout.BULLET, Layout.NUMBERED)]
    if len(items) < max(LEAST, SHARE * len(listing.entries)):
        return
    starts = [section.span.start for section in listing.sections]
    seen = -1
    for link in listing.links:
        text = listing.text
        line, end = whole_lines(text, Span(link.span.start, link.span.start))
        match = _LINE.match(text, line, end)
        if match is None or line == seen or match["marker"] == "*" and text.count("*", line, match.end()) > 1:
            continue
        seen = line
        if any(each.span.start == match.start("marker") for each in items):
            continue
        section = listing.sections[bisect_right(starts, line) - 1]
        gap = usage.marker_gap(match["marker"], section.number if section.entries else None)
        if gap is not None:
            span = Span(match.start("marker"), match.end())
            edit = Edit(Span(match.end("marker"), match.end("marker")), gap)
            yield Plan(None, span, (PartRewrite("marker_gap", span, (edit,), Form(gap)),), (edit,))
