"""Makes text from the network safe to print."""

from __future__ import annotations

import unicodedata

MAX_LENGTH = 1000


def safe_text(text: str | None, longest: int = MAX_LENGTH) -> str:
    """The text on one line, at most `longest` code points, without control and direction characters (which could
    change the terminal or the order of the text). "" for None."""
    if not text:
        return ""
    printable = "".join(
        " " if char in "\t\n\r\v\f\x85\u2028\u2029" else char
        for char in text[: longest * 4]
        if char in "\t\n\r\v\f\x85\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(printable.split())[:longest]
