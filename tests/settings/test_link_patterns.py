"""Which URLs the patterns of `ignore-links` match, and that no pattern blocks a run."""

from __future__ import annotations

import time
from datetime import date

import pytest

from awesome_lint.settings import Settings, SettingsError, link_patterns
from awesome_lint.settings.link_patterns import is_ignored_link


def settings(*patterns: str) -> Settings:
    return Settings(date(2026, 1, 31), ignore_links=patterns, origins={"ignore-links": "a/awesome-lint.toml"})


@pytest.mark.parametrize(
    ("pattern", "url", "expected"),
    [
        ("https://e.org/*", "https://e.org/a/b", True),
        ("https://e.org/*", "http://e.org/a", False),
        ("https://e.org", "https://e.org/a", False),
        ("*/a*b*c", "https://e.org/aXbXbXc", True),
        ("*/a*b*c", "https://e.org/aXcXb", False),
        ("*a.c", "https://e.org/abc", False),
        ("", "", True),
        ("e.org", "https://E.org:8080/a", True),
        ("e.org", "https://www.e.org/a", False),
        ("*.e.org", "https://www.e.org/a", True),
        ("e.org", "https://f.org/?to=e.org", False),
        ("*.pdf", "https://e.org/a.pdf", True),
        (r"re:linkedin\.com", "https://www.linkedin.com/in/someone", True),
        (r"re:^https://[^/]+\.cn(/|$)", "https://e.cn", True),
        (r"re:^https://[^/]+\.cn(/|$)", "https://e.org/?u=a.cn", False),
        (r"re:/\p{Han}+$", "https://e.org/海", True),
        ("re:x{2}", "https://e.org/x", False),
    ],
)
def test_a_pattern_matches(pattern: str, url: str, expected: bool) -> None:
    assert is_ignored_link(url, settings(pattern)) is expected


@pytest.mark.parametrize("pattern", ["re:(x|xx)+y", "re:(?:x+x+)+y"])
def test_a_slow_pattern_is_an_error_in_the_end(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_patterns, "TIME_LIMIT", 0.2)
    link_patterns.compile_link_pattern.cache_clear()
    start = time.monotonic()
    with pytest.raises(SettingsError) as error:
        any(
            is_ignored_link(f"https://e.org/{number}/{'x' * 60}z", settings(pattern))
            for number in range(1000)
        )
    assert (
        str(error.value) == f"a/awesome-lint.toml: the pattern '{pattern}' in `ignore-links` takes too long."
    )
    assert time.monotonic() - start < 5


def test_many_stars_are_matched_in_one_pass() -> None:
    start = time.monotonic()
    assert not is_ignored_link("x" * 5000, settings("*x" * 50 + "*y"))
    assert time.monotonic() - start < 2


def test_an_invalid_pattern_is_an_error() -> None:
    with pytest.raises(SettingsError, match="'re:\\(x' in `ignore-links` is invalid"):
        is_ignored_link("https://e.org", settings("re:(x"))
