"""Unified diffs of fixed texts."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.line_diff import LineMatcher, split_at_line_feeds
from awesome_lint.source import printable_path


def unified_diff(before: str, after: str, path: str) -> Iterator[str]:
    """The lines of a unified diff, with their line ends, for `patch` and `git apply -p0`. As in these
    programs, only LF ends a line.
    """
    old, new = split_at_line_feeds(before), split_at_line_feeds(after)
    for number, hunk in enumerate(LineMatcher(old, new).get_grouped_opcodes()):
        if not number:
            yield f"--- {printable_path(path)}\n"
            yield f"+++ {printable_path(path)}\n"
        (_, start, _, first, _), (_, _, end, _, last) = hunk[0], hunk[-1]
        yield f"@@ -{_line_range(start, end)} +{_line_range(first, last)} @@\n"
        for name, start, end, first, last in hunk:
            if name == "equal":
                yield from _marked_lines(" ", old[start:end])
            else:
                yield from _marked_lines("-", old[start:end])
                yield from _marked_lines("+", new[first:last])


def _line_range(start: int, end: int) -> str:
    """The first line and the number of lines of a hunk, as its header has them; an empty range is at the line before
    it."""
    size = end - start
    return f"{start + 1}" if size == 1 else f"{start + bool(size)},{size}"


def _marked_lines(mark: str, lines: list[str]) -> Iterator[str]:
    """The lines of a hunk with this mark before them, and the usual note after a line without a line end."""
    for line in lines:
        if line.endswith("\n"):
            yield mark + line
        else:
            yield f"{mark}{line}\n"
            yield "\\ No newline at end of file\n"
