"""Parses the Atom feeds of arXiv's API (https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from awesome_lint.bibliography.arxiv import id_key
from awesome_lint.facts import Paper
from awesome_lint.lookup.services.json_api import MAX_AUTHORS, safe_text
from awesome_lint.structs import record

_ENTRY = re.compile(r"https?://arxiv\.org/abs/(.+?)(?:v(\d+))?$")
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


class FeedError(ValueError):
    """Raised for a reply that is not a valid feed; the message is the reason."""


@record(frozen=True)
class Feed:
    """The papers of a feed, in its order; `has_error` says whether an entry is no paper, such as one titled Error."""

    papers: tuple[Paper, ...]
    has_error: bool


def parse_feed(body: bytes) -> Feed:
    """The feed in a reply. Raises FeedError if it is not well-formed, is not a feed, or has a document type (no Atom
    feed has one, and entities could expand a few bytes to gigabytes)."""
    try:
        text = body.decode()
        if "<!DOCTYPE" in text:
            raise FeedError("it declares a document type")
        root = ElementTree.fromstring(text)  # noqa: S314
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        raise FeedError(f"not well-formed: {safe_text(str(error), 100)}") from error
    if root.tag != f"{_ATOM}feed":
        raise FeedError("not an Atom feed")
    papers = [_parse_paper(entry) for entry in root.findall(f"{_ATOM}entry")]
    return Feed(tuple(paper for paper in papers if paper is not None), None in papers)


def _parse_paper(entry: ElementTree.Element) -> Paper | None:
    """The paper in an entry; None for an entry titled Error."""
    url = _ENTRY.match(_text_at(entry, f"{_ATOM}id") or "")
    title = _text_at(entry, f"{_ATOM}title")
    if url is None or title is None:
        return None
    names = (safe_text(name.text, 200) for name in entry.findall(f"{_ATOM}author/{_ATOM}name")[:MAX_AUTHORS])
    category = entry.find(f"{_ARXIV}primary_category")
    return Paper(
        arxiv_id=id_key(url[1]),
        title=title,
        authors=tuple(filter(None, names)),
        published=_parse_day(_text_at(entry, f"{_ATOM}published")),
        version=int(url[2][:4]) if url[2] else 1,
        comment=_text_at(entry, f"{_ARXIV}comment"),
        journal_ref=_text_at(entry, f"{_ARXIV}journal_ref"),
        doi=_text_at(entry, f"{_ARXIV}doi"),
        category=None if category is None else safe_text(category.get("term")) or None,
    )


def _text_at(entry: ElementTree.Element, path: str) -> str | None:
    """The text of the first element at `path`, on one line; None if there is none."""
    return safe_text(entry.findtext(path)) or None


def _parse_day(text: str | None) -> date | None:
    """The day of an Atom timestamp; None if there is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
