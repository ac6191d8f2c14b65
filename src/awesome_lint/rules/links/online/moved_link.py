"""LK102 moved-link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, smallest
from awesome_lint.facts import AskLink, LinkState, Question
from awesome_lint.findings import Batch, Finding, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import AskedLink, asked_links, states

_PASSING = lazy(
    r"(?i)sessionid|phpsessid|[?&;](?:sid|session|token|ticket|state|nonce)=|/(?:log|sign)-?in\b|/sso\b|/oauth"
    r"|\bconsent\.|/consent\b|captcha|/challenge\b|/error\b|unsupported"
)
"""Addresses that are made for one visitor, or stand in the way of the page: no place to move a link to."""


class MovedLink(Rule):
    """A link whose page has moved for good.

    ## What it does

    Addresses that redirect for good (301, 308) to one that answers, and renamed repositories. Where only the
    scheme, `www.` or a slash differs, it is advice.

    ## Why it matters

    Redirects are kept for a while, not for ever; the new address is also the one that readers should quote.

    ## Fix

    Unsafe, since a look at the new page should come first: the new address, in the place of the old one.
    """

    code = "LK102"
    name = "moved-link"
    summary = "a link whose page has moved for good"
    fix = Safety.UNSAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            title="A renamed repository",
            before="- [CYK](https://github.com/old/cyk) [![Star](https://img.shields.io/github/stars/x/y)](https://github.com/old/cyk)\n",
            lines=(1,),
            after="- [CYK](https://github.com/new/cyk) [![Star](https://img.shields.io/github/stars/x/y)](https://github.com/new/cyk)\n",
            answers=(
                (
                    AskLink("https://github.com/old/cyk"),
                    LinkState("moved", "renamed", "https://github.com/new/cyk"),
                ),
            ),
        ),
        Example(
            title="Brackets in the new address are written so that Markdown keeps them",
            before="| [LR](https://example.org/lr) |\n| --- |\n| <a href='https://example.org/lr'>LR</a> |\n",
            lines=(1, 3),
            after="| [LR](https://example.org/LR_%28parser%7C) |\n| --- |\n| <a href='https://example.org/LR_%28parser%7C'>LR</a> |\n",
            answers=(
                (
                    AskLink("https://example.org/lr"),
                    LinkState("moved", "moved for good", "https://example.org/LR_(parser|"),
                ),
            ),
        ),
        Example(
            title="A page for one visitor is no new address",
            before="- [CYK](https://example.org/cyk)\n",
            lines=(),
            answers=(
                (
                    AskLink("https://example.org/cyk"),
                    LinkState("moved", "moved for good", "https://example.org/login?next=/cyk"),
                ),
            ),
        ),
    )
    valid = ("- [CYK](https://example.org/cyk) `https://example.org/old`\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """The state of every link."""
        return [link.question for link in context.cached(asked_links)]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each line that has such an address; its fix fixes all links to it there."""
        for link, state in states(context):
            if state.verdict != "moved" or state.location is None or _PASSING.search(state.location):
                continue
            location = _written(state.location)
            yield self.finding(
                link.span,
                f"This link has moved to {location}",
                severity=Severity.ADVICE if _hardly(link.url, location) else None,
                edits=_edits(context.text, link, location),
                suggestion=location,
            )


def _edits(text: str, link: AskedLink, location: str) -> list[Edit]:
    edits = []
    for node in link.nodes:
        raw = text[node.target.start : node.target.end]
        if raw == node.url:
            edits.append(smallest(node.target, raw, location))
    return edits if len(edits) == len(link.nodes) and _may_be_bare(link, location) else []


def _may_be_bare(link: AskedLink, location: str) -> bool:
    """Whether every form that the links have can hold the address (one in running text ends at odd places)."""
    bare = any(node.form is tree.LinkForm.BARE for node in link.nodes)
    return not bare or re.fullmatch(r"[\w/:.?=&%~+-]*[\w/]", location) is not None


def _written(location: str) -> str:
    """The address with what Markdown, a table or an HTML attribute would trip over percent-encoded."""
    parts = {"|": "%7C", "'": "%27", '"': "%22", "<": "%3C", ">": "%3E", "\\": "%5C", "`": "%60", " ": "%20"}
    parts |= {"*": "%2A"} if location.count("*") > 1 else {}
    if not _balanced(location):
        parts |= {"(": "%28", ")": "%29"}
    return "".join(parts.get(char, char) for char in location)


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _hardly(old: str, new: str) -> bool:
    """Whether only the scheme, `www.` or a slash at the end differs."""

    def core(url: str) -> tuple[str, str, str]:
        parts = urlsplit(url)
        return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query

    return core(old) == core(new)
