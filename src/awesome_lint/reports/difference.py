"""`--diff`: what mending changes, as a unified diff that `patch` and `git apply` understand."""

from __future__ import annotations

import difflib
from itertools import pairwise

from awesome_lint.reports.text import painted, visible
from awesome_lint.source import Source

_NO_NEWLINE = "\n\\ No newline at end of file\n"


def difference(before: Source, after: Source, *, colour: bool) -> str:
    """The unified diff of two states of a file; empty where they are alike.

    In colour it is for a terminal, and characters that a terminal would obey are shown by number; otherwise
    it is exact, to be applied.
    """
    if before.text == after.text:
        return ""
    lines = difflib.unified_diff(
        _lines(before),
        _lines(after),
        f"a/{before.path}",
        f"b/{before.path}",
    )
    return "".join(_shown(line, colour) for line in lines)


def _lines(source: Source) -> list[str]:
    starts = [*source.starts, len(source.text)]
    return [source.text[start:end] for start, end in pairwise(starts) if start < end]


def _shown(line: str, colour: bool) -> str:
    end = "\n" if line.endswith("\n") else _NO_NEWLINE
    if not colour:
        return line if line.endswith("\n") else line + end
    shade = {"+": "help", "-": "error", "@": "place"}.get(line[:1])
    text = visible(line.removesuffix("\n"))
    return (painted(text, shade, on=True) if shade else text) + end
