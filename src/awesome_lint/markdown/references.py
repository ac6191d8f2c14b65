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


class ReferencePart(NamedTuple):
    """A part of a link: the start and end of its value, and the end of its delimiters."""

    start: int
    end: int
    after: int


def _decode_entity(match: re.Match[str]) -> str:
    raw = match[0]
    if raw[0] == "\\":
        return raw[1]
    if raw[1] == "#" or raw[1:] in html5:
        return html.unescape(raw)
    return raw


def resolve_escapes(raw: str) -> str:
    """The text with backslash escapes and entities replaced by the characters they mean."""
    return _RESOLVED.sub(_decode_entity, raw) if "\\" in raw or ("&" in raw and ";" in raw) else raw


def resolve_entities(raw: str) -> str:
    """The text with entities replaced by their characters. Backslashes stay, since HTML has no other
    escapes.
    """
    return _ENTITIES.sub(_decode_entity, raw) if "&" in raw and ";" in raw else raw


def skip_whitespace(text: str, index: int) -> int:
    """The index after whitespace that contains at most one newline."""
    match = _SPACES.match(text, index)
    return match.end() if match else index


def parse_destination(text: str, index: int) -> ReferencePart | None:
    """The link destination that begins at `index`, with or without `<>`; None if there is none."""
    if text.startswith("<", index):
        match = _ANGLE.match(text, index)
        return ReferencePart(index + 1, match.end() - 1, match.end()) if match else None
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
    return ReferencePart(index, end, end)


def parse_title(text: str, index: int) -> ReferencePart | None:
    """The link title that begins with a quote or parenthesis at `index`; None if there is none."""
    pattern = _TITLE.get(text[index : index + 1])
    match = pattern.match(text, index) if pattern else None
    if match is None or "\n\n" in match[1]:
        return None
    return ReferencePart(match.start(1), match.end(1), match.end())


def parse_label(text: str, index: int) -> ReferencePart | None:
    """The link label whose `[` is at `index`; None if there is none."""
    match = _LABEL.match(text, index)
    if match is None or not match[1].strip():
        return None
    return ReferencePart(match.start(1), match.end(1), match.end())


def normalize_label(name: str) -> str:
    """A label as it is compared with others: whitespace collapsed and case folded."""
    return str(core_tokens.normalize_label(name))


class Reference(NamedTuple):
    """A link reference definition: its offsets in the content of its block, and its title."""

    start: int
    label: ReferencePart
    target: ReferencePart
    title: str | None
    end: int


def parse_reference(text: str, index: int) -> Reference | None:
    """The link reference definition at `index`, the start of a line; its `end` is the start of the next
    line.
    """
    start = index
    while index < start + 3 and text.startswith(" ", index):
        index += 1
    name = parse_label(text, index)
    if name is None or not text.startswith(":", name.after):
        return None
    place = skip_whitespace(text, name.after + 1)
    target = parse_destination(text, place)
    if target is None or target.after == place:
        return None
    ends = _skip_to_next_line(text, target.after)
    place = skip_whitespace(text, target.after)
    if place > target.after:
        quoted = parse_title(text, place)
        if quoted is not None and (after := _skip_to_next_line(text, quoted.after)) is not None:
            return Reference(index, name, target, resolve_escapes(text[quoted.start : quoted.end]), after)
    return None if ends is None else Reference(index, name, target, None, ends)


_REST = lazy(r"[ \t]*(?:\n|\Z)")


def _skip_to_next_line(text: str, index: int) -> int | None:
    """The start of the next line if only whitespace is left on this one, else None."""
    match = _REST.match(text, index)
    return match.end() if match else None
