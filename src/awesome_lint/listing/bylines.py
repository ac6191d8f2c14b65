"""Authors before a title, as references of papers have them: `Lee, A., & Ray, B. (2024). Title.`,
`Ann Lee, Bob Ray. Title.`, `A. Lee and B. Ray, "Title,"`."""

from __future__ import annotations

from itertools import islice

from awesome_lint.bibliography.venues import find_venues
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import ET_AL, cited_authors, single_author, split_authors
from awesome_lint.listing.mentions import OBJECT
from awesome_lint.listing.title_ends import begins_sentence
from awesome_lint.structs import record

_YEAR = lazy(r"\s*\((?:19|20)\d\d[a-z]?(?:,[^()]{1,20})?\)\s*[.,:]?\s*")
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
_COMMA = lazy(r",\s+(?:and\s+)?|\s+(?:and|&)\s+")
_SENTENCE = lazy(r"\w{3}\.\s+\w")
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
    year: tuple[int, int] | None = None

    def moved(self, by: int) -> Byline:
        """The byline with `by` added to its places."""
        year = (self.year[0] + by, self.year[1] + by) if self.year is not None else None
        return Byline(self.names, self.start + by, self.end + by, self.title + by, year)


def read_citation(label: str) -> Byline | None:
    """The authors and the year before a title in the text of one link (`Lee et al., 2024, Title`)."""
    match = _CITED.match(label) if "," in label else None
    if match is None or find_venues(match["who"]):
        return None
    people = match["who"].strip(" ,")
    names = _surnames(people)
    return Byline(names, 0, len(people), match.end(), match.span("year")) if names else None


def _surnames(people: str) -> tuple[str, ...] | None:
    """The names that a citation consists of, surnames alone included."""
    names = [name.strip() for name in _JOINT.split(ET_AL.sub("", people)) if name.strip()]
    if not names or not all(_SURNAME.fullmatch(name) for name in names):
        return None
    return (*names[:-1], names[-1] + " et al.") if ET_AL.search(people) else tuple(names)


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
        names = _people(head[: year.start()]) or _parse_name_list(head[: year.start()])
        if names is not None:
            return Byline(names, at, at + year.start(), at + year.end())
    quoted = stop < len(mask) and mask[stop] in _OPENING
    apart = head.rstrip()[-1:] in _APART
    names = _people(head.rstrip(" .,:;("), lone=apart) if titled else None
    glued = quoted or mask[stop : stop + 1] == OBJECT
    if names is not None and (apart or (glued and _are_full(names, quoted))):
        return Byline(names, at, at + len(head.rstrip(" ,:;(")), stop)
    if (commas := _before_comma(head)) is not None:
        people, end, begin = commas
        return Byline(people, at, at + end, at + begin)
    for match in islice(_STOP.finditer(head), 8):
        following = _STOP.search(head, match.end())
        title = head[match.end() : following.start() if following is not None else len(head)]
        names = _people(head[: match.start()]) if _goes_on(title, titled) else None
        # Names after names: then the first are a title.
        if names is not None and _parse_name_list(title) is None:
            return Byline(names, at, at + match.start(), at + match.end())
    return None


def _are_full(names: tuple[str, ...], quoted: bool) -> bool:
    """Whether these are names of people even without punctuation after them."""
    return len(names) >= (3 if quoted else 2) and all(len(name.split()) in (2, 3, 4) for name in names)


def _before_comma(head: str) -> tuple[tuple[str, ...], int, int] | None:
    """The names at the front of a list whose next part is a title, their end and where the title begins
    (`Ann Lee, Bob Ray, A Study of Looms, CVPR 2024`)."""
    names: list[str] = []
    ends = [(0, 0)]
    for match in islice(_COMMA.finditer(head), 40):
        name = head[ends[-1][1] : match.start()].strip()
        if not 2 <= len(name.split()) <= 4 or single_author(name) is None or _SENTENCE.search(name):
            break
        names.append(name)
        ends.append((match.start(), match.end()))
    if len(names) > 2 and any(venue.outer[0] == 0 for venue in find_venues(head[ends[-1][1] :])[:1]):
        del names[-1], ends[-1]  # what is before a venue is the title
    end, begin = ends[-1]
    rest = head[begin:]
    title = rest.partition(", ")[0]
    named = len(names) >= 2 and len(title.split()) >= 2 and begins_sentence(title.lstrip()[0])
    named = named and not _SENTENCE.search(title)
    return (tuple(names), end, begin) if named and len(rest.split()) >= _SHORTEST_TITLE else None


def _goes_on(rest: str, titled: bool) -> bool:
    """Whether a title may follow: three words, or none where a marked title is next (`titled`)."""
    words = [word for word in rest.split() if any(map(str.isalpha, word))]
    return len(words) >= _SHORTEST_TITLE and begins_sentence(words[0][0]) if words else titled


def _people(text: str, *, lone: bool = False) -> tuple[str, ...] | None:
    """The names that the text consists of, where they surely are those of people: written as in a list of
    references, or most of them of several words. `lone`: also one person alone, surname first."""
    body = " ".join(_ELLIPSIS.sub(" ", text).split()).strip(" ,.:;")
    if lone and _LONE_REVERSED.fullmatch(body):
        return (body,) if single_author(" ".join(reversed(body.split(", ")))) else None
    if match := _REVERSED.fullmatch(body):
        others = [*filter(None, match["others"].split(", ")), *filter(None, [match["last"]])]
        if all(map(single_author, others)):
            names = (match["first"], *others)
            return names if match["last"] else (*names[:-1], f"{names[-1]} et al.")
    split = split_authors(body)
    if split is None:
        return cited_authors(body)
    several = sum(len(name.removesuffix(" et al.").split()) > 1 for name in split)
    return split if 2 * several > len(split) else None


def _parse_name_list(text: str) -> tuple[str, ...] | None:
    return split_authors(text.strip(" ,.:;("))
