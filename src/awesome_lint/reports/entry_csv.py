"""Entries as CSV, for `awesome-lint export`: RFC 4180 with a header line, in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from awesome_lint.listing.entry_record import EntryRecord

COLUMNS = (
    "path", "line", "end_line", "section_path", "title", "authors", "date", "date_text", "venue", "venue_text",
    "presentation", "url", "arxiv_id", "doi", "openreview_id", "code_repo", "project_page", "keywords", "links",
)  # fmt: skip
SEPARATOR = "; "
"""Between the items of a list: names, sections, keywords, URLs."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
"""A spreadsheet runs a cell that begins with one of these as a formula. The apostrophe, which prevents that, also
precedes a cell that begins with an apostrophe, so that a reader can remove it from every cell."""


def render(entries: Sequence[EntryRecord]) -> str:
    """A header line, and one line for each entry."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell_text(entry.get(column)) for column in COLUMNS] for entry in entries)
    return text.getvalue()


def _cell_text(value: object) -> str:
    """The text of a cell: the items of a list are joined, and an apostrophe is put before a formula."""
    if value is None:
        return ""
    text = SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
