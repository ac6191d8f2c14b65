"""What follows from an entry's links: its URL, its ids, its repository and its page."""

from __future__ import annotations

from awesome_lint.bibliography import arxiv, doi, hosts, openreview
from awesome_lint.listing.model import Entry, Layout, LinkField, Role


def derive(entry: Entry) -> None:
    """Fill in what the links of an entry tell, once each has its role."""
    titled = next((link for link in entry.links if link.role is Role.TITLE), None)
    papers = [link for link in entry.links if link.role is Role.PAPER and link.url]
    named = [link for link in entry.links if link.url and link.role is not Role.ENVIRONMENT]
    if entry.layout is Layout.TABLE:
        main = papers[0] if papers else titled
        if titled is not None and (not papers or _is_paper(titled.url)):
            main = titled
    else:
        main = titled or (papers[0] if papers else named[0] if named else None)
    entry.url = main.url if main is not None else None
    ranked = [
        *([titled] if titled is not None else []),
        *papers,
        *(link for link in named if link.role is not Role.PAPER),
    ]
    entry.arxiv_id = next((found.id for link in ranked if (found := arxiv.link_in(link.url))), None)
    own = [link for link in ranked if link is titled or link.role is Role.PAPER or link is main]
    entry.doi = next((ident for link in own if (ident := _doi(link.url))), None)
    entry.openreview_id = next((each.id for link in own if (each := openreview.link_in(link.url))), None)
    entry.code_repo = _code_repo(entry, titled)
    entry.project_page = next((link.url for link in named if link.role is Role.PROJECT), None)


def _doi(url: str) -> str | None:
    found = doi.doi_in(url)
    return None if found is None or found.startswith("10.48550/") else found


def _is_paper(url: str) -> bool:
    return hosts.kind_of(url) == "paper" or url.lower().endswith(".pdf")


def _is_foreign(label: str) -> bool:
    """Whether a link says that somebody else wrote the code."""
    return "unofficial" in label.lower()


def _code_repo(entry: Entry, titled: LinkField | None) -> str | None:
    codes = [
        link for link in entry.links if link.role is Role.CODE and link.url and not _is_foreign(link.label)
    ]
    official = [
        link
        for link in codes
        if any(
            "official" in each.label.lower() and each.value_span.covers(link.node.span)
            for each in entry.labelled
        )
    ]
    codes = official or codes
    first = next((link for link in codes if hosts.github_repository(link.url)), codes[0] if codes else None)
    if first is None and titled is not None and hosts.github_repository(titled.url) is not None:
        first = titled
    if first is None:
        return None
    repository = hosts.github_repository(first.url)
    if repository is not None and repository.branch is not None:
        return repository.url
    return first.url
