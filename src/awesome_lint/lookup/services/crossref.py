"""The registries of DOIs: Crossref, and after it the handle system, which has every DOI."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from awesome_lint.facts import Absent, Answer, DoiRecord, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import repeated
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.transport import Outcome, Request, Task

HANDLES = "https://doi.org/api/handles"
MAX_BYTES = 4 * 1024 * 1024
OTHER_AGENCY = "registered, but not with Crossref"
_UNREADABLE = Unknown("the answer of Crossref cannot be read")


def record(doi: str, endpoint: str, mailto: str | None, *, trusted: bool) -> Task[Answer]:
    """Crossref's record of a DOI. One that Crossref does not know may be registered with DataCite or another agency:
    it is absent only if the handle system says so twice."""
    url = f"{endpoint.rstrip('/')}/works/{quote(doi, safe='')}"
    if mailto:
        url += f"?{urlencode({'mailto': mailto})}"
    outcome = yield from repeated(Request(url, max_body=MAX_BYTES, trusted=trusted), _is_transient)
    if isinstance(outcome, Failure):
        return Unknown(f"Crossref: {outcome.reason}")
    if outcome.status == 200 and outcome.body is not None:
        return _read(doi, outcome.body)
    if outcome.status != 404:
        return Unknown(f"Crossref answers with status {outcome.status}")
    first = yield from _registration(doi, later=False)
    if not isinstance(first, Absent):
        return first
    return (yield from _registration(doi, later=True))


def _is_transient(outcome: Outcome, _: int) -> bool:
    return not isinstance(outcome, Failure) and outcome.status in (429, 500, 502, 503, 504)


def _registration(doi: str, *, later: bool) -> Task[Answer]:
    """https://www.doi.org/doi-handbook/HTML/rest-api: code 1 exists, 100 does not (HTTP 404)."""
    outcome = yield Request(f"{HANDLES}/{quote(doi, safe='/')}", max_body=MAX_BYTES, later=later)
    if isinstance(outcome, Failure) or outcome.body is None:
        return Unknown("not with Crossref, and doi.org does not answer")
    try:
        code = json.loads(outcome.body).get("responseCode")
    except (ValueError, AttributeError, RecursionError):
        code = None
    if outcome.status == 404 and code == 100:
        return Absent()
    if code == 1:
        return Unknown(OTHER_AGENCY)
    return Unknown(f"not with Crossref, and doi.org answers with status {outcome.status}")


def _read(doi: str, body: bytes) -> Answer:
    try:
        message = json.loads(body)["message"]
        titles, containers = message.get("title") or [""], message.get("container-title") or [""]
        parts = (message.get("issued") or {}).get("date-parts") or [[None]]
        title, container, year = titles[0], containers[0], parts[0][0] if parts[0] else None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return _UNREADABLE
    if not isinstance(title, str):
        return _UNREADABLE
    return DoiRecord(
        doi,
        clean(title),
        clean(container) or None if isinstance(container, str) else None,
        year if isinstance(year, int) and 1600 < year < 2200 else None,
    )
