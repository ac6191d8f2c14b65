"""arXiv's own word on ids and titles, asked as its terms want it: in batches, one at a time, with pauses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from awesome_lint.bibliography.arxiv import identity, is_valid
from awesome_lint.facts import Absent, Answer, AskPaper, AskTitle, Candidates, Question, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import backoff, retry_after
from awesome_lint.lookup.scheduler import Task
from awesome_lint.lookup.services import atom
from awesome_lint.lookup.transport import Request

BATCH = 100
"""Ids a request: more make the address too long (414). `max_results` has to be said, or arXiv answers ten."""
FOUND = 10
"""Papers wanted of a title search."""
LANDMARK = "1706.03762"
"""A paper that exists, asked beside missing ones: an answer without it is an accidental, empty page."""
SECONDS = 60.0
FEED_BYTES = 8 * 1024 * 1024


class Service(NamedTuple):
    """Where the API is, whether the user set that address, and what takes the next turn at it among all runs
    on this machine."""

    endpoint: str
    trusted: bool
    reserve: Callable[[], float] | None = None


Learn = Callable[[Question, Answer], None]
Fetching = Task[atom.Feed | Unknown]

_MATH = re.compile(r"\$[^$]*\$|\\[a-zA-Z]+")
_WORD = re.compile(r"[^\s\"“”«»(){}\[\]:;,|/\\]+")
_PLAIN = frozenset(
    "a an and are as at be by can do does for from how in into is it its not of on or our that the this to "
    "toward towards using via we what when with without your you".split()
)


def papers(ids: Iterable[str], service: Service, learn: Learn) -> Task[None]:
    """Asks for all the ids and tells `learn` of each: a Paper, Absent (seen twice) or Unknown."""
    asked: dict[str, list[str]] = {}
    for ident in dict.fromkeys(ids):
        if is_valid(ident):
            asked.setdefault(identity(ident), []).append(ident)
        else:
            learn(AskPaper(ident), Unknown("not a well-formed arXiv id"))

    def tell(key: str, answer: Answer) -> None:
        for ident in asked.pop(key, ()):
            learn(AskPaper(ident), answer)

    landmark = LANDMARK
    for batch in _batches(list(asked), BATCH):
        for part, feed in (yield from _fetch_ids(batch, service)):
            if isinstance(feed, Unknown):
                for key in part:
                    tell(key, feed)
                continue
            for paper in feed.papers:
                landmark = paper.arxiv_id
                tell(paper.arxiv_id, paper)
    for batch in _batches(list(asked), BATCH - 1):
        for part, feed in (yield from _fetch_ids([*batch, landmark], service)):
            known = {} if isinstance(feed, Unknown) else {paper.arxiv_id: paper for paper in feed.papers}
            sound = landmark in known
            for key in part:
                doubt = feed if isinstance(feed, Unknown) else Unknown("arXiv answered with an empty page")
                tell(key, known.get(key) or (Absent() if sound else doubt))


def title(question: AskTitle, service: Service, learn: Learn) -> Task[None]:
    """Searches for papers with the words of a title; where there are none, with those after its colon."""
    _, colon, rest = question.title.partition(":")
    queries = [_query(question.title)]
    if colon and len(_words(rest)) >= 4:
        queries.append(_query(rest))
    answer: Answer = Candidates(())
    for query in queries:
        if not query:
            continue
        feed = yield from _fetch({"search_query": query, "start": "0", "max_results": str(FOUND)}, service)
        if isinstance(feed, Unknown):
            answer = feed
            break
        if feed.papers:
            for paper in feed.papers:
                learn(AskPaper(paper.arxiv_id), paper)
            answer = Candidates(feed.papers)
            break
    learn(question, answer)


def title_terms(text: str) -> list[str]:
    """The words that single a paper out by its title: those of weight, the first nine."""
    return list(dict.fromkeys(_words(text)[:9]))


def _words(text: str) -> list[str]:
    found = (word.strip(".!?'’‘`*_-–—~^&<>") for word in _WORD.findall(_MATH.sub(" ", text)))
    return [word for word in found if len(word) > 1 and word.lower() not in _PLAIN]


def _query(text: str) -> str:
    """A query for titles that hold these words, in any order: nine are enough to single a paper out."""
    return " AND ".join(f'ti:"{word}"' for word in title_terms(text))


def _batches(keys: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _fetch_ids(keys: list[str], service: Service) -> Task[list[tuple[list[str], atom.Feed | Unknown]]]:
    """The feed for some ids. A refused batch (400: one id that arXiv does not take spoils all) is halved."""
    query = {"id_list": ",".join(keys), "start": "0", "max_results": str(len(keys))}
    feed = yield from _fetch(query, service)
    refused = isinstance(feed, atom.Feed) and feed.error is not None and not feed.papers
    if not refused:
        return [(keys, feed)]
    if len(keys) == 1:
        return [(keys, Unknown("arXiv does not take this id"))]
    half = len(keys) // 2
    left = yield from _fetch_ids(keys[:half], service)
    right = yield from _fetch_ids(keys[half:], service)
    return [*left, *right]


def _fetch(query: dict[str, str], service: Service) -> Fetching:
    url = f"{service.endpoint}{'&' if '?' in service.endpoint else '?'}{urlencode(query, safe=',')}"
    wait, attempt = 0.0, 0
    while True:
        outcome = yield Request(
            url,
            max_body=FEED_BYTES,
            timeout=SECONDS,
            trusted=service.trusted,
            wait=wait,
            reserve=service.reserve,
        )
        asked: float | None = None
        if isinstance(outcome, Failure):
            reason = f"arXiv: {outcome.reason}"
            passing = outcome.cause in ("timeout", "connection") and attempt < 2
        else:
            asked = retry_after(outcome.headers.get("retry-after"))
            passing = outcome.status in (200, 400, 429, 500, 502, 503, 504)
            reason = f"arXiv answers {outcome.status}"
            if outcome.status in (200, 400) and outcome.body is not None and outcome.complete:
                try:
                    return atom.read(outcome.body)
                except atom.FeedError as error:
                    reason = f"arXiv answered with something else ({error})"
        pause = backoff(attempt, asked) if passing else None
        if pause is None:
            return Unknown(reason)
        wait, attempt = pause, attempt + 1
