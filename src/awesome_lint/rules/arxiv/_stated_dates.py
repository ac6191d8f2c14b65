"""The dates that an entry states, and whose dates they are."""

from __future__ import annotations

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys
from awesome_lint.bibliography import badges, dates
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import DateField, Entry, Layout
from awesome_lint.structs import record

_VENUE_BEFORE = lazy(
    r"(?P<name>[A-Z][\w&/-]*)(?:[ '’]{0,2}(?:19|20)?\d\d)?[*_`~)\]]{0,4}[\s,;:|(\[*_–—-]{0,6}$"
)
"""A capitalised word right before a date, with a year of its own or without."""
_REPORT_BEFORE = lazy(r"(?i)\b(?:blog|tech(?:nical)?\.? report)[*_`~)\]|\s,;:(\[–—-]*$")
"""A blog or a report in the place of a venue, right before a date."""
_NO_VENUE = frozenset(
    "arxiv corr preprint date dates published submitted released posted updated accepted year month time on in from "
    "since paper papers pdf version new".split()
)


@record(frozen=True)
class StatedDate:
    """A date in an entry or in its badge. `is_arxivs` is set if the words next to it say that it is arXiv's
    date, `of_venue` if a venue is directly before it, `of_report` if a blog or report is.
    """

    date: PartialDate
    text: str
    span: Span
    is_arxivs: bool
    of_venue: bool = False
    of_report: bool = False


def find_stated_dates(context: Context, keys: EntryKeys) -> list[StatedDate]:
    """The dates that an entry states: the one next to its title, and those on its arXiv badges."""
    date = keys.entry.date
    stated = [_stated_date_of_field(context, keys, date)] if date is not None else []
    for link in keys.entry.links:
        image = link.badge
        badge = badges.parse_badge(image.url) if image is not None and image.is_exact else None
        if image is None or badge is None or badge.date is None or "arxiv" not in badge.text.lower():
            continue
        at = context.text.find(badge.message, *image.target)
        if at < 0:
            continue
        within = dates.find_dates(badge.message)[0]
        span = Span(at + within.start, at + within.end)
        if all(not span.overlaps(other.span) for other in stated):
            stated.append(StatedDate(badge.date, context.text[slice(*span)], span, is_arxivs=True))
    return stated


def _stated_date_of_field(context: Context, keys: EntryKeys, date: DateField) -> StatedDate:
    """The entry's date, with what the words next to it say."""
    around = context.text[max(date.outer.start - 12, keys.entry.span.start) : date.outer.end].lower()
    before = _text_before_date(context, keys.entry, date)
    venue = keys.entry.venue
    is_arxivs = "arxiv" in around or (venue is not None and venue.mention.name.lower() == "arxiv")
    return StatedDate(
        date.date,
        date.text,
        date.span,
        is_arxivs,
        of_venue=not date.in_badge and not is_arxivs and _ends_with_venue(before, keys.entry),
        of_report=_REPORT_BEFORE.search(before) is not None,
    )


def _text_before_date(context: Context, entry: Entry, date: DateField) -> str:
    """The entry's text before the date, from the end of the title, the authors or the last link before it."""
    parts = [entry.title.outer] if entry.title is not None else []
    parts += [link.outer for link in entry.links]
    parts += [entry.authors.span] if entry.authors is not None else []
    start = max([entry.span.start, *(part.end for part in parts if part.end <= date.span.start)])
    return context.text[start : date.span.start]


def _ends_with_venue(before: str, entry: Entry) -> bool:
    """Whether the text before a date ends with a capitalised word that may be a venue, in the same sentence or cell."""
    match = _VENUE_BEFORE.search(before.rpartition("|")[2] if entry.layout is Layout.TABLE else before)
    return match is not None and match["name"].lower() not in _NO_VENUE
