"""The progress and the summary of lookups."""

from __future__ import annotations

from collections.abc import Callable

from awesome_lint.structs import record


@record(frozen=True)
class ProgressUpdate:
    """The progress of a run: `done` of `total` questions are answered (or files checked), after `elapsed` seconds.
    `action` names what is done. If the run only waits, it waits `seconds` for the host `waiting_for`."""

    done: int
    total: int
    waiting_for: str | None = None
    seconds: float = 0.0
    elapsed: float = 0.0
    action: str = "looked up"


OnProgress = Callable[[ProgressUpdate], None]


@record(frozen=True)
class Summary:
    """The number of links by verdict; the hosts that refuse programs, with their numbers of
    links, the largest first; and the problems of the run, one per line."""

    ok: int = 0
    moved: int = 0
    dead: int = 0
    unknown: int = 0
    refusing_hosts: tuple[tuple[str, int], ...] = ()
    notices: tuple[str, ...] = ()
