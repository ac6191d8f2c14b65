"""What follows a venue's name: its year, its track, how the work was presented."""

from __future__ import annotations

import re

from awesome_lint.bibliography.casing import folded
from awesome_lint.bibliography.venue_table import index
from awesome_lint.lazy_re import lazy

# A class of signs far apart that goes beyond Latin 1, such as [/–], takes a quarter of a millisecond to compile.
_FULL_YEAR = r"(?P<year>(?:19[5-9]|20\d)\d)(?!\w|[./]\d{3}|[-–]\d{3})"
_YEAR_AFTER = lazy(
    r"\s*[*_`\])]{0,3}\s?(?:[,.:;|/(\[-]|[–—]|)\s?[*_`]{0,3}"
    rf"{_FULL_YEAR}|(?:[ _-]|(?<=[^\W\d_]))(?P<plain>[012]\d)(?![\w%+]|[.,:]\d)"
)
_YEAR_QUOTED = lazy(rf"\s?(?:{_FULL_YEAR}|(?P<short>\d\d)(?![\w%]|\.\d))")
_QUOTES = tuple("'’‘`´")
_GAP_SIGNS = ",.:;|/([*_`–—-"
_TRACK = lazy(
    r"(?P<gap>[\s,.:;|/(\[*_`–—-]{0,4})(?:"
    r"(?P<findings>findings)|(?P<w>(?<=[^\W_])-?W|(?<=[A-Z] )W(?!\.))|"
    r"(?P<workshop>(?:(?:(?-i:[A-Z])[\w&-]*|on|for|and|of|&)\s+){0,5}?(?:workshops?|WS)\b)|"
    r"(?P<benchmarks>D\s?&\s?B|datasets?\s?(?:and|&)\s?benchmarks?)(?:\s+track)?|"
    r"(?P<industry>industry)(?:\s+track)?|(?P<demo>(?:system )?demo(?:nstration)?s?)(?:\s+track)?|"
    r"(?P<tutorial>tutorial)|(?P<main>main)(?:\s+(?:track|conference))?|(?P<challenge>challenge|competition)"
    r")(?!\w)",
    re.I,
)
_TRACK_NAMES = {
    "findings": "Findings",
    "w": "Workshop",
    "workshop": "Workshop",
    "benchmarks": "Datasets and Benchmarks",
    "industry": "Industry",
    "demo": "Demo",
    "tutorial": "Tutorial",
    "main": "Main",
    "challenge": "Challenge",
}
_PRESENTING = (
    "oral", "spotlight", "highlight", "poster", "best", "outstanding", "distinguished", "honorable", "honourable",
    "notable", "top",
)  # fmt: skip
_TRACKING = (
    "findings", "workshop", "ws", "&", "dataset", "industry", "demo", "tutorial", "main", "challenge", "competition",
)  # fmt: skip
_TRACK_STARTS = (
    "-w", "findings", "dataset", "industry", "system", "demo", "tutorial", "main", "challenge", "competition",
)  # fmt: skip
_WORKSHOP_WORDS = 6
"""Words of a workshop's name, that word included."""
_NEAR = 200
"""Characters after a venue in which the words of its track must be."""
_CLOSE = 20
"""The same for the first word of its presentation."""
_PRESENTED = (
    r"(?P<words>oral|spotlights?|highlights?|posters?|"
    r"(?:best|outstanding|distinguished)(?:\s+(?:student|demo|long|short|system|application|resource|theory))?\s+papers?"
    r"(?:\s+(?:award|finalist|nomination|nominee|candidate|runner[- ]?up|honou?rable mention|list))*|"
    r"honou?rable mention|(?:notable[- ]*)?top[- ]*\d{1,2}\s?%|notable(?:[- ]*top)?[- ]*\d{1,2}\s?%)"
    r"(?:\s+(?:presentation|paper))?(?![\w-])"
)
_PRESENTATION = lazy(_PRESENTED, re.I)
_ANY_PRESENTATION = lazy(r"(?<![\w-])" + _PRESENTED, re.I)


def find_presentations(text: str) -> list[tuple[int, int, str]]:
    """Words of presentation in a text (`Oral`, `notable top 5%`), as (start, end, normalised)."""
    if not _may_present(text):
        return []
    return [
        (m.start("words"), m.end(), _normal_presentation(m["words"]))
        for m in _ANY_PRESENTATION.finditer(text)
    ]


def parse_suffix(
    text: str, end: int, track: str | None
) -> tuple[int, int, int | None, tuple[int, int] | None, str | None, str | None]:
    """What follows a venue's name: the end of all of it, the end of the name with its track, year and its
    span, track, presentation."""
    year, year_span, presentation = None, None, None
    own_end = stop = end
    while stop < len(text):
        if year is None and (match := _year_after(text, stop)):
            group = match.lastgroup or "year"
            digits = match[group]
            year = int(digits) if len(digits) == 4 else full_year(int(digits))
            year_span = match.span(group)
        elif (
            track is None
            and _may_be_track(text, stop)
            and (match := _TRACK.match(text, stop))
            and (match["gap"] or match["w"])
        ):
            if not _is_track_of(match, stop == end):
                return stop, own_end, year, year_span, track, presentation
            track = next(name for group, name in _TRACK_NAMES.items() if match[group])
            if year is None and (not match["gap"] or match["gap"] in " _-"):
                own_end = match.end()
        elif (
            presentation is None
            and _may_present(text[stop : stop + _CLOSE])
            and (begin := _after_gap(text, stop)) > stop
            and (match := _PRESENTATION.match(text, begin))
        ):
            presentation = _normal_presentation(match["words"])
        else:
            break
        stop = match.end()
    return stop, own_end, year, year_span, track, presentation


def _year_after(text: str, stop: int) -> re.Match[str] | None:
    """The year that follows a venue's name ending at `stop`, in a group named `year`, `short` or `plain`."""
    if match := _YEAR_AFTER.match(text, stop):
        return match
    at = stop
    while text[at : at + 1].isspace():
        at += 1
    if not text.startswith(_QUOTES, at):
        return None
    match = _YEAR_QUOTED.match(text, at + 1)
    return None if match and match["short"] and at - stop > 1 else match


def _after_gap(text: str, at: int) -> int:
    """Where the signs end, four at most, that part a venue from its presentation."""
    limit = min(at + 4, len(text))
    while at < limit and (text[at] in _GAP_SIGNS or text[at].isspace()):
        at += 1
    return at


def _may_present(text: str) -> bool:
    """Whether a text has one of the words that a presentation begins with."""
    lowered = text.lower()
    return any(word in lowered for word in _PRESENTING)


def _may_be_track(text: str, stop: int) -> bool:
    """Whether what is after `stop` may be a track: a word that one begins with, or a workshop's name."""
    lowered = text[stop : stop + _NEAR].lower()
    if "w" not in lowered[:6] and not any(word in lowered for word in _TRACKING):
        return False
    near = folded(text[_after_gap(text, stop) : stop + _NEAR])
    if near.startswith(_TRACK_STARTS) or (near[:1] == "d" and near[1:].lstrip()[:1] == "&"):
        return True
    if near[:1] == "w" and not (near[1:2].isalnum() or near[1:2] == "_"):
        return True
    return any(word.startswith(("workshop", "ws")) for word in near.split()[:_WORKSHOP_WORDS])


def _is_track_of(match: re.Match[str], adjoining: bool) -> bool:
    """Whether words read as a track belong to the venue before them: a W only when it adjoins the name, a
    workshop's own name only after a blank and where it names no other venue."""
    if match["w"]:
        return adjoining and match["w"].endswith("W")
    words = (match["workshop"] or "").split()[:-1]
    known = index()[1]
    return not words or (not match["gap"].strip() and not any(word.lower() in known for word in words))


def full_year(short: int) -> int:
    return short + (2000 if short < 50 else 1900)


def _normal_presentation(words: str) -> str:
    folded = re.sub(r"[\s-]+", " ", words.lower()).strip()
    percent = re.search(r"(\d+)\s?%", folded)
    if percent:
        return f"{'Notable top' if 'notable' in folded else 'Top'} {percent[1]}%"
    for word in ("oral", "spotlight", "highlight", "poster"):
        if folded.rstrip("s") == word:
            return word.capitalize()
    folded = folded.replace("papers", "paper").replace("honourable", "honorable").replace(" list", "")
    return " ".join(word.capitalize() for word in folded.split())
