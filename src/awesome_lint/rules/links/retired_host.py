"""LK005 retired-host."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import hosts
from awesome_lint.edits import Span, smallest_edit
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule


class RetiredHost(Rule):
    """A link to a host that is gone or has moved.

    ## What it does

    URLs on hosts that are recorded as closed or moved, such as `browse.arxiv.org`, `paperswithcode.com` or
    `cdn.rawgit.com`: one finding for each host in a file. A closed host is a warning; one that still answers or
    redirects is advice. A badge whose image and link are on the same host counts once. Dead pages on other hosts are
    reported by LK101, which needs the network.

    ## Why it matters

    The pages of such a host cannot be read any more, or not for long.

    ## Fix

    Safe where the successor has the same page under a known URL; otherwise none, and the message names the successor
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
            title="The Awesome badge is on another host",
            before="[![Awesome](https://cdn.rawgit.com/sindresorhus/awesome/d7305f3/media/badge.svg)](https://example.org)\n",
            lines=(1,),
            after="[![Awesome](https://awesome.re/badge.svg)](https://example.org)\n",
        ),
        Example(
            title="A badge of a closed service: its image and its link count once",
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
            url: known
            for url in {link.url for link in links}
            if (known := hosts.find_gone_host(url)) is not None
        }
        if not gone:
            return
        seen: set[Span] = set()
        end = 0
        for link in links:
            known = None if link.target in seen else gone.get(link.url)
            in_link = link.span.end <= end  # a badge whose link is reported
            if known is not None and (known.is_certain or not in_link):
                seen.add(link.target)
                end = link.span.end
                yield self._retired_finding(link, known, context.text)

    def _retired_finding(self, link: tree.Link | tree.Image, host: hosts.GoneHost, text: str) -> Finding:
        raw = text[link.target.start : link.target.end]
        sure = host.is_certain and link.is_exact and raw == link.url and host.successor is not None
        now = f"; write {host.successor}" if sure else f"; see {host.successor}" if host.successor else ""
        return self.finding(
            link.target,
            f"The host {host.host} {host.reason}{now}",
            severity=Severity.ADVICE if host.still_redirects else Severity.WARNING,
            edits=[smallest_edit(link.target, raw, host.successor)] if sure and host.successor else (),
            suggestion=host.successor,
            habit=Habit(host.host, 0, f"{{count}} links to {host.host}, which {host.reason}"),
        )
