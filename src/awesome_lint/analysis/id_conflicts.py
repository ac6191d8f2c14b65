"""Ids that two titles share, or that the text and the link contradict, and which entry the list speaks against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import Work, works
from awesome_lint.analysis.inline_index import Survey
from awesome_lint.bibliography import arxiv, titles
from awesome_lint.bibliography.names import head_of, squeezed
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.model import Entry, LinkField
from awesome_lint.structs import record

_MOST = 40
"""Entries up to which an id can be one that was copied by mistake; an id of more is linked on purpose."""
_MOST_OTHERS = 3
"""The same for DOIs and OpenReview ids: proceedings and forums have one as well."""
_KINDS = {"doi": "DOI", "openreview": "OpenReview id", "acl": "ACL Anthology id"}
_NICKNAME = 2
"""Words up to which a title may be a nickname."""
_BRACKETS = lazy(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_SENTENCE = lazy(
    r"(?i)[:：?]|\b(?:for|of|with|via|from|by|in|on|to|using|through|towards?|without|is|are|can|do|does|not)\b"
    r"|\b\w{3,}ing\b"
)
"""What a paper's title has, and a nickname (`Berkeley, MSR`) has not."""
_NAME = lazy(r"\W*(?P<name>[^\W\d_][\w+-]*[A-Z0-9][\w+-]*|(?<=[(\[])[\w+-]{2,}(?=[)\]]))")
"""A first word with a capital or a digit after its first letter (`LLaMA`, `GPT-2`), or one in brackets."""
_LABEL = lazy(r"(?:[-*+]|\d+[.)])?\W*[^\W\d_][\w+-]+(?: [\w+-]+)?\W*")
"""One or two words before a title."""
_OF_ANOTHER = lazy(
    r"(?i)\b(?:see|cf|compare|like|also|after|from|extend\w*|extension|follow\w*|based on|builds? on|previous\w*|"
    r"earlier|prior|supersed\w*|replac\w*|updat\w*|version|formerly|of|to|and)\W*$"
)
"""Words before an id in a text that is another paper's."""
_BEFORE = 40


@record(frozen=True)
class Conflict:
    """The id `name` (`arXiv 2402.01234`), which the entry `wrong` has at `link`, and `right` at `other` under
    another title. `reasons` say in words what speaks against `wrong`; empty where only its later place does.
    `nickname` is set where one title may well be another name of the paper."""

    name: str
    wrong: Work
    link: LinkField
    right: Work
    other: LinkField
    reasons: tuple[str, ...]
    nickname: bool


@record(frozen=True)
class Contradiction:
    """An entry whose text names the arXiv id `said`, at `span`, and whose link leads to `linked`."""

    work: Work
    said: str
    span: Span
    link: LinkField
    linked: str


@record(frozen=True)
class Conflicts:
    """All conflicts of a list, in the order of the links; `pairs` holds the numbers of works that are no
    duplicates of each other although they share an id, `blamed` the entries (by `id`) whose ids are in
    doubt."""

    found: tuple[Conflict, ...]
    contradictions: tuple[Contradiction, ...]
    pairs: frozenset[tuple[int, int]]
    blamed: frozenset[int]


def conflicts(context: Context) -> Conflicts:
    """The ids under two titles, and those that an entry's text and link contradict."""
    listed = context.cached(works)
    said = {id(each.work.entry): each for work in listed for each in _contradictions(context, work)}
    judge = _Judge(context.text, listed, said)
    found: list[Conflict] = []
    pairs: set[tuple[int, int]] = set()
    for (kind, _), sharing in _holders(listed).items():
        if not 2 <= len(sharing) <= (_MOST if kind == "arxiv" else _MOST_OTHERS):
            continue
        groups = _by_paper(sharing)
        if len(groups) < 2:
            continue
        pairs.update(
            (a.work.number, b.work.number)
            for one in groups
            for other in groups
            if one is not other
            for a in one
            for b in other
        )
        found.extend(judge.conflicts(groups))
    found.sort(key=lambda conflict: conflict.link.node.span)
    told = {(id(conflict.wrong.entry), id(conflict.link)) for conflict in found}
    left = tuple(each for each in said.values() if (id(each.work.entry), id(each.link)) not in told)
    loud = {id(conflict.wrong.entry) for conflict in found if not conflict.nickname}
    return Conflicts(tuple(found), left, frozenset(pairs), frozenset(loud | set(said)))


@record(frozen=True)
class _Holder:
    """An entry that links an id, at its first such link; `name` is the id in words, `ident` arXiv's id or empty."""

    work: Work
    links: list[LinkField]
    name: str
    ident: str


def _holders(listed: list[Work]) -> dict[tuple[str, str], list[_Holder]]:
    """The entries that link each id."""
    holders: dict[tuple[str, str], list[_Holder]] = defaultdict(list)
    for work in listed:
        for ident, links in work.ids.items():
            holders["arxiv", ident].append(_Holder(work, links, f"arXiv {ident}", ident))
        for address, link in work.addresses.items():
            kind, _, rest = address.partition(":")
            if kind in _KINDS:
                holders[kind, rest].append(_Holder(work, [link], f"{_KINDS[kind]} {rest}", ""))
    return holders


def same_paper(one: Work, other: Work) -> bool:
    """Whether two entries with one id are one paper, retitled at most: like titles, one name in front, or
    the same people and a word in common. A mere name (`LLaMA`), or an entry among data sets and tools, may link
    the paper that it comes from."""
    if one.key == other.key or titles.same_work(one.title, other.title):
        return True
    if not (one.full and other.full) or one.among_resources or other.among_resources:
        return len(one.ids) < 2 and len(other.ids) < 2
    if (head := head_of(one.title)) and head == head_of(other.title):
        return True
    shared = one.people & other.people
    return (
        bool(shared)
        and 5 * len(shared) >= 3 * max(len(one.people), len(other.people))
        and bool(titles.words_in_common(one.title, other.title))
    )


def _by_paper(sharing: list[_Holder]) -> list[list[_Holder]]:
    groups: list[list[_Holder]] = []
    # A mere name goes with any paper, so it must not be what others are compared with.
    for holder in sorted(sharing, key=lambda holder: not holder.work.full):
        for group in groups:
            if same_paper(group[0].work, holder.work):
                group.append(holder)
                break
        else:
            groups.append([holder])
    return sorted(groups, key=lambda group: group[0].work.number)


class _Judge:
    """Which of the entries that share an id it belongs to, by all that the list says."""

    def __init__(self, text: str, listed: list[Work], said: dict[int, Contradiction]) -> None:
        self.text = text
        self.said = said
        self.by_title: dict[str, list[Work]] = defaultdict(list)
        for work in listed:
            self.by_title[work.key].append(work)

    def conflicts(self, groups: list[list[_Holder]]) -> list[Conflict]:
        """All groups but the one that most speaks for."""
        weighed = [(self._weight(group), -place) for place, group in enumerate(groups)]
        best = max(range(len(groups)), key=lambda at: weighed[at])
        right = groups[best][0]
        return [self._of(group[0], right) for at, group in enumerate(groups) if at != best]

    def _of(self, wrong: _Holder, right: _Holder) -> Conflict:
        reasons = tuple(self._against(wrong))
        nickname = not reasons and _is_nickname(wrong.work, right.work)
        nickname = nickname or self._is_renamed(wrong, right)
        return Conflict(wrong.name, wrong.work, wrong.links[0], right.work, right.links[0], reasons, nickname)

    def _is_renamed(self, one: _Holder, other: _Holder) -> bool:
        """Whether one paper is shown under an old and a new title: one link pins `v1`, the other does not, and a
        name is common to the beginnings of both titles, or to the labels before them."""
        papers = [arxiv.link_in(holder.links[0].url) for holder in (one, other)]
        versions = {paper.version for paper in papers if paper is not None}
        if len(versions) != 2 or 1 not in versions:
            return False
        names, others = (self._names(holder.work) for holder in (one, other))
        return not names.isdisjoint(others)

    def _names(self, work: Work) -> set[str]:
        """The names that an entry begins with: that of its title, its first word that is written as a name, and
        the label before the title."""
        entry = work.entry
        assert entry.title is not None
        names = {head_of(work.title)}
        if first := _NAME.match(work.title):
            names.add(squeezed(first["name"]))
        start = entry.title.outer.start
        fields = [field.outer for field in (entry.venue, entry.date) if field is not None]
        if all(field.start > start for field in fields):
            label = self.text[entry.span.start : start]
            names.add(squeezed(label) if _LABEL.fullmatch(label) and role_of_label(label) is None else "")
        return names - {""}

    def _weight(self, group: list[_Holder]) -> float:
        """What speaks for a group of entries being the ones that the id belongs to."""
        first = group[0]
        weight = min(len(group), 3) + min(len(first.links), 2) * 0.5
        weight -= 3 * len(self._against(first))
        months = months_apart(first.work.entry, first.ident)
        return weight + (1 if months is not None and abs(months) <= 1 else 0)

    def _against(self, holder: _Holder) -> list[str]:
        work, ident = holder.work, holder.ident
        line = work.entry.lines[0]
        reasons = [
            f"line {line} also links arXiv {other}"
            for other in work.ids
            if other != ident and arxiv.is_valid(other)
        ][:1]
        said = self.said.get(id(work.entry))
        if said is not None and said.linked == ident:
            reasons.append(f"the text of line {line} says arXiv {said.said}")
        copy = next((copy for copy in self.by_title[work.key] if ident not in copy.ids and copy.ids), None)
        if ident and copy is not None:
            reasons.append(f"the same title has arXiv {next(iter(copy.ids))} on line {copy.entry.lines[0]}")
        months = months_apart(work.entry, ident)
        if months is not None and not -1 <= months <= 12:
            reasons.append(f"the date of line {line} does not fit the id")
        return reasons


def _is_nickname(one: Work, other: Work) -> bool:
    """Whether one of two titles is rather a name for the paper of the other: two words at most, or no sentence
    in another section."""
    bare = [_BRACKETS.sub(" ", work.shown) for work in (one, other)]
    if any(len(titles.title_words(title)) <= _NICKNAME for title in bare):
        return True
    return one.section is not other.section and not all(map(_SENTENCE.search, bare))


def _contradictions(context: Context, work: Work) -> Iterator[Contradiction]:
    """The first id in an entry's text that its link does not lead to."""
    leading = [
        (link, arxiv.identity(paper.id))
        for link in work.entry.links
        if (paper := arxiv.link_in(link.url)) is not None and arxiv.is_valid(paper.id)
    ]
    for link, ident in leading:
        said = _id_of_label(link.label) if link.badge is None else None
        if said is not None and said != ident:
            yield Contradiction(work, said, link.node.span, link, ident)
            return
    if len({ident for _, ident in leading}) != 1:
        return
    link, linked = leading[0]
    named = _ids_in_text(context, work)
    if len({ident for _, ident in named}) == 1 and linked != named[0][1] and arxiv.is_valid(named[0][1]):
        yield Contradiction(work, named[0][1], named[0][0], link, linked)


def _id_of_label(label: str) -> str | None:
    """The id that the words of a link are, if they are one."""
    bare = arxiv.bare_id(label.removeprefix("arXiv").lstrip(" :-"))
    return arxiv.identity(bare) if bare is not None and arxiv.is_valid(bare) else None


def _ids_in_text(context: Context, work: Work) -> list[tuple[Span, str]]:
    """The arXiv ids that a reader sees in an entry, links aside, but those of other papers."""
    start, end = work.entry.span
    raw = context.text[start:end]
    targets = [link.outer for link in work.entry.links]
    found = []
    for first, last, ident in arxiv.find_ids(raw):
        span = Span(start + first, start + last)
        before = raw[max(0, first - _BEFORE) : first].lower().rpartition("arxiv")[0]
        if _OF_ANOTHER.search(before.removesuffix("arxiv preprint ").rstrip(" (")):
            continue
        if any(target.covers(span) for target in targets) or Survey.of(context.listing.tree).hides(span):
            continue
        found.append((span, arxiv.identity(ident)))
    return found


def months_apart(entry: Entry, ident: str) -> int | None:
    """By how many months the entry's date lies after the id's (negative: before it), or None where the entry
    names no month."""
    submitted = arxiv.submitted(ident)
    date = entry.date
    if submitted is None or date is None or date.date.month is None:
        return None
    return (date.date.year - submitted[0]) * 12 + date.date.month - submitted[1]
