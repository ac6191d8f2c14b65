"""Unified diffs of fixed texts."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from awesome_lint.source import printable


def unified(before: str, after: str, path: str) -> Iterator[str]:
    """The lines of a unified diff, each with its line end, for `patch` and `git apply -p0`. As for these programs, only
    LF ends a line; a CR before it is part of the line."""
    name = printable(path)
    for line in difflib.unified_diff(_lines(before), _lines(after), name, name):
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n"
            yield "\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    # `splitlines` would also split at U+2028, form feeds and others.
    *complete, last = text.split("\n")
    return [f"{line}\n" for line in complete] + ([last] if last else [])
