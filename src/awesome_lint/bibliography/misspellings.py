"""The words that a misspelt word of a title or description may be.

`data/words.txt` has two paragraphs of words in lower case: those that are suggested, the most frequent first, and
other correct words with one letter of difference from them (`affective`, next to `effective`)."""

from __future__ import annotations

from functools import cache
from os.path import dirname, join

from awesome_lint.lazy_re import lazy

_SMALL_WORDS = ("is", "of", "the", "and", "to", "for", "with")
"""Words that a missing space joins to the word before: `systemis` is no slip for `systems`."""
_MIN_LETTERS = 7
"""The number of letters from which a word with a wrong or an additional letter is judged."""
_WHOLE = lazy(r".*(?:ion|ing|ment|[ae]nce|ive|fer)")
"""Words that lack their last letter only by mistake: without it they are no word."""
_FORM_ENDINGS = frozenset("delnrsy")
"""Endings of other forms of a word."""
_OTHER_FORMS = (
    ("ify", "ity"),
    ("ers", "es"),
    ("s", "z"),
    ("our", "or"),
    ("ll", "l"),
    ("ae", "e"),
    ("re", "er"),
    ("ogue", "og"),
    ("ence", "ense"),
)
"""Endings of another word of the same stem (sparsify, sparsity; updaters, updates), and British spellings."""


@cache
def _load_words_by_half() -> tuple[dict[tuple[int, str], list[str]], frozenset[str]]:
    """The suggested words by each of their halves (see `_half_keys`), and all correct words."""
    with open(join(dirname(__file__), "data", "words.txt"), encoding="ascii") as file:
        suggested, others = (part.split() for part in file.read().split("\n\n"))
    words_by_half: dict[tuple[int, str], list[str]] = {}
    for word in suggested:
        for half in _half_keys(word, len(word)):
            words_by_half.setdefault(half, []).append(word)
    return words_by_half, frozenset(suggested + others)


def corrections_of(word: str) -> list[str]:
    """The words that a misspelt one (in lower case, of six letters or more) may be, with one letter added, left out
    or replaced, or two swapped: longer words first, then those that differ earlier. A word of six letters is judged
    only if one is left out or two are swapped: with another letter it is mostly a word or a name. Empty if the word is
    correct, not known, another form of a known word, or two words without a space."""
    words_by_half, right = _load_words_by_half()
    stems = [word.removesuffix(small) for small in _SMALL_WORDS if word.endswith(small)]
    if word in right or any(stem in right or f"{stem}s" in right for stem in stems):
        return []
    halves = [half for change in (-1, 0, 1) for half in _half_keys(word, len(word) + change)]
    near = dict.fromkeys(other for half in halves for other in words_by_half.get(half, ()))
    slips = [other for other in near if _differ_by_one_letter(word, other)]
    if len(word) < _MIN_LETTERS:
        slips = [other for other in slips if len(other) > len(word) or sorted(other) == sorted(word)]
    slips.sort(key=lambda other: (len(other) <= len(word), _common_prefix_length(word, other)))
    return [] if any(_is_form_of(word, other) for other in slips) else slips


def _half_keys(word: str, length: int) -> tuple[tuple[int, str], tuple[int, str]]:
    """Two keys to look up words of `length` letters: `length` with the first letters of `word`, and `length` with its
    last letters. A word that differs from `word` by one letter has one of these keys."""
    middle = length // 2
    return (length, word[:middle]), (length, word[middle + 1 - length :])


def _differ_by_one_letter(word: str, other_word: str) -> bool:
    """Whether two different words differ in one letter (replaced, added or left out), or in the order of two."""
    start = _common_prefix_length(word, other_word)
    one, two = word[start:], other_word[start:]
    are_swapped = one[:2] == two[:2][::-1] and one[2:] == two[2:]
    return are_swapped or one[1:] == two or one == two[1:] or one[1:] == two[1:]


def _is_form_of(word: str, other_word: str) -> bool:
    """Whether a word may be another form of the other one, or another word of its stem."""
    if any(word.replace(*pair) == other_word.replace(*pair) for pair in _OTHER_FORMS):
        return True
    start = _common_prefix_length(word, other_word)
    if start == 0 and len(word) >= len(other_word):
        return True  # localized, focalized; commerce, ecommerce
    if start < max(len(word), len(other_word)) - 1:
        return False
    if len(word) < len(other_word):
        return _WHOLE.fullmatch(other_word) is None
    if len(word) > len(other_word):
        return (
            word[-1] in _FORM_ENDINGS
            and not word.endswith("ss")
            and (word[-1] == "s" or other_word[-3:] != "ing")
        )
    return True


def _common_prefix_length(one: str, two: str) -> int:
    """The number of equal letters at the start of two words."""
    for at, (a, b) in enumerate(zip(one, two, strict=False)):
        if a != b:
            return at
    return min(len(one), len(two))
