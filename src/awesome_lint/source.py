"""Converts bytes to text and back, and offsets to lines and columns.

A line ends with CR LF, LF or CR and with nothing else: U+2028, NEL and form feed are characters of a line, as for
GitHub and for editors. Decoding is strict UTF-8: a text contains no lone surrogate, and encoding it returns the bytes
that were read.
"""

from __future__ import annotations

import codecs
import os
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from awesome_lint.edits import Span
from awesome_lint.errors import AwesomeLintError
from awesome_lint.lazy_re import lazy

BOM = "\ufeff"
MAX_BYTES = 64 * 1024 * 1024
"""The size of the largest file that is read. No README is as large; a log given by mistake may be."""

LINE_END = lazy(r"\r\n|\n|\r")

_WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class SourceError(AwesomeLintError):
    """A file that cannot be read or written. The message is one line with the file, the reason and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{printable_path(path)}: {reason}")


def printable_path(path: str) -> str:
    """The path as one printable line, whatever bytes it contains."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


@lru_cache(maxsize=4)
def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line; the first is 0, and after a final line end there is a last, empty line.

    Parsing, reports and the comparison of fixes need those of the same text, so the last results are cached.
    """
    if "\r" in text:
        return (0, *(match.end() for match in LINE_END.finditer(text)))
    *lines, _ = text.split("\n")
    return (0, *accumulate(len(line) + 1 for line in lines))


def whole_lines(text: str, span: Span, *, with_line_end: bool = False) -> Span:
    """The span of the lines on which a span is, with or without the line end (LF or CR LF) of the last one."""
    end = text.find("\n", span.end)
    if end < 0:
        end = len(text)
    else:
        end += 1 if with_line_end else -text.endswith("\r", span.end, end)
    return Span(text.rfind("\n", 0, span.start) + 1, end)


class Source:
    """A text, its path, and its lines.

    `text` has every character of the file, also a byte-order mark and CRs. `data` is the content of the file when it
    was read (None for a text that was not read from a file): a file that has changed since is not overwritten.
    """

    def __init__(self, path: str, text: str, data: bytes | None = None) -> None:
        self.path = path
        self.text = text
        self.data = data

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset of each line of the text."""
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points.

        The offset after the last character is valid. ValueError for an offset outside the text.
        """
        line, column = self._line_and_column(offset)
        return line, column + 1

    def byte_position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in bytes of UTF-8."""
        line, column = self._line_and_column(offset)
        return line, len(self.text[offset - column : offset].encode()) + 1

    def line(self, line_number: int) -> str:
        """The text of the line with this number (from 1), without its line end."""
        end = self.starts[line_number] if line_number < len(self.starts) else len(self.text)
        return self.text[self.starts[line_number - 1] : end].rstrip("\r\n")

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        """The line of an offset, from 1, and its column in code points, from 0."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside a text of {len(self.text)} characters")
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1]


def read_source(path: str | os.PathLike[str]) -> Source:
    """Read a file. SourceError if it is missing, a folder, unreadable, too large, binary or not UTF-8."""
    name = os.fspath(path)
    try:
        # On Windows opening a folder gives "permission denied".
        if os.path.isdir(name):
            raise SourceError(name, "is a folder; name the file in it")
        with open(name, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(name, "file not found; check the spelling and the folder") from None
    except PermissionError:
        raise SourceError(name, "cannot be read; check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(name, f"cannot be read ({reason})") from None
    return decode_source(data, name)


def decode_source(data: bytes, path: str) -> Source:
    """The source of these bytes. SourceError if they are too many, binary or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise SourceError(path, f"is larger than {MAX_BYTES // 1024 // 1024} MB; name a Markdown file")
    for mark, charset in _WIDE_BOMS:
        if data.startswith(mark):
            raise SourceError(path, f"is not UTF-8 but looks like {charset}; save it as UTF-8")
    if b"\0" in data:
        line = _line_number_at(data, data.index(b"\0"))
        raise SourceError(
            path, f"contains a NUL byte (line {line}), so it is not a text; name a Markdown file"
        )
    try:
        return Source(path, data.decode(), data)
    except UnicodeDecodeError as error:
        byte, line = data[error.start], _line_number_at(data, error.start)
        raise SourceError(
            path, f"is not UTF-8 (byte 0x{byte:02X} on line {line}); save it as UTF-8"
        ) from None


def _line_number_at(data: bytes, offset: int) -> int:
    """The number, from 1, of the line that contains the byte at `offset`."""
    before = data[:offset]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
