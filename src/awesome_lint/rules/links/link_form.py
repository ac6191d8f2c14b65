"""LK006 link-form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from awesome_lint.markdown import plain, tree
from awesome_lint.model import Batch, Finding, Removal, Safety, Span
from awesome_lint.patterns import lazy
from awesome_lint.records import record
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.edits import smallest

_OPENREVIEW = lazy(r"https?://(?:www\.)?openreview\.net/(?P<form>forum|pdf)\?id=(?P<id>[\w-]+)")
_DOI = lazy(r"(?P<form>https?://(?:dx\.|www\.)?doi\.org/)(?P<id>10\.\d{4,9}/\S+)")
_ACL = lazy(
    r"https?://(?P<form>aclanthology\.org|(?:www\.)?aclanthology\.info/papers|(?:www\.)?aclweb\.org/anthology)/"
    r"(?P<id>[A-Z]\d\d-\d{4}|\d{4}\.[a-z][\w-]*\.\d+)/?"
)
_SAYS_PDF = lazy(r"\bpdf\b|\bforum\b|\breviews?\b|\bdoi\b", re.IGNORECASE)
_LEAST = 5
_SHARE = 0.6
_AHEAD = 2


@record(frozen=True)
class _Site:
    """A site that one work can be linked on in several ways. `mark` stands in all of them; `pattern` names the
    `form` and the work's `id`; `write` gives the address of a work in a form."""

    name: str
    mark: str
    pattern: re.Pattern[str]
    write: Callable[[str, str], str]


_SITES = (
    _Site(
        "OpenReview",
        "openreview",
        _OPENREVIEW,
        lambda form, ident: f"https://openreview.net/{form}?id={ident}",
    ),
    _Site("DOI", "doi.org", _DOI, lambda form, ident: f"{form}{ident}"),
    _Site("ACL Anthology", "anthology", _ACL, lambda form, ident: f"https://{form}/{ident}/"),
)


@record(frozen=True)
class _Use:
    """One link to a site."""

    target: Span
    raw: str
    form: str
    ident: str
    mapped: bool


class LinkForm(Rule):
    """A site that the list links in two ways.

    ## What it finds

    OpenReview papers by `pdf?id=` in a list that writes `forum?id=` (or the other way round), DOIs by
    `dx.doi.org` or `http:` beside `https://doi.org`, ACL papers at the Anthology's former addresses. The list
    itself is the measure: its form has to be that of at least five links, of three in five, and twice as
    frequent as any other. A link whose text says pdf keeps that form. arXiv has a rule of its own (AX001).

    ## Why it matters

    A reader who expects the page of a paper gets a file, and a script counts one paper as two.

    ## The fix

    Unsafe: the address is written in the list's form.
    """

    code = "LK006"
    name = "link-form"
    summary = "one site linked in two ways"
    fix = Safety.UNSAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            title="Five papers by their page, one by its file",
            bad="""
                - [A](https://openreview.net/forum?id=aaaaaaaaaa)
                - [B](https://openreview.net/forum?id=bbbbbbbbbb)
                - [C](https://openreview.net/forum?id=cccccccccc)
                - [D](https://openreview.net/forum?id=dddddddddd)
                - [E](https://openreview.net/forum?id=eeeeeeeeee)
                - [F](https://openreview.net/pdf?id=ffffffffff)
                """,
            lines=(6,),
            mended="""
                - [A](https://openreview.net/forum?id=aaaaaaaaaa)
                - [B](https://openreview.net/forum?id=bbbbbbbbbb)
                - [C](https://openreview.net/forum?id=cccccccccc)
                - [D](https://openreview.net/forum?id=dddddddddd)
                - [E](https://openreview.net/forum?id=eeeeeeeeee)
                - [F](https://openreview.net/forum?id=ffffffffff)
                """,
        ),
    )
    noop = (
        """
        - [A](https://openreview.net/forum?id=aaaaaaaaaa) [[pdf]](https://openreview.net/pdf?id=aaaaaaaaaa)
        - [B](https://openreview.net/forum?id=bbbbbbbbbb) [[pdf]](https://openreview.net/pdf?id=bbbbbbbbbb)
        - [C](https://openreview.net/forum?id=cccccccccc) [[pdf]](https://openreview.net/pdf?id=cccccccccc)
        - [D](https://openreview.net/forum?id=dddddddddd) · [E](https://openreview.net/forum?id=eeeeeeeeee)
        """,
        """
        - [A](https://openreview.net/forum?id=aaaaaaaaaa) [B](https://openreview.net/pdf?id=bbbbbbbbbb)
        - [C](https://openreview.net/forum?id=cccccccccc) [D](https://openreview.net/pdf?id=dddddddddd)
        """,
        """
        - [A](https://doi.org/10.1000/a) [B](https://doi.org/10.1000/b) [C](https://doi.org/10.1000/c)
        - [D](https://doi.org/10.1000/d) [E](https://dl.acm.org/doi/10.1000/e) [F](https://doi.org/10.1000/f)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each link that is written unlike most to its site."""
        for site in _SITES:
            links = [link for link in context.listing.links if site.mark in link.url]
            if len(links) > _LEAST:
                yield from self._drifting(site, list(_uses(site, links, context.text)))

    def _drifting(self, site: _Site, uses: list[_Use]) -> Iterator[Finding]:
        forms: dict[str, int] = defaultdict(int)
        for use in uses:
            forms[use.form] += 1
        counts = sorted(forms.items(), key=lambda pair: -pair[1])
        if len(counts) < 2:
            return
        (house, most), (_, next_most) = counts[:2]
        if most < _LEAST or most < _SHARE * len(uses) or most < _AHEAD * next_most:
            return
        for use in uses:
            if use.form != house:
                wanted = site.write(house, use.ident)
                yield self.finding(
                    use.target,
                    f"{most} of {len(uses)} links to {site.name} are written as {wanted}",
                    edits=[smallest(use.target, use.raw, wanted)] if use.mapped else (),
                )


def _uses(site: _Site, links: Iterable[tree.Link | tree.Image], text: str) -> Iterator[_Use]:
    """The links to a site's works that are free to take another form."""
    for link in links:
        match = site.pattern.fullmatch(link.url)
        if match is not None and not _says_so(link):
            raw = text[link.target.start : link.target.end]
            yield _Use(link.target, raw, match["form"], match["id"], link.mapped and raw == link.url)


def _says_so(link: tree.Link | tree.Image) -> bool:
    return _SAYS_PDF.search(plain(link.children)) is not None
