"""Finds out which paper each URL of `awesome-lint add` means, and the facts of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

from awesome_lint.bibliography import arxiv, hosts, latex, openreview, titles
from awesome_lint.bibliography.doi import doi_in
from awesome_lint.bibliography.published import base_name, questions, track_in, venue_in, verdict
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
from awesome_lint.formatting.work import Work
from awesome_lint.structs import record, replace

Answering = Callable[[Iterable[Question]], Mapping[Question, Answer]]

_ACL = re.compile(
    r"(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/([\w.-]+?)(?:v\d)?(?:\.pdf|\.bib)?/?$"
)
_ACL_DOI = re.compile(r"10\.18653/v1/(.+)", re.I)
_CODE = re.compile(r"https?://(?:www\.)?github\.com/[\w.-]+/[\w.-]*[\w-]")
_PAGES = (
    (re.compile(r"(openaccess\.thecvf\.com/.*)/papers/(.+)\.pdf$"), r"\1/html/\2.html"),
    (re.compile(r"(proceedings\.mlr\.press/v\d+)/(\w+)/\2\.pdf$"), r"\1/\2.html"),
    (
        re.compile(r"((?:papers|proceedings)\.(?:nips|neurips)\.cc/.*)/file/(\w+)-Paper(.*)\.pdf$"),
        r"\1/hash/\2-Abstract\3.html",
    ),
)
"""The pages that describe the PDFs of proceedings."""


class UnresolvedError(Exception):
    """A URL does not lead to one paper; the message says why and what to do."""


@record(frozen=True)
class Source:
    """What a URL names: a paper on arXiv, a publication of a service (`key`), or a GitHub repository."""

    url: str
    arxiv_id: str | None = None
    key: str | None = None
    repository: str | None = None


def source_of(text: str) -> Source:
    """What a URL, an arXiv id or a DOI names. Raises UnresolvedError for anything else."""
    text = text.strip()
    ident = arxiv.bare_id(text.removeprefix("arXiv:").removeprefix("arxiv:"))
    if ident is not None:
        return Source(text, arxiv_id=arxiv.identity(ident))
    url = text if "://" in text else f"https://{text}"
    link = arxiv.link_in(url)
    if link is not None:
        if not arxiv.is_valid(link.id):
            raise UnresolvedError(f"{link.id} is not a valid arXiv id")
        return Source(url, arxiv_id=arxiv.identity(link.id))
    note = openreview.link_in(url)
    if note is not None:
        return Source(openreview.canonical(note), key=f"openreview:{note.id}")
    if (acl := _ACL.search(url)) is not None:
        return Source(f"https://aclanthology.org/{acl[1]}/", key=f"acl:{acl[1]}")
    repository = hosts.github_repository(url)
    if repository is not None:
        return Source(f"https://github.com/{repository.full_name}", repository=repository.full_name)
    doi = doi_in(url) or (doi_in(text) if text.startswith("10.") else None)
    if doi is not None and (acl := _ACL_DOI.fullmatch(doi)) is not None:
        ident = acl[1] if acl[1][0].isdigit() else acl[1].upper()
        return Source(f"https://aclanthology.org/{ident}/", key=f"acl:{ident}")
    if doi is not None and ("doi.org" in url or text.startswith("10.")):
        return Source(f"https://doi.org/{doi}", key=f"doi:{doi}")
    if "." not in (urlsplit(url).hostname or "") or any(char.isspace() for char in text):
        raise UnresolvedError("this is no URL, arXiv id or DOI")
    for pattern, page in _PAGES:
        url = pattern.sub(page, url)
    return Source(url, key=f"page:{url}")


class Resolver:
    """Resolves sources to works. `ask` answers questions; each kind of service is asked for all sources together."""

    def __init__(self, ask: Answering) -> None:
        self._ask = ask

    def works(self, sources: Mapping[str, Source]) -> dict[str, Work | UnresolvedError]:
        """The work that each source means, or why there is none, by the text that named it."""
        results: dict[str, Work | UnresolvedError] = {}
        repositories = {s.repository for s in sources.values() if s.repository is not None}
        live = self._ask([AskRepository(name.lower()) for name in repositories]) if repositories else {}
        keys = {s.key for s in sources.values() if s.key is not None}
        names = {a.full_name for a in live.values() if isinstance(a, Repository)}
        records = self._ask([AskPublication(key) for key in (*keys, *(f"readme:{name}" for name in names))])
        following: dict[str, Source] = {}
        for text, source in sources.items():
            try:
                following[text] = self._followed(source, live, records)
            except UnresolvedError as error:
                results[text] = error
        later = [AskPublication(s.key) for s in following.values() if s.key and s.repository]
        records = {**records, **(self._ask(later) if later else {})}
        ids = {text: ident for text, s in following.items() if (ident := s.arxiv_id or _id_in(s, records))}
        papers = self._ask([AskPaper(ident) for ident in ids.values()]) if ids else {}
        facts = self._published([each for each in papers.values() if isinstance(each, Paper)])
        for text, source in following.items():
            try:
                paper = papers.get(AskPaper(ids.get(text, "")))
                work = _work(source, paper, records, live)
                results[text] = _with_venue(work, paper, facts) if isinstance(paper, Paper) else work
            except UnresolvedError as error:
                results[text] = error
        return results

    def _published(self, papers: list[Paper]) -> Facts:
        """What the services say of where the papers have appeared."""
        facts = Facts({})
        while missing := facts.missing(each for paper in papers for each in questions(paper, facts)):
            facts = Facts({**facts.answers, **self._ask(missing)})
        return facts

    def _followed(
        self, source: Source, live: Mapping[Question, Answer], records: Mapping[Question, Answer]
    ) -> Source:
        """The source itself, or the paper that a repository names."""
        if source.repository is None:
            return source
        repository = live.get(AskRepository(source.repository.lower()))
        if not isinstance(repository, Repository):
            raise UnresolvedError(_why(repository, f"the repository {source.repository}"))
        page = records.get(AskPublication(f"readme:{repository.full_name}"))
        if not isinstance(page, Publication):
            raise UnresolvedError(_why(page, f"the README of {repository.full_name}"))
        if len(page.arxiv_ids) > 1:
            ids = ", ".join(page.arxiv_ids)
            raise UnresolvedError(
                f"{repository.full_name} names several papers: {ids}; give the URL of the right one"
            )
        if page.arxiv_ids:
            return Source(source.url, arxiv_id=page.arxiv_ids[0], repository=repository.full_name)
        if page.doi is not None:
            return replace(source_of(page.doi), repository=repository.full_name)
        raise UnresolvedError(f"{repository.full_name} names no paper; give the URL of the paper")


def _id_in(source: Source, records: Mapping[Question, Answer]) -> str | None:
    found = records.get(AskPublication(source.key or ""))
    ids = found.arxiv_ids if isinstance(found, Publication) else ()
    return arxiv.identity(ids[0]) if len(ids) == 1 else None


def _work(
    source: Source, paper: Answer | None, records: Mapping[Question, Answer], live: Mapping[Question, Answer]
) -> Work:
    found = records.get(AskPublication(source.key)) if source.key is not None else None
    if source.key is not None and not (isinstance(found, Publication) and found.title):
        raise UnresolvedError(_why(found, "the record"))
    if source.arxiv_id is not None and not isinstance(paper, Paper):
        raise UnresolvedError(_why(paper, f"arXiv {source.arxiv_id}"))
    own = paper if isinstance(paper, Paper) else None
    record = found if isinstance(found, Publication) else None
    if source.repository is not None:
        _check_repository(source.repository, own, record, live, records)
    work = work_of(own, record)
    code = f"https://github.com/{source.repository}" if source.repository else work.code
    page = source.url if source.key is not None else None
    note = openreview.link_in(page or "")
    return replace(work, code=code, page=page, openreview_id=note.id if note is not None else None)


def _with_venue(work: Work, paper: Paper, facts: Facts) -> Work:
    """The work with its venue, where that is sure and no record names one."""
    found = verdict(paper, facts)
    if work.venue is not None or found is None or not found.sure:
        return work
    place = found.appearance
    name = f"{place.venue} {place.track}" if place.track else place.venue
    return replace(work, venue=name, venue_year=place.year)


def work_of(paper: Paper | None, publication: Publication | None) -> Work:
    """The facts of a paper from arXiv's record and that of a publication, of which one may be missing."""
    title = paper.title if paper is not None else publication.title if publication is not None else ""
    names = paper.authors if paper is not None else publication.authors if publication is not None else ()
    day = _parts(paper.published if paper is not None else publication.published if publication else None)
    mention = venue_in(publication.venue) if publication is not None and publication.venue else None
    venue = None
    if publication is not None and publication.accepted and publication.venue:
        venue = publication.venue
        if mention is not None and mention.known:
            track = track_in(publication.venue, mention)
            venue = " ".join(filter(None, (base_name(mention), track.capitalize() if track else None)))
    comment = _CODE.search(paper.comment or "") if paper is not None else None
    return Work(
        title=latex.plain(title),
        authors=tuple(map(latex.plain, names)),
        year=day[0],
        month=day[1],
        day=day[2],
        venue=venue,
        venue_year=publication.year if venue is not None and publication is not None else None,
        arxiv_id=paper.arxiv_id if paper is not None else None,
        doi=publication.doi if publication is not None else None,
        code=comment[0].removesuffix(".git") if comment is not None else None,
    )


def _parts(when: date | str | None) -> tuple[int | None, int | None, int | None]:
    numbers = [int(part) for part in str(when or "").split("-") if part.isdigit()]
    year, month, day = [*numbers, None, None, None][:3]
    return year, month, day


def _check_repository(
    name: str,
    paper: Paper | None,
    publication: Publication | None,
    live: Mapping[Question, Answer],
    records: Mapping[Question, Answer],
) -> None:
    """Raises UnresolvedError where neither the README nor the description of a repository speaks of the paper."""
    title = paper.title if paper is not None else publication.title if publication is not None else ""
    page = records.get(AskPublication(f"readme:{name}"))
    about = [page.title] if isinstance(page, Publication) else []
    about += [a.description or "" for a in live.values() if isinstance(a, Repository) and a.full_name == name]
    about.append(name.partition("/")[2])
    head = titles.title_key(title.partition(":")[0])
    named = any(head and titles.title_key(text) == head for text in about if ":" in title)
    if not named and not any(len(titles.words_in_common(title, text)) >= 2 for text in about):
        raise UnresolvedError(
            f"{name} links to “{title}”, which its heading and description do not name; give the URL of its own paper"
        )


def _why(answer: Answer | None, what: str) -> str:
    if isinstance(answer, Absent):
        return f"{what} does not exist"
    if isinstance(answer, Unknown):
        return f"{what}: {answer.reason}"
    return f"{what} cannot be read"
