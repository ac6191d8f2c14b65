"""Works that are listed more than once."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.analysis.id_conflicts import find_id_conflicts, is_same_paper
from awesome_lint.bibliography import arxiv, dates, hosts, titles, urls, venues
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import tree, visible_text
from awesome_lint.structs import record

_MIN_TITLE_LETTERS = 16
"""The number of letters from which a title alone identifies a work."""

_MIN_NAME_LETTERS = 3
"""The number of letters from which a title and a repository together identify a work."""

_NAMED_REPOSITORY = "title and repository"
"""The kind of identifier of a work by its title, which may be short, and the repository of its code."""

_MAX_COPIES = 40
"""The number of entries of one work that are compared. A work that is listed more often is repeated on purpose."""

_MIN_UNIQUE_TITLE_WORDS = 5
"""The number of words from which a title is expected to be unique."""

_HABIT_MINIMUM, _HABIT_COUNT, _HABIT_SHARE = 3, 20, 0.05
"""A list repeats works under several topics as a habit if it does so at least three times, and more than 20 times or
for more than 5 % of its entries."""

_MAX_NAME_WORDS = 8
"""The number of words up to which the text of a cell is a name, not a sentence."""

_TOPIC_WORD = lazy(
    r"(?i)\b(?!(?:year|papers?|published|conference|journal|oral|poster|workshops?|proceedings)\b)[^\W\d_]{2,}"
)
"""A word of a heading that does not belong to a date or venue."""


class Distance(StrEnum):
    """The distance between two entries of one work in the document."""

    SAME_LIST = "same list"  # in one list under one heading
    EXCLUSIVE_SECTIONS = "exclusive sections"  # under two headings of which a work has one: 2023 and 2024
    OTHER_SECTION = "other section"  # under two headings that may both fit, or in a table and in a list


@record(frozen=True)
class Duplicate:
    """Two entries of one work, in the order of the text. `shared_key` is what they have in common, for messages
    (`arXiv 2402.01234`).

    `by_title`: they have the same title, perhaps also the same repository, and other links. `identical`: they are in
    the same list and have the same text. `different_ids`: they have the same title and different arXiv ids.
    `different_names`: they are table rows with different names for the work (two models of one paper). `uncertain`:
    only their title is the same, no link, and it is short or that of a course, talk or tool."""

    first: EntryKeys
    second: EntryKeys
    shared_key: str
    distance: Distance
    by_title: bool
    identical: bool
    different_ids: bool = False
    different_names: bool = False
    uncertain: bool = False

    @property
    def have_different_titles(self) -> bool:
        """Whether the two titles differ."""
        return self.first.title_key != self.second.title_key


@record(frozen=True)
class Duplicates:
    """All duplicates, in the order of their second entries; no two have the same second entry. `is_habit` is set if
    the list repeats works under several topics as a habit."""

    pairs: tuple[Duplicate, ...]
    is_habit: bool


_WorkId = tuple[str, str]
"""The kind (`DOI`) and the value of an identifier."""


def find_duplicates(context: Context) -> Duplicates:
    """Finds the entries whose work has an earlier entry. An entry is compared with the first entry of the work in its
    own list, or, if that list has none, with the first one in the document."""
    all_keys = context.cached(compute_entry_keys)
    different_papers = context.cached(find_id_conflicts).different_papers
    earlier: dict[_WorkId, list[EntryKeys]] = defaultdict(list)
    pairs: list[Duplicate] = []
    for keys in all_keys:
        identifiers = _work_identifiers(keys)
        hits = [
            (identifier, other)
            for identifier in identifiers
            for other in earlier[identifier]
            if (other.number, keys.number) not in different_papers
            and _is_same_work(identifier[0], other, keys)
        ]
        if hits:
            identifier, other = next((hit for hit in hits if hit[1].list_key == keys.list_key), hits[0])
            pairs.append(_make_duplicate(context, identifier, other, keys))
        for identifier in identifiers:
            others = earlier[identifier]
            if len(others) < _MAX_COPIES and all(
                other.list_key != keys.list_key or other.title_key != keys.title_key for other in others
            ):
                others.append(keys)
    topics = sum(pair.distance is Distance.OTHER_SECTION for pair in pairs)
    is_habit = topics >= _HABIT_MINIMUM and topics > min(_HABIT_COUNT, _HABIT_SHARE * len(all_keys))
    return Duplicates(tuple(pairs), is_habit)


def identical_copy_spans(context: Context) -> frozenset[Span]:
    """The spans of the entries that are identical copies of an earlier entry in their list. Rules report nothing on
    them: the finding on the first entry is enough, and a fix removes the copies."""
    return frozenset(
        pair.second.entry.span for pair in context.cached(find_duplicates).pairs if pair.identical
    )


def _work_identifiers(entry_keys: EntryKeys) -> list[_WorkId]:
    """The identifiers of an entry's work (ids, URLs, title), the most certain ones first."""
    entry = entry_keys.entry
    identifiers = [("arXiv id", ident) for ident in entry_keys.arxiv_links]
    if entry.doi is not None:
        identifiers.append(("DOI", entry.doi.lower()))
    if entry.openreview_id is not None:
        identifiers.append(("OpenReview id", entry.openreview_id))
    identifiers += [("URL", page) for page in entry_keys.paper_pages]
    for key, link in entry_keys.repositories.items():
        repository = f"{key}{_repository_fragment(link.url, key)}"
        if entry.title is not None and link.node is entry.title.link:
            identifiers.append(("repository", repository))
        if len(entry_keys.title_key) >= _MIN_NAME_LETTERS:
            identifiers.append((_NAMED_REPOSITORY, f"{entry_keys.title_key} {repository}"))
    if entry_keys.has_full_title and len(entry_keys.title_key) >= _MIN_TITLE_LETTERS:
        identifiers.append(("title", entry_keys.title_key))
    return identifiers


def _repository_fragment(url: str, repository_key: str) -> str:
    """The fragment (`#usage`) of a repository URL that leads to a part of its page; "" if it leads to the whole
    page."""
    fragment = url.partition("#")[2].lower()
    whole_page = ("", "readme", "readme-ov-file", repository_key.partition("/")[2])
    return "" if fragment in whole_page or fragment.startswith(":~:") else f"#{fragment}"


def _is_same_work(identifier_kind: str, first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two entries with the same identifier (`title`, `DOI`, …) are the same work."""
    if identifier_kind == "title":
        one_list = first.list_key == second.list_key
        if not one_list and not first.is_paper and not second.is_paper:
            return False  # a book and the talk on it
        surnames = first.surnames, second.surnames
        venue = first.published_venue
        # A conference has one paper of a title; with other authors, the title was copied.
        one_venue = venue is not None and venue.year is not None and venue == second.published_venue
        return (one_list and one_venue) or not all(surnames) or not surnames[0].isdisjoint(surnames[1])
    if first.title_key == second.title_key:
        return True
    if _is_row_with_short_name(first) and _is_row_with_short_name(second):
        return False  # two models of one paper
    if titles.may_be_same_work(first.title, second.title):
        return True
    full = first.has_full_title and second.has_full_title
    return identifier_kind in ("arXiv id", "DOI", "OpenReview id") and full and is_same_paper(first, second)


def _is_row_with_short_name(entry_keys: EntryKeys) -> bool:
    """Whether an entry is a table row whose title is only a short name."""
    return entry_keys.entry.layout is Layout.TABLE and not entry_keys.has_full_title


def _make_duplicate(context: Context, identifier: _WorkId, first: EntryKeys, second: EntryKeys) -> Duplicate:
    """The `Duplicate` of two entries that share an identifier."""
    kind, value = identifier
    entries = (first, second)
    valid = all(keys.arxiv_links and all(map(arxiv.is_valid, keys.arxiv_links)) for keys in entries)
    by_title = kind in ("title", _NAMED_REPOSITORY)
    return Duplicate(
        first,
        second,
        {"repository": "URL", "URL": "URL"}.get(kind, kind if by_title else f"{kind} {value}"),
        _measure_distance(first, second),
        by_title=by_title,
        identical=first.run == second.run
        and _source_without_number(context, first) == _source_without_number(context, second),
        different_ids=by_title and valid and first.arxiv_links.keys().isdisjoint(second.arxiv_links),
        different_names=_differ_in_name_cell(first, second),
        uncertain=kind == "title"
        and (first.word_count < _MIN_UNIQUE_TITLE_WORDS or _are_resources(first, second))
        and _own_pages(first).isdisjoint(_own_pages(second)),
    )


def _are_resources(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two entries with the same title are courses, talks or tools rather than papers."""
    if not (first.is_paper or second.is_paper):
        return True
    entries = (first.entry, second.entry)
    if not all(entry.title is not None and entry.title.link is not None for entry in entries):
        return False
    return not any(hosts.page_kind(link.url) == "paper" for entry in entries for link in entry.links)


def _own_pages(entry_keys: EntryKeys) -> set[str]:
    """The keys of the pages to which the labelled links of an entry lead, those of badges aside."""
    return {urls.url_key(link.url) for link in entry_keys.entry.links if link.badge is None}


def _measure_distance(first: EntryKeys, second: EntryKeys) -> Distance:
    """The distance between two entries of one work."""
    if first.list_key == second.list_key:
        return Distance.SAME_LIST
    if (first.entry.layout is Layout.TABLE) != (second.entry.layout is Layout.TABLE):
        return Distance.OTHER_SECTION
    exclusive = _are_exclusive_sections(first.section, second.section)
    return Distance.EXCLUSIVE_SECTIONS if exclusive else Distance.OTHER_SECTION


def _differ_in_name_cell(first_keys: EntryKeys, second_keys: EntryKeys) -> bool:
    """Whether two table rows have different texts in a cell for a name (not for a date, venue, link or sentence)."""
    rows = first_keys.entry.node, second_keys.entry.node
    if not (isinstance(rows[0], tree.Row) and isinstance(rows[1], tree.Row)):
        return False
    for first, second in zip(rows[0].cells, rows[1].cells, strict=False):
        if _contains_field(first_keys, first) or _contains_field(second_keys, second):
            continue
        texts = [visible_text(cell.children) for cell in (first, second)]
        names = list(map(letters_and_digits, texts))
        are_names = all(names) and all(len(text.split()) <= _MAX_NAME_WORDS for text in texts)
        if are_names and names[0] != names[1]:
            return True
    return False


def _contains_field(entry_keys: EntryKeys, cell: tree.Cell) -> bool:
    """Whether a cell contains the title, a link, the date or the venue of the entry."""
    entry = entry_keys.entry
    fields = [field.span for field in (entry.title, entry.date, entry.venue) if field is not None]
    fields += [link.node.span for link in entry.links]
    return any(cell.span.covers(field) for field in fields)


def _source_without_number(context: Context, entry_keys: EntryKeys) -> str:
    """The entry's source text without its list number and without whitespace at the ends of its lines."""
    span = entry_keys.entry.span
    lines = context.text[span.start : span.end].split("\n")
    head = lines[0].lstrip()
    marker, _, rest = head.partition(" ")
    if marker.rstrip(".)").isdigit():
        head = rest.lstrip()
    return "\n".join([head.rstrip(), *(line.strip() for line in lines[1:])])


def _are_exclusive_sections(first: Section, second: Section) -> bool:
    """Whether a work can belong to only one of two sections: the first headings that differ in their paths are both a
    date or venue (`2023` and `2024`, `May 2024` and `June 2024`, `arXiv` and `NeurIPS 2024`)."""
    headings = next(((a, b) for a, b in zip(first.path, second.path, strict=False) if a != b), None)
    return headings is not None and all(map(_is_time_or_venue, headings))


@lru_cache(maxsize=1024)
def _is_time_or_venue(heading: str) -> bool:
    """Whether a heading consists of a date, or of a venue that is not a preprint server."""
    spans = [(item.start, item.end) for item in dates.find_dates(heading)]
    mentions = venues.find_venues(heading)
    if any(item.mention.is_preprint for item in mentions):
        return False
    spans += [item.outer for item in mentions]
    bounds = [(0, 0), *sorted(spans), (len(heading), len(heading))]
    rest = " ".join(heading[end:start] for (_, end), (start, _) in pairwise(bounds))
    return bool(spans) and not _TOPIC_WORD.search(rest)
