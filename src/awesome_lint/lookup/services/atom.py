"""Reads arXiv's answers: Atom feeds, as https://info.arxiv.org/help/api/user-manual.html describes them."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from awesome_lint.bibliography.arxiv import id_key
from awesome_lint.facts import Paper
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.services.json_api import AUTHORS
from awesome_lint.structs import record

_ENTRY = re.compile(r"https?://arxiv\.org/abs/(.+?)(?:v(\d+))?$")
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


class FeedError(ValueError):
    """The answer is not a feed that can be read; the message says why."""


@record(frozen=True)
class Feed:
    """A feed's papers in its own order; `error` is the summary of arXiv's entry titled Error, if any."""

    papers: tuple[Paper, ...]
    error: str | None = None


def parse_feed(body: bytes) -> Feed:
    """The papers of one answer of the API. Raises FeedError for what is not well-formed, is no feed, or declares a
    document type (no Atom feed has one, and entities could make a few bytes expand to gigabytes)."""
    try:
        text = body.decode()
        if "<!DOCTYPE" in text:
            raise FeedError("it declares a document type")
        root = ElementTree.fromstring(text)  # noqa: S314
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        raise FeedError(f"not well-formed: {clean(str(error), 100)}") from error
    if root.tag != f"{_ATOM}feed":
        raise FeedError("not an Atom feed")
    papers: list[Paper] = []
    problem: str | None = None
    for entry in root.findall(f"{_ATOM}entry"):
        paper = _paper(entry)
        if paper is not None:
            papers.append(paper)
        elif problem is None:
            problem = _text(entry, f"{_ATOM}summary") or "an entry that is no paper"
    return Feed(tuple(papers), problem)


def _paper(entry: ElementTree.Element) -> Paper | None:
    """The paper that an entry describes; None for arXiv's entry titled Error."""
    url = _ENTRY.match(_text(entry, f"{_ATOM}id") or "")
    title = _text(entry, f"{_ATOM}title")
    if url is None or title is None:
        return None
    names = (clean(name.text, 200) for name in entry.findall(f"{_ATOM}author/{_ATOM}name")[:AUTHORS])
    category = entry.find(f"{_ARXIV}primary_category")
    return Paper(
        arxiv_id=id_key(url[1]),
        title=title,
        authors=tuple(filter(None, names)),
        published=_day(_text(entry, f"{_ATOM}published")),
        version=int(url[2][:4]) if url[2] else 1,
        comment=_text(entry, f"{_ARXIV}comment"),
        journal_ref=_text(entry, f"{_ARXIV}journal_ref"),
        doi=_text(entry, f"{_ARXIV}doi"),
        category=None if category is None else clean(category.get("term")) or None,
    )


def _text(entry: ElementTree.Element, path: str) -> str | None:
    """The text of the first element at `path`, on one line; None where there is none."""
    return clean(entry.findtext(path)) or None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
