"""The fields of one entry, filled in from the lines that it consists of."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.edits import Span
from awesome_lint.listing.coverage import Coverage
from awesome_lint.listing.drafts import Draft
from awesome_lint.listing.lines import Line
from awesome_lint.listing.links import link_field
from awesome_lint.listing.mentions import Mention
from awesome_lint.listing.model import AuthorsField, DateField, Entry, LinkField, Role, VenueField


class EntryBuilder:
    """Holds the entry of a draft while its fields are found. `text` is the whole source, `line_starts` the offsets
    of its lines."""

    def __init__(self, draft: Draft, text: str, line_starts: tuple[int, ...]) -> None:
        self.draft, self.text, self.line_starts = draft, text, line_starts
        self.lines = draft.lines
        self.coverage = Coverage(draft.span)
        for line in self.lines:
            line.fields, line.label = (), None  # another draft may have had it
        first = bisect_right(line_starts, draft.start)
        last = bisect_right(line_starts, max(draft.start, draft.end - 1))
        self.entry = Entry(draft.span, (first, last), draft.section, draft.layout, draft.node, None, [], [])

    def source_of(self, span: Span) -> str:
        """The source of a span."""
        return self.text[span.start : span.end]

    def add_links(self, line: Line, limits: Span) -> None:
        """Add the links and badges of a line to the entry; `limits` bounds how far their brackets may lie."""
        titled = self.entry.title.link if self.entry.title is not None else None
        fields: list[LinkField] = []
        for node in line.links:
            each = link_field(node, self.text, self.line_starts, limits)
            if each is None:
                self.coverage.add(node.span)
                continue
            if node is titled:
                each.role, each.outer = Role.TITLE, node.span
            fields.append(each)
            self.coverage.add(each.outer)
        self.entry.links.extend(fields)
        line.fields = fields

    def take(self, line: Line, mention: Mention) -> None:
        """Take a date, a venue and the authors of a citation where the entry has none. A month says more than a
        year; of two dates alike the first counts."""
        entry = self.entry
        outer = line.span_of(mention.start, mention.end)
        if mention.date is not None and (entry.date is None or _is_better(mention, entry.date)):
            span = line.span_of(mention.date.start, mention.date.end)
            alone = outer if mention.venue is None or mention.bracketed else span
            cited = mention.citation is not None
            entry.date = DateField(mention.date.date, self.source_of(span), span, alone, in_citation=cited)
        if mention.venue is not None and entry.venue is None:
            span = line.span_of(mention.venue_start, mention.venue_end)
            whole = self._extend_to_marks(outer, line.span)
            entry.venue = VenueField(mention.venue, self.source_of(span), span, whole)
            entry.presentation = mention.venue.presentation
            self.coverage.add(whole)
        if (
            mention.citation is not None
            and mention.citation[1] > mention.citation[0]
            and entry.authors is None
        ):
            span = line.span_of(*mention.citation)
            entry.authors = AuthorsField((self.source_of(span).strip(" ,"),), span)

    def _extend_to_marks(self, span: Span, limits: Span) -> Span:
        """A span with the emphasis marks and backticks directly around it."""
        start, end = span
        text = self.text
        while (
            start > limits.start and end < limits.end and text[start - 1] == text[end] and text[end] in "*_`"
        ):
            start, end = start - 1, end + 1
        return Span(start, end)


def _is_better(mention: Mention, date: DateField) -> bool:
    return date.date.month is None and mention.date is not None and mention.date.date.month is not None
