"""Helpers for services: endpoints, requests for JSON, and the values in a reply."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from awesome_lint.bibliography import venues
from awesome_lint.facts import Absent, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import repeat_request
from awesome_lint.lookup.transport import Outcome, Request, Task

MAX_BYTES = 16 * 1024 * 1024
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MAX_AUTHORS = 500
"""The number of authors that are kept for one paper."""
_TRANSIENT = (429, 500, 502, 503, 504)


class Endpoint(NamedTuple):
    """The URL of an API, without a slash at its end. `trusted`: the user set it, so it may be on a private IP
    address."""

    url: str
    trusted: bool

    def request(self, path: str, **options: Any) -> Request:
        """A request for JSON at a path below the URL."""
        headers = {"Accept": "application/json", **options.pop("headers", {})}
        options = {"max_body": MAX_BYTES, "trusted": self.trusted, **options}
        return Request(f"{self.url}{path}", headers=headers, **options)

    def is_on_host(self, *hosts: str) -> bool:
        """Whether the API is on one of these hosts, over HTTPS. Tokens are sent only then, since a configuration may
        come from the pull request of a stranger."""
        scheme, host = urlsplit(self.url.lower())[:2]
        return scheme == "https" and host in hosts


def is_transient(outcome: Outcome, _: int) -> bool:
    """Whether another request may soon have a better reply."""
    return not isinstance(outcome, Failure) and outcome.status in _TRANSIENT


def fetch_json(request: Request, service: str, *, absent_status: int = 404) -> Task[Any]:
    """The JSON of a reply with status 200; Absent for the status `absent_status`; Unknown for any other outcome.
    `service` is the name for messages."""
    outcome = yield from repeat_request(request, is_transient)
    if not isinstance(outcome, Failure) and outcome.status == absent_status:
        return Absent()
    return read_json(outcome, service)


def read_json(outcome: Outcome, service: str) -> Any:
    """The JSON of a reply with status 200; Unknown for any other outcome. `service` is the name for messages."""
    if isinstance(outcome, Failure):
        return Unknown(f"{service}: {outcome.reason}")
    if outcome.status != 200:
        return Unknown(f"{service} answers with status {outcome.status}")
    data = parse_json(outcome.body)
    return unreadable_answer(service) if data is None else data


def parse_json(body: bytes | None) -> Any:
    """The value of a JSON text; None if it is not valid."""
    try:
        return json.loads(body or b"")
    except (ValueError, RecursionError):
        return None


def unreadable_answer(service: str) -> Unknown:
    """The answer for a reply that does not have the documented form."""
    return Unknown(f"the answer of {service} cannot be read")


# --- Values in a reply, which may have any form ------------------------------------------------------------


def safe_text(text: str | None, longest: int = 1000) -> str:
    """The text on one line, at most `longest` code points, without control and direction characters (which could
    change the terminal or the order of the text). "" for None."""
    if not text:
        return ""
    printable = "".join(
        " " if char in "\t\n\r\v\f\x85\u2028\u2029" else char
        for char in text[: longest * 4]
        if char in "\t\n\r\v\f\x85\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(printable.split())[:longest]


def value_at(json_value: Any, *path: str) -> Any:
    """The value at a path of keys in a JSON value; None if there is none."""
    for key in path:
        json_value = json_value.get(key) if isinstance(json_value, dict) else None
    return json_value


def text_at(json_value: Any, *path: str, longest: int = 1000) -> str:
    """The text at a path of keys, made safe to print; "" if there is none."""
    value = value_at(json_value, *path)
    return safe_text(value, longest) if isinstance(value, str) else ""


def list_at(json_value: Any, *path: str) -> list[Any]:
    """The list at a path of keys; empty if there is none."""
    value = value_at(json_value, *path)
    return value if isinstance(value, list) else []


def safe_texts(values: list[Any], longest: int = 200) -> tuple[str, ...]:
    """The texts in a list, made safe to print; other values are dropped."""
    return tuple(filter(None, (safe_text(each, longest) for each in values if isinstance(each, str))))


def choose_venue_name(venue_names: list[str]) -> str | None:
    """The first name of proceedings or journals with a known venue; else the first name, or None."""
    return next((name for name in venue_names if venues.find_venue(name)), next(iter(venue_names), None))


def publication_year(venue_names: list[str], *dates: str | None) -> int | None:
    """The year in a name of proceedings, else that of the first ISO date; None if there is none."""
    year = next((match[0] for name in venue_names if (match := _YEAR.search(name))), None)
    year = year or next(filter(None, dates), None)
    return int(year[:4]) if year else None
