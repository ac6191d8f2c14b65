"""Dates and venues that badges and tags say: `badge/NeurIPS-2024-blue`, `[[CVPR 2023](u)]`."""

from __future__ import annotations

from awesome_lint.bibliography.badges import read_badge
from awesome_lint.bibliography.venues import find_venues
from awesome_lint.edits import Span
from awesome_lint.listing.mentions import read_group
from awesome_lint.listing.model import DateField, Entry, LinkField, Role, VenueField


def read_badge_fields(entry: Entry, link: LinkField, text: str) -> None:
    """Fill in the date and the venue that a badge, or the words of a tag, say and that the entry has not."""
    if link.badge is None and link.role not in (Role.TITLE, Role.DATA, Role.ENVIRONMENT):
        _from_label(entry, link, text)
    badge = read_badge(link.badge.url) if link.badge is not None else None
    if badge is None or link.badge is None or badge.kind != "static":
        return
    target = link.badge.target
    if badge.date is not None and entry.date is None:
        start = text.find(str(badge.date.year), target.start, target.end)
        span = Span(start, start + len(badge.message)) if start >= 0 else target
        span = span if text[span.start : span.end] == badge.message else target
        entry.date = DateField(badge.date, text[span.start : span.end], span, link.node.span, in_badge=True)
    if badge.venue is not None and entry.venue is None and (badge.venue.year or badge.date):
        start = text.find(badge.venue.written, target.start, target.end)
        span = Span(start, start + len(badge.venue.written)) if start >= 0 else target
        entry.venue = VenueField(badge.venue, badge.venue.written, span, link.node.span, in_badge=True)


def _from_label(entry: Entry, link: LinkField, text: str) -> None:
    """A tag that says where the paper appeared: `[[CVPR 2023](u)]`."""
    mention = read_group(link.label) if entry.venue is None else None
    if mention is None or mention.venue is None:
        return
    first = entry.title is not None and link.node.span.end < entry.title.span.start
    if not mention.venue.year and not (first and link.outer != link.node.span and mention.venue.known):
        return  # `[[CVPR](u)] Title` has its venue there; elsewhere the name alone may be a contest's
    if all(each.mention.kind == "other" for each in find_venues(link.label)):
        return  # a name that no table holds may be a contest's or a course's
    start = text.find(mention.venue.written, *link.node.span)
    span = Span(start, start + len(mention.venue.written)) if start >= 0 else link.node.span
    entry.venue = VenueField(mention.venue, mention.venue.written, span, link.node.span, in_badge=True)
    if mention.date is not None and entry.date is None:
        written = link.label[mention.date.start : mention.date.end]
        start = text.find(written, *link.node.span)
        place = Span(start, start + len(written)) if start >= 0 else link.node.span
        entry.date = DateField(mention.date.date, written, place, link.node.span, in_badge=True)
