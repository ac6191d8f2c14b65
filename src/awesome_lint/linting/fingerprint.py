"""Which entry and which section a place in the text belongs to, kept when the reading itself is let go."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.findings import Finding
from awesome_lint.listing.model import Listing
from awesome_lint.source import Source
from awesome_lint.structs import record

_NESTED = 4
"""How many entries may stand around one place."""


@record(frozen=True)
class Subject:
    """An entry: where it is and its title."""

    start: int
    end: int
    title: str


@record(frozen=True)
class Outline:
    """The entries of a text, and where each of its sections begins, both in the order of the text."""

    entries: tuple[Subject, ...]
    sections: tuple[tuple[int, str], ...]

    def entry(self, offset: int) -> str | None:
        """The title of the entry at this place; None outside of entries."""
        last = bisect_right(self.entries, offset, key=lambda entry: entry.start)
        for entry in reversed(self.entries[max(last - _NESTED, 0) : last]):
            if offset < entry.end:
                return entry.title
        return None

    def section(self, offset: int) -> str:
        """The heading above this place; "" where there is none."""
        last = bisect_right(self.sections, offset, key=lambda section: section[0])
        return self.sections[last - 1][1] if last else ""


def outline(listing: Listing) -> Outline:
    """The outline of a text that was read."""
    entries = [
        Subject(entry.span.start, entry.span.end, entry.title.text)
        for entry in listing.entries
        if entry.title is not None
    ]
    sections = [
        (section.heading.span.start, section.title)
        for section in listing.sections
        if section.heading is not None
    ]
    return Outline(tuple(sorted(entries, key=lambda entry: entry.start)), tuple(sorted(sections)))


def subject(finding: Finding, source: Source, places: Outline) -> str:
    """What a finding speaks of, in words: the title of its entry, else the line that it begins on."""
    title = places.entry(finding.span.start)
    if title is not None:
        return title
    line, _ = source.position(finding.span.start)
    return " ".join(source.line(line).split())


def fingerprint(finding: Finding, source: Source, places: Outline) -> str:
    """By what a finding is known again: its rule, its subject and the words that it marks. Neither lines nor
    blanks nor the rule's wording count, so entries may move and messages change."""
    marked = " ".join(source.text[finding.span.start : finding.span.end].split())
    words = "\0".join((finding.code, subject(finding, source, places), marked))
    import hashlib

    return hashlib.sha256(words.encode()).hexdigest()[:16]
