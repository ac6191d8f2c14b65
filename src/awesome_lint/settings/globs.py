"""File patterns, as `.gitignore` has them (pathspec reads them; it is imported only by a run that has patterns)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def matches(patterns: Iterable[str], path: str) -> bool:
    """Whether the patterns match `path` (relative, with `/`). The last pattern that matches decides; one with `!`
    excludes the path again. ValueError for an invalid pattern."""
    given = tuple(patterns)
    return bool(given) and _compile_patterns(given).match_file(path)


def matches_file(patterns: Iterable[str], path: str, settings: Settings) -> bool:
    """Whether the patterns, which are relative to the folder of the configuration, match the file at `path`."""
    return matches(patterns, path_for_patterns(path, settings))


def path_for_patterns(path: str, settings: Settings) -> str:
    """The path of a file as patterns see it: relative to the folder of the configuration, with `/`."""
    relative = os.path.normpath(path)
    if settings.root is not None:
        # On Windows no relative path leads to another drive.
        with suppress(ValueError):
            relative = os.path.relpath(os.path.abspath(path), settings.root)
    return relative.replace(os.sep, "/")


def check_pattern(pattern: str) -> None:
    """Raises ValueError for an invalid or empty pattern."""
    if not pattern.strip():
        raise ValueError("it is empty")
    _compile_patterns((pattern,))


@lru_cache(maxsize=64)
def _compile_patterns(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(pattern.removeprefix("./") for pattern in patterns)
        for pattern in spec.patterns:
            if pattern.regex is not None:
                pattern.regex = re.compile(_without_backtracking(pattern.regex.pattern))
    except re.error as error:
        raise ValueError(str(error)) from None
    return spec


def _without_backtracking(regex: str) -> str:
    """The regular expression that pathspec makes of a pattern, with atomic groups: a pull request can change the
    configuration, and `*a*a*a*b` would block the run. The first occurrence of the text after a `*` or `**` is as good
    as any later one, except after the last."""
    star = r"\[\^/\]\*"
    regex = re.sub(rf"{star}((?:\[\^/\]|[^/])*?)(?={star})", r"(?>[^/]*?\1)", regex)
    first, *rest = regex.split(double_star := "(?:/.+)?")
    if not rest:
        return regex
    *middle, last = rest
    first = first.replace("(?:.+/)?", "(?:.+?/)??")
    groups = (first, *(f"(?:/.+?)??{part}" for part in middle))
    return "".join(f"(?>{group}(?=/))" for group in groups) + double_star + last
