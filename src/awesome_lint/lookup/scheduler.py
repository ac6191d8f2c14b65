"""Decides when each request is sent: one queue for each host, and a limit for all hosts together.

A task yields a `Request` and receives its `Outcome`, as often as it needs. The scheduler runs in the caller's thread
and has all state, so it needs no locks; a worker thread only sends one request at a time."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from functools import lru_cache
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import MAX_PAUSE_SECONDS, parse_retry_after
from awesome_lint.lookup.transport import Outcome, Reply, Request, T, Task
from awesome_lint.structs import field, record, replace

MAX_FAILURES = 4
"""The number of failures from which a host that never answered gets no more requests."""
MAX_REFUSALS = 10
"""The number of consecutive refusals (429) from which a host gets no more requests."""


@record(frozen=True)
class RateLimit:
    """The number of simultaneous requests to a host, and the seconds between them: from the start of a request, or
    with `after_end` from the end of the previous one."""

    parallel: int = 2
    interval: float = 0.5
    after_end: bool = False


@record
class _TaskStep:
    """A request, and the task that waits for its outcome."""

    task: Task[object]
    request: Request


@record
class _HostQueue:
    """The requests to one host that are not sent yet, and the state of the host."""

    name: str
    rate_limit: RateLimit
    steps: deque[_TaskStep] = field(default_factory=deque)
    in_flight: int = 0
    ready_at: float = 0.0
    is_ready: bool = False
    has_answered: bool = False
    failures: int = 0
    refusals: int = 0
    retry_after: float = 0.0

    def stop_reason(self) -> Failure | None:
        """The failure because of which the host gets no more requests; None if it still gets them."""
        if self.retry_after > MAX_PAUSE_SECONDS:
            return Failure(
                "rate-limit",
                f"the host limits the number of requests (429); retry after {self.retry_after:.0f} s",
            )
        if self.refusals >= MAX_REFUSALS:
            return Failure("rate-limit", "the host limits the number of requests (429)")
        if not self.has_answered and self.failures >= MAX_FAILURES:
            return Failure("silent", "the host does not answer any request")
        return None

    def record_outcome(self, outcome: Outcome) -> None:
        """Updates the state of the host with the outcome of a request."""
        now = time.monotonic()
        self.in_flight -= 1
        if self.rate_limit.after_end:
            self.ready_at = max(self.ready_at, now + self.rate_limit.interval)
        if isinstance(outcome, Reply):
            self.has_answered = True
            self.refusals = self.refusals + 1 if outcome.status == 429 else 0
            seconds = parse_retry_after(outcome.headers.get("retry-after"))
            if outcome.status in (429, 503) and seconds:
                self.ready_at = max(self.ready_at, now + (seconds if seconds <= MAX_PAUSE_SECONDS else 0.0))
                self.retry_after = max(self.retry_after, seconds)
        elif outcome.cause in ("timeout", "connection"):
            self.failures += 1


@lru_cache(maxsize=4096)
def queue_name(url: str) -> str:
    """The name of the queue of a URL: its host, with a port that is not the default. "" for an invalid URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    name = (parts.hostname or "").rstrip(".")
    default_port = {"http": 80, "https": 443}.get(parts.scheme)
    return name if port is None or port == default_port else f"{name}:{port}"


class Scheduler:
    """Runs tasks, with at most `parallel` requests at a time in total, which `fetch` sends.

    `rate_limit` is for hosts without their own in `rate_limits_by_host` (by `queue_name`). `on_tick` is called
    regularly during a run."""

    def __init__(
        self,
        fetch: Callable[[Request], Outcome],
        rate_limit: RateLimit,
        *,
        rate_limits_by_host: dict[str, RateLimit] | None = None,
        parallel: int = 100,
        on_tick: Callable[[Scheduler], None] | None = None,
    ) -> None:
        self._fetch = fetch
        self._rate_limit = rate_limit
        self._rate_limits_by_host = rate_limits_by_host or {}
        self._parallel = parallel
        self._on_tick = on_tick
        self._hosts: dict[str, _HostQueue] = {}
        self._ready: list[tuple[float, int, _HostQueue]] = []
        self._delayed: list[tuple[float, int, _TaskStep]] = []
        self._later: list[_TaskStep] = []
        self._order = itertools.count()
        self._inbox: SimpleQueue[tuple[_TaskStep, _HostQueue] | None] = SimpleQueue()
        self._outbox: SimpleQueue[tuple[_TaskStep, _HostQueue, Outcome]] = SimpleQueue()
        self._threads = 0
        self._unfinished: set[Task[object]] = set()
        self._results: dict[Task[object], object] = {}
        self.in_flight = 0

    def run(self, tasks: Iterable[Task[T]], until: float = float("inf")) -> list[T | None]:
        """The results of the tasks, in order; None for a task that is not done at `until` (monotonic clock)."""
        results: dict[Task[T], T | None] = {}
        self._results = results  # type: ignore[assignment]
        try:
            for task in tasks:
                results[task] = None
                self._unfinished.add(task)
                self._resume_task(task, None)
            while self._unfinished and time.monotonic() < until:
                self._queue_delayed_steps()
                self._send_to_ready_hosts()
                self._collect_outcomes(until)
                if self._on_tick is not None:
                    self._on_tick(self)
            return list(results.values())
        finally:
            for unfinished in self._unfinished:
                unfinished.close()
            self._reset_queues()

    def close(self) -> None:
        """Ends the idle threads; the others end after their request."""
        for _ in range(self._threads):
            self._inbox.put(None)
        self._threads = 0

    def next_host(self) -> tuple[str, float] | None:
        """The host of the next request and the seconds until then; None if one is in flight or none is left."""
        if self.in_flight:
            return None
        now = time.monotonic()
        times = [(at, host.name) for at, _, host in self._ready]
        times += [(at, queue_name(step.request.url)) for at, _, step in self._delayed]
        at, name = min(((at, name) for at, name in times if at > now), default=(now, ""))
        return (name, at - now) if name else None

    # --- Ticks of the loop -------------------------------------------------------------------------

    def _resume_task(self, task: Task[object], outcome: Outcome | None) -> None:
        """Sends a task its outcome and queues the request that it yields next."""
        try:
            request = next(task) if outcome is None else task.send(outcome)
        except StopIteration as stop:
            self._unfinished.remove(task)
            self._results[task] = stop.value
            return
        step = _TaskStep(task, request)
        if request.later:
            self._later.append(step)
        elif request.wait > 0:
            self._delay_step(step, request.wait)
        else:
            self._enqueue_step(step)

    def _delay_step(self, step: _TaskStep, seconds: float) -> None:
        heapq.heappush(self._delayed, (time.monotonic() + seconds, next(self._order), step))

    def _enqueue_step(self, step: _TaskStep) -> None:
        name = queue_name(step.request.url)
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _HostQueue(name, self._rate_limits_by_host.get(name, self._rate_limit))
        host.steps.append(step)
        self._schedule_host(host)

    def _schedule_host(self, host: _HostQueue) -> None:
        """Marks a host as ready if it may get another request."""
        if host.steps and not host.is_ready and host.in_flight < host.rate_limit.parallel:
            host.is_ready = True
            heapq.heappush(self._ready, (host.ready_at, next(self._order), host))

    def _queue_delayed_steps(self) -> None:
        """Queues the requests whose delay is over, and the second checks if nothing else is left."""
        now = time.monotonic()
        while self._delayed and self._delayed[0][0] <= now:
            self._enqueue_step(heapq.heappop(self._delayed)[2])
        if self._later and not (self._ready or self._delayed or self.in_flight):
            second_checks, self._later = self._later, []
            for step in second_checks:
                self._enqueue_step(step)

    def _send_to_ready_hosts(self) -> None:
        """Sends a request to each host that may get one now."""
        now = time.monotonic()
        while self._ready and self._ready[0][0] <= now and self.in_flight < self._parallel:
            host = heapq.heappop(self._ready)[2]
            host.is_ready = False
            if host.ready_at <= now:  # otherwise its reply asked for a pause meanwhile
                step = host.steps.popleft()
                reason = step.request.skip_reason() if step.request.skip_reason is not None else None
                failure = host.stop_reason() or (Failure("skipped", reason) if reason else None)
                if failure is not None:
                    self._schedule_host(host)
                    self._resume_task(step.task, failure)
                    continue
                if step.request.reserve is not None and (pause := step.request.reserve()) > 0:
                    self._delay_step(_TaskStep(step.task, replace(step.request, reserve=None)), pause)
                else:
                    self._send_in_worker(step, host)
            self._schedule_host(host)

    def _send_in_worker(self, step: _TaskStep, host: _HostQueue) -> None:
        """Gives a request to a worker thread; starts a thread if all are busy."""
        host.in_flight += 1
        host.ready_at = time.monotonic() + host.rate_limit.interval
        self.in_flight += 1
        if self.in_flight > self._threads:
            self._threads += 1
            threading.Thread(target=self._run_worker, name=f"lookup-{self._threads}", daemon=True).start()
        self._inbox.put((step, host))

    def _run_worker(self) -> None:
        """The loop of a worker thread: sends one request after the other."""
        while (item := self._inbox.get()) is not None:
            step, host = item
            self._outbox.put((step, host, self._fetch(step.request)))

    def _collect_outcomes(self, until: float) -> None:
        """Waits for an outcome or until the next request may be sent, and processes all outcomes."""
        now = time.monotonic()
        nearest = min(
            self._ready[0][0] if self._ready and self.in_flight < self._parallel else float("inf"),
            self._delayed[0][0] if self._delayed else float("inf"),
            until,
            now + 0.25,
        )
        try:
            self._finish_step(*self._outbox.get(timeout=max(0.0, nearest - now)))
            while True:
                self._finish_step(*self._outbox.get_nowait())
        except Empty:
            return

    def _finish_step(self, step: _TaskStep, host: _HostQueue, outcome: Outcome) -> None:
        """Records the outcome of a request and resumes its task."""
        self.in_flight -= 1
        host.record_outcome(outcome)
        self._schedule_host(host)
        if step.task in self._unfinished:
            self._resume_task(step.task, outcome)

    def _reset_queues(self) -> None:
        self._unfinished.clear()
        self._ready.clear()
        self._delayed.clear()
        self._later.clear()
        for host in self._hosts.values():
            host.steps.clear()
            host.is_ready = False
