"""Requests records from Semantic Scholar by the ids of other services, up to 500 in one request."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from awesome_lint.facts import Absent, Answer, AskPublication, Publication, Question, Unknown
from awesome_lint.lookup.services.json_api import (
    MAX_AUTHORS,
    Endpoint,
    fetch_json,
    list_at,
    safe_texts,
    text_at,
    unreadable_answer,
    value_at,
)
from awesome_lint.lookup.transport import Task

HOST = "api.semanticscholar.org"
_NAME = "Semantic Scholar"
IDS_PER_REQUEST = 500
_FIELDS = "title,venue,publicationVenue,journal,externalIds,authors.name"


class SemanticScholarService(NamedTuple):
    """The endpoint of the API, and the user's key, which is sent only to the service's own host."""

    endpoint: Endpoint
    key: str | None

    def fetch_records(self, ids: list[str]) -> Task[list[Answer] | Unknown]:
        """The records of the papers with these ids, in their order; Unknown if the request fails."""
        key = {"x-api-key": self.key} if self.key and self.endpoint.is_on_host(HOST) else {}
        request = self.endpoint.request(
            f"/paper/batch?fields={_FIELDS}",
            method="POST",
            body=json.dumps({"ids": ids}).encode(),
            headers={"Content-Type": "application/json"} | key,
            timeout=60.0,
        )
        records = yield from fetch_json(request, _NAME, absent_status=400)
        if isinstance(records, Absent):
            return [records] if len(ids) == 1 else Unknown(f"{_NAME} answers with status 400")
        if isinstance(records, Unknown):
            return records
        # A short list would give each paper the record of another one.
        if not isinstance(records, list) or len(records) != len(ids):
            return unreadable_answer(_NAME)
        return [Absent() if each is None else _parse_record(each) for each in records]


def request_publications(
    questions: Sequence[AskPublication],
    service: SemanticScholarService,
    store: Callable[[Question, Answer], None],
) -> Task[None]:
    """Stores the record for each question to Semantic Scholar (`s2:…`). If the service refuses a batch, no more are
    sent."""
    refusal: Unknown | None = None
    for start in range(0, len(questions), IDS_PER_REQUEST):
        batch = questions[start : start + IDS_PER_REQUEST]
        answers = refusal or (
            yield from service.fetch_records([each.key.removeprefix("s2:") for each in batch])
        )
        if isinstance(answers, Unknown):
            refusal = answers
        for number, question in enumerate(batch):
            store(question, answers if isinstance(answers, Unknown) else answers[number])


def _parse_record(json_value: Any) -> Answer:
    """The publication in a record; Unknown if the record has no title."""
    title, arxiv_id = text_at(json_value, "title"), text_at(json_value, "externalIds", "ArXiv", longest=200)
    if not title:
        return unreadable_answer(_NAME)
    names = [value_at(each, "name") for each in list_at(json_value, "authors")[:MAX_AUTHORS]]
    return Publication(
        source="s2",
        title=title,
        authors=safe_texts(names),
        venue=text_at(json_value, "venue") or text_at(json_value, "publicationVenue", "name") or None,
        doi=text_at(json_value, "externalIds", "DOI", longest=200) or None,
        arxiv_ids=(arxiv_id,) if arxiv_id else (),
        acl_id=text_at(json_value, "externalIds", "ACL", longest=200) or None,
        dblp_key=text_at(json_value, "externalIds", "DBLP", longest=200) or None,
    )
