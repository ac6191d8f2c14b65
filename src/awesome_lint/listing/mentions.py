"""Dates and venues in a line: `(May. 2025)`, `*NeurIPS 2022*`, `. AAMAS, 2003.`, ``**`ICLR 2024 Oral`**``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from awesome_lint.bibliography.casing import fold_case
from awesome_lint.bibliography.dates import FoundDate, PartialDate, find_dates
from awesome_lint.bibliography.venue_suffix import find_presentations
from awesome_lint.bibliography.venues import FoundVenue, VenueMention, find_venues
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

LINK_PLACEHOLDER = "\ufffc"
"""The character in the mask of a line that replaces each character of a link or image."""
_GROUP = lazy(rf"\(([^(){LINK_PLACEHOLDER}]{{2,90}})\)")
_BRACKETS = (("[", "("), ("（", "("), ("【", "("), ("]", ")"), ("）", ")"), ("】", ")"))
_BOUNDARY = lazy(rf"[{LINK_PLACEHOLDER}|;；\"“”()（）\[\]【】,，]|\.\s|\s[-–—]\s|[。:：]\s")
_PUBLICATION_WORDS = frozenset(
    "accepted accept to appear in at by on under review submission submitted published presented proc proceedings of "
    "the best paper award winner presentation talk invited keynote and conference track workshop workshops findings "
    "main long short papers journal extension extended version official new latest".split()
)
_NOT_ACCEPTED = lazy(r"\b(?:under review|submitted|in submission)\b", re.I)
_ANY_WORDS = lazy(r"\w+")
_WORD = lazy(r"[^\W\d_][\w.&'’+/-]*")
_ANY_WORD = lazy(r"\w\w")
_WORD_OR_LINK = lazy(rf"\w\w|{LINK_PLACEHOLDER}")
_KINDS = frozenset(
    "blog blogs report technical tech preprint book thesis phd github website survey talk tutorial dataset video "
    "slides code model project release released update updated new latest online press article patent course".split()
)
"""Kinds of works and publications that may be named next to a date."""
_CITATION = lazy(
    r"\s*(?:(?P<who>[A-Z][\w.'-]*(?:\s[A-Z][\w.'-]*){0,3}(?:\s(?:and|&)\s[A-Z][\w.'-]*|,?\set al\.?))\s*,?\s*)?"
    r"(?P<year>(?:19|20)\d\d)[a-z]?\s*"
)
_ACRONYM = lazy(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:[ -@/+&][A-Z][A-Za-z]*)*")
_SERIES_WORD = lazy(
    r"\b(?:conference|journal|transactions|trans\.|workshop|symposium|letters|proceedings|review|magazine|annals|"
    r"bulletin|advances|lecture notes|communications|frontiers|press|research|intelligence|IEEE|ACM|AAAI|Springer|"
    r"Elsevier|Nature|Science)\b",
    re.I,
)
_BEFORE_VENUE = frozenset("in at to by on".split())
"""Words that may be before a venue (`accepted by`)."""
_MAX_WORD = 40
"""The number of characters before a venue that are searched for a word."""
_LAST_WORD = lazy(r"(?P<word>[^\W\d_]+) \Z")
_NAME_IN_WORDS = lazy(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")
"""The name of a venue in two or three words, without an acronym."""
_MAY_BE_MENTION = lazy(r"\d\d|^\W*(?:\S+\s+){0,3}\S+\W*$")
"""A text in emphasis that may be a date or venue: it has digits or few words."""
_SERIES_AND_YEAR = lazy(r"\s*(?P<name>[A-Z][\w&-]+(?: [\w&-]+){0,5}),? (?P<year>(?:19|20)\d\d)\s*")
_SMALL = frozenset("of on and the for in & at to a an with".split())


@record
class Mention:
    """A date, a venue, or both together. `start` and `end` include brackets around them; `venue_start` and
    `venue_end` are the range of the venue alone. All are offsets in the searched text."""

    start: int
    end: int
    date: FoundDate | None
    venue: VenueMention | None
    venue_start: int = 0
    venue_end: int = 0
    in_brackets: bool = False
    citation: tuple[int, int] | None = None
    """The range of the authors in a citation (`[Feng et al., 2024]`); it is empty if the citation has none."""

    @property
    def is_specific(self) -> bool:
        """Whether the mention has a venue or a month. A year alone may be any number."""
        return self.venue is not None or (self.date is not None and self.date.date.month is not None)


def find_mentions(masked_line: str, emphasis_ranges: Sequence[tuple[int, int]] = ()) -> list[Mention]:
    """The dates and venues in a masked line, in order. `emphasis_ranges` are its ranges in bold, italics or code, which
    separate a venue as brackets do."""
    mentions: list[Mention] = []
    groups = _bracket_groups(masked_line)
    for start, end in groups:
        content, content_start = masked_line[start + 1 : end - 1], start + 1
        mention = (
            _parse_citation(content, content_start, needs_authors=True)
            or parse_date_and_venue(content, content_start)
            or _parse_citation(content, content_start)
            or (
                None if _WORD_OR_LINK.search(masked_line, 0, start) else _parse_series(content, content_start)
            )
        )
        if mention is not None:
            mention.start, mention.end, mention.in_brackets = start, end, True
            mentions.append(mention)
    unbracketed = _replace_by_spaces(masked_line, groups)
    used_ranges: list[tuple[int, int]] = []
    for start, end in emphasis_ranges:
        content = unbracketed[start:end]
        if end - start > 90 or LINK_PLACEHOLDER in content or not _MAY_BE_MENTION.search(content):
            continue
        mention = parse_date_and_venue(content, start)
        if mention is not None and mention.is_specific:
            dates = find_dates(unbracketed[end : end + 24]) if mention.date is None else ()
            if dates and not unbracketed[end : end + dates[0].start].strip(" ,.'’"):
                # The date is after a venue in emphasis (`*ICML*, 2016`).
                mention.date, mention.end = _shift_date(dates[0], end), end + dates[0].end
            mentions.append(mention)
            used_ranges.append((start, mention.end))
    mentions.extend(_mentions_in_running_text(_replace_by_spaces(unbracketed, used_ranges)))
    mentions.sort(key=lambda mention: mention.start)
    return mentions


def _bracket_groups(masked_line: str) -> list[tuple[int, int]]:
    """The ranges of all pairs of brackets without other brackets or links in them."""
    for bracket, plain in _BRACKETS:
        masked_line = masked_line.replace(bracket, plain)
    return [match.span() for match in _GROUP.finditer(masked_line)] if "(" in masked_line else []


def parse_date_and_venue(content: str, offset: int = 0) -> Mention | None:
    """The date and venue in `content`, if it has nothing else; else None. `offset` is added to all offsets."""
    parts = _find_date_and_venue(content)
    if parts is None:
        return None
    date, venue = parts
    if date is None and venue is not None:
        date = _year_in_venue(venue, content)
    mention = Mention(
        offset, offset + len(content), _shift_date(date, offset) if date is not None else None, None
    )
    if venue is not None:
        mention.venue = venue.mention
        mention.venue_start, mention.venue_end = venue.start + offset, venue.end + offset
    return mention


@lru_cache(maxsize=8192)
def _find_date_and_venue(content: str) -> tuple[FoundDate | None, FoundVenue | None] | None:
    """The date and venue in `content`, if it has nothing else; else None. Cached, since lists repeat the same few
    texts."""
    dates = find_dates(content)
    if dates and not _WORD.search(_replace_by_spaces(content, [(item.start, item.end) for item in dates])):
        return _most_precise_date(dates), None
    venues = [item for item in find_venues(content) if item.mention.kind != "other"]
    if not dates and not venues:
        return None
    rest = _replace_by_spaces(
        content, sorted([(item.start, item.end) for item in dates] + [item.outer for item in venues])
    )
    rest = _replace_by_spaces(rest, [(start, end) for start, end, _ in find_presentations(rest)])
    words = _WORD.findall(
        _ANY_WORDS.sub(lambda word: " " if fold_case(word[0]) in _PUBLICATION_WORDS else word[0], rest)
    )
    if words and not _can_ignore_words(words, bool(venues), bool(dates)):
        return None
    venue = next((item for item in venues if not item.mention.is_preprint), venues[0] if venues else None)
    if _NOT_ACCEPTED.search(content):
        venue = None
    elif venue is None and words:
        venue = _find_unlisted_venue(content, rest, words, dates)
    return _most_precise_date(dates), venue


def _parse_citation(content: str, offset: int, *, needs_authors: bool = False) -> Mention | None:
    """The date and authors if `content` is a citation (`Zhang and Lu, 2023b` or, unless `needs_authors`, `2023b`); else
    None. `offset` is added to all offsets."""
    signed = "et al" in content or "and" in content or "&" in content
    if "19" not in content and "20" not in content:
        return None
    if not signed and (needs_authors or content.lstrip()[:2] not in ("19", "20") or len(content.strip()) > 5):
        return None
    match = _CITATION.fullmatch(content.replace("’", "'"))
    if match is None or (needs_authors and (not match["who"] or find_venues(content))):
        return None
    date = PartialDate(int(match["year"]), None, None, "%Y")
    year = FoundDate(offset + match.start("year"), offset + match.end("year"), date)
    who = (offset + match.start("who"), offset + match.end("who")) if match["who"] else (offset, offset)
    return Mention(offset, offset + len(content), year, None, citation=who)


def _parse_series(content: str, offset: int) -> Mention | None:
    """The name of a series and a year, if `content` has nothing else (`Basic books 2018`); else None. Only for brackets
    before a title, where the name can have words in lower case. `offset` is added to all offsets."""
    match = _SERIES_AND_YEAR.fullmatch(content)
    if match is None or all(word.casefold() in _KINDS | _SMALL for word in match["name"].split()):
        return None
    date = PartialDate(int(match["year"]), None, None, "%Y")
    year = FoundDate(offset + match.start("year"), offset + match.end("year"), date)
    venue = VenueMention(match["name"], match["name"], date.year, None, False)
    return Mention(
        offset, offset + len(content), year, venue, offset + match.start("name"), offset + match.end("name")
    )


def _can_ignore_words(words: list[str], has_venue: bool, has_date: bool) -> bool:
    """Whether a text in brackets with these words may still be only a date or venue (`Blog, May 2024`)."""
    if all(word.casefold() in _KINDS for word in words):
        return True
    if has_venue:
        return len(words) <= 2
    return (
        has_date and len(words) <= 8 and all(word[0].isupper() or word.casefold() in _SMALL for word in words)
    )


def _find_unlisted_venue(
    content: str, masked_content: str, words: list[str], dates: Sequence[FoundDate]
) -> FoundVenue | None:
    """A venue that is in no table: an acronym or the name of a series next to a year; None if there is none. `words`
    are those of `masked_content`, in which dates and known venues are spaces."""
    if not dates or all(word.casefold() in _KINDS or word.casefold() in _SMALL for word in words):
        return None
    start = masked_content.find(words[0])
    end = masked_content.rfind(words[-1]) + len(words[-1].rstrip("'’"))
    name = content[start:end]
    if find_dates(name) or not (_ACRONYM.fullmatch(name) or _SERIES_WORD.search(name)):
        return None
    mention = VenueMention(name, name, dates[0].date.year, None, False)
    return FoundVenue(start, end, (start, end), None, mention)


def _most_precise_date(dates: Sequence[FoundDate]) -> FoundDate | None:
    """The most precise date, or the first of several such dates; None if there are no dates."""
    if not dates:
        return None
    return max(dates, key=lambda each: (each.date.month is not None, each.date.day is not None, -each.start))


def _year_in_venue(venue: FoundVenue, searched_text: str) -> FoundDate | None:
    """The year in the text of a venue (`CVPR2025`, `ECCV24`) as a date; None if there is none, or if it may be the
    volume of a journal."""
    if venue.year_span is None or venue.mention.year is None:
        return None
    start, end = venue.year_span
    if end - start == 2 and searched_text[start - 1] == " " and venue.mention.kind != "conference":
        return None  # the volume of a journal
    form = "%Y" if end - start == 4 else "%y"
    return FoundDate(start, end, PartialDate(venue.mention.year, None, None, form))


def _shift_date(date: FoundDate, offset: int) -> FoundDate:
    return FoundDate(date.start + offset, date.end + offset, date.date, date.problem)


def _mentions_in_running_text(masked_text: str) -> list[Mention]:
    """The dates and venues in text outside brackets and emphasis."""
    if not _ANY_WORD.search(masked_text):
        return []
    dates = find_dates(masked_text)
    starts = [date.start for date in dates]
    mentions: list[Mention] = []
    used_dates: set[int] = set()
    for venue in find_venues(masked_text):
        if venue.mention.kind == "other" or _is_part_of_words(masked_text, venue):
            continue
        start, end = venue.outer
        mention = Mention(start, end, None, venue.mention, venue.start, venue.end)
        first = max(0, bisect_left(starts, start) - 1)
        for index, date in enumerate(dates[first : first + 4], first):
            with_year = venue.year_span is not None and date.start <= venue.year_span[0] < date.end
            if with_year or (0 <= date.start - end <= 3 and not masked_text[end : date.start].strip(" ,.")):
                mention.date = date
                mention.start, mention.end = min(start, date.start), max(end, date.end)
                used_dates.add(index)
                break
        else:
            mention.date = _year_in_venue(venue, masked_text)
        mentions.append(mention)
    mentions.extend(
        _mention_of_date(masked_text, date) for index, date in enumerate(dates) if index not in used_dates
    )
    return mentions


def _is_part_of_words(masked_text: str, venue: FoundVenue) -> bool:
    """Whether the name of a venue is words (`Neural Networks`) directly after another word, as in a title."""
    start = venue.outer[0]
    before = _LAST_WORD.search(masked_text, max(0, start - _MAX_WORD), start)
    name = masked_text[venue.start : venue.end]
    is_words = _NAME_IN_WORDS.fullmatch(name) is not None and _SERIES_WORD.search(name) is None
    return is_words and before is not None and before["word"].casefold() not in _BEFORE_VENUE


def _mention_of_date(masked_text: str, date: FoundDate) -> Mention:
    """The mention of a date in running text, with the venue before it if the table of venues does not have that."""
    mention = Mention(date.start, date.end, date, None)
    closing = masked_text[date.end :].strip(" .)]*_")
    if closing and closing[0] not in LINK_PLACEHOLDER + "([!|":
        return mention
    body = masked_text[: date.start].rstrip(" ,'’‘`")
    left = 0
    for match in _BOUNDARY.finditer(body, max(0, len(body) - 90)):
        left = match.end()
    name = body[left:].strip()
    words = name.split()
    if not name or len(words) > 10 or not left:
        return mention
    series = _SERIES_WORD.search(name) and all(word[0].isupper() or word in _SMALL for word in words)
    if series or _ACRONYM.fullmatch(name):
        start = masked_text.find(name, left)
        mention.venue = VenueMention(name, name, date.date.year, None, False)
        mention.start = mention.venue_start = start
        mention.venue_end = start + len(name)
    return mention


def _replace_by_spaces(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text with spaces in the ranges, which must be in order."""
    parts: list[str] = []
    at = 0
    for start, end in ranges:
        start = max(start, at)
        if end > start:
            parts.append(text[at:start])
            parts.append(" " * (end - start))
            at = end
    return "".join(parts) + text[at:]
