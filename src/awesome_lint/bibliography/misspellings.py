"""The spelling of words that titles and descriptions often have.

`data/words.txt` holds two paragraphs of words in lower case: those that are suggested, the most frequent first, and
other right words that are one letter away from them (`affective`, next to `effective`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from awesome_lint.lazy_re import lazy

_WHOLE = lazy(r".*(?:ion|ing|ment|[ae]nce|ive|fer)")
"""Words that lack their last letter only by mistake: without it they are no word."""
_ENDINGS = frozenset("delnrsy")
"""Letters that make another form of a word at its end."""
_BRITISH = (
    ("s", "z"),
    ("our", "or"),
    ("ll", "l"),
    ("ae", "e"),
    ("re", "er"),
    ("ogue", "og"),
    ("ence", "ense"),
)


@cache
def _table() -> tuple[dict[str, list[str]], frozenset[str]]:
    """The suggested words by each text that they become if one letter is left out, and all right words."""
    file = Path(__file__).parent / "data" / "words.txt"
    suggested, others = (part.split() for part in file.read_text(encoding="ascii").split("\n\n"))
    shortened: dict[str, list[str]] = {}
    for word in suggested:
        for form in _shorten(word):
            shortened.setdefault(form, []).append(word)
    return shortened, frozenset(suggested + others)


def correct(word: str) -> list[str]:
    """The words that a misspelt one (in lower case) may be: one letter is added, left out or exchanged, or two are
    swapped. Empty where it is right, not known, or another form of such a word."""
    shortened, right = _table()
    if word in right:
        return []
    near = dict.fromkeys(found for form in _shorten(word) for found in shortened.get(form, ()))
    slips = [other for other in near if _is_slip(word, other)]
    return [] if any(_is_form(word, other) for other in slips) else slips


def _shorten(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def _is_slip(word: str, other: str) -> bool:
    """Whether two different words differ in one letter, or in the order of two."""
    start = _common_start(word, other)
    end = _common_start(word[start:][::-1], other[start:][::-1])
    one, two = word[start : len(word) - end], other[start : len(other) - end]
    return max(len(one), len(two)) == 1 or (len(one) == 2 and one == two[::-1])


def _is_form(word: str, other: str) -> bool:
    """Whether a word may be another form of another one, or its British spelling."""
    if any(word.replace(*pair) == other.replace(*pair) for pair in _BRITISH):
        return True
    start = _common_start(word, other)
    if start == 0 and len(word) >= len(other):
        return True  # localized, focalized; commerce, ecommerce
    if start < max(len(word), len(other)) - 1:
        return False
    if len(word) < len(other):
        return _WHOLE.fullmatch(other) is None
    if len(word) > len(other):
        return word[-1] in _ENDINGS and not word.endswith("ss") and (word[-1] == "s" or other[-3:] != "ing")
    return True


def _common_start(one: str, two: str) -> int:
    """How many letters two words have in common at their beginning."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
