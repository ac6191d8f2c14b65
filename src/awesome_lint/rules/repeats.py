"""Works that stand more than once in a list."""

from __future__ import annotations

from collections import defaultdict

from awesome_lint.bibliography import dates, titles
from awesome_lint.listing.model import Section
from awesome_lint.markdown import plain, tree
from awesome_lint.records import record
from awesome_lint.rules.base import Context
from awesome_lint.rules.conflicts import conflicts, same_paper
from awesome_lint.rules.naming import squeezed
from awesome_lint.rules.works import Work, works

_LONG_TITLE = 16
"""Letters from which on a title alone tells a work."""

_MOST = 40
"""Lists in which one work is looked for; who puts it into more knows that he does."""

_TELLING = 5
"""Words from which on nobody else chose the same title."""


@record(frozen=True)
class Repeat:
    """`second` names the work of `first`, which stands before it. `by` says in words what they share.
    `together` is set where both stand in one list under one heading, `identical` where their texts are the
    same, `at_odds` where they share a title and name different arXiv ids, `named_apart` where two rows give
    the work different names (a paper of two models), `doubtful` where they share a title alone, and it is
    short or one of courses or tools."""

    first: Work
    second: Work
    by: str
    together: bool
    identical: bool
    at_odds: bool = False
    named_apart: bool = False
    doubtful: bool = False


@record(frozen=True)
class Repeats:
    """All repeats in the order of the later entry, each entry once. `habit` is set where the list puts works
    under several headings as its way."""

    found: tuple[Repeat, ...]
    habit: bool


def repeats(context: Context) -> Repeats:
    """The works that stand more than once. An entry is compared with the first of its list that names the
    same work, else with the first of all."""
    listed = context.once(works)
    apart = context.once(conflicts).pairs
    known: dict[tuple[str, str], list[Work]] = defaultdict(list)
    found: list[Repeat] = []
    for work in listed:
        keys = _keys(work)
        repeat = _first_repeat(context, work, keys, known, apart)
        if repeat is not None:
            found.append(repeat)
        for key in keys:
            earlier = known[key]
            if len(earlier) < _MOST and all(other.place != work.place for other in earlier):
                earlier.append(work)
    across = sum(not repeat.together for repeat in found)
    return Repeats(tuple(found), across >= 3)


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


def twins(context: Context) -> frozenset[int]:
    """The entries (by `id`) that are identical copies under one heading: what is said of the first holds for
    them, and they go."""
    return frozenset(
        id(repeat.second.entry)
        for repeat in context.once(repeats).found
        if repeat.together and repeat.identical
    )


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
        keys += [("repository", key) for key, link in work.repositories.items() if link.node is title.link]
    if work.full and len(work.key) >= _LONG_TITLE:
        keys.append(("title", work.key))
    return keys


def _same(key: tuple[str, str], one: Work, other: Work) -> bool:
    """Whether two entries that share a key are one work."""
    if key[0] == "title":
        people = one.people, other.people
        return not (people[0] and people[1]) or bool(people[0] & people[1])
    if one.key == other.key or titles.same_work(one.title, other.title):
        return True
    return key[0] in ("arXiv", "DOI", "OpenReview") and one.full and other.full and same_paper(one, other)


def _repeat(context: Context, key: tuple[str, str], first: Work, second: Work) -> Repeat:
    kind, value = key
    by = {
        "arXiv": f"arXiv {value}",
        "DOI": f"the DOI {value}",
        "OpenReview": f"the OpenReview submission {value}",
        "title": "the title",
    }.get(kind, "the address")
    return Repeat(
        first,
        second,
        by,
        together=first.place == second.place,
        identical=raw(context, first) == raw(context, second),
        at_odds=kind == "title" and bool(first.ids) and bool(second.ids),
        doubtful=kind == "title" and (first.words < _TELLING or not (first.paper or second.paper)),
        named_apart=_named_apart(first, second),
    )


def _named_apart(one: Work, other: Work) -> bool:
    """Whether two rows differ in a cell that names something: no date, no venue, no link."""
    rows = one.entry.node, other.entry.node
    if not (isinstance(rows[0], tree.Row) and isinstance(rows[1], tree.Row)):
        return False
    for first, second in zip(rows[0].cells, rows[1].cells, strict=False):
        if _says_more(one, first) or _says_more(other, second):
            continue
        names = [squeezed(plain(cell.children)) for cell in (first, second)]
        if all(names) and names[0] != names[1]:
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


def exclusive(one: Section, other: Section) -> bool:
    """Whether both headings name times, of which a work has one (`2023`, `2024`; `May 2024`, `June 2024`)."""
    if one is other:
        return False
    return all(dates.parse_date(section.title) is not None for section in (one, other))
