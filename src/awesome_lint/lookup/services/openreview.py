"""OpenReview's notes: one by its id, which needs a login, and those with a title."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from awesome_lint.bibliography import titles
from awesome_lint.facts import Absent, Answer, Publication, Publications, Unknown
from awesome_lint.lookup.backoff import repeat_request
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.services.replies import AUTHORS, has_status, is_transient, read_json, unreadable
from awesome_lint.lookup.transport import Request, Task

HOSTS = ("api2.openreview.net", "api.openreview.net")
MAX_BYTES = 4 * 1024 * 1024
LOGIN_NEEDED = (
    "OpenReview gives a note only to users who are logged in: set OPENREVIEW_USERNAME and OPENREVIEW_PASSWORD, or "
    "give the URL of the paper on arXiv"
)
_REFUSED = re.compile(r"submitted to|reject|withdraw|/submission|desk|under review", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")


class OpenReview:
    """Requests notes from both versions of the API. User name and password go to OpenReview's own hosts only."""

    def __init__(self, endpoints: tuple[str, ...], environ: Mapping[str, str], *, trusted: bool) -> None:
        self._endpoints = tuple(endpoint.rstrip("/") for endpoint in endpoints)
        self._user = (environ.get("OPENREVIEW_USERNAME"), environ.get("OPENREVIEW_PASSWORD"))
        self._trusted = trusted
        self._token: str | None = None

    def note(self, ident: str) -> Task[Answer]:
        """The publication of a note."""
        if not all(self._user):
            return Unknown(LOGIN_NEEDED)
        for endpoint in self._endpoints:
            headers = yield from self._login(endpoint)
            found = yield from self._notes(f"{endpoint}/notes?id={quote(ident)}", headers)
            if isinstance(found, Unknown):
                return found
            for note in found:
                if note.get("id") == ident and (record := _read(note)) is not None:
                    return record
        return Absent()

    def with_title(self, title: str) -> Task[Answer]:
        """The publications with exactly this title, of both versions."""
        records: list[Publication] = []
        query = urlencode(
            {"term": title, "content": "title", "group": "all", "source": "forum", "limit": "10"}
        )
        for endpoint in self._endpoints:
            found = yield from self._notes(f"{endpoint}/notes/search?{query}", {})
            if isinstance(found, Unknown):
                return found
            records += [record for note in found if (record := _read(note)) is not None]
        key = titles.title_key(title)
        return Publications(tuple(each for each in records if titles.title_key(each.title) == key))

    def _login(self, endpoint: str) -> Task[dict[str, str]]:
        """The headers of a user who is logged in; none where the login fails."""
        own = urlsplit(endpoint.lower())
        # A configuration may come with a stranger's pull request: it does not decide who gets the password.
        is_own = own.scheme == "https" and own.netloc in HOSTS
        if not is_own and own.hostname not in ("localhost", "127.0.0.1"):
            return {}
        if self._token is None:
            name, password = self._user
            body = json.dumps({"id": name, "password": password}).encode()
            headers = {"Content-Type": "application/json", "Accept": "application/json"}
            request = Request(
                f"{endpoint}/login", method="POST", body=body, headers=headers, max_body=MAX_BYTES,
                trusted=self._trusted,
            )  # fmt: skip
            outcome = yield request
            data = read_json(outcome, "OpenReview")
            token = data.get("token") if isinstance(data, dict) else None
            self._token = token if isinstance(token, str) and token.isprintable() else ""
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    def _notes(self, url: str, headers: dict[str, str]) -> Task[list[dict[str, Any]] | Unknown]:
        request = Request(
            url, headers={"Accept": "application/json"} | headers, max_body=MAX_BYTES, trusted=self._trusted
        )
        outcome = yield from repeat_request(request, is_transient)
        if has_status(outcome, 404):
            return []
        data = read_json(outcome, "OpenReview")
        if isinstance(data, Unknown):
            return data
        notes = data.get("notes") if isinstance(data, dict) and not data.get("searchUnavailable") else None
        if not isinstance(notes, list):
            return unreadable("OpenReview")
        return [note for note in notes if isinstance(note, dict)]


def _read(note: dict[str, Any]) -> Publication | None:
    content = note.get("content")
    if not isinstance(content, dict):
        return None

    def field(name: str) -> Any:
        value = content.get(name)
        return value.get("value") if isinstance(value, dict) else value

    title, venue, group, authors = field("title"), field("venue"), field("venueid"), field("authors")
    venue = venue[0] if isinstance(venue, list) and venue else venue
    ident = note.get("id")
    if not isinstance(title, str) or not isinstance(ident, str):
        return None
    label = clean(venue) if isinstance(venue, str) else ""
    name = group if isinstance(group, str) else ""
    published = note.get("pdate")
    bibtex = field("_bibtex")
    year = _YEAR.search(label) or (_YEAR.search(clean(bibtex)) if isinstance(bibtex, str) else None)
    return Publication(
        source="openreview",
        title=clean(title),
        authors=tuple(clean(each, 200) for each in authors[:AUTHORS] if isinstance(each, str))
        if isinstance(authors, list)
        else (),
        venue=label or None,
        year=int(year[0]) if year else None,
        published=_day(published),
        url=f"https://openreview.net/forum?id={quote(ident)}",
        accepted=bool(label and name) and not _REFUSED.search(f"{label} {name}") and "dblp.org" not in name,
    )


def _day(milliseconds: object) -> str | None:
    if not isinstance(milliseconds, int) or not 0 < milliseconds < 4e12:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
