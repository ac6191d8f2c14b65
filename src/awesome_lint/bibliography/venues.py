"""Finds conferences and journals in texts."""

from __future__ import annotations

import re
from functools import lru_cache

from awesome_lint.bibliography.dates import year_of_digits
from awesome_lint.bibliography.venue_suffix import parse_venue_suffix
from awesome_lint.bibliography.venue_table import WORD, Spelling, find_spelling, spelling_index, spelling_key
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record, replace


@record(frozen=True)
class VenueMention:
    """A venue in a text.

    `name` is its usual name (`NeurIPS`, `NeurIPS Workshop`); `source_text` is the spelling in the text, without year
    and presentation; `year` is the year next to it; `presentation` is `Oral`, `Spotlight`, … or None. `is_known` is
    False for a venue that is not in the table. `kind` is `conference`, `journal`, `workshop`, `preprint` (arXiv and
    the like), `other` (blog, thesis, report) or "" if not known. `track` is `Findings`, `Workshop`, `Datasets and
    Benchmarks`, … or None; the first two are also part of `name`."""

    name: str
    source_text: str
    year: int | None
    presentation: str | None
    is_known: bool = True
    kind: str = ""
    track: str | None = None

    @property
    def is_preprint(self) -> bool:
        """Whether this is a preprint server or the word "preprint", not a venue."""
        return self.kind == "preprint"

    def is_venue_and_year(self, name: str, year: int | None) -> bool:
        """Whether this is the conference or journal of this name and year; tracks do not count."""
        shorter, longer = sorted((self.name, name), key=len)
        return self.year == year and f"{longer} ".startswith(f"{shorter} ")


@record(frozen=True)
class FoundVenue:
    """A mention with its range: `start` to `end` is the venue without year and presentation (`NeurIPS Workshop`,
    `Findings of EMNLP`); `outer` includes year, track and presentation next to it, but no brackets around them.
    `year_span` is the range of the digits of its year, or None."""

    start: int
    end: int
    outer: tuple[int, int]
    year_span: tuple[int, int] | None
    mention: VenueMention


JOINT_CONFERENCES = frozenset(("AACL", "COLING", "CoNLL", "IJCNLP"))
"""Conferences that are often held together with another one and have their papers in its proceedings."""
_NAME_WITH_YEAR = lazy(r"([^\W\d_][^\W_]*?)((?:19|20)\d\d|\d\d)")
_GAP = lazy(r"\s?[&/]\s?")
_YEAR_BEFORE = lazy(
    r"(?<![\w.])(?P<year>(?:19[5-9]|20\d)\d)(?:\.\d\d?)?[\s,.:;|/(\[*_`-]{1,4}$|"
    r"(?:(?<!\w)['’](?P<short>[012]\d)[-,]\s?|(?:^|(?<=[\s(|\[]))(?P<plain>[012]\d)-)$"
)
_TRACK_AT_END = lazy(
    r"(?:[\s_-]+(?:(?:(?-i:[A-Z])[\w&-]*\s+){0,5}(?:workshops?|WS)|findings|W)|-?(?-i:W))$", re.I
)
_FINDINGS_BEFORE = lazy(r"findings\s+(?:of|in|at)?\s*(?:the\s+)?$", re.I)
_WORKSHOP_BEFORE = lazy(
    r"(?:workshops?\s*(?:at|@|in|of)\s*(?:the\s+)?|(?<!\w)(?-i:[A-Z]{2,})[\w-]*\s@\s)$", re.I
)
"""A workshop before the name of its conference; `WCB @ ICML` has its acronym."""
_PUBLISHER = lazy(
    r"(?:(?:proc(?:\.|eedings)(?:\s+of)?(?:\s+the)?\s+)?(?:\d+(?:st|nd|rd|th)\s+)?)"
    r"(?:IEEE(?:/CVF|/RSJ|/ACM|/CAA|[/-]RAS(?:/RSJ)?)?(?:\s+Trans\.)?|ACM(?:/IEEE|\s+SIGKDD)?|USENIX|SIAM|CVF)\s{1,2}$",
    re.I,
)
_CONFERENCE_AFTER = lazy(
    r"(?:/\w+)*\s+(?:[\w'’-]+\s+){0,4}?(?:conference|symposium|workshop|meeting|congress)\b", re.I
)
"""What makes `Proceedings of the IEEE` the proceedings of a conference instead of the journal of that name."""
_PUBLISHERS = ("IEEE", "ACM", "CVF", "RSJ", "CAA", "RAS", "USENIX", "SIAM", "SIGKDD", "Trans.")


def find_venues(text: str) -> list[FoundVenue]:
    """The venues in a text, in order. Names that are also words (`Nature`, `CHI`, `MM`) count only with a year or a
    bracket next to them. Titles must not be searched, since they may contain the name of a venue."""
    return list(_find_venues_in_short_text(text) if len(text) <= 120 else _search_venues(text))


def find_venue(text: str) -> VenueMention | None:
    """The first venue in a text that is not a preprint server, or else the first one; None if there is none."""
    venues = find_venues(text)
    if not venues:
        return None
    return next((each.mention for each in venues if not each.mention.is_preprint), venues[0].mention)


def split_track(venue_name: str) -> tuple[str, str | None]:
    """The name of a venue without the track that is part of it (`ACL Findings`), and the track (None if there is
    none)."""
    base, _, track = venue_name.rpartition(" ")
    return (base, track) if base and track in ("Findings", "Workshop") else (venue_name, None)


def correct_venue_name(venue_name: str, year: int | None) -> str | None:
    """The correct name for a wrong spelling of a venue (`Neurips`, `NIPS` in 2024, `ACMMM`), with its publisher and
    track. None if `venue_name` is correct, a full name, or not in the table."""
    spelling, start, end = _find_spelling_in_name(venue_name)
    if spelling is None or spelling.venue.kind == "other" or spelling.role == "full":
        return None
    venue, core = spelling.venue, venue_name[start:end]
    if spelling.role == "alias" and venue_name[end:] in ("W", "-W"):
        return None
    if spelling.role == "was":
        if year is None:
            return None
        correct_name = spelling.name_in_year(year)
    else:
        correct_name = venue.name if spelling.role in ("name", "alias") else spelling.text
        if core in (venue.name, *venue.other_names):
            return None
    if core == correct_name or (spelling.needs_evidence and core != spelling.text):
        return None
    return venue_name[:start] + correct_name + venue_name[end:]


def last_year_of_name(venue_name: str) -> int | None:
    """The last year of a former name of a venue (2017 for `NIPS`); None for other names."""
    spelling, _, _ = _find_spelling_in_name(venue_name)
    if spelling is None or spelling.role != "was":
        return None
    return spelling.venue.former_names.get(spelling.text)


def current_venue_name(venue_name: str) -> str | None:
    """The current name of a venue (`NeurIPS` for `NIPS`), without publisher and track; None if it is not in the
    table."""
    spelling, _, _ = _find_spelling_in_name(venue_name)
    return spelling.venue.name if spelling is not None else None


@lru_cache(maxsize=8192)
def _find_venues_in_short_text(text: str) -> tuple[FoundVenue, ...]:
    """The venues in a text, cached: texts such as `(CVPR 2024)` are on hundreds of lines of a list."""
    return tuple(_search_venues(text))


def _search_venues(text: str) -> list[FoundVenue]:
    """The venues in a text, in order."""
    lengths = spelling_index()[1]
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower()[0] for char in text)  # so that offsets stay valid
    text_words = WORD.findall(lowered)
    if lengths.keys().isdisjoint(text_words) and not any(
        word[-1] in "0123456789w" and word.rstrip("0123456789w") in lengths for word in text_words
    ):
        return []
    words = [(*m.span(), m[0]) for m in WORD.finditer(lowered)]
    venues: list[FoundVenue] = []
    at, earliest, count = 0, 0, len(words)
    while at < count:
        start, end, word = words[at]
        word_counts = lengths.get(word)
        workshop = False
        if word_counts is None and (word[-1] == "w" or word[-1].isdigit()):
            word, workshop = _split_year_and_workshop_letter(word)
            word_counts = lengths.get(word)
            end = start + len(word)
        step = 1
        for size in word_counts or ():
            hit = _join_words(text, words, at, size, word, end)
            if (
                hit is None
                or (spelling := find_spelling(hit[0])) is None
                or (workshop and spelling.needs_evidence)
            ):
                continue
            mention = _make_found_venue(text, start, hit[1], spelling, earliest)
            if mention is not None:
                _add_or_join_venue(venues, mention, text)
                earliest = mention.outer[1]
                while at + step < count and words[at + step][0] < earliest:
                    step += 1
                break
        at += step
    return venues


def _split_year_and_workshop_letter(word: str) -> tuple[str, bool]:
    """A word without the year (`cvpr2024`, `icml24`) and the W of workshops (`cvprw`) at its end, and whether it had
    that W."""
    if word[-1].isdigit() and not word[0].isdecimal() and (match := _NAME_WITH_YEAR.fullmatch(word)):
        word = match[1]
    if len(word) >= 4 and word[-1] == "w" and word not in spelling_index()[1]:
        return word[:-1], True
    return word, False


def _join_words(
    text: str,
    words: list[tuple[int, int, str]],
    index: int,
    word_count: int,
    first_word: str,
    first_word_end: int,
) -> tuple[str, int] | None:
    """The `word_count` words from `index` on as a key for `find_spelling`, and the offset of their end; None if other
    text is between them. `first_word` has no year and no W for “workshop” at its end."""
    if word_count == 1:
        return first_word, first_word_end
    if index + word_count > len(words) or first_word_end != words[index][1]:
        return None
    parts, end = [first_word], first_word_end
    for start, stop, word in words[index + 1 : index + word_count]:
        gap = text[end:start]
        joins = gap in ("'", "’") or (len(gap) <= 3 and not gap.strip(" \t\u00a0.:,/&_‑-"))
        if not joins and _GAP.fullmatch(gap) is None:
            return None
        parts.append(word)
        end = stop
    last = parts[-1]
    if (
        last[-1].isdecimal()
        and (match := _NAME_WITH_YEAR.fullmatch(last))
        and " ".join(parts) not in spelling_index()[0]
    ):
        parts[-1] = match[1]
        end -= len(last) - len(match[1])
    return " ".join(parts), end


def _make_found_venue(
    text: str, start: int, end: int, spelling: Spelling, search_start: int
) -> FoundVenue | None:
    """The venue from `start` to `end` with the year, track and presentation next to it; None if the words may mean
    something else."""
    if start and (
        (text[start - 1] == "/" and text[start - 2 : start - 1] in "/.") or text[start - 1] in "@#\\"
    ):
        return None
    if spelling.text.startswith("Proceedings of ") and _CONFERENCE_AFTER.match(text, end):
        return None
    core = text[start:end]
    before = text[max(search_start, start - 40) : start]
    publisher = _PUBLISHER.search(before) if before.rstrip().endswith(_PUBLISHERS) else None
    if publisher:
        start -= len(before) - publisher.start()
        before = before[: publisher.start()]
    track = None
    if "indings" in before and (findings := _FINDINGS_BEFORE.search(before)):
        track = "Findings"
        start -= len(before) - findings.start()
        before = before[: findings.start()]
    elif ("orkshop" in before or "@ " in before) and _WORKSHOP_BEFORE.search(before):
        track = "Workshop"
    stop, name_end, year, year_span, track, presentation = parse_venue_suffix(text, end, track)
    outer_start = start
    if year is None and (year_before := _YEAR_BEFORE.search(before.replace("–", "-").replace("—", "-"))):
        group = year_before.lastgroup or "year"
        year = year_of_digits(year_before[group])
        base = start - len(before)
        year_span = (base + year_before.start(group), base + year_before.end(group))
        outer_start = base + year_before.start()
    if not _may_be_venue(
        text, core, spelling, year_span, publisher is not None, start, name_end, presentation
    ):
        return None
    name = spelling.name_in_year(year)
    if track in ("Findings", "Workshop") and not name.endswith(track):
        name = f"{name} {track}"
    kind = "workshop" if track == "Workshop" else spelling.venue.kind
    source_text = text[start:name_end]
    mention = VenueMention(name, source_text, year, presentation, True, kind, track)
    return FoundVenue(start, name_end, (outer_start, stop), year_span, mention)


def _may_be_venue(
    text: str,
    venue_text: str,
    spelling: Spelling,
    year_span: tuple[int, int] | None,
    has_publisher: bool,
    start: int,
    name_end: int,
    presentation: str | None,
) -> bool:
    """Whether words with the spelling of a venue mean the venue, given what is next to them."""
    is_lower_case = venue_text == venue_text.lower() and spelling.text != spelling.text.lower()
    has_evidence = (
        year_span is not None
        or has_publisher
        or presentation is not None
        or _is_only_name_in_brackets(text, start, name_end)
    )
    if spelling.role == "full" and not spelling.needs_evidence:
        return venue_text[0].isupper() or has_publisher
    if spelling.needs_evidence:
        return has_evidence and (venue_text == spelling.text or (venue_text.isupper() and " " in venue_text))
    if is_lower_case and len(venue_text) < 5:
        return has_evidence
    return True


def _is_only_name_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the name is alone in brackets, in emphasis or in the text."""
    left, right = text[:start].rstrip(" ")[-1:], text[end:].lstrip(" ")[:1]
    return (not left or left in "([{*_`|（【") and (not right or right in ")]}*_`|）】.,")


def _add_or_join_venue(venues: list[FoundVenue], venue: FoundVenue, text: str) -> None:
    """Adds a venue, or joins it with the one before: `Conference on Robot Learning (CoRL) 2023` is one venue, and so
    is `Findings of the Association for Computational Linguistics: EMNLP 2020`."""
    last = venues[-1] if venues else None
    between = text[last.outer[1] : venue.start].strip() if last else ""
    if last is None or last.mention.year is not None or between not in (":", ",", "-", "–", "(", "["):
        venues.append(venue)
        return
    mention = venue.mention
    outer = (last.outer[0], venue.outer[1])
    if last.mention.track == "Findings" and last.mention.name == "ACL Findings" and between != "(":
        mention = replace(
            mention,
            name=f"{mention.name} Findings",
            source_text=text[last.start : venue.end],
            track="Findings",
        )
        venues[-1] = FoundVenue(last.start, venue.end, outer, venue.year_span, mention)
    elif last.mention.name == mention.name and " " in last.mention.source_text:
        mention = replace(mention, source_text=last.mention.source_text)
        venues[-1] = FoundVenue(last.start, last.end, outer, venue.year_span, mention)
    else:
        venues.append(venue)


def _find_spelling_in_name(venue_name: str) -> tuple[Spelling | None, int, int]:
    """The spelling of a venue in a name, without publisher and track, and its range in `venue_name`. The spelling is
    None if the table has none."""
    if whole := find_spelling(spelling_key(venue_name)):
        return whole, 0, len(venue_name)
    start = 0
    if match := re.match(
        r"(?:findings\s+of\s+(?:the\s+)?)?(?:(?:IEEE(?:/\w+)*|ACM|USENIX|SIAM)[\s-]+)?", venue_name, re.I
    ):
        start = match.end()
    tail = _TRACK_AT_END.search(venue_name, start)
    end = tail.start() if tail else len(venue_name)
    return find_spelling(spelling_key(venue_name[start:end])), start, end
