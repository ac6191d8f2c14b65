"""Text that people read in a terminal: hostile characters made visible, widths, colours."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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

COLOURS = {"error": "31", "warning": "33", "advice": "36", "place": "34", "strong": "1", "help": "32"}


def visible(text: str) -> str:
    """The text with every character that a terminal would obey written as `<U+202E>`."""
    if text.isprintable():
        return text
    for char in {char for char in text if not char.isprintable()}:
        if any(ord(char) in codes for codes in _ACTIVE):
            text = text.replace(char, f"<U+{ord(char):04X}>")
    return text


def expanded(line: str) -> str:
    """A source line as it is shown: active characters visible, tabs as blanks."""
    return visible(line).replace("\t", " " * TAB)


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


def painted(text: str, colour: str, on: bool) -> str:
    """The text in one of `COLOURS`, where colour is on."""
    return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if on and text else text


def shaded(line: str) -> str:
    """A line of a diff for a terminal: coloured, and what a terminal would obey is shown by number."""
    text = visible(line.removesuffix("\n"))
    shade = {"+": "help", "-": "error", "@": "place"}.get(line[:1])
    return (painted(text, shade, on=True) if shade else text) + "\n"
