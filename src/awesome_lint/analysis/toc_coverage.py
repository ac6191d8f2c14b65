"""The sections that a table of contents contains, and those that are missing in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import is_excluded_from_toc, make_section_index
from awesome_lint.analysis.mojibake import find_mojibake
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Section, TableOfContents, TocItem
from awesome_lint.listing.sections_without_works import has_notice_heading, is_closing_section
from awesome_lint.listing.toc_lines import TocLine
from awesome_lint.markdown import tree
from awesome_lint.markdown.escape import escape_markdown
from awesome_lint.markdown.slugs import rendered_text
from awesome_lint.source import whole_lines

_ANCHOR = lazy(r"#([^#)\"'<>\[\]\n]*)")
"""An anchor in the source, also one in a broken link or with spaces."""
_SUBSECTION = lazy(r"\d+\.\d")
"""The start of a heading such as `3.1. Tools`."""
_LEAD = lazy(r"[ \t>]*(?:[-*+][ \t]*)?[*_]*")
_TAIL = lazy(r"[*_]*[ \t]*(?:<br ?/?>)?[ \t]*")


class TocCoverage:
    """Compares a table of contents with the sections of the document."""

    def __init__(self, toc: TableOfContents, toc_lines: list[TocLine], context: Context) -> None:
        self.toc, self.toc_lines, self.listing = toc, toc_lines, context.listing
        self._damaged = [run.span for run in context.cached(find_mojibake)]
        self._lines = {
            section.span: line.item
            for line in toc_lines
            for section in (line.section, line.named_section)
            if section is not None
        }
        self._linked_spans = {*self._lines, *_spans_of_linked_sections(context)}
        later = (
            section.span.start for section in self.listing.sections if section.span.start >= toc.span.end
        )
        raw = self.listing.text[toc.span.start : next(later, None)].casefold()
        self._anchors = {anchor.strip().replace(" ", "-") for anchor in _ANCHOR.findall(raw)}
        without_hash = [
            link
            for link in self.listing.links
            if isinstance(link, tree.Link) and toc.span.covers(link.span) and not link.url.startswith("#")
        ]
        self._anchors.update(link.url.casefold() for link in without_hash)
        self._texts_without_hash = {letters_and_digits(rendered_text(link.children)) for link in without_hash}
        self._lists_subsections = any(
            line.section is not None and _SUBSECTION.match(line.section.title) for line in toc_lines
        )

    def sibling_groups(self) -> list[list[Section]]:
        """The sections after the table of contents, grouped by parent section and level, in order."""
        groups: dict[tuple[Span | None, int], list[Section]] = {}
        for section in self.listing.sections:
            heading = section.heading
            if heading is not None and heading.span.start > self.toc.span.start:
                parent = section.parent.span if section.parent is not None else None
                groups.setdefault((parent, section.level), []).append(section)
        return list(groups.values())

    def is_listed(self, section: Section) -> bool:
        """Whether a line of the table leads to the section or has its heading as its text."""
        return section.span in self._linked_spans

    def needs_toc_line(self, section: Section) -> bool:
        """Whether a section that is not listed belongs in the table of contents: it is not excluded from it, no closing
        section (a licence, acknowledgements), no subsection by its number (`3.1.`) if the table has none, and no line
        of the table with a broken or missing link may lead to it."""
        heading, title = section.heading, letters_and_digits(section.title)
        if heading is None or not title or has_notice_heading(section) or is_closing_section(section):
            return False
        is_subsection = _SUBSECTION.match(section.title) is not None
        if title in self._texts_without_hash or (is_subsection and not self._lists_subsections):
            return False
        if any(
            line.section is not None
            and line.section.level != section.level
            and letters_and_digits(line.item.text) == letters_and_digits(line.section.title) == title
            for line in self.toc_lines
        ):
            return False  # its line leads to an earlier heading of the same text
        if is_excluded_from_toc(section, self.listing.text) or heading.slug.casefold() in self._anchors:
            return False
        return not self._may_have_unlinked_line(section)

    def _may_have_unlinked_line(self, section: Section) -> bool:
        """Whether there is a line without a link between the lines of the neighboring sections."""
        lines = [(line.section.line if line.section else 0) for line in self.toc_lines]
        before = max((n for n, line in enumerate(lines) if 0 < line < section.line), default=-1)
        after = next((n for n, line in enumerate(lines) if n > before and line > section.line), len(lines))
        return 0 in lines[before + 1 : after]

    def toc_line_before(self, section: Section, listed_sections: list[Section]) -> TocItem | None:
        """The line of the last listed section before this one; None if there is none."""
        earlier = [one for one in listed_sections if one.line < section.line and one.span in self._lines]
        return self._lines[earlier[-1].span] if earlier else None

    def first_toc_line(self, sections: list[Section]) -> TocItem:
        """The line of the first of these sections that has one, else the first line of the table."""
        lines = (self._lines[section.span] for section in sections if section.span in self._lines)
        return next(lines, self.toc.items[0])

    def insertion_edits(self, section: Section, before: TocItem) -> list[Edit]:
        """The edit that inserts a line for the section after the line `before` and the lines nested below that line,
        in the same form. The list is empty for headings that TX001 changes, and if the lines are numbered, are HTML, or
        have more than a link."""
        heading, text = section.heading, self.listing.text
        if heading is None or before.link.form is not tree.LinkForm.INLINE:
            return []
        if any(span.overlaps(heading.span) for span in self._damaged):
            return []
        start, end = whole_lines(text, before.link.span)
        lead, tail = text[start : before.link.span.start], text[before.link.span.end : end]
        if not _LEAD.fullmatch(lead) or not _TAIL.fullmatch(tail):
            return []
        items = self.toc.items[self.toc.items.index(before) :]
        nested = takewhile(lambda item: item.depth > before.depth, items[1:])
        at = whole_lines(text, [before, *nested][-1].link.span).end
        newline = "\r\n" if text.startswith("\r", at) else "\n"
        label = escape_markdown(section.title, in_link=True)
        return [Edit(Span(at, at), f"{newline}{lead}[{label}](#{heading.slug}){tail.rstrip()}")]


def _spans_of_linked_sections(context: Context) -> Iterator[Span]:
    """The spans of the sections to which a link in a table of contents leads."""
    section_index = context.cached(make_section_index)
    spans = [toc.span for toc in context.listing.tocs]
    for link in context.listing.links:
        if isinstance(link, tree.Link) and link.url.startswith("#"):
            section = section_index.section_at_anchor(link.url[1:])
            if section is not None and any(span.covers(link.span) for span in spans):
                yield section.span
