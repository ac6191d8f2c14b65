"""How long to wait before asking again."""

from __future__ import annotations

import email.utils
import time

LONGEST = 60.0
"""The longest wait that is honoured, in seconds; who asks for more is not asked again in this run."""
BACKOFF = (1.0, 3.0, 8.0)
"""The waits before the first, second and third repetition where the server names none."""


def retry_after(value: str | None, *, now: float | None = None) -> float | None:
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


def backoff(attempt: int, asked: float | None) -> float | None:
    """The wait before repetition `attempt` (from 0), given what the server asked for; None: do not repeat."""
    if attempt >= len(BACKOFF):
        return None
    if asked is None:
        return BACKOFF[attempt]
    return max(asked, 0.05) if asked <= LONGEST else None
