"""Repeats requests, with pauses between them."""

from __future__ import annotations

from collections.abc import Callable

from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from awesome_lint.lookup.transport import Outcome, Reply, Request, Task
from awesome_lint.structs import replace

MAX_PAUSE_SECONDS = 60.0
"""The longest pause in seconds; a host that asks for a longer one gets no more requests in this run."""
BACKOFF_SECONDS = (1.0, 3.0, 8.0)
"""The pauses before the first, second and third repetition if the server asks for none."""


def parse_retry_after(header_value: str | None) -> float | None:
    """The seconds in a Retry-After header (RFC 9110, 10.2.3: a number of seconds or an HTTP date), not negative; None
    if there are none."""
    try:
        return float(Retry().parse_retry_after(header_value or ""))
    except (InvalidHeader, ValueError, OverflowError):
        return None


def backoff_delay(repetition: int, requested_seconds: float | None) -> float | None:
    """The seconds to wait before a repetition (counted from 0); None if the request must not be repeated.
    `requested_seconds` is from the server's Retry-After header, or None."""
    if repetition >= len(BACKOFF_SECONDS):
        return None
    if requested_seconds is None:
        return BACKOFF_SECONDS[repetition]
    return max(requested_seconds, 0.05) if requested_seconds <= MAX_PAUSE_SECONDS else None


def repeat_request(request: Request, is_transient: Callable[[Outcome, int], bool]) -> Task[Outcome]:
    """The outcome of a request, repeated while `is_transient(outcome, attempt)` is true and the backoff allows it."""
    attempt = 0
    while True:
        outcome = yield request
        header = outcome.headers.get("retry-after") if isinstance(outcome, Reply) else None
        pause = backoff_delay(attempt, parse_retry_after(header)) if is_transient(outcome, attempt) else None
        if pause is None:
            return outcome
        request = replace(request, wait=pause, later=False)
        attempt += 1
