"""Parses destinations, titles and labels of links, as in CommonMark 0.31 (sections 4.7 and 6.3)."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import NamedTuple

from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.mistletoe_import import core_tokens, span_token

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_ESCAPE_OR_ENTITY = lazy(span_token.EscapeSequence.pattern.pattern + "|" + _ENTITY)
_ENTITIES = lazy(_ENTITY)
_SPACES = lazy(r"[ \t]*(?:\n[ \t]*)?")
_ANGLE_DESTINATION = lazy(r"<((?:[^<>\\\n]|\\.)*)>")
_PLAIN_DESTINATION = lazy(r"(?:[^\\()\x00-\x20\x7f]+|\\[!-/:-@\[-`{-~]|\\)*")
_TITLE = {
    '"': lazy(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL),
    "'": lazy(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL),
    "(": lazy(r"\(((?:[^()\\]|\\.)*+)\)", re.DOTALL),
}
_LABEL = lazy(r"\[((?:[^\[\]\\]|\\.){1,999}+)\]", re.DOTALL)
_MAX_PARENTHESES = 32


class DelimitedRange(NamedTuple):
    """A part of a link: the start and end of its value, and the offset `after` its closing delimiter."""

    start: int
    end: int
    after: int


def _decode_escape_or_entity(match: re.Match[str]) -> str:
    raw = match[0]
    if raw[0] == "\\":
        return raw[1]
    if raw[1] == "#" or raw[1:] in html5:
        return html.unescape(raw)
    return raw


def resolve_escapes_and_entities(raw: str) -> str:
    """The text in which backslash escapes and entities are replaced by their characters."""
    may_have_any = "\\" in raw or ("&" in raw and ";" in raw)
    return _ESCAPE_OR_ENTITY.sub(_decode_escape_or_entity, raw) if may_have_any else raw


def resolve_entities(raw: str) -> str:
    """The text in which entities are replaced by their characters. Backslashes stay, as in HTML."""
    return _ENTITIES.sub(_decode_escape_or_entity, raw) if "&" in raw and ";" in raw else raw


def skip_whitespace(text: str, index: int) -> int:
    """The offset after the whitespace at `index`, of which at most one newline is skipped."""
    match = _SPACES.match(text, index)
    return match.end() if match else index


def parse_destination(text: str, index: int) -> DelimitedRange | None:
    """The link destination at `index`, with or without `<>`; None if there is none."""
    if text.startswith("<", index):
        match = _ANGLE_DESTINATION.match(text, index)
        return DelimitedRange(index + 1, match.end() - 1, match.end()) if match else None
    depth = 0
    end = index
    while True:
        match = _PLAIN_DESTINATION.match(text, end)
        end = match.end() if match else end
        following = text[end : end + 1]
        if following == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return None
        elif following == ")" and depth:
            depth -= 1
        else:
            break
        end += 1
    if depth or (text[end : end + 1] not in ("", ")", " ", "\t", "\n")):
        return None
    return DelimitedRange(index, end, end)


def parse_title(text: str, index: int) -> DelimitedRange | None:
    """The link title whose quote or parenthesis is at `index`; None if there is none."""
    pattern = _TITLE.get(text[index : index + 1])
    match = pattern.match(text, index) if pattern else None
    if match is None or "\n\n" in match[1]:
        return None
    return DelimitedRange(match.start(1), match.end(1), match.end())


def parse_label(text: str, index: int) -> DelimitedRange | None:
    """The link label whose `[` is at `index`; None if there is none."""
    match = _LABEL.match(text, index)
    if match is None or not match[1].strip():
        return None
    return DelimitedRange(match.start(1), match.end(1), match.end())


def normalize_label(label: str) -> str:
    """A label for comparison: with single spaces, and with its case folded."""
    return str(core_tokens.normalize_label(label))


_REST = lazy(r"[ \t]*(?:\n|\Z)")


def skip_to_next_line(text: str, index: int) -> int | None:
    """The start of the next line if only whitespace is left on this one, else None."""
    match = _REST.match(text, index)
    return match.end() if match else None
