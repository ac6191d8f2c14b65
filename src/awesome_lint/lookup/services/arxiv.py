"""arXiv's API: papers by id and by title, in batches, one request at a time, with pauses, as its terms ask."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urlencode

from awesome_lint.bibliography import latex
from awesome_lint.bibliography.arxiv import id_key, is_valid
from awesome_lint.bibliography.titles import title_words
from awesome_lint.facts import Absent, Answer, AskPaper, AskTitle, Candidates, Question, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import repeat_request
from awesome_lint.lookup.cache import Cache
from awesome_lint.lookup.services import atom
from awesome_lint.lookup.services.json_api import MAX_BYTES, Endpoint
from awesome_lint.lookup.transport import Outcome, Request, T, Task

BATCH = 100
"""Ids in one request: more make the URL too long (414)."""
MAX_CANDIDATES = 10
"""Papers kept of one search by title."""
TITLES = 8
"""Titles searched in one request."""
CONTROL_ID = "1706.03762"
"""A paper that exists, requested next to missing ones: an answer without it is an empty page by accident."""
SECONDS = 60.0
PAUSE = 600.0
"""Seconds without a request after arXiv refused one (429)."""


class ArxivService:
    """Requests feeds. arXiv's terms count all runs on a machine as one: the cache, which they share, has the times of
    their requests, and after a refusal none of them sends one for a while."""

    def __init__(self, endpoint: Endpoint, interval: float, cache: Cache | None) -> None:
        self._endpoint = endpoint
        self._interval = interval
        self._cache = cache
        pause = cache.pause_left(endpoint.url) if cache is not None else 0.0
        self._paused_until = time.monotonic() + pause

    def fetch(self, fields: dict[str, str]) -> Task[atom.Feed | Unknown]:
        """The feed in the reply to a request with these fields in its query."""
        base = self._endpoint.url
        request = Request(
            f"{base}{'&' if '?' in base else '?'}{urlencode(fields, safe=',')}",
            max_body=MAX_BYTES,
            timeout=SECONDS,
            trusted=self._endpoint.trusted,
            skip_reason=self._skip_reason,
            reserve=self._reserve,
        )
        outcome = yield from repeat_request(request, _is_transient)
        if not isinstance(outcome, Failure) and outcome.status == 429:
            self._pause()
        return _feed(outcome)

    def _reserve(self) -> float:
        """The seconds until the next request of this machine."""
        return self._cache.reserve(self._endpoint.url, self._interval) if self._cache is not None else 0.0

    def _skip_reason(self) -> str | None:
        """Why no request is sent at present."""
        seconds = self._paused_until - time.monotonic()
        minutes = math.ceil(seconds / 60)
        return f"it limits the number of requests (429); ask again in {minutes} min" if seconds > 0 else None

    def _pause(self) -> None:
        self._paused_until = time.monotonic() + PAUSE
        if self._cache is not None:
            self._cache.pause(self._endpoint.url, PAUSE)


Store = Callable[[Question, Answer], None]
Batch = list[str]
Searched = tuple[AskTitle, list[str]]
"""A question, and the terms that are searched for it."""

_MATH = re.compile(r"\$[^$]*\$")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_WORD = re.compile(r"[^\s\"“”«»(){}\[\]:;,|/\\]+")
_INNER_QUOTE = re.compile(r"\w[\"'’`^~]\w")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u00ad"), "-")
_STOP_WORDS = frozenset(
    "a an and are as at be by can do does for from how in into is it its not of on or our that the this to "
    "toward towards using via we what when with without your you".split()
)


def request_papers(ids: Iterable[str], service: ArxivService, store: Store) -> Task[None]:
    """Stores the answer for each id: a Paper, Absent (seen twice) or Unknown."""
    spellings: dict[str, list[str]] = {}
    for arxiv_id in dict.fromkeys(ids):
        if is_valid(arxiv_id):
            spellings.setdefault(id_key(arxiv_id), []).append(arxiv_id)
        else:
            store(AskPaper(arxiv_id), Unknown("not a well-formed arXiv id"))

    def answer(key: str, result: Answer) -> None:
        for arxiv_id in spellings.pop(key, ()):
            store(AskPaper(arxiv_id), result)

    control = CONTROL_ID
    for batch in _batches(list(spellings), BATCH):
        for part, feed in (yield from _fetch_ids(batch, service)):
            if isinstance(feed, Unknown):
                for key in part:
                    answer(key, feed)
                continue
            for paper in feed.papers:
                control = paper.arxiv_id
                answer(paper.arxiv_id, paper)
    for batch in _batches(list(spellings), BATCH - 1):
        for part, feed in (yield from _fetch_ids([*batch, control], service)):
            found = {} if isinstance(feed, Unknown) else {paper.arxiv_id: paper for paper in feed.papers}
            doubt = feed if isinstance(feed, Unknown) else Unknown("arXiv answers with an empty page")
            for key in part:
                answer(key, found.get(key) or (Absent() if control in found else doubt))


def request_papers_by_title(questions: Sequence[AskTitle], service: ArxivService, store: Store) -> Task[None]:
    """Searches for papers with the words of each title; where there are none, with those after its colon. Several
    titles are searched in one request; a request whose answer cannot hold all papers is split."""
    missing = yield from _search_all([(one, _title_terms(one.title)) for one in questions], service, store)
    parts = [(question, _title_terms(question.title.partition(":")[2])) for question, _ in missing]
    nothing = [each for each in parts if len(each[1]) < 4]
    nothing += yield from _search_all([each for each in parts if len(each[1]) >= 4], service, store)
    for question, _ in nothing:
        store(question, Candidates(()))


def _search_all(searched: list[Searched], service: ArxivService, store: Store) -> Task[list[Searched]]:
    """Stores the papers with the words of each title, and returns the titles that no paper has."""
    missing = [each for each in searched if not each[1]]
    for batch in _batches([each for each in searched if each[1]], TITLES):
        missing += yield from _search(batch, service, store)
    return missing


def _search(batch: list[Searched], service: ArxivService, store: Store) -> Task[list[Searched]]:
    """Stores the papers with the words of each title, and returns the titles that no paper has."""
    queries = [" AND ".join(f'ti:"{term}"' for term in terms) for _, terms in batch]
    query = queries[0] if len(queries) == 1 else " OR ".join(f"({each})" for each in queries)
    size = MAX_CANDIDATES * len(batch)
    feed = yield from service.fetch({"search_query": query, "start": "0", "max_results": str(size)})
    if isinstance(feed, Unknown):
        for question, _ in batch:
            store(question, feed)
        return []
    if len(feed.papers) == size and len(batch) > 1:
        half = len(batch) // 2
        first = yield from _search(batch[:half], service, store)
        return [*first, *(yield from _search(batch[half:], service, store))]
    missing = []
    for paper in feed.papers:
        store(AskPaper(paper.arxiv_id), paper)
    words = [(paper, _fold_text(paper.title)) for paper in feed.papers]
    for question, terms in batch:
        wanted = [_fold_text(term) for term in terms]
        found = [p for p, title in words if len(batch) == 1 or all(f" {w} " in f" {title} " for w in wanted)]
        if found:
            store(question, Candidates(tuple(found[:MAX_CANDIDATES])))
        else:
            missing.append((question, terms))
    return missing


def _fold_text(text: str) -> str:
    return " ".join(title_words(text))


def _title_terms(text: str) -> list[str]:
    """The first nine words of a title that are no stop words: they are enough to find one paper. A word with a quote
    in it may be one whose LaTeX accent lost its backslash (`H"older`)."""
    text = _COMMAND.sub(" ", latex.latex_to_text(_MATH.sub(" ", text))).translate(_HYPHENS)
    text = " ".join(word for word in text.split() if not _INNER_QUOTE.search(word))
    words = (word.strip(".!?'’‘`*_-–—~^&<>") for word in _WORD.findall(text))
    terms = [word for word in words if len(word) > 1 and word.lower() not in _STOP_WORDS]
    return list(dict.fromkeys(terms[:9]))


def _batches(keys: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _fetch_ids(keys: Batch, service: ArxivService) -> Task[list[tuple[Batch, atom.Feed | Unknown]]]:
    """The feed for some ids. A refused batch (400: one id that arXiv does not accept spoils all) is halved."""
    # Without `max_results` arXiv answers for ten ids only.
    fields = {"id_list": ",".join(keys), "start": "0", "max_results": str(len(keys))}
    feed = yield from service.fetch(fields)
    if isinstance(feed, Unknown) or feed.error is None or feed.papers:
        return [(keys, feed)]
    if len(keys) == 1:
        return [(keys, Unknown("arXiv does not accept this id"))]
    half = len(keys) // 2
    first = yield from _fetch_ids(keys[:half], service)
    second = yield from _fetch_ids(keys[half:], service)
    return [*first, *second]


def _is_transient(outcome: Outcome, attempt: int) -> bool:
    if isinstance(outcome, Failure):
        return outcome.cause in ("timeout", "connection") and attempt < 2
    passing = outcome.status in (200, 400, 500, 502, 503, 504)
    return passing and isinstance(_feed(outcome), Unknown)


def _feed(outcome: Outcome) -> atom.Feed | Unknown:
    """The feed that an outcome contains, or why it contains none."""
    if isinstance(outcome, Failure):
        return Unknown(f"arXiv: {outcome.reason}")
    if outcome.status not in (200, 400) or not outcome.complete:
        return Unknown(f"arXiv answers with status {outcome.status}")
    try:
        return atom.parse_feed(outcome.body or b"")
    except atom.FeedError as error:
        return Unknown(f"the answer of arXiv cannot be read ({error})")
