"""The terminal: its colors, character set and width, and writing to it."""

from __future__ import annotations

import os
import sys

from awesome_lint.settings import SettingsError


def uses_color(choice: str) -> bool:
    """Whether standard output is colored: the option `--color`, else NO_COLOR, FORCE_COLOR or
    CLICOLOR_FORCE (no-color.org, bixense.com/clicolors), else
    whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def is_ascii_only() -> bool:
    """Whether standard output cannot show the characters that frames are drawn with."""
    try:
        "─│╭╰▲…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def width() -> int:
    """The number of columns of the terminal; 100 without a terminal."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size().columns or 100
    except OSError:
        return 100


def prepare_streams() -> None:
    """Make standard output and standard error accept any text, even if the caller has closed them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Redirect standard output to the null device: its reader has ended or its disk is full, and the interpreter's
    last flush must not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(text: str, *, err: bool = False) -> None:
    """Write to standard output, or to standard error; characters that it cannot encode are written as escapes."""
    (sys.stderr if err else sys.stdout).write(text)


def write_diff(before: str, after: str, path: str, *, color: bool) -> bool:
    """Write the unified diff of two texts; returns whether they differ."""
    from awesome_lint.fixing.diff import unified_diff

    write_text("".join(unified_diff(before, after, path)), color=color)
    return before != after


def write_text(text: str, *, color: bool) -> None:
    """Write lines of a list or a diff to standard output: exactly these for a program, with control characters escaped
    on a terminal, and those of a diff in their colors with `color`."""
    from awesome_lint.reports.ansi import color_diff_line

    if color or sys.stdout.isatty():
        text = "\n".join(color_diff_line(line, on=color) for line in text.split("\n"))
    write(text)


def write_report(path: str, text: str) -> None:
    """Write a report to the file that the option `--report` names. SettingsError if it cannot be written."""
    try:
        # A file name that is not UTF-8 has lone surrogates; standard output escapes them too.
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise SettingsError(f"--report: {path} cannot be written ({error.strerror}).") from None


def write_note(line: str) -> None:
    """Write one line to standard error."""
    write(f"{line}\n", err=True)


def ignore_note(line: str) -> None:
    """Does nothing: with `--quiet` it replaces `write_note`."""


def write_bytes(data: bytes) -> None:
    """Write to standard output exactly these bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
