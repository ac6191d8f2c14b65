"""Which of two entries of one work stays, and the edit that removes the other one."""

from __future__ import annotations

from bisect import bisect_left

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import Duplicate
from awesome_lint.analysis.entry_keys import EntryKeys
from awesome_lint.analysis.id_conflicts import months_after_id
from awesome_lint.bibliography import arxiv, urls
from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.source import whole_lines
from awesome_lint.structs import record

_WORD = lazy(r"[^\W_]{2,}")
_URL = lazy(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<[^<>]*>|https?://\S+")
_AFTER_BLANK_LINE = lazy(r"\n[ \t\r]*\n\Z")
_BLANK_LINES = lazy(r"(?:[ \t\r]*\n)+")


@record(frozen=True)
class MergeChoice:
    """Which of two duplicates stays (`kept`) and why; `edit` removes the other one, or is None if a person has to
    decide. With `loses_text`, the other one has a link or a word that `kept` lacks."""

    kept: EntryKeys
    reason: str
    edit: Edit | None
    loses_text: bool


def removal_edit(context: Context, keys: EntryKeys) -> Edit | None:
    """The edit that removes the lines of an entry; None if they contain anything else. If a blank line is before the
    entry, the blank lines after it are removed as well."""
    text, span = context.text, keys.entry.span
    start, end = whole_lines(text, span, with_line_end=True)
    if text[start : span.start].strip() or text[span.end : end].strip():
        return None
    begun = context.cached(_entry_starts)
    if bisect_left(begun, end) - bisect_left(begun, start) > 1:
        return None
    before = text[max(0, start - 80) : start]
    if not before or _AFTER_BLANK_LINE.search(before):
        blank = _BLANK_LINES.match(text, end)
        end = blank.end() if blank is not None else end
        if end == len(text):
            start = len(text[:start].rstrip()) + 1
    return Edit(Span(min(start, end), end), "")


def _entry_starts(context: Context) -> list[int]:
    """The offsets at which the entries begin, in order."""
    return sorted(entry.span.start for entry in context.listing.entries)


def choose_kept_entry(context: Context, pair: Duplicate) -> MergeChoice:
    """Which of two entries of one work stays. An edit removes the other one only if the first has all its links and
    words."""
    first, second = _completeness_rank(context, pair.first), _completeness_rank(context, pair.second)
    kept, gone = (pair.second, pair.first) if second > first else (pair.first, pair.second)
    complete = _contains_all_of(kept, gone, context.text)
    if first[0] == second[0] and _have_different_dates(pair):
        return MergeChoice(kept, "", None, loses_text=True)  # nobody knows which date is right
    edit = removal_edit(context, gone) if complete else None
    # A venue replaces the name of a preprint server.
    loses = not complete and first[1] == second[1]
    return MergeChoice(kept, _reason_to_keep(max(first, second), min(first, second)), edit, loses)


def _have_different_dates(pair: Duplicate) -> bool:
    """Whether both entries have a date, and the years or months of these differ."""
    first, second = pair.first.entry.date, pair.second.entry.date
    if first is None or second is None:
        return False
    return (first.date.year, first.date.month) != (second.date.year, second.date.month)


Rank = tuple[int, bool, int, int, int]


def _completeness_rank(context: Context, keys: EntryKeys) -> Rank:
    """How complete an entry is, as a tuple to compare: whether its date matches its id, whether it has a venue other
    than a preprint server, the number of links and fields, of fields, and of links in the list's usual form."""
    apart = months_after_id(keys.entry, keys.arxiv_id) if keys.arxiv_id is not None else None
    fits = 0 if apart is None else 1 if abs(apart) <= 1 else -1
    entry = keys.entry
    fields = sum(part is not None for part in (entry.venue, entry.authors, entry.date)) + len(entry.keywords)
    style = context.planner.list_style.of_kind(entry.kind)
    form = style.part("arxiv_link").value if style is not None else None
    papers = [arxiv.parse_arxiv_url(link.url) for link in entry.links]
    usual = sum(
        paper is not None and paper.form == (form or "abs") and not paper.deviations for paper in papers
    )
    return fits, keys.published_venue is not None, len(_link_keys(keys)) + fields, fields, usual


def _reason_to_keep(better: Rank, worse: Rank) -> str:
    """The reason why the entry with the first rank stays, in words."""
    if better[0] != worse[0]:
        return "its date matches the id"
    if better[1] != worse[1]:
        return "it names the venue"
    if better[2] != worse[2]:
        return "it has more fields"
    return "its links have the usual form" if better != worse else "it comes first"


def _link_keys(keys: EntryKeys) -> set[str]:
    """The keys of an entry's URLs, or the URLs that have none."""
    return {urls.url_key(link.url) or link.url for link in keys.entry.links}


def _contains_all_of(kept: EntryKeys, removed: EntryKeys, text: str) -> bool:
    """Whether `kept` has the title and venue of `removed`, all its links, and all its words except those of the
    date."""
    if kept.title_key != removed.title_key or not _link_keys(removed) <= _link_keys(kept):
        return False
    venues = [
        keys.entry.venue.mention.name if keys.entry.venue is not None else None for keys in (kept, removed)
    ]
    if venues[1] is not None and venues[0] != venues[1]:
        return False
    here = set(_source_words(kept, text))
    date = removed.entry.date
    if date is not None and kept.entry.date is not None:
        here.update(_WORD.findall(date.text.casefold()))
    return all(word in here for word in _source_words(removed, text))


def _source_words(keys: EntryKeys, text: str) -> list[str]:
    """The words of an entry's source outside URLs and tags, without the number before them."""
    source = text[slice(*keys.entry.span)].lstrip("0123456789.) ")
    return [word.casefold() for word in _WORD.findall(_URL.sub(" ", source))]
