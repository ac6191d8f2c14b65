"""LK005 retired-host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import hosts
from awesome_lint.edits import Span, smallest
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule


class RetiredHost(Rule):
    """A link to a host that is gone or has moved.

    ## What it does

    URLs on hosts whose end or move is on record, such as `browse.arxiv.org`, `paperswithcode.com` or
    `cdn.rawgit.com`: one finding for each host of a file. A host that is gone is a warning; one that still answers
    or redirects is advice. A badge whose image and link are on one such host counts once. What only the network
    can tell, a dead page on a living host, is LK101's.

    ## Why it matters

    Nothing on that host can be read any more, or will not be for long; every list contains some of them.

    ## Fix

    Safe where the same page is known to be at the successor's URL; otherwise none, and the successor is named
    where there is one.
    """

    code = "LK005"
    name = "retired-host"
    summary = "a host that is gone or has moved"
    fix = Safety.SAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            title="The same papers are on another host",
            before="- [Attention](https://browse.arxiv.org/abs/1706.03762)\n",
            lines=(1,),
            after="- [Attention](https://arxiv.org/abs/1706.03762)\n",
        ),
        Example(
            title="The badge of awesome lists has a home of its own",
            before="[![Awesome](https://cdn.rawgit.com/sindresorhus/awesome/d7305f3/media/badge.svg)](https://example.org)\n",
            lines=(1,),
            after="[![Awesome](https://awesome.re/badge.svg)](https://example.org)\n",
        ),
        Example(
            title="A badge of a service that is gone: its picture and its link are one thing",
            before="[![Build](https://travis-ci.org/reed/reed.svg)](https://travis-ci.org/reed/reed)\n",
            lines=(1,),
        ),
    )
    valid = (
        "- [Attention](https://arxiv.org/abs/1706.03762) `https://browse.arxiv.org` <!-- https://browse.arxiv.org -->\n",
        "- [A copy](https://web.archive.org/web/2020/https://browse.arxiv.org/abs/1706.03762)\n",
        "- [About it](https://example.org/browse.arxiv.org) and [a friend](https://notpaperswithcode.com/x)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each URL on such a host; they fold by host."""
        links = context.listing.links
        gone = {
            url: known for url in {link.url for link in links} if (known := hosts.retired(url)) is not None
        }
        if not gone:
            return
        seen = _pictures_of_links(links, gone)
        for link in links:
            known = None if link.target in seen else gone.get(link.url)
            if known is not None:
                seen.add(link.target)
                yield self._retired(link, known, context.text)

    def _retired(self, link: tree.Link | tree.Image, known: hosts.Retired, text: str) -> Finding:
        raw = text[link.target.start : link.target.end]
        sure = known.certain and link.mapped and raw == link.url and known.successor is not None
        now = f"; write {known.successor}" if sure else f"; see {known.successor}" if known.successor else ""
        return self.finding(
            link.target,
            f"The host {known.host} {known.why}{now}",
            severity=Severity.ADVICE if known.answers else Severity.WARNING,
            edits=[smallest(link.target, raw, known.successor)] if sure and known.successor else (),
            suggestion=known.successor,
            habit=Habit(known.host, 0, f"{{count}} links to {known.host}, which {known.why}"),
        )


def _pictures_of_links(
    links: Sequence[tree.Link | tree.Image], gone: Mapping[str, hosts.Retired]
) -> set[Span]:
    """The URLs of images whose link is on the same host, and that no successor is certain for."""
    found: set[Span] = set()
    for link in links:
        known = gone.get(link.url) if link.children else None
        if known is None or not isinstance(link, tree.Link):
            continue
        for picture in tree.walk_inlines(link.children):
            own = hosts.retired(picture.url) if isinstance(picture, tree.Image) else None
            if (
                isinstance(picture, tree.Image)
                and own is not None
                and own.why == known.why
                and not own.certain
            ):
                found.add(picture.target)
    return found
