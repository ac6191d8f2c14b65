"""Percent escapes: the same as `urllib.parse` makes of them, whatever is given."""

from __future__ import annotations

from urllib import parse

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.bibliography.percent import query_fields, unquote

_TEXTS = st.lists(
    st.one_of(
        st.text(max_size=3),
        st.sampled_from(
            ["%", "%2", "%23", "%e4%BD%a0", "%C3", "%FF", "%zz", "+", "&", "=", ";", "%26", "%3D"]
        ),
    ),
    max_size=8,
).map("".join)


@given(_TEXTS)
def test_escapes_are_resolved_as_urllib_resolves_them(text: str) -> None:
    assert unquote(text) == parse.unquote(text)


@given(_TEXTS)
def test_queries_are_taken_apart_as_urllib_takes_them(text: str) -> None:
    assert query_fields(text) == parse.parse_qs(text, keep_blank_values=True)


def test_an_escaped_word_is_read() -> None:
    assert unquote("Twitter-%23000000") == "Twitter-#000000"
    assert query_fields("logo=github&label=My%20list+here&logo=") == {
        "logo": ["github", ""],
        "label": ["My list here"],
    }
