"""Requests notes from OpenReview: by id, which needs a login, or by title."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from awesome_lint.bibliography import titles
from awesome_lint.facts import Absent, Answer, Publication, Publications, Unknown
from awesome_lint.lookup.services.json_api import (
    MAX_AUTHORS,
    Endpoint,
    fetch_json,
    list_at,
    publication_year,
    safe_text,
    safe_texts,
    text_at,
    unreadable_answer,
    value_at,
)
from awesome_lint.lookup.transport import Task

HOSTS = ("api2.openreview.net", "api.openreview.net")
LOGIN_NEEDED = (
    "OpenReview gives a note only to users who are logged in: set OPENREVIEW_USERNAME and OPENREVIEW_PASSWORD, or "
    "give the URL of the paper on arXiv"
)
_NOT_ACCEPTED = re.compile(r"submitted to|reject|withdraw|/submission|desk|under review", re.I)


class OpenReview:
    """Requests notes (submissions) from both versions of the API. The user name and password are sent only to
    OpenReview's hosts."""

    def __init__(self, endpoints: Sequence[Endpoint], environ: Mapping[str, str]) -> None:
        self._endpoints = endpoints
        self._user = (environ.get("OPENREVIEW_USERNAME"), environ.get("OPENREVIEW_PASSWORD"))
        self._token: str | None = None

    def request_note(self, note_id: str) -> Task[Answer]:
        """The publication of the note (submission) with this id; Absent if no version of the API has it."""
        if not all(self._user):
            return Unknown(LOGIN_NEEDED)
        for endpoint in self._endpoints:
            headers = yield from self._login(endpoint)
            notes = yield from self._request_notes(endpoint, f"/notes?id={quote(note_id)}", headers)
            if isinstance(notes, Unknown):
                return notes
            for note in notes:
                if text_at(note, "id") == note_id and (publication := _parse_note(note)) is not None:
                    return publication
        return Absent()

    def request_notes_by_title(self, title: str) -> Task[Answer]:
        """The publications with exactly this title, from both versions of the API."""
        publications: list[Publication | None] = []
        fields = {"term": title, "content": "title", "group": "all", "source": "forum", "limit": "10"}
        for endpoint in self._endpoints:
            notes = yield from self._request_notes(endpoint, f"/notes/search?{urlencode(fields)}", {})
            if isinstance(notes, Unknown):
                return notes
            publications += map(_parse_note, notes)
        key = titles.title_key(title)
        return Publications(tuple(one for one in publications if one and titles.title_key(one.title) == key))

    def _login(self, endpoint: Endpoint) -> Task[dict[str, str]]:
        """The headers of a logged-in user; empty if the login fails."""
        if not endpoint.is_on_host(*HOSTS):
            return {}
        if self._token is None:
            name, password = self._user
            body = json.dumps({"id": name, "password": password}).encode()
            headers = {"Content-Type": "application/json"}
            request = endpoint.request("/login", method="POST", body=body, headers=headers)
            token = value_at((yield from fetch_json(request, "OpenReview")), "token")
            self._token = token if isinstance(token, str) and token.isprintable() else ""
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    def _request_notes(
        self, endpoint: Endpoint, path: str, headers: dict[str, str]
    ) -> Task[list[Any] | Unknown]:
        """The notes (submissions) in the reply to a request; Unknown with the reason if there is no such reply."""
        data = yield from fetch_json(endpoint.request(path, headers=headers), "OpenReview")
        if isinstance(data, Absent | Unknown):
            return [] if isinstance(data, Absent) else data
        notes = value_at(data, "notes")
        if not isinstance(notes, list) or value_at(data, "searchUnavailable"):
            return unreadable_answer("OpenReview")
        return notes


def _parse_note(note: Any) -> Publication | None:
    """The publication of a note (submission); None if the note has no title or id."""

    def content_field(name: str) -> Any:
        value = value_at(note, "content", name)
        return value.get("value") if isinstance(value, dict) else value

    def content_text(name: str) -> str:
        value = content_field(name)
        value = value[0] if isinstance(value, list) and value else value
        return safe_text(value) if isinstance(value, str) else ""

    title, venue, group = map(content_text, ("title", "venue", "venueid"))
    if not title or not text_at(note, "id"):
        return None
    return Publication(
        source="openreview",
        title=title,
        authors=safe_texts(list_at(content_field("authors"))[:MAX_AUTHORS]),
        venue=venue or None,
        year=publication_year([venue, content_text("_bibtex")]),
        published=_iso_day_of_timestamp(value_at(note, "pdate")),
        accepted=bool(venue and group)
        and not _NOT_ACCEPTED.search(f"{venue} {group}")
        and "dblp.org" not in group,
    )


def _iso_day_of_timestamp(milliseconds: object) -> str | None:
    """The day of a Unix time in milliseconds, in ISO form; None if it is no such time."""
    if not isinstance(milliseconds, int) or not 0 < milliseconds < 4e12:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
