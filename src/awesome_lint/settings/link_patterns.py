"""The patterns of `ignore-links`: URLs that are never looked up."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import urlsplit

from awesome_lint.settings import Settings, SettingsError

REGEX_PREFIX = "re:"
TIME_LIMIT = 2.0
"""Seconds that one regular expression may take for all links of a run. A pull request can change the configuration:
no pattern in it may block the run."""


@cache
def compile_link_pattern(pattern: str) -> Callable[[str], bool]:
    """The function that says whether the pattern matches a URL. ValueError for an invalid regular expression."""
    if pattern.startswith(REGEX_PREFIX):
        return _compile_regex(pattern.removeprefix(REGEX_PREFIX))
    first, *rest = map(re.escape, pattern.split("*"))
    # The first occurrence of each part is as good as any later one, except of the last part: no backtracking.
    middle = "".join(f"(?>.*?{part})" for part in rest[:-1])
    last = f".*{rest[-1]}" if rest else ""
    compiled = re.compile(first + middle + last, re.DOTALL)
    return lambda url: any(compiled.fullmatch(part) is not None for part in (url, _host(url)))


def _host(url: str) -> str:
    """The host of a URL in lower case, without its port; "" if it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _compile_regex(source: str) -> Callable[[str], bool]:
    """The function that searches a regular expression in a URL; it raises TimeoutError if all searches together take
    too long."""
    import regex

    try:
        compiled = regex.compile(source)
    except regex.error as error:
        raise ValueError(str(error)) from None
    seconds_left = TIME_LIMIT

    def matches(url: str) -> bool:
        nonlocal seconds_left
        start = time.monotonic()
        try:
            return compiled.search(url, timeout=max(seconds_left, 0.001)) is not None
        finally:
            seconds_left -= time.monotonic() - start

    return matches


def is_ignored_link(url: str, settings: Settings) -> bool:
    """Whether a pattern of `ignore-links` matches the URL. SettingsError for a pattern that is invalid or too slow."""
    return next(patterns_that_match(url, settings), None) is not None


def patterns_that_match(url: str, settings: Settings) -> Iterator[str]:
    """The patterns of `ignore-links` that match the URL. SettingsError for a pattern that is invalid or too slow."""
    for pattern in settings.ignore_links:
        try:
            if compile_link_pattern(pattern)(url):
                yield pattern
        except (TimeoutError, ValueError) as error:
            reason = "takes too long" if isinstance(error, TimeoutError) else f"is invalid ({error})"
            origin = settings.origins.get("ignore-links", "settings")
            raise SettingsError(f"{origin}: the pattern {pattern!r} in `ignore-links` {reason}.") from None
