"""Fills in the fields of an entry from its lines."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.edits import Span
from awesome_lint.listing.derivation import add_date_and_venue_of_link
from awesome_lint.listing.drafts import Draft
from awesome_lint.listing.lines import Line
from awesome_lint.listing.links import make_link_field
from awesome_lint.listing.mentions import Mention
from awesome_lint.listing.model import AuthorsField, DateField, Entry, LinkField, Role, VenueField


class EntryBuilder:
    """Builds the entry of a draft (a possible entry). `text` is the text of the document, `line_starts` are the offsets
    of its lines."""

    def __init__(self, draft: Draft, text: str, line_starts: tuple[int, ...]) -> None:
        self.draft, self.text, self.line_starts = draft, text, line_starts
        self.lines = draft.lines
        self.field_spans: list[Span] = []
        for line in self.lines:
            line.link_fields, line.labelled_field = (), None  # another draft may have had it
        first = bisect_right(line_starts, draft.start)
        last = bisect_right(line_starts, max(draft.start, draft.end - 1))
        self.entry = Entry(draft.span, (first, last), draft.section, draft.layout, draft.node, None, [], [])

    def source_of(self, span: Span) -> str:
        """The source text of a span."""
        return self.text[span.start : span.end]

    def add_links(self, line: Line, limits: Span) -> None:
        """Adds the links and badges of a line to the entry; the brackets around a link belong to it only within
        `limits`."""
        title_link = self.entry.title.link if self.entry.title is not None else None
        fields: list[LinkField] = []
        for node in line.links:
            link = make_link_field(node, self.text, self.line_starts, limits)
            if link is None:
                self.field_spans.append(node.span)
                continue
            if node is title_link:
                link.role, link.outer = Role.TITLE, node.span
            fields.append(link)
            self.field_spans.append(link.outer)
        self.entry.links.extend(fields)
        line.link_fields = fields

    def add_mention(self, line: Line, mention: Mention) -> None:
        """Sets the date, venue and cited authors of the entry, if missing, from a date or venue in a line. A date with
        a month replaces a year; otherwise the first date counts."""
        entry = self.entry
        outer = line.document_span(mention.start, mention.end)
        if mention.date is not None and (entry.date is None or _adds_month(mention.date.date, entry.date)):
            span = line.document_span(mention.date.start, mention.date.end)
            whole = outer if mention.venue is None or mention.in_brackets else span
            is_cited = mention.citation is not None
            entry.date = DateField(mention.date.date, self.source_of(span), span, whole, in_citation=is_cited)
        if mention.venue is not None and entry.venue is None:
            span = line.document_span(mention.venue_start, mention.venue_end)
            venue_outer = self._with_emphasis(outer, line.span)
            entry.venue = VenueField(mention.venue, self.source_of(span), span, venue_outer)
            entry.presentation = mention.venue.presentation
            self.field_spans.append(venue_outer)
        if mention.citation is not None and entry.authors is None:
            span = line.document_span(*mention.citation)
            people = self.source_of(span).strip(" ,")
            entry.authors = AuthorsField((people,), span) if people else None

    def add_mentions_of_links(self) -> None:
        """Sets the date, venue and presentation of the entry, if missing, from badges and from labels of links."""
        entry = self.entry
        if entry.date is None or entry.venue is None:
            for link in entry.links:
                add_date_and_venue_of_link(entry, link, self.text)
        if entry.venue is not None:
            entry.presentation = entry.venue.mention.presentation

    def _with_emphasis(self, span: Span, limits: Span) -> Span:
        """The span with the emphasis markers and backticks directly around it."""
        start, end = span
        text = self.text
        while (
            start > limits.start and end < limits.end and text[start - 1] == text[end] and text[end] in "*_`"
        ):
            start, end = start - 1, end + 1
        return Span(start, end)


def _adds_month(date: PartialDate, entry_date: DateField) -> bool:
    """Whether a date has a month and the date of the entry has none."""
    return date.month is not None and entry_date.date.month is None
