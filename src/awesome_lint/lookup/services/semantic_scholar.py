"""Semantic Scholar: records by the ids of other services, up to 500 in one request."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from awesome_lint.facts import Absent, Answer, AskPublication, Publication, Question, Unknown
from awesome_lint.lookup.backoff import repeat_request
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.services.replies import AUTHORS, has_status, is_transient, read_json, unreadable
from awesome_lint.lookup.transport import Request, Task

HOST = "api.semanticscholar.org"
_NAME = "Semantic Scholar"
BATCH = 500
MAX_BYTES = 16 * 1024 * 1024
_FIELDS = "title,venue,publicationVenue,journal,externalIds,authors.name"


class Service(NamedTuple):
    """Where the API is, the user's key for it, and whether the user set the endpoint. The key goes to the service's
    own host only, over HTTPS."""

    endpoint: str
    key: str | None
    trusted: bool

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a request."""
        own = urlsplit(self.endpoint.lower())[:2] == ("https", HOST)
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return headers | ({"x-api-key": self.key} if self.key and own else {})


def publications(
    questions: Sequence[AskPublication], service: Service, store: Callable[[Question, Answer], None]
) -> Task[None]:
    """Stores the record of each `s2:` question. A service that refuses a batch is asked no more."""
    refusal: Unknown | None = None
    for start in range(0, len(questions), BATCH):
        batch = questions[start : start + BATCH]
        answers = refusal or (yield from _batch([each.key.removeprefix("s2:") for each in batch], service))
        if isinstance(answers, Unknown):
            refusal = answers
        for number, question in enumerate(batch):
            store(question, answers if isinstance(answers, Unknown) else answers[number])


def _batch(ids: list[str], service: Service) -> Task[list[Answer] | Unknown]:
    request = Request(
        f"{service.endpoint.rstrip('/')}/paper/batch?fields={_FIELDS}",
        method="POST",
        body=json.dumps({"ids": ids}).encode(),
        headers=service.headers,
        max_body=MAX_BYTES,
        timeout=60.0,
        trusted=service.trusted,
    )
    outcome = yield from repeat_request(request, is_transient)
    if has_status(outcome, 400) and len(ids) == 1:
        return [Absent()]
    records = read_json(outcome, _NAME)
    if isinstance(records, Unknown):
        return records
    # A short list would give each paper the record of another one.
    if not isinstance(records, list) or len(records) != len(ids):
        return unreadable(_NAME)
    return [Absent() if each is None else _read(each) for each in records]


def _read(data: Any) -> Answer:
    if not isinstance(data, dict) or not isinstance(data.get("title"), str):
        return unreadable(_NAME)
    ids = data.get("externalIds")
    ids = ids if isinstance(ids, dict) else {}
    place = data.get("publicationVenue")
    named = [data.get("venue"), place.get("name") if isinstance(place, dict) else None]
    venue = next((clean(name) for name in named if isinstance(name, str) and name), None)
    authors = data.get("authors")
    names = (
        [each.get("name") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    )

    def text(name: str) -> str | None:
        value = ids.get(name)
        return clean(value, 200) or None if isinstance(value, str) else None

    arxiv_id = text("ArXiv")
    return Publication(
        source="s2",
        title=clean(data["title"]),
        authors=tuple(clean(name, 200) for name in names[:AUTHORS] if isinstance(name, str)),
        venue=venue,
        doi=text("DOI"),
        arxiv_ids=(arxiv_id,) if arxiv_id else (),
        acl_id=text("ACL"),
        dblp_key=text("DBLP"),
    )
