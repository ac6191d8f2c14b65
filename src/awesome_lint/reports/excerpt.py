"""A source line as it is shown, with the place of a finding marked below it."""

from __future__ import annotations

from awesome_lint.edits import Span
from awesome_lint.reports.ansi import expand_tabs, width
from awesome_lint.reports.model import FileReport


def excerpt(file: FileReport, span: Span, room: int, dots: str) -> tuple[str, str]:
    """The first line of a span as it is shown, cut to `room` columns around it, and the carets below it."""
    source = file.source
    number, column = source.position(span.start)
    line = source.line(number)
    start = min(column - 1, len(line))
    end = min(max(start + span.end - span.start, start + 1), max(len(line), start + 1))
    before, marked, after = (expand_tabs(part) for part in (line[:start], line[start:end], line[end:]))
    if width(before) + width(marked) + width(after) > room:
        before, marked, after = _cut(before, marked, after, room, dots)
    carets = " " * width(before) + "^" * max(width(marked), 1)
    return before + marked + after, carets


def _cut(before: str, marked: str, after: str, room: int, dots: str) -> tuple[str, str, str]:
    """The three parts of a line, shortened at its ends; of a long mark its beginning stays."""
    space = room - 2 * len(dots)
    marked = _head(marked, space, dots)
    left = max(space - width(marked), 0)
    tail = before
    if width(before) > left // 2:
        kept = max(left // 2, left - width(after))
        while tail and width(tail) > kept:
            tail = tail[max(1, (width(tail) - kept) // 2) :]
        tail = dots + tail if tail != before else tail
    room_after = left - width(tail)
    return tail, marked, "" if marked.endswith(dots) else _head(after, max(room_after, 0), dots)


def _head(text: str, room: int, dots: str) -> str:
    if width(text) <= room:
        return text
    if text.isascii():
        return text[:room] + dots
    used = 0
    for at, char in enumerate(text):
        used += width(char)
        if used > room:
            return text[:at] + dots
    return text
