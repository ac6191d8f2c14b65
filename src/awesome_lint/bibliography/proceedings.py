"""Sites of proceedings; each of their pages describes a paper in `citation_*` tags."""

from __future__ import annotations

from awesome_lint.bibliography import hosts, urls
from awesome_lint.lazy_re import lazy

_SITES = frozenset(
    "openaccess.thecvf.com proceedings.mlr.press proceedings.neurips.cc papers.nips.cc papers.neurips.cc "
    "proceedings.nips.cc ecva.net".split()
)
_PDFS = (
    (lazy(r"(openaccess\.thecvf\.com/.*)/papers/(.+)\.pdf$"), r"\1/html/\2.html"),
    (lazy(r"(proceedings\.mlr\.press/v\d+)/(\w+)/\2\.pdf$"), r"\1/\2.html"),
    (
        lazy(r"((?:papers|proceedings)\.(?:nips|neurips)\.cc/.*)/file/(\w+)-Paper(.*)\.pdf$"),
        r"\1/hash/\2-Abstract\3.html",
    ),
)
_XPLORE = lazy(r"ieeexplore\.ieee\.org/(?:abstract/)?(document/\d+)")
_PAPER = lazy(r"/(?:html|hash)/[^/]+$|/v\d+/\w+\.html$|\.php$")


def page_url_of_pdf(pdf_url: str) -> str:
    """The URL of the page that describes a PDF of proceedings; any other URL stays as it is."""
    for pattern, page in _PDFS:
        pdf_url = pattern.sub(page, pdf_url)
    return pdf_url


def proceedings_page_url(url: str) -> str | None:
    """The URL of the page of proceedings that describes the paper at a URL; None for other URLs."""
    page = page_url_of_pdf(url)
    is_paper = hosts.host_of(page) in _SITES and _PAPER.search(page) is not None
    return page if is_paper else None


def paper_page_key(url: str) -> str | None:
    """A key that is the same for all URLs of a paper in proceedings or IEEE Xplore; None for other URLs."""
    document = _XPLORE.search(url)
    if document is not None:
        return f"ieeexplore.ieee.org/{document[1]}"
    page = proceedings_page_url(url)
    return urls.url_key(page) if page is not None else None
