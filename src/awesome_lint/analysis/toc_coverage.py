"""Which sections a table of contents lists, and which are missing from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import is_excluded_from_toc, make_section_index
from awesome_lint.analysis.mojibake import find_mojibake
from awesome_lint.bibliography.casing import alphanumeric
from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Section, TableOfContents, TocItem
from awesome_lint.listing.sections_without_works import is_closing, is_notice
from awesome_lint.listing.toc_lines import TocLine
from awesome_lint.markdown import tree
from awesome_lint.source import whole_lines

_ANCHOR = lazy(r"#([^#)\"'<>\[\]\n]*)")
"""An anchor as it is written, also in a link that is torn or has spaces in it."""
_LEAD = lazy(r"[ \t>]*(?:[-*+][ \t]*)?[*_]*")
_TAIL = lazy(r"[*_]*[ \t]*(?:<br ?/?>)?[ \t]*\r?")


class TocCoverage:
    """Which sections a table of contents lists, and which are missing."""

    def __init__(self, contents: TableOfContents, listed: list[TocLine], context: Context) -> None:
        self.contents, self.listed, self.listing = contents, listed, context.listing
        self._damaged = [run.span for run in context.cached(find_mojibake)]
        self._lines = {
            section.span: line.item
            for line in listed
            for section in (line.section, line.named_section)
            if section is not None
        }
        self._reached = {*self._lines, *_linked_sections(context)}
        raw = self.listing.text[slice(*contents.span)].casefold()
        self._anchors = {anchor.strip().replace(" ", "-") for anchor in _ANCHOR.findall(raw)}

    def sibling_groups(self) -> list[list[Section]]:
        """The sections after the table of contents, grouped by parent and level, in order."""
        families: dict[tuple[Span | None, int], list[Section]] = {}
        for section in self.listing.sections:
            heading = section.heading
            if heading is not None and heading.span.start > self.contents.span.start:
                parent = section.parent.span if section.parent is not None else None
                families.setdefault((parent, section.level), []).append(section)
        return list(families.values())

    def lists(self, section: Section) -> bool:
        """Whether a line leads to the section, or names it and no other."""
        return section.span in self._reached

    def needs_line(self, section: Section) -> bool:
        """Whether an unlisted section belongs in the table of contents, and no other finding is about it."""
        heading, title = section.heading, alphanumeric(section.title)
        if heading is None or not title or is_notice(section):
            return False
        if is_excluded_from_toc(section, self.listing.text) or heading.slug.casefold() in self._anchors:
            return False
        return not self._may_have_unlinked_line(section)

    def _may_have_unlinked_line(self, section: Section) -> bool:
        """Whether the line of this section may be the one without a link at its place."""
        lines = [(line.section.line if line.section else 0) for line in self.listed]
        before = max((n for n, line in enumerate(lines) if 0 < line < section.line), default=-1)
        after = next((n for n, line in enumerate(lines) if n > before and line > section.line), len(lines))
        return 0 in lines[before + 1 : after]

    def line_before(self, section: Section, present: list[Section]) -> TocItem | None:
        """The line of the listed section before this one."""
        earlier = [one for one in present if one.line < section.line and one.span in self._lines]
        return self._lines[earlier[-1].span] if earlier else None

    def first_line(self, sections: list[Section]) -> TocItem:
        """The line of the first of these sections that has one, else the first line of all."""
        lines = (self._lines[section.span] for section in sections if section.span in self._lines)
        return next(lines, self.contents.items[0])

    def insert_section(self, section: Section, before: TocItem) -> list[Edit]:
        """The edit that adds a section's line after another line and the lines nested below it, in the same form. None
        for closing sections, for headings that TX001 changes, and where the lines are numbered, are HTML, or have more
        than a link.
        """
        heading, text = section.heading, self.listing.text
        if heading is None or is_closing(section) or before.link.form is not tree.LinkForm.INLINE:
            return []
        if any(span.overlaps(heading.span) for span in self._damaged):
            return []
        start, end = whole_lines(text, before.link.span)
        lead, tail = text[start : before.link.span.start], text[before.link.span.end : end]
        if not _LEAD.fullmatch(lead) or not _TAIL.fullmatch(tail):
            return []
        items = self.contents.items[self.contents.items.index(before) :]
        nested = takewhile(lambda item: item.depth > before.depth, items[1:])
        at = whole_lines(text, [before, *nested][-1].link.span).end
        at -= text.endswith("\r", 0, at)
        newline = "\r\n" if text.startswith("\r", at) else "\n"
        label = section.title.replace("[", r"\[").replace("]", r"\]")
        return [Edit(Span(at, at), f"{newline}{lead}[{label}](#{heading.slug}){tail.rstrip()}")]


def _linked_sections(context: Context) -> Iterator[Span]:
    """The spans of the sections that any link in any table of contents leads to."""
    sections = context.cached(make_section_index)
    spans = [contents.span for contents in context.listing.tocs]
    for link in context.listing.links:
        if isinstance(link, tree.Link) and link.url.startswith("#"):
            section = sections.section_at_anchor(link.url[1:])
            if section is not None and any(span.covers(link.span) for span in spans):
                yield section.span
