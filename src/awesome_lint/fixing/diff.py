"""Unified diffs of fixed texts."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from awesome_lint.source import printable


def unified_diff(before: str, after: str, path: str) -> Iterator[str]:
    """The lines of a unified diff, with their line ends, for `patch` and `git apply -p0`. As in these
    programs, only LF ends a line.
    """
    name = printable(path)
    for line in difflib.unified_diff(_split_at_lf(before), _split_at_lf(after), name, name):
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n"
            yield "\\ No newline at end of file\n"


def _split_at_lf(text: str) -> list[str]:
    # `splitlines` would also split at U+2028, form feeds and others.
    *complete, last = text.split("\n")
    return [f"{line}\n" for line in complete] + ([last] if last else [])
