"""What the services share: which replies are worth another request, and how JSON is read from a reply."""

from __future__ import annotations

import json
from typing import Any

from awesome_lint.facts import Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.transport import Outcome

AUTHORS = 500
"""Authors kept of one paper."""
_TRANSIENT = (429, 500, 502, 503, 504)


def is_transient(outcome: Outcome, _: int) -> bool:
    """Whether another request may soon get a better reply."""
    return not isinstance(outcome, Failure) and outcome.status in _TRANSIENT


def has_status(outcome: Outcome, status: int) -> bool:
    """Whether there is a reply with this status."""
    return not isinstance(outcome, Failure) and outcome.status == status


def read_json(outcome: Outcome, service: str) -> Any:
    """The JSON of a reply with status 200; Unknown where there is none. `service` is its name in messages."""
    if isinstance(outcome, Failure):
        return Unknown(f"{service}: {outcome.reason}")
    if outcome.status != 200:
        return Unknown(f"{service} answers with status {outcome.status}")
    data = parse_json(outcome.body)
    return unreadable(service) if data is None else data


def parse_json(body: bytes | None) -> Any:
    """The value of a JSON text; None where it is not valid."""
    try:
        return json.loads(body or b"")
    except (ValueError, RecursionError):
        return None


def unreadable(service: str) -> Unknown:
    """The answer where a reply does not have the documented form."""
    return Unknown(f"the answer of {service} cannot be read")
