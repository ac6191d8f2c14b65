"""Finds out which paper each URL of `awesome-lint add` means, and the facts of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from awesome_lint.bibliography import acl, arxiv, hosts, latex, openreview, titles
from awesome_lint.bibliography.doi import doi_of_url
from awesome_lint.bibliography.proceedings import page_url_of_pdf
from awesome_lint.bibliography.published import (
    appearance_questions,
    appearance_verdict,
    track_in_text,
    venue_name_without_track,
    venue_of_proceedings,
)
from awesome_lint.bibliography.work import Work
from awesome_lint.facts import (
    Absent,
    Answer,
    AskPaper,
    AskPublication,
    AskRepository,
    Facts,
    Paper,
    Publication,
    Question,
    Repository,
    Unknown,
)
from awesome_lint.structs import record, replace

AnswerFunction = Callable[[Iterable[Question]], Mapping[Question, Answer]]

_REPOSITORY_URL = re.compile(r"https?://(?:www\.)?github\.com/[\w.-]+/[\w.-]*[\w-]")


class UnresolvedError(Exception):
    """Raised if a URL does not lead to one paper; the message says why and what to do."""


@record(frozen=True)
class PaperSource:
    """What a URL names: a paper on arXiv, a publication of another service (`key` is the key of its lookup), or a
    GitHub repository."""

    url: str
    arxiv_id: str | None = None
    key: str | None = None
    repository: str | None = None


def parse_source(text: str) -> PaperSource:
    """What a URL, an arXiv id or a DOI names. UnresolvedError for anything else."""
    text = text.strip()
    if text.startswith("10."):
        text = f"https://doi.org/{text}"
    ident = arxiv.parse_bare_id(text.removeprefix("arXiv:").removeprefix("arxiv:"))
    if ident is not None:
        return PaperSource(text, arxiv_id=arxiv.id_key(ident))
    url = text if "://" in text else f"https://{text}"
    link = arxiv.parse_arxiv_url(url)
    if link is not None:
        if not arxiv.is_valid(link.id):
            raise UnresolvedError(f"{link.id} is not a valid arXiv id")
        return PaperSource(url, arxiv_id=arxiv.id_key(link.id))
    note = openreview.submission_id(url)
    if note is not None:
        return PaperSource(f"https://openreview.net/forum?id={note}", key=f"openreview:{note}")
    repository = hosts.github_repository(url)
    if repository is not None:
        return PaperSource(f"https://github.com/{repository.full_name}", repository=repository.full_name)
    doi = doi_of_url(url)
    paper = acl.paper_id(url) or acl.id_of_doi(doi or "")
    if paper is not None:
        return PaperSource(f"https://aclanthology.org/{paper}/", key=f"acl:{paper}")
    if doi is not None and "doi.org" in url:
        return PaperSource(f"https://doi.org/{doi}", key=f"doi:{doi}")
    if "." not in (urlsplit(url).hostname or "") or any(char.isspace() for char in text):
        raise UnresolvedError("this is no URL, arXiv id or DOI")
    url = page_url_of_pdf(url)
    return PaperSource(url, key=f"page:{url}")


def resolve_sources(
    sources: Mapping[str, PaperSource], answer: AnswerFunction
) -> dict[str, Work | UnresolvedError]:
    """The work that each source leads to, or the error that says why there is none, by the text that names the source.
    `answer` gets the questions of all sources together, until there are no new ones."""
    facts = Facts()
    while missing := facts.missing(
        one for source in sources.values() for one in _questions_about(source, facts)
    ):
        facts = Facts({**facts.answers, **answer(missing)})
    works: dict[str, Work | UnresolvedError] = {}
    for text, source in sources.items():
        try:
            works[text] = _make_work(_follow_repository(source, facts), facts)
        except UnresolvedError as error:
            works[text] = error
    return works


def _questions_about(source: PaperSource, facts: Facts) -> Iterator[Question]:
    """The questions to look up for a source, including those that follow from answers in `facts`."""
    if source.repository is not None:
        yield AskRepository(source.repository.lower())
        repository = facts.get(AskRepository(source.repository.lower()))
        if isinstance(repository, Repository):
            yield AskPublication(f"readme:{repository.full_name}")
    try:
        source = _follow_repository(source, facts)
    except UnresolvedError:
        return
    if source.key is not None:
        yield AskPublication(source.key)
    if ident := _arxiv_id(source, facts):
        yield AskPaper(ident)
        paper = facts.get(AskPaper(ident))
        if isinstance(paper, Paper):
            yield from appearance_questions(paper, facts)


def _follow_repository(source: PaperSource, facts: Facts) -> PaperSource:
    """The paper that the README of a repository names, or the source itself if it is no repository. UnresolvedError if
    the README names no paper or several."""
    if source.repository is None:
        return source
    repository = facts.get(AskRepository(source.repository.lower()))
    if not isinstance(repository, Repository):
        raise UnresolvedError(_describe_failure(repository, f"the repository {source.repository}"))
    name = repository.full_name
    page = facts.get(AskPublication(f"readme:{name}"))
    if not isinstance(page, Publication):
        raise UnresolvedError(_describe_failure(page, f"the README of {name}"))
    if len(page.arxiv_ids) > 1:
        ids = ", ".join(page.arxiv_ids)
        raise UnresolvedError(f"{name} names several papers: {ids}; give the URL of the right one")
    if page.arxiv_ids:
        return PaperSource(source.url, arxiv_id=page.arxiv_ids[0], repository=name)
    if page.doi is not None:
        return replace(parse_source(page.doi), repository=name)
    raise UnresolvedError(f"{name} names no paper; give the URL of the paper")


def _arxiv_id(source: PaperSource, facts: Facts) -> str | None:
    """The arXiv id of a source, or the only one in its record; None if there is none or there are several."""
    found = facts.get(AskPublication(source.key or ""))
    ids = found.arxiv_ids if isinstance(found, Publication) else ()
    return source.arxiv_id or (arxiv.id_key(ids[0]) if len(ids) == 1 else None)


def _make_work(source: PaperSource, facts: Facts) -> Work:
    """The work that a source leads to, with the facts that were looked up. UnresolvedError if its record is missing."""
    found = facts.get(AskPublication(source.key or ""))
    record = found if isinstance(found, Publication) and found.title else None
    if source.key is not None and record is None:
        raise UnresolvedError(_describe_failure(found, "the paper"))
    answer = facts.get(AskPaper(_arxiv_id(source, facts) or ""))
    paper = answer if isinstance(answer, Paper) else None
    if source.arxiv_id is not None and paper is None:
        raise UnresolvedError(_describe_failure(answer, f"arXiv {source.arxiv_id}"))
    work = work_from_records(paper, record)
    page = source.url if source.key is not None else None
    work = replace(work, page=page, openreview_id=openreview.submission_id(page or ""))
    if source.repository is not None:
        _check_repository_names_paper(source.repository, work.title, facts)
        work = replace(work, code=f"https://github.com/{source.repository}")
    return _add_venue(work, paper, facts) if paper is not None and work.venue is None else work


def _add_venue(work: Work, paper: Paper, facts: Facts) -> Work:
    """The work with the venue at which the paper has appeared, if that is certain."""
    found = appearance_verdict(paper, facts)
    if found is None or not found.is_certain:
        return work
    place = found.appearance
    name = f"{place.venue} {place.track}" if place.track else place.venue
    return replace(work, venue=name, venue_year=place.year)


def work_from_records(paper: Paper | None, publication: Publication | None) -> Work:
    """The work that arXiv's record and the record of a publication describe; one of them may be missing."""
    main = paper or publication
    assert main is not None, "a source has a record"
    numbers = [int(part) for part in str(main.published or "").split("-") if part.isdigit()]
    year, month, day = [*numbers, None, None, None][:3]
    venue = publication.venue if publication is not None and publication.accepted else None
    mention = venue_of_proceedings(venue) if venue else None
    if venue and mention is not None and mention.is_known:
        track = track_in_text(venue, mention)
        venue = " ".join(
            filter(None, (venue_name_without_track(mention), track.capitalize() if track else None))
        )
    code = _REPOSITORY_URL.search(paper.comment or "") if paper is not None else None
    return Work(
        title=latex.latex_to_text(main.title),
        authors=tuple(map(latex.latex_to_text, main.authors)),
        year=year,
        month=month,
        day=day,
        venue=venue,
        venue_year=publication.year if venue and publication is not None else None,
        arxiv_id=paper.arxiv_id if paper is not None else None,
        doi=publication.doi if publication is not None else None,
        code=code[0].removesuffix(".git") if code is not None else None,
    )


def _check_repository_names_paper(name: str, title: str, facts: Facts) -> None:
    """Raises UnresolvedError if neither the name, the README's heading nor the description of a repository names the
    paper."""
    page = facts.get(AskPublication(f"readme:{name}"))
    about = [name.partition("/")[2], page.title if isinstance(page, Publication) else ""]
    about += [
        answer.description or ""
        for answer in facts.answers.values()
        if isinstance(answer, Repository) and answer.full_name == name
    ]
    head = titles.title_key(title.partition(":")[0]) if ":" in title else ""
    named = head and any(titles.title_key(text) == head for text in about)
    if not named and not any(len(titles.common_content_words(title, text)) >= 2 for text in about):
        raise UnresolvedError(
            f"{name} links to “{title}”, which its heading and description do not name; give the URL of its own paper"
        )


def _describe_failure(answer: Answer | None, what: str) -> str:
    """Why a lookup of `what` has no result, in words."""
    if isinstance(answer, Absent):
        return f"{what} does not exist"
    return f"{what}: {answer.reason}" if isinstance(answer, Unknown) else f"{what} cannot be read"
