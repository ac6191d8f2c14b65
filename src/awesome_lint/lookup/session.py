"""Questions in, answers out: each goes to the service that knows, or to the page itself."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from awesome_lint.bibliography.arxiv import link_in
from awesome_lint.bibliography.doi import doi_in
from awesome_lint.facts import (
    Absent,
    Answer,
    AskDoi,
    AskLink,
    AskPaper,
    AskRepository,
    AskTitle,
    DoiRecord,
    LinkState,
    Paper,
    Question,
    Repository,
    Unknown,
)
from awesome_lint.lookup.addresses import Resolver, system_resolver
from awesome_lint.lookup.agent import user_agent
from awesome_lint.lookup.cache import Cache
from awesome_lint.lookup.link_check import Look, check, with_fragment
from awesome_lint.lookup.progress import OnProgress, Progress, Summary
from awesome_lint.lookup.scheduler import RateLimit, Scheduler, Task, queue_name
from awesome_lint.lookup.services import arxiv, crossref, snapshot, wayback
from awesome_lint.lookup.services.crossref import ELSEWHERE
from awesome_lint.lookup.services.github import HOST as GITHUB_HOST
from awesome_lint.lookup.services.github import GitHub, repository_in
from awesome_lint.lookup.transport import Transport
from awesome_lint.settings import Online
from awesome_lint.structs import replace

PARALLEL = 100
"""Requests under way at a time, over all hosts."""
FLUSH_SECONDS = 1.0
DRAW_SECONDS = 0.1
_DOI_HOSTS = ("doi.org", "www.doi.org", "dx.doi.org")


class Interrupted(KeyboardInterrupt):
    """The user broke the run off; `answers` is what had been learned (and was kept in the cache) by then."""

    def __init__(self, answers: Mapping[Question, Answer]) -> None:
        super().__init__()
        self.answers = answers


class LookupSession:
    """Answers questions over the network for one run: one cache, one clock (`online.max_time` from the first
    question on), one set of queues. Use it as a context manager, from one thread.

    `environ` is read for tokens and certificates; `resolve` is in for the system's resolver.
    """

    def __init__(
        self,
        online: Online,
        *,
        on_progress: OnProgress | None = None,
        environ: Mapping[str, str] | None = None,
        resolve: Resolver = system_resolver,
    ) -> None:
        environ = os.environ if environ is None else environ
        self._online = online
        self._usual = Online()
        self._on_progress = on_progress
        self._transport = Transport(
            user_agent(),
            timeout=online.timeout,
            allow_private=online.allow_private,
            resolve=resolve,
            authorities=environ.get("REQUESTS_CA_BUNDLE") or environ.get("SSL_CERT_FILE") or None,
        )
        self._scheduler = Scheduler(
            self._transport.fetch,
            RateLimit(2, online.host_interval),
            special=self._rate_limits(),
            parallel=PARALLEL,
            on_turn=self._turn,
        )
        own_github = urlsplit(environ.get("GITHUB_API_URL", "")).netloc.lower()
        self._github = GitHub(
            online.github_api,
            environ.get("GITHUB_TOKEN") or None,
            # A configuration may come with a stranger's pull request: it does not say who gets the token.
            token_hosts=frozenset(filter(None, (GITHUB_HOST, own_github))),
            trusted=online.github_api != self._usual.github_api,
        )
        self._cache = None if online.cache == "" else self._opened_cache()
        self._until: float | None = None
        self._answers: dict[Question, Answer] = {}
        self._notices: list[str] = []
        self._cached = 0
        self._total = 0
        self._flushed_at = self._drawn_at = time.monotonic()

    def __enter__(self) -> LookupSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Writes the cache and lets connections and threads go."""
        if self._cache is not None:
            self._cache.close()
        self._scheduler.close()
        self._transport.close()

    def answer(self, questions: Iterable[Question]) -> dict[Question, Answer]:
        """An answer to each question: from this run, from the cache, or by asking. What cannot be found out,
        or not in time, is Unknown with the reason. Raises Interrupted for the user's Ctrl-C."""
        asked = list(dict.fromkeys(questions))
        if self._until is None:
            self._until = time.monotonic() + self._online.max_time
        fresh = [question for question in asked if question not in self._answers]
        self._total += len(fresh)
        if self._cache is not None and fresh:
            kept = self._cache.get(fresh)
            self._answers.update(kept)
            self._cached += len(kept)
            fresh = [question for question in fresh if question not in kept]
        fresh = self._beyond_snapshot(fresh)
        try:
            self._ask(fresh)
        except KeyboardInterrupt as error:
            raise Interrupted(dict(self._answers)) from error
        finally:
            if self._cache is not None:
                self._cache.flush()
        for question in fresh:
            self._answers.setdefault(question, Unknown("not asked: the time for the run was up"))
        return {question: self._answers[question] for question in asked}

    def summary(self) -> Summary:
        """What the run found out so far, and what went wrong around it."""
        verdicts: Counter[str] = Counter()
        refusing: Counter[str] = Counter()
        for question, answer in self._answers.items():
            if not isinstance(question, AskLink):
                continue
            state = answer if isinstance(answer, LinkState) else LinkState("unknown", "")
            verdicts[state.verdict] += 1
            if state.verdict == "unknown" and any(sign in state.reason for sign in _REFUSING):
                refusing[queue_name(question.url)] += 1
        return Summary(
            **{name: verdicts[name] for name in ("ok", "moved", "dead", "unknown")},
            cached=self._cached,
            requests=self._scheduler.sent,
            refusing=tuple(refusing.most_common()),
            notices=(*(self._cache.problems if self._cache is not None else ()), *self._all_notices()),
        )

    def _all_notices(self) -> list[str]:
        """What went wrong, a line each; questions that a service left open count by reason, the commonest first."""
        open_ones = Counter(
            answer.reason
            for question, answer in self._answers.items()
            if isinstance(answer, Unknown) and not isinstance(question, AskLink)
        )
        told = [f"{number} could not be answered: {reason}" for reason, number in open_ones.most_common(3)]
        return [*self._notices, *told]

    # --- Set-up ------------------------------------------------------------------------------------

    def _rate_limits(self) -> dict[str, RateLimit]:
        online = self._online
        return {
            queue_name(online.github_api): RateLimit(2, 0.1),
            queue_name(online.crossref_api): RateLimit(1, 0.2),
            queue_name(online.archive_api): RateLimit(1, 1.0),
            # Counted from the end of a request: two that start 3 s apart may still arrive closer together.
            queue_name(online.arxiv_api): RateLimit(1, online.arxiv_interval, after_end=True),
        }

    def _opened_cache(self) -> Cache:
        online, usual = self._online, self._usual
        services = ("arxiv_api", "github_api", "crossref_api")
        others = [getattr(online, name) for name in services if getattr(online, name) != getattr(usual, name)]
        return Cache(Path(online.cache) if online.cache else None, realm="".join(f"{url}|" for url in others))

    def _beyond_snapshot(self, questions: list[Question]) -> list[Question]:
        """The questions that the snapshot, where there is one, leaves open; those after links among them."""
        if not self._online.snapshot or not questions:
            return questions
        after = [
            self._service_for(q.url) if isinstance(q, AskLink) and _readable(q.url) else q for q in questions
        ]
        try:
            self._answers |= snapshot.answers(
                Path(self._online.snapshot), [q for q in after if q is not None]
            )
        except OSError as error:
            self._notices.append(f"the snapshot {self._online.snapshot} cannot be read ({error.strerror})")
        return [question for question in questions if question not in self._answers]

    # --- Asking ------------------------------------------------------------------------------------

    def _ask(self, questions: list[Question]) -> None:
        self._via_services: dict[AskLink, Question] = {}
        pages: dict[str, list[AskLink]] = {}
        direct: list[Question] = []
        for question in questions:
            if not isinstance(question, AskLink):
                direct.append(question)
            elif not _readable(question.url):
                self._learn(question, LinkState("unknown", "not an address that can be asked"))
            elif (service := self._service_for(question.url)) is not None:
                self._via_services[question] = service
                direct.append(service)
            else:
                pages.setdefault(urldefrag(question.url).url, []).append(question)
        works = self._services([q for q in dict.fromkeys(direct) if q not in self._answers])
        works += [self._page(url, links) for url, links in pages.items()]
        assert self._until is not None
        for _ in self._scheduler.run(works, self._until):
            pass
        followed = [(link, self._answers.get(service)) for link, service in self._via_services.items()]
        copies: list[Task[None]] = []
        for link, known in followed:
            if known is None:
                continue
            state = _link_state(link.url, known)
            if state.verdict == "dead":
                copies.append(self._with_copy(link, state))
            else:
                self._learn(link, state)
        for _ in self._scheduler.run(copies, self._until):
            pass

    def _service_for(self, url: str) -> Question | None:
        """The question to a service that answers for a link, where there is such a service."""
        paper = link_in(url)
        if paper is not None and paper.form != "mirror" and "tail" not in paper.odd:
            return AskPaper(paper.id)
        if self._github.has_token and (name := repository_in(url)):
            return AskRepository(name.lower())
        if (urlsplit(url).hostname or "") in _DOI_HOSTS and (doi := doi_in(url)):
            return AskDoi(doi)
        return None

    def _services(self, questions: list[Question]) -> list[Task[None]]:
        online = self._online
        service = arxiv.Service(online.arxiv_api, online.arxiv_api != self._usual.arxiv_api, self._arxiv_turn)
        works: list[Task[None]] = []
        ids = [question.arxiv_id for question in questions if isinstance(question, AskPaper)]
        if ids:
            works.append(arxiv.papers(ids, service, self._learn))
        for question in questions:
            if isinstance(question, AskTitle):
                works.append(arxiv.title(question, service, self._learn))
            elif isinstance(question, AskRepository):
                works.append(self._told(question, self._github.repository(question.name)))
            elif isinstance(question, AskDoi):
                registered = crossref.work(
                    question.doi, online.crossref_api, online.mailto,
                    trusted=online.crossref_api != self._usual.crossref_api,
                )  # fmt: skip
                works.append(self._told(question, registered))
        return works

    def _arxiv_turn(self) -> float:
        """The seconds until this run may ask arXiv, whose terms count all runs on a machine as one."""
        online = self._online
        return self._cache.turn(online.arxiv_api, online.arxiv_interval) if self._cache is not None else 0.0

    def _told(self, question: Question, work: Task[Answer]) -> Task[None]:
        self._learn(question, (yield from work))

    def _page(self, url: str, links: list[AskLink]) -> Task[None]:
        """Looks at one page for all the links to it."""
        fragments = frozenset(f for f in (urldefrag(link.url).fragment for link in links) if f)
        look: Look = yield from check(url, fragments)
        copy = (yield from self._copy(url)) if look.state.verdict == "dead" else None
        for link in links:
            fragment = urldefrag(link.url).fragment
            state = (
                with_fragment(look.state, fragment, look.fragments.get(fragment)) if fragment else look.state
            )
            self._learn(link, _archived(state, copy))

    def _with_copy(self, link: AskLink, state: LinkState) -> Task[None]:
        copy = yield from self._copy(link.url)
        self._learn(link, _archived(state, copy))

    def _copy(self, url: str) -> Task[str | None]:
        endpoint = self._online.archive_api
        return wayback.copy_of(url, endpoint, trusted=endpoint != self._usual.archive_api)

    def _learn(self, question: Question, answer: Answer) -> None:
        self._answers[question] = answer
        if self._cache is not None:
            self._cache.put(question, answer)

    def _turn(self, scheduler: Scheduler) -> None:
        """Between two turns of the scheduler: keep what was learned, tell how far it is."""
        now = time.monotonic()
        if self._cache is not None and now - self._flushed_at >= FLUSH_SECONDS:
            self._cache.flush()
            self._flushed_at = now
        if self._on_progress is not None and now - self._drawn_at >= DRAW_SECONDS:
            self._drawn_at = now
            held = scheduler.held_up_by()
            self._on_progress(
                Progress(
                    done=min(len(self._answers), self._total),
                    total=self._total,
                    hosts=scheduler.busy_hosts(),
                    in_flight=scheduler.in_flight,
                    waiting_for=held[0] if held else None,
                    seconds=held[1] if held else 0.0,
                )
            )


_REFUSING = ("refus", "patience", "guarded", "prove that they are human", "wants a login")


def _readable(url: str) -> bool:
    """Whether the URL has parts at all (`http://[::1` has none, and raises wherever it is taken apart)."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _archived(state: LinkState, copy: str | None) -> LinkState:
    return replace(state, archive=copy) if copy is not None else state


def _link_state(url: str, answer: Answer) -> LinkState:
    """What a service's answer means for a link that leads to what it speaks of."""
    match answer:
        case Paper() | DoiRecord():
            return LinkState("ok", "known to the service")
        case Unknown(reason) if reason == ELSEWHERE:
            return LinkState("ok", reason)
        case Repository(full_name):
            name = repository_in(url)
            if name is not None and name.lower() != full_name.lower():
                return LinkState("moved", "renamed", location=f"https://github.com/{full_name}")
            return LinkState("ok", "known to GitHub")
        case Absent():
            return LinkState("dead", "the service that knows says that there is no such thing")
        case Unknown(reason):
            return LinkState("unknown", reason)
    return LinkState("unknown", "an answer of another kind")
