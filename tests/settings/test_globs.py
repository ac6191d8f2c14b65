"""What file patterns match."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from awesome_lint.settings.globs import check_pattern, matches


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


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 20 + "b", "a" * 200),
        ("?*a" * 20 + "[b]", "a" * 200),
        ("**/a/" * 20 + "b", "a/" * 200 + "c"),
        ("**/*a*a/" * 20 + "b", "aaa/" * 200 + "c"),
    ],
)
def test_no_pattern_blocks_a_run(pattern: str, path: str) -> None:
    assert not matches([pattern], path)
    assert matches([pattern], path.removesuffix("c") + "b")


PATTERN_PARTS = st.lists(
    st.sampled_from(["a", "b", "*", "**", "?", "/", "/**/", "**/", "[ab]", r"\*", "!"]),
    min_size=1,
    max_size=9,
)
PATHS = st.lists(st.text("ab*", min_size=1, max_size=4), min_size=1, max_size=6)


@given(st.lists(PATTERN_PARTS.map("".join), min_size=1, max_size=2), PATHS.map("/".join))
def test_patterns_match_as_those_of_gitignore(patterns: list[str], path: str) -> None:
    try:
        spec = GitIgnoreSpec.from_lines(patterns)
    except ValueError:
        assume(False)
    assert matches(patterns, path) == spec.match_file(path)
