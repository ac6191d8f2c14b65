"""The source line of a finding, with carets below its span."""

from __future__ import annotations

from awesome_lint.edits import Span
from awesome_lint.reports.ansi import display_width, expand_tabs, grapheme_clusters
from awesome_lint.reports.report import FileReport


def excerpt(file: FileReport, span: Span, room: int, dots: str) -> tuple[str, str]:
    """The first line of a span, cut to `room` columns around the span, and the line of carets below it."""
    source = file.source
    number, column = source.position(span.start)
    line = source.line(number)
    start = min(column - 1, len(line))
    end = min(max(start + span.end - span.start, start + 1), max(len(line), start + 1))
    before, marked, after = (expand_tabs(part) for part in (line[:start], line[start:end], line[end:]))
    if display_width(before) + display_width(marked) + display_width(after) > room:
        before, marked, after = _shorten_line(before, marked, after, room, dots)
    carets = " " * display_width(before) + "^" * max(display_width(marked), 1)
    return before + marked + after, carets


def _shorten_line(before: str, marked: str, after: str, room: int, dots: str) -> tuple[str, str, str]:
    """The text before the span, in it and after it, shortened to `room` columns at the ends of the line; of a long span
    the start is kept."""
    space = room - 2 * len(dots)
    marked = _shorten(marked, space, dots)
    left = max(space - display_width(marked), 0)
    tail = before
    if display_width(before) > left // 2:
        tail = _shorten(before, max(left // 2, left - display_width(after)), dots, keep_end=True)
    room_after = left - display_width(tail)
    return tail, marked, "" if marked.endswith(dots) else _shorten(after, max(room_after, 0), dots)


def _shorten(text: str, room: int, dots: str, *, keep_end: bool = False) -> str:
    """The first (with `keep_end` the last) clusters of a text that fit in `room` columns, and dots in place of the
    rest."""
    used = length = 0
    for cluster in grapheme_clusters(text)[:: -1 if keep_end else 1]:
        used += display_width(cluster)
        if used > room:
            return dots + text[len(text) - length :] if keep_end else text[:length] + dots
        length += len(cluster)
    return text
