"""LK102 moved-link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, smallest_edit
from awesome_lint.facts import AskLink, LinkState, Question
from awesome_lint.findings import Batch, Finding, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import CheckedLink, links_to_check, links_with_known_state

_TEMPORARY = lazy(
    r"(?i)sessionid|phpsessid|[?&;](?:sid|session|token|ticket|state|nonce)=|/(?:log|sign)-?in\b|/sso\b|/oauth"
    r"|\bconsent\.|/consent\b|captcha|/challenge\b|/error\b|unsupported"
)
"""URLs made for one visitor, or of a page before the page that is meant: nothing to replace a link by."""


class MovedLink(Rule):
    """A link whose page has moved permanently.

    ## What it does

    Reports URLs that redirect permanently (301, 308) to a page that works, and renamed repositories. Where only the
    scheme, `www.` or a slash differs, it is advice.

    ## Why it matters

    Redirects do not last for ever, and readers should copy the new URL.

    ## Fix

    Unsafe: replaces the URL by the new one; look at the new page first.
    """

    code = "LK102"
    name = "moved-link"
    summary = "a link whose page has moved permanently"
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
            title="Brackets in the new URL are percent-encoded for Markdown",
            before="| [LR](https://example.org/lr) |\n| --- |\n| <a href='https://example.org/lr'>LR</a> |\n",
            lines=(1, 3),
            after="| [LR](https://example.org/LR_%28parser%7C) |\n| --- |\n| <a href='https://example.org/LR_%28parser%7C'>LR</a> |\n",
            answers=(
                (
                    AskLink("https://example.org/lr"),
                    LinkState("moved", "moved permanently", "https://example.org/LR_(parser|"),
                ),
            ),
        ),
        Example(
            title="A login page is not the new URL",
            before="- [CYK](https://example.org/cyk)\n",
            lines=(),
            answers=(
                (
                    AskLink("https://example.org/cyk"),
                    LinkState("moved", "moved permanently", "https://example.org/login?next=/cyk"),
                ),
            ),
        ),
    )
    valid = ("- [CYK](https://example.org/cyk) `https://example.org/old`\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """A question for the state of each link."""
        return [link.question for link in context.cached(links_to_check)]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each moved URL on a line; its fix changes all links to it there."""
        for link, state in links_with_known_state(context):
            if state.verdict != "moved" or state.location is None or _TEMPORARY.search(state.location):
                continue
            location = _encode_url(state.location)
            yield self.finding(
                link.url_span,
                f"This link has moved to {location}",
                severity=Severity.ADVICE if _is_minor_change(link.url, location) else None,
                edits=_edits_of_all_links(context.text, link, location),
                suggestion=location,
            )


def _edits_of_all_links(text: str, link: CheckedLink, location: str) -> list[Edit]:
    """The edits that write the new URL in all links to the old one on a line; none if it cannot be written in one of
    them."""
    edits = []
    for node in link.nodes:
        raw = text[node.target.start : node.target.end]
        if raw == node.url:
            edits.append(smallest_edit(node.target, raw, location))
    return edits if len(edits) == len(link.nodes) and _fits_all_links(link, location) else []


def _fits_all_links(link: CheckedLink, location: str) -> bool:
    """Whether the new URL can be written in all the links (a bare URL ends at some characters)."""
    bare = any(node.form is tree.LinkForm.BARE for node in link.nodes)
    return not bare or re.fullmatch(r"[\w/:.?=&%~+-]*[\w/]", location) is not None


def _encode_url(location: str) -> str:
    """The URL with percent codes for the characters that have a meaning in Markdown, tables or HTML attributes."""
    parts = {"|": "%7C", "'": "%27", '"': "%22", "<": "%3C", ">": "%3E", "\\": "%5C", "`": "%60", " ": "%20"}
    parts |= {"*": "%2A"} if location.count("*") > 1 else {}
    if not _has_balanced_parentheses(location):
        parts |= {"(": "%28", ")": "%29"}
    return "".join(parts.get(char, char) for char in location)


def _has_balanced_parentheses(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _is_minor_change(old: str, new: str) -> bool:
    """Whether two URLs differ only in the scheme, `www.` or a final slash."""

    def comparable_parts(url: str) -> tuple[str, str, str]:
        parts = urlsplit(url)
        return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query

    return comparable_parts(old) == comparable_parts(new)
