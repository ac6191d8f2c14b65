"""arXiv's answers: Atom feeds, as https://info.arxiv.org/help/api/user-manual.html describes them."""

from __future__ import annotations

import re
from datetime import date
from xml.parsers import expat

from awesome_lint.bibliography.arxiv import identity
from awesome_lint.facts import Paper
from awesome_lint.lookup.sanitize import clean
from awesome_lint.structs import record

_ENTRY = re.compile(r"https?://arxiv\.org/abs/(.+?)(?:v(\d+))?$")
_ATOM = "http://www.w3.org/2005/Atom "
_ARXIV = "http://arxiv.org/schemas/atom "
_FIELDS = {
    _ATOM + "id": "id",
    _ATOM + "title": "title",
    _ATOM + "published": "published",
    _ATOM + "updated": "updated",
    _ATOM + "name": "author",
    _ARXIV + "comment": "comment",
    _ARXIV + "journal_ref": "journal_ref",
    _ARXIV + "doi": "doi",
}
DEEPEST = 20
AUTHORS = 500


class FeedError(ValueError):
    """The answer is not a feed that can be read; the message says why."""


@record(frozen=True)
class Feed:
    """A feed's papers in its own order; `error` is the summary of arXiv's entry titled Error, if any."""

    papers: tuple[Paper, ...]
    error: str | None = None


def read(body: bytes) -> Feed:
    """Reads one answer of the API. Raises FeedError for what is not well-formed, not a feed, or declares a
    document type (an Atom feed has none, and entities could make a few bytes unfold into gigabytes)."""
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)
    except expat.ExpatError as error:
        raise FeedError(f"not well-formed: {clean(str(error), 100)}") from error
    if not reader.is_feed:
        raise FeedError("not an Atom feed")
    return Feed(tuple(reader.papers), reader.error)


class _Reader:
    """Follows the parser's events: which entry and which of its elements the text belongs to."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.papers: list[Paper] = []
        self.error: str | None = None
        self.is_feed = False
        self._depth = 0
        self._entry: dict[str, list[str]] | None = None
        self._field: list[str] | None = None

    def _doctype(self, *_: object) -> None:
        raise FeedError("declares a document type, which no feed does")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FeedError("nested too deeply")
        if self._depth == 1:
            self.is_feed = name == _ATOM + "feed"
        elif name == _ATOM + "entry":
            self._entry = {}
        elif self._entry is not None:
            if name == _ARXIV + "primary_category":
                self._entry["category"] = [attributes.get("term", "")]
            field = _FIELDS.get(name) or ("summary" if name == _ATOM + "summary" else None)
            self._field = [] if field is not None else None
            if field is not None and self._field is not None:
                parts = self._entry.setdefault(field, [])
                if len(parts) < AUTHORS:
                    parts.append("")

    def _text(self, data: str) -> None:
        if self._field is not None:
            self._field.append(data)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._entry is None:
            return
        if name == _ATOM + "entry":
            self._keep(self._entry)
            self._entry = None
        elif self._field is not None:
            field = _FIELDS.get(name, "summary")
            if parts := self._entry.get(field):
                parts[-1] = "".join(self._field)
            self._field = None

    def _keep(self, entry: dict[str, list[str]]) -> None:
        def first(name: str) -> str | None:
            return clean(entry.get(name, [""])[0]) or None

        found = _ENTRY.match(first("id") or "")
        title = first("title")
        if found is None or title is None or (title == "Error" and "errors" in (first("id") or "")):
            self.error = self.error or first("summary") or "an entry that is no paper"
            return
        self.papers.append(
            Paper(
                arxiv_id=identity(found[1]),
                title=title,
                authors=tuple(
                    name for name in (clean(part, 200) for part in entry.get("author", [])) if name
                ),
                published=_day(first("published")),
                updated=_day(first("updated")),
                version=int(found[2][:4]) if found[2] else 1,
                comment=first("comment"),
                journal_ref=first("journal_ref"),
                doi=first("doi"),
                category=first("category"),
            )
        )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
