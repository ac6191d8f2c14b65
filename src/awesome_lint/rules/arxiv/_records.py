"""What arXiv says of the ids in a list, and where it speaks against the entry that names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, entry_keys
from awesome_lint.analysis.id_conflicts import id_conflicts, months_apart
from awesome_lint.bibliography import arxiv, titles
from awesome_lint.bibliography.names import head_of
from awesome_lint.edits import Span
from awesome_lint.facts import Absent, AskPaper, AskTitle, Candidates, Paper
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import LinkField
from awesome_lint.structs import record

_LATIN = lazy(r"[A-Za-z\u00c0-\u024f]")
_BRACKET = lazy(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\s*$")
_LETTER = lazy(r"[^\W\d_]")
_LAST_NAME = lazy(r"[^\W\d_]+")
_STEM = 6
"""Letters that two words have to begin with alike to be one word with two endings."""
_SMALL = frozenset(
    "a an the of for in on with and or to from by via at as is are be using towards toward into through over "
    "under without within between its can do does how what why when it we not that this".split()
)


@record(frozen=True)
class Record:
    """An id that stands for an entry's own paper, the links that carry it, and arXiv's record of it."""

    keys: EntryKeys
    ident: str
    links: list[LinkField]
    paper: Paper

    @property
    def title(self) -> str:
        """The entry's title without a bracket at its end, where lists put venues and affiliations."""
        return _BRACKET.sub("", self.keys.title) or self.keys.title


@record(frozen=True)
class Wrong:
    """An id that leads to another paper than its entry's. `right` is the paper that has the entry's title,
    where arXiv has one; `reasons` say what else speaks against the id."""

    record: Record
    right: Paper | None
    reasons: tuple[str, ...]


def paper_questions(context: Context) -> list[AskPaper]:
    """A question for each well-formed id that stands for an entry's own paper."""
    return [
        AskPaper(ident)
        for keys in context.cached(entry_keys)
        for ident in keys.arxiv_links
        if arxiv.problem(ident, context.settings.today) is None
    ]


def records(context: Context) -> Iterator[Record]:
    """The entries' ids that arXiv has answered for, in order."""
    for keys in context.cached(entry_keys):
        for ident, links in keys.arxiv_links.items():
            paper = context.facts.get(AskPaper(ident))
            if isinstance(paper, Paper):
                yield Record(keys, ident, links, paper)


def suspects(context: Context) -> list[Record]:
    """The records whose title is not that of their entry, by all that can be told without a search."""
    found = list(records(context))
    right = {record.keys for record in found if alike(record)}
    return [record for record in found if not alike(record) and not _excused(record, right)]


def title_questions(context: Context) -> list[AskTitle]:
    """A search for the title of each suspect."""
    return [AskTitle(record.title) for record in suspects(context)]


def wrong_ids(context: Context) -> list[Wrong]:
    """The ids that lead to another paper than their entry's: arXiv has a paper of the entry's title under
    another id, or has none and the list itself speaks against the link."""
    found: list[Wrong] = []
    for each in suspects(context):
        answer = context.facts.get(AskTitle(each.title))
        if answer is None:
            continue
        right = same_paper(each, answer.papers) if isinstance(answer, Candidates) else None
        reasons = tuple(_against(context, each))
        if right is not None or reasons:
            found.append(Wrong(each, right, reasons))
    return found


def disproved(context: Context) -> frozenset[Span]:
    """The spans of the entries whose id is, as arXiv answers, another paper's or none at all."""
    if not context.facts.answers:
        return frozenset()
    wrong = {each.record.keys.entry.span for each in wrong_ids(context)}
    absent = {
        keys.entry.span
        for keys in context.cached(entry_keys)
        if any(isinstance(context.facts.get(AskPaper(ident)), Absent) for ident in keys.arxiv_links)
    }
    return frozenset(wrong | absent)


def occurrences(context: Context, record: Record) -> list[Span]:
    """Every place where the entry's addresses carry the id with its version, badges' pictures included."""
    spans: set[Span] = set()
    pattern = re.compile(re.escape(record.ident) + r"(?:v\d+)?(?!\d)", re.IGNORECASE)
    for link in record.links:
        places = [link.node.target]
        if link.badge is not None:
            places.append(link.badge.target)
        for place in places:
            spans.update(Span(*m.span()) for m in pattern.finditer(context.text, place.start, place.end))
    return sorted(spans)


def place(context: Context, record: Record) -> Span:
    """Where the id is first, or the whole address where it is spelt otherwise there."""
    spans = occurrences(context, record)
    return spans[0] if spans else record.links[0].node.target


def people_shared(record: Record) -> bool | None:
    """Whether the entry's authors are the record's; None where one of them names nobody."""
    own = record.keys.surnames
    theirs = {
        words[-1].casefold() for name in record.paper.authors if (words := _LAST_NAME.findall(name)) and words
    }
    if not own or not theirs:
        return None
    return 2 * len(own & theirs) >= len(own)


def content(title: str) -> list[str]:
    """The words of weight of a title."""
    return [word for word in titles.title_words(title) if word not in _SMALL]


def unlike(first: str, second: str) -> tuple[list[str], list[str]]:
    """The words of weight that each title has and the other has in no form (another ending, or written as
    one word with its neighbour)."""
    return _missing(first, second), _missing(second, first)


def _missing(title: str, other: str) -> list[str]:
    words = titles.title_words(other)
    whole = {*words, *(one + two for one, two in pairwise(words))}
    starts = {word[:_STEM] for word in words if len(word) > _STEM}
    own = titles.title_words(title)
    halves = {half for one, two in pairwise(own) if one + two in whole for half in (one, two)}
    return [
        word
        for word in content(title)
        if word not in whole and word not in halves and not (len(word) > _STEM and word[:_STEM] in starts)
    ]


def alike(record: Record) -> bool:
    """Whether the titles are those of one work, as lists write titles: shortened, or with more around them."""
    theirs = record.paper.title
    if any(titles.same_work(own, theirs) for own in (record.keys.title, record.title)):
        return True
    # Lists shorten titles, and put names before and venues after them.
    one, other = titles.title_key(record.title), titles.title_key(theirs)
    return min(len(one), len(other)) >= 12 and (one in other or other in one)


def _excused(record: Record, right: set[EntryKeys]) -> bool:
    """Whether the difference is no sign of a wrong link: a mere name, a title in another script, the same
    people, or an entry whose title another of its ids has (it lists two papers)."""
    keys = record.keys
    letters = len(_LETTER.findall(keys.title))
    if not keys.has_full_title or keys.is_resource or 3 * len(_LATIN.findall(keys.title)) < 2 * letters:
        return True
    if len(content(record.title)) < 3 or keys in right:
        return True
    return bool(people_shared(record))


def _retitled(record: Record) -> bool:
    """Whether the paper was rather renamed, or is listed in other words, than mistaken for another: most words
    of weight of the entry's title stand in arXiv's, or both begin with one name."""
    own = content(record.title)
    lost, _ = unlike(record.title, record.paper.title)
    head = head_of(record.title)
    return 2 * len(lost) < len(own) or (
        len(head) >= 3 and titles.title_key(record.paper.title).startswith(head)
    )


def same_paper(record: Record, candidates: tuple[Paper, ...]) -> Paper | None:
    """The candidate that has the entry's title: letter by letter if there is one, else with a subtitle or a
    name more or less, another word here and there, or renamed after the same name."""
    others = [paper for paper in candidates if paper.arxiv_id != record.ident]
    key = titles.title_key(record.title)
    same = [paper for paper in others if titles.title_key(paper.title) == key]
    if not same and not _retitled(record):
        same = [paper for paper in others if _longer_or_shorter(record.title, paper.title)]
    return same[0] if same else None


def _longer_or_shorter(own: str, theirs: str) -> bool:
    if not titles.same_work(own, theirs):
        return False
    short, long = sorted((titles.title_key(own), titles.title_key(theirs)), key=len)
    head = head_of(own)
    lost, new = unlike(own, theirs)
    few = len(lost) + len(new) <= len(content(own)) // 5
    return few or (len(short) >= 24 and short in long) or (len(head) >= 3 and head == head_of(theirs))


def _against(context: Context, record: Record) -> Iterator[str]:
    """What the list itself says against a link whose paper has quite another title: that paper is there
    too. A date alone says nothing: a blog, a talk or a journal may have come first or last."""
    lost, _ = unlike(record.title, record.paper.title)
    own = content(record.title)
    if len(own) < 5 or _retitled(record) or 3 * len(lost) < 2 * len(own):
        return
    owner = context.cached(_by_title).get(titles.title_key(record.paper.title))
    if (
        owner is None
        or (owner.number, record.keys.number) not in context.cached(id_conflicts).different_papers
    ):
        return
    yield f"that paper is on line {owner.entry.lines[0]}"
    months = months_apart(record.keys.entry, record.ident)
    if months is not None and not -1 <= months <= 12:
        yield "the entry's date does not fit the id"


def _by_title(context: Context) -> dict[str, EntryKeys]:
    found: dict[str, EntryKeys] = {}
    for keys in context.cached(entry_keys):
        found.setdefault(keys.title_key, keys)
    return found
