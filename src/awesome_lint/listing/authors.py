"""Parses lists of authors, as distinct from titles, venues and sentences."""

from __future__ import annotations

import re

from awesome_lint.lazy_re import lazy

_SPLIT = lazy(r"\s*(?:[,;，、；]\s*(?:and|&)?|(?<=\s)(?:and|&)(?=\s))\s*")
_MARKS = lazy(
    r"[*†‡§¶#^¹²³⁴⁵⁶⁷⁸⁹⁰✉️♠♣♥♦\u2660-\u2667✝☨∗⋆★]+|(?<=[a-z.])\d+(?:,\d+)*$|\^\{[^}]*\}|\$\^?[^$]*\$|\(\d+\)"
)
ET_AL = lazy(
    r"(?:[,，]?\s*(?:\band\s+)?(?:(?:\bet\.?\s*at?l?s?|et\.?\s+al)\b\.?|et\s+alia|and\s+others|and\s+colleagues|等人?))\s*$",
    re.I,
)
_INITIALLED = lazy(r"(?:[A-Z]\.[\s-]?){1,3}\s(?:v[ao]n |de[nr]? )*[^\W\d_][\w'’-]+")
_INITIALS = lazy(r"[^\W\d_](?:\.[\s-]?[^\W\d_]){0,3}\.?")
_LONGEST_TAIL = len(", and and colleagues")
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le el al bin ibn ben ter ten af zu zur y e st jr jr. sr. ii iii iv "
    "dal des het 't d' mc abu bint vom dem do das san santa o".split()
)
_NO_NAME = frozenset(
    "the a an of for and or with in on by to from is are be this that these we our via using towards toward learning "
    "reinforcement deep neural network networks language model models vision visual paper code project page website "
    "survey review dataset data image video training inference list awesome introduction tutorial course new how "
    "what why when can do does based under into at as arxiv preprint accepted published conference workshop journal "
    "proceedings transactions january february march april june july august september october november december "
    "old not none official spotlight oral poster generation reasoning segmentation detection learning.".split()
)
_NOT_IN_NAMES = frozenset('?!:/[]{}"“”=+%<>@|')
_ORGANISATION = lazy(
    r"\b(?:AI|Team|Lab|Labs|Group|Research|Inc|University|Institute|Google|Meta|OpenAI|Microsoft|DeepMind|NVIDIA|"
    r"Anthropic|Alibaba|Tencent|ByteDance|Consortium|Collaboration|Contributors|Corporation|Foundation)\b"
)
_HALVES = lazy(r"([^\s,.;]+), ([^\s,.;]+)(?: [A-Z]\.?)?")
"""A name with the surname first (`Lee, Ann`), or any two words with a comma."""
_AFFILIATION = lazy(r"\s?(?:\([^()\d]{2,60}\)|（[^（）\d]{2,60}）)")
"""The affiliation of an author, only before `et al.`, since titles also have brackets."""
MAX_AUTHORS = 600
"""The largest number of authors that a list writes in full."""


def split_authors(text: str) -> tuple[str, ...] | None:
    """The names in a list of authors; None if `text` is anything else.

    `et al.` stays with the name before it. Numbers and marks of affiliations are dropped. A single name counts only
    with `et al.`; see `single_author`."""
    body = _strip_separators(text)
    names = _parse_names(body)
    if names is None or (len(names) == 1 and not names[0].endswith("al.")):
        return None
    if not all(_may_be_person(name) for name in names):
        return None
    # In 60,000 entries, two single words with a comma were never two authors.
    if len(names) == 2 and _HALVES.fullmatch(body):
        return None
    return names


def split_reference_authors(text: str) -> tuple[str, ...] | None:
    """The names in a list with surnames first and initials after them, also a single one; None for any other text."""
    names = _parse_reference_names(_strip_separators(text))
    return tuple(names) if names and all(map(_may_be_person, names)) else None


def single_author_with_initials(text: str) -> tuple[str, ...] | None:
    """The name if `text` is one person with initials first (`M. Lai`), a form that titles do not have; else None."""
    body = _strip_separators(text)
    names = _parse_names(body) if body[1:2] == "." else None
    if names is None or len(names) != 1 or not _INITIALLED.fullmatch(names[0]):
        return None
    return names if _may_be_person(names[0]) else None


def single_author(text: str) -> tuple[str, ...] | None:
    """The name if `text` is one person or organisation, for texts where authors are expected; else None."""
    body = _strip_separators(text)
    if (halves := _HALVES.fullmatch(body)) is not None:
        is_name = all(part.istitle() for part in halves.groups()) and _may_be_person(body.replace(",", ""))
        return (_restore_full_stop(body, text),) if is_name else None
    names = _parse_names(body)
    if names is None or len(names) != 1 or not names[0][0].isupper():
        return None
    words = names[0].split()
    if len(words) > 5 or (len(words) == 1 and not _ORGANISATION.search(names[0].replace("-", " "))):
        return None
    return names if _may_be_person(names[0]) or _ORGANISATION.search(names[0]) else None


def _strip_separators(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:_*|-–—，、")


def _parse_names(author_list: str) -> tuple[str, ...] | None:
    """The parts of a text between commas, semicolons or “and”, which may be names of authors; None if the text is empty
    or longer than any list of authors."""
    if not author_list or len(author_list) > MAX_AUTHORS * 40:
        return None
    tail = ET_AL.search(author_list, max(0, len(author_list) - _LONGEST_TAIL))
    more = ""
    if tail is not None:
        more = " et al."
        author_list = _AFFILIATION.sub("", author_list[: tail.start()]).rstrip(" ,;，、")
    references = _parse_reference_names(author_list) if "." in author_list else None
    parts = references or [
        _restore_full_stop(cleaned, author_list)
        for part in _parse_bibtex_names(author_list) or _SPLIT.split(author_list)
        if (cleaned := _without_affiliation_marks(part).strip(" .*_"))
    ]
    if not parts or len(parts) > MAX_AUTHORS:
        return None
    if more:
        # `Zhang and Lu et al.` is rare; the usual `Wang et al.` stays one name as it is.
        parts[-1] += more
    return tuple(parts)


def _without_affiliation_marks(name: str) -> str:
    """The name without the numbers and marks (`*`, `†`) of affiliations."""
    plain = name.replace(" ", "").replace(".", "").replace("-", "").isalpha()
    return name if plain else _MARKS.sub("", name)


def _parse_bibtex_names(author_list: str) -> list[str] | None:
    """The names in a BibTeX list (`Lee, Ann and Roe, Bo and others`); None for any other list."""
    names = [name.strip(" ;") for name in author_list.removesuffix(" and others").split(" and ")]
    halves = [name.split(",") for name in names]
    if len(names) < 2 or not all(len(half) == 2 and all(map(str.strip, half)) for half in halves):
        return None
    lone = sum(len(half[0].split()) == 1 for half in halves)
    return names if 2 * lone > len(names) else None


def _parse_reference_names(author_list: str) -> list[str] | None:
    """The names in a list as references have it (`Lee, A., Ray, B. C., & Dee, D.`); None for any other list."""
    if "," not in author_list:
        return None
    parts = list(filter(None, _SPLIT.split(author_list)))
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or not all("." not in name and _INITIALS.fullmatch(letters) for name, letters in pairs):
        return None
    return [f"{name}, {letters.rstrip('.')}." for name, letters in pairs]


def _restore_full_stop(name: str, author_list: str) -> str:
    """The name with the full stop of its last initial or `Jr.`, if it has that in `author_list`."""
    last = name.rpartition(" ")[2]
    return f"{name}." if (len(last) == 1 or last in ("Jr", "Sr")) and f"{name}." in author_list else name


def _may_be_person(name: str) -> bool:
    """Whether a name may be that of a person: a few capitalised words, none of them a word of titles."""
    bare = name.removesuffix(" et al.")
    if (
        (len(bare.strip(".")) < 2 and bare.isascii())
        or any(char.isdigit() for char in bare)
        or "(" in bare
        or ")" in bare
        or not _NOT_IN_NAMES.isdisjoint(bare)
    ):
        return False
    words = bare.split()
    if not 1 <= len(words) <= (6 if _PARTICLES.intersection(map(str.casefold, words)) else 5):
        return False
    capitals = 0
    for word in words:
        lower = word.casefold().strip(".'’")
        if lower in _NO_NAME and len(lower) > 1 and (len(word) > 3 or word.islower() or word is words[0]):
            return False
        if word[0].isupper() or (word[0] in "'’`" and len(word) > 1):
            capitals += 1
        elif lower not in _PARTICLES and not _may_be_uncapitalized(word, words):
            return False
    return capitals > 0


def _may_be_uncapitalized(word: str, name_words: list[str]) -> bool:
    """Whether a word in lower case may be part of a name: `d'Alembert`, `al-Rfou`, a single non-ASCII letter."""
    if len(word) == 1 and not word.isascii():
        return True
    has_sign = "'" in word or "’" in word or "-" in word
    return len(name_words) > 1 and has_sign and any(map(str.isupper, word))
