"""The registries of DOIs: Crossref, and after it the handle system, which has every DOI."""

from __future__ import annotations

import html
import re
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from awesome_lint.bibliography import venues
from awesome_lint.bibliography.titles import title_key
from awesome_lint.facts import Absent, Answer, DoiRecord, Publication, Publications, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import repeat_request
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.services.replies import has_status, is_transient, parse_json, read_json, unreadable
from awesome_lint.lookup.transport import Outcome, Request, Task

HANDLES = "https://doi.org/api/handles"
MAX_BYTES = 4 * 1024 * 1024
OTHER_AGENCY = "registered, but not with Crossref"
_UNREADABLE = unreadable("Crossref")


class Service(NamedTuple):
    """Where the API is, the user's e-mail address for it, and whether the user set the endpoint."""

    endpoint: str
    mailto: str | None
    trusted: bool

    def works(self, path: str = "", **fields: str) -> Task[Outcome]:
        """The reply to a request below `/works`, with these fields in its query."""
        query = urlencode(fields | ({"mailto": self.mailto} if self.mailto else {}))
        url = f"{self.endpoint.rstrip('/')}/works{path}{'?' if query else ''}{query}"
        return (
            yield from repeat_request(Request(url, max_body=MAX_BYTES, trusted=self.trusted), is_transient)
        )


def record(doi: str, service: Service, *, whole: bool = False) -> Task[Answer]:
    """Crossref's record of a DOI, with `whole` as a Publication.

    One that Crossref does not know may be registered with DataCite or another agency:
    it is absent only if the handle system says so twice."""
    outcome = yield from service.works(f"/{quote(doi, safe='')}")
    if not has_status(outcome, 404):
        message = _message(outcome)
        if isinstance(message, Unknown):
            return message
        return _work(doi, message) if whole else _read(doi, message)
    first = yield from _registration(doi, later=False)
    if not isinstance(first, Absent):
        return first
    return (yield from _registration(doi, later=True))


def _message(outcome: Outcome) -> dict[str, Any] | Unknown:
    """The part of a reply that contains the record or the records."""
    data = read_json(outcome, "Crossref")
    if isinstance(data, Unknown):
        return data
    message = data.get("message") if isinstance(data, dict) else None
    return message if isinstance(message, dict) else _UNREADABLE


def _registration(doi: str, *, later: bool) -> Task[Answer]:
    """https://www.doi.org/doi-handbook/HTML/rest-api: code 1 exists, 100 does not (HTTP 404)."""
    outcome = yield Request(f"{HANDLES}/{quote(doi, safe='/')}", max_body=MAX_BYTES, later=later)
    if isinstance(outcome, Failure) or outcome.body is None:
        return Unknown("not with Crossref, and doi.org does not answer")
    data = parse_json(outcome.body)
    code = data.get("responseCode") if isinstance(data, dict) else None
    if outcome.status == 404 and code == 100:
        return Absent()
    if code == 1:
        return Unknown(OTHER_AGENCY)
    return Unknown(f"not with Crossref, and doi.org answers with status {outcome.status}")


def _read(doi: str, message: dict[str, Any]) -> Answer:
    try:
        titles, containers = message.get("title") or [""], message.get("container-title") or [""]
        parts = (message.get("issued") or {}).get("date-parts") or [[None]]
        title, container, year = titles[0], containers[0], parts[0][0] if parts[0] else None
    except (KeyError, TypeError, AttributeError, IndexError):
        return _UNREADABLE
    if not isinstance(title, str):
        return _UNREADABLE
    return DoiRecord(
        doi,
        clean(title),
        clean(container) or None if isinstance(container, str) else None,
        year if isinstance(year, int) and 1600 < year < 2200 else None,
    )


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ARXIV = "10.48550/arxiv."
_MARKUP = re.compile(r"</?\w{1,10}[^<>]{0,100}>")
_SERIES = re.compile(
    r"lecture notes|communications in computer|proceedings of machine learning research", re.I
)


def with_title(title: str, service: Service) -> Task[Answer]:
    """The publications with exactly this title."""
    message = _message((yield from service.works(**{"query.bibliographic": title[:300], "rows": "5"})))
    if isinstance(message, Unknown):
        return message
    items = message.get("items")
    if not isinstance(items, list):
        return _UNREADABLE
    found = [_work(str(item.get("DOI", "")).lower(), item) for item in items if isinstance(item, dict)]
    key = title_key(title)
    same = [each for each in found if isinstance(each, Publication) and title_key(each.title) == key]
    return Publications(tuple(same))


def _work(doi: str, message: dict[str, Any]) -> Answer:
    """The publication that a record describes. Titles are joined with their subtitles; of several container titles a
    series is none; the year of a conference is the one in its name, or that of its first day."""
    try:
        titles = [*_texts(message.get("title"))[:1], *_texts(message.get("subtitle"))[:1]]
        title = titles[0] if len(titles) < 2 or titles[1] in titles[0] else ": ".join(titles)
        event = message.get("event") or {}
        named = [name for name in _texts(message.get("container-title")) if not _SERIES.search(name)]
        named += _texts([event.get("name"), event.get("acronym")])
        people = [(each.get("given"), each.get("family")) for each in message.get("author") or ()]
        authors = _texts([" ".join(filter(None, names)) for names in people])
        published, begins = _date(message.get("issued")), _date(event.get("start"))
        preprints = (message.get("relation") or {}).get("has-preprint") or ()
        ids = [str(each.get("id", "")).lower() for each in preprints]
    except (KeyError, TypeError, AttributeError, IndexError):
        return _UNREADABLE
    venue = next((name for name in named if venues.find_venue(name)), named[0] if named else None)
    return Publication(
        source="crossref",
        title=title,
        authors=tuple(authors),
        venue=venue,
        year=_year(named, begins, published if _is_journal(message, venue) else None),
        published=published,
        doi=doi,
        arxiv_ids=tuple(ident.removeprefix(_ARXIV) for ident in ids if ident.startswith(_ARXIV)),
        url=f"https://doi.org/{doi}",
        accepted=message.get("type") != "posted-content",
    )


def _year(named: list[str], begins: str | None, published: str | None) -> int | None:
    found = next((match[0] for name in named if (match := _YEAR.search(name))), None)
    return int(found or (begins or published or "0")[:4]) or None


def _is_journal(message: dict[str, Any], venue: str | None) -> bool:
    """Whether the record is of a journal; proceedings that are numbered like one are not."""
    mention = venues.find_venue(venue or "")
    is_conference = mention is not None and mention.kind == "conference"
    return message.get("type") == "journal-article" and not is_conference


def _texts(values: Any) -> list[str]:
    """The texts of a list, without markup and entities."""
    texts = values if isinstance(values, list) else []
    return [
        text
        for each in texts
        if isinstance(each, str) and (text := clean(html.unescape(_MARKUP.sub("", each))))
    ]


def _date(value: Any) -> str | None:
    """`{"date-parts": [[2024, 6]]}` as `2024-06`."""
    parts = (value or {}).get("date-parts") or [[]]
    numbers = [part for part in parts[0] if isinstance(part, int)]
    return "-".join(f"{number:02d}" for number in numbers[:3]) or None
