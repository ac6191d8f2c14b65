"""arXiv's metadata snapshot, which answers without the network.

arXiv publishes it for bulk use (https://info.arxiv.org/help/bulk_data.html): one JSON object a line with `id`,
`title`, `authors_parsed`, `comments`, `journal-ref`, `doi`, `categories` and `versions`. It is read
once through for all questions of a round, and only the lines that matter are parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from awesome_lint.bibliography.arxiv import identity
from awesome_lint.facts import Answer, AskPaper, AskTitle, Candidates, Paper, Question
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.services.arxiv import FOUND, title_terms

_ID = re.compile(rb'"id":\s*"([^"]{1,40})"')
_TITLE = re.compile(rb'"title":\s*"((?:[^"\\]|\\.){1,2000})"')


def answers(path: Path, questions: Iterable[Question]) -> dict[Question, Answer]:
    """What the snapshot knows of ids and titles. What it does not hold is left out: it may be younger than the file.
    Raises OSError where the file cannot be read."""
    asked = list(questions)
    ids = {identity(question.arxiv_id): question for question in asked if isinstance(question, AskPaper)}
    terms = {
        question: [term.lower().encode() for term in title_terms(question.title)]
        for question in asked
        if isinstance(question, AskTitle)
    }
    terms = {question: words for question, words in terms.items() if words}
    if not ids and not terms:
        return {}
    found: dict[Question, Answer] = {}
    for line in _lines(path):
        number = _ID.search(line, 0, 100)
        if number is None:
            continue
        named = ids.get(identity(number[1].decode("latin-1")))
        about = list(_bearing(line, terms)) if terms else []
        if named is None and not about:
            continue
        paper = _paper(line)
        if paper is None:
            continue
        if named is not None:
            found[named] = paper
        for question in about:
            known = found.get(question)
            before = known.papers if isinstance(known, Candidates) else ()
            if len(before) < FOUND:
                found[question] = Candidates((*before, paper))
    return found


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _bearing(line: bytes, terms: dict[AskTitle, list[bytes]]) -> Iterator[AskTitle]:
    title = _TITLE.search(line)
    if title is None:
        return
    lowered = title[1].lower()
    for question, words in terms.items():
        if all(word in lowered for word in words):
            yield question


def _paper(line: bytes) -> Paper | None:
    try:
        row: dict[str, Any] = json.loads(line)
        versions = row.get("versions") or [{}]
        return Paper(
            arxiv_id=identity(row["id"]),
            title=clean(row["title"]),
            authors=tuple(
                clean(" ".join((parts[1], parts[0])), 200) for parts in row.get("authors_parsed") or ()
            ),
            published=_day(versions[0].get("created")),
            updated=_day(versions[-1].get("created")),
            version=int(str(versions[-1].get("version", "v1")).lstrip("v")),
            comment=clean(row.get("comments")) or None,
            journal_ref=clean(row.get("journal-ref")) or None,
            doi=clean(row.get("doi")) or None,
            category=str(row.get("categories") or "").partition(" ")[0] or None,
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None


def _day(text: str | None) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if text else None
    except (ValueError, TypeError):
        return None
