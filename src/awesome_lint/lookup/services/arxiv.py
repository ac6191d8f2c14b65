"""Requests papers by id and by title from arXiv's API, in batches, one at a time with pauses as its terms require."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
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

IDS_PER_REQUEST = 100
"""The number of ids in one request; more make the URL too long (414)."""
MAX_CANDIDATES = 10
"""The number of papers that are kept for one title."""
TITLES_PER_REQUEST = 8
"""The number of titles in one request."""
CONTROL_ID = "1706.03762"
"""A paper that exists. It is requested together with missing ones; a reply without it is empty by accident."""
TIMEOUT_SECONDS = 60.0
PAUSE_SECONDS = 600.0
"""The seconds without requests after arXiv refused one (429)."""


class ArxivService:
    """Requests feeds from arXiv. arXiv's rate limit applies to all runs on a machine together: the shared cache has the
    times of their requests, and after a refusal no run sends requests for a while."""

    def __init__(self, endpoint: Endpoint, interval: float, cache: Cache | None) -> None:
        self._endpoint = endpoint
        self._cache = cache
        # Reserves the time of this machine's next request; returns the seconds until then.
        self._reserve = partial(cache.reserve_request, endpoint.url, interval) if cache is not None else None
        pause = cache.seconds_of_pause(endpoint.url) if cache is not None else 0.0
        self._paused_until = time.monotonic() + pause

    def fetch_feed(self, query_fields: dict[str, str]) -> Task[atom.Feed | Unknown]:
        """The feed in the reply to a request with these query fields."""
        base = self._endpoint.url
        request = Request(
            f"{base}{'&' if '?' in base else '?'}{urlencode(query_fields, safe=',')}",
            max_body=MAX_BYTES,
            timeout=TIMEOUT_SECONDS,
            trusted=self._endpoint.trusted,
            skip_reason=self._skip_reason,
            reserve=self._reserve,
        )
        outcome = yield from repeat_request(request, _is_transient)
        if not isinstance(outcome, Failure) and outcome.status == 429:
            self._paused_until = time.monotonic() + PAUSE_SECONDS
            if self._cache is not None:
                self._cache.pause_requests(base, PAUSE_SECONDS)
        return _feed_of_outcome(outcome)

    def _skip_reason(self) -> str | None:
        """The reason why no request is sent at present; None if requests are allowed."""
        seconds = self._paused_until - time.monotonic()
        minutes = math.ceil(seconds / 60)
        return f"it limits the number of requests (429); ask again in {minutes} min" if seconds > 0 else None


Store = Callable[[Question, Answer], None]
Batch = list[str]
TitleSearch = tuple[AskTitle, list[str]]
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
    """Stores the answer for each arXiv id: a Paper, Absent (if two replies agree) or Unknown."""
    spellings: dict[str, list[str]] = {}
    for arxiv_id in dict.fromkeys(ids):
        if is_valid(arxiv_id):
            spellings.setdefault(id_key(arxiv_id), []).append(arxiv_id)
        else:
            store(AskPaper(arxiv_id), Unknown("not a well-formed arXiv id"))

    def store_for_id(key: str, result: Answer) -> None:
        for arxiv_id in spellings.pop(key, ()):
            store(AskPaper(arxiv_id), result)

    control = CONTROL_ID
    for batch in _split_into_batches(list(spellings), IDS_PER_REQUEST):
        for part, feed in (yield from _fetch_feeds_of_ids(batch, service)):
            if isinstance(feed, Unknown):
                for key in part:
                    store_for_id(key, feed)
                continue
            for paper in feed.papers:
                control = paper.arxiv_id
                store_for_id(paper.arxiv_id, paper)
    for batch in _split_into_batches(list(spellings), IDS_PER_REQUEST - 1):
        for part, feed in (yield from _fetch_feeds_of_ids([*batch, control], service)):
            by_id = {} if isinstance(feed, Unknown) else {paper.arxiv_id: paper for paper in feed.papers}
            doubt = feed if isinstance(feed, Unknown) else Unknown("arXiv answers with an empty page")
            for key in part:
                store_for_id(key, by_id.get(key) or (Absent() if control in by_id else doubt))


def request_papers_by_title(questions: Sequence[AskTitle], service: ArxivService, store: Store) -> Task[None]:
    """Searches for papers by the words of each title, and if there are none, by those after its colon. A request
    contains several titles and is split if its reply cannot contain all papers."""
    missing = yield from _search_all([(one, _search_terms(one.title)) for one in questions], service, store)
    subtitles = [(one, _search_terms(one.title.partition(":")[2])) for one, _ in missing]
    not_found = [each for each in subtitles if len(each[1]) < 4]
    not_found += yield from _search_all([each for each in subtitles if len(each[1]) >= 4], service, store)
    for question, _ in not_found:
        store(question, Candidates(()))


def _search_all(searches: list[TitleSearch], service: ArxivService, store: Store) -> Task[list[TitleSearch]]:
    """Stores the papers that match each title; returns the titles without papers."""
    not_found = [each for each in searches if not each[1]]
    for batch in _split_into_batches([each for each in searches if each[1]], TITLES_PER_REQUEST):
        not_found += yield from _search_batch(batch, service, store)
    return not_found


def _search_batch(batch: list[TitleSearch], service: ArxivService, store: Store) -> Task[list[TitleSearch]]:
    """Searches the titles with one request, or in halves if the answer is full. Stores the papers that match each of
    them, or the failure; returns the titles for which no paper was found."""
    queries = [" AND ".join(f'ti:"{term}"' for term in terms) for _, terms in batch]
    query = queries[0] if len(queries) == 1 else " OR ".join(f"({each})" for each in queries)
    size = MAX_CANDIDATES * len(batch)
    feed = yield from service.fetch_feed({"search_query": query, "start": "0", "max_results": str(size)})
    if isinstance(feed, Unknown):
        for question, _ in batch:
            store(question, feed)
        return []
    if len(feed.papers) == size and len(batch) > 1:
        half = len(batch) // 2
        first = yield from _search_batch(batch[:half], service, store)
        return [*first, *(yield from _search_batch(batch[half:], service, store))]
    not_found = []
    for paper in feed.papers:
        store(AskPaper(paper.arxiv_id), paper)
    titles = [(paper, _fold_text(paper.title)) for paper in feed.papers]
    for question, terms in batch:
        words = [_fold_text(term) for term in terms]
        papers = [p for p, title in titles if len(batch) == 1 or all(f" {w} " in f" {title} " for w in words)]
        if papers:
            store(question, Candidates(tuple(papers[:MAX_CANDIDATES])))
        else:
            not_found.append((question, terms))
    return not_found


def _fold_text(text: str) -> str:
    """The words of a text as `title_words` returns them, with single spaces."""
    return " ".join(title_words(text))


def _search_terms(title: str) -> list[str]:
    """The first nine words of a title, without stop words and duplicates: enough to find one paper. A word with an
    inner quotation mark is left out, since it may be a LaTeX accent without its backslash (`H"older`)."""
    title = _COMMAND.sub(" ", latex.latex_to_text(_MATH.sub(" ", title))).translate(_HYPHENS)
    title = " ".join(word for word in title.split() if not _INNER_QUOTE.search(word))
    words = (word.strip(".!?'’‘`*_-–—~^&<>") for word in _WORD.findall(title))
    terms = [word for word in words if len(word) > 1 and word.lower() not in _STOP_WORDS]
    return list(dict.fromkeys(terms[:9]))


def _split_into_batches(items: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _fetch_feeds_of_ids(ids: Batch, service: ArxivService) -> Task[list[tuple[Batch, atom.Feed | Unknown]]]:
    """The feeds for the ids, with the ids of each. A refused batch is halved: arXiv answers 400 if one id is
    invalid."""
    # Without `max_results` arXiv answers for ten ids only.
    fields = {"id_list": ",".join(ids), "start": "0", "max_results": str(len(ids))}
    feed = yield from service.fetch_feed(fields)
    if isinstance(feed, Unknown) or not feed.has_error or feed.papers:
        return [(ids, feed)]
    if len(ids) == 1:
        return [(ids, Unknown("arXiv does not accept this id"))]
    half = len(ids) // 2
    first = yield from _fetch_feeds_of_ids(ids[:half], service)
    second = yield from _fetch_feeds_of_ids(ids[half:], service)
    return [*first, *second]


def _is_transient(outcome: Outcome, attempt: int) -> bool:
    """Whether another request may soon have a feed as its outcome."""
    if isinstance(outcome, Failure):
        return outcome.cause in ("timeout", "connection") and attempt < 2
    has_status = outcome.status in (200, 400, 500, 502, 503, 504)
    return has_status and isinstance(_feed_of_outcome(outcome), Unknown)


def _feed_of_outcome(outcome: Outcome) -> atom.Feed | Unknown:
    """The feed in an outcome; Unknown with the reason if there is none."""
    if isinstance(outcome, Failure):
        return Unknown(f"arXiv: {outcome.reason}")
    if outcome.status not in (200, 400) or not outcome.complete:
        return Unknown(f"arXiv answers with status {outcome.status}")
    try:
        return atom.parse_feed(outcome.body or b"")
    except atom.FeedError as error:
        return Unknown(f"the answer of arXiv cannot be read ({error})")
