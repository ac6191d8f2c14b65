"""arXiv ids that stand under two titles, and which of the two the list itself speaks against."""

from __future__ import annotations

from collections import defaultdict

from awesome_lint.bibliography import arxiv, titles
from awesome_lint.listing.model import Entry, LinkField
from awesome_lint.records import record
from awesome_lint.rules.base import Context
from awesome_lint.rules.naming import head_of
from awesome_lint.rules.works import Work, works

_MOST = 40
"""Entries up to which an id can be one that was copied by mistake; an id of more is linked on purpose."""


@record(frozen=True)
class Conflict:
    """The arXiv id `ident` of the entry `wrong`, at its link, that `right` has under another title. `reasons`
    say in words what speaks against `wrong`; empty where only its later place does."""

    ident: str
    wrong: Work
    link: LinkField
    right: Work
    reasons: tuple[str, ...]


@record(frozen=True)
class Conflicts:
    """All conflicts of a list, in the order of the links; `pairs` holds the numbers of works that are no
    duplicates of each other although they share an id, `blamed` the entries (by `id`) whose ids are in
    doubt."""

    found: tuple[Conflict, ...]
    pairs: frozenset[tuple[int, int]]
    blamed: frozenset[int]


def conflicts(context: Context) -> Conflicts:
    """The ids under two titles."""
    listed = context.once(works)
    holders: dict[str, list[Work]] = defaultdict(list)
    by_title: dict[str, list[Work]] = defaultdict(list)
    for work in listed:
        by_title[work.key].append(work)
        for ident in work.ids:
            holders[ident].append(work)
    found: list[Conflict] = []
    pairs: set[tuple[int, int]] = set()
    for ident, sharing in holders.items():
        if not 2 <= len(sharing) <= _MOST:
            continue
        groups = _by_paper(sharing)
        if len(groups) < 2:
            continue
        pairs.update(
            (a.number, b.number)
            for one in groups
            for other in groups
            if one is not other
            for a in one
            for b in other
        )
        found.extend(_judged(ident, groups, by_title))
    found.sort(key=lambda conflict: conflict.link.node.span)
    return Conflicts(
        tuple(found), frozenset(pairs), frozenset(id(conflict.wrong.entry) for conflict in found)
    )


def same_paper(one: Work, other: Work) -> bool:
    """Whether two entries with one id are one paper, retitled at most: like titles, one name in front, or
    the same people. A mere name (`LLaMA`), or an entry among data sets and tools, may link the paper that it
    comes from."""
    if one.key == other.key or titles.same_work(one.title, other.title):
        return True
    if not (one.full and other.full) or one.among_resources or other.among_resources:
        return len(one.ids) < 2 and len(other.ids) < 2
    if (head := head_of(one.title)) and head == head_of(other.title):
        return True
    shared = one.people & other.people
    return bool(shared) and 5 * len(shared) >= 3 * max(len(one.people), len(other.people))


def _by_paper(sharing: list[Work]) -> list[list[Work]]:
    groups: list[list[Work]] = []
    # A mere name goes with any paper, so it must not be what others are compared with.
    for work in sorted(sharing, key=lambda work: not work.full):
        for group in groups:
            if same_paper(group[0], work):
                group.append(work)
                break
        else:
            groups.append([work])
    return sorted(groups, key=lambda group: group[0].number)


def _judged(ident: str, groups: list[list[Work]], by_title: dict[str, list[Work]]) -> list[Conflict]:
    """All groups but the one that most speaks for."""
    weighed = [(_weight(ident, group, by_title), -place) for place, group in enumerate(groups)]
    best = max(range(len(groups)), key=lambda at: weighed[at])
    right = groups[best][0]
    return [
        Conflict(ident, group[0], group[0].ids[ident][0], right, tuple(_against(ident, group[0], by_title)))
        for at, group in enumerate(groups)
        if at != best
    ]


def _weight(ident: str, group: list[Work], by_title: dict[str, list[Work]]) -> float:
    """What speaks for a group of entries being the ones that the id belongs to."""
    first = group[0]
    weight = min(len(group), 3) + min(len(first.ids[ident]), 2) * 0.5
    weight -= 3 * len(_against(ident, first, by_title))
    months = months_apart(first.entry, ident)
    return weight + (1 if months is not None and abs(months) <= 1 else 0)


def _against(ident: str, work: Work, by_title: dict[str, list[Work]]) -> list[str]:
    reasons = [
        f"this entry also leads to arXiv {other}"
        for other in work.ids
        if other != ident and arxiv.is_valid(other)
    ][:1]
    twin = next((twin for twin in by_title[work.key] if ident not in twin.ids and twin.ids), None)
    if twin is not None:
        reasons.append(
            f"the same title stands with arXiv {next(iter(twin.ids))} on line {twin.entry.lines[0]}"
        )
    months = months_apart(work.entry, ident)
    if months is not None and not -1 <= months <= 12:
        reasons.append("the entry's date does not fit the id")
    return reasons


def months_apart(entry: Entry, ident: str) -> int | None:
    """By how many months the entry's date lies behind the id's (negative: before it), or None where the entry
    names no month."""
    submitted = arxiv.submitted(ident)
    date = entry.date
    if submitted is None or date is None or date.date.month is None:
        return None
    return (date.date.year - submitted[0]) * 12 + date.date.month - submitted[1]
