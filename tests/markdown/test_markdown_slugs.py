"""GitHub's anchors for headings."""

from __future__ import annotations

import pytest

from awesome_lint.markdown import parse
from awesome_lint.markdown.slugs import slug

TEXTS = [
    ("Plain Words", "plain-words"),
    ("A & B", "a--b"),
    ("Snake_case and dash-es", "snake_case-and-dash-es"),
    ("What's new? (2024)", "whats-new-2024"),
    ("🔥 Datasets", "-datasets"),
    ("🛠️ Tools", "️-tools"),
    ("Größe, 中文、日本語", "größe-中文日本語"),
    ("C++ / C#", "c--c"),
    ("1.2.3", "123"),
    ("a\u00a0b", "ab"),
    ("½ x²", "-x"),
    ("Ⓐ ⓑ 🅿 ①", "ⓐ-ⓑ-🅿-"),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_slug_of_text(text: str, expected: str) -> None:
    assert slug(text) == expected


HEADINGS = [
    ("# [Links](u) and `code`", "links-and-code"),
    ("# Badge ![x](y)", "badge-"),
    ("# Note <!-- omit in toc -->", "note-"),
    ("# :star: Stars", "star-stars"),
    ("# **Bold** *and* ~~gone~~", "bold-and-gone"),
    ("# <a name='x'></a> After", "-after"),
    ("# a &amp; b", "a--b"),
    ("# snake\\_case", "snake_case"),
    ("#", ""),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_slug_of_heading(text: str, expected: str) -> None:
    assert parse(text).headings[0].slug == expected


def test_repeats_are_numbered() -> None:
    document = parse("# A\n\n## a\n\n# A!\n\n# b\n")
    assert [heading.slug for heading in document.headings] == ["a", "a-1", "a-2", "b"]


def test_a_number_that_is_in_use_is_skipped() -> None:
    document = parse("# Wool\n\n# Wool 1\n\n# Wool\n\n# Wool\n\n# Wool 1\n")
    assert [heading.slug for heading in document.headings] == [
        "wool",
        "wool-1",
        "wool-2",
        "wool-3",
        "wool-1-1",
    ]
