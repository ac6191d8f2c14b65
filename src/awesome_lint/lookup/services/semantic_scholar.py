"""Semantic Scholar: records by the ids of other services, up to 500 in one request."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from awesome_lint.facts import Absent, Answer, AskPublication, Publication, Question, Unknown
from awesome_lint.lookup.services.json_api import (
    AUTHORS,
    Endpoint,
    fetch_json,
    list_at,
    text_at,
    unreadable,
)
from awesome_lint.lookup.transport import Task

HOST = "api.semanticscholar.org"
_NAME = "Semantic Scholar"
BATCH = 500
_FIELDS = "title,venue,publicationVenue,journal,externalIds,authors.name"


class SemanticScholarService(NamedTuple):
    """Where the API is, and the user's key for it, which goes to the service's own host only."""

    endpoint: Endpoint
    key: str | None

    def records(self, ids: list[str]) -> Task[list[Answer] | Unknown]:
        """The record of each id."""
        key = {"x-api-key": self.key} if self.key and self.endpoint.is_on(HOST) else {}
        request = self.endpoint.request(
            f"/paper/batch?fields={_FIELDS}",
            method="POST",
            body=json.dumps({"ids": ids}).encode(),
            headers={"Content-Type": "application/json"} | key,
            timeout=60.0,
        )
        records = yield from fetch_json(request, _NAME, absent=400)
        if isinstance(records, Absent):
            return [records] if len(ids) == 1 else Unknown(f"{_NAME} answers with status 400")
        if isinstance(records, Unknown):
            return records
        # A short list would give each paper the record of another one.
        if not isinstance(records, list) or len(records) != len(ids):
            return unreadable(_NAME)
        return [Absent() if each is None else _parse_record(each) for each in records]


def request_publications(
    questions: Sequence[AskPublication],
    service: SemanticScholarService,
    store: Callable[[Question, Answer], None],
) -> Task[None]:
    """Stores the record of each `s2:` question. A service that refuses a batch is asked no more."""
    refusal: Unknown | None = None
    for start in range(0, len(questions), BATCH):
        batch = questions[start : start + BATCH]
        answers = refusal or (yield from service.records([each.key.removeprefix("s2:") for each in batch]))
        if isinstance(answers, Unknown):
            refusal = answers
        for number, question in enumerate(batch):
            store(question, answers if isinstance(answers, Unknown) else answers[number])


def _parse_record(data: Any) -> Answer:
    title, arxiv_id = text_at(data, "title"), text_at(data, "externalIds", "ArXiv", longest=200)
    if not title:
        return unreadable(_NAME)
    names = (text_at(each, "name", longest=200) for each in list_at(data, "authors")[:AUTHORS])
    return Publication(
        source="s2",
        title=title,
        authors=tuple(filter(None, names)),
        venue=text_at(data, "venue") or text_at(data, "publicationVenue", "name") or None,
        doi=text_at(data, "externalIds", "DOI", longest=200) or None,
        arxiv_ids=(arxiv_id,) if arxiv_id else (),
        acl_id=text_at(data, "externalIds", "ACL", longest=200) or None,
        dblp_key=text_at(data, "externalIds", "DBLP", longest=200) or None,
    )
