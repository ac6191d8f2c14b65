"""Where a new entry belongs: the likeliest sections, and the place that the order of a section asks for."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from awesome_lint.analysis.headings import venue_of_heading, year_in_heading
from awesome_lint.analysis.ordering import (
    BY_AUTHOR,
    BY_NAME,
    BY_TIME,
    OrderLimits,
    SectionOrder,
    SortOrder,
    find_order,
    work_of_entry,
)
from awesome_lint.bibliography import titles
from awesome_lint.bibliography.work import Work
from awesome_lint.listing.model import Entry, Listing, Section
from awesome_lint.markdown import tree
from awesome_lint.structs import record

_BY_TIME = OrderLimits(have_keys=0.8, different_keys=3, out_of_order=0.15)
_BY_NAME = _BY_TIME._replace(different_keys=6)
_AS_OTHERS = _BY_TIME._replace(out_of_order=0.35)
"""When a section is in the order of the other sections."""
_SIMILAR = 8
"""How many of a section's most similar entries count."""


@record(frozen=True)
class Candidate:
    """A section that a new entry may belong to, and why."""

    section: Section
    score: float
    reason: str


@record(frozen=True)
class InsertPosition:
    """The place of a new entry: before the entry at `index` of `run` (after the last one if `index` is their number),
    and why. `run` are entries of one section with nothing but whitespace between them."""

    run: Sequence[Entry]
    index: int
    reason: str

    @property
    def index_in_section(self) -> int:
        """The number of entries of the section before the place."""
        return self.run[0].section.entries.index(self.run[0]) + self.index


class _Similarity:
    """How similar the titles of a list are to that of a work: shared words count by their rarity."""

    def __init__(self, work: Work, listing: Listing) -> None:
        self._own = _title_words(work.title)
        titles_by_entry = {entry: entry.title.text if entry.title else "" for entry in listing.entries}
        self._words = {entry: _title_words(title) for entry, title in titles_by_entry.items()}
        frequency = Counter(word for each in self._words.values() for word in each)
        total = len(self._words) + 1
        self._weights = {word: math.log(total / (1 + frequency[word])) for word in self._own}

    def of_words(self, words: Set[str]) -> float:
        """The total weight of the words that the work's title has too."""
        return sum((self._weights[word] for word in self._own & words), 0.0)

    def most_similar(self, entries: Iterable[Entry]) -> list[tuple[float, Entry]]:
        """The entries with the most similar titles, with their similarity, the most similar first."""
        values = [(self.of_words(self._words[entry]), entry) for entry in entries]
        return sorted(values, key=lambda pair: -pair[0])[:_SIMILAR]

    def describe(self, heading_words: Set[str], scored: Sequence[tuple[float, Entry]]) -> str:
        """What a heading and these entries have in common with the work's title, in words."""
        parts = [f"its heading has “{word}”" for word in sorted(self._own & heading_words)[:2]]
        similar = [entry for value, entry in scored if value > 0]
        if similar:
            shared = sorted({word for entry in similar for word in self._own & self._words[entry]})
            lines = ", ".join(str(entry.lines[0]) for entry in similar)
            noun = "line" if len(similar) == 1 else "lines"
            parts.append(f"similar titles on {noun} {lines} ({', '.join(shared[:5])})")
        return "; ".join(parts) or "no title in it is similar"


def _sum_by_rank(scored: Sequence[tuple[float, Entry]]) -> float:
    """The sum of similarities, each divided by its rank."""
    return sum(value / (1 + rank) for rank, (value, _) in enumerate(scored))


def candidate_sections(work: Work, listing: Listing) -> list[Candidate]:
    """The sections with entries, the likeliest first; for a work without a venue, sections of a venue are last.
    Sections of another year or venue are left out."""
    similarity = _Similarity(work, listing)
    found = []
    for section in listing.sections:
        if not section.entries or _is_of_other_year_or_venue(section, work):
            continue
        heading = _title_words(" ".join(section.path[1:] or section.path))
        scored = similarity.most_similar(section.entries)
        score = _sum_by_rank(scored) + 1.5 * similarity.of_words(heading)
        score += 0.1 * math.log(len(section.entries))
        found.append(Candidate(section, score, similarity.describe(heading, scored)))
    venues_last = work.venue is None
    return sorted(found, key=lambda each: (venues_last and _is_venue_section(each.section), -each.score))


def find_place(section: Section, work: Work, listing: Listing) -> InsertPosition:
    """The place for a work in a section, or in the likeliest of its sublists. If it has no order, it is the first one
    if most other sections begin with the newest, else the last one."""
    usual = _usual_order_elsewhere(section, work, listing)
    level, sublist = _likeliest_sublist(section, work, listing)
    for entries in (level, sublist, max(group_into_runs(sublist, listing.text), key=len)):
        found = _find_order(entries, work) or (
            find_order(entries, (usual,), _AS_OTHERS) if usual is not None else None
        )
        if found is not None:
            index = _index_in_order(entries, work, found)
            return _position_in_run(entries, index, work, listing.text, f"sorted {found.order.name}")
    if usual is not None and usual.descending:
        return InsertPosition(next(group_into_runs(sublist, listing.text)), 0, "the newest papers come first")
    return _position_in_run(sublist, len(sublist), work, listing.text, "at the end of the section")


def _index_in_order(entries: Sequence[Entry], work: Work, section_order: SectionOrder) -> int:
    """The index for the work among entries in this order: after the last one with the same venue and sort key, if there
    is one."""
    keys_of = section_order.order.keys
    own_keys, peers = keys_of(work), list[Entry]()
    if work.venue is not None:
        works = [(entry, work_of_entry(entry)) for entry in section_order.sorted_entries]
        peers = [entry for entry, one in works if one.venue == work.venue and keys_of(one) == own_keys]
    after = max(peers, key=entries.index, default=section_order.predecessor_of(work, is_new=True))
    if after is None:
        return entries.index(min(section_order.sorted_entries, key=lambda entry: entry.span.start))
    return entries.index(after) + 1


def _find_order(entries: Sequence[Entry], work: Work) -> SectionOrder | None:
    """The order that the entries follow, by time or else by name, among those in which the work has a sort key; None if
    they follow none of them."""
    for orders, limits in ((BY_TIME, _BY_TIME), ((BY_NAME, BY_AUTHOR), _BY_NAME)):
        usable = [order for order in orders if order.keys(work) is not None]
        if (found := find_order(entries, usable, limits)) is not None:
            return found
    return None


def _indent(entry: Entry) -> int:
    """The indent of the entry's item; 0 if it is no item."""
    return entry.node.indent if isinstance(entry.node, tree.Item) else 0


def _likeliest_sublist(section: Section, work: Work, listing: Listing) -> tuple[list[Entry], list[Entry]]:
    """The entries of the level that most entries of the section have, and those of the sublist of it whose titles are
    most similar to that of the work."""
    levels: dict[tuple[object, int], list[Entry]] = defaultdict(list)
    for entry in section.entries:
        levels[entry.layout, _indent(entry)].append(entry)
    level = max(levels.values(), key=len)
    sublists = list(_group_into_sublists(level, listing.text))
    if len(sublists) == 1:
        return level, level
    similarity = _Similarity(work, listing)
    return level, max(sublists, key=lambda sublist: _sum_by_rank(similarity.most_similar(sublist)))


def _group_into_sublists(level: Sequence[Entry], text: str) -> Iterator[list[Entry]]:
    """The entries of a level, grouped by the item of a lower level that they are below."""
    indent = _indent(level[0])
    outer = re.compile(rf"^[ \t]{{0,{max(indent - 1, 0)}}}(?:[-*+]|\d+[.)])[ \t]", re.M)
    group = [level[0]]
    for previous, entry in pairwise(level):
        if indent and outer.search(text, previous.span.end, entry.span.start) is not None:
            yield group
            group = []
        group.append(entry)
    yield group


def _usual_order_elsewhere(section: Section, work: Work, listing: Listing) -> SortOrder | None:
    """The order of most other sections that have one; None if there is none, or if new entries come last in it."""
    votes: Counter[SortOrder] = Counter()
    for other in listing.sections:
        if other is not section and (found := _find_order(other.entries, work)) is not None:
            votes[found.order] += len(other.entries)
    for order, count in votes.most_common(1):
        if 2 * count > votes.total() and (order.descending or order.by_name):
            return order
    return None


def _position_in_run(
    entries: Sequence[Entry], index: int, work: Work, text: str, reason: str
) -> InsertPosition:
    """The position before `entries[index]`. If there is other text before that entry, it is next to the neighbour of
    the same year."""
    after = index < len(entries) and (index == 0 or work_of_entry(entries[index - 1]).year != work.year)
    neighbour = entries[index] if after else entries[index - 1]
    run = next(run for run in group_into_runs(entries, text) if neighbour in run)
    return InsertPosition(run, run.index(neighbour) + (not after), reason)


def group_into_runs(entries: Iterable[Entry], text: str) -> Iterator[list[Entry]]:
    """The entries, grouped into runs with nothing but whitespace, bullets and table borders between their entries."""
    run: list[Entry] = []
    for entry in entries:
        if run and text[run[-1].span.end : entry.span.start].strip(" \t\r\n|*+->\\"):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _is_of_other_year_or_venue(section: Section, work: Work) -> bool:
    """Whether a heading of the section is a year or a venue that is not the work's."""
    for title in section.path:
        year, venue = year_in_heading(title), venue_of_heading(title)
        if year is not None and year not in (work.venue_year, work.year):
            return True
        if venue and work.venue and not venue.is_venue_and_year(work.venue, work.venue_year):
            return True
    return False


def _is_venue_section(section: Section) -> bool:
    """Whether a heading of the section, other than its topmost one, is a venue."""
    return any(venue_of_heading(title) is not None for title in section.path[1:])


def _title_words(title: str) -> set[str]:
    """The words of a title that matter for its topic, without a final s."""
    return {word.rstrip("s") for word in titles.content_words(title)}
