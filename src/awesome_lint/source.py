"""Bytes to text and back, and offsets to lines and columns.

A line ends with CR LF, LF or CR and with nothing else: U+2028, NEL and form feed are characters of their
line, as they are for GitHub and for editors. Decoding is strict UTF-8, so a text never holds a lone
surrogate, and encoding it again gives the very bytes that were read.
"""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from awesome_lint.lazy_re import lazy

BOM = "\ufeff"
MAX_BYTES = 64 * 1024 * 1024
"""The size of the largest file that is read. No README comes near; a log or a disk image given by mistake does."""

LINE_END = lazy(r"\r\n|\n|\r")

_WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class SourceError(Exception):
    """A file that cannot be read or written; the message is one line that names the file and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{printable(path)}: {reason}")


def printable(path: str) -> str:
    """The path as one line that any UTF-8 terminal shows, whatever its bytes are."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


@lru_cache(maxsize=4)
def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins; the first is 0, and a final line end opens a last, empty line.

    Parsing, reports and each comparison of a fix ask for those of the same text: the last texts' are kept.
    """
    if "\r" in text:
        return (0, *(match.end() for match in LINE_END.finditer(text)))
    *lines, _ = text.split("\n")
    return (0, *accumulate(len(line) + 1 for line in lines))


class Source:
    """A text, where it came from, and its lines.

    `text` holds every character of the file, a byte-order mark and CRs included. `data` is what was on
    disk when it was read (None for a text that was not read from a file), so that a file changed since then
    is never overwritten.
    """

    def __init__(self, path: str, text: str, data: bytes | None = None) -> None:
        self.path = path
        self.text = text
        self.data = data

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """`line_starts` of the text."""
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in code points.

        The offset after the last character is a position too. ValueError for any beyond the text.
        """
        line, column = self._place(offset)
        return line, column + 1

    def byte_position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, the column in bytes of UTF-8."""
        line, column = self._place(offset)
        return line, len(self.text[offset - column : offset].encode()) + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column (from 1, code points); ValueError where there is no such place."""
        if not 1 <= line <= len(self.starts):
            raise ValueError(f"no line {line} in a text of {len(self.starts)}")
        found = self.starts[line - 1] + column - 1
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        if column < 1 or found > end:
            raise ValueError(f"no column {column} on line {line}")
        return found

    def line(self, number: int) -> str:
        """The line's text (from 1) without its line end."""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    def encode(self, text: str | None = None) -> bytes:
        """`text` (the source's own, unless given) as bytes; UnicodeEncodeError for a lone surrogate."""
        return (self.text if text is None else text).encode()

    def _place(self, offset: int) -> tuple[int, int]:
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside a text of {len(self.text)} characters")
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1]


def read_source(path: str | os.PathLike[str]) -> Source:
    """Read a file. SourceError when it is missing, a folder, unreadable, too large, binary or not UTF-8."""
    name = os.fspath(path)
    try:
        # A folder is asked for by name: opening one is "permission denied" on Windows.
        if os.path.isdir(name):
            raise SourceError(name, "is a folder; name the file in it")
        with open(name, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(name, "no such file; check the spelling and the folder") from None
    except PermissionError:
        raise SourceError(name, "may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(name, f"cannot be read ({reason})") from None
    return decode(data, name)


def decode(data: bytes, path: str) -> Source:
    """The source that these bytes are; SourceError when they are too many, binary or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise SourceError(path, f"is larger than {MAX_BYTES // 1024 // 1024} MB; name a Markdown file")
    wide = next((charset for mark, charset in _WIDE_BOMS if data.startswith(mark)), None) or _wide(data)
    if wide is not None:
        raise SourceError(path, f"is not UTF-8 but looks like {wide}; save it as UTF-8")
    if b"\0" in data:
        place = _line_of(data, data.index(b"\0"))
        raise SourceError(path, f"holds a NUL byte (line {place}) and is no text; name a Markdown file")
    try:
        return Source(path, data.decode(), data)
    except UnicodeDecodeError as error:
        byte, place = data[error.start], _line_of(data, error.start)
        raise SourceError(
            path, f"is not UTF-8 (byte 0x{byte:02X} on line {place}); {_guess(data)}; save it as UTF-8"
        ) from None


def _line_of(data: bytes, offset: int) -> int:
    before = data[:offset]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in text that is largely ASCII every second byte is NUL."""
    half = len(data[:4096]) // 2
    zeros = sorted((data[:4096:2].count(0), data[1:4096:2].count(0)))
    return "UTF-16" if half >= 2 and zeros[1] > half * 0.7 and zeros[0] < half * 0.1 else None


def _guess(data: bytes) -> str:
    """In words, what the bytes may be. A guess for people: nothing is ever decoded by it."""
    runs = re.findall(rb"[\x80-\xff]+", data)
    high = sum(map(len, runs))
    bad = data.decode("utf-8", "replace").count("\ufffd") - data.count("\ufffd".encode())
    if bad * 4 <= high - bad:
        return "the rest is UTF-8, so that place is damaged"
    if sum(len(run) for run in runs if len(run) % 2 == 0) > high * 0.8:
        return "it looks like an East Asian charset (GBK, Big5, Shift JIS, EUC)"
    if re.search(rb"[\x80-\x9f]", data):
        return "it looks like Windows-1252"
    return "it looks like Latin-1 or Windows-1252"
