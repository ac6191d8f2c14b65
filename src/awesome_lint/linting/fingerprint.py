"""Fingerprints of findings, which stay the same if entries move; and the index of entries that they need."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from awesome_lint.findings import Finding
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Listing
from awesome_lint.source import Source
from awesome_lint.structs import record

_MAX_NESTED = 4
"""The most entries that may contain one offset."""
_URL = lazy(r"\]\([^()\s]*\)|https?://[^\s)>]+")
_MIN_ASCII_CHARACTERS = 8
"""From this many ASCII letters and digits on, the other ones of a subject do not count."""


@record(frozen=True)
class EntryIndex:
    """The entries of a text (start, end and title) and its sections (start and title), both in order. It is small, so
    it can be kept and sent between processes instead of the listing.
    """

    entries: tuple[tuple[int, int, str], ...] = ()
    sections: tuple[tuple[int, str], ...] = ()

    def title_at(self, offset: int) -> str | None:
        """The title of the entry at this offset; None outside entries."""
        last = bisect_right(self.entries, offset, key=itemgetter(0))
        for _, end, title in reversed(self.entries[max(last - _MAX_NESTED, 0) : last]):
            if offset < end:
                return title
        return None

    def section_title_at(self, offset: int) -> str:
        """The title of the section that contains this offset; "" if there is none."""
        last = bisect_right(self.sections, offset, key=itemgetter(0))
        return self.sections[last - 1][1] if last else ""


def index_entries(listing: Listing) -> EntryIndex:
    """The index of the entries and sections of a listing."""
    entries = [(*entry.span, entry.title.text) for entry in listing.entries if entry.title is not None]
    sections = [
        (section.heading.span.start, section.title)
        for section in listing.sections
        if section.heading is not None
    ]
    return EntryIndex(tuple(sorted(entries, key=itemgetter(0))), tuple(sorted(sections)))


def _characters_for_fingerprint(text: str) -> str:
    """The letters and digits of a text without its URLs. If at least eight are ASCII, only these: a repair of mojibake
    does not change them."""
    shown = _URL.sub("", text) or text
    letters = [char for char in shown.casefold() if char.isalnum()]
    ascii_letters = [char for char in letters if char.isascii()]
    return "".join(ascii_letters if len(ascii_letters) >= _MIN_ASCII_CHARACTERS else letters)


def finding_subject(finding: Finding, source: Source, index: EntryIndex) -> str:
    """The title of the entry that contains a finding, else the line on which the finding begins."""
    title = index.title_at(finding.span.start)
    if title is not None:
        return title
    line, _ = source.position(finding.span.start)
    return " ".join(source.line(line).split())


def make_fingerprint(finding: Finding, source: Source, index: EntryIndex) -> str:
    """A hash of a finding's rule and subject. Line numbers, the message, punctuation, case and URLs do not
    count, so it stays the same when entries move, messages change, or fixes and `format` rewrite the entry.
    """
    key = f"{finding.code}\0{_characters_for_fingerprint(finding_subject(finding, source, index))}"
    import hashlib

    return hashlib.sha256(key.encode()).hexdigest()[:16]
