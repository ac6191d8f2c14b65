"""Compares titles of works, and determines their case."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from awesome_lint.bibliography import latex
from awesome_lint.bibliography.casing import SMALL
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_COMMAND = lazy(r"\\[A-Za-z]+\*?\s?")
_GREEK = {
    unicodedata.lookup(f"GREEK SMALL LETTER {name}"): name.lower()
    for name in (
        "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA KAPPA MU NU XI PI RHO SIGMA TAU PHI CHI PSI OMEGA"
    ).split()
} | {"λ": "lambda"}
_FOLD = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "×": "x"} | _GREEK
)
_NOT_WORD = lazy(r"[\W_]+")
_PUNCTUATION = bytes(code for code in range(128) if not chr(code).isalnum())
_PUNCTUATION_TO_SPACE = bytes.maketrans(_PUNCTUATION, b" " * len(_PUNCTUATION))
_WORD = lazy(r"[a-z0-9]+|[^\W_a-z0-9]")
_MAX_TITLE_LENGTH = 500
"""Longer texts are paragraphs, which are never equal to a title."""
_STOP_WORDS = SMALL | frozenset(
    "is are be using toward towards between its can do does how what why when it we".split()
)
"""Words without information on the subject of a paper."""
_STEM_LENGTH = 6
"""The number of equal letters at the start from which two words are one word with different endings."""
_NUMBER = lazy(r"\d+|\b(?:i{1,3}|iv|v|vi{1,3}|ix|one|two|three|four|first|second|third|fourth)\b")
_PART_ENDS = (": ", "? ", "! ", ". ", "–", "—")
_TITLE_WORD = lazy(r"[^\W\d_][\w'’-]*")
_LETTERS = lazy(r"[^\W\d_]+")


@record(frozen=True)
class SimilarPair:
    """The indices of two similar titles, and their similarity from 0 to 1."""

    first: int
    second: int
    similarity: float


@lru_cache(maxsize=16384)
def title_key(title: str) -> str:
    """A key that is the same for all spellings of a title: case, accents, LaTeX, dashes, quotation marks, punctuation
    and whitespace do not count; digits, plus signs and letters of every script do. "" if it has none of these."""
    text = title
    if "\\" in text or "$" in text or "{" in text:
        text = _without_latex(text)
    if "+" in text:
        text = text.replace("++", " plusplus ").replace("+ ", " plus ")
    if "&" in text:
        text = text.replace("&amp;", "&").replace("&", " and ")
    if text.isascii():
        return text.lower().encode().translate(None, _PUNCTUATION).decode()
    text = unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)
    return _NOT_WORD.sub("", "".join(c for c in text if not unicodedata.combining(c)))


def may_be_same_work(a: str, b: str) -> bool:
    """Whether two titles may be those of one work: they differ only in case, accents, LaTeX and punctuation, in a
    subtitle or a name of a method at the start, or in a few words. False if numbers differ (`Part 1`, `v2`) or if
    only the names at the start are similar."""
    if title_key(a) == title_key(b):
        return True
    if max(len(a), len(b)) > _MAX_TITLE_LENGTH:
        return False
    first, second = title_words(a), title_words(b)
    if not first or not second:
        return False
    if _numbers_differ(a, b):
        return False
    if _differ_by_subtitle_or_name(a, b):
        return True
    return (
        _word_similarity(first, second) >= 0.66 or _share_most_words(first, second)
    ) and not have_different_method_names(a, b)


def common_content_words(a: str, b: str) -> frozenset[str]:
    """The content words in both titles, without a final "s", so that singular and plural are equal."""
    first, second = ({word.rstrip("s") for word in content_words(title)} for title in (a, b))
    return frozenset(first & second)


def content_words(title: str) -> list[str]:
    """The words of a title without articles, prepositions and similar words."""
    return [word for word in title_words(title) if word not in _STOP_WORDS]


def different_content_words(first: str, second: str) -> tuple[list[str], list[str]]:
    """The content words of each title that the other one lacks in every form (another ending, or written as one word
    with the next)."""
    return _content_words_not_in(first, second), _content_words_not_in(second, first)


def _content_words_not_in(title: str, other_title: str) -> list[str]:
    """The content words of a title that another one lacks in every form."""
    words = title_words(other_title)
    whole = {*words, *(one + two for one, two in pairwise(words))}
    starts = {word[:_STEM_LENGTH] for word in words if len(word) > _STEM_LENGTH}
    own = title_words(title)
    halves = {half for one, two in pairwise(own) if one + two in whole for half in (one, two)}
    return [
        word
        for word in content_words(title)
        if word not in whole
        and word not in halves
        and not (len(word) > _STEM_LENGTH and word[:_STEM_LENGTH] in starts)
    ]


def similar_title_pairs(titles: Sequence[str]) -> list[SimilarPair]:
    """The pairs of titles that certainly mean nearly the same, but differ by `title_key`, the best first: with words
    in other spellings (a typing error, a plural, another space or dash) or other small words, without a subtitle or
    the name of a method, or with another subtitle after the same distinct name.

    Series (`Part 1`, `Part 2`), families (`X-R1: …`, `Y-R1: …`) and titles that differ in a number or a content word
    are left out. Candidates have two of their four rarest words in common, so the time is nearly linear."""
    words = [title_words(title) if len(title) <= _MAX_TITLE_LENGTH else () for title in titles]
    keys = [title_key(title) for title in titles]
    word_sets = [frozenset(each) for each in words]
    pairs = {
        (first, second)
        for first, second in _pairs_by_rare_words(word_sets)
        if len(word_sets[first] ^ word_sets[second]) <= 6
        and keys[first] != keys[second]
        and keys[first]
        and keys[second]
        and _differ_only_in_spelling(words[first], words[second])
        and not _have_different_names(titles[first], titles[second])
    }
    pairs.update(pair for pair in _pairs_by_title_start(titles, keys) if keys[pair[0]] != keys[pair[1]])
    similar = [
        SimilarPair(first, second, _letter_similarity(words[first], words[second])) for first, second in pairs
    ]
    return sorted(similar, key=lambda pair: (-pair.similarity, pair.first, pair.second))


@lru_cache(maxsize=4096)
def is_all_caps(title: str) -> bool:
    """Whether a title with at least three words of four letters or more is written in capitals."""
    if any(len(word) >= 4 and word.isalpha() and not word.isupper() for word in title.split()):
        return False  # the case of nearly all titles
    words = [word for word in _LETTERS.findall(title) if len(word) >= 4]
    return len(words) >= 3 and all(word.isupper() for word in words)


def is_sentence_case(title: str) -> bool:
    """Whether a title is in sentence case: at most one in six of its longer words, except the first of each part, is
    capitalized. False with fewer than three such words."""
    longer = _longer_words(title)
    return len(longer) >= 3 and len([word for word in longer if word[0].isupper()]) <= len(longer) // 6


def is_title_case(title: str) -> bool:
    """Whether nearly all longer words of a title are capitalized, but the title is not in capitals."""
    longer = _longer_words(title)
    capital = len([word for word in longer if word[0].isupper()])
    return len(longer) >= 2 and capital >= len(longer) - len(longer) // 5 and not is_all_caps(title)


@lru_cache(maxsize=4096)
def _longer_words(title: str) -> tuple[str, ...]:
    """The words of at least four letters that are no stop words, except the first of each part of the title."""
    words: list[str] = []
    for end in _PART_ENDS:
        title = title.replace(end, "\n")
    for part in title.split("\n"):
        part_words = _TITLE_WORD.findall(part)[1:]
        words += [word for word in part_words if len(word) >= 4 and word.lower() not in _STOP_WORDS]
    return tuple(words)


def _without_latex(text: str) -> str:
    """The text with Unicode characters for LaTeX, without other commands, braces and dollar signs."""
    return re.sub(r"[{}$\\]", "", _COMMAND.sub("", latex.latex_to_text(text)))


@lru_cache(maxsize=16384)
def title_words(title: str) -> tuple[str, ...]:
    """The words of a title, folded as in `title_key`; each CJK character counts as a word."""
    text = _without_latex(title) if "\\" in title or "$" in title or "{" in title else title
    if "&" in text:
        text = text.replace("&amp;", "&").replace("&", " and ")
    text = text.replace("’", "'").replace("'s", "s")
    if text.isascii():
        return tuple(text.lower().encode().translate(_PUNCTUATION_TO_SPACE).decode().split())
    text = unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return tuple(_WORD.findall(text.lower()))


def _count_numbers(title: str) -> Counter[str]:
    """How often each number, also as a word or Roman numeral, is in a title."""
    return Counter(_NUMBER.findall(" ".join(title_words(title))))


def _numbers_differ(a: str, b: str) -> bool:
    """Whether each title has a number that the other one lacks, or only one has an additional number and it has at most
    two words more (`X` and `X 2`)."""
    first, second = _count_numbers(a), _count_numbers(b)
    if first == second:
        return False
    return bool(first - second and second - first) or abs(len(title_words(a)) - len(title_words(b))) <= 2


def _name_and_subtitle(title: str) -> tuple[str, str]:
    """The name before the first colon or dash of a title and the text after it; "" and the title if it has neither."""
    match = re.search(r":\s+|\s[–—-]\s|:(?=\S)", title)
    if match is None:
        return "", title
    return title[: match.start()].strip(), title[match.end() :].strip()


def _differ_by_subtitle_or_name(a: str, b: str) -> bool:
    """Whether one title is the other one without its subtitle or without the name of the method at its start."""
    for whole, part in ((a, b), (b, a)):
        head, tail = _name_and_subtitle(whole)
        key = title_key(part)
        if head and key == title_key(tail) and len(content_words(part)) >= 3:
            return True
        if key == title_key(head) and (len(content_words(part)) >= 2 or _is_distinct_name(part)):
            return True
        if len(content_words(part)) >= 4 and title_key(whole).startswith(key):
            return True
    return False


def _share_most_words(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether nearly all content words of the shorter title, at least five, are also in the longer one."""
    one, other = set(first) - _STOP_WORDS, set(second) - _STOP_WORDS
    shared = len(one & other)
    return shared >= 5 and shared >= 0.75 * min(len(one), len(other))


def _is_distinct_name(name: str) -> bool:
    """Whether a name at the start of a title is unusual (`MM-Eureka`, `DreamerV3`), not a word."""
    word = name.strip()
    inner = word[1:]
    return (
        len(word) >= 5
        and " " not in word
        and (any(c.isupper() for c in inner) and any(c.islower() for c in word))
    )


def text_similarity(first: str, second: str) -> float:
    """The similarity of two texts, from 0 to 1."""
    return _sequence_matcher(first, second).ratio()


def _sequence_matcher(first: Sequence[str], second: Sequence[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher  # few texts need it

    return SequenceMatcher(None, first, second, autojunk=False)


def have_different_method_names(a: str, b: str) -> bool:
    """Whether both titles have the name of a method at the start, and the names differ."""
    names = [_name_and_subtitle(title)[0] for title in (a, b)]
    return (
        _have_different_names(a, b)
        and all(len(title_words(name)) <= 4 for name in names)
        and text_similarity(*map(title_key, names)) < 0.85
    )


def _word_similarity(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """The similarity of two titles, from 0 to 1, by the order of their words and by their letters."""
    by_words = _sequence_matcher(first, second).ratio()
    if by_words < 0.5:
        return by_words
    return (by_words + _letter_similarity(first, second)) / 2


def _letter_similarity(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """The similarity, from 0 to 1, of two titles by the letters of their words."""
    return text_similarity(" ".join(first), " ".join(second))


def _differ_only_in_spelling(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two titles differ only in small words and in the spelling of other words."""
    # Digits are no matter of spelling, so where they differ the rest need not be compared.
    if len((set(first) & set(second)) - _STOP_WORDS) < 3 or _digits(first) != _digits(second):
        return False
    return all(
        kind == "equal" or _are_spelling_variants(first[i:j], second[k:m])
        for kind, i, j, k, m in _sequence_matcher(first, second).get_opcodes()
    )


def _digits(words: tuple[str, ...]) -> str:
    return "".join(filter(str.isdigit, "".join(words)))


def _are_spelling_variants(first_words: tuple[str, ...], second_words: tuple[str, ...]) -> bool:
    """Whether two parts of titles differ only in spaces, small words, a final “s” or, if they are long, a few
    letters."""
    one, other = "".join(first_words), "".join(second_words)
    if one == other:
        return True
    a = "".join(word for word in first_words if word not in _STOP_WORDS)
    b = "".join(word for word in second_words if word not in _STOP_WORDS)
    if a == b:
        return True
    longest = max(len(first_words), len(second_words))
    if not a or not b or a[0] != b[0] or longest > 3 or any(map(str.isdigit, a + b)):
        return False
    if a.rstrip("s") == b.rstrip("s"):
        return True
    if min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 2:
        return False
    return text_similarity(a, b) >= 0.87


def _have_different_names(a: str, b: str) -> bool:
    """Whether both titles have a name before a colon or dash, and the names differ."""
    first, second = _name_and_subtitle(a)[0], _name_and_subtitle(b)[0]
    return bool(first and second) and title_key(first) != title_key(second)


def _pairs_by_title_start(titles: Sequence[str], title_keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs in which one title is the other one without the name at its start or without its subtitle, and those
    with the same distinct name and similar subtitles."""
    indices_by_key: dict[str, list[int]] = {}
    indices_by_name: dict[str, list[int]] = {}
    for index, key in enumerate(title_keys):
        indices_by_key.setdefault(key, []).append(index)
    for index, title in enumerate(titles):
        head, tail = _name_and_subtitle(title)
        if not head:
            continue
        for part in (head, tail):
            key = title_key(part) if len(part) >= 20 else ""
            least_words = 5 if part is head else 4
            for other in indices_by_key.get(key, ())[:3] if key else ():
                if (
                    other != index
                    and len(content_words(part)) >= least_words
                    and not _numbers_differ(title, titles[other])
                ):
                    yield min(index, other), max(index, other)
        if _is_distinct_name(head):
            for other in indices_by_name.setdefault(title_key(head), [])[:5]:
                same_numbers = _count_numbers(title) == _count_numbers(titles[other])
                if same_numbers and _letter_similarity(title_words(title), title_words(titles[other])) >= 0.8:
                    yield other, index
            indices_by_name[title_key(head)].append(index)


def _pairs_by_rare_words(words: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """The pairs of indices of titles that share two of their four rarest content words."""
    frequency = Counter(word for each in words for word in each)
    blocks: dict[tuple[str, str], list[int]] = {}
    for index, each in enumerate(words):
        rarest = sorted(each - _STOP_WORDS, key=lambda word: (frequency[word], word))[:4]
        for block in combinations(sorted(word for word in rarest if frequency[word] > 1), 2):
            blocks.setdefault(block, []).append(index)
    return {pair for group in blocks.values() if 2 <= len(group) <= 60 for pair in combinations(group, 2)}
