"""Text that people read in a terminal: hostile characters made visible, widths, colors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from awesome_lint.lazy_re import lazy

# Controls (ANSI escapes begin with one), bidirectional marks and overrides, line separators, tags: what a
# terminal would obey instead of showing it. U+200D and variation selectors stay, or emoji fall apart.
_ACTIVE = (
    range(0x09),
    range(0x0A, 0x20),
    range(0x7F, 0xA0),
    (0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF),
    range(0x2028, 0x202F),
    range(0x2066, 0x206A),
    range(0xE0000, 0xE0080),
)
TAB = 4

COLORS = {"error": "31", "warning": "33", "advice": "36", "place": "34", "strong": "1", "help": "32"}


def escape_controls(text: str) -> str:
    """The text with every character that a terminal would obey written as `<U+202E>`."""
    if text.isprintable():
        return text
    for char in {char for char in text if not char.isprintable()}:
        if any(ord(char) in codes for codes in _ACTIVE):
            text = text.replace(char, f"<U+{ord(char):04X}>")
    return text


def expand_tabs(line: str) -> str:
    """A source line as it is shown: active characters visible, tabs as blanks."""
    return escape_controls(line).replace("\t", " " * TAB)


def width(text: str) -> int:
    """How many columns a terminal gives to a shown text."""
    if text.isascii():
        return len(text)
    others = [char for char in text if char > "\x7f"]
    return len(text) - len(others) + sum(map(_cell, others))


@lru_cache(maxsize=4096)
def _cell(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def colored(text: str, color: str, on: bool) -> str:
    """The text in one of `COLORS`, where color is on."""
    return f"\x1b[{COLORS[color]}m{text}\x1b[0m" if on and text else text


ColoredText = tuple[str, str | None]
"""Some text and its color."""
# What a line may be broken around: whitespace, and characters of scripts that are written without it.
_TOKEN = lazy(
    r"\s+|[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+"
)


def wrap(pieces: Sequence[ColoredText], room: int, indent: str, *, on: bool) -> str:
    """Text of several colors in lines of at most `room` columns, where its words allow that; lines after the first
    begin with `indent`."""
    pieces = [(escape_controls(text), color) for text, color in pieces]
    lines = []
    for start, end in _lines("".join(text for text, _ in pieces), room, len(indent)):
        at, line = 0, ""
        for text, color in pieces:
            part = text[max(start - at, 0) : max(end - at, 0)]
            line += colored(part, color, on) if color else part
            at += len(text)
        lines.append(line)
    return f"\n{indent}".join(lines)


def _lines(text: str, room: int, indent: int) -> Iterator[tuple[int, int]]:
    """Where each line of a text starts and ends when it is broken between words."""
    start = end = used = 0
    for token in _TOKEN.finditer(text):
        if token[0].isspace():
            used += token.end() - token.start()
            continue
        size = width(token[0])
        if used + size > room and end > start:
            yield start, end
            start, used = token.start(), indent
        used += size
        end = token.end()
    yield start, end


def diff_line(line: str) -> str:
    """A line of a diff for a terminal: colored, and what a terminal would obey is shown by number."""
    text = escape_controls(line.removesuffix("\n"))
    shade = {"+": "help", "-": "error", "@": "place"}.get(line[:1])
    return (colored(text, shade, on=True) if shade else text) + "\n"
