"""Compares names: surnames of authors, and the names of repositories and pages with titles of works."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.bibliography.hosts import github_repository, host_of
from awesome_lint.bibliography.titles import title_key
from awesome_lint.lazy_re import lazy

_NAME_SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))
_WORD = lazy(r"[^\W_]+")
_HEAD = lazy(r"\s*[:：]|\s[-–—]\s|\s\(|\s\|\s")
_SEPARATORS = "-_."
_FIRST_WORD_COUNT = 3
_PREFIXES = frozenset("official the awesome code project page".split())
_SUFFIXES = frozenset(
    """
    official code codes codebase project projects page pages pytorch torch jax tf tensorflow github release public
    implementation website web homepage io main paper demo iclr icml cvpr iccv eccv neurips nips acl emnlp
    """.split()
)
"""Words before and after the name of a work in that of a repository."""
_HUMP = lazy(r"(?<=[a-z])(?=[A-Z])")
_MAX_NAME_LENGTH = 100
_SMALL = frozenset(
    "a an the of in on for with and or to from by via using at is as into towards toward".split()
)


def surnames(names: Iterable[str]) -> frozenset[str]:
    """The surnames of authors, in lower case and without accents."""
    return frozenset(filter(None, map(_surname, names)))


@lru_cache(maxsize=16384)
def _surname(author_name: str) -> str:
    """The surname in a name (`ames` for `A. Ames et al.` and `Ames A`); "" if there are only initials."""
    words = [title_key(word) for word in _WORD.findall(author_name.partition(" et al")[0])]
    while words and (len(words[-1]) < 2 or words[-1] in _NAME_SUFFIXES or words[-1].isdigit()):
        words.pop()
    return words[-1] if words else ""


@lru_cache(maxsize=16384)
def name_at_start_of_title(title: str) -> str:
    """The name at the start of a title (`X: …`, `X - …`, `X (…)`), in the form of `title_key`; "" if there is none."""
    match = _HEAD.search(title)
    name = title_key(title[: match.start()]) if match else ""
    return name if 2 <= len(name) <= 30 else ""


@lru_cache(maxsize=16384)
def matches_title(name: str, title: str) -> bool:
    """Whether the name of a repository or page is in the title, or consists of words or initials of the title."""
    short = letters_and_digits(_without_affixes(_without_affixes(name[:_MAX_NAME_LENGTH])))
    whole = letters_and_digits(title)
    if len(short) < 2 or not whole:
        return False
    head = name_at_start_of_title(title)
    if head and (short == head or (len(head) >= 4 and head in short) or (len(short) >= 4 and short in head)):
        return True
    words = [word.casefold() for word in _WORD.findall(title)]
    if short in words or (len(short) >= 5 and short in whole) or (len(whole) >= 6 and whole in short):
        return True
    parts = [part.casefold() for part in _WORD.findall(_HUMP.sub(" ", name)) if len(part) > 2]
    matching = sum(any(word.startswith(part.rstrip("s")) for word in words) for part in parts)
    if len(parts) >= 2 and 3 * matching >= 2 * len(parts):
        return True
    initials = "".join(word[0] for word in words)
    content_initials = "".join(word[0] for word in words if word not in _SMALL)
    return len(short) >= 3 and (short in initials or short in content_initials)


def _without_affixes(name: str) -> str:
    """The name of a repository or page without a prefix (`awesome-`), and without suffixes (`-pytorch`) and years at
    its end."""
    first = min((at for sign in _SEPARATORS if (at := name.find(sign)) > 0), default=0)
    if name[:first].lower() in _PREFIXES:
        name = name[first:].lstrip(_SEPARATORS)
    while (last := max(name.rfind(sign) for sign in _SEPARATORS + " ")) >= 0:
        word = name[last + 1 :].lower()
        if word not in _SUFFIXES and not (word.isdecimal() and 2 <= len(word) <= 4):
            break
        name = name[:last]
    return name


@lru_cache(maxsize=16384)
def names_in_url(url: str) -> tuple[str, ...]:
    """The names in a URL: that of its repository, or the last folders of its path and the first label of its host."""
    repository = github_repository(url)
    if repository is not None:
        return (repository.name,)
    host = host_of(url)
    path = unquote(re.sub(r"^[a-z]+:/+[^/]+", "", url.lower())).partition("?")[0].partition("#")[0]
    folders = [
        part
        for part in path.split("/")
        if part and not re.fullmatch(r"index\.\w+|home|view|project|projects", part)
    ]
    labels = host.split(".")
    return tuple(dict.fromkeys([*folders[-2:], *labels[:1]]))


def url_has_title(url: str, title: str) -> bool:
    """Whether a URL contains the name of the work with this title."""
    return any(matches_title(name, title) for name in names_in_url(url))


def url_has_first_words(url: str, title: str) -> bool:
    """Whether a URL contains the first three words of a title, as those of proceedings do."""
    words = letters_and_digits("".join(title.split()[:_FIRST_WORD_COUNT]))
    return bool(words) and words in letters_and_digits(url)


def url_has_short_name(url: str, title: str) -> bool:
    """Whether the repository or page at `url` is named by the short name in the title (`Loom` in `Loom: Weaving by
    Cards`), or by the whole title."""
    short = name_at_start_of_title(title) or letters_and_digits(title)
    names = [letters_and_digits(_without_affixes(name)) for name in names_in_url(url)]
    return len(short) >= 3 and any(
        name == short or (len(short) >= 5 and name.startswith(short)) for name in names
    )
