"""The record of an entry, as `extract` prints it."""

from __future__ import annotations

from typing import TypedDict

from awesome_lint.listing.model import Entry


class EnvironmentRecord(TypedDict):
    """An environment or data set of an entry; `url` is None if it has no link."""

    name: str
    url: str | None


class BadgeRecord(TypedDict):
    """A badge of an entry: the URL of its image and the URL that it links to."""

    line: int
    label: str
    image: str | None
    link: str | None


class EntryRecord(TypedDict):
    """The data of an entry as plain values, ready for JSON. A missing value is None or empty.

    `date` is in ISO form, as precise as the text; `venue` is the usual name of the venue; `links` are all URLs in
    order, without duplicates."""

    path: str
    line: int
    end_line: int
    section_path: list[str]
    title: str | None
    url: str | None
    arxiv_id: str | None
    doi: str | None
    openreview_id: str | None
    date: str | None
    date_text: str | None
    venue: str | None
    venue_text: str | None
    presentation: str | None
    authors: list[str]
    code_repo: str | None
    project_page: str | None
    keywords: list[str]
    environments: list[EnvironmentRecord]
    badges: list[BadgeRecord]
    links: list[str]


def entry_record(entry: Entry, path: str) -> EntryRecord:
    """The record of an entry in the file `path`."""
    return {
        "path": path,
        "line": entry.lines[0],
        "end_line": entry.lines[1],
        "section_path": list(entry.section.path),
        "title": entry.title.text if entry.title is not None else None,
        "url": entry.url,
        "arxiv_id": entry.arxiv_id,
        "doi": entry.doi,
        "openreview_id": entry.openreview_id,
        "date": entry.date.date.iso if entry.date is not None else None,
        "date_text": entry.date.text if entry.date is not None else None,
        "venue": entry.venue.mention.name if entry.venue is not None else None,
        "venue_text": entry.venue.text if entry.venue is not None else None,
        "presentation": entry.presentation,
        "authors": list(entry.authors.names) if entry.authors is not None else [],
        "code_repo": entry.code_repo,
        "project_page": entry.project_page,
        "keywords": list(entry.keywords),
        "environments": [{"name": name, "url": url or None} for name, url in entry.environments],
        "badges": [
            {
                "line": badge.line,
                "label": badge.label,
                "image": badge.badge.url if badge.badge is not None else None,
                "link": badge.url or None,
            }
            for badge in entry.badges
        ],
        "links": list(dict.fromkeys(link.url for link in entry.links if link.url)),
    }
