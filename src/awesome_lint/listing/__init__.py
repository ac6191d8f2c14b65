"""Parses a README as a list: sections, tables of contents, entries and their fields."""

from __future__ import annotations

from collections.abc import Callable

from awesome_lint.listing.collector import EntryCollector
from awesome_lint.listing.kinds import set_kinds
from awesome_lint.listing.model import Listing, Section
from awesome_lint.listing.sections import Outline
from awesome_lint.listing.tocs import find_tables_of_contents
from awesome_lint.markdown import parse
from awesome_lint.source import line_starts

__all__ = ["read"]


def read(text: str, is_needed: Callable[[Section], bool] = lambda section: True) -> Listing:
    """Returns the sections, tables of contents, entries and links of a Markdown document. Never raises: if the text
    cannot be parsed, the listing has no entries, and `tree.refusal` says why. The entries in lists and Markdown tables
    of a section that `is_needed` refuses are left out, since reading them takes most of the time."""
    document = parse(text)
    starts = line_starts(text)
    outline = Outline(document, text, starts)
    tocs = find_tables_of_contents(document, outline, text, starts)
    collector = EntryCollector(text, starts, outline, tocs, is_needed)
    entries = collector.collect(document)
    for entry in entries:
        siblings = entry.section.entries
        entry.previous = siblings[-1] if siblings else None
        siblings.append(entry)
    set_kinds(entries)
    return Listing(
        text, document, outline.sections, entries, tocs, document.links, starts, collector.works_without_links
    )
