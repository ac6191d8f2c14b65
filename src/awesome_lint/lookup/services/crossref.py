"""The registries of DOIs: Crossref, and after it the handle system, which knows every DOI there is."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

from awesome_lint.facts import Absent, Answer, DoiRecord, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import backoff, retry_after
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.scheduler import Task
from awesome_lint.lookup.transport import Outcome, Request

HANDLES = "https://doi.org/api/handles"
ANSWER_BYTES = 4 * 1024 * 1024
OTHER_AGENCY = "registered, but not with Crossref"


def record(doi: str, endpoint: str, mailto: str | None, *, trusted: bool) -> Task[Answer]:
    """What Crossref says of a DOI. What it does not know may be registered with DataCite or another agency,
    so only the handle system's word makes it absent, and only a second time."""
    url = f"{endpoint.rstrip('/')}/works/{quote(doi, safe='')}"
    if mailto:
        url += f"?{urlencode({'mailto': mailto})}"
    outcome = yield from _ask(url, trusted)
    if isinstance(outcome, Failure):
        return Unknown(f"Crossref: {outcome.reason}")
    if outcome.status == 200 and outcome.body is not None:
        return _read(doi, outcome.body)
    if outcome.status != 404:
        return Unknown(f"Crossref answers {outcome.status}")
    first = yield from _registered(doi, trusted, later=False)
    if not isinstance(first, Absent):
        return first
    return (yield from _registered(doi, trusted, later=True))


def _ask(url: str, trusted: bool) -> Task[Outcome]:
    wait, attempt = 0.0, 0
    while True:
        outcome = yield Request(url, max_body=ANSWER_BYTES, trusted=trusted, wait=wait)
        if isinstance(outcome, Failure) or outcome.status not in (429, 500, 502, 503, 504):
            return outcome
        pause = backoff(attempt, retry_after(outcome.headers.get("retry-after")))
        if pause is None:
            return outcome
        wait, attempt = pause, attempt + 1


def _registered(doi: str, trusted: bool, *, later: bool) -> Task[Answer]:
    """https://www.doi.org/doi-handbook/HTML/rest-api: code 1 exists, 100 does not (HTTP 404)."""
    outcome = yield Request(f"{HANDLES}/{quote(doi, safe='/')}", max_body=ANSWER_BYTES, later=later)
    if isinstance(outcome, Failure) or outcome.body is None:
        return Unknown("not with Crossref, and doi.org does not answer")
    try:
        code = json.loads(outcome.body).get("responseCode")
    except (ValueError, AttributeError, RecursionError):
        code = None
    if outcome.status == 404 and code == 100:
        return Absent()
    return Unknown(OTHER_AGENCY if code == 1 else f"not with Crossref, and doi.org answers {outcome.status}")


def _read(doi: str, body: bytes) -> Answer:
    try:
        message = json.loads(body)["message"]
        titles, containers = message.get("title") or [""], message.get("container-title") or [""]
        parts = (message.get("issued") or {}).get("date-parts") or [[None]]
        title, container, year = titles[0], containers[0], parts[0][0] if parts[0] else None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return Unknown("Crossref answers with something else")
    if not isinstance(title, str):
        return Unknown("Crossref answers with something else")
    return DoiRecord(
        doi,
        clean(title),
        clean(container) or None if isinstance(container, str) else None,
        year if isinstance(year, int) and 1600 < year < 2200 else None,
    )
