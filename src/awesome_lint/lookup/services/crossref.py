"""Requests publications by DOI: from Crossref, or else from the handle system, which has all DOIs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from awesome_lint.bibliography import venues
from awesome_lint.bibliography.arxiv import DOI_PREFIX
from awesome_lint.bibliography.titles import title_key
from awesome_lint.facts import Absent, Answer, Publication, Publications, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.services.citation_page import to_iso_date
from awesome_lint.lookup.services.json_api import (
    Endpoint,
    choose_venue_name,
    fetch_json,
    list_at,
    parse_json,
    publication_year,
    safe_text,
    text_at,
    unreadable_answer,
    value_at,
)
from awesome_lint.lookup.transport import Task

HANDLES = Endpoint("https://doi.org/api/handles", trusted=False)
OTHER_AGENCY = "registered, but not with Crossref"
_ARXIV = f"{DOI_PREFIX}arxiv."
_MARKUP = re.compile(r"</?\w{1,10}[^<>]{0,100}>")
_SERIES = re.compile(
    r"lecture notes|communications in computer|proceedings of machine learning research", re.I
)


class CrossrefService(NamedTuple):
    """The endpoint of the API, and the user's e-mail address for it."""

    endpoint: Endpoint
    mailto: str | None

    def fetch_works(self, path: str = "", **fields: str) -> Task[dict[str, Any] | Absent | Unknown]:
        """The record or records in the reply to a request below `/works`, with these query fields."""
        query = urlencode(fields | ({"mailto": self.mailto} if self.mailto else {}))
        request = self.endpoint.request(f"/works{path}{'?' if query else ''}{query}")
        data = yield from fetch_json(request, "Crossref")
        if isinstance(data, Absent | Unknown):
            return data
        message = value_at(data, "message")
        return message if isinstance(message, dict) else unreadable_answer("Crossref")


def request_doi(doi: str, service: CrossrefService) -> Task[Answer]:
    """The record of a DOI at Crossref. A DOI that Crossref does not have may be registered with another agency
    (DataCite): it is Absent only if two replies of the handle system agree."""
    message = yield from service.fetch_works(f"/{quote(doi, safe='')}")
    if isinstance(message, Unknown):
        return message
    if not isinstance(message, Absent):
        return _parse_work(doi, message)
    first = yield from _request_registration(doi, later=False)
    if not isinstance(first, Absent):
        return first
    return (yield from _request_registration(doi, later=True))


def _request_registration(doi: str, *, later: bool) -> Task[Answer]:
    """Whether the handle system has a DOI: Unknown if it is with another agency, Absent if not registered. See
    https://www.doi.org/doi-handbook/HTML/rest-api: code 1 exists, 100 does not (HTTP 404)."""
    outcome = yield HANDLES.request(f"/{quote(doi, safe='/')}", later=later)
    if isinstance(outcome, Failure) or outcome.body is None:
        return Unknown("not with Crossref, and doi.org does not answer")
    code = value_at(parse_json(outcome.body), "responseCode")
    if outcome.status == 404 and code == 100:
        return Absent()
    if code == 1:
        return Unknown(OTHER_AGENCY)
    return Unknown(f"not with Crossref, and doi.org answers with status {outcome.status}")


def request_works_by_title(title: str, service: CrossrefService) -> Task[Answer]:
    """The publications with exactly this title."""
    message = yield from service.fetch_works(**{"query.bibliographic": title[:300], "rows": "5"})
    items = value_at(message, "items")
    if not isinstance(items, list):
        return message if isinstance(message, Unknown) else unreadable_answer("Crossref")
    works = [_parse_work(text_at(item, "DOI").lower(), item) for item in items]
    return Publications(tuple(work for work in works if title_key(work.title) == title_key(title)))


def _parse_work(doi: str, message: Any) -> Publication:
    """The publication in a record. The subtitle is added to the title; a series is not a venue; the year of a
    conference is the one in its name, or that of its first day."""
    title, subtitle = (next(iter(_clean_texts(list_at(message, name))), "") for name in ("title", "subtitle"))
    venue_names = [
        name for name in _clean_texts(list_at(message, "container-title")) if not _SERIES.search(name)
    ]
    venue_names += _clean_texts(value_at(message, "event", name) for name in ("name", "acronym"))
    author_names = ((text_at(each, "given"), text_at(each, "family")) for each in list_at(message, "author"))
    published, begins = _iso_date_at(message, "issued"), _iso_date_at(message, "event", "start")
    ids = [text_at(each, "id").lower() for each in list_at(message, "relation", "has-preprint")]
    venue = choose_venue_name(venue_names)
    return Publication(
        source="crossref",
        title=": ".join(filter(None, [title, "" if subtitle in title else subtitle])),
        authors=tuple(_clean_texts(" ".join(filter(None, names)) for names in author_names)),
        venue=venue,
        year=publication_year(venue_names, begins, published if _is_journal(message, venue) else None),
        published=published,
        doi=doi,
        arxiv_ids=tuple(ident.removeprefix(_ARXIV) for ident in ids if ident.startswith(_ARXIV)),
        accepted=text_at(message, "type") != "posted-content",
    )


def _is_journal(message: Any, venue: str | None) -> bool:
    """Whether the record is of an article in a journal; numbered proceedings are not journals."""
    mention = venues.find_venue(venue or "")
    is_conference = mention is not None and mention.kind == "conference"
    return text_at(message, "type") == "journal-article" and not is_conference


def _clean_texts(values: Iterable[Any]) -> list[str]:
    """The texts among the values, without markup and entities."""
    plain = (safe_text(html.unescape(_MARKUP.sub("", each))) for each in values if isinstance(each, str))
    return list(filter(None, plain))


def _iso_date_at(message: Any, *path: str) -> str | None:
    """The date at a path of keys in ISO form (`2024-06` for `{"date-parts": [[2024, 6]]}`); None if there is none."""
    parts = next(iter(list_at(message, *path, "date-parts")), None)
    return to_iso_date("-".join(map(str, list_at(parts)[:3])))
