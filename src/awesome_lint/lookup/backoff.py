"""How long to wait before a request is repeated."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable

from awesome_lint.lookup.transport import Outcome, Reply, Request, Task
from awesome_lint.structs import replace

LONGEST = 60.0
"""The longest wait that is accepted, in seconds; a host that asks for more gets no more requests in this run."""
BACKOFF = (1.0, 3.0, 8.0)
"""The waits before the first, second and third repetition where the server names none."""


def parse_retry_after(value: str | None, *, now: float | None = None) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3: a number of seconds or an HTTP date),
    never negative; None where there is none or it cannot be read. `now` is Unix time."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = email.utils.parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
    return max(0.0, moment - (time.time() if now is None else now))


def backoff_delay(attempt: int, seconds: float | None) -> float | None:
    """The number of seconds to wait before repetition `attempt` (from 0), where the server asks for
    `seconds`; None if it should not be repeated.
    """
    if attempt >= len(BACKOFF):
        return None
    if seconds is None:
        return BACKOFF[attempt]
    return max(seconds, 0.05) if seconds <= LONGEST else None


def repeat_request(request: Request, is_transient: Callable[[Outcome, int], bool]) -> Task[Outcome]:
    """The outcome of a request, repeated as long as `is_transient` accepts the outcome and the backoff
    allows it.
    """
    attempt = 0
    while True:
        outcome = yield request
        header = outcome.headers.get("retry-after") if isinstance(outcome, Reply) else None
        pause = backoff_delay(attempt, parse_retry_after(header)) if is_transient(outcome, attempt) else None
        if pause is None:
            return outcome
        request = replace(request, wait=pause, later=False)
        attempt += 1
