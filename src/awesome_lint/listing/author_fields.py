"""Finds the authors of an entry: after its title, or on a separate line."""

from __future__ import annotations

import re

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import single_author, single_author_with_initials, split_authors
from awesome_lint.listing.builder import EntryBuilder
from awesome_lint.listing.drafts import Draft
from awesome_lint.listing.entry_titles import TitleMatch, find_title
from awesome_lint.listing.lines import WORD, Line
from awesome_lint.listing.links import mask_with_link_texts
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.model import AuthorsField, Role, TitleForm

_LEAD = lazy(r"[\s,.;:|)\]>]*(?:[-–—]\s+)?(?:by\s+)?", re.I)


class AuthorFinder(EntryBuilder):
    """Finds the authors of an entry. `title_line` is the line of its title; `used_spans` are the spans of the fields
    found so far."""

    def __init__(self, draft: Draft, text: str, line_starts: tuple[int, ...]) -> None:
        super().__init__(draft, text, line_starts)
        self.title_line: Line = self.lines[0]
        self.used_spans: list[Span] = []

    def mark_as_field(self, span: Span) -> None:
        """Records that a span belongs to a field."""
        self.used_spans.append(span)
        self.field_spans.append(span)

    def take_first_line_as_authors(self, title: TitleMatch) -> bool:
        """Takes `title`, which the first line seems to be, as the authors if it is a list of names and a title is
        linked on the second line. Returns whether it did."""
        head = self.draft.head_lines
        if title.field.form is not TitleForm.PLAIN or head[0].links or len(head) < 2 or not head[1].links:
            return False
        names = split_authors(title.field.text)
        second = find_title(head[1], self.text)
        if names is None or not all(" " in name for name in names):
            return False
        if second is None or second.field.form is TitleForm.PLAIN:
            return False
        self.entry.authors = AuthorsField(names, title.field.span)
        self.mark_as_field(title.field.outer)
        return True

    def take_authors(self, title: TitleMatch | None) -> None:
        """Sets the authors of the entry if they are after the title on its line, or on a separate line."""
        if title is None:
            return
        after_title = False
        for line in self.lines:
            if self.entry.authors is not None:
                return
            if not line.has_text and after_title:
                continue
            if line is self.title_line:
                self._take_authors_after_title(line, line.mask_offset(title.field.outer.end))
                after_title = True
            elif after_title and line.labelled_field is None:
                self._take_authors_on_line(line, is_second_line=line is self.lines[1])

    def _take_authors_on_line(self, line: Line, *, is_second_line: bool) -> None:
        """Sets the authors from a line after the title if they are in emphasis, or before the first link, date or
        venue."""
        visible = mask_with_link_texts(line, self.text)
        for start, end in line.emphasis_ranges:
            allow_single = is_second_line and end - start > 0.5 * len(line.mask.strip())
            if self._take_names(line, start, end, allow_single=allow_single, mask=visible):
                return
        end = _end_of_names(line, 0, LINK_PLACEHOLDER)
        begin = len(line.mask) - len(line.mask.lstrip(" -–—*•·"))
        allow_single = is_second_line and not line.links
        self._take_authors_at_start(line, begin, end, allow_single=allow_single)

    def _take_authors_after_title(self, line: Line, title_end: int) -> None:
        """Sets the authors if they are on the line of the title; `title_end` is the end of the title in the masked
        line."""
        mask = line.mask
        at = title_end
        for mention in line.mentions:
            if mention.end > title_end and WORD.search(mask, at, mention.start):
                break
            at = max(at, mention.end)
        else:
            if not WORD.search(mask, at):
                return
        for start, end in line.emphasis_ranges:
            aside = mask[max(0, start - 2) : start].rstrip().endswith(("(", "（"))
            if start >= title_end and not aside and self._take_names(line, start, end, allow_single=False):
                return
        edges = sorted({title_end, *(mention.end for mention in line.mentions if mention.end > title_end)})
        for edge in edges[:4]:
            lead = _LEAD.match(mask, edge)
            start = lead.end() if lead is not None else edge
            end = _end_of_names(line, start, LINK_PLACEHOLDER + "|")
            by = lead is not None and "by" in lead[0].lower().split()
            piped = "|" in mask[edge:start] and mask[end : end + 1] == "|"
            if self._take_authors_at_start(line, start, end, allow_single=by or piped):
                return

    def _take_authors_at_start(self, line: Line, start: int, end: int, *, allow_single: bool) -> bool:
        """Sets the authors if the range, or its part up to one of its last four full stops, is a list of names; returns
        whether it is."""
        if self._take_names(line, start, end, allow_single=allow_single):
            return True
        stop = end
        for _ in range(4):
            stop = line.mask.rfind(". ", start, stop)
            if stop <= start:
                return False
            if self._take_names(line, start, stop + 1, allow_single=allow_single):
                return True
        return False

    def _take_names(self, line: Line, start: int, end: int, *, allow_single: bool, mask: str = "") -> bool:
        """Sets the authors if a range of a line is a list of names; returns whether it is. `mask` replaces the mask of
        the line. With `allow_single` a single name is also taken."""
        chunk = (mask or line.mask)[start:end]
        if not chunk.strip() or LINK_PLACEHOLDER in chunk:
            return False
        names = split_authors(chunk) or (
            single_author(chunk) if allow_single else single_author_with_initials(chunk)
        )
        if names is None:
            return False
        body = chunk.rstrip(" ,;:|-–—([（*_")
        if body.endswith(".") and not names[-1].endswith("."):
            body = body.rstrip(". ")
        lead = len(chunk) - len(chunk.lstrip(" ,.;:|*_"))
        span = line.document_span(start + lead, start + max(lead, len(body)))
        for link in line.link_fields:
            if span.overlaps(link.node.span):
                span = Span(span.start, max(span.end, link.node.span.end))
                link.role = Role.OTHER  # the page of an author, not of the work
        self.entry.authors = AuthorsField(names, span)
        self.mark_as_field(line.document_span(start, end))
        return True


def _end_of_names(line: Line, start: int, separators: str) -> int:
    """The offset up to which names from `start` may extend: that of the next date or venue, with the emphasis around
    it, or of the next separator, or the end of the line."""
    offsets = [
        max((opening for opening, end in line.emphasis_ranges if start < opening <= at < end), default=at)
        for mention in line.mentions
        if (at := mention.start) > start
    ]
    offsets += [offset for separator in separators if (offset := line.mask.find(separator, start)) >= 0]
    return min(offsets, default=len(line.mask))
