"""Titles of works: when two of them are the same, and how they are set."""

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
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_BLANKED = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))
_WORD = lazy(r"[a-z0-9]+|[^\W_a-z0-9]")
_LONGEST = 500
"""Longer texts are paragraphs, which no title equals by chance."""
_EMPTY = SMALL | frozenset(
    "is are be using toward towards between its can do does how what why when it we".split()
)
"""Words that say nothing of what a paper is about."""
_STEM = 6
"""Letters that two words have to begin with alike to be one word with two endings."""
_NUMBER = lazy(r"\d+|\b(?:i{1,3}|iv|v|vi{1,3}|ix|one|two|three|four|first|second|third|fourth)\b")
_PART_ENDS = (": ", "? ", "! ", ". ", "–", "—")
_SPELT = lazy(r"[^\W\d_][\w'’-]*")
_SHORT_OF_LATIN = lazy(r"[^\W\d_]+")


@record(frozen=True)
class SimilarPair:
    """Two titles, by their places in the sequence given, and how much they share, from 0 to 1."""

    first: int
    second: int
    likeness: float


@lru_cache(maxsize=16384)
def title_key(title: str) -> str:
    """The same text for all spellings of one title: case, accents, LaTeX, dashes, quotes, punctuation and
    whitespace is folded. Digits, plus signs and letters of every script count. Empty for a title without any."""
    text = title
    if "\\" in text or "$" in text or "{" in text:
        text = _without_latex(text)
    if "+" in text:
        text = text.replace("++", " plusplus ").replace("+ ", " plus ")
    if "&" in text:
        text = text.replace("&amp;", "&").replace("&", " and ")
    if text.isascii():
        return text.lower().encode().translate(None, _SIGNS).decode()
    text = unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)
    return _NOT_WORD.sub("", "".join(c for c in text if not unicodedata.combining(c)))


def same_work(a: str, b: str) -> bool:
    """Whether two titles may well be those of one work: equal but for case, accents, LaTeX and punctuation;
    with or without a subtitle or a method's name at the start; or retitled by a few words. False where numbers
    differ (`Part 1`, `v2`), or where only names at the start are alike."""
    if title_key(a) == title_key(b):
        return True
    if max(len(a), len(b)) > _LONGEST:
        return False
    first, second = title_words(a), title_words(b)
    if not first or not second:
        return False
    if _numbers_differ(a, b):
        return False
    if _one_within_the_other(a, b):
        return True
    return (
        _likeness(first, second) >= 0.66 or _mostly_contained(first, second)
    ) and not _name_different_methods(a, b)


def words_in_common(a: str, b: str) -> frozenset[str]:
    """The words of weight that both titles have, a plural and its singular counting as one."""
    first, second = ({word.rstrip("s") for word in content_words(title)} for title in (a, b))
    return frozenset(first & second)


def content_words(title: str) -> list[str]:
    """The words of a title without articles, prepositions and the like."""
    return [word for word in title_words(title) if word not in _EMPTY]


def different_words(first: str, second: str) -> tuple[list[str], list[str]]:
    """The content words of each title that the other one lacks in every form (with another ending, or written as one
    word with the next)."""
    return _words_not_in(first, second), _words_not_in(second, first)


def _words_not_in(title: str, other: str) -> list[str]:
    words = title_words(other)
    whole = {*words, *(one + two for one, two in pairwise(words))}
    starts = {word[:_STEM] for word in words if len(word) > _STEM}
    own = title_words(title)
    halves = {half for one, two in pairwise(own) if one + two in whole for half in (one, two)}
    return [
        word
        for word in content_words(title)
        if word not in whole and word not in halves and not (len(word) > _STEM and word[:_STEM] in starts)
    ]


def similar_titles(titles: Sequence[str]) -> list[SimilarPair]:
    """The pairs of titles that surely mean nearly the same, yet are not the same by `title_key`, best first:
    words spelt otherwise (a slip, a plural, a blank or dash more), small words apart, a subtitle or a
    method's name at the start missing, or another subtitle after the same distinct name.

    Series (`Part 1`, `Part 2`), families (`X-R1: …`, `Y-R1: …`), titles that differ in a number or in a word
    of weight are left out. Candidates share two of their four rarest words, so the cost stays near-linear.
    """
    words = [title_words(title) if len(title) <= _LONGEST else () for title in titles]
    keys = [title_key(title) for title in titles]
    sets = [frozenset(each) for each in words]
    pairs = {
        (first, second)
        for first, second in _pairs_by_rare_words(sets)
        if len(sets[first] ^ sets[second]) <= 6
        and keys[first] != keys[second]
        and keys[first]
        and keys[second]
        and _nearly_spelt(words[first], words[second])
        and not _heads_differ(titles[first], titles[second])
    }
    pairs.update(pair for pair in _pairs_by_title_start(titles, keys) if keys[pair[0]] != keys[pair[1]])
    found = [SimilarPair(first, second, _ratio(words[first], words[second])) for first, second in pairs]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.first, pair.second))


@lru_cache(maxsize=4096)
def is_shouted(title: str) -> bool:
    """Whether a title of at least three longer words is set all in capitals."""
    if any(len(word) >= 4 and word.isalpha() and not word.isupper() for word in title.split()):
        return False  # nearly all
    words = [word for word in _SHORT_OF_LATIN.findall(title) if len(word) >= 4]
    return len(words) >= 3 and all(word.isupper() for word in words)


def is_sentence_case(title: str) -> bool:
    """Whether a title is set as a sentence: of its longer words after the first of each part, nearly none
    begins with a capital. Titles of fewer than three such words are not."""
    longer = _longer_words(title)
    return len(longer) >= 3 and len([word for word in longer if word[0].isupper()]) <= len(longer) // 6


def is_title_case(title: str) -> bool:
    """Whether nearly all longer words of a title begin with a capital, but not all are shouted."""
    longer = _longer_words(title)
    capital = len([word for word in longer if word[0].isupper()])
    return len(longer) >= 2 and capital >= len(longer) - len(longer) // 5 and not is_shouted(title)


@lru_cache(maxsize=4096)
def _longer_words(title: str) -> tuple[str, ...]:
    words: list[str] = []
    for end in _PART_ENDS:
        title = title.replace(end, "\n")
    for part in title.split("\n"):
        found = _SPELT.findall(part)[1:]
        words += [word for word in found if len(word) >= 4 and word.lower() not in _EMPTY]
    return tuple(words)


def _without_latex(text: str) -> str:
    """The text with LaTeX as plain Unicode, without commands that have none, braces and dollar signs."""
    return re.sub(r"[{}$\\]", "", _COMMAND.sub("", latex.latex_to_text(text)))


@lru_cache(maxsize=16384)
def title_words(title: str) -> tuple[str, ...]:
    """The words of a title, folded as in `title_key`; CJK signs count one by one."""
    text = _without_latex(title) if "\\" in title or "$" in title or "{" in title else title
    if "&" in text:
        text = text.replace("&amp;", "&").replace("&", " and ")
    text = text.replace("’", "'").replace("'s", "s")
    if text.isascii():
        return tuple(text.lower().encode().translate(_BLANKED).decode().split())
    text = unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return tuple(_WORD.findall(text.lower()))


def _numbers(title: str) -> Counter[str]:
    return Counter(_NUMBER.findall(" ".join(title_words(title))))


def _numbers_differ(a: str, b: str) -> bool:
    """Whether each title has a number that the other has not, or one counts on (`X` and `X 2`)."""
    first, second = _numbers(a), _numbers(b)
    if first == second:
        return False
    return bool(first - second and second - first) or abs(len(title_words(a)) - len(title_words(b))) <= 2


def _head_and_tail(title: str) -> tuple[str, str]:
    match = re.search(r":\s+|\s[–—-]\s|:(?=\S)", title)
    if match is None:
        return "", title
    return title[: match.start()].strip(), title[match.end() :].strip()


def _one_within_the_other(a: str, b: str) -> bool:
    """Whether one title is the other without its subtitle or without the method's name at the start."""
    for whole, part in ((a, b), (b, a)):
        head, tail = _head_and_tail(whole)
        key = title_key(part)
        if head and key == title_key(tail) and len(content_words(part)) >= 3:
            return True
        if key == title_key(head) and (len(content_words(part)) >= 2 or _is_distinct_name(part)):
            return True
        if len(content_words(part)) >= 4 and title_key(whole).startswith(key):
            return True
    return False


def _mostly_contained(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether nearly all words of weight of the shorter title, five at least, are in the longer one too."""
    one, other = set(first) - _EMPTY, set(second) - _EMPTY
    shared = len(one & other)
    return shared >= 5 and shared >= 0.75 * min(len(one), len(other))


def _is_distinct_name(name: str) -> bool:
    """Whether a short head is a name that is hardly anything else (`MM-Eureka`, `DreamerV3`), not a word."""
    word = name.strip()
    inner = word[1:]
    return (
        len(word) >= 5
        and " " not in word
        and (any(c.isupper() for c in inner) and any(c.islower() for c in word))
    )


def likeness(first: str, second: str) -> float:
    """How similar two texts are, from 0 to 1."""
    return _matcher(first, second).ratio()


def _matcher(first: Sequence[str], second: Sequence[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher  # few texts need it

    return SequenceMatcher(None, first, second, autojunk=False)


def _name_different_methods(a: str, b: str) -> bool:
    """Whether both titles have a method's name at the start, and not the same one."""
    first, second = _head_and_tail(a)[0], _head_and_tail(b)[0]
    if not first or not second or title_key(first) == title_key(second):
        return False
    if len(title_words(first)) > 4 or len(title_words(second)) > 4:
        return False
    return _matcher(title_key(first), title_key(second)).ratio() < 0.85


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """How much two titles share, from 0 to 1, by words in order, near spellings counting by their letters."""
    by_words = _matcher(first, second).ratio()
    if by_words < 0.5:
        return by_words
    by_letters = _matcher(" ".join(first), " ".join(second)).ratio()
    return (by_words + by_letters) / 2


def _ratio(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    return _matcher(" ".join(first), " ".join(second)).ratio()


def _nearly_spelt(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the titles differ in nothing but small words and the spelling of others."""
    # Digits are no matter of spelling, so where they differ the rest need not be compared.
    if len((set(first) & set(second)) - _EMPTY) < 3 or _digits(first) != _digits(second):
        return False
    matcher = _matcher(first, second)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal" and not _same_but_for_spelling(first[i:j], second[k:m]):
            return False
    return True


def _digits(words: tuple[str, ...]) -> str:
    return "".join(filter(str.isdigit, "".join(words)))


def _same_but_for_spelling(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    one, other = "".join(first), "".join(second)
    if one == other:
        return True
    a = "".join(word for word in first if word not in _EMPTY)
    b = "".join(word for word in second if word not in _EMPTY)
    if a == b:
        return True
    if not a or not b or a[0] != b[0] or any(c.isdigit() for c in a + b) or max(len(first), len(second)) > 3:
        return False
    if a.rstrip("s") == b.rstrip("s"):
        return True
    if min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 2:
        return False
    return _matcher(a, b).ratio() >= 0.87


def _heads_differ(a: str, b: str) -> bool:
    first, second = _head_and_tail(a)[0], _head_and_tail(b)[0]
    return bool(first and second) and title_key(first) != title_key(second)


def _pairs_by_title_start(titles: Sequence[str], keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of which one is the other without the name at the start or without its subtitle, and those that
    have the same distinct name before subtitles not too far apart."""
    places: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    for place, title in enumerate(titles):
        head, tail = _head_and_tail(title)
        if not head:
            continue
        for part in (head, tail):
            key = title_key(part) if len(part) >= 20 else ""
            least = 5 if part is head else 4
            for other in places.get(key, ())[:3] if key else ():
                if (
                    other != place
                    and len(content_words(part)) >= least
                    and not _numbers_differ(title, titles[other])
                ):
                    yield min(place, other), max(place, other)
        if _is_distinct_name(head):
            for other in named.setdefault(title_key(head), [])[:5]:
                same_numbers = _numbers(title) == _numbers(titles[other])
                if same_numbers and _ratio(title_words(title), title_words(titles[other])) >= 0.8:
                    yield other, place
            named[title_key(head)].append(place)


def _pairs_by_rare_words(words: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """The pairs of places whose titles share two of their four rarest words of weight."""
    frequency = Counter(word for each in words for word in each)
    blocks: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(words):
        rarest = sorted(each - _EMPTY, key=lambda word: (frequency[word], word))[:4]
        for block in combinations(sorted(word for word in rarest if frequency[word] > 1), 2):
            blocks.setdefault(block, []).append(place)
    return {pair for places in blocks.values() if 2 <= len(places) <= 60 for pair in combinations(places, 2)}
