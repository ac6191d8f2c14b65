"""LK002 empty-link."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from awesome_lint.markdown import plain, tree
from awesome_lint.model import Finding, Habit, Severity
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule

_MANY = 10
"""More links than this with one text and no URL are a habit of the list."""
_PROMISED = lazy(r"\b(?:com(?:e|ing)s? soon|not yet|tb[ad]|todo)\b", re.I)
_BADGES = Habit("badges", 0, "{count} badges are links without a URL; add the URLs, or write ![…](…) alone")
_PROMISES = Habit("promised", 0, "{count} links without a URL are announced as coming soon")


class EmptyLink(Rule):
    """A link or image without a URL, or a link that shows nothing.

    ## What it finds

    `[text]()`, `[text](<>)` and `<a href="">`, images without a URL, and links without a text or image
    (`[](https://example.org)`). More than ten links without a URL that have the same text are one warning for the
    file, and so are badges in entries that are links without a URL; such badges elsewhere, and texts such as
    "Coming soon", "not yet", "TBD" and "TODO", are advice. A link to `#` is not reported: badges that do nothing are often
    written so.

    ## Why it matters

    Nothing happens when a reader clicks. Mostly the URL was to be added later. A link without a text cannot be
    clicked at all.

    ## The fix

    None: only the list's author knows the URL. Where there is none, remove the link's brackets.
    """

    code = "LK002"
    name = "empty-link"
    summary = "link without a URL or without a text"
    severity = Severity.ERROR
    examples = (
        Example(
            title="The code was announced and never linked",
            bad="""
                # Awesome parsers

                - [Earley](https://example.org/earley) [[code]()]
                - [Packrat]( ) and [GLR](<>)
                - <a href="">CYK</a> ![star]()
                """,
            lines=(3, 4, 4, 5, 5),
        ),
        Example(
            title="Nobody can see these links",
            bad="[](https://example.org/earley) [ ](https://example.org/cyk) [&nbsp;](https://example.org/glr)\n",
            lines=(1, 1, 1),
        ),
        Example(
            title="Announced: advice",
            bad="# Awesome parsers\n\n- [Coming soon]()\n",
            lines=(3,),
        ),
    )
    noop = (
        """
        # Awesome parsers

        - `[text]()` is how a link is written.
        - [Earley](https://example.org/earley "") and [back to top](#)
        - <a name="here"></a> a place, no link; <a id="there" href="#there"></a> and [](#there) neither
        - [![](https://example.org/logo.png)](https://example.org) and [<img src="a.png">](https://example.org)
        <!-- [later]() -->

        ```
        [text]()
        ```
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each live link or image without a URL, and each link that shows nothing."""
        links = [link for link in context.listing.links if link.form is not tree.LinkForm.BARE]
        empty = [link for link in links if not link.url.strip()]
        texts = Counter(_text(link).casefold() for link in empty)
        for link in empty:
            text = _text(link)
            if isinstance(link, tree.Image):
                yield self.finding(link.span, "This image has no URL")
            elif _is_badge(link):
                listed = any(entry.span.covers(link.span) for entry in context.listing.entries)
                yield self.finding(
                    link.span,
                    "This badge is a link without a URL; add the URL, or write ![…](…) alone",
                    severity=Severity.WARNING if listed else Severity.ADVICE,
                    habit=_BADGES,
                )
            elif _PROMISED.search(text):
                yield self.finding(
                    link.span, "This link has no URL yet", severity=Severity.ADVICE, habit=_PROMISES
                )
            elif texts[text.casefold()] > _MANY:
                many = f"“{text}” is a link without a URL in {{count}} places; add the URLs or remove the brackets"
                habit = Habit(f"text {text.casefold()}", 0, many)
                yield self.finding(link.span, _missing(text), severity=Severity.WARNING, habit=habit)
            else:
                yield self.finding(link.span, _missing(text))
        for link in links:
            if isinstance(link, tree.Link) and _is_invisible(link):
                yield self.finding(link.span, "This link has no text, so nobody can see it or click on it")


def _missing(text: str) -> str:
    return f"The link{f' “{text}”' if text else ''} has no URL; add it, or remove the link’s brackets"


def _text(link: tree.Link | tree.Image) -> str:
    """The words of a link, without brackets around them."""
    return plain(link.children).strip("[] \t")


def _is_badge(link: tree.Link) -> bool:
    """Whether the link shows nothing but images."""
    return bool(link.children) and all(isinstance(child, tree.Image) for child in link.children)


def _is_invisible(link: tree.Link) -> bool:
    """Whether a link to another page has whitespace for a text. Without a text, `[](#x)` is an anchor."""
    url = link.url.strip()
    if not url or url[0] == "#" or link.form is tree.LinkForm.HTML:
        return False
    return all(isinstance(child, tree.Text) and not child.value.strip() for child in link.children)
