"""Answers the questions of rules: from the cache, by a service, or by a request to the page."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from awesome_lint.bibliography.arxiv import parse_arxiv_url
from awesome_lint.bibliography.doi import doi_of_url
from awesome_lint.bibliography.hosts import host_of
from awesome_lint.facts import (
    REFUSALS,
    Absent,
    Answer,
    AskLink,
    AskPaper,
    AskPublication,
    AskRepository,
    AskTitle,
    LinkState,
    Paper,
    Publication,
    Question,
    Repository,
    Unknown,
)
from awesome_lint.lookup.addresses import Resolver, system_resolver
from awesome_lint.lookup.cache import Cache
from awesome_lint.lookup.link_check import PageResult, check_page, state_with_fragment
from awesome_lint.lookup.progress import OnProgress, ProgressUpdate, Summary
from awesome_lint.lookup.scheduler import RateLimit, Scheduler, queue_name
from awesome_lint.lookup.services import (
    arxiv,
    citation_page,
    crossref,
    github,
    openreview,
    semantic_scholar,
    wayback,
)
from awesome_lint.lookup.services.json_api import Endpoint
from awesome_lint.lookup.transport import Task, Transport
from awesome_lint.settings import Online
from awesome_lint.structs import replace, values

MAX_PARALLEL_REQUESTS = 100
"""The number of requests in flight at a time, for all hosts together."""
FLUSH_SECONDS = 1.0
PROGRESS_SECONDS = 0.1
_DEFAULTS = Online()


class Interrupted(KeyboardInterrupt):
    """Raised if the user pressed Ctrl-C; `answers` are those until then (they are also in the cache)."""

    def __init__(self, answers: Mapping[Question, Answer]) -> None:
        super().__init__()
        self.answers = answers


class LookupSession:
    """Answers questions over the network for one run, with one cache, one time limit (`online.max_time` from the
    first question) and one set of queues. It is a context manager for use in one thread.

    `environ` has the tokens and certificates; `resolve` replaces the resolver of the system."""

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
        self._on_progress = on_progress
        self._transport = Transport(
            timeout=online.timeout,
            allow_private=online.allow_private,
            resolve=resolve,
            ca_certificates=environ.get("REQUESTS_CA_BUNDLE") or environ.get("SSL_CERT_FILE") or None,
        )
        self._scheduler = Scheduler(
            self._transport.fetch,
            RateLimit(2, online.host_interval),
            rate_limits_by_host=_rate_limits(online),
            parallel=MAX_PARALLEL_REQUESTS,
            on_tick=self._save_and_report,
        )
        self._github = github.GitHub(
            self._endpoint("github_api"),
            environ.get("GITHUB_TOKEN"),
            urlsplit(environ.get("GITHUB_API_URL", "")).netloc.lower(),
        )
        self._crossref = crossref.CrossrefService(self._endpoint("crossref_api"), online.mailto)
        self._s2 = semantic_scholar.SemanticScholarService(
            self._endpoint("s2_api"), environ.get("S2_API_KEY")
        )
        notes = (self._endpoint("openreview_api"), self._endpoint("openreview_old_api"))
        self._openreview = openreview.OpenReview(notes, environ)
        self._cache = None if online.cache == "" else _open_cache(online)
        self._arxiv = arxiv.ArxivService(self._endpoint("arxiv_api"), online.arxiv_interval, self._cache)
        self._until = 0.0
        self._answers: dict[Question, Answer] = {}
        self._total = 0
        self._started_at = self._flushed_at = self._reported_at = time.monotonic()

    def __enter__(self) -> LookupSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Writes the cache, and closes connections and threads."""
        if self._cache is not None:
            self._cache.close()
        self._scheduler.close()
        self._transport.close()

    def answer(self, questions: Iterable[Question]) -> dict[Question, Answer]:
        """The answers to the questions. The answer is Unknown, with a reason, if it could not be found (in time).
        Raises Interrupted if the user pressed Ctrl-C."""
        questions = list(dict.fromkeys(questions))
        if not self._until:
            self._until = time.monotonic() + self._online.max_time
        unanswered = [question for question in questions if question not in self._answers]
        self._total += len(unanswered)
        if self._cache is not None:
            self._answers.update(self._cache.get(unanswered))
        unanswered = [question for question in unanswered if question not in self._answers]
        try:
            self._request_answers(unanswered)
        except KeyboardInterrupt as error:
            raise Interrupted(dict(self._answers)) from error
        finally:
            if self._cache is not None:
                self._cache.flush()
        for question in unanswered:
            self._answers.setdefault(question, Unknown("not asked: the time limit of the run was reached"))
        return {question: self._answers[question] for question in questions}

    def summary(self) -> Summary:
        """The numbers of links by verdict and of cached answers so far, the hosts that refuse requests, and all
        problems of the run."""
        verdicts: Counter[str] = Counter()
        refusing_hosts: Counter[str] = Counter()
        reasons: Counter[str] = Counter()
        for question, answer in self._answers.items():
            if not isinstance(question, AskLink):
                reasons.update([answer.reason] if isinstance(answer, Unknown) else [])
                continue
            state = answer if isinstance(answer, LinkState) else LinkState("unknown", "")
            verdicts[state.verdict] += 1
            if state.verdict == "unknown" and state.cause in REFUSALS:
                refusing_hosts[queue_name(question.url)] += 1
        problems = self._cache.problems if self._cache is not None else ()
        unanswered = [f"{count} could not be answered: {reason}" for reason, count in reasons.most_common(3)]
        return Summary(
            **{name: verdicts[name] for name in ("ok", "moved", "dead", "unknown")},
            refusing_hosts=tuple(refusing_hosts.most_common()),
            notices=(*problems, *unanswered),
        )

    # --- Asking ------------------------------------------------------------------------------------

    def _request_answers(self, questions: list[Question]) -> None:
        """Requests the answers and stores them: first those of services, then those that depend on them."""
        by_service: dict[AskLink, Question] = {}
        by_page: dict[str, list[AskLink]] = {}
        direct: list[Question] = []
        pages = {question for question in (*questions, *self._answers) if _is_page_question(question)}
        for question in questions:
            if not isinstance(question, AskLink):
                direct.append(question)
            elif not _is_web_url(question.url):
                self._store_answer(
                    question, LinkState("unknown", "not a URL that can be requested", cause="url")
                )
            elif (record := AskPublication(f"page:{question.url}")) in pages:
                by_service[question] = record
            elif (service := self._service_question(question.url)) is not None:
                by_service[question] = service
                direct.append(service)
            else:
                by_page.setdefault(urldefrag(question.url).url, []).append(question)
        tasks = self._service_tasks([q for q in dict.fromkeys(direct) if q not in self._answers])
        tasks += [self._check_page(url, links) for url, links in by_page.items()]
        self._scheduler.run(tasks, self._until)
        tasks = []
        for link, service in by_service.items():
            answer = self._answers.get(service)
            if _is_page_question(service) and not isinstance(answer, Publication):
                tasks.append(self._check_page(link.url, [link]))
            elif answer is not None:
                tasks.append(self._store_states(link.url, {link: _link_state_from_answer(link.url, answer)}))
        self._scheduler.run(tasks, self._until)

    def _service_question(self, url: str) -> Question | None:
        """The question to a service that answers whether a link works; None if there is no such service."""
        paper = parse_arxiv_url(url)
        if paper is not None and paper.form != "mirror" and "tail" not in paper.deviations:
            return AskPaper(paper.id)
        if self._github.has_token and (name := github.repository_of_front_page(url)):
            return AskRepository(name.lower())
        if host_of(url) in ("doi.org", "dx.doi.org") and (doi := doi_of_url(url)):
            return AskPublication(f"doi:{doi}")
        return None

    def _service_tasks(self, questions: list[Question]) -> list[Task[None]]:
        """The tasks that ask the services and store their answers, in batches if the service allows it."""
        ids = [question.arxiv_id for question in questions if isinstance(question, AskPaper)]
        titles = [question for question in questions if isinstance(question, AskTitle)]
        publications = [question for question in questions if isinstance(question, AskPublication)]
        by_id = [question for question in publications if question.key.startswith("s2:")]
        tasks: list[Task[None]] = [arxiv.request_papers(ids, self._arxiv, self._store_answer)] if ids else []
        tasks += [arxiv.request_papers_by_title(titles, self._arxiv, self._store_answer)] if titles else []
        tasks += [
            self._store_result(question, self._github.request_repository(question.name))
            for question in questions
            if isinstance(question, AskRepository)
        ]
        tasks += [semantic_scholar.request_publications(by_id, self._s2, self._store_answer)] if by_id else []
        tasks += [
            self._store_result(question, self._request_publication(question.key))
            for question in publications
            if not question.key.startswith("s2:")
        ]
        return tasks

    def _request_publication(self, question_key: str) -> Task[Answer]:
        """Requests a publication from the service in the key of a question (`doi:10.…`)."""
        service, _, ident = question_key.partition(":")
        match service:
            case "works":
                return crossref.request_works_by_title(ident, self._crossref)
            case "doi":
                return crossref.request_doi(ident, self._crossref)
            case "openreview":
                return self._openreview.request_note(ident)
            case "forum":
                return self._openreview.request_notes_by_title(ident)
            case "readme":
                return self._github.request_paper(ident)
            case "acl":
                url, trusted = self._endpoint("acl_api")
                return citation_page.request_publication_of_page(f"{url}/{ident}/", trusted=trusted)
        mirror = self._endpoint("pages_mirror")
        copy = f"{mirror.url}/{ident.partition('://')[2]}" if mirror.url else ident
        return citation_page.request_publication_of_page(copy, trusted=mirror.trusted)

    def _check_page(self, url: str, links: list[AskLink]) -> Task[None]:
        """Checks a page and stores the states of all links to it."""
        fragments = frozenset(f for f in (urldefrag(link.url).fragment for link in links) if f)
        result: PageResult = yield from check_page(url, fragments, self._online.headers)
        states = dict.fromkeys(links, result.state)
        for link in links:
            if fragment := urldefrag(link.url).fragment:
                states[link] = state_with_fragment(result.state, fragment, result.fragments.get(fragment))
        yield from self._store_states(url, states)

    def _store_states(self, url: str, states: dict[AskLink, LinkState]) -> Task[None]:
        """Stores the states of all links to a page, with an archived copy if it is dead."""
        is_dead = any(state.verdict == "dead" for state in states.values())
        archive = self._endpoint("archive_api")
        copy_url = (yield from wayback.request_archived_copy(url, archive)) if is_dead else None
        for link, state in states.items():
            self._store_answer(link, replace(state, archive=copy_url))

    def _store_result(self, question: Question, task: Task[Answer]) -> Task[None]:
        """Runs a task and stores its result as the answer to a question."""
        self._store_answer(question, (yield from task))

    def _store_answer(self, question: Question, answer: Answer) -> None:
        """Stores an answer for this run and in the cache."""
        self._answers[question] = answer
        if self._cache is not None:
            self._cache.put(question, answer)

    def _endpoint(self, setting: str) -> Endpoint:
        """The endpoint of a service, whose URL is this setting; it is trusted if the user set it."""
        url = getattr(self._online, setting)
        return Endpoint(url.rstrip("/"), trusted=url != getattr(_DEFAULTS, setting))

    def _save_and_report(self, scheduler: Scheduler) -> None:
        """Writes new answers to the cache and reports the progress, from time to time."""
        now = time.monotonic()
        if self._cache is not None and now - self._flushed_at >= FLUSH_SECONDS:
            self._cache.flush()
            self._flushed_at = now
        if self._on_progress is not None and now - self._reported_at >= PROGRESS_SECONDS:
            self._reported_at = now
            host, seconds = scheduler.next_host() or (None, 0.0)
            answered = min(len(self._answers), self._total)
            self._on_progress(ProgressUpdate(answered, self._total, host, seconds, now - self._started_at))


def _rate_limits(online: Online) -> dict[str, RateLimit]:
    """The rate limits of the services, by host."""
    return {
        queue_name(online.github_api): RateLimit(2, 0.1),
        queue_name(online.crossref_api): RateLimit(1, 0.2),
        queue_name(online.archive_api): RateLimit(1, 1.0),
        queue_name(online.s2_api): RateLimit(1, 1.0, after_end=True),
        queue_name(online.openreview_api): RateLimit(1, 1.0),
        queue_name(online.openreview_old_api): RateLimit(1, 1.0),
        # Counted from the end of a request: two that start 3 s apart may still arrive closer together.
        queue_name(online.arxiv_api): RateLimit(1, online.arxiv_interval, after_end=True),
    }


def _open_cache(online: Online) -> Cache:
    """The cache of answers. Its realm names the services that are not at their usual URLs."""
    usual = values(_DEFAULTS)
    endpoints = [field for field in usual if field.endswith("_api") or field == "pages_mirror"]
    realm = "".join(f"{url}|" for field in endpoints if (url := getattr(online, field)) != usual[field])
    return Cache(Path(online.cache) if online.cache else None, realm=realm)


def _is_page_question(question: Question) -> bool:
    """Whether the answer to a question is read from a web page; it then also shows that a link to the page works."""
    return isinstance(question, AskPublication) and question.key.startswith("page:")


def _is_web_url(url: str) -> bool:
    """Whether a text is a web URL with a host. `http://[::1` has none, and raises an error in `urlsplit`."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _link_state_from_answer(url: str, answer: Answer) -> LinkState:
    """The state of a link, given the answer of a service about its target."""
    match answer:
        case Paper() | Publication():
            return LinkState("ok", "known to the service")
        case Unknown(reason) if reason == crossref.OTHER_AGENCY:
            return LinkState("ok", reason)
        case Repository(full_name):
            name = github.repository_of_front_page(url)
            if name is not None and name.lower() != full_name.lower():
                return LinkState("moved", "renamed", location=f"https://github.com/{full_name}")
            return LinkState("ok", "known to GitHub")
        case Absent():
            return LinkState("dead", "it does not exist, according to its service", cause="gone")
        case Unknown(reason):
            return LinkState("unknown", reason, cause="service")
    return LinkState("unknown", "unexpected answer of the service", cause="service")
