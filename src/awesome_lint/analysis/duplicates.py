"""Works that are listed more than once."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import Work, works
from awesome_lint.analysis.id_conflicts import conflicts, same_paper
from awesome_lint.bibliography import arxiv, dates, titles, venues
from awesome_lint.bibliography.names import squeezed
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import plain, tree
from awesome_lint.structs import record

_LONG_TITLE = 16
"""Letters from which on a title alone tells a work."""

_MOST = 40
"""Lists in which one work is looked for; who puts it into more knows that he does."""

_TELLING = 5
"""Words from which on nobody else chose the same title."""

_LEAST, _MANY, _SHARE = 3, 20, 0.05
"""Works listed under several topics are the list's way where they are three at least, and more than 20 or more than
5 % of the entries."""

_NAME = 8
"""Words up to which a cell is a name, not a summary."""

_WORDS = lazy(
    r"(?i)\b(?!(?:year|papers?|published|conference|journal|oral|poster|workshops?|proceedings)\b)[^\W\d_]{2,}"
)
"""Words that say more of a heading than a time or a place of publication."""


class Reach(StrEnum):
    """How far two entries of one work are from each other."""

    TOGETHER = "together"  # in one list under one heading
    TIMES = "times"  # under two headings of which a work has one: 2023 and 2024, arXiv and a conference
    TOPICS = "topics"  # under two headings that may both be meant, or in a table and in a list


@record(frozen=True)
class Repeat:
    """`second` names the work of `first`, which is before it. `by` says in words what they share.
    `identical` is set where both are in one and the same list and their texts are the same, `at_odds` where
    they share a title and name different arXiv ids, `named_apart` where two rows give the work different names
    (a paper of two models), `doubtful` where they share a title alone, and it is short or one of courses or
    tools."""

    first: Work
    second: Work
    by: str
    reach: Reach
    identical: bool
    at_odds: bool = False
    named_apart: bool = False
    doubtful: bool = False

    @property
    def renamed(self) -> bool:
        """Whether the two titles differ."""
        return self.first.key != self.second.key


@record(frozen=True)
class Repeats:
    """All repeats in the order of the later entry, each entry once. `habit` is set where the list puts works
    under several topics as its way."""

    found: tuple[Repeat, ...]
    habit: bool


def repeats(context: Context) -> Repeats:
    """The works that are listed more than once. An entry is compared with the first of its list that names the
    same work, else with the first of all."""
    listed = context.cached(works)
    apart = context.cached(conflicts).pairs
    known: dict[tuple[str, str], list[Work]] = defaultdict(list)
    found: list[Repeat] = []
    for work in listed:
        keys = _keys(work)
        repeat = _first_repeat(context, work, keys, known, apart)
        if repeat is not None:
            found.append(repeat)
        for key in keys:
            earlier = known[key]
            if len(earlier) < _MOST and all(
                other.place != work.place or other.key != work.key for other in earlier
            ):
                earlier.append(work)
    topics = sum(repeat.reach is Reach.TOPICS for repeat in found)
    return Repeats(tuple(found), topics >= _LEAST and topics > min(_MANY, _SHARE * len(listed)))


def _first_repeat(
    context: Context,
    work: Work,
    keys: list[tuple[str, str]],
    known: dict[tuple[str, str], list[Work]],
    apart: frozenset[tuple[int, int]],
) -> Repeat | None:
    """The earlier entry of the same work: one of the same list rather than one of another."""
    elsewhere: Repeat | None = None
    for key in keys:
        for other in known[key]:
            if (other.number, work.number) in apart or (work.number, other.number) in apart:
                continue
            if not _same(key, other, work):
                continue
            if other.place == work.place:
                return _repeat(context, key, other, work)
            elsewhere = elsewhere or _repeat(context, key, other, work)
    return elsewhere


def duplicates(context: Context) -> frozenset[int]:
    """The entries (by `id`) that are identical copies in one list: what is said of the first holds for them, and
    they go."""
    return frozenset(id(repeat.second.entry) for repeat in context.cached(repeats).found if repeat.identical)


def _keys(work: Work) -> list[tuple[str, str]]:
    """By what a work is known, the surest first."""
    entry = work.entry
    keys = [("arXiv", ident) for ident in work.ids]
    if entry.doi is not None:
        keys.append(("DOI", entry.doi.lower()))
    if entry.openreview_id is not None:
        keys.append(("OpenReview", entry.openreview_id))
    keys += [("address", address) for address in work.addresses]
    title = entry.title
    if title is not None and title.link is not None:
        keys += [
            ("repository", f"{key}{_part(link.url, key)}")
            for key, link in work.repositories.items()
            if link.node is title.link
        ]
    if work.full and len(work.key) >= _LONG_TITLE:
        keys.append(("title", work.key))
    return keys


def _part(url: str, key: str) -> str:
    """The part of a repository's page that a URL points at; empty for the page itself."""
    fragment = url.partition("#")[2].lower()
    whole = fragment in ("readme", "readme-ov-file", key.partition("/")[2]) or fragment.startswith(":~:")
    return f"#{fragment}" if fragment and not whole else ""


def _same(key: tuple[str, str], one: Work, other: Work) -> bool:
    """Whether two entries that share a key are one work."""
    if key[0] == "title":
        people = one.people, other.people
        if not one.paper and not other.paper and one.place != other.place:
            return False  # a book and the talk on it
        return not (people[0] and people[1]) or bool(people[0] & people[1])
    if one.key == other.key:
        return True
    if _is_name(one) and _is_name(other):
        return False  # two models of one paper
    if titles.same_work(one.title, other.title):
        return True
    return key[0] in ("arXiv", "DOI", "OpenReview") and one.full and other.full and same_paper(one, other)


def _is_name(work: Work) -> bool:
    return work.entry.layout is Layout.TABLE and not work.full


def _repeat(context: Context, key: tuple[str, str], first: Work, second: Work) -> Repeat:
    kind, value = key
    by = {
        "arXiv": f"arXiv id {value}",
        "DOI": f"DOI {value}",
        "OpenReview": f"OpenReview id {value}",
        "title": "title",
    }.get(kind, "URL")
    valid = all(work.ids and all(map(arxiv.is_valid, work.ids)) for work in (first, second))
    return Repeat(
        first,
        second,
        by,
        _reach(first, second),
        identical=first.run == second.run and raw(context, first) == raw(context, second),
        at_odds=kind == "title" and valid and not first.ids.keys() & second.ids.keys(),
        doubtful=kind == "title" and (first.words < _TELLING or not (first.paper or second.paper)),
        named_apart=_named_apart(first, second),
    )


def _reach(one: Work, other: Work) -> Reach:
    if one.place == other.place:
        return Reach.TOGETHER
    if (one.entry.layout is Layout.TABLE) != (other.entry.layout is Layout.TABLE):
        return Reach.TOPICS
    return Reach.TIMES if _exclusive(one.section, other.section) else Reach.TOPICS


def _named_apart(one: Work, other: Work) -> bool:
    """Whether two rows differ in a cell that names something: no date, no venue, no link, no sentence."""
    rows = one.entry.node, other.entry.node
    if not (isinstance(rows[0], tree.Row) and isinstance(rows[1], tree.Row)):
        return False
    for first, second in zip(rows[0].cells, rows[1].cells, strict=False):
        if _says_more(one, first) or _says_more(other, second):
            continue
        texts = [plain(cell.children) for cell in (first, second)]
        names = list(map(squeezed, texts))
        if all(names) and names[0] != names[1] and all(len(text.split()) <= _NAME for text in texts):
            return True
    return False


def _says_more(work: Work, cell: tree.Cell) -> bool:
    """Whether a cell holds the title, a link, the date or the venue."""
    entry = work.entry
    parts = [part.span for part in (entry.title, entry.date, entry.venue) if part is not None]
    parts += [link.node.span for link in entry.links]
    return any(cell.span.covers(part) for part in parts)


def raw(context: Context, work: Work) -> str:
    """The entry's source, blanks at the lines' ends and its number aside."""
    span = work.entry.span
    lines = context.text[span.start : span.end].split("\n")
    head = lines[0].lstrip()
    marker, _, rest = head.partition(" ")
    if marker.rstrip(".)").isdigit():
        head = rest.lstrip()
    return "\n".join([head.rstrip(), *(line.strip() for line in lines[1:])])


def _exclusive(one: Section, other: Section) -> bool:
    """Whether the headings part where both name a time or a place of publication, of which a work has one
    (`2023`, `2024`; `May 2024`, `June 2024`; `arXiv`, `NeurIPS 2024`)."""
    parted = next(((a, b) for a, b in zip(one.path, other.path, strict=False) if a != b), None)
    return parted is not None and all(map(_is_time, parted))


@lru_cache(maxsize=1024)
def _is_time(heading: str) -> bool:
    """Whether a heading names nothing but a time, or a venue other than a preprint server."""
    found = [(each.start, each.end) for each in dates.find_dates(heading)]
    named = venues.find_venues(heading)
    if any(each.mention.is_preprint for each in named):
        return False
    found += [each.outer for each in named if each.mention.known]
    bounds = [(0, 0), *sorted(found), (len(heading), len(heading))]
    left = " ".join(heading[end:start] for (_, end), (start, _) in pairwise(bounds))
    return bool(found) and not _WORDS.search(left)
