"""mistletoe, imported fast.

mistletoe 1.x walks all 1.1 million code points on import to collect the punctuation among them, which takes nine
tenths of the time. Here the walk is cut short, and `Punctuation` stands in for the set that it fills.
"""

from __future__ import annotations

import sys
from unicodedata import category


class Punctuation:
    """Every punctuation character as CommonMark 0.30 defines it, ASCII's and the Unicode categories P*: asked of
    the running Python when somebody wants to know."""

    def __contains__(self, character: str) -> bool:
        return category(character)[0] == "P" or character in "$+<=>^`|~"


def _load() -> None:
    if "mistletoe.core_tokens" in sys.modules:
        return
    last = sys.maxunicode
    sys.maxunicode = 127
    try:
        from mistletoe import core_tokens
    finally:
        sys.maxunicode = last
    core_tokens.punctuation = Punctuation()  # type: ignore[assignment]


_load()

from mistletoe import block_token, block_tokenizer, core_tokens, span_token  # noqa: E402

__all__ = ["Punctuation", "block_token", "block_tokenizer", "core_tokens", "span_token"]
