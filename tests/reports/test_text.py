"""Text for terminals: nothing in it is obeyed, and its width is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.reports.ansi import colored, display_width, escape_controls, expand_tabs


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
    ("text", "columns"),
    [
        *(("", 0), ("abc", 3), ("漢字", 4), ("é", 1), ("e\u0301", 1), ("🚀", 2), ("ａ", 2)),
        ("\U0001f469\u200d\U0001f4bb", 2),  # woman, joiner, laptop
        ("\U0001f44d\U0001f3fd", 2),  # thumb with a skin tone
        ("\U0001f1e9\U0001f1ea", 2),  # flag
        ("\u2764\ufe0f", 2),  # heart in emoji style
        ("1\ufe0f\u20e3", 2),  # keycap
        ("\u1112\u1161\u11ab", 2),  # a Hangul syllable of three letters
        ("\u0928\u093f", 1),  # a Devanagari syllable
    ],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_colour_only_where_it_is_on() -> None:
    assert colored("x", "error", False) == "x"
    assert colored("x", "error", True) == "\x1b[31mx\x1b[0m"
