"""Dates and venues in a line: `(May. 2025)`, `*NeurIPS 2022*`, `. AAMAS, 2003.`, ``**`ICLR 2024 Oral`**``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from awesome_lint.bibliography.casing import fold_case
from awesome_lint.bibliography.dates import FoundDate, PartialDate, find_dates
from awesome_lint.bibliography.venue_suffix import find_presentations
from awesome_lint.bibliography.venues import (
    FoundVenue,
    VenueMention,
    find_venues,
)
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

OBJECT = "\ufffc"
"""Replaces, in the mask of a line, each character of a link or an image."""
_GROUP = lazy(rf"\(([^(){OBJECT}]{{2,90}})\)")
_BRACKETS = (("[", "("), ("（", "("), ("【", "("), ("]", ")"), ("）", ")"), ("】", ")"))
_BOUNDARY = lazy(rf"[{OBJECT}|;；\"“”()（）\[\]【】,，]|\.\s|\s[-–—]\s|[。:：]\s")
_ASIDE = frozenset(
    "accepted accept to appear in at by on under review submission submitted published presented proc proceedings of "
    "the best paper award winner presentation talk invited keynote and conference track workshop workshops findings "
    "main long short papers journal extension extended version official new latest".split()
)
_RUN = lazy(r"\w+")
_SHARE = lazy(r"\d+(?:\.\d+)?\s?%")
_WORD = lazy(r"[^\W\d_][\w.&'’+/-]*")
_ANY_WORD = lazy(r"\w\w")
_KINDS = frozenset(
    "blog blogs report technical tech preprint book thesis phd github website survey talk tutorial dataset video "
    "slides code model project release released update updated new latest online press article patent course".split()
)
_CITATION = lazy(
    r"\s*(?:(?P<who>[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*){0,3}(?:\s(?:and|&)\s[A-Z][\w.'-]*|,?\set al\.?))\s*,?\s*)?"
    r"(?P<year>(?:19|20)\d\d)[a-z]?\s*"
)
_ACRONYM = lazy(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[ -@/+&][A-Z][A-Za-z]*)*")
_SERIAL = lazy(
    r"\b(?:conference|journal|transactions|trans\.|workshop|symposium|letters|proceedings|review|magazine|annals|"
    r"bulletin|advances|lecture notes|communications|frontiers|press|research|intelligence|IEEE|ACM|AAAI|Springer|"
    r"Elsevier|Nature|Science)\b",
    re.I,
)
_TELLING = lazy(r"\d\d|^\W*(?:\S+\s+){0,3}\S+\W*$")
"""What a stretch in emphasis must have to be a date or a venue: digits, or few words."""
_SMALL = frozenset("of on and the for in & at to a an with".split())


@record
class Mention:
    """A date, a venue, or both together. All bounds count in the text that was searched: `start` and
    `end` of the whole group with its brackets, `venue_start` and `venue_end` of the venue's own words."""

    start: int
    end: int
    date: FoundDate | None
    venue: VenueMention | None
    venue_start: int = 0
    venue_end: int = 0
    bracketed: bool = False
    citation: tuple[int, int] | None = None
    """Where the authors are when the group is a citation, `[Feng et al., 2024]`; empty where it has none."""


def find_mentions(mask: str, emphasised: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """The dates and venues of one masked line, in order. `emphasised` bounds the stretches in bold, italics or
    code, which set a venue off as brackets do."""
    found: list[Mention] = []
    groups = _bracket_groups(mask)
    for start, end in groups:
        content, at = mask[start + 1 : end - 1], start + 1
        mention = (
            _parse_citation(content, at, named=True)
            or read_group(content, at)
            or _parse_citation(content, at)
        )
        if mention is not None:
            mention.start, mention.end, mention.bracketed = start, end, True
            found.append(mention)
    free = _replace_by_spaces(mask, groups)
    set_off: list[tuple[int, int]] = []
    for start, end in emphasised:
        content = free[start:end]
        if end - start > 90 or OBJECT in content or not _TELLING.search(content):
            continue
        mention = read_group(content, start)
        if mention is not None and (mention.venue is not None or _has_month(mention)):
            _take_date_after(free, mention, end)
            found.append(mention)
            set_off.append((start, mention.end))
    found.extend(_mentions_in_running_text(_replace_by_spaces(free, set_off)))
    found.sort(key=lambda mention: mention.start)
    return found


def _bracket_groups(mask: str) -> list[tuple[int, int]]:
    """The bounds of what is in brackets of any kind, with neither brackets nor links inside."""
    for bracket, plain in _BRACKETS:
        mask = mask.replace(bracket, plain)
    return [match.span() for match in _GROUP.finditer(mask)] if "(" in mask else []


def read_group(content: str, at: int = 0) -> Mention | None:
    """The date and venue that `content` consists of, or None where it says something else. `at` is added to
    all bounds."""
    said = _read_group_cached(content)
    if said is None:
        return None
    date, venue = said
    if date is None and venue is not None:
        date = _joined_year(venue, content)
    mention = Mention(at, at + len(content), _shift_date(date, at) if date is not None else None, None)
    if venue is not None:
        mention.venue = venue.mention
        mention.venue_start, mention.venue_end = venue.start + at, venue.end + at
    return mention


@lru_cache(maxsize=8192)
def _read_group_cached(content: str) -> tuple[FoundDate | None, FoundVenue | None] | None:
    """What `read_group` makes of a stretch; lists write the same few over and over."""
    dates = find_dates(content)
    if dates and not _WORD.search(_replace_by_spaces(content, [(each.start, each.end) for each in dates])):
        return _most_precise_date(dates), None
    venues = [each for each in find_venues(content) if each.mention.kind != "other"]
    if not dates and not venues:
        return None
    rest = _replace_by_spaces(
        content, sorted([(each.start, each.end) for each in dates] + [each.outer for each in venues])
    )
    rest = _replace_by_spaces(rest, [(start, end) for start, end, _ in find_presentations(rest)])
    words = _WORD.findall(_remove_asides(rest))
    if words and not _are_side_words(words, bool(venues), bool(dates)):
        return None
    venue = next((each for each in venues if not each.mention.is_preprint), venues[0] if venues else None)
    if venue is None and words:
        venue = _find_unlisted_venue(content, rest, words, dates)
    return _most_precise_date(dates), venue


def _remove_asides(rest: str) -> str:
    """A group less the words that say how a work was published, and less shares of submissions."""
    kept = _RUN.sub(lambda word: " " if fold_case(word[0]) in _ASIDE else word[0], rest)
    return _SHARE.sub(" ", kept) if "%" in kept else kept


def _parse_citation(content: str, at: int, *, named: bool = False) -> Mention | None:
    """`Feng et al., 2024`, `Zhang and Lu, 2023b` or, unless it must be `named`, a year with such a letter."""
    signed = "et al" in content or "and" in content or "&" in content
    if "19" not in content and "20" not in content:
        return None
    if not signed and (named or content.lstrip()[:2] not in ("19", "20") or len(content.strip()) > 5):
        return None
    match = _CITATION.fullmatch(content.replace("’", "'"))
    if match is None or (named and (not match["who"] or find_venues(content))):
        return None
    written = PartialDate(int(match["year"]), None, None, "%Y")
    year = FoundDate(at + match.start("year"), at + match.end("year"), written)
    who = (at + match.start("who"), at + match.end("who")) if match["who"] else (at, at)
    return Mention(at, at + len(content), year, None, citation=who)


def _are_side_words(words: list[str], named: bool, dated: bool) -> bool:
    """Whether a group that has a venue (`named`) or a date (`dated`) may have these other words in it."""
    if all(word.casefold() in _KINDS for word in words):
        return True
    if named:
        return len(words) <= 2
    return dated and len(words) <= 8 and all(word[0].isupper() or word.casefold() in _SMALL for word in words)


def _find_unlisted_venue(
    content: str, rest: str, words: list[str], dates: Sequence[FoundDate]
) -> FoundVenue | None:
    """A venue that no table holds: an acronym or the name of a series next to a year."""
    if not dates or all(word.casefold() in _KINDS or word.casefold() in _SMALL for word in words):
        return None
    start = rest.find(words[0])
    end = rest.rfind(words[-1]) + len(words[-1].rstrip("'’"))
    written = content[start:end]
    if find_dates(written) or not (_ACRONYM.fullmatch(written) or _SERIAL.search(written)):
        return None
    mention = VenueMention(written, written, dates[0].date.year, None, False)
    return FoundVenue(start, end, (start, end), None, mention)


def _most_precise_date(dates: Sequence[FoundDate]) -> FoundDate | None:
    """The most precise date, the first of several alike."""
    if not dates:
        return None
    return max(dates, key=lambda each: (each.date.month is not None, each.date.day is not None, -each.start))


def _joined_year(venue: FoundVenue, text: str) -> FoundDate | None:
    """The year that is joined to a venue's name (`CVPR2025`, `ECCV24`), which alone would be any number."""
    if venue.year_span is None or venue.mention.year is None:
        return None
    start, end = venue.year_span
    if end - start == 2 and text[start - 1] == " " and venue.mention.kind != "conference":
        return None  # the volume of a journal
    form = "%Y" if end - start == 4 else "%y"
    return FoundDate(start, end, PartialDate(venue.mention.year, None, None, form))


def _shift_date(date: FoundDate, by: int) -> FoundDate:
    return FoundDate(date.start + by, date.end + by, date.date, date.suspicious)


def _has_month(mention: Mention) -> bool:
    return mention.date is not None and mention.date.date.month is not None


def _take_date_after(free: str, mention: Mention, end: int) -> None:
    """An emphasised venue takes the date after it in: `*ICML*, 2016`."""
    if mention.date is not None:
        return
    dates = find_dates(free[end : end + 24])
    if dates and not free[end : end + dates[0].start].strip(" ,.'’"):
        mention.date = _shift_date(dates[0], end)
        mention.end = end + dates[0].end


def _mentions_in_running_text(free: str) -> list[Mention]:
    """The dates and venues outside brackets and emphasis."""
    if not _ANY_WORD.search(free):
        return []
    dates = find_dates(free)
    starts = [date.start for date in dates]
    found: list[Mention] = []
    taken: set[int] = set()
    for venue in find_venues(free):
        if venue.mention.kind == "other":
            continue
        start, end = venue.outer
        mention = Mention(start, end, None, venue.mention, venue.start, venue.end)
        first = max(0, bisect_left(starts, start) - 1)
        for index, date in enumerate(dates[first : first + 4], first):
            with_year = venue.year_span is not None and date.start <= venue.year_span[0] < date.end
            if with_year or (0 <= date.start - end <= 3 and not free[end : date.start].strip(" ,.")):
                mention.date = date
                mention.start, mention.end = min(start, date.start), max(end, date.end)
                taken.add(index)
                break
        else:
            mention.date = _joined_year(venue, free)
        found.append(mention)
    found.extend(_date_mention(free, date) for index, date in enumerate(dates) if index not in taken)
    return found


def _date_mention(free: str, date: FoundDate) -> Mention:
    """A date in running text, with a venue before it that no table holds, if one is there."""
    mention = Mention(date.start, date.end, date, None)
    closing = free[date.end :].strip(" .)]*_")
    if closing and closing[0] not in OBJECT + "([!|":
        return mention
    body = free[: date.start].rstrip(" ,'’‘`")
    left = 0
    for match in _BOUNDARY.finditer(body, max(0, len(body) - 90)):
        left = match.end()
    name = body[left:].strip()
    words = name.split()
    if not name or len(words) > 10 or not left:
        return mention
    series = _SERIAL.search(name) and all(word[0].isupper() or word in _SMALL for word in words)
    if series or _ACRONYM.fullmatch(name):
        start = free.find(name, left)
        mention.venue = VenueMention(name, name, date.date.year, None, False)
        mention.start = mention.venue_start = start
        mention.venue_end = start + len(name)
    return mention


def _replace_by_spaces(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """`text` with spaces in the given ranges, which are in order."""
    parts: list[str] = []
    at = 0
    for start, end in ranges:
        start = max(start, at)
        if end > start:
            parts.append(text[at:start])
            parts.append(" " * (end - start))
            at = end
    return "".join(parts) + text[at:]
