"""What file patterns match."""

from __future__ import annotations

import pytest

from awesome_lint.settings import matches
from awesome_lint.settings.globs import check_pattern


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("README.md", "README.md", True),
        ("README.md", "docs/README.md", True),
        ("*.md", "docs/a.md", True),
        ("*.md", "docs/a.mdx", False),
        ("docs/*.md", "docs/a.md", True),
        ("docs/*.md", "docs/b/a.md", False),
        ("docs/**/*.md", "docs/b/c/a.md", True),
        ("docs/**/*.md", "docs/a.md", True),
        ("**/a.md", "a.md", True),
        ("docs", "docs/b/a.md", True),
        ("docs/", "docs/b/a.md", True),
        ("docs/b", "docs/b/a.md", True),
        ("docs/b", "docs/bc/a.md", False),
        ("./a?.md", "a1.md", True),
        ("a.c", "abc", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("/a.md", "docs/a.md", False),
    ],
)
def test_matches(pattern: str, path: str, expected: bool) -> None:
    assert matches([pattern], path) is expected


def test_the_last_pattern_that_matches_decides() -> None:
    assert matches(["*.md", "!keep.md"], "a.md")
    assert not matches(["*.md", "!keep.md"], "docs/keep.md")


@pytest.mark.parametrize("pattern", ["", " ", "!", "[z-a]"])
def test_an_invalid_pattern_is_an_error(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        check_pattern(pattern)
