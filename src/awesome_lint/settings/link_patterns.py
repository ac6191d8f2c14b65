"""The patterns of `ignore-links`: URLs that are never looked up."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from awesome_lint.settings import Settings, SettingsError

REGEX_PREFIX = "re:"
TIME_LIMIT = 2.0
"""Seconds that one regular expression may take for all links of a run. A pull request can change the configuration:
no pattern in it may block the run."""


class LinkPattern(Protocol):
    """A compiled pattern of `ignore-links`."""

    def matches(self, url: str) -> bool:
        """Whether the pattern matches the URL. TimeoutError if that takes too long."""


class _WildcardPattern:
    """A link pattern in which `*` matches any characters; it has to match the whole URL or its host."""

    def __init__(self, pattern: str) -> None:
        first, *rest = map(re.escape, pattern.split("*"))
        # The first occurrence of each part is as good as any later one, except of the last part: no backtracking.
        middle = "".join(f"(?>.*?{part})" for part in rest[:-1])
        last = f".*{rest[-1]}" if rest else ""
        self._compiled = re.compile(first + middle + last, re.DOTALL)

    def matches(self, url: str) -> bool:
        return any(self._compiled.fullmatch(part) is not None for part in (url, _host(url)))


def _host(url: str) -> str:
    """The host of a URL in lower case, without its port; "" if it has none."""
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


class _RegexPattern:
    """A pattern that is a regular expression; it may match anywhere in the URL."""

    def __init__(self, pattern: str) -> None:
        import regex

        try:
            self._compiled = regex.compile(pattern)
        except regex.error as error:
            raise ValueError(str(error)) from None
        self._seconds_left = TIME_LIMIT

    def matches(self, url: str) -> bool:
        start = time.monotonic()
        try:
            return self._compiled.search(url, timeout=max(self._seconds_left, 0.001)) is not None
        finally:
            self._seconds_left -= time.monotonic() - start


@cache
def compile_link_pattern(pattern: str) -> LinkPattern:
    """The compiled pattern. ValueError for an invalid regular expression."""
    if pattern.startswith(REGEX_PREFIX):
        return _RegexPattern(pattern.removeprefix(REGEX_PREFIX))
    return _WildcardPattern(pattern)


def is_ignored_link(url: str, settings: Settings) -> bool:
    """Whether a pattern of `ignore-links` matches the URL. SettingsError for a pattern that is invalid or too slow."""
    return next(patterns_that_match(url, settings), None) is not None


def patterns_that_match(url: str, settings: Settings) -> Iterator[str]:
    """The patterns of `ignore-links` that match the URL. SettingsError for a pattern that is invalid or too slow."""
    for pattern in settings.ignore_links:
        try:
            if compile_link_pattern(pattern).matches(url):
                yield pattern
        except (TimeoutError, ValueError) as error:
            reason = "takes too long" if isinstance(error, TimeoutError) else f"is invalid ({error})"
            origin = settings.origins.get("ignore-links", "settings")
            raise SettingsError(f"{origin}: the pattern {pattern!r} in `ignore-links` {reason}.") from None
