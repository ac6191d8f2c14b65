"""Parses authors before a title, as references have them: `Lee, A., & Ray, B. (2024). Title.`, `Ann Lee, Bob Ray.
Title.`, `A. Lee and B. Ray, "Title,"`."""

from __future__ import annotations

from itertools import islice

from awesome_lint.bibliography.venues import find_venues
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import (
    ET_AL,
    single_author,
    single_author_with_initials,
    split_authors,
    split_reference_authors,
)
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.title_ends import may_begin_sentence
from awesome_lint.structs import record

_YEAR = lazy(r"(?:(?<!\s)\s+)?\((?:19|20)\d\d[a-z]?(?:,[^()]{1,20})?\)\s*[.,:]?\s*")
_CITED = lazy(r"(?P<who>[^\W\d_][^\[\]():]{1,80}?),?\s\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[,.:]\s+(?=\S+\s\S)")
_JOINT = lazy(r",\s(?:and\s|&\s)?|\s(?:and|&)\s")
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|le|la|al|el|bin|ten|ter)\s)*"
_SURNAME = lazy(rf"{_PARTICLES}(?=[^\W\d_])[^\W\da-z_][\w'’-]*")
_ELLIPSIS = lazy(r"(?:\.\.\.|…)\s*(?:&|and\b)?")
_SURNAME_FIRST = rf"{_PARTICLES}[^\W\d_][\w'’-]+, [^\W\d_][\w'’.-]+(?: [^\W\d_][\w'’.-]*)?"
_LONE_REVERSED = lazy(_SURNAME_FIRST)
_REVERSED = lazy(
    rf"(?P<first>{_SURNAME_FIRST})(?P<others>(?:, [^,\s]+(?: [^,\s]+)+)*)(?:,? and (?P<last>[^,]+)|,? et al\.?)"
)
"""`Lee, Ann, Bob Ray, and Cy Dee`, `Lee, Ann, and Bob Ray`, `Lee, Ann, et al.`"""
_COMMA = lazy(r",\s+(?:and\s+)?|(?<!\s)\s+(?:and|&)\s+")
_SENTENCE = lazy(r"\w{3}\.\s+\w")
_STOP = lazy(r"(?<![\s.(][^\W\d_])\.\s+(?:(?:19|20)\d\d[a-z]?\.\s+)?")
"""A full stop that is not that of an initial, with the year that may follow it."""
_BEFORE_MARKED_TITLE = (".", ",", ":", ";")
"""Punctuation between authors and a title with markup."""
_NAME_SEPARATORS = (",", " and ", "&", " et al")
_OPENING_QUOTES = '"“«「『《'
_MIN_TITLE_WORDS = 3
"""The number of words from which a text without markup after names may be a title."""


@record(frozen=True)
class Byline:
    """The authors before a title, their range in the masked line, the offset at which the title begins, and the range
    of a year between them."""

    names: tuple[str, ...]
    start: int
    end: int
    title_start: int
    year: tuple[int, int] | None = None


def parse_citation(link_text: str, offset: int) -> Byline | None:
    """The authors and year before the title in a link text (`Lee et al., 2024, Title`); None if it has none. `offset`
    is added to all offsets."""
    match = _CITED.match(link_text) if "," in link_text else None
    if match is None or find_venues(match["who"]):
        return None
    people = match["who"].strip(" ,")
    names = [name.strip() for name in _JOINT.split(ET_AL.sub("", people)) if name.strip()]
    if not names or not all(_SURNAME.fullmatch(name) for name in names):
        return None
    if ET_AL.search(people):
        names[-1] += " et al."
    year = (offset + match.start("year"), offset + match.end("year"))
    return Byline(tuple(names), offset, offset + len(people), offset + match.end(), year)


def parse_byline(
    masked_line: str, start: int, markup_start: int, *, before_paper: bool = False
) -> Byline | None:
    """The authors before a title, from the offset `start` of a masked line; None if a title may begin there.
    `markup_start` is the offset of the next link or emphasis that may be a title, or the length of the line;
    `before_paper` is set if it is the linked title of a paper: then a single name and a comma before it are its author.
    """
    if not masked_line[start].isupper() and not masked_line[start].islower():
        return None
    offsets = [masked_line.find(sign, start) for sign in (*_OPENING_QUOTES, LINK_PLACEHOLDER)]
    names_end = min([markup_start, *(offset for offset in offsets if offset >= 0)])
    next_character = masked_line[names_end : names_end + 1]
    head = masked_line[start:names_end].replace("&amp;", "&    ")
    if not any(sign in head for sign in _NAME_SEPARATORS):
        return None
    title_follows = next_character != "" and (names_end == markup_start or next_character != LINK_PLACEHOLDER)
    year = _YEAR.search(head)
    if year is not None and _may_be_title(head[year.end() :], title_follows):
        names = _certain_authors(head[: year.start()]) or _parse_name_list(head[: year.start()])
        if names is not None:
            return Byline(names, start, start + year.start(), start + year.end())
    quoted = next_character != "" and next_character in _OPENING_QUOTES
    has_separator = head.rstrip()[-1:] in _BEFORE_MARKED_TITLE
    names = _certain_authors(head.rstrip(" .,:;("), allow_single=has_separator) if title_follows else None
    if names is None and before_paper and names_end == markup_start and head.rstrip().endswith(","):
        names = single_author(head)
    link_follows = quoted or next_character == LINK_PLACEHOLDER
    if names is not None and (has_separator or (link_follows and _are_full_names(names, quoted))):
        return Byline(names, start, start + len(head.rstrip(" ,:;(")), names_end)
    if (commas := _authors_before_comma(head)) is not None:
        names_before_title, end, begin = commas
        return Byline(names_before_title, start, start + end, start + begin)
    for match in islice(_STOP.finditer(head), 8):
        following = _STOP.search(head, match.end())
        title = head[match.end() : following.start() if following is not None else len(head)]
        names = _certain_authors(head[: match.start()]) if _may_be_title(title, title_follows) else None
        # Names after names: then the first are a title.
        if names is not None and _parse_name_list(title) is None:
            return Byline(names, start, start + match.start(), start + match.end())
    return None


def _are_full_names(names: tuple[str, ...], is_before_quote: bool) -> bool:
    """Whether there are two names (three before a quoted title) or more, each of two to four words. Such names need no
    punctuation before the title."""
    return len(names) >= (3 if is_before_quote else 2) and all(2 <= len(name.split()) <= 4 for name in names)


def _authors_before_comma(text: str) -> tuple[tuple[str, ...], int, int] | None:
    """The names in a comma-separated list before a title, the offset of their end, and that of the title (`Ann Lee,
    Bob Ray, A Study of Looms, CVPR 2024`). None if there are none."""
    names: list[str] = []
    ends = [(0, 0)]
    for match in islice(_COMMA.finditer(text), 40):
        name = text[ends[-1][1] : match.start()].strip()
        if not 2 <= len(name.split()) <= 4 or single_author(name) is None or _SENTENCE.search(name):
            break
        names.append(name)
        ends.append((match.start(), match.end()))
    if len(names) > 2 and any(venue.outer[0] == 0 for venue in find_venues(text[ends[-1][1] :])[:1]):
        del names[-1], ends[-1]  # what is before a venue is the title
    end, begin = ends[-1]
    rest = text[begin:]
    title = rest.partition(", ")[0]
    is_title = len(names) >= 2 and len(title.split()) >= 2 and may_begin_sentence(title.lstrip()[0])
    is_title = is_title and not _SENTENCE.search(title)
    return (tuple(names), end, begin) if is_title and len(rest.split()) >= _MIN_TITLE_WORDS else None


def _may_be_title(text: str, title_follows: bool) -> bool:
    """Whether a text may be a title: it has at least three words and begins as a sentence does. Without words, it is
    one only if `title_follows` (a title with markup is next)."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    return len(words) >= _MIN_TITLE_WORDS and may_begin_sentence(words[0][0]) if words else title_follows


def _certain_authors(text: str, *, allow_single: bool = False) -> tuple[str, ...] | None:
    """The names in a text if they are certainly people: surnames with initials as in references, or names of which most
    have several words; else None. With `allow_single` also one person with the surname or with initials first."""
    body = " ".join(_ELLIPSIS.sub(" ", text).split()).strip(" ,.:;")
    if allow_single and _LONE_REVERSED.fullmatch(body):
        return (body,) if single_author(" ".join(reversed(body.split(", ")))) else None
    if match := _REVERSED.fullmatch(body):
        other_names = [*filter(None, match["others"].split(", ")), *filter(None, [match["last"]])]
        if all(map(single_author, other_names)):
            names = (match["first"], *other_names)
            return names if match["last"] else (*names[:-1], f"{names[-1]} et al.")
    author_names = split_authors(body) or (single_author_with_initials(body) if allow_single else None)
    if author_names is None:
        return split_reference_authors(body)
    full_names = sum(len(name.removesuffix(" et al.").split()) > 1 for name in author_names)
    return author_names if 2 * full_names > len(author_names) else None


def _parse_name_list(text: str) -> tuple[str, ...] | None:
    return split_authors(text.strip(" ,.:;("))
