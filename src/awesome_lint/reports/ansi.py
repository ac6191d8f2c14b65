"""Text for a terminal: control characters escaped, display widths, line breaks, colors."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from awesome_lint.lazy_re import lazy

# Control characters (ANSI escapes start with one), bidirectional controls, line separators and tags. U+200D and
# variation selectors are not escaped, because emoji need them.
_CONTROLS = (
    range(0x09),
    range(0x0A, 0x20),
    range(0x7F, 0xA0),
    (0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF),
    range(0x2028, 0x202F),
    range(0x2066, 0x206A),
    range(0xE0000, 0xE0080),
)
TAB = 4
_EMOJI_STYLE = "\ufe0f"
_INVISIBLE = ("\u200d", "\ufe0e", _EMOJI_STYLE)
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_JOINING = lazy(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u0900-\u0e4e\u0e80-\u109d"
    "\u1100-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)
"""Characters that may join the one before them to one grapheme cluster. Only texts with one need regex, whose import
takes 20 ms."""

COLORS = {"error": "31", "warning": "33", "advice": "36", "place": "34", "strong": "1", "help": "32"}


def escape_controls(text: str) -> str:
    """The text with every control character written as its code, such as `<U+202E>`."""
    if text.isprintable():
        return text
    for char in {char for char in text if not char.isprintable()}:
        if any(ord(char) in codes for codes in _CONTROLS):
            text = text.replace(char, f"<U+{ord(char):04X}>")
    return text


def expand_tabs(line: str) -> str:
    """A source line as reports show it: control characters escaped, tabs as spaces."""
    return escape_controls(line).replace("\t", " " * TAB)


def display_width(text: str) -> int:
    """The number of columns that a terminal needs for a text without control characters."""
    if text.isascii():
        return len(text)
    return sum(map(_cluster_width, grapheme_clusters(text)))


def grapheme_clusters(text: str) -> Sequence[str]:
    """The grapheme clusters of a text, each of which a terminal shows as one character."""
    if not _JOINING.search(text):
        return text
    import regex

    return regex.findall(r"\X", text)


@lru_cache(maxsize=4096)
def _cluster_width(cluster: str) -> int:
    """The number of columns of a grapheme cluster."""
    if cluster in _INVISIBLE or unicodedata.combining(cluster[0]):
        return 0
    if _EMOJI_STYLE in cluster or len(cluster) > 1 and cluster[0] in _FLAG_LETTERS:
        return 2
    return 2 if unicodedata.east_asian_width(cluster[0]) in "WF" else 1


def colored(text: str, color: str, on: bool) -> str:
    """The text in one of `COLORS` if `on`, else as it is."""
    return f"\x1b[{COLORS[color]}m{text}\x1b[0m" if on and text else text


ColoredText = tuple[str, str | None]
"""A text and its color."""
_CJK = r"\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
# A line can be broken at whitespace, and before and after characters of scripts without whitespace.
_TOKEN = lazy(rf"\s+|[{_CJK}][\u3099\u309a\ufe00-\ufe0f]*|[^\s{_CJK}]+")


def wrap_colored(pieces: Sequence[ColoredText], room: int, indent: str, *, on: bool) -> str:
    """A text of several colors in lines of at most `room` columns (more only if one word is longer). Lines after the
    first start with `indent`."""
    pieces = [(escape_controls(text), color) for text, color in pieces]
    lines = []
    for start, end in _line_ranges("".join(text for text, _ in pieces), room, len(indent)):
        at, line = 0, ""
        for text, color in pieces:
            part = text[max(start - at, 0) : max(end - at, 0)]
            line += colored(part, color, on) if color else part
            at += len(text)
        lines.append(line)
    return f"\n{indent}".join(lines)


def _line_ranges(text: str, room: int, indent: int) -> Iterator[tuple[int, int]]:
    """The start and end offset of each line of a text that is broken between words."""
    start = end = used = 0
    for token in _TOKEN.finditer(text):
        if token[0].isspace():
            used += token.end() - token.start()
            continue
        size = display_width(token[0])
        if used + size > room and end > start:
            yield start, end
            start, used = token.start(), indent
        used += size
        end = token.end()
    yield start, end


def color_diff_line(line: str, *, on: bool) -> str:
    """A line of a diff, without its line end, with control characters escaped; in its color if `on`."""
    color = {"+": "help", "-": "error", "@": "place"}.get(line[:1])
    text = escape_controls(line)
    return colored(text, color, on) if color else text
