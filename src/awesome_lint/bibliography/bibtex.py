"""Parses BibTeX records in a text, with the span of each field.

The syntax is that of https://ctan.org/pkg/bibtex ("Designing BibTeX Styles" and the btxdoc manual): a record is
`@type{key, name = value, …}`. A value is in balanced braces or quotation marks, or is a number or the name of a
macro; several may be joined with `#`."""

from __future__ import annotations

import re

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

_RECORD = lazy(r"(?<![\w@])@(?P<type>[A-Za-z]+)[ \t]*(?P<open>\{)[ \t]*(?P<key>[^\s,={}\"]*)[ \t]*,")
_FIELD = lazy(r"[\s,]*(?P<name>[A-Za-z][\w-]*)\s*=\s*")
_WORD = lazy(r"[^\s,{}\"#]+")
_JOIN = lazy(r"\s*#\s*")
_DELIMITER = lazy(r'[{}"]')
_NOT_RECORDS = frozenset(("comment", "string", "preamble"))


@record(frozen=True)
class BibField:
    """A field of a record. `name` is in lower case; `value` is its text without braces or quotation marks, at `span`;
    `outer` is the span of the whole field."""

    name: str
    value: str
    span: Span
    outer: Span


@record(frozen=True)
class BibRecord:
    """A BibTeX record. `is_balanced` is False if its braces do not close before the next record or the end."""

    key: str
    span: Span
    key_span: Span
    fields: tuple[BibField, ...]
    is_balanced: bool

    def field(self, name: str) -> BibField | None:
        """The first field with this name; None if there is none."""
        return next((field for field in self.fields if field.name == name), None)


def find_records(text: str, start: int = 0, end: int | None = None) -> list[BibRecord]:
    """The BibTeX records between two offsets of a text, in order; their spans refer to the whole text."""
    stop = len(text) if end is None else end
    heads = [m for m in _RECORD.finditer(text, start, stop) if m["type"].lower() not in _NOT_RECORDS]
    limits = [head.start() for head in heads[1:]] + [stop]
    return [_parse_record(text, head, limit) for head, limit in zip(heads, limits, strict=False)]


def _parse_record(text: str, head: re.Match[str], limit: int) -> BibRecord:
    """The record whose type and key `head` has matched; it ends at `limit` or earlier."""
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
    return BibRecord(head["key"], span, key, tuple(fields), close is not None)


def _value_end(text: str, value_start: int, stop: int) -> int:
    """The offset of the end of the field value at `value_start`; a value that is not closed extends to `stop`."""
    while value_start < stop:
        end: int | None
        if text[value_start] in '{"':
            end = _end_of_delimited(text, value_start, stop, "}" if text[value_start] == "{" else '"')
            if end is None:
                return stop
        else:
            word = _WORD.match(text, value_start, stop)
            end = word.end() if word is not None else value_start
        join = _JOIN.match(text, end, stop)
        if join is None:
            return end
        value_start = join.end()
    return stop


def _end_of_delimited(text: str, opening_offset: int, stop: int, closing: str) -> int | None:
    """The offset after the brace or quotation mark `closing` that closes the one at `opening_offset`; None if it is not
    closed. Braces in quotation marks must balance."""
    depth = 1 if closing == "}" else 0
    for match in _DELIMITER.finditer(text, opening_offset + 1, stop):
        character = match[0]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0 and closing == "}":
                return match.end()
            if depth < 0:
                return None
        elif character == closing and depth == 0:
            return match.end()
    return None


def _without_delimiters(text: str, span: Span) -> Span:
    """The span of a value without its outer braces or quotation marks and the whitespace inside them."""
    start, end = span
    if end - start >= 2 and text[start] + text[end - 1] in ("{}", '""'):
        start, end = start + 1, end - 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
