"""Which files are translations of each other, and are not compared."""

from __future__ import annotations

import pytest

from awesome_lint.linting.cross_file import are_translations, comparable_entries, find_cross_file_duplicates
from awesome_lint.listing import read


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("README.md", "README.zh-CN.md", True),
        ("README.md", "README_cn.md", True),
        ("README-en.md", "README-ja.md", True),
        ("README.md", "docs/ja/README.md", True),
        ("docs/zh-Hans/list.md", "docs/en/list.md", True),
        ("README.md", "docs/README.md", False),
        ("README.md", "lists/rl.md", False),
        ("a/README.md", "b/README.md", False),
    ],
)
def test_translations_differ_in_nothing_but_a_language(first: str, second: str, expected: bool) -> None:
    assert are_translations(first, second) is expected
    assert are_translations(second, first) is expected


def test_a_title_with_accents_is_the_same_title_in_another_file() -> None:
    texts = {"a.md": "Café Looms by Cards", "b.md": "Cafe looms by cards", "c.md": "Cafe Looms by Hand"}
    entries = [
        entry
        for path, title in texts.items()
        for entry in comparable_entries(read(f"# Looms\n\n- [{title}](https://{path}.example)\n"), path)
    ]
    assert list(find_cross_file_duplicates(entries)) == ["b.md"]
