"""What a run tells while it looks things up, for whoever draws it."""

from __future__ import annotations

from collections.abc import Callable

from awesome_lint.structs import record


@record(frozen=True)
class Progress:
    """The state of a run. `done` of `total` questions are answered; `hosts` is the number of hosts with
    questions left; `waiting_for` names the host that holds the run up, and `seconds` how long it will be
    until that host is asked again, where the run only waits."""

    done: int
    total: int
    hosts: int
    in_flight: int
    waiting_for: str | None = None
    seconds: float = 0.0


OnProgress = Callable[[Progress], None]


@record(frozen=True)
class Summary:
    """What a run found out about links: how many of each verdict, how many answers came from the cache, and
    the hosts that refuse to be asked by programs, with the number of links to them, most first."""

    ok: int = 0
    moved: int = 0
    dead: int = 0
    unknown: int = 0
    cached: int = 0
    requests: int = 0
    refusing: tuple[tuple[str, int], ...] = ()
    notices: tuple[str, ...] = ()
