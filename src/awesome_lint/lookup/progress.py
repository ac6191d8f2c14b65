"""What a session reports of its lookups: while they run, and at the end."""

from __future__ import annotations

from collections.abc import Callable

from awesome_lint.structs import record


@record(frozen=True)
class Progress:
    """How far a run is: `done` of `total` questions are answered, or files checked, since `elapsed` seconds. Where the
    run only waits, it is for `seconds` and for the host `waiting_for`."""

    done: int
    total: int
    waiting_for: str | None = None
    seconds: float = 0.0
    elapsed: float = 0.0
    what: str = "looked up"


OnProgress = Callable[[Progress], None]


@record(frozen=True)
class Summary:
    """How many links have each verdict, how many answers came from the cache; the hosts that refuse programs,
    with the number of links to them, most first; and a line for each problem of the run."""

    ok: int = 0
    moved: int = 0
    dead: int = 0
    unknown: int = 0
    cached: int = 0
    refusing: tuple[tuple[str, int], ...] = ()
    notices: tuple[str, ...] = ()
