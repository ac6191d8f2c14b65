"""The records of papers that entries link by DOI, in the ACL Anthology, in proceedings or by their repository, and the
entries whose titles they contradict."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.bibliography.names import surnames
from awesome_lint.bibliography.proceedings import proceedings_page_url
from awesome_lint.facts import AskPaper, AskPublication, AskTitle, Candidates, Paper, Publication, Question
from awesome_lint.listing.model import LinkField
from awesome_lint.rules.arxiv._answers import (
    EntryPaper,
    authors_agree,
    has_same_title,
    has_unlike_title,
    is_name_or_other_script,
    paper_with_title,
    titles_agree,
)
from awesome_lint.structs import record


@record(frozen=True)
class WrongLink:
    """A link to another paper than its entry's. `linked` has the paper that it leads to; `correct_paper` is the paper
    on arXiv with the entry's title, if there is one; `sure` is set if the authors show that it is not the linked paper
    under another title."""

    linked: EntryPaper
    correct_paper: Paper | None
    sure: bool


def record_questions(context: Context) -> Iterator[Question]:
    """Questions for the records of linked papers, then a search for each title that its record does not have."""
    for _, _, question in context.cached(_links_with_record):
        yield question
        answer = context.facts.get(question)
        if isinstance(answer, Publication) and answer.source == "readme" and len(answer.arxiv_ids) == 1:
            yield AskPaper(answer.arxiv_ids[0])
    for each in _linked_papers_with_other_titles(context):
        yield AskTitle(each.entry_title)


def wrong_links(context: Context) -> Iterator[WrongLink]:
    """The links that lead to another paper: arXiv has one with exactly the entry's title and other authors; or it has
    none, and the titles have little in common. Of a repository only the first reason counts, since it may name a paper
    that is not its own."""
    for each in _linked_papers_with_other_titles(context):
        right = paper_with_title(context, each.keys)
        if right is not None and right.arxiv_id == each.arxiv_id:
            continue
        searched = isinstance(context.facts.get(AskTitle(each.entry_title)), Candidates)
        own, theirs = surnames(right.authors if right is not None else ()), surnames(each.paper.authors)
        if own and theirs:
            if 2 * len(own & theirs) < min(len(own), len(theirs)):
                yield WrongLink(each, right, sure=True)
        elif not (each.keys.repositories or titles_agree(each)) and has_unlike_title(each) and searched:
            yield WrongLink(each, right, sure=False)


def _links_with_record(context: Context) -> list[tuple[EntryKeys, LinkField, AskPublication]]:
    """The links of entries with a full title for which a service has a record, each with its entry and the question. A
    repository counts if it is the entry's only link."""
    found: list[tuple[EntryKeys, LinkField, AskPublication]] = []
    for keys in context.cached(compute_entry_keys):
        if not keys.has_full_title or not keys.is_paper or keys.is_resource:
            continue
        for identity, link in keys.paper_pages.items():
            if (key := _record_key(identity, link.url)) is not None:
                found.append((keys, link, AskPublication(key)))
        for name, link in keys.repositories.items():
            if len(keys.entry.links) == 1:
                found.append((keys, link, AskPublication(f"readme:{name}")))
    return found


def _record_key(identity: str, url: str) -> str | None:
    """The key of the lookup of the paper at a URL, whose canonical form is `identity`; None if no service has its
    record."""
    if identity.startswith(("doi:", "acl:")):
        return identity
    page = proceedings_page_url(url)
    return f"page:{page}" if page is not None else None


def _linked_papers_with_other_titles(context: Context) -> Iterator[EntryPaper]:
    """The linked papers that have neither exactly the title nor the authors of their entries."""
    for keys, link, question in context.cached(_links_with_record):
        paper = _paper_of_record(context, question)
        if paper is None or is_name_or_other_script(keys):
            continue
        each = EntryPaper(keys, paper.arxiv_id, [link], paper)
        if not has_same_title(each) and not authors_agree(keys, paper):
            yield each


def _paper_of_record(context: Context, question: AskPublication) -> Paper | None:
    """The paper of a record, or for a repository the one on arXiv that its README names; None if it is not known."""
    answer = context.facts.get(question)
    if not isinstance(answer, Publication):
        return None
    ident = answer.arxiv_ids[0] if len(answer.arxiv_ids) == 1 else ""
    if answer.source == "readme":
        paper = context.facts.get(AskPaper(ident))
        return paper if isinstance(paper, Paper) else None
    return Paper(ident, answer.title, answer.authors) if answer.title else None
