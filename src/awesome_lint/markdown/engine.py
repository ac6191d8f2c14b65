"""mistletoe, imported fast.

mistletoe 1.x walks all 1.1 million code points on import to find the punctuation among them, which takes nine
tenths of the time. Here the walk is cut short and the set is filled from a table of blocks that hold
punctuation; `punctuation()` asks the running Python about each of them, so the set equals mistletoe's own.
"""

from __future__ import annotations

import sys
from unicodedata import category, unidata_version

# Ranges that cover every character of the categories P* up to Unicode 17.0. A range may hold other
# characters too.
_RANGES = (
    "21-2f 3a-40 5b-60 7b-7e a1-bf 37e 387 55a-55f 589-58a 5be-5f4 609-61f 66a-66d 6d4 700-70d 7f7-7f9 "
    "830-85e 964-965 970 9fd a76 af0 c77 c84 df4 e4f e5a-e5b f04-f14 f3a-f3d f85 fd0-fda 104a-104f 10fb "
    "1360-1368 1400 166e 169b-169c 16eb-16ed 1735-1736 17d4-17da 1800-180a 1944-1945 1a1e-1a1f 1aa0-1aad "
    "1b4e-1b4f 1b5a-1b60 1b7d-1b7f 1bfc-1bff 1c3b-1c3f 1c7e-1c7f 1cc0-1cd3 2010-205e 207d-208e 2308-232a "
    "2768-2775 27c5-27ef 2983-29fd 2cf9-2cff 2d70 2e00-2e5f 3001-303d 30a0 30fb a4fe-a4ff a60d-a60f a673 "
    "a67e a6f2-a6f7 a874-a877 a8ce-a8cf a8f8-a8fc a92e-a92f a95f a9c1-a9df aa5c-aa5f aade-aadf aaf0-aaf1 "
    "abeb fd3e-fd3f fe10-fe6b ff01-ff65 10100-10102 1039f 103d0 1056f 10857 1091f 1093f 10a50-10a58 10a7f "
    "10af0-10af6 10b39-10b3f 10b99-10b9c 10d6e 10ead 10ed0-10ed8 10f55-10f59 10f86-10f89 11047-1104d "
    "110bb-110c1 11140-11143 11174-11175 111c5-111c8 111cd 111db-111df 11238-1123d 112a9 113d4-113d8 "
    "1144b-1145d 114c6 115c1-115d7 11641-11643 11660-1166c 116b9 1173c-1173e 1183b 11944-11946 119e2 "
    "11a3f-11a46 11a9a-11aa2 11b00-11b09 11be1 11c41-11c45 11c70-11c71 11ef7-11ef8 11f43-11f4f 11fff "
    "12470-12474 12ff1-12ff2 16a6e-16a6f 16af5 16b37-16b3b 16b44 16d6d-16d6f 16e97-16e9a 16fe2 1bc9f "
    "1da87-1da8b 1e5ff 1e95e-1e95f "
)


def punctuation() -> set[str]:
    """Every punctuation character as CommonMark 0.30 defines it: ASCII's, and the Unicode categories P*."""
    found = set("$+<=>^`|~")
    for piece in _RANGES.split():
        first, _, last = piece.partition("-")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            if category(chr(code))[0] == "P":
                found.add(chr(code))
    return found


def _load() -> None:
    if "mistletoe.core_tokens" in sys.modules or tuple(map(int, unidata_version.split("."))) > (17, 0, 0):
        return
    last = sys.maxunicode
    sys.maxunicode = 127
    try:
        from mistletoe import core_tokens
    finally:
        sys.maxunicode = last
    core_tokens.punctuation = punctuation()


_load()

from mistletoe import block_token, block_tokenizer, core_tokens, span_token  # noqa: E402

__all__ = ["block_token", "block_tokenizer", "core_tokens", "punctuation", "span_token"]
