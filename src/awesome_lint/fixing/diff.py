"""What fixing would change, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from awesome_lint.source import printable


def unified(before: str, after: str, path: str) -> Iterator[str]:
    """The lines of a unified diff, each with its line end, as `patch` and `git apply -p0` take them.

    Lines end with LF alone, as those programs have it: a CR before it is part of its line.
    """
    name = printable(path)
    for line in difflib.unified_diff(_lines(before), _lines(after), name, name):
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n"
            yield "\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    # Not `splitlines`, which also splits at U+2028, form feeds and the like.
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])
