"""Parses the text after the name of a venue: year, track and presentation."""

from __future__ import annotations

import re

from awesome_lint.bibliography.dates import year_of_digits
from awesome_lint.bibliography.venue_table import spelling_index
from awesome_lint.lazy_re import lazy

_FULL_YEAR = r"(?:19[5-9]|20\d)\d(?!\w|[./]\d{3}|[-–]\d{3})"
_YEAR_AFTER = lazy(
    rf"\s*[*_`\])]{{0,3}}\s?(?:[,.:;|/(\[–—-]|)\s?[*_`]{{0,3}}(?P<year>{_FULL_YEAR})|"
    r"(?:[ _-]|(?<=[^\W\d_]))(?P<plain>[012]\d)(?![\w%+]|[.,:]\d)|"
    rf"\s*['’‘`´]\s?(?P<quoted>{_FULL_YEAR})|\s?['’‘`´]\s?(?P<short>\d\d)(?![\w%]|\.\d)"
)
_GAP = r"[\s,.:;|/(\[*_`–—-]"
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
PRESENTATION = (
    r"(?P<words>oral|spotlights?|highlights?|posters?|"
    r"(?:best|outstanding|distinguished)(?:\s+(?:student|demo|long|short|system|application|resource|theory))?\s+papers?"
    r"(?:\s+(?:award|finalist|nomination|nominee|candidate|runner[- ]?up|honou?rable mention|list))*|"
    r"honou?rable mention|(?:notable[- ]*)?top[- ]*\d{1,2}\s?%|notable(?:[- ]*top)?[- ]*\d{1,2}\s?%)"
    r"(?:\s+(?:presentation|paper))?(?![\w-])"
)
"""A pattern for the words that say how a work was presented; its group `words` has only these."""
_PRESENTATION = lazy(rf"{_GAP}{{1,4}}" + PRESENTATION, re.I)
_ANY_PRESENTATION = lazy(r"(?<![\w-])" + PRESENTATION, re.I)


def find_presentations(text: str) -> list[tuple[int, int, str]]:
    """The presentations in a text (`Oral`, `notable top 5%`), as (start, end, normal form)."""
    return [
        (m.start("words"), m.end(), _normalize_presentation(m["words"]))
        for m in _ANY_PRESENTATION.finditer(text)
    ]


def parse_venue_suffix(
    text: str, venue_end: int, track: str | None
) -> tuple[int, int, int | None, tuple[int, int] | None, str | None, str | None]:
    """The parts after the name of a venue that ends at `venue_end`: the end of all of them, the end of the name with
    its track, the year, the range of the year, the track, and the presentation."""
    year, year_span, presentation = None, None, None
    name_end = stop = venue_end
    while stop < len(text):
        if year is None and (match := _YEAR_AFTER.match(text, stop)):
            group = match.lastgroup or "year"
            year = year_of_digits(match[group])
            year_span = match.span(group)
        elif track is None and (match := _TRACK.match(text, stop)) and (match["gap"] or match["w"]):
            if not _is_track_of_venue(match, stop == venue_end):
                return stop, name_end, year, year_span, track, presentation
            track = next(name for group, name in _TRACK_NAMES.items() if match[group])
            if year is None and (not match["gap"] or match["gap"] in " _-"):
                name_end = match.end()
        elif presentation is None and (match := _PRESENTATION.match(text, stop)):
            presentation = _normalize_presentation(match["words"])
        else:
            break
        stop = match.end()
    return stop, name_end, year, year_span, track, presentation


def _is_track_of_venue(track_match: re.Match[str], is_adjacent: bool) -> bool:
    """Whether a possible track belongs to the venue before it: a W only if it adjoins the name, the name of a workshop
    only after a space or bracket and if it has no other venue in it."""
    if track_match["w"]:
        return is_adjacent and track_match["w"].endswith("W")
    words = (track_match["workshop"] or "").split()[:-1]
    venue_words = spelling_index()[1]
    return not words or (
        not track_match["gap"].strip(" (") and not any(word.lower() in venue_words for word in words)
    )


def _normalize_presentation(words: str) -> str:
    """The words on a presentation in one form: `Oral`, `Top 5%`, `Best Paper Award`."""
    folded = re.sub(r"[\s-]+", " ", words.lower()).strip()
    percent = re.search(r"(\d+)\s?%", folded)
    if percent:
        return f"{'Notable top' if 'notable' in folded else 'Top'} {percent[1]}%"
    for word in ("oral", "spotlight", "highlight", "poster"):
        if folded.rstrip("s") == word:
            return word.capitalize()
    folded = folded.replace("papers", "paper").replace("honourable", "honorable").replace(" list", "")
    return " ".join(word.capitalize() for word in folded.split())
