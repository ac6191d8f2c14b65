"""The terminal: whether it shows colour and more than ASCII, how wide it is, and writing to it."""

from __future__ import annotations

import os
import sys


def colour(choice: str) -> bool:
    """Whether to colour standard output: as chosen, as NO_COLOR or FORCE_COLOR say (no-color.org), or where
    it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def is_ascii() -> bool:
    """Whether standard output cannot show the frame's lines."""
    try:
        "─│╭╰▲…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def width() -> int:
    """The terminal's columns; 100 where there is none."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size().columns or 100
    except OSError:
        return 100


def prepare() -> None:
    """Make standard output and error take any text, also where the caller has closed them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def abandon() -> None:
    """Give up standard output, whose reader has gone or which has no room: nothing more may be written, not
    even by the interpreter's own last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(text: str, *, err: bool = False) -> None:
    """Write to standard output, or standard error; what it cannot encode is written as an escape."""
    (sys.stderr if err else sys.stdout).write(text)


def write_bytes(data: bytes) -> None:
    """Write to standard output exactly these bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
