"""What is before a title on its line and belongs to no field: emoji, numbers, short codes, names in brackets."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import SHORTCODE
from awesome_lint.listing.mentions import LINK_PLACEHOLDER

_BRACKETED = lazy(rf"([(（\[【])([^\[\]()（）【】{LINK_PLACEHOLDER}]{{1,60}})[\])）】]\s*[:：,]?")
_NUMBER = lazy(r"\(?\d{1,4}[.)、]\s")
_NICKNAME = lazy(r"[A-Za-z][\w.+-]{1,20}：\s*(?=[A-Z])")
"""A short name before a title (`ColumnNet：Columns First`), with a full-width colon."""
_TOPIC_BEFORE_ARROW = lazy(rf"[^{LINK_PLACEHOLDER}>→]{{2,40}}?\s(?:[-=]+>|[→➡⇒])\s+")
"""A topic before a linked title (`Finance -> [Title](u)`)."""
QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "《": "》", "``": "''", "«": "»", "‘": "’", "„": "“"}
"""The closing quotation mark of each opening one."""
_STARTS = frozenset("$#@.~&%+(（[【<")


def skip_prefix(
    masked_line: str,
    offset: int,
    mentions: Container[int],
    link_follows: Callable[[int], bool],
    text_end: int,
) -> tuple[int, str]:
    """The offset after one piece that is not part of a title, and its text if it is a name in brackets (else ""). It
    is `offset` if a title may begin there. `mentions` are the offsets of dates and venues; `link_follows` says
    whether a link that may be a title is next to an offset. `text_end` is the offset after the last letter or digit."""
    char = masked_line[offset]
    if char.isspace():
        return offset + 1, ""
    if char == ":" and (match := SHORTCODE.match(masked_line, offset)):
        return match.end(), ""
    if char in "(（[【" and (match := _BRACKETED.match(masked_line, offset)):
        is_name = match[1] in "[【" or match.start() in mentions or len(match[2].split()) <= 3
        if is_name and (match.end() < text_end or link_follows(match.end())):
            return match.end(), match[2].strip()
        return offset, ""
    if (char == "(" or char.isdecimal()) and (match := _NUMBER.match(masked_line, offset)):
        return match.end(), ""
    if "：" in masked_line and (match := _NICKNAME.match(masked_line, offset)):
        return match.end(), ""
    if char.isalnum() and (match := _TOPIC_BEFORE_ARROW.match(masked_line, offset)):
        return (match.end() if link_follows(match.end()) else offset), ""
    if char in QUOTES or char in _STARTS or char.isalnum():
        is_before_link = char in "[(【（<" and LINK_PLACEHOLDER in masked_line[offset + 1 : offset + 6]
        return offset + is_before_link, ""
    # Emoji, marks and punctuation decorate the beginning of an entry.
    is_decoration = unicodedata.category(char)[0] in "SPMC" or char == "\u200d"
    return offset + is_decoration, ""
