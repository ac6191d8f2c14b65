"""Works that are listed more than once."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.analysis.id_conflicts import find_id_conflicts, is_same_paper
from awesome_lint.bibliography import arxiv, dates, hosts, titles, venues
from awesome_lint.bibliography.casing import alphanumeric
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import tree, visible_text
from awesome_lint.structs import record

_LONG_TITLE = 16
"""Letters from which on a title alone identifies a work."""

_MOST_COPIES = 40
"""Entries of one work that are compared; a work listed more often is listed so on purpose."""

_OWN_TITLE = 5
"""Words from which on no other work is expected to have the same title."""

_LEAST, _MANY, _SHARE = 3, 20, 0.05
"""A list has the habit of listing works under several topics where it does so three times at least, and more than 20
times or for more than 5 % of the entries."""

_NAME = 8
"""Words up to which a cell is a name, not a summary."""

_WORDS = lazy(
    r"(?i)\b(?!(?:year|papers?|published|conference|journal|oral|poster|workshops?|proceedings)\b)[^\W\d_]{2,}"
)
"""Words of a heading that are no time and no place of publication."""


class Distance(StrEnum):
    """Where the second of two entries of one work is, relative to the first."""

    SAME_LIST = "same list"  # in one list under one heading
    EXCLUSIVE_SECTIONS = "exclusive sections"  # under two headings of which a work has one: 2023 and 2024
    OTHER_SECTION = "other section"  # under two headings that may both fit, or in a table and in a list


@record(frozen=True)
class Duplicate:
    """Two entries of the same work; `first` comes before `second`. `shared` names what they have in common
    (`arXiv 2402.01234`).

    `identical` is set where both are in one and the same list and have the same text; `different_ids` where they
    share a title and have different arXiv ids; `different_names` where two rows name the work differently (a paper
    of two models); `uncertain` where they share a title alone, and it is short or one of courses, talks or tools."""

    first: EntryKeys
    second: EntryKeys
    shared: str
    distance: Distance
    identical: bool
    different_ids: bool = False
    different_names: bool = False
    uncertain: bool = False

    @property
    def different_titles(self) -> bool:
        """Whether the two titles differ."""
        return self.first.title_key != self.second.title_key


@record(frozen=True)
class Duplicates:
    """All duplicates, ordered by the later entry; each entry occurs once. `is_habit` is set where the list
    repeats works under several topics as a habit.
    """

    pairs: tuple[Duplicate, ...]
    is_habit: bool


_Key = tuple[str, str]
"""A kind of key (`DOI`) and its value."""


def find_duplicates(context: Context) -> Duplicates:
    """The works that are listed more than once. Each entry is compared with the first entry of the same
    work in its own list, else with the first one in the file.
    """
    every = context.cached(compute_entry_keys)
    different = context.cached(find_id_conflicts).different_papers
    earlier: dict[_Key, list[EntryKeys]] = defaultdict(list)
    pairs: list[Duplicate] = []
    for keys in every:
        names = _work_identifiers(keys)
        same = [
            (name, other)
            for name in names
            for other in earlier[name]
            if (other.number, keys.number) not in different and _is_same_work(name[0], other, keys)
        ]
        if same:
            name, other = next((pair for pair in same if pair[1].list_key == keys.list_key), same[0])
            pairs.append(_make_duplicate(context, name, other, keys))
        for name in names:
            others = earlier[name]
            if len(others) < _MOST_COPIES and all(
                other.list_key != keys.list_key or other.title_key != keys.title_key for other in others
            ):
                others.append(keys)
    topics = sum(pair.distance is Distance.OTHER_SECTION for pair in pairs)
    return Duplicates(tuple(pairs), topics >= _LEAST and topics > min(_MANY, _SHARE * len(every)))


def identical_copy_spans(context: Context) -> frozenset[Span]:
    """The spans of the entries that are identical copies of another entry of their list. Rules report
    nothing on them: the finding on the first entry is enough, and a fix removes the copies.
    """
    return frozenset(
        pair.second.entry.span for pair in context.cached(find_duplicates).pairs if pair.identical
    )


def _work_identifiers(keys: EntryKeys) -> list[_Key]:
    """The identifiers of a work (ids, URLs, title), the most certain first."""
    entry = keys.entry
    found = [("arXiv id", ident) for ident in keys.arxiv_links]
    if entry.doi is not None:
        found.append(("DOI", entry.doi.lower()))
    if entry.openreview_id is not None:
        found.append(("OpenReview id", entry.openreview_id))
    found += [("URL", page) for page in keys.paper_pages]
    title = entry.title
    if title is not None and title.link is not None:
        found += [
            ("repository", f"{key}{_repository_fragment(link.url, key)}")
            for key, link in keys.repositories.items()
            if link.node is title.link
        ]
    if keys.has_full_title and len(keys.title_key) >= _LONG_TITLE:
        found.append(("title", keys.title_key))
    return found


def _repository_fragment(url: str, key: str) -> str:
    """The fragment of a repository URL that names a part of its page (`#usage`); empty for the whole page."""
    fragment = url.partition("#")[2].lower()
    whole = fragment in ("readme", "readme-ov-file", key.partition("/")[2]) or fragment.startswith(":~:")
    return f"#{fragment}" if fragment and not whole else ""


def _is_same_work(kind: str, first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two entries that share an identifier of this kind are the same work."""
    if kind == "title":
        if not first.is_paper and not second.is_paper and first.list_key != second.list_key:
            return False  # a book and the talk on it
        surnames = first.surnames, second.surnames
        return not all(surnames) or not surnames[0].isdisjoint(surnames[1])
    if first.title_key == second.title_key:
        return True
    if _has_only_a_name(first) and _has_only_a_name(second):
        return False  # two models of one paper
    if titles.same_work(first.title, second.title):
        return True
    full = first.has_full_title and second.has_full_title
    return kind in ("arXiv id", "DOI", "OpenReview id") and full and is_same_paper(first, second)


def _has_only_a_name(keys: EntryKeys) -> bool:
    """Whether an entry of a table has only a short name as its title."""
    return keys.entry.layout is Layout.TABLE and not keys.has_full_title


def _make_duplicate(context: Context, identifier: _Key, first: EntryKeys, second: EntryKeys) -> Duplicate:
    """The `Duplicate` of two entries that share an identifier."""
    kind, value = identifier
    entries = (first, second)
    valid = all(keys.arxiv_links and all(map(arxiv.is_valid, keys.arxiv_links)) for keys in entries)
    by_title = kind == "title"
    return Duplicate(
        first,
        second,
        {"title": "title", "repository": "URL", "URL": "URL"}.get(kind, f"{kind} {value}"),
        _measure_distance(first, second),
        identical=first.run == second.run
        and _source_without_number(context, first) == _source_without_number(context, second),
        different_ids=by_title and valid and first.arxiv_links.keys().isdisjoint(second.arxiv_links),
        different_names=_differ_in_name_cell(first, second),
        uncertain=by_title and (first.word_count < _OWN_TITLE or _are_resources(first, second)),
    )


def _are_resources(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two entries with one title are courses, talks or tools rather than papers."""
    if not (first.is_paper or second.is_paper):
        return True
    entries = (first.entry, second.entry)
    if not all(entry.title is not None and entry.title.link is not None for entry in entries):
        return False
    return not any(hosts.kind_of(link.url) == "paper" for entry in entries for link in entry.links)


def _measure_distance(first: EntryKeys, second: EntryKeys) -> Distance:
    """How far the second entry is from the first: in the same list, or in another section."""
    if first.list_key == second.list_key:
        return Distance.SAME_LIST
    if (first.entry.layout is Layout.TABLE) != (second.entry.layout is Layout.TABLE):
        return Distance.OTHER_SECTION
    exclusive = _are_exclusive_sections(first.section, second.section)
    return Distance.EXCLUSIVE_SECTIONS if exclusive else Distance.OTHER_SECTION


def _differ_in_name_cell(first_keys: EntryKeys, second_keys: EntryKeys) -> bool:
    """Whether two table rows differ in a cell that holds a name (not a date, venue, link or sentence)."""
    rows = first_keys.entry.node, second_keys.entry.node
    if not (isinstance(rows[0], tree.Row) and isinstance(rows[1], tree.Row)):
        return False
    for first, second in zip(rows[0].cells, rows[1].cells, strict=False):
        if _contains_field(first_keys, first) or _contains_field(second_keys, second):
            continue
        texts = [visible_text(cell.children) for cell in (first, second)]
        names = list(map(alphanumeric, texts))
        if all(names) and names[0] != names[1] and all(len(text.split()) <= _NAME for text in texts):
            return True
    return False


def _contains_field(keys: EntryKeys, cell: tree.Cell) -> bool:
    """Whether a cell holds the title, a link, the date or the venue."""
    entry = keys.entry
    fields = [field.span for field in (entry.title, entry.date, entry.venue) if field is not None]
    fields += [link.node.span for link in entry.links]
    return any(cell.span.covers(field) for field in fields)


def _source_without_number(context: Context, keys: EntryKeys) -> str:
    """The entry's source without its number and the whitespace around its lines."""
    span = keys.entry.span
    lines = context.text[span.start : span.end].split("\n")
    head = lines[0].lstrip()
    marker, _, rest = head.partition(" ")
    if marker.rstrip(".)").isdigit():
        head = rest.lstrip()
    return "\n".join([head.rstrip(), *(line.strip() for line in lines[1:])])


def _are_exclusive_sections(first: Section, second: Section) -> bool:
    """Whether a work can belong to only one of two sections: where their heading paths differ, both
    headings name a time or a place of publication (`2023`, `2024`; `May 2024`, `June 2024`; `arXiv`,
    `NeurIPS 2024`).
    """
    parted = next(((a, b) for a, b in zip(first.path, second.path, strict=False) if a != b), None)
    return parted is not None and all(map(_is_time_or_venue, parted))


@lru_cache(maxsize=1024)
def _is_time_or_venue(heading: str) -> bool:
    """Whether a heading consists of a date, or of a venue that is not a preprint server."""
    found = [(each.start, each.end) for each in dates.find_dates(heading)]
    named = venues.find_venues(heading)
    if any(each.mention.is_preprint for each in named):
        return False
    found += [each.outer for each in named if each.mention.known]
    bounds = [(0, 0), *sorted(found), (len(heading), len(heading))]
    rest = " ".join(heading[end:start] for (_, end), (start, _) in pairwise(bounds))
    return bool(found) and not _WORDS.search(rest)
