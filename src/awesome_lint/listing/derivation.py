"""Fields that are derived from the links of an entry: URL, ids, repository, project page, and the date and venue in
badges and tags."""

from __future__ import annotations

from awesome_lint.bibliography import arxiv, doi, hosts, openreview
from awesome_lint.bibliography.badges import parse_badge
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.bibliography.urls import is_filler
from awesome_lint.edits import Span
from awesome_lint.listing.mentions import parse_date_and_venue
from awesome_lint.listing.model import DateField, Entry, Layout, LinkField, Role, VenueField


def add_derived_fields(entry: Entry) -> None:
    """Sets the URL, ids, repository and project page of an entry from its links, whose roles must be set."""
    title = next((link for link in entry.links if link.role is Role.TITLE), None)
    work_links = [
        link
        for link in entry.links
        if link.url and link.role is not Role.ENVIRONMENT and not is_filler(link.url)
    ]
    papers = [link for link in work_links if link.role is Role.PAPER]
    if entry.layout is Layout.TABLE:
        main = papers[0] if papers else title
        if title is not None and (not papers or hosts.is_paper(title.url)):
            main = title
    else:
        main = title or (papers[0] if papers else work_links[0] if work_links else None)
    entry.url = main.url if main is not None else None
    ranked = [
        *([title] if title is not None else []),
        *papers,
        *(link for link in work_links if link.role is not Role.PAPER),
    ]
    entry.arxiv_id = next((found.id for link in ranked if (found := arxiv.parse_arxiv_url(link.url))), None)
    paper_links = [link for link in ranked if link is title or link.role is Role.PAPER or link is main]
    dois = [ident for link in paper_links if (ident := doi.doi_of_url(link.url)) is not None]
    entry.doi = next((ident for ident in dois if not ident.startswith(arxiv.DOI_PREFIX)), None)
    entry.openreview_id = next(
        (ident for link in paper_links if (ident := openreview.submission_id(link.url))), None
    )
    entry.code_repo = _url_of_code(entry, work_links, title)
    entry.project_page = next((link.url for link in work_links if link.role is Role.PROJECT), None)


def _url_of_code(entry: Entry, work_links: list[LinkField], title_link: LinkField | None) -> str | None:
    """The URL of the code of an entry, None if there is none: that of the whole repository if a link leads to a branch
    of it. Official code comes first, then GitHub; the title's link counts if no other link leads to code."""
    codes = [link for link in work_links if link.role is Role.CODE and "unofficial" not in link.label.lower()]
    official = [
        link
        for link in codes
        if any(
            "official" in each.label.lower() and each.value_span.covers(link.node.span)
            for each in entry.labelled_fields
        )
    ]
    codes = official or codes
    first = next((link for link in codes if hosts.github_repository(link.url)), codes[0] if codes else None)
    if first is None and title_link is not None and hosts.github_repository(title_link.url) is not None:
        first = title_link
    if first is None:
        return None
    repository = hosts.github_repository(first.url)
    if repository is not None and repository.branch is not None:
        return repository.url
    return first.url


def add_date_and_venue_of_link(entry: Entry, link: LinkField, document_text: str) -> None:
    """Sets the date and venue of an entry, if missing, from a badge (`badge/NeurIPS-2024-blue`) or the label of a
    tag."""
    if link.badge is None:
        if link.role not in (Role.TITLE, Role.DATA, Role.ENVIRONMENT):
            _add_venue_of_tag(entry, link, document_text)
        return
    badge = parse_badge(link.badge.url)
    if badge is None or badge.kind != "static":
        return
    if badge.date is not None and entry.date is None:
        span = _span_in_link(badge.message, link.badge.target, document_text)
        entry.date = DateField(
            badge.date, document_text[span.start : span.end], span, link.node.span, in_badge=True
        )
    if badge.venue is not None and entry.venue is None and (badge.venue.year or badge.date):
        span = _span_in_link(badge.venue.source_text, link.badge.target, document_text)
        entry.venue = VenueField(badge.venue, badge.venue.source_text, span, link.node.span, in_badge=True)
        if badge.venue.year is not None and entry.date is None:
            year = str(badge.venue.year)
            form = "%Y" if year in badge.text else "%y"
            year_span = _span_in_link(
                year[-2:] if form == "%y" else year, Span(span.end, link.badge.target.end), document_text
            )
            date = PartialDate(badge.venue.year, None, None, form)
            text = document_text[year_span.start : year_span.end]
            entry.date = DateField(date, text, year_span, link.node.span, in_badge=True)


def _add_venue_of_tag(entry: Entry, tag_link: LinkField, document_text: str) -> None:
    """Sets the venue of an entry, if missing, from a tag (`[[CVPR 2024](u)]`), and with it the date."""
    mention = parse_date_and_venue(tag_link.label) if entry.venue is None else None
    if mention is None or mention.venue is None:
        return
    link_span, venue_text = tag_link.node.span, mention.venue.source_text
    is_first = entry.title is not None and link_span.end < entry.title.span.start
    # `[[CVPR](u)] Title` has its venue there; elsewhere the name alone may be a contest's.
    may_lack_year = is_first and tag_link.outer != link_span and mention.venue.is_known
    if not mention.venue.year and not may_lack_year:
        return
    span = _span_in_link(venue_text, link_span, document_text)
    entry.venue = VenueField(mention.venue, venue_text, span, link_span, in_badge=True)
    if mention.date is not None and entry.date is None:
        date_text = tag_link.label[mention.date.start : mention.date.end]
        span = _span_in_link(date_text, link_span, document_text)
        entry.date = DateField(mention.date.date, date_text, span, link_span, in_badge=True)


def _span_in_link(substring: str, link_span: Span, document_text: str) -> Span:
    """The span of a substring of the link's source; the span of the link if the source has it in another form."""
    start = document_text.find(substring, *link_span)
    return Span(start, start + len(substring)) if start >= 0 else link_span
