"""LK003 broken-anchor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from awesome_lint.markdown import plain, tree
from awesome_lint.model import Edit, Finding, Safety, Severity
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.charsets import misread

OF_THE_PAGE = re.compile(
    r"(?:top|readme|start-of-content|.*-ov-file|(?:user-content-)?fn(?:ref)?-.*)?", re.IGNORECASE
)
"""What a browser or GitHub's page itself offers: the top, the README's box, its tabs, footnotes."""

_NO_LETTER = re.compile(r"[\W_]+")


class BrokenAnchor(Rule):
    """A link within the page to a heading that is not there.

    ## What it finds

    Links to `#x` where no heading has the slug `x` and no `<a name="x">` or `id="x"` stands in the file. Slugs
    are GitHub's: lower case, punctuation dropped, each blank a hyphen, an emoji dropped but not the blank
    behind it (`## 📊 Datasets` is `#-datasets`), `-1`, `-2` … for repeats. Where only case differs it is a
    warning: GitHub's page forgives that, other renderers do not.

    ## Why it matters

    A table of contents whose lines do nothing when clicked. It happens whenever a heading is reworded.

    ## The fix

    Safe where only case differs, and where the link's text is the text of exactly one heading (emoji,
    punctuation and case aside). Otherwise the nearest slug is put in only with `--unsafe-fixes`, as it is where
    the heading's own text is damaged (TX001): its slug will change when that is mended.
    """

    code = "LK003"
    name = "broken-anchor"
    summary = "link to a heading that is not there"
    severity = Severity.ERROR
    fix = Safety.SAFE
    supersedes = ("SE003",)
    examples = (
        Example(
            title="An emoji was put before the heading",
            bad="""
                - [Datasets](#datasets)

                ## 📊 Datasets
                """,
            lines=(1,),
            mended="""
                - [Datasets](#-datasets)

                ## 📊 Datasets
                """,
        ),
        Example(
            title="Slugs are in lower case",
            bad="""
                - [Tree Search](#Tree-Search)

                ## Tree Search
                """,
            lines=(1,),
            mended="""
                - [Tree Search](#tree-search)

                ## Tree Search
                """,
        ),
        Example(
            title="The heading was reworded (unsafe: it may be another one)",
            bad="""
                - [Tutorials](#tutorials-and-talk)

                ## Tutorials and Talks
                """,
            lines=(1,),
            mended="""
                - [Tutorials](#tutorials-and-talks)

                ## Tutorials and Talks
                """,
        ),
        Example(
            title="Nothing is like it",
            bad="""
                - [Glossary](#glossary)

                ## Tree Search
                """,
            lines=(1,),
        ),
    )
    noop = (
        """
        - [Games](#games) · [Again](#games-1) · [A & B](#a--b) · [Up](#top) · [Here](#spot) · [中文](#%E4%B8%AD%E6%96%87)
        - [Readme](#readme) · [Games](#user-content-games) · <a href="#spot">spot</a>

        <a name="spot"></a>

        ## Games

        ## A & B

        ## Games

        ## 中文

        <!-- [gone](#gone) and `[gone](#gone)` -->
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each live link to an anchor that the file does not have."""
        links = [
            link for link in context.listing.links if isinstance(link, tree.Link) and link.url.startswith("#")
        ]
        if not links:
            return
        places = Places(context)
        for link in links:
            anchor = unquote(link.url[1:]).removeprefix("user-content-")
            if anchor not in places.names and not OF_THE_PAGE.fullmatch(anchor):
                yield self._broken(link, anchor, places)

    def _broken(self, link: tree.Link, anchor: str, places: Places) -> Finding:
        lowered = anchor.lower()
        if lowered in places.names:
            return self.finding(
                link.span,
                f"The anchor #{anchor} differs in case from the heading's, #{lowered}",
                severity=Severity.WARNING,
                edits=_pointing(link, lowered),
            )
        slug, safety = places.meant(anchor, link)
        message = f"No heading has the anchor #{anchor}"
        if slug is None:
            return self.finding(link.span, message)
        return self.finding(
            link.span, f"{message}; did you mean #{slug}?", edits=_pointing(link, slug), safety=safety
        )


class Places:
    """All that a link within the file may lead to, and what a link that misses them most likely means."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._headings = {heading.slug: heading for heading in context.listing.tree.headings}
        self._by_text = defaultdict(list)
        for slug, heading in self._headings.items():
            self._by_text[_folded(plain(heading.children))].append(slug)
        anchors = {name.removeprefix("user-content-") for name in context.listing.tree.anchors}
        self.names = anchors.union(self._headings)

    def meant(self, anchor: str, link: tree.Link) -> tuple[str | None, Safety]:
        """The slug that a broken link most likely means (None where nothing tells), and how sure that is."""
        text = _folded(plain(link.children))
        same = self._by_text.get(text, []) if text else []
        if len(same) == 1:
            return same[0], Safety.UNSAFE if self._is_damaged(same[0]) else Safety.SAFE
        alike = [slug for slug in self._headings if _folded(slug) == _folded(anchor)]
        slug = alike[0] if len(alike) == 1 else _nearest(anchor, self._headings) or self._between(link)
        return slug, Safety.UNSAFE

    def _is_damaged(self, slug: str) -> bool:
        """Whether the heading's text was read in the wrong charset: its slug changes when that is mended."""
        heading = self._headings[slug]
        return any(heading.span.overlaps(place.span) for place in misread(self._context.text))

    def _between(self, link: tree.Link) -> str | None:
        """The one heading between those that the lines before and after lead to, in a table of contents."""
        slugs = list(self._headings)
        for contents in self._context.listing.contents:
            anchors = [item.anchor for item in contents.items]
            at = next((n for n, item in enumerate(contents.items) if item.link.span == link.span), None)
            if at is None:
                continue
            first = slugs.index(anchors[at - 1]) if at and anchors[at - 1] in self._headings else -1
            rest = [slugs.index(anchor) for anchor in anchors[at + 1 : at + 2] if anchor in self._headings]
            if (at == 0 or first >= 0) and rest and rest[0] - first == 2:
                return slugs[first + 1]
        return None


def _pointing(link: tree.Link, slug: str) -> tuple[Edit, ...]:
    return (Edit(link.target, f"#{slug}"),) if link.mapped else ()


def _folded(text: str) -> str:
    """Letters and digits alone, without case."""
    return _NO_LETTER.sub("", text).casefold()


def _nearest(anchor: str, slugs: Iterable[str]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(anchor.lower(), list(slugs), n=1, cutoff=0.75)), None)
