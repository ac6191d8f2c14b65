"""Ids that entries with different titles share, and entries whose text and link have different ids."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

from awesome_lint.analysis.arxiv_links import are_versions_usual, linked_versions
from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.bibliography import arxiv, proceedings, titles
from awesome_lint.bibliography.names import name_at_start_of_title, url_has_first_words
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, LinkField
from awesome_lint.structs import record

_MAX_ARXIV_ENTRIES, _MAX_ENTRIES = 40, 3
"""The number of entries with one id up to which the id may be a copying error; more entries link it on purpose.
Proceedings and forums also have DOIs and OpenReview ids."""
_SCHEMES = {"doi": "DOI", "openreview": "OpenReview id", "acl": "ACL Anthology id"}
"""The kinds of ids by the prefix of a canonical URL (`urls.url_key`)."""
_TYPO = 0.9
"""The similarity from which two titles are the same with a typing error."""
_MAX_NICKNAME_WORDS = 2
"""The number of words up to which a title may be a nickname."""
_SENTENCE_WORDS = 5
"""The number of words from which the first sentence of a title identifies it."""
_BRACKETS = lazy(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
_SENTENCE = lazy(
    r"(?i)[:：?]|\b(?:for|of|with|via|from|by|in|on|to|using|through|towards?|without|is|are|can|do|does|not)\b"
    r"|\b\w{3,}ing\b"
)
"""Words and punctuation of the titles of papers, not of nicknames (`Berkeley, MSR`)."""
_BEFORE_OTHER_ID = lazy(
    r"(?i)\b(?:see|cf|compare|like|also|after|from|extend\w*|extension|follow\w*|based on|builds? on|previous\w*|"
    r"earlier|prior|supersed\w*|replac\w*|updat\w*|version|formerly|of|to|and)\W*(?:arxiv\s+preprint\s*)?\(?(?:arxiv)?\W*\Z"
)
"""Words before the id of another paper."""
_MAX_LENGTH_BEFORE_ID = 80
"""The number of characters before an id that can contain these words."""


@record(frozen=True)
class SharedId:
    """An id that entries with different titles link. It is probably wrong for `entry`, whose link to it is `link`; it
    probably belongs to `other`, whose link is `other_link`. `id_text` is the id for messages (`arXiv 2402.01234`).
    `evidence` has the reasons against `entry`; it is empty if the only reason is that `entry` comes later.
    `may_be_same_paper`: one title may be a short name of the paper, or that of its first version."""

    id_text: str
    entry: EntryKeys
    link: LinkField
    other: EntryKeys
    other_link: LinkField
    evidence: tuple[str, ...]
    may_be_same_paper: bool


@record(frozen=True)
class IdContradiction:
    """An entry whose text has the arXiv id `text_id` at `span`, but whose link has the id `link_id`."""

    keys: EntryKeys
    text_id: str
    span: Span
    link: LinkField
    link_id: str


@record(frozen=True)
class IdConflicts:
    """The conflicts of ids in a document. `shared_ids` are in the order of the links; `contradictions` are those that
    no shared id explains. `different_papers` has the pairs of entry numbers (in both orders) that share an id and are
    different papers. `doubtful_entries` has the spans of entries whose ids may be wrong."""

    shared_ids: tuple[SharedId, ...]
    contradictions: tuple[IdContradiction, ...]
    different_papers: frozenset[tuple[int, int]]
    doubtful_entries: frozenset[Span]


def find_id_conflicts(context: Context) -> IdConflicts:
    """The conflicts of ids between entries, and between the text and the link of one entry."""
    all_keys = context.cached(compute_entry_keys)
    contradictions = [found for keys in all_keys if (found := _find_contradiction(context, keys)) is not None]
    shared_ids: list[SharedId] = []
    different_papers: set[tuple[int, int]] = set()
    for (kind, _), uses in _uses_by_id(all_keys, context.cached(are_versions_usual)).items():
        if not 2 <= len(uses) <= (_MAX_ARXIV_ENTRIES if kind == "arXiv" else _MAX_ENTRIES):
            continue
        papers = _group_uses_by_paper(uses)
        if len(papers) < 2:
            continue
        for one, other in permutations(papers, 2):
            different_papers.update((a.keys.number, b.keys.number) for a in one for b in other)
        owner = max(papers, key=_ownership_score)
        shared_ids += [_make_conflict(uses[0], owner[0]) for uses in papers if uses is not owner]
    shared_ids.sort(key=lambda conflict: conflict.link.node.span)
    explained = {(conflict.entry.number, conflict.link.node.span) for conflict in shared_ids}
    return IdConflicts(
        tuple(shared_ids),
        tuple(
            found for found in contradictions if (found.keys.number, found.link.node.span) not in explained
        ),
        frozenset(different_papers),
        frozenset(conflict.entry.entry.span for conflict in shared_ids if not conflict.may_be_same_paper)
        | {found.keys.entry.span for found in contradictions},
    )


@record(frozen=True)
class _IdUse:
    """An entry that links an id. `id_text` is the id for messages; `arxiv_id` is "" for an id that is not of arXiv.
    `versions` are those in the links (2 for `v2`); it is empty if links with a version are usual in the list."""

    keys: EntryKeys
    links: list[LinkField]
    id_text: str
    arxiv_id: str = ""
    versions: frozenset[int | None] = frozenset()


def _uses_by_id(entries: list[EntryKeys], versions_usual: bool) -> dict[tuple[str, str], list[_IdUse]]:
    """The entries that link each id; the key is the kind of the id and the id."""
    uses: dict[tuple[str, str], list[_IdUse]] = defaultdict(list)
    for keys in entries:
        for ident, links in keys.arxiv_links.items():
            versions = frozenset(() if versions_usual else linked_versions(links))
            uses["arXiv", ident].append(_IdUse(keys, links, f"arXiv {ident}", ident, versions))
        for page, link in keys.paper_pages.items():
            scheme, _, ident = page.partition(":")
            kind = _SCHEMES.get(scheme)
            if kind is None and (page_key := proceedings.paper_page_key(link.url)) is not None:
                kind, ident = "The page", page_key
            if kind is not None:
                uses[kind, ident].append(_IdUse(keys, [link], f"{kind} {ident}"))
    return uses


def is_same_paper(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two entries that share an id are the same paper, perhaps under a new title. Their titles are similar,
    begin with the same sentence or name, or share a word and the authors; with two venues they may differ only by a
    typing error.
    A short name (`LLaMA`) or an entry of data sets or tools may link the paper in which it was published, unless both
    have a name and a repository of their own."""
    if first.title_key == second.title_key:
        return True
    venues = {keys.published_venue.name for keys in (first, second) if keys.published_venue is not None}
    may_be_renamed = len(venues) < 2 or titles.text_similarity(first.title_key, second.title_key) >= _TYPO
    if may_be_renamed and titles.may_be_same_work(first.title, second.title):
        return True
    have_full_titles = first.has_full_title and second.has_full_title
    if not have_full_titles or (
        (first.is_resource or second.is_resource) and not _have_own_names_and_repositories(first, second)
    ):
        return len(first.arxiv_links) < 2 and len(second.arxiv_links) < 2
    if _first_sentence_key(first.title) == _first_sentence_key(second.title):
        return True
    if (head := name_at_start_of_title(first.title)) and head == name_at_start_of_title(second.title):
        return True
    shared_surnames = first.surnames & second.surnames
    return (
        bool(shared_surnames)
        and len(venues) < 2
        and 5 * len(shared_surnames) >= 3 * max(len(first.surnames), len(second.surnames))
        and bool(titles.common_content_words(first.title, second.title))
    )


def _first_sentence_key(title: str) -> str:
    """The key of a title up to its first full stop, since a journal that is not known may follow; that of the whole
    title if fewer than five words would be left."""
    sentence = title.partition(". ")[0]
    return titles.title_key(sentence if len(sentence.split()) >= _SENTENCE_WORDS else title)


def _have_own_names_and_repositories(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether two works have different names at the start of their titles, and different repositories."""
    repositories = first.repositories.keys(), second.repositories.keys()
    return (
        titles.have_different_method_names(first.title, second.title)
        and all(repositories)
        and repositories[0].isdisjoint(repositories[1])
    )


def _group_uses_by_paper(uses: list[_IdUse]) -> list[list[_IdUse]]:
    """The uses of an id, grouped by paper."""
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


def _make_conflict(wrong: _IdUse, right: _IdUse) -> SharedId:
    """The conflict between an entry that links an id by mistake and the entry to which the id belongs."""
    evidence = tuple(_evidence_against_id(wrong))
    same = not evidence and (_is_one_short_name(wrong.keys, right.keys) or wrong.versions != right.versions)
    return SharedId(wrong.id_text, wrong.keys, wrong.links[0], right.keys, right.links[0], evidence, same)


def _ownership_score(uses: list[_IdUse]) -> float:
    """A score for how likely an id belongs to the paper of these entries, which link it."""
    first = uses[0]
    weight = min(len(uses), 3) + min(len(first.links), 2) * 0.5
    weight -= 3 * len(_evidence_against_id(first))
    if url_has_first_words(first.links[0].url, first.keys.title):
        weight += 3
    return weight


def _evidence_against_id(use: _IdUse) -> list[str]:
    """The reasons why the id is probably wrong for an entry, as texts for messages."""
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


def _is_one_short_name(first: EntryKeys, second: EntryKeys) -> bool:
    """Whether the title of one of two entries is probably a short name of the paper: it has at most two words, or it
    is no sentence and the entries are in different sections."""
    bare_titles = [_BRACKETS.sub(" ", keys.short_title) for keys in (first, second)]
    if any(len(titles.title_words(title)) <= _MAX_NICKNAME_WORDS for title in bare_titles):
        return True
    return first.section is not second.section and not all(map(_SENTENCE.search, bare_titles))


def _find_contradiction(context: Context, entry_keys: EntryKeys) -> IdContradiction | None:
    """The contradiction between an entry's text and its link; None if there is none or if they have several ids."""
    links = [
        (link, arxiv.id_key(paper.id))
        for link in entry_keys.entry.links
        if (paper := arxiv.parse_arxiv_url(link.url)) is not None and arxiv.is_valid(paper.id)
    ]
    if len({ident for _, ident in links}) != 1:
        return None
    link, ident = links[0]
    in_text = _arxiv_ids_in_text(context, entry_keys)
    if len({text_id for _, text_id in in_text}) != 1:
        return None
    span, text_id = in_text[0]
    wrong = ident != text_id and arxiv.is_valid(text_id)
    return IdContradiction(entry_keys, text_id, span, link, ident) if wrong else None


def _arxiv_ids_in_text(context: Context, entry_keys: EntryKeys) -> list[tuple[Span, str]]:
    """The arXiv ids in an entry's text outside links, with their spans, without those of other papers."""
    start, end = entry_keys.entry.span
    source = context.text[start:end]
    links = [link.outer for link in entry_keys.entry.links]
    inline_index = InlineIndex.of_document(context.listing.tree)
    ids = []
    for first, last, ident in arxiv.find_ids(source):
        if _BEFORE_OTHER_ID.search(source, max(0, first - _MAX_LENGTH_BEFORE_ID), first):
            continue
        span = Span(start + first, start + last)
        if not any(outer.covers(span) for outer in links) and not inline_index.is_hidden(span):
            ids.append((span, arxiv.id_key(ident)))
    return ids


def months_after_id(entry: Entry, arxiv_id: str) -> int | None:
    """The number of months from the submission to arXiv to the entry's date (negative if the date is earlier); None
    if the entry has no month or the id is not valid."""
    date = entry.date
    if date is None or date.date.month is None:
        return None
    return arxiv.months_after_submission(arxiv_id, date.date.year, date.date.month)
