"""Conferences and journals, as lists name them."""

from __future__ import annotations

import re
from functools import lru_cache

from awesome_lint.bibliography.dates import year_of
from awesome_lint.bibliography.venue_suffix import parse_suffix
from awesome_lint.bibliography.venue_table import WORD, Spelling, find_spelling, index, key
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record, replace


@record(frozen=True)
class VenueMention:
    """A venue found in a text.

    `name` is the field's own name for it (`NeurIPS`, `NeurIPS Workshop`), `written` the spelling found
    there, without year and presentation, `year` the year next to it, `presentation` as `Oral`, `Spotlight`
    (None where none). `known` is False for a name that the table does not hold. `kind` is `conference`,
    `journal`, `workshop`, `preprint` (arXiv and its like: no real venue), `other` (blog, thesis, report) or
    empty where not known. `track` is `Findings`, `Workshop`, `Datasets and Benchmarks`, … where one is named;
    the first two are part of `name` as well.
    """

    name: str
    written: str
    year: int | None
    presentation: str | None
    known: bool = True
    kind: str = ""
    track: str | None = None

    @property
    def is_preprint(self) -> bool:
        """Whether this is a preprint server or the word itself, not a place of publication."""
        return self.kind == "preprint"


@record(frozen=True)
class FoundVenue:
    """A mention with its bounds: `start` to `end` is the venue's own text without year and presentation
    (`NeurIPS Workshop`, `Findings of EMNLP`), `outer` takes in year, track and presentation next to it but not
    the brackets around the whole. `year_span` bounds the digits of its year, None where there is none."""

    start: int
    end: int
    outer: tuple[int, int]
    year_span: tuple[int, int] | None
    mention: VenueMention


_GLUED = lazy(r"([^\W\d_][^\W_]*?)((?:19|20)\d\d|\d\d)")
_GAP = lazy(r"\s?[&/]\s?")
_YEAR_BEFORE = lazy(
    r"(?<![\w.])(?P<year>(?:19[5-9]|20\d)\d)(?:\.\d\d?)?[\s,.:;|/(\[*_`-]{1,4}$|"
    r"(?:(?<!\w)['’](?P<short>[012]\d)[-,]\s?|(?:^|(?<=[\s(|\[]))(?P<plain>[012]\d)-)$"
)
_TRACK_AT_END = lazy(
    r"(?:[\s_-]+(?:(?:(?-i:[A-Z])[\w&-]*\s+){0,5}(?:workshops?|WS)|findings|W)|-?(?-i:W))$", re.I
)
_FINDINGS_BEFORE = lazy(r"findings\s+(?:of|in|at)?\s*(?:the\s+)?$", re.I)
_WORKSHOP_BEFORE = lazy(r"workshops?\s*(?:at|@|in|of)\s*(?:the\s+)?$", re.I)
_PUBLISHER = lazy(
    r"(?:(?:proc(?:\.|eedings)(?:\s+of)?(?:\s+the)?\s+)?(?:\d+(?:st|nd|rd|th)\s+)?)"
    r"(?:IEEE(?:/CVF|/RSJ|/ACM|/CAA|[/-]RAS(?:/RSJ)?)?(?:\s+Trans\.)?|ACM(?:/IEEE|\s+SIGKDD)?|USENIX|SIAM|CVF)\s{1,2}$",
    re.I,
)
_PUBLISHERS = ("IEEE", "ACM", "CVF", "RSJ", "CAA", "RAS", "USENIX", "SIAM", "SIGKDD", "Trans.")


def find_venues(text: str) -> list[FoundVenue]:
    """The venues that a text names, in order and apart. Names that are also words (`Nature`, `CHI`, `MM`)
    count only with a year or a bracket next to them. Do not give it titles: a title may well name a venue."""
    return list(_find_venues_in_short_text(text) if len(text) <= 120 else _search_venues(text))


def find_venue(text: str) -> VenueMention | None:
    """The one venue that a text names: the first that is no preprint server, else the first."""
    found = find_venues(text)
    if not found:
        return None
    return next((each.mention for each in found if not each.mention.is_preprint), found[0].mention)


def proper(written: str, year: int | None) -> str | None:
    """What the venue itself writes, where `written` is another spelling of it (`Neurips`, `NIPS` in 2024,
    `ACMMM`); None where `written` is right, a full name, or not known. Publisher and track in it stay."""
    spelling, start, end = _look_up(written)
    if spelling is None or spelling.venue.kind == "other" or spelling.role == "full":
        return None
    venue, core = spelling.venue, written[start:end]
    if spelling.role == "alias" and written[end:] in ("W", "-W"):
        return None
    if spelling.role == "was":
        if year is None:
            return None
        right = spelling.name_in(year)
    else:
        right = venue.name if spelling.role in ("name", "alias") else spelling.text
        if core in (venue.name, *venue.also):
            return None
    if core == right or (spelling.weak and core != spelling.text):
        return None
    return written[:start] + right + written[end:]


def last_year(written: str) -> int | None:
    """The last year of a name that a venue has given up (2017 for `NIPS`); None for other names."""
    spelling, _, _ = _look_up(written)
    return spelling.venue.was.get(spelling.text) if spelling is not None and spelling.role == "was" else None


def present_name(written: str) -> str | None:
    """The present name of the venue that is written (`NeurIPS` for `NIPS`), without publisher and track; None where
    the table does not know it."""
    spelling, _, _ = _look_up(written)
    return spelling.venue.name if spelling is not None else None


@lru_cache(maxsize=8192)
def _find_venues_in_short_text(text: str) -> tuple[FoundVenue, ...]:
    """Short texts come again and again: `(CVPR 2024)` is on hundreds of lines of one list."""
    return tuple(_search_venues(text))


def _search_venues(text: str) -> list[FoundVenue]:
    lengths = index()[1]
    lowered = _lower(text)
    said = WORD.findall(lowered)
    if lengths.keys().isdisjoint(said) and not any(
        word[-1] in "0123456789w" and word.rstrip("0123456789w") in lengths for word in said
    ):
        return []
    words = [(*m.span(), m[0]) for m in WORD.finditer(lowered)]
    found: list[FoundVenue] = []
    at, floor, count = 0, 0, len(words)
    while at < count:
        start, end, word = words[at]
        sizes = lengths.get(word)
        workshop = False
        if sizes is None and (word[-1] == "w" or word[-1].isdigit()):
            word, workshop = _without_year_and_workshop(word)
            sizes = lengths.get(word)
            end = start + len(word)
        step = 1
        for size in sizes or ():
            hit = _find_phrase(text, words, at, size, word, end)
            if hit is None or (known := find_spelling(hit[0])) is None or (workshop and known.weak):
                continue
            mention = _mention(text, start, hit[1], known, floor)
            if mention is not None:
                _add_mention(found, mention, text)
                floor = mention.outer[1]
                while at + step < count and words[at + step][0] < floor:
                    step += 1
                break
        at += step
    return found


def _lower(text: str) -> str:
    """`text` in lower case, character for character, so that offsets stay valid."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in text)


def _without_year_and_workshop(word: str) -> tuple[str, bool]:
    """A word less the year (`cvpr2024`, `icml24`) and the W of workshops (`cvprw`) at its end, and whether it
    had that W."""
    if word[-1].isdigit() and not word[0].isdecimal() and (glued := _GLUED.fullmatch(word)):
        word = glued[1]
    if len(word) >= 4 and word[-1] == "w" and word not in index()[1]:
        return word[:-1], True
    return word, False


def _find_phrase(
    text: str, words: list[tuple[int, int, str]], at: int, size: int, first: str, first_end: int
) -> tuple[str, int] | None:
    """The key of `size` words from `at` on and where they end; None where something else is between them."""
    if size == 1:
        return first, first_end
    if at + size > len(words) or first_end != words[at][1]:
        return None
    parts, end = [first], first_end
    for start, stop, word in words[at + 1 : at + size]:
        gap = text[end:start]
        joins = gap in ("'", "’") or (len(gap) <= 3 and not gap.strip(" \t\u00a0.:,/&_‑-"))
        if not joins and _GAP.fullmatch(gap) is None:
            return None
        parts.append(word)
        end = stop
    last = parts[-1]
    if last[-1].isdecimal() and (glued := _GLUED.fullmatch(last)) and " ".join(parts) not in index()[0]:
        parts[-1] = glued[1]
        end -= len(last) - len(glued[1])
    return " ".join(parts), end


def _mention(text: str, start: int, end: int, spelling: Spelling, floor: int) -> FoundVenue | None:
    """The mention at `start` to `end`, with what is next to it, or None where it is too weak to count."""
    if start and (
        (text[start - 1] == "/" and text[start - 2 : start - 1] in "/.") or text[start - 1] in "@#\\"
    ):
        return None
    core = text[start:end]
    before = text[max(floor, start - 40) : start]
    publisher = _PUBLISHER.search(before) if before.rstrip().endswith(_PUBLISHERS) else None
    if publisher:
        start -= len(before) - publisher.start()
        before = before[: publisher.start()]
    track = None
    if "indings" in before and (led := _FINDINGS_BEFORE.search(before)):
        track = "Findings"
        start -= len(before) - led.start()
        before = before[: led.start()]
    elif "orkshop" in before and _WORKSHOP_BEFORE.search(before):
        track = "Workshop"
    stop, own_end, year, year_span, track, presentation = parse_suffix(text, end, track)
    outer_start = start
    if year is None and (earlier := _YEAR_BEFORE.search(before.replace("–", "-").replace("—", "-"))):
        group = earlier.lastgroup or "year"
        year = year_of(earlier[group])
        base = start - len(before)
        year_span = (base + earlier.start(group), base + earlier.end(group))
        outer_start = base + earlier.start()
    if not _may_be_venue(
        text, core, spelling, year_span, publisher is not None, start, own_end, presentation
    ):
        return None
    name = spelling.name_in(year)
    if track in ("Findings", "Workshop") and not name.endswith(track):
        name = f"{name} {track}"
    kind = "workshop" if track == "Workshop" else spelling.venue.kind
    written = text[start:own_end]
    mention = VenueMention(name, written, year, presentation, True, kind, track)
    return FoundVenue(start, own_end, (outer_start, stop), year_span, mention)


def _may_be_venue(
    text: str,
    core: str,
    spelling: Spelling,
    year_span: tuple[int, int] | None,
    published: bool,
    start: int,
    end: int,
    presentation: str | None,
) -> bool:
    """Whether the words at hand may be taken for the venue."""
    lowered = core == core.lower() and spelling.text != spelling.text.lower()
    firm = (
        year_span is not None
        or published
        or presentation is not None
        or _is_only_name_in_brackets(text, start, end)
    )
    if spelling.role == "full" and not spelling.weak:
        return core[0].isupper()
    if spelling.weak:
        return firm and (core == spelling.text or (core.isupper() and " " in core))
    if lowered and len(core) < 5:
        return firm
    return True


def _is_only_name_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether nothing but the name is within brackets, emphasis or the whole text."""
    left, right = text[:start].rstrip(" ")[-1:], text[end:].lstrip(" ")[:1]
    return (not left or left in "([{*_`|（【") and (not right or right in ")]}*_`|）】.,")


def _add_mention(found: list[FoundVenue], each: FoundVenue, text: str) -> None:
    """Add a mention, or join it with the one before: `Conference on Robot Learning (CoRL) 2023` is one, and
    so is `Findings of the Association for Computational Linguistics: EMNLP 2020`."""
    last = found[-1] if found else None
    between = text[last.outer[1] : each.start].strip() if last else ""
    if last is None or last.mention.year is not None or between not in (":", ",", "-", "–", "(", "["):
        found.append(each)
        return
    mention = each.mention
    outer = (last.outer[0], each.outer[1])
    if last.mention.track == "Findings" and last.mention.name == "ACL Findings" and between != "(":
        mention = replace(
            mention, name=f"{mention.name} Findings", written=text[last.start : each.end], track="Findings"
        )
        found[-1] = FoundVenue(last.start, each.end, outer, each.year_span, mention)
    elif last.mention.name == mention.name and " " in last.mention.written:
        mention = replace(mention, written=last.mention.written)
        found[-1] = FoundVenue(last.start, last.end, outer, each.year_span, mention)
    else:
        found.append(each)


def _look_up(written: str) -> tuple[Spelling | None, int, int]:
    """The spelling that `written` is, publisher and track aside, and the bounds of its core in `written`."""
    if whole := find_spelling(key(written)):
        return whole, 0, len(written)
    start = 0
    if match := re.match(
        r"(?:findings\s+of\s+(?:the\s+)?)?(?:(?:IEEE(?:/\w+)*|ACM|USENIX|SIAM)[\s-]+)?", written, re.I
    ):
        start = match.end()
    tail = _TRACK_AT_END.search(written, start)
    end = tail.start() if tail else len(written)
    return find_spelling(key(written[start:end])), start, end
