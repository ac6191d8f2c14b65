"""Ids that two titles share, entries whose text and link have different ids, and which of the entries is wrong."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.bibliography import arxiv, titles
from awesome_lint.bibliography.names import head_of
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, LinkField
from awesome_lint.structs import record

_MOST_ENTRIES = {"arXiv": 40, "DOI": 3, "OpenReview id": 3, "ACL Anthology id": 3}
"""Entries with one id up to which it may have been copied by mistake; more link it on purpose. Proceedings and forums
have DOIs and OpenReview ids as well."""
_SCHEMES = {"doi": "DOI", "openreview": "OpenReview id", "acl": "ACL Anthology id"}
"""Kinds of ids by the beginning of a canonical URL (`urls.url_key`)."""
_TYPO = 0.9
"""Likeness from which on two titles are one and a typing error."""
_NICKNAME = 2
"""Words up to which a title may be a nickname."""
_BRACKETS = lazy(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_SENTENCE = lazy(
    r"(?i)[:：?]|\b(?:for|of|with|via|from|by|in|on|to|using|through|towards?|without|is|are|can|do|does|not)\b"
    r"|\b\w{3,}ing\b"
)
"""What a paper's title has, and a nickname (`Berkeley, MSR`) has not."""
_OF_ANOTHER = lazy(
    r"(?i)\b(?:see|cf|compare|like|also|after|from|extend\w*|extension|follow\w*|based on|builds? on|previous\w*|"
    r"earlier|prior|supersed\w*|replac\w*|updat\w*|version|formerly|of|to|and)\W*(?:arxiv\s+preprint\s*)?\(?(?:arxiv)?\W*\Z"
)
"""Words before an id in a text that is another paper's."""


@record(frozen=True)
class SharedId:
    """An id that entries with different titles link. `entry` is the one that the id is probably wrong for;
    its link is `link`. `other` is the other entry, with the id at `other_link`. `id_text` is the id for
    messages (`arXiv 2402.01234`), `evidence` the reasons why it is wrong for `entry`; empty if the only
    reason is that `entry` comes later. `has_short_name` is set where one of the titles may be a short name of the
    paper.
    """

    id_text: str
    entry: EntryKeys
    link: LinkField
    other: EntryKeys
    other_link: LinkField
    evidence: tuple[str, ...]
    has_short_name: bool


@record(frozen=True)
class Contradiction:
    """An entry whose text contains another arXiv id than its link: `text_id`, at `span`, and `link_id`."""

    keys: EntryKeys
    text_id: str
    span: Span
    link: LinkField
    link_id: str


@record(frozen=True)
class IdConflicts:
    """All conflicts of a list. `shared` is in the order of the links. `contradictions` has the entries that
    are in no shared id. `different_papers` holds pairs of entry numbers, in both orders, that share an id
    and are different papers. `doubtful` has the spans of the entries whose ids may be wrong.
    """

    shared: tuple[SharedId, ...]
    contradictions: tuple[Contradiction, ...]
    different_papers: frozenset[tuple[int, int]]
    doubtful: frozenset[Span]


def find_id_conflicts(context: Context) -> IdConflicts:
    """The ids that two titles share, and the entries whose text and link have different ids."""
    every = context.cached(compute_entry_keys)
    contradictions = [found for keys in every if (found := _find_contradiction(context, keys)) is not None]
    shared: list[SharedId] = []
    different: set[tuple[int, int]] = set()
    for (kind, _), uses in _uses_by_id(every).items():
        if not 2 <= len(uses) <= _MOST_ENTRIES[kind]:
            continue
        papers = _group_uses_by_paper(uses)
        if len(papers) < 2:
            continue
        for one, other in permutations(papers, 2):
            different.update((a.keys.number, b.keys.number) for a in one for b in other)
        shared.extend(_find_conflicts(papers))
    shared.sort(key=lambda conflict: conflict.link.node.span)
    explained = {(conflict.entry.number, conflict.link.node.span) for conflict in shared}
    return IdConflicts(
        tuple(shared),
        tuple(
            found for found in contradictions if (found.keys.number, found.link.node.span) not in explained
        ),
        frozenset(different),
        frozenset(conflict.entry.entry.span for conflict in shared if not conflict.has_short_name)
        | {found.keys.entry.span for found in contradictions},
    )


@record(frozen=True)
class _IdUse:
    """An entry that links an id. `id_text` is the id for messages; `arxiv_id` is empty for other ids."""

    keys: EntryKeys
    links: list[LinkField]
    id_text: str
    arxiv_id: str


def _uses_by_id(entries: list[EntryKeys]) -> dict[tuple[str, str], list[_IdUse]]:
    """The entries that link each id, by kind of id and id."""
    uses: dict[tuple[str, str], list[_IdUse]] = defaultdict(list)
    for keys in entries:
        for ident, links in keys.arxiv_links.items():
            uses["arXiv", ident].append(_IdUse(keys, links, f"arXiv {ident}", ident))
        for page, link in keys.paper_pages.items():
            scheme, _, ident = page.partition(":")
            if scheme in _SCHEMES:
                kind = _SCHEMES[scheme]
                uses[kind, ident].append(_IdUse(keys, [link], f"{kind} {ident}", ""))
    return uses


def is_same_paper(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two entries that share an id are the same paper, perhaps under a new title: their titles are
    similar, begin with the same name, or share a word and the authors. With two venues, only a typing error may be in
    the titles. An entry with only a name (`LLaMA`), or in a section of data sets or tools, may link the paper that it
    comes from.
    """
    if first.title_key == second.title_key:
        return True
    venues = {keys.published_venue.name for keys in (first, second) if keys.published_venue is not None}
    typo = len(venues) < 2 or titles.likeness(first.title_key, second.title_key) >= _TYPO
    if typo and titles.same_work(first.title, second.title):
        return True
    full = first.has_full_title and second.has_full_title
    if not full or first.is_resource or second.is_resource:
        return len(first.arxiv_links) < 2 and len(second.arxiv_links) < 2
    if (head := head_of(first.title)) and head == head_of(second.title):
        return True
    shared = first.surnames & second.surnames
    return (
        bool(shared)
        and len(venues) < 2
        and 5 * len(shared) >= 3 * max(len(first.surnames), len(second.surnames))
        and bool(titles.words_in_common(first.title, second.title))
    )


def _group_uses_by_paper(uses: list[_IdUse]) -> list[list[_IdUse]]:
    """The uses of an id in groups, one for each paper."""
    papers: list[list[_IdUse]] = []
    # A mere name goes with any paper, so it must not be what others are compared with.
    for use in sorted(uses, key=lambda use: not use.keys.has_full_title):
        for paper in papers:
            if is_same_paper(paper[0].keys, use.keys):
                paper.append(use)
                break
        else:
            papers.append([use])
    return sorted(papers, key=lambda paper: paper[0].keys.number)


def _find_conflicts(papers: list[list[_IdUse]]) -> list[SharedId]:
    """One conflict for each paper that a shared id probably does not belong to."""
    weights = list(map(_paper_weight, papers))
    best = weights.index(max(weights))
    right = papers[best][0]
    return [_make_conflict(paper[0], right) for at, paper in enumerate(papers) if at != best]


def _make_conflict(wrong: _IdUse, right: _IdUse) -> SharedId:
    """The conflict between the paper with the wrong link and the one that the id belongs to."""
    evidence = tuple(_evidence_against(wrong))
    short = not evidence and _has_short_name(wrong.keys, right.keys)
    return SharedId(wrong.id_text, wrong.keys, wrong.links[0], right.keys, right.links[0], evidence, short)


def _paper_weight(uses: list[_IdUse]) -> float:
    """A score for how likely the id belongs to this paper."""
    first = uses[0]
    weight = min(len(uses), 3) + min(len(first.links), 2) * 0.5
    weight -= 3 * len(_evidence_against(first))
    return weight


def _evidence_against(use: _IdUse) -> list[str]:
    """The reasons why an entry's id is probably wrong, in words for messages."""
    keys, ident = use.keys, use.arxiv_id
    evidence = [
        f"line {keys.line} also links arXiv {other}"
        for other in keys.arxiv_links
        if other != ident and arxiv.is_valid(other)
    ][:1]
    months = months_after_id(keys.entry, ident)
    if months is not None and not -1 <= months <= 12:
        evidence.append(f"the date of line {keys.line} does not match the id")
    return evidence


def _has_short_name(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether one of two titles is probably a short name of the paper: it has at most two words, or it is
    no sentence and the entries are in different sections.
    """
    bare = [_BRACKETS.sub(" ", keys.short_title) for keys in (first, second)]
    if any(len(titles.title_words(title)) <= _NICKNAME for title in bare):
        return True
    return first.section is not second.section and not all(map(_SENTENCE.search, bare))


def _find_contradiction(context: Context, keys: EntryKeys) -> Contradiction | None:
    """The first contradiction between an entry's text and its link; None if there is none."""
    links = [
        (link, arxiv.id_key(paper.id))
        for link in keys.entry.links
        if (paper := arxiv.parse_arxiv_url(link.url)) is not None and arxiv.is_valid(paper.id)
    ]
    if len({ident for _, ident in links}) != 1:
        return None
    link, ident = links[0]
    in_text = _ids_in_text(context, keys)
    if len({text_id for _, text_id in in_text}) != 1:
        return None
    span, text_id = in_text[0]
    wrong = ident != text_id and arxiv.is_valid(text_id)
    return Contradiction(keys, text_id, span, link, ident) if wrong else None


def _ids_in_text(context: Context, keys: EntryKeys) -> list[tuple[Span, str]]:
    """The arXiv ids in an entry's text outside links, without the ids of other papers."""
    start, end = keys.entry.span
    raw = context.text[start:end]
    targets = [link.outer for link in keys.entry.links]
    found = []
    for first, last, ident in arxiv.find_ids(raw):
        if _OF_ANOTHER.search(raw, 0, first):
            continue
        span = Span(start + first, start + last)
        if any(target.covers(span) for target in targets) or InlineIndex.of(context.listing.tree).hides(span):
            continue
        found.append((span, arxiv.id_key(ident)))
    return found


def months_after_id(entry: Entry, ident: str) -> int | None:
    """The number of months from the arXiv id to the entry's date (negative: the date is before the id);
    None where the entry has no month.
    """
    submitted = arxiv.submission_month(ident)
    date = entry.date
    if submitted is None or date is None or date.date.month is None:
        return None
    return (date.date.year - submitted[0]) * 12 + date.date.month - submitted[1]
