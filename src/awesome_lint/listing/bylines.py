"""Authors before a title, as references of papers have them: `Lee, A., & Ray, B. (2024). Title.`,
`Ann Lee, Bob Ray. Title.`, `A. Lee and B. Ray, "Title,"`."""

from __future__ import annotations

from itertools import islice

from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import cited_authors, split_authors
from awesome_lint.listing.lines import OBJECT
from awesome_lint.listing.wording import begins_sentence
from awesome_lint.structs import record

_YEAR = lazy(r"\s*\((?:19|20)\d\d[a-z]?(?:,[^()]{1,20})?\)\s*[.,:]?\s*")
_FIRST_REVERSED = lazy(r"([^\W\d_][\w'’-]+, [^\W\d_][\w'’.-]+(?: [^\W\d_]\.)?)(?:,? and ([^,]+)|,? et al\.?)")
"""`Lee, Ann, and Bob Ray` and `Lee, Ann, et al.`"""
_STOP = lazy(r"(?<![\s.(][^\W\d_])\.\s+(?:(?:19|20)\d\d[a-z]?\.\s+)?")
"""A stop that is not an initial's, with the year that some put after it."""
_APART = (".", ",", ":", ";")
"""What parts names from a title that is marked."""
_SIGNS = (",", " and ", "&", " et al")
_OPENING = '"“«「『《'
_SHORTEST_TITLE = 3
"""Words from which on what follows names may be a title that nothing marks."""


@record(frozen=True)
class Byline:
    """The names before a title, their place in the line's mask, and where the title begins there."""

    names: tuple[str, ...]
    start: int
    end: int
    title: int


def read_byline(mask: str, at: int, marked: int) -> Byline | None:
    """The authors at `at`, or None where it may be a title. `marked` is the place of the first thing after
    that looks like a title (a link, bold or italic words), or the mask's length."""
    if not mask[at].isupper() and not mask[at].islower():
        return None
    stop = min([marked, *(place for sign in (*_OPENING, OBJECT) if (place := mask.find(sign, at)) >= 0)])
    head = mask[at:stop].replace("&amp;", "&    ")
    if not any(sign in head for sign in _SIGNS):
        return None
    titled = stop < len(mask) and (stop == marked or mask[stop] != OBJECT)
    year = _YEAR.search(head)
    if year is not None and _goes_on(head[year.end() :], titled):
        names = _people(head[: year.start()]) or _listed(head[: year.start()])
        if names is not None:
            return Byline(names, at, at + year.start(), at + year.end())
    apart = head.rstrip()[-1:] in _APART
    if titled and apart and (names := _people(head.rstrip(" .,:;("))) is not None:
        return Byline(names, at, at + len(head.rstrip(" ,:;(")), stop)
    for match in islice(_STOP.finditer(head), 8):
        following = _STOP.search(head, match.end())
        title = head[match.end() : following.start() if following is not None else len(head)]
        names = _people(head[: match.start()]) if _goes_on(title, titled) else None
        # Names after names: then the first are a title.
        if names is not None and _listed(title) is None:
            return Byline(names, at, at + match.start(), at + match.end())
    return None


def _goes_on(rest: str, titled: bool) -> bool:
    """Whether a title may follow: enough words of one, or none where something `titled` is after."""
    words = [word for word in rest.split() if any(map(str.isalpha, word))]
    return len(words) >= _SHORTEST_TITLE and begins_sentence(words[0][0]) if words else titled


def _people(text: str) -> tuple[str, ...] | None:
    """The names that the text consists of, where they surely are those of people: written as in a list of
    references, or most of them of several words."""
    body = text.strip(" ,.:;")
    if reversed_ := _FIRST_REVERSED.fullmatch(body):
        second = reversed_[2]
        return (reversed_[1], second.rstrip(".")) if second else (f"{reversed_[1]} et al.",)
    names = split_authors(body)
    if names is None:
        return cited_authors(body)
    several = sum(len(name.removesuffix(" et al.").split()) > 1 for name in names)
    return names if 2 * several > len(names) else None


def _listed(text: str) -> tuple[str, ...] | None:
    return split_authors(text.strip(" ,.:;("))
