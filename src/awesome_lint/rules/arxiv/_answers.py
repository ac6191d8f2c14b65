"""arXiv's answers on the ids of a list, and the entries whose titles they contradict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.arxiv_links import group_links_by_paper
from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.analysis.id_conflicts import find_id_conflicts
from awesome_lint.bibliography import arxiv, titles
from awesome_lint.bibliography.names import name_at_start_of_title, surnames
from awesome_lint.edits import Span
from awesome_lint.facts import Absent, AskPaper, AskPublication, AskTitle, Candidates, Paper, Publication
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import LinkField
from awesome_lint.structs import record

_LATIN = lazy(r"[A-Za-z\u00c0-\u024f]")
_BRACKET = lazy(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\s*$")
_LETTER = lazy(r"[^\W\d_]")


@record(frozen=True)
class EntryPaper:
    """The arXiv id of an entry's own paper, the entry's links with this id, and the paper as arXiv has it."""

    keys: EntryKeys
    arxiv_id: str
    links: list[LinkField]
    paper: Paper

    @property
    def entry_title(self) -> str:
        """The entry's title without a bracket at its end, where lists put venues and affiliations."""
        return _without_final_bracket(self.keys.title)


def _without_final_bracket(title: str) -> str:
    """The title without a bracket at its end; the title itself if nothing else is in it."""
    return _BRACKET.sub("", title) or title


@record(frozen=True)
class WrongId:
    """An id that leads to another paper than its entry's. `correct_paper` is the paper with the entry's title, if arXiv
    has one; `owner` is another entry, whose paper has this id. Without both, no service knows the title."""

    entry_paper: EntryPaper
    correct_paper: Paper | None
    owner: EntryKeys | None = None


def paper_questions(context: Context) -> list[AskPaper]:
    """A question for each valid arXiv id to which the list links."""
    ids = [links[0].arxiv.id for links in context.cached(group_links_by_paper)]
    return [
        AskPaper(arxiv.id_key(ident))
        for ident in ids
        if arxiv.id_problem(ident, context.settings.today) is None
    ]


def entry_papers(context: Context) -> Iterator[EntryPaper]:
    """The ids for which arXiv has a paper, each with its entry and the paper, in the order of the entries."""
    for keys in context.cached(compute_entry_keys):
        for ident, links in keys.arxiv_links.items():
            paper = context.facts.get(AskPaper(ident))
            if isinstance(paper, Paper):
                yield EntryPaper(keys, ident, links, paper)


def papers_with_other_titles(context: Context) -> list[EntryPaper]:
    """The papers whose titles on arXiv are not those of their entries, without those for which another title is no sign
    of a wrong link."""
    found = list(entry_papers(context))
    right = {entry_paper.keys for entry_paper in found if titles_agree(entry_paper)}
    return [
        entry_paper
        for entry_paper in found
        if not titles_agree(entry_paper) and not _may_have_other_title(entry_paper, right)
    ]


def title_questions(context: Context) -> list[AskTitle]:
    """A search for the title of each entry whose id is unknown to arXiv, or whose paper on arXiv has another title or
    other authors; the most doubtful first."""
    found = [_without_final_bracket(keys.title) for keys, _ in absent_ids(context) if keys.has_full_title]
    found += [each.entry_title for each in papers_with_other_titles(context)]
    found += [
        each.entry_title
        for each in entry_papers(context)
        if not has_same_title(each) or authors_agree(each.keys, each.paper) is False
    ]
    return list(map(AskTitle, found))


def absent_ids(context: Context) -> Iterator[tuple[EntryKeys, str]]:
    """The ids for which arXiv has no paper, as pairs of entry and id."""
    for keys in context.cached(compute_entry_keys):
        for ident in keys.arxiv_links:
            if isinstance(context.facts.get(AskPaper(ident)), Absent):
                yield keys, ident


def paper_with_title(context: Context, keys: EntryKeys) -> Paper | None:
    """The paper on arXiv with exactly the entry's title; None if there is none, if its authors are not the entry's, or
    if the title has fewer than three content words."""
    title = _without_final_bracket(keys.title)
    answer = context.facts.get(AskTitle(title))
    key = titles.title_key(title)
    if not isinstance(answer, Candidates) or len(titles.content_words(title)) < 3:
        return None
    same = [paper for paper in answer.papers if titles.title_key(paper.title) == key]
    for paper in same:
        agree = authors_agree(keys, paper)
        if agree or (agree is None and len(same) == 1):
            return paper
    return None


def published_title_questions(context: Context) -> Iterator[AskPublication]:
    """Questions for Semantic Scholar's records of the papers that have a very different title on arXiv: the record may
    have the entry's title as the published one."""
    for each in filter(has_unlike_title, papers_with_other_titles(context)):
        searched = isinstance(context.facts.get(AskTitle(each.entry_title)), Candidates)
        if searched and paper_with_title(context, each.keys) is None:
            yield AskPublication(f"s2:ARXIV:{each.arxiv_id}")


def wrong_ids(context: Context) -> list[WrongId]:
    """The ids that lead to another paper than their entry's. Either arXiv has a paper with exactly the entry's title
    under another id; or the titles do not agree, and arXiv has a paper whose title differs from the entry's only by a
    subtitle; or they have little in common, and another entry has the paper of this id, or no service knows the entry's
    title."""
    others = {(each.keys, each.arxiv_id) for each in papers_with_other_titles(context)}
    found: list[WrongId] = []
    for each in entry_papers(context):
        answer = context.facts.get(AskTitle(each.entry_title))
        doubtful = answer is not None and (each.keys, each.arxiv_id) in others
        right = _other_paper_with_title(context, each)
        if right is None and doubtful and isinstance(answer, Candidates):
            right = _paper_with_other_subtitle(each, answer.papers)
        if right is not None:
            found.append(WrongId(each, right))
        elif doubtful and has_unlike_title(each):
            owner = _entry_with_title_of_paper(context, each)
            if owner or (isinstance(answer, Candidates) and not _is_published_with_title(context, each)):
                found.append(WrongId(each, None, owner))
    return found


def _is_published_with_title(context: Context, entry_paper: EntryPaper) -> bool:
    """Whether Semantic Scholar has the paper of this id under the entry's title."""
    record = context.facts.get(AskPublication(f"s2:ARXIV:{entry_paper.arxiv_id}"))
    return isinstance(record, Publication) and titles.may_be_same_work(entry_paper.entry_title, record.title)


def _other_paper_with_title(context: Context, entry_paper: EntryPaper) -> Paper | None:
    """The paper under another id that has exactly the entry's title; None if there is none, or if the paper of this id
    has that title and the entry's authors."""
    keys = entry_paper.keys
    agree = authors_agree(keys, entry_paper.paper)
    if keys.is_resource or len(keys.arxiv_links) > 1 or (agree is not False and has_same_title(entry_paper)):
        return None
    paper = paper_with_title(context, keys)
    if paper is None or paper.arxiv_id == entry_paper.arxiv_id:
        return None
    # Surnames alone may agree by chance.
    return paper if not agree or authors_agree(keys, paper) else None


def has_same_title(entry_paper: EntryPaper) -> bool:
    """Whether the titles of the entry and of the paper on arXiv are the same, ignoring case, accents, LaTeX and
    punctuation."""
    theirs = titles.title_key(entry_paper.paper.title)
    return theirs in (titles.title_key(entry_paper.entry_title), titles.title_key(entry_paper.keys.title))


def has_unlike_title(entry_paper: EntryPaper) -> bool:
    """Whether the titles of the entry and of the paper on arXiv have few content words in common, and are not those of
    one paper that was renamed."""
    lost, _ = titles.different_content_words(entry_paper.entry_title, entry_paper.paper.title)
    own = titles.content_words(entry_paper.entry_title)
    return len(own) >= 4 and 3 * len(lost) >= 2 * len(own) and not _is_renamed(entry_paper)


def entries_with_wrong_id(context: Context) -> frozenset[Span]:
    """The spans of the entries whose id, according to arXiv, is another paper's or does not exist."""
    if not context.facts.answers:
        return frozenset()
    wrong = {
        each.entry_paper.keys.entry.span for each in wrong_ids(context) if each.correct_paper or each.owner
    }
    return frozenset(wrong | {keys.entry.span for keys, _ in absent_ids(context)})


def id_spans(context: Context, entry_paper: EntryPaper) -> list[Span]:
    """The spans of the id, with its version, in the URLs of the entry's links and badge images."""
    spans: set[Span] = set()
    pattern = re.compile(re.escape(entry_paper.arxiv_id) + r"(?:v\d+)?(?!\d)", re.IGNORECASE)
    for link in entry_paper.links:
        places = [link.node.target]
        if link.badge is not None:
            places.append(link.badge.target)
        for place in places:
            spans.update(Span(*m.span()) for m in pattern.finditer(context.text, place.start, place.end))
    return sorted(spans)


def first_id_span(context: Context, entry_paper: EntryPaper) -> Span:
    """The first span of the id; the whole URL if the id is written in another way there."""
    spans = id_spans(context, entry_paper)
    return spans[0] if spans else entry_paper.links[0].node.target


def authors_agree(keys: EntryKeys, paper: Paper) -> bool | None:
    """Whether at least half of the entry's authors are the paper's; None if the entry or arXiv names none."""
    own, theirs = keys.surnames, surnames(paper.authors)
    if not own or not theirs:
        return None
    return 2 * len(own & theirs) >= len(own)


def titles_agree(entry_paper: EntryPaper) -> bool:
    """Whether the titles of the entry and of the paper on arXiv are those of one work: one may be shortened, or have
    more words around it."""
    theirs = entry_paper.paper.title
    if any(titles.may_be_same_work(own, theirs) for own in (entry_paper.keys.title, entry_paper.entry_title)):
        return True
    # Lists shorten titles, and put names before and venues after them.
    one, other = titles.title_key(entry_paper.entry_title), titles.title_key(theirs)
    return min(len(one), len(other)) >= 12 and (one in other or other in one)


def _may_have_other_title(entry_paper: EntryPaper, correct_entries: set[EntryKeys]) -> bool:
    """Whether another title is no sign of a wrong link: the entry's title is a mere name or in another script, the
    authors are the same, or another id of the entry has its title (`correct_entries`), since it lists two papers."""
    keys = entry_paper.keys
    if not keys.has_full_title or keys.is_resource or keys in correct_entries:
        return True
    return is_name_or_other_script(keys) or bool(authors_agree(keys, entry_paper.paper))


def is_name_or_other_script(keys: EntryKeys) -> bool:
    """Whether an entry's title is a mere name, or not in Latin letters, so that another title on arXiv means
    nothing."""
    letters = len(_LETTER.findall(keys.title))
    return (
        3 * len(_LATIN.findall(keys.title)) < 2 * letters
        or len(titles.content_words(_without_final_bracket(keys.title))) < 3
    )


def _is_renamed(entry_paper: EntryPaper) -> bool:
    """Whether the paper was probably renamed, or is listed in other words: most content words of the entry's title are
    in arXiv's, or both begin with the same name."""
    own = titles.content_words(entry_paper.entry_title)
    lost, _ = titles.different_content_words(entry_paper.entry_title, entry_paper.paper.title)
    head = name_at_start_of_title(entry_paper.entry_title)
    return 2 * len(lost) < len(own) or (
        len(head) >= 3 and titles.title_key(entry_paper.paper.title).startswith(head)
    )


def _paper_with_other_subtitle(entry_paper: EntryPaper, candidates: tuple[Paper, ...]) -> Paper | None:
    """The candidate whose title is the entry's with a subtitle or a name added or left out; None if there is none, or
    if the authors differ."""
    if _is_renamed(entry_paper):
        return None
    for paper in candidates:
        keys = sorted((titles.title_key(entry_paper.entry_title), titles.title_key(paper.title)), key=len)
        contained = len(keys[0]) >= 24 and keys[0] in keys[1]
        same = contained and titles.may_be_same_work(entry_paper.entry_title, paper.title)
        if same and authors_agree(entry_paper.keys, paper) is not False:
            return paper
    return None


def _entry_with_title_of_paper(context: Context, entry_paper: EntryPaper) -> EntryKeys | None:
    """The other entry whose title is the one of this id's paper on arXiv; None if there is none, or if it may be the
    same work."""
    owner = context.cached(_entries_by_title).get(titles.title_key(entry_paper.paper.title))
    different = context.cached(find_id_conflicts).different_papers
    return owner if owner is not None and (owner.number, entry_paper.keys.number) in different else None


def _entries_by_title(context: Context) -> dict[str, EntryKeys]:
    """The first entry with each title, by the key of the title."""
    found: dict[str, EntryKeys] = {}
    for keys in context.cached(compute_entry_keys):
        found.setdefault(keys.title_key, keys)
    return found
