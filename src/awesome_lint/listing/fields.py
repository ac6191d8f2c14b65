"""Parses the fields of a draft: title, links, labelled lines, dates, venues, authors."""

from __future__ import annotations

from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.author_fields import AuthorFinder
from awesome_lint.listing.authors import split_authors
from awesome_lint.listing.bylines import Byline
from awesome_lint.listing.derivation import add_derived_fields
from awesome_lint.listing.drafts import Draft, label_at_start
from awesome_lint.listing.entry_titles import TitleMatch, find_title
from awesome_lint.listing.field_spans import is_covered_by_fields
from awesome_lint.listing.labels import EMOJI, SHORTCODE, field_kind, is_icon, role_of_label
from awesome_lint.listing.lines import Line, split_field_value
from awesome_lint.listing.links import badge_of, mask_with_link_texts
from awesome_lint.listing.mentions import LINK_PLACEHOLDER, Mention
from awesome_lint.listing.model import AuthorsField, DateField, LabelledField, Role, TitleField
from awesome_lint.listing.title_ends import may_begin_sentence
from awesome_lint.markdown import tree, visible_text

_COLON = lazy(r"\s*[:：]")
_CONTEXT_LENGTH = 120
"""The number of characters around a date or venue that decide whether it is separate from the text."""
_DESCRIPTION = lazy(r"[\s)\]]*(?:[-–—]+\s+|[:：]\s*|[-–—]{2,}\s*|(?P<blank>\s)(?=[^\W\d_]))")
_ICONS = lazy(rf"(?:[\s{EMOJI}]|{SHORTCODE.pattern})*(?=\s[-–—]|[:：])")
"""Emoji between a title and the dash or colon before its description; links are spaces."""
_ROLE_OF_FIELD = {
    "code": Role.CODE,
    "project": Role.PROJECT,
    "paper": Role.PAPER,
    "data": Role.DATA,
    "environments": Role.ENVIRONMENT,
    "openreview": Role.PAPER,
    "doi": Role.PAPER,
}


class ParsedDraft(AuthorFinder):
    """A draft (a possible entry) parsed into an entry with its fields. `is_entry` is set by the collector if it is an
    entry; `full_title` is the full title with the authors before it, in the only item below a short name."""

    def __init__(self, draft: Draft, text: str, line_starts: tuple[int, ...]) -> None:
        super().__init__(draft, text, line_starts)
        self.is_entry = False
        self.title_match = title = self._take_title()
        for line in self.lines:
            self.add_links(line, draft.span)
        self._take_labelled_fields(title)
        for line in self.lines:
            for mention in self._field_mentions(line):
                self.add_mention(line, mention)
                self.mark_as_field(line.document_span(mention.start, mention.end))
        self.add_mentions_of_links()
        self.take_authors(title)
        self._take_description(title)
        add_derived_fields(self.entry)
        if self.entry.arxiv_id is None:
            ids = {ident for line in self.lines for _, _, ident in arxiv.find_ids(line.mask)}
            self.entry.arxiv_id = ids.pop() if len(ids) == 1 else None
        # The formatter cannot write an entry with the authors first.
        has_byline = title is not None and title.byline is not None
        self.entry.is_fully_parsed = self._is_fully_parsed() and not has_byline
        self.full_title = self._full_title_below_name(title)

    # --- title and links -------------------------------------------------------------------------------

    def _take_title(self) -> TitleMatch | None:
        """Sets the title from the first line, or the second if the first has only links or authors; None if there is no
        title."""
        for index, line in enumerate(self.draft.head_lines[:2]):
            title = find_title(line, self.text)
            if title is not None and not index and self.take_first_line_as_authors(title):
                continue
            if title is not None:
                self.entry.title = title.field
                self.title_line = line
                self.mark_as_field(title.field.outer)
                if title.byline is not None:
                    self.entry.authors = _authors_of_byline(line, title.byline)
                    self.mark_as_field(self.entry.authors.span)
                    if title.byline.year is not None:
                        span = line.document_span(*title.byline.year)
                        year = self.source_of(span)
                        date = PartialDate(int(year), None, None, "%Y")
                        self.entry.date = DateField(date, year, span, span, in_citation=True)
                return title
            if any(char.isalnum() for char in line.mask.replace(LINK_PLACEHOLDER, "")):
                return None
        return None

    def _full_title_below_name(self, title: TitleMatch | None) -> tuple[TitleField, AuthorsField] | None:
        """The full title and the authors in the only item below a short name without link; else None."""
        if title is None or title.field.link is not None or self.entry.authors is not None:
            return None
        lines = self.draft.field_lines
        if (
            not lines
            or lines[0].item is None
            or any(line.item is not lines[0].item for line in lines)
            or len(title.field.text.split()) > 5
        ):
            return None
        match = find_title(lines[0], self.text)
        if match is None or match.byline is None or len(match.byline.names) < 2:
            return None
        return match.field, _authors_of_byline(lines[0], match.byline)

    # --- labelled lines --------------------------------------------------------------------------------

    def _take_labelled_fields(self, title: TitleMatch | None) -> None:
        """Adds the labelled fields (`Keyword: a, b`) on lines other than that of the title."""
        for index, line in enumerate(self.lines):
            if not line.has_text or (title is not None and line is self.title_line):
                continue
            if index == 0 and self.entry.title is None:
                continue
            label = label_at_start(line)
            if label is None or not (line.starts_block or field_kind(label[0]) is not None):
                continue
            self._add_labelled_field(line, *label)

    def _add_labelled_field(self, line: Line, label: str, label_start: int, label_end: int) -> None:
        """Adds the labelled field (`Keyword: a, b`) of a line to the entry; its label is at these offsets of the masked
        line."""
        colon = _COLON.match(line.mask, label_end)
        begin = colon.end() if colon is not None else label_end
        body = line.mask[begin:]
        begin += len(body) - len(body.lstrip())
        stop = max(begin, len(line.mask.rstrip()))
        value_span = line.document_span(begin, stop)
        kind = field_kind(label)
        parts = split_field_value(line, begin, stop)
        values = tuple(name for name, _ in parts)
        labelled_field = LabelledField(label, line.document_span(label_start, label_end), value_span, values)
        self.entry.labelled_fields.append(labelled_field)
        line.labelled_field = labelled_field
        self.mark_as_field(Span(labelled_field.label_span.start, value_span.end))
        role = _ROLE_OF_FIELD.get(kind or "") or (role_of_label(label) if kind == "text" else None)
        if role is not None:
            for link in line.link_fields:
                if value_span.covers(link.node.span) and link.role is not Role.VIDEO:
                    link.role = role
        if kind == "keywords":
            self.entry.keywords += values
        elif kind == "environments":
            self.entry.environments += tuple(parts)
        elif kind == "authors" and self.entry.authors is None:
            visible = mask_with_link_texts(line, self.text)[begin:stop]
            names = split_authors(visible.replace(LINK_PLACEHOLDER, " ")) or values
            if names:
                self.entry.authors = AuthorsField(names, value_span)

    # --- dates and venues ------------------------------------------------------------------------------

    def _field_mentions(self, line: Line) -> list[Mention]:
        """The dates and venues of a line that are fields, not words of the title or of a sentence."""
        title = self.entry.title
        mentions = []
        for mention in line.mentions:
            span = line.document_span(mention.start, mention.end)
            if title is not None and span.overlaps(title.outer) and span.start < title.outer.end:
                continue
            labelled = line.labelled_field
            kind = field_kind(labelled.label) if labelled is not None else None
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
                and not mention.in_brackets
                and not _is_separate_mention(line, mention, title is not None)
            ):
                continue
            mentions.append(mention)
        return mentions

    def _take_description(self, title: TitleMatch | None) -> None:
        """Sets the description of the entry: the sentence after the title and a dash."""
        if title is None:
            return
        line = self.title_line
        title_end = line.mask_offset(title.field.outer.end)
        start = self._end_of_icons(line, title_end)
        after = line.mask[start:].lstrip(" )]")
        if not after or not (after[0].isalnum() or after[0].isspace() or after[0] in "-–—:："):
            return
        lead = _DESCRIPTION.match(line.mask, start)
        if lead is None or lead.end() >= len(line.mask) or (lead["blank"] and start > title_end):
            return
        if lead["blank"] and not may_begin_sentence(line.mask[lead.end()]):
            return
        if self.entry.authors is not None or (title.field.link is None and self.entry.links):
            return
        span = line.document_span(lead.end(), len(line.mask.rstrip()))
        if span.end > span.start and not any(span.overlaps(used) for used in self.used_spans[1:]):
            self.entry.description = span
            self.field_spans.append(span)
            for link in self.entry.links:
                is_tag = role_of_label(link.label) is not None or link.outer != link.node.span
                if span.covers(link.node.span) and link.badge is None and not is_tag:
                    link.role = Role.OTHER

    def _end_of_icons(self, line: Line, title_end: int) -> int:
        """The offset in the masked line after the badges, emoji and links without words that follow a title."""
        mask = line.mask
        for link in line.links:
            if badge_of(link) is not None or (
                isinstance(link, tree.Link) and is_icon(visible_text(link.children))
            ):
                start, end = line.mask_offset(link.span.start), line.mask_offset(link.span.end)
                mask = mask[:start] + " " * (end - start) + mask[end:]
        icons = _ICONS.match(mask, title_end)
        return icons.end() if icons is not None else title_end

    # --- what is left ----------------------------------------------------------------------------------

    def _is_fully_parsed(self) -> bool:
        """Whether every character of the entry belongs to a field or is punctuation or markup between fields."""
        if (
            self.draft.has_other_blocks
            or self.entry.title is None
            or not all(line.is_exact for line in self.lines)
        ):
            return False
        for line in self.lines:
            if line.item is not None and line.starts_block:
                self.field_spans.append(line.item.marker)
        node = self.entry.node
        if hasattr(node, "marker"):
            self.field_spans.append(node.marker)
        return is_covered_by_fields(self.draft.span, self.field_spans, self.text)


def _authors_of_byline(line: Line, byline: Byline) -> AuthorsField:
    return AuthorsField(byline.names, line.document_span(byline.start, byline.end))


def _is_separate_mention(line: Line, mention: Mention, has_title: bool) -> bool:
    """Whether punctuation or wide space separates a date or venue without brackets from the text around it."""
    mask = line.mask
    near = mask[max(0, mention.start - _CONTEXT_LENGTH) : mention.start]
    before, after = near.rstrip(), mask[mention.end : mention.end + _CONTEXT_LENGTH].lstrip(" *_")
    opens = not before or before[-1] in f",.;:|-–—，。(（[{LINK_PLACEHOLDER})）]>'’\"”"
    gap = len(near) - len(before)
    opens = opens or gap >= 2 or (has_title and not any(char.isalnum() for char in before))
    closes = not after or after[0] in f',.;:|-–—，。([（{LINK_PLACEHOLDER}<!"“'
    if mention.venue is not None:
        return opens or closes
    prose = closes and after[:1] == "," and len(after.split()) > 12
    return opens and closes and not prose
