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


def write(text: str, *, err: bool = False) -> None:
    """Write to standard output, or standard error; what it cannot encode is written as an escape."""
    (sys.stderr if err else sys.stdout).write(text)


def write_bytes(data: bytes) -> None:
    """Write to standard output exactly these bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
