"""Reads the `citation_*` tags of pages: those of proceedings, the ACL Anthology and most publishers."""

from __future__ import annotations

import html
import re
from collections import defaultdict

from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.doi import find_doi
from awesome_lint.facts import Answer, Publication, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import repeat_request
from awesome_lint.lookup.pages import decode_page
from awesome_lint.lookup.services.json_api import (
    MAX_AUTHORS,
    choose_venue_name,
    is_transient,
    publication_year,
    safe_text,
)
from awesome_lint.lookup.transport import Request, Task

MAX_BYTES = 2 * 1024 * 1024
_TAG = re.compile(r"<meta\s([^<>]{1,4000})>", re.I)
_ATTRIBUTE = re.compile(r"""\b(name|property|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_ARXIV_LINK = re.compile(
    r"""href=["'](https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/[^"'<>\s]{5,60})["']""", re.I
)
_VENUE_TAGS = (
    "conference_title", "inbook_title", "journal_title", "conference_abbrev", "conference", "journal_abbrev",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?)?")


def request_publication_of_page(url: str, *, trusted: bool) -> Task[Answer]:
    """The publication in the tags of the page at `url`."""
    request = Request(url, max_body=MAX_BYTES, html_only=True, trusted=trusted)
    outcome = yield from repeat_request(request, is_transient)
    if isinstance(outcome, Failure):
        return Unknown(f"the page cannot be read: {outcome.reason}")
    if outcome.status != 200 or outcome.body is None:
        return Unknown(f"the page answers with status {outcome.status}")
    page = decode_page(outcome.body, outcome.headers.get("content-type", ""))
    return parse_publication(page) or Unknown(
        "the page does not say which paper it is about (no citation_title)"
    )


def parse_publication(page: str) -> Publication | None:
    """The publication in the tags of a page; None if they have no title."""
    tags = _citation_tags(page)
    title = next(iter(tags["title"]), "")
    if not title:
        return None
    venue_names = [text for name in _VENUE_TAGS for text in tags[name]]
    published = next(
        (iso for text in (*tags["publication_date"], *tags["date"]) if (iso := to_iso_date(text))), None
    )
    links = [match[1] for match in _ARXIV_LINK.finditer(page[page.find("</head") :])]
    ids = [*tags["arxiv_id"], *(link.id for link in map(arxiv.parse_arxiv_url, links) if link is not None)]
    return Publication(
        source="page",
        title=title,
        authors=tuple(map(given_name_first, tags["author"][:MAX_AUTHORS])),
        venue=choose_venue_name(venue_names),
        year=publication_year(venue_names, published),
        published=published,
        doi=find_doi(next(iter(tags["doi"]), "")),
        arxiv_ids=tuple(dict.fromkeys(ident for ident in ids if arxiv.is_valid(ident))),
    )


def given_name_first(name: str) -> str:
    """The name with the given name first: `Ada Müller` for `Müller, Ada`."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and first and "," not in first else name


def to_iso_date(text: str) -> str | None:
    """The date in ISO form, as precise as the text (`2024-06` for `2024/6`); None if the text is not a date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    return "-".join(part if len(part) == 4 else f"{int(part):02d}" for part in match.groups() if part)


def _citation_tags(page: str) -> defaultdict[str, list[str]]:
    """The texts in the `citation_*` tags of a page, by the rest of the tag's name (`title`)."""
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for match in _TAG.finditer(page):
        fields = {name.lower(): one or other for name, one, other in _ATTRIBUTE.findall(match[1])}
        name = (fields.get("name") or fields.get("property") or "").lower()
        text = safe_text(html.unescape(fields.get("content", "")))
        if name.startswith("citation_") and text:
            tags[name.removeprefix("citation_")].append(text)
    return tags
