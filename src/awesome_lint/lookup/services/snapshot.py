"""arXiv's metadata snapshot, which answers without the network.

arXiv publishes it for bulk use (https://info.arxiv.org/help/bulk_data.html): one JSON object a line with `id`,
`title`, `authors_parsed`, `comments`, `journal-ref`, `doi`, `categories` and `versions`. It is read once for all
questions of a round, and only the lines that answer one are parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from awesome_lint.bibliography.arxiv import identity
from awesome_lint.facts import Answer, AskPaper, AskTitle, Candidates, Paper, Question
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.services.arxiv import MAX_CANDIDATES, title_terms

_ID = re.compile(rb'"id":\s*"([^"]{1,40})"')
_TITLE = re.compile(rb'"title":\s*"((?:[^"\\]|\\.){1,2000})"')


def answers(path: Path, questions: Iterable[Question]) -> dict[Question, Answer]:
    """What the snapshot has on ids and titles. A question that it does not answer is left out: the paper may be
    younger than the file. Raises OSError where the file cannot be read."""
    questions = list(questions)
    by_id = {
        identity(question.arxiv_id): question for question in questions if isinstance(question, AskPaper)
    }
    titles = [question for question in questions if isinstance(question, AskTitle)]
    terms = {question: [term.lower().encode() for term in title_terms(question.title)] for question in titles}
    terms = {question: words for question, words in terms.items() if words}
    known: dict[Question, Answer] = {}
    if not by_id and not terms:
        return known
    candidates: dict[AskTitle, list[Paper]] = {}
    with path.open("rb") as lines:
        for line in lines:
            number = _ID.search(line, 0, 100)
            question = by_id.get(identity(number[1].decode("latin-1"))) if number is not None else None
            matching = _matching(line, terms) if terms and number is not None else []
            paper = _paper(line) if question is not None or matching else None
            if paper is None:
                continue
            if question is not None:
                known[question] = paper
            for title in matching:
                candidates.setdefault(title, []).append(paper)
    return known | {title: Candidates(tuple(papers[:MAX_CANDIDATES])) for title, papers in candidates.items()}


def _matching(line: bytes, terms: dict[AskTitle, list[bytes]]) -> list[AskTitle]:
    """The questions whose terms are all in the title on a line."""
    title = _TITLE.search(line)
    if title is None:
        return []
    lowered = title[1].lower()
    return [question for question, words in terms.items() if all(word in lowered for word in words)]


def _paper(line: bytes) -> Paper | None:
    try:
        row: dict[str, Any] = json.loads(line)
        versions = row.get("versions") or [{}]
        names = (" ".join((parts[1], parts[0])) for parts in row.get("authors_parsed") or ())
        return Paper(
            arxiv_id=identity(row["id"]),
            title=clean(row["title"]),
            authors=tuple(clean(name, 200) for name in names),
            published=_day(versions[0].get("created")),
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
