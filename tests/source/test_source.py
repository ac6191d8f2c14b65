"""Bytes become text and text becomes the same bytes; offsets become lines and columns and come back."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.edits import Span
from awesome_lint.source import (
    BOM,
    MAX_BYTES,
    Source,
    SourceError,
    decode_source,
    line_starts,
    read_source,
    whole_lines,
)

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\r\n\u2028\x85\x0c\ufeff"))
)


@given(TEXTS)
def test_every_offset_has_a_place(text: str) -> None:
    source = Source("list.md", text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert source.starts[line - 1] + column - 1 == offset
        byte_line, byte_column = source.byte_position(offset)
        before = source.line(line)[: column - 1]
        if len(before) == column - 1:  # not between the CR and the LF of one line end
            assert (byte_line, byte_column) == (line, len(before.encode()) + 1)


@given(TEXTS.filter(lambda text: "\0" not in text))
def test_text_comes_back_as_it_was(text: str) -> None:
    source = decode_source(text.encode(), "list.md")
    assert source.text == text
    bounds = pairwise((*source.starts, len(text)))
    assert "".join(text[start:end] for start, end in bounds) == text


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        encoded, message = decode_source(data, "list.md").text.encode(), "list.md: read"
    except SourceError as error:
        encoded, message = data, str(error)
    assert encoded == data
    assert message.startswith("list.md: ")
    assert message.isprintable()


def test_only_cr_lf_and_crlf_end_a_line() -> None:
    assert line_starts("a\r\nb\nc\rd\u2028e\x85f\x0cg\x0bh\n") == (0, 3, 5, 7, 17)
    assert line_starts("") == (0,)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_whole_lines(newline: str) -> None:
    text = newline.join(["ab", "cd", "ef", "gh"])

    def lines(start: str, end: str, *, with_line_end: bool = False) -> str:
        span = Span(text.index(start), text.index(end) + 1)
        return text[slice(*whole_lines(text, span, with_line_end=with_line_end))]

    assert lines("d", "e") == f"cd{newline}ef"
    assert lines("c", "d", with_line_end=True) == f"cd{newline}"
    assert lines("h", "h") == lines("h", "h", with_line_end=True) == "gh"
    assert whole_lines(text, Span(2, 2 + len(newline))) == Span(0, len(f"ab{newline}cd"))


def test_a_byte_order_mark_is_the_first_character() -> None:
    source = decode_source(b"\xef\xbb\xbf# Papers\n", "list.md")
    assert source.text.startswith(BOM)
    assert source.text[0] == "\ufeff"
    assert source.position(1) == (1, 2)
    assert not decode_source(b"# Papers\n", "list.md").text.startswith(BOM)


def test_columns_count_code_points_or_bytes() -> None:
    source = Source("list.md", "x\n🤖é b")
    assert source.position(5) == (2, 4)
    assert source.byte_position(5) == (2, 8)
    assert source.line(2) == "🤖é b"


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_an_error(offset: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Source("list.md", "abc").position(offset)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("- Réné, papier\n".encode("latin-1"), "byte 0xE9 on line 1"),
        ("- ok\r\n- “Réné”\r\n".encode("cp1252"), "byte 0x93 on line 2); save it as UTF-8"),
        ("- Daumé, Müller, Gödel, 强化\n".encode() + b"- \xff\n", "byte 0xFF on line 2)"),
        ("# Papers\n".encode("utf-16"), "looks like UTF-16"),
        ("# Papers\n".encode("utf-16-be"), "NUL byte (line 1)"),
        ("# Papers\n".encode("utf-32"), "looks like UTF-32"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL byte (line 3)"),
        (b"- \xed\xa0\x80 lone surrogate\n", "not UTF-8"),
    ],
)
def test_what_is_not_utf8_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode_source(data, "docs/list.md")
    assert str(caught.value).startswith("docs/list.md: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="file not found"):
        read_source(tmp_path / "absent.md")
    with pytest.raises(SourceError, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(tmp_path / "a\0b")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locked.md"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(SourceError, match="permissions"):
        read_source(path)


def test_a_file_too_large_is_refused_without_reading_all(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 4)  # sparse: takes no room on disk
    with pytest.raises(SourceError, match="larger than 64 MB"):
        read_source(path)


def test_a_read_source_keeps_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"- a\r\n- b")
    source = read_source(path)
    assert (source.text, source.data, source.path) == ("- a\r\n- b", b"- a\r\n- b", str(path))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are Unicode")
def test_a_name_that_is_no_unicode_can_still_be_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_source(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9\n.md"))
    assert str(caught.value).isprintable()
