"""Who is asked when: one queue a host, and all of them under one roof.

A piece of work is a generator that yields a `Request` and is sent its `Outcome`, as often as it needs, and
returns its result. The scheduler runs in the caller's thread and holds all state, so it needs no locks;
worker threads do nothing but send one request at a time.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar
from urllib.parse import urlsplit

from awesome_lint.lookup.backoff import LONGEST, retry_after
from awesome_lint.lookup.transport import Failure, Outcome, Reply, Request
from awesome_lint.structs import field, record, replace

T = TypeVar("T")
Task = Generator[Request, Outcome, T]

EARLY = 50
"""After so many pieces of work are filed, the first requests go out already."""
SILENT = 4
"""After so many failures of a host that never answered, it is not asked any more."""
REFUSALS = 10
"""After so many refusals (429) in a row, a host is not asked any more."""


@record(frozen=True)
class RateLimit:
    """How one host is treated. `interval` counts from the start of a request, or with `after_end` from the
    end of the one before."""

    parallel: int = 2
    interval: float = 0.5
    after_end: bool = False


@record
class _Job:
    work: Task[object]
    request: Request


@record
class _Host:
    name: str
    manners: RateLimit
    waiting: deque[_Job] = field(default_factory=deque)
    in_flight: int = 0
    ready_at: float = 0.0
    queued: bool = False
    answered: bool = False
    failures: int = 0
    refusals: int = 0
    patience: float = 0.0

    def given_up(self) -> str | None:
        if self.patience > LONGEST:
            return f"the host asks for {self.patience:.0f} s of patience"
        if self.refusals >= REFUSALS:
            return "the host refuses more requests (429)"
        if not self.answered and self.failures >= SILENT:
            return "the host answers no request"
        return None


def queue_name(url: str) -> str:
    """The host (with a port that is not the usual one) whose queue a URL belongs to."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    name = (parts.hostname or "").rstrip(".")
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return name if port is None or port == usual else f"{name}:{port}"


class Scheduler:
    """Runs pieces of work against `fetch`, at most `parallel` requests at a time in all.

    `manners` are those of a host without its own in `special` (by `queue_name`). `on_turn` is called from time
    to time while a run lasts.
    """

    def __init__(
        self,
        fetch: Callable[[Request], Outcome],
        manners: RateLimit,
        *,
        special: dict[str, RateLimit] | None = None,
        parallel: int = 100,
        on_turn: Callable[[Scheduler], None] | None = None,
    ) -> None:
        self._fetch = fetch
        self._manners = manners
        self._special = special or {}
        self._parallel = parallel
        self._on_turn = on_turn
        self._hosts: dict[str, _Host] = {}
        self._ready: list[tuple[float, int, _Host]] = []
        self._delayed: list[tuple[float, int, _Job]] = []
        self._later: list[_Job] = []
        self._order = itertools.count()
        self._inbox: SimpleQueue[tuple[_Job, _Host] | None] = SimpleQueue()
        self._outbox: SimpleQueue[tuple[_Job, _Host, Outcome]] = SimpleQueue()
        self._threads = 0
        self._unfinished: dict[int, Task[object]] = {}
        self._finished: deque[tuple[Task[object], object]] = deque()
        self.in_flight = 0
        self.sent = 0

    def run(self, works: Iterable[Task[T]], until: float = float("inf")) -> Iterator[tuple[Task[T], T]]:
        """Yields each piece of work with its result, as they come. What is not done at `until` (monotonic
        clock) is closed and never yielded; so is everything when the caller stops iterating."""
        for number, each in enumerate(works, start=1):
            self._unfinished[id(each)] = each
            self._advance(each, None)
            if number % EARLY == 0:
                self._dispatch()
        try:
            while True:
                while self._finished:
                    yield self._finished.popleft()  # type: ignore[misc]
                if not self._unfinished or time.monotonic() >= until:
                    return
                self._release()
                self._dispatch()
                self._collect(until)
                if self._on_turn is not None:
                    self._on_turn(self)
        finally:
            for work in self._unfinished.values():
                work.close()
            self._forget()

    def close(self) -> None:
        """Lets the idle threads go; those in the middle of a request end with it."""
        for _ in range(self._threads):
            self._inbox.put(None)
        self._threads = 0

    def busy_hosts(self) -> int:
        """How many hosts have requests waiting or under way."""
        return sum(1 for host in self._hosts.values() if host.waiting or host.in_flight)

    def held_up_by(self) -> tuple[str, float] | None:
        """The host that everything waits for and for how many seconds, where nothing else can be done."""
        if self.in_flight:
            return None
        now = time.monotonic()
        times = [(at, host.name) for at, _, host in self._ready]
        times += [(at, queue_name(job.request.url)) for at, _, job in self._delayed]
        return min(
            ((name, at - now) for at, name in times if at > now), key=lambda pair: pair[1], default=None
        )

    # --- Turns of the loop -------------------------------------------------------------------------

    def _advance(self, work: Task[object], outcome: Outcome | None) -> None:
        """Sends a piece of work its outcome and files the request that it yields next."""
        try:
            request = next(work) if outcome is None else work.send(outcome)
        except StopIteration as stop:
            del self._unfinished[id(work)]
            self._finished.append((work, stop.value))
            return
        job = _Job(work, request)
        if request.later:
            self._later.append(job)
        elif request.wait > 0:
            heapq.heappush(self._delayed, (time.monotonic() + request.wait, next(self._order), job))
        else:
            self._file(job)

    def _file(self, job: _Job) -> None:
        name = queue_name(job.request.url)
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(name, self._special.get(name, self._manners))
        host.waiting.append(job)
        self._queue(host)

    def _queue(self, host: _Host) -> None:
        if host.waiting and not host.queued and host.in_flight < host.manners.parallel:
            host.queued = True
            heapq.heappush(self._ready, (host.ready_at, next(self._order), host))

    def _release(self) -> None:
        now = time.monotonic()
        while self._delayed and self._delayed[0][0] <= now:
            self._file(heapq.heappop(self._delayed)[2])
        if self._later and not (self._ready or self._delayed or self.in_flight):
            second_pass, self._later = self._later, []
            for job in second_pass:
                self._file(job)

    def _dispatch(self) -> None:
        now = time.monotonic()
        while self._ready and self._ready[0][0] <= now and self.in_flight < self._parallel:
            host = heapq.heappop(self._ready)[2]
            host.queued = False
            if host.ready_at > now:  # it asked for patience meanwhile
                self._queue(host)
                continue
            job = host.waiting.popleft()
            if reason := host.given_up() or (job.request.unless and job.request.unless()):
                self._queue(host)
                self._advance(job.work, Failure("giving-up", reason))
                continue
            if job.request.turn is not None and (pause := job.request.turn()) > 0:
                later = _Job(job.work, replace(job.request, turn=None))
                heapq.heappush(self._delayed, (now + pause, next(self._order), later))
                self._queue(host)
                continue
            host.in_flight += 1
            host.ready_at = now + host.manners.interval
            self.in_flight += 1
            self.sent += 1
            if self.in_flight > self._threads:
                self._threads += 1
                threading.Thread(target=self._work, name=f"lookup-{self._threads}", daemon=True).start()
            self._inbox.put((job, host))
            self._queue(host)

    def _collect(self, until: float) -> None:
        """Waits for an outcome or for the next request that may go out, and takes what has come."""
        now = time.monotonic()
        nearest = min(
            self._ready[0][0] if self._ready and self.in_flight < self._parallel else float("inf"),
            self._delayed[0][0] if self._delayed else float("inf"),
            until,
            now + 0.25,
        )
        if self._finished:
            nearest = now
        try:
            self._settle(*self._outbox.get(timeout=max(0.0, nearest - now)))
            while True:
                self._settle(*self._outbox.get_nowait())
        except Empty:
            return

    def _settle(self, job: _Job, host: _Host, outcome: Outcome) -> None:
        now = time.monotonic()
        self.in_flight -= 1
        host.in_flight -= 1
        if host.manners.after_end:
            host.ready_at = max(host.ready_at, now + host.manners.interval)
        if isinstance(outcome, Reply):
            host.answered = True
            host.refusals = host.refusals + 1 if outcome.status == 429 else 0
            if outcome.status in (429, 503) and (asked := retry_after(outcome.headers.get("retry-after"))):
                host.ready_at = max(host.ready_at, now + (asked if asked <= LONGEST else 0.0))
                host.patience = max(host.patience, asked)
        elif outcome.problem in ("timeout", "connection"):
            host.failures += 1
        self._queue(host)
        if id(job.work) in self._unfinished:
            self._advance(job.work, outcome)

    def _work(self) -> None:
        while (task := self._inbox.get()) is not None:
            job, host = task
            self._outbox.put((job, host, self._fetch(job.request)))

    def _forget(self) -> None:
        self._unfinished.clear()
        self._ready.clear()
        self._delayed.clear()
        self._later.clear()
        self._finished.clear()
        for host in self._hosts.values():
            host.waiting.clear()
            host.queued = False
