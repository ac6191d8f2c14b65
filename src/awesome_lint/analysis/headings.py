"""Headings: the index of the sections by heading, years in headings, and comments that exclude a section from tables
of contents."""

from __future__ import annotations

import re

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography.venues import VenueMention, find_venues
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Section
from awesome_lint.listing.toc_lines import SectionIndex
from awesome_lint.source import whole_lines

_YEAR = lazy(r"\W*(?:year\s+|papers?\s+(?:of|in)\s+)?((?:19|20)\d\d)\s*年?(?:\s+papers?)?\W*", re.IGNORECASE)


def year_in_heading(title: str) -> int | None:
    """The year if the heading consists of one (`2024`, `Papers of 2024`), else None."""
    match = _YEAR.fullmatch(title)
    return int(match[1]) if match is not None else None


def venue_of_heading(title: str) -> VenueMention | None:
    """The venue and year if the heading consists of them (`NeurIPS 2024`), else None; also None for preprint
    servers."""
    words = title.strip()
    mentions = find_venues(words)
    if len(mentions) != 1 or mentions[0].outer != (0, len(words)) or mentions[0].mention.year is None:
        return None
    return mentions[0].mention if not mentions[0].mention.is_preprint else None


def make_section_index(context: Context) -> SectionIndex:
    """The sections of the document by anchor and heading text; for `Context.cached`."""
    return SectionIndex(context.listing)


def is_excluded_from_toc(section: Section, document_text: str) -> bool:
    """Whether the words `omit in toc` are on the line of the heading or on the line before it."""
    assert section.heading is not None
    start, end = whole_lines(document_text, section.heading.span)
    before = document_text.rfind("\n", 0, max(start - 1, 0)) + 1
    return "omit in toc" in document_text[before:end].lower()
