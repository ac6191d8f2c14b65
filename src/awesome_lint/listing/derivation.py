"""What follows from an entry's links: its URL, ids, repository, and page, and what badges and tags say."""

from __future__ import annotations

from awesome_lint.bibliography import arxiv, doi, hosts, openreview
from awesome_lint.bibliography.badges import read_badge
from awesome_lint.edits import Span
from awesome_lint.listing.mentions import read_group
from awesome_lint.listing.model import DateField, Entry, Layout, LinkField, Role, VenueField


def derive(entry: Entry) -> None:
    """Fill in what the links of an entry tell, once each has its role."""
    titled = next((link for link in entry.links if link.role is Role.TITLE), None)
    papers = [link for link in entry.links if link.role is Role.PAPER and link.url]
    named = [link for link in entry.links if link.url and link.role is not Role.ENVIRONMENT]
    if entry.layout is Layout.TABLE:
        main = papers[0] if papers else titled
        if titled is not None and (not papers or hosts.is_paper(titled.url)):
            main = titled
    else:
        main = titled or (papers[0] if papers else named[0] if named else None)
    entry.url = main.url if main is not None else None
    ranked = [
        *([titled] if titled is not None else []),
        *papers,
        *(link for link in named if link.role is not Role.PAPER),
    ]
    entry.arxiv_id = next((found.id for link in ranked if (found := arxiv.parse_arxiv_url(link.url))), None)
    own = [link for link in ranked if link is titled or link.role is Role.PAPER or link is main]
    entry.doi = next((ident for link in own if (ident := _doi(link.url))), None)
    entry.openreview_id = next(
        (each.id for link in own if (each := openreview.parse_openreview_url(link.url))), None
    )
    entry.code_repo = _code_repo(entry, titled)
    entry.project_page = next((link.url for link in named if link.role is Role.PROJECT), None)


def _doi(url: str) -> str | None:
    found = doi.doi_in(url)
    return None if found is None or found.startswith(arxiv.DOI_PREFIX) else found


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


def read_badge_fields(entry: Entry, link: LinkField, text: str) -> None:
    """Fill in the date and the venue that a badge (`badge/NeurIPS-2024-blue`) or the words of a tag say and that the
    entry has not."""
    if link.badge is None:
        if link.role not in (Role.TITLE, Role.DATA, Role.ENVIRONMENT):
            _read_tag(entry, link, text)
        return
    badge = read_badge(link.badge.url)
    if badge is None or badge.kind != "static":
        return
    if badge.date is not None and entry.date is None:
        span = _span_in_link(badge.message, link.badge.target, text)
        entry.date = DateField(badge.date, text[span.start : span.end], span, link.node.span, in_badge=True)
    if badge.venue is not None and entry.venue is None and (badge.venue.year or badge.date):
        span = _span_in_link(badge.venue.written, link.badge.target, text)
        entry.venue = VenueField(badge.venue, badge.venue.written, span, link.node.span, in_badge=True)


def _read_tag(entry: Entry, link: LinkField, text: str) -> None:
    """A tag that says where the paper appeared: `[[CVPR 2023](u)]`."""
    mention = read_group(link.label) if entry.venue is None else None
    if mention is None or mention.venue is None:
        return
    first = entry.title is not None and link.node.span.end < entry.title.span.start
    if not mention.venue.year and not (first and link.outer != link.node.span and mention.venue.known):
        return  # `[[CVPR](u)] Title` has its venue there; elsewhere the name alone may be a contest's
    whole, written = link.node.span, mention.venue.written
    entry.venue = VenueField(
        mention.venue, written, _span_in_link(written, whole, text), whole, in_badge=True
    )
    if mention.date is not None and entry.date is None:
        written = link.label[mention.date.start : mention.date.end]
        entry.date = DateField(
            mention.date.date, written, _span_in_link(written, whole, text), whole, in_badge=True
        )


def _span_in_link(written: str, whole: Span, text: str) -> Span:
    """The place of what is written in a link; the whole link where it is written in another way."""
    start = text.find(written, *whole)
    return Span(start, start + len(written)) if start >= 0 else whole
