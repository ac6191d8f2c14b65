"""Finds code in a raw text, which no fix may change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy

_FRONT_MATTER = lazy(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(?=[\w.\"'-]+[ \t]*[:=])(?:.*\r?\n)*?(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_OPENING = lazy(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|(?P<ticks>`+)|(?P<comment><!--)|"
    r"<(?P<tag>pre|code|kbd|samp|script|style|textarea)\b[^>\n]*>",
    re.MULTILINE | re.IGNORECASE,
)
_PARAGRAPH_END = lazy(r"\n[ \t]*\r?\n")


def code_spans(text: str) -> Iterator[Span]:
    """The spans of front matter, fenced code blocks, inline code, and HTML elements that contain code, in order."""
    front = _FRONT_MATTER.match(text)
    at = front.end() if front else 0
    if front:
        yield Span(0, at)
    unclosed: set[str] = set()
    paragraph_end = -1
    while (match := _OPENING.search(text, at)) is not None:
        kind = str(match.lastgroup)
        start, at = match.start(kind) - (kind == "tag"), match.end()
        if kind == "tag" and match["tag"].lower() in unclosed:
            continue
        if kind == "ticks" and paragraph_end < at:
            border = _PARAGRAPH_END.search(text, at)
            paragraph_end = border.start() if border else len(text)
        end = _end_of_code(text, match, paragraph_end)
        if end is None:
            if kind == "tag":
                unclosed.add(match["tag"].lower())
            continue
        if kind != "comment":
            yield Span(start, end)
        at = end


def _end_of_code(text: str, match: re.Match[str], paragraph_end: int) -> int | None:
    """The offset after the code or comment that starts with `match`, for inline code before `paragraph_end`; None if it
    is not closed."""
    at, opening = match.end(), match[match.lastgroup or 0]
    if match["fence"]:
        closing = re.compile(rf"^[ \t>]*{re.escape(opening)}{re.escape(opening[0])}*[ \t\r]*$", re.M).search(
            text, at
        )
        return closing.end() if closing else len(text)
    if match["comment"]:
        end = text.find("-->", at)
        return end + 3 if end >= 0 else len(text)
    if match["ticks"]:
        if text[match.start() - 1 : match.start()] == "\\":
            return None
        closed = re.compile(rf"(?<!`){opening}(?!`)").search(text, at, paragraph_end)
        return closed.end() if closed else None
    closed = re.compile(rf"</{opening}\s*>", re.I).search(text, at)
    return closed.end() if closed else None
