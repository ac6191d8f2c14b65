"""The fields of a draft: title, links, labelled lines, dates, venues, authors."""

from __future__ import annotations

from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.author_fields import AuthorFinder
from awesome_lint.listing.authors import split_authors
from awesome_lint.listing.bylines import Byline
from awesome_lint.listing.derivation import add_badge_fields, add_derived_fields
from awesome_lint.listing.drafts import label_at_start
from awesome_lint.listing.entry_titles import TitleMatch, find_title
from awesome_lint.listing.field_spans import FieldSpans
from awesome_lint.listing.labels import field_of, role_of_label
from awesome_lint.listing.lines import Line
from awesome_lint.listing.mentions import OBJECT, Mention
from awesome_lint.listing.model import AuthorsField, DateField, Entry, LabelledField, Role
from awesome_lint.listing.title_ends import begins_sentence
from awesome_lint.listing.values import split_value
from awesome_lint.structs import record

_WORD = lazy(r"[^\W\d_]{2,}")
_COLON = lazy(r"\s*[:：]")
_NEAR = 120
"""Characters around a date or venue that tell whether it is apart."""
_DESCRIPTION = lazy(r"[\s)\]]*(?:[-–—]+\s+|[:：]\s*|[-–—]{2,}\s*|(?P<blank>\s)(?=[^\W\d_]))")
_ROLE_OF_FIELD = {
    "code": Role.CODE,
    "project": Role.PROJECT,
    "paper": Role.PAPER,
    "data": Role.DATA,
    "environments": Role.ENVIRONMENT,
    "openreview": Role.PAPER,
    "doi": Role.PAPER,
}


@record
class ParsedDraft:
    """A draft that was read: its entry, and what `acceptance` needs to judge whether it is one."""

    entry: Entry
    found: TitleMatch | None
    line: Line | None
    lines: list[Line]
    coverage: FieldSpans
    accepted: bool = False
    cited: TitleMatch | None = None
    """The full title, with authors before it, in the one item below a short name."""

    def take_citation(self) -> None:
        """Put the full title and the authors in place of the short name."""
        if self.cited is not None and self.cited.byline is not None:
            first = next(line for line in self.lines if line.item is not None)
            byline = self.cited.byline
            self.entry.title = self.cited.field
            self.entry.authors = AuthorsField(byline.names, first.span_of(byline.start, byline.end))

    @property
    def loose(self) -> int:
        """How many words belong to no field."""
        return sum(len(_WORD.findall(self.coverage.unused_text(line.span, line.mask))) for line in self.lines)


class Reader(AuthorFinder):
    """Reads one draft."""

    def read(self) -> ParsedDraft:
        """The entry with all of its fields."""
        found = self._read_title()
        for line in self.lines:
            self.add_links(line, self.draft.span)
        self._read_labelled_field(found)
        self._dates_and_venue()
        self.take_authors(found)
        self._read_description(found)
        add_derived_fields(self.entry)
        if self.entry.arxiv_id is None:
            ids = {ident for line in self.lines for _, _, ident in arxiv.find_ids(line.mask)}
            self.entry.arxiv_id = ids.pop() if len(ids) == 1 else None
        # Whoever names the authors first has a form of his own, which nothing here can write.
        self.entry.is_fully_parsed = self._is_understood() and not (
            found is not None and found.byline is not None
        )
        cited = self._cited_below(found)
        return ParsedDraft(self.entry, found, self.title_line, self.lines, self.field_spans, cited=cited)

    # --- title and links -------------------------------------------------------------------------------

    def _read_title(self) -> TitleMatch | None:
        for index, line in enumerate(self.draft.head_lines[:2]):
            found = find_title(line, self.text)
            if found is not None and not index and self.takes_authors_before_title(found):
                continue
            if found is not None:
                self.entry.title = found.field
                self.title_line = line
                self.mark_used(found.field.outer)
                if found.byline is not None:
                    span = line.span_of(found.byline.start, found.byline.end)
                    self.entry.authors = AuthorsField(found.byline.names, span)
                    self.mark_used(span)
                    self._cited_year(line, found.byline)
                return found
            if any(char.isalnum() for char in line.mask.replace(OBJECT, "")):
                return None
        return None

    def _cited_below(self, found: TitleMatch | None) -> TitleMatch | None:
        if found is None or found.field.link is not None or self.entry.authors is not None:
            return None
        below = self.draft.field_lines
        if (
            not below
            or below[0].item is None
            or any(line.item is not below[0].item for line in below)
            or len(found.field.text.split()) > 5
        ):
            return None
        cited = find_title(below[0], self.text)
        return (
            cited if cited is not None and cited.byline is not None and len(cited.byline.names) > 1 else None
        )

    def _cited_year(self, line: Line, byline: Byline) -> None:
        if byline.year is not None:
            span = line.span_of(*byline.year)
            written = self.text[span.start : span.end]
            date = PartialDate(int(written), None, None, "%Y")
            self.entry.date = DateField(date, written, span, span, in_citation=True)

    # --- labelled lines --------------------------------------------------------------------------------

    def _read_labelled_field(self, found: TitleMatch | None) -> None:
        for index, line in enumerate(self.lines):
            if not line.worded or (found is not None and line is self.title_line):
                continue
            if index == 0 and self.entry.title is None:
                continue
            label = label_at_start(line)
            if label is None or not (line.opening or field_of(label[0]) is not None):
                continue
            self._add_label(line, *label)

    def _add_label(self, line: Line, label: str, start: int, end: int) -> None:
        colon = _COLON.match(line.mask, end)
        begin = colon.end() if colon is not None else end
        body = line.mask[begin:]
        begin += len(body) - len(body.lstrip())
        stop = max(begin, len(line.mask.rstrip()))
        value_span = line.span_of(begin, stop)
        kind = field_of(label)
        links = line.fields
        parts = split_value(line, begin, stop, links)
        values = tuple(name for name, _ in parts)
        each = LabelledField(label, line.span_of(start, end), value_span, values)
        self.entry.labelled_fields.append(each)
        line.label = each
        self.mark_used(Span(each.label_span.start, value_span.end))
        role = _ROLE_OF_FIELD.get(kind or "") or (role_of_label(label) if kind == "text" else None)
        if role is not None:
            for link in links:
                if value_span.covers(link.node.span) and link.role is not Role.VIDEO:
                    link.role = role
        if kind == "keywords":
            self.entry.keywords += values
        elif kind == "environments":
            self.entry.environments += tuple(parts)
        elif kind == "authors" and self.entry.authors is None:
            names = split_authors(line.mask[begin:stop].replace(OBJECT, " ")) or values
            if names:
                self.entry.authors = AuthorsField(names, value_span)

    # --- dates and venues ------------------------------------------------------------------------------

    def _dates_and_venue(self) -> None:
        entry = self.entry
        for line in self.lines:
            for mention in self._separate_mentions(line):
                self.add_mention(line, mention)
                self.mark_used(line.span_of(mention.start, mention.end))
        if entry.date is None or entry.venue is None:
            for link in entry.links:
                add_badge_fields(entry, link, self.text)
        if entry.venue is not None:
            entry.presentation = entry.venue.mention.presentation

    def _separate_mentions(self, line: Line) -> list[Mention]:
        """The mentions of a line that are fields, not words of the title or of prose."""
        title = self.entry.title
        separate = []
        for mention in line.mentions:
            span = line.span_of(mention.start, mention.end)
            if title is not None and span.overlaps(title.outer) and span.start < title.outer.end:
                continue
            labelled = line.label
            kind = field_of(labelled.label) if labelled is not None else None
            if labelled is not None and kind is not None and labelled.label_span.covers(span):
                continue  # `arXiv: https://…`
            if labelled is not None and not labelled.value_span.overlaps(span):
                labelled = None
            if labelled is not None and not (
                kind in ("venue", "date")
                or (kind == "introduction" and labelled.value_span.start == span.start)
            ):
                continue
            if (
                labelled is None
                and not mention.bracketed
                and not _is_separate(line, mention, title is not None)
            ):
                continue
            separate.append(mention)
        return separate

    def _read_description(self, found: TitleMatch | None) -> None:
        """Take the sentence after the title and a dash, which general lists have."""
        if found is None:
            return
        line = self.title_line
        after = line.mask[found.end :].lstrip(" )]")
        if not after or not (after[0].isalnum() or after[0].isspace() or after[0] in "-–—:："):
            return
        lead = _DESCRIPTION.match(line.mask, found.end)
        if lead is None or lead.end() >= len(line.mask):
            return
        if lead["blank"] and not begins_sentence(line.mask[lead.end()]):
            return
        if self.entry.authors is not None or (found.field.link is None and self.entry.links):
            return
        span = line.span_of(lead.end(), len(line.mask.rstrip()))
        if span.end > span.start and not any(span.overlaps(used) for used in self.used_spans[1:]):
            self.entry.description = span
            self.field_spans.add(span)
            for link in self.entry.links:
                said = role_of_label(link.label) is not None or link.outer != link.node.span
                if span.covers(link.node.span) and link.badge is None and not said:
                    link.role = Role.OTHER

    # --- what is left ----------------------------------------------------------------------------------

    def _is_understood(self) -> bool:
        if (
            self.draft.has_other_blocks
            or self.entry.title is None
            or not all(line.mapped for line in self.lines)
        ):
            return False
        for line in self.lines:
            if line.item is not None and line.opening:
                self.field_spans.add(line.item.marker)
        node = self.entry.node
        if hasattr(node, "marker"):
            self.field_spans.add(node.marker)
        return self.field_spans.cover_entry(self.text)


def _is_separate(line: Line, mention: Mention, titled: bool) -> bool:
    """Whether an unbracketed date or venue is set off from the words around it; `titled` in an entry with a title."""
    mask = line.mask
    near = mask[max(0, mention.start - _NEAR) : mention.start]
    before, after = near.rstrip(), mask[mention.end : mention.end + _NEAR].lstrip(" *_")
    opens = not before or before[-1] in f",.;:|-–—，。(（[{OBJECT})）]>'’\"”"
    gap = len(near) - len(before)
    opens = opens or gap >= 2 or (titled and not any(char.isalnum() for char in before))
    closes = not after or after[0] in f',.;:|-–—，。([（{OBJECT}<!"“'
    if mention.venue is not None:
        return opens or closes
    prose = closes and after[:1] == "," and len(after.split()) > 12
    return opens and closes and not prose
