"""File patterns, as `.gitignore` has them (pathspec reads them; it is imported only by a run that has patterns)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.settings.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def matches(patterns: Iterable[str], path: str) -> bool:
    """Whether the patterns match `path` (relative, with `/`). The last pattern that matches decides; one with `!`
    excludes the path again. ValueError for an invalid pattern."""
    given = tuple(patterns)
    return bool(given) and _compile_patterns(given).match_file(path)


def matches_file(patterns: Iterable[str], path: str, settings: Settings) -> bool:
    """Whether the patterns, which are relative to the folder of the configuration, match the file at `path`."""
    relative = os.path.normpath(path)
    if settings.root is not None:
        # On Windows no relative path leads to another drive.
        with suppress(ValueError):
            relative = os.path.relpath(os.path.abspath(path), settings.root)
    return matches(patterns, relative.replace(os.sep, "/"))


def check_pattern(pattern: str) -> None:
    """Raises ValueError for an invalid or empty pattern."""
    if not pattern.strip():
        raise ValueError("it is empty")
    _compile_patterns((pattern,))


@lru_cache(maxsize=64)
def _compile_patterns(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    import re

    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(pattern.removeprefix("./") for pattern in patterns)
    except re.error as error:
        raise ValueError(str(error)) from None
