"""The lines of tables of contents, with the sections that they lead to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from urllib.parse import unquote

from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Listing, Section, TableOfContents, TocItem
from awesome_lint.structs import record, replace

_INVISIBLE = lazy(r"(?:\s|<!--(?:(?!-->)[^\0])*-->|<[^!<>][^<>]*>)*")
"""Invisible text between an anchor and its heading."""
_SECTION_NUMBER = lazy(r"\d{1,2}(?:[.):]|(?:\.\d{1,2})+[.):]?)")


@record(frozen=True)
class TocLine:
    """A line of a table of contents with the section that it leads to.

    `section` has the anchor of the line. If nothing has that anchor, `by_anchor` is False, and `section` is the only
    one whose heading has the line's text, or None. `named_section` is another section to which the text or nesting of
    the line points, or None."""

    item: TocItem
    section: Section | None
    by_anchor: bool
    named_section: Section | None = None


def _without_number_or_emoji(title: str) -> str:
    """The title without its first word if that is the number of the section, or has no ASCII letter or digit (the rest
    of a damaged emoji)."""
    first, _, rest = title.partition(" ")
    is_text = any(char.isascii() and char.isalnum() for char in first) and not _SECTION_NUMBER.fullmatch(
        first
    )
    return title if is_text or not rest else rest


class SectionIndex:
    """Finds the sections of a list by slug, by the HTML anchors at their headings, or by the text of their
    headings."""

    def __init__(self, listing: Listing) -> None:
        self._by_slug: dict[str, Section] = {}
        self._by_text: dict[str, list[Section]] = {}
        titled_sections = []
        for section in listing.sections:
            if section.heading is not None:
                titled_sections.append(section)
                self._by_slug.setdefault(section.heading.slug.casefold(), section)
                names = (section.title, _without_number_or_emoji(section.title))
                for text in set(map(letters_and_digits, names)):
                    self._by_text.setdefault(text, []).append(section)
        for name, span in listing.tree.anchors.items():
            section_with_anchor = _section_at_anchor(span, titled_sections, listing.text)
            if section_with_anchor is not None:
                self._by_slug.setdefault(name.removeprefix("user-content-").casefold(), section_with_anchor)

    def section_at_anchor(self, anchor: str) -> Section | None:
        """The section that a link to `#anchor` leads to; None if there is none."""
        return self._by_slug.get(unquote(anchor).removeprefix("user-content-").casefold())

    def sections_with_heading(self, heading_text: str) -> list[Section]:
        """The sections whose heading has this text; case and punctuation do not count."""
        return self._by_text.get(letters_and_digits(heading_text), [])

    def toc_lines(self, toc: TableOfContents) -> list[TocLine]:
        """The lines of a table of contents with their sections, in order."""
        lines = []
        for item in toc.items:
            section, by_text = self.section_at_anchor(item.anchor), self.sections_with_heading(item.text)
            by_anchor = section is not None
            if section is None and len(by_text) == 1:
                section = by_text[0]
            lines.append(TocLine(item, section, by_anchor))
        linked_sections = {line.section for line in lines}
        return [
            replace(line, named_section=self._named_section(number, lines, linked_sections))
            for number, line in enumerate(lines)
        ]

    def _named_section(
        self, line_index: int, lines: list[TocLine], linked_sections: set[Section | None]
    ) -> Section | None:
        """The other section that the text of a line names than its anchor; None if there is none."""
        line = lines[line_index]
        candidates = self.sections_with_heading(line.item.text)
        if not line.by_anchor or line.section is None or not letters_and_digits(line.item.text):
            return None
        if line.section not in candidates:
            return candidates[0] if len(candidates) == 1 else None
        chosen = _choose_section(line_index, lines, candidates) if len(candidates) > 1 else None
        return chosen if chosen not in linked_sections else None


def _section_at_anchor(
    anchor_span: Span, titled_sections: list[Section], document_text: str
) -> Section | None:
    """The section whose heading contains an HTML anchor or is next to it; None if there is none."""
    index = bisect_left(titled_sections, anchor_span.start, key=lambda section: section.span.start)
    before = titled_sections[index - 1] if index else None
    after = titled_sections[index] if index < len(titled_sections) else None
    end = document_text.find(">", anchor_span.end) + 1
    if before is not None and before.heading is not None and anchor_span.end <= before.heading.span.end:
        return before
    if after is not None and _INVISIBLE.fullmatch(document_text, end, after.span.start):
        return after
    opening = document_text.rfind("<", 0, anchor_span.start)
    if before is not None and before.heading is not None:
        return before if _INVISIBLE.fullmatch(document_text, before.heading.span.end, opening) else None
    return None


def _choose_section(line_index: int, lines: list[TocLine], candidates: list[Section]) -> Section | None:
    """The section to which a line points, of several `candidates` whose heading has its text; None if it is not clear.
    It is the one with the emoji of the line or the one in the section of the parent line; or, if as many lines as
    sections have the text, the one with the same rank."""
    line = lines[line_index]
    exact = [section for section in candidates if section.title == line.item.text]
    if len(exact) == 1 and not line.item.text[0].isalnum():
        return exact[0]
    parent_line = next((one for one in lines[line_index::-1] if one.item.depth < line.item.depth), None)
    if parent_line is not None and parent_line.section is not None:
        below = [section for section in candidates if _is_nested_in(section, parent_line.section)]
        return below[0] if len(below) == 1 else None
    equal_lines = [place for place, one in enumerate(lines) if one.section is line.section]
    return candidates[equal_lines.index(line_index)] if len(equal_lines) == len(candidates) else None


def _is_nested_in(section: Section, ancestor: Section) -> bool:
    """Whether `section` is nested in `ancestor`, at any depth."""
    parent = section.parent
    while parent is not None and parent is not ancestor:
        parent = parent.parent
    return parent is not None


def section_of_toc(toc: TableOfContents, listing: Listing) -> Section | None:
    """The section that contains the table of contents."""
    before = bisect_right(listing.sections, toc.span.start, key=lambda section: section.span.start) - 1
    return listing.sections[before] if before >= 0 else None


def main_toc(listing: Listing) -> TableOfContents | None:
    """The longest table of contents of at least three lines; None if there is none. Shorter rows of links are
    navigation within sections (“see also”)."""
    longest = max(listing.tocs, key=lambda toc: len(toc.items), default=None)
    return longest if longest is not None and len(longest.items) >= 3 else None
