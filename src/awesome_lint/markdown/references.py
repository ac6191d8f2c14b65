"""Destinations, titles and labels of links, as CommonMark 0.31 reads them (sections 4.7 and 6.3)."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import NamedTuple

from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.mistletoe_import import core_tokens, span_token

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_RESOLVED = lazy(span_token.EscapeSequence.pattern.pattern + "|" + _ENTITY)
_ENTITIES = lazy(_ENTITY)
_SPACES = lazy(r"[ \t]*(?:\n[ \t]*)?")
_ANGLE = lazy(r"<((?:[^<>\\\n]|\\.)*)>")
_PLAIN = lazy(r"(?:[^\\()\x00-\x20\x7f]+|\\[!-/:-@\[-`{-~]|\\)*")
_TITLE = {
    '"': lazy(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL),
    "'": lazy(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL),
    "(": lazy(r"\(((?:[^()\\]|\\.)*+)\)", re.DOTALL),
}
_LABEL = lazy(r"\[((?:[^\[\]\\]|\\.){1,999}+)\]", re.DOTALL)
_MOST_PARENTHESES = 32


class Piece(NamedTuple):
    """A part of a link: where its value begins and ends, and where its delimiters end."""

    start: int
    end: int
    after: int


def _entity(match: re.Match[str]) -> str:
    raw = match[0]
    if raw[0] == "\\":
        return raw[1]
    if raw[1] == "#" or raw[1:] in html5:
        return html.unescape(raw)
    return raw


def resolve(raw: str) -> str:
    """The text with backslash escapes and entities replaced by their characters."""
    return _RESOLVED.sub(_entity, raw) if "\\" in raw or ("&" in raw and ";" in raw) else raw


def resolve_entities(raw: str) -> str:
    """The text with entities replaced by their characters; backslashes stay (HTML has no other escapes)."""
    return _ENTITIES.sub(_entity, raw) if "&" in raw and ";" in raw else raw


def skip_whitespace(text: str, index: int) -> int:
    """The index after whitespace with at most one newline in it."""
    match = _SPACES.match(text, index)
    return match.end() if match else index


def destination(text: str, index: int) -> Piece | None:
    """The destination that begins at `index`, in `<>` or without; None when there is none."""
    if text.startswith("<", index):
        match = _ANGLE.match(text, index)
        return Piece(index + 1, match.end() - 1, match.end()) if match else None
    depth = 0
    end = index
    while True:
        match = _PLAIN.match(text, end)
        end = match.end() if match else end
        following = text[end : end + 1]
        if following == "(":
            depth += 1
            if depth > _MOST_PARENTHESES:
                return None
        elif following == ")" and depth:
            depth -= 1
        else:
            break
        end += 1
    if depth or (text[end : end + 1] not in ("", ")", " ", "\t", "\n")):
        return None
    return Piece(index, end, end)


def title(text: str, index: int) -> Piece | None:
    """The title that begins with a quote or parenthesis at `index`."""
    pattern = _TITLE.get(text[index : index + 1])
    match = pattern.match(text, index) if pattern else None
    if match is None or "\n\n" in match[1]:
        return None
    return Piece(match.start(1), match.end(1), match.end())


def label(text: str, index: int) -> Piece | None:
    """The link label whose `[` is at `index`."""
    match = _LABEL.match(text, index)
    if match is None or not match[1].strip():
        return None
    return Piece(match.start(1), match.end(1), match.end())


def normalize(name: str) -> str:
    """The form in which labels are compared: whitespace collapsed, case folded."""
    return str(core_tokens.normalize_label(name))


class Reference(NamedTuple):
    """A link reference definition: offsets in the content of its block, and the title."""

    start: int
    label: Piece
    target: Piece
    title: str | None
    end: int


def reference(text: str, index: int) -> Reference | None:
    """The definition that begins at `index`, the start of a line; `end` is the start of the next line."""
    start = index
    while index < start + 3 and text.startswith(" ", index):
        index += 1
    name = label(text, index)
    if name is None or not text.startswith(":", name.after):
        return None
    place = skip_whitespace(text, name.after + 1)
    target = destination(text, place)
    if target is None or target.after == place:
        return None
    ends = _line_end(text, target.after)
    place = skip_whitespace(text, target.after)
    if place > target.after:
        quoted = title(text, place)
        if quoted is not None and (after := _line_end(text, quoted.after)) is not None:
            return Reference(index, name, target, resolve(text[quoted.start : quoted.end]), after)
    return None if ends is None else Reference(index, name, target, None, ends)


_REST = lazy(r"[ \t]*(?:\n|\Z)")


def _line_end(text: str, index: int) -> int | None:
    """The start of the next line when only whitespace is left on this one."""
    match = _REST.match(text, index)
    return match.end() if match else None
