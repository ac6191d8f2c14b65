"""The words that a misspelt word of a title or description may be.

`data/words.txt` has two paragraphs of words in lower case: those that are suggested, the most frequent first, and
other correct words with one letter of difference from them (`affective`, next to `effective`)."""

from __future__ import annotations

from functools import cache
from os.path import dirname, join

from awesome_lint.lazy_re import lazy

_WHOLE = lazy(r".*(?:ion|ing|ment|[ae]nce|ive|fer)")
"""Words that lack their last letter only by mistake: without it they are no word."""
_FORM_ENDINGS = frozenset("delnrsy")
"""Endings of other forms of a word."""
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
def _words_by_shortened_form() -> tuple[dict[str, list[str]], frozenset[str]]:
    """The suggested words by each text that is such a word without one letter, and all correct words."""
    with open(join(dirname(__file__), "data", "words.txt"), encoding="ascii") as file:
        suggested, others = (part.split() for part in file.read().split("\n\n"))
    shortened: dict[str, list[str]] = {}
    for word in suggested:
        for form in _without_each_letter(word):
            shortened.setdefault(form, []).append(word)
    return shortened, frozenset(suggested + others)


def corrections_of(word: str) -> list[str]:
    """The words that a misspelt one (in lower case) may be, with one letter added, left out or exchanged, or two
    swapped. Empty if it is correct, not known, or another form of a known word."""
    shortened, right = _words_by_shortened_form()
    if word in right:
        return []
    near = dict.fromkeys(found for form in _without_each_letter(word) for found in shortened.get(form, ()))
    slips = [other for other in near if _differ_by_one_letter(word, other)]
    return [] if any(_is_form_of(word, other) for other in slips) else slips


def _without_each_letter(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def _differ_by_one_letter(word: str, other: str) -> bool:
    """Whether two different words differ in one letter, or in the order of two."""
    start = _common_prefix_length(word, other)
    end = _common_prefix_length(word[start:][::-1], other[start:][::-1])
    one, two = word[start : len(word) - end], other[start : len(other) - end]
    return max(len(one), len(two)) == 1 or (len(one) == 2 and one == two[::-1])


def _is_form_of(word: str, other: str) -> bool:
    """Whether a word may be another form of the other one, or its British spelling."""
    if any(word.replace(*pair) == other.replace(*pair) for pair in _BRITISH):
        return True
    start = _common_prefix_length(word, other)
    if start == 0 and len(word) >= len(other):
        return True  # localized, focalized; commerce, ecommerce
    if start < max(len(word), len(other)) - 1:
        return False
    if len(word) < len(other):
        return _WHOLE.fullmatch(other) is None
    if len(word) > len(other):
        return (
            word[-1] in _FORM_ENDINGS and not word.endswith("ss") and (word[-1] == "s" or other[-3:] != "ing")
        )
    return True


def _common_prefix_length(one: str, two: str) -> int:
    """The number of equal letters at the start of two words."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
