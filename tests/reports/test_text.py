"""Text for terminals: nothing in it is obeyed, and its width is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.reports.ansi import colored, escape_controls, expand_tabs, width


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain – ünï 漢字 👩‍💻", "plain – ünï 漢字 👩‍💻"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
        ("a\rb\nc\x00", "a<U+000D>b<U+000A>c<U+0000>"),
        ("a\u200bb\ufeff\x9b", "a<U+200B>b<U+FEFF><U+009B>"),
    ],
)
def test_active_characters_are_shown_by_number(raw: str, shown: str) -> None:
    assert escape_controls(raw) == shown


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(raw: str) -> None:
    shown = expand_tabs(raw)
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2028" for char in shown)


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("漢字", 4), ("é", 1), ("e\u0301", 1), ("🚀", 2), ("ａ", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_colour_only_where_it_is_on() -> None:
    assert colored("x", "error", False) == "x"
    assert colored("x", "error", True) == "\x1b[31mx\x1b[0m"
