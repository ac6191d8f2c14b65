"""The authors of an entry: after its title, or on a line of their own."""

from __future__ import annotations

import re

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import initialled_author, single_author, split_authors
from awesome_lint.listing.builder import EntryBuilder
from awesome_lint.listing.drafts import Draft
from awesome_lint.listing.entry_titles import FoundTitle, find_title
from awesome_lint.listing.lines import Line
from awesome_lint.listing.links import mask_with_link_texts
from awesome_lint.listing.mentions import OBJECT
from awesome_lint.listing.model import AuthorsField, Role, TitleForm

_WORD = lazy(r"[^\W\d_]{2,}")
_LEAD = lazy(r"[\s,.;:|)\]>]*(?:[-–—]\s+)?(?:by\s+)?", re.I)


class AuthorFinder(EntryBuilder):
    """Finds the authors once the title is known. `titled` is the line of the title, `used` what belongs to a
    field so far."""

    def __init__(self, draft: Draft, text: str, line_starts: tuple[int, ...]) -> None:
        super().__init__(draft, text, line_starts)
        self.titled: Line = self.lines[0]
        self.used: list[Span] = []

    def use(self, span: Span) -> None:
        """Note that a part of the entry is a field."""
        self.used.append(span)
        self.coverage.add(span)

    def names_authors(self, found: FoundTitle) -> bool:
        """Whether the first line has the authors of a title that is linked on the second; takes them if so."""
        head = self.draft.head
        if found.field.form is not TitleForm.PLAIN or head[0].links or len(head) < 2 or not head[1].links:
            return False
        names = split_authors(found.field.text)
        second = find_title(head[1], self.text)
        if names is None or not all(" " in name for name in names):
            return False
        if second is None or second.field.form is TitleForm.PLAIN:
            return False
        self.entry.authors = AuthorsField(names, found.field.span)
        self.use(found.field.outer)
        return True

    def find_authors(self, found: FoundTitle | None) -> None:
        """Find the authors on the title's line after it, or on a line of their own."""
        if found is None:
            return
        after_title = False
        for line in self.lines:
            if self.entry.authors is not None:
                return
            if not line.worded and after_title:
                continue
            if line is self.titled:
                self._authors_after(line, found.end)
                after_title = True
            elif after_title and line.label is None:
                self._author_line(line, first=line is self.lines[1])

    def _author_line(self, line: Line, *, first: bool) -> None:
        shown = mask_with_link_texts(line, self.text)
        for start, end in line.emphasised:
            lone = first and end - start > 0.5 * len(line.mask.strip())
            if self._take_authors(line, start, end, lone=lone, shown=shown):
                return
        end = _next_stop(line, 0, OBJECT)
        begin = len(line.mask) - len(line.mask.lstrip(" -–—*•·"))
        lone = first and not line.links
        self._try_sentences(line, begin, end, lone=lone)

    def _authors_after(self, line: Line, begin: int) -> None:
        """Take the authors on the title's own line."""
        mask = line.mask
        at = begin
        for mention in line.mentions:
            if mention.end > begin and _WORD.search(mask, at, mention.start):
                break
            at = max(at, mention.end)
        else:
            if not _WORD.search(mask, at):
                return
        for start, end in line.emphasised:
            aside = mask[max(0, start - 2) : start].rstrip().endswith(("(", "（"))
            if start >= begin and not aside and self._take_authors(line, start, end, lone=False):
                return
        edges = sorted({begin, *(mention.end for mention in line.mentions if mention.end > begin)})
        for edge in edges[:4]:
            lead = _LEAD.match(mask, edge)
            start = lead.end() if lead is not None else edge
            end = _next_stop(line, start, OBJECT + "|")
            by = lead is not None and "by" in lead[0].lower().split()
            piped = "|" in mask[edge:start] and mask[end : end + 1] == "|"
            if self._try_sentences(line, start, end, lone=by or piped):
                return

    def _try_sentences(self, line: Line, start: int, end: int, *, lone: bool) -> bool:
        """Take a part of a line as authors, or what is in it before one of its last full stops."""
        if self._take_authors(line, start, end, lone=lone):
            return True
        stop = end
        for _ in range(4):
            stop = line.mask.rfind(". ", start, stop)
            if stop <= start:
                return False
            if self._take_authors(line, start, stop + 1, lone=lone):
                return True
        return False

    def _take_authors(self, line: Line, start: int, end: int, *, lone: bool, shown: str = "") -> bool:
        chunk = (shown or line.mask)[start:end]
        if not chunk.strip() or OBJECT in chunk:
            return False
        names = split_authors(chunk) or (single_author(chunk) if lone else initialled_author(chunk))
        if names is None:
            return False
        body = chunk.rstrip(" ,;:|-–—([（*_")
        if body.endswith(".") and not names[-1].endswith("."):
            body = body.rstrip(". ")
        lead = len(chunk) - len(chunk.lstrip(" ,.;:|*_"))
        span = line.span_of(start + lead, start + max(lead, len(body)))
        for link in line.fields:
            if span.overlaps(link.node.span):
                span = Span(span.start, max(span.end, link.node.span.end))
                link.role = Role.OTHER  # somebody's home, not the work's
        self.entry.authors = AuthorsField(names, span)
        self.use(line.span_of(start, end))
        return True


def _next_stop(line: Line, start: int, signs: str) -> int:
    """Where names that begin at `start` end at the latest: at a date, a venue or one of `signs`."""
    places = [mention.start for mention in line.mentions if mention.start > start]
    places += [place for sign in signs if (place := line.mask.find(sign, start)) >= 0]
    return min(places, default=len(line.mask))
