"""Full-width punctuation, as East Asian keyboards write it, in text of another language."""

from __future__ import annotations

import re

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy

NAMES = {
    "，": "full-width comma",
    "：": "full-width colon",
    "；": "full-width semicolon",
    "（": "full-width parenthesis",
    "）": "full-width parenthesis",
    "！": "full-width exclamation mark",
    "？": "full-width question mark",
    "。": "ideographic full stop",
}
_PLAIN = dict(zip(NAMES, ",:;()!?.", strict=True))
MARK = lazy(rf"[ \t]*(?P<closing>[{''.join(_PLAIN).replace('（', '')}])|（")
_EAST_ASIAN = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af、【】《》「」『』]")
_LEAST_RATIO = 50
"""The number of lines for each line of East Asian writing from which on a list is in another language: in 23 lists with
more, all such punctuation is a slip; in 13 lists with less, it is the list's own."""
_AFTER_TEXT = lazy(r"[^\s*_(\[][*_]*$")
_URL = lazy(r"://[^\s)\]>]*$")


def is_of_other_language(text: str) -> bool:
    """Whether a text is in a language that has no full-width punctuation."""
    lines = [line for line in text.split("\n") if line.strip()]
    return _LEAST_RATIO * sum(_EAST_ASIAN.search(line) is not None for line in lines) <= len(lines)


def punctuation_edits(text: str, line: Span) -> list[Edit]:
    """The edits that write plain punctuation on a line, with a space where one belongs; none if there is East Asian
    writing on the line, and none in URLs."""
    if _EAST_ASIAN.search(text, *line) is not None:
        return []
    return [
        edit for match in MARK.finditer(text, *line) if (edit := _mark_edit(text, line, match)) is not None
    ]


def _mark_edit(text: str, line: Span, match: re.Match[str]) -> Edit | None:
    """The edit that writes a full-width character as a plain one; None for one in a URL or a broken link."""
    before, after = text[line.start : match.start()], text[match.end() : line.end]
    char = match[0][-1]
    if _URL.search(before) is not None or (char == "（" and before.endswith("]")):
        return None  # a broken link, which MD001 and LK001 report
    plain = _PLAIN[char]
    if match["closing"] is None:
        plain = f" {plain}" if _AFTER_TEXT.search(before) is not None else plain
    elif after[:1].isalnum() or after[:1] in tuple("[(（"):
        plain += " "
    start = match.start() if before.strip() else match.end() - 1
    return Edit(Span(start, match.end()), plain)
