"""Text from the network, made safe to print."""

from __future__ import annotations

import unicodedata

LONGEST = 1000


def clean(text: str | None, longest: int = LONGEST) -> str:
    """The text on one line, without control and direction characters (which could change a terminal or the
    order of the text), cut to `longest` code points."""
    if not text:
        return ""
    kept = "".join(
        " " if char in "\t\n\r\v\f\x85\u2028\u2029" else char
        for char in text[: longest * 4]
        if char in "\t\n\r\v\f\x85\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(kept.split())[:longest]
