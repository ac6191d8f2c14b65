"""BibTeX records as a text has them, each field with its place.

The grammar is that of https://ctan.org/pkg/bibtex ("Designing BibTeX Styles" and the btxdoc manual): a record
is `@type{key, name = value, …}`; a value is in braces, which balance, or in quotation marks, or is a number
or the name of a macro, and parts may be joined with `#`.
"""

from __future__ import annotations

import re

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

_RECORD = lazy(r"(?<![\w@])@(?P<type>[A-Za-z]+)[ \t]*(?P<open>\{)[ \t]*(?P<key>[^\s,={}\"]*)[ \t]*,")
_FIELD = lazy(r"[\s,]*(?P<name>[A-Za-z][\w-]*)\s*=\s*")
_WORD = lazy(r"[^\s,{}\"#]+")
_JOIN = lazy(r"\s*#\s*")
_MARK = lazy(r'[{}"]')
_NOT_RECORDS = frozenset(("comment", "string", "preamble"))


@record(frozen=True)
class BibField:
    """One field. `name` is in lower case; `value` is between its braces or quotation marks; `span` is the
    value's place, `outer` that of the whole field from its name on."""

    name: str
    value: str
    span: Span
    outer: Span


@record(frozen=True)
class BibRecord:
    """One record. `balanced` is False when its braces do not close before the next record or the end."""

    type: str
    key: str
    span: Span
    key_span: Span
    fields: tuple[BibField, ...]
    balanced: bool

    def field(self, name: str) -> BibField | None:
        """The first field of that name."""
        return next((field for field in self.fields if field.name == name), None)


def find_records(text: str, start: int = 0, end: int | None = None) -> list[BibRecord]:
    """The records between two offsets of `text`, in order; spans count in the whole text."""
    stop = len(text) if end is None else end
    heads = [m for m in _RECORD.finditer(text, start, stop) if m["type"].lower() not in _NOT_RECORDS]
    limits = [head.start() for head in heads[1:]] + [stop]
    return [_parse_record(text, head, limit) for head, limit in zip(heads, limits, strict=False)]


def _parse_record(text: str, head: re.Match[str], limit: int) -> BibRecord:
    close = _end_of_delimited(text, head.end("open") - 1, limit, "}")
    stop = limit if close is None else close - 1
    fields = []
    at = head.end()
    while (name := _FIELD.match(text, at, stop)) is not None:
        at = _value_end(text, name.end(), stop)
        span = _without_delimiters(text, Span(name.end(), at))
        value = text[span.start : span.end]
        fields.append(BibField(name["name"].lower(), value, span, Span(name.start("name"), at)))
    key = Span(head.start("key"), head.end("key"))
    span = Span(head.start(), limit if close is None else close)
    return BibRecord(head["type"].lower(), head["key"], span, key, tuple(fields), close is not None)


def _value_end(text: str, at: int, stop: int) -> int:
    """Where the value that begins at `at` ends; a value that does not close takes the rest."""
    while at < stop:
        end: int | None
        if text[at] in '{"':
            end = _end_of_delimited(text, at, stop, "}" if text[at] == "{" else '"')
            if end is None:
                return stop
        else:
            word = _WORD.match(text, at, stop)
            end = word.end() if word is not None else at
        joined = _JOIN.match(text, end, stop)
        if joined is None:
            return end
        at = joined.end()
    return stop


def _end_of_delimited(text: str, at: int, stop: int, mark: str) -> int | None:
    """The offset after the brace or quotation mark that closes the one at `at`, or None. In quotation marks,
    braces must balance too."""
    depth = 1 if mark == "}" else 0
    for seen in _MARK.finditer(text, at + 1, stop):
        character = seen[0]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0 and mark == "}":
                return seen.end()
            if depth < 0:
                return None
        elif character == mark and depth == 0:
            return seen.end()
    return None


def _without_delimiters(text: str, span: Span) -> Span:
    """The value without its outer braces or quotation marks, and without whitespace inside them."""
    start, end = span
    if end - start >= 2 and text[start] + text[end - 1] in ("{}", '""'):
        start, end = start + 1, end - 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
