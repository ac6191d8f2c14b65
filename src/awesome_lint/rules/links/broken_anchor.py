"""LK003 broken-anchor."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import Survey
from awesome_lint.analysis.mojibake import damage
from awesome_lint.analysis.unrendered import unrendered
from awesome_lint.bibliography.percent import unquote
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule

OF_THE_PAGE = lazy(
    r"(?:top|readme|start-of-content|.*-ov-file|(?:user-content-)?fn(?:ref)?-.*)?", re.IGNORECASE
)
"""What a browser or GitHub's page itself offers: the top, the README's box, its tabs, footnotes."""

_WITH_BLANKS = lazy(r"\[(?P<text>[^\[\]\n]+)\]\((?P<anchor>#[^()\s\"']+(?: +[^()\s\"']+)+)\)")
_TELLING = 5
"""A text with fewer letters says too little of the heading it means."""
_SHORT = 6
"""A slug with fewer letters is too like others for a slip of one letter."""
_CASE = Habit(
    "case", 0, "The anchors of {count} links differ in case from their headings’; GitHub ignores that"
)
_DEAD = Habit("dead", 10, "{count} links lead to headings that do not exist")
_NUMBERED = lazy(r"(?P<base>.+)-\d{1,2}")
"""The anchor of a repeated heading."""
_NO_LETTER = lazy(r"[\W_]+")


class BrokenAnchor(Rule):
    """A link within the page to a heading that does not exist.

    ## What it does

    Links to `#x` where no heading has the slug `x` and the file has no `<a name="x">` or `id="x"`. Slugs are
    GitHub's: lower case, punctuation dropped, each space a hyphen, an emoji dropped but not the space after it
    (`## 📊 Datasets` is `#-datasets`), `-1`, `-2` … for repeats. More than ten such links are one finding. Where
    only case differs it is one advice a file: GitHub ignores case, other renderers do not. A link whose text is
    one heading's and whose anchor is another's is a warning. `[x](#two words)` is found as well, though it is no
    link at all.

    ## Why it matters

    A line of the table of contents does nothing when clicked. It happens whenever a heading is reworded.

    ## Fix

    Safe where only case differs, and where the link's text is the text of exactly one heading (emoji,
    punctuation and case aside). A slug that differs in punctuation or one letter is suggested and never applied.
    Nor is one that only drops a number (`#games-1` to `#games`): the second heading may be missing.
    Where the heading's own text is damaged (TX001) there is none: its slug changes when that is fixed.
    """

    code = "LK003"
    name = "broken-anchor"
    summary = "link to a heading that does not exist"
    depends_on_other_lines = True
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
    supersedes = ("SE001",)
    examples = (
        Example(
            title="An emoji was put before the heading",
            before="""
                - [Datasets](#datasets)

                ## 📊 Datasets
                """,
            lines=(1,),
            after="""
                - [Datasets](#-datasets)

                ## 📊 Datasets
                """,
        ),
        Example(
            title="Slugs are in lower case",
            before="""
                - [Tree Search](#Tree-Search)

                ## Tree Search
                """,
            lines=(1,),
            after="""
                - [Tree Search](#tree-search)

                ## Tree Search
                """,
        ),
        Example(
            title="One letter differs: only a suggestion",
            before="""
                - [Charts](#chart-parser)
                - [To parse](#tree_search)

                ## Chart-Parsers

                ## Tree Search
                """,
            lines=(1, 2),
        ),
        Example(
            title="Spaces become hyphens in an anchor",
            before="""
                - [Tree Search](#tree search)

                ## Tree Search
                """,
            lines=(1,),
            after="""
                - [Tree Search](#tree-search)

                ## Tree Search
                """,
        ),
        Example(
            title="A line of the contents that was copied (unsafe)",
            before="""
                - [Tree Search](#tree-search)
                - [Chart Parsing](#tree-search)

                ## Tree Search

                ## Chart Parsing
                """,
            lines=(2,),
            after="""
                - [Tree Search](#tree-search)
                - [Chart Parsing](#chart-parsing)

                ## Tree Search

                ## Chart Parsing
                """,
        ),
        Example(
            title="A heading that leads back to the top, without the hyphen of the badge (a suggestion)",
            before="""
                # Parsers ![stars](https://example.org/s.svg)

                ## [Tree Search](#parsers)
                """,
            lines=(3,),
        ),
        Example(
            title="The second heading of this text does not exist (a suggestion)",
            before="""
                - [Tree Search](#tree-search)
                - [Tree Search](#tree-search-1)

                ## Tree Search
                """,
            lines=(2,),
        ),
        Example(
            title="Nothing is like it",
            before="""
                - [Glossary](#glossary)

                ## Tree Search
                """,
            lines=(1,),
        ),
    )
    valid = (
        # The anchor of a heading that is a picture.
        "# ![Soil](https://soil.example/wide.png)\n\n[Back to top](#----)\n",
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
        """
        See [the games](#games), [Chess](#games) and [More](#games); [issue](https://example.org/x#gone).

        `[two words](#two words)` (#two words) [x]: #hash, [2024](#year-2024), [2025](#year-2025)

        ## Year 2024

        ## Year 2025

        ## Games

        ## More
        """,
        """
        ## Contents

        ## [Tree Search](#contents)

        ## [Chart Parsing](#contents)
        """,
        """
        - [Search [![star](https://example.org/s.svg)](https://example.org/s)](#search-) and [Top](#)

        ## Search ![star](https://example.org/s.svg)
        """,
        """
        - [Charts](#charts)

        <br>
        ## Charts
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each live link to an anchor that the file does not have."""
        text = context.text
        links = [
            link for link in context.listing.links if isinstance(link, tree.Link) and link.url.startswith("#")
        ]
        torn = list(_WITH_BLANKS.finditer(text)) if _may_be_torn(text) else []
        if not links and not torn:
            return
        places = Places(context)
        # A heading that is shown as raw text has no anchor; MD005 reports it.
        raw = {slug for block in context.cached(unrendered) for slug in block.slugs}
        for link in links:
            anchor = unquote(link.url[1:]).removeprefix("user-content-")
            if anchor and not anchor.strip("-"):
                continue  # the anchor of a heading that is a picture
            if anchor in places.names:
                yield from self._astray(link, anchor, places)
            elif anchor not in raw and not OF_THE_PAGE.fullmatch(anchor):
                yield self._broken(link, anchor, places)
        survey = Survey.of(context.listing.tree)
        for match in torn:
            if not survey.hides(Span(*match.span("anchor"))):
                yield self._torn(match, places)

    def _broken(self, link: tree.Link, anchor: str, places: Places) -> Finding:
        lowered = anchor.lower()
        if lowered in places.names:
            return self.finding(
                link.span,
                f"The anchor #{anchor} differs in case from the heading's, #{lowered}",
                severity=Severity.ADVICE,
                edits=_pointing(link, lowered),
                habit=_CASE,
            )
        slug, safety = places.meant(anchor, words(link.children), link)
        message = f"No heading has the anchor #{anchor}"
        if slug is None:
            return self.finding(link.span, message, habit=_DEAD)
        if places.is_damaged(slug):
            message = f"{message}; fix the charset of the heading #{slug} first (TX001)"
            return self.finding(link.span, message, habit=_DEAD)
        return self.finding(
            link.span,
            f"{message}; did you mean #{slug}?",
            edits=_pointing(link, slug),
            safety=safety,
            habit=_DEAD,
        )

    def _astray(self, link: tree.Link, anchor: str, places: Places) -> Iterator[Finding]:
        """A link with the text of one heading to another heading."""
        if places.is_heading(link):
            return  # a heading that leads back to the contents says its own text
        slug = places.elsewhere(anchor, words(link.children))
        if slug is not None and not places.is_damaged(slug):
            yield self.finding(
                link.span,
                f"This link leads to #{anchor}; the heading with the link's text is #{slug}",
                severity=Severity.WARNING,
                edits=_pointing(link, slug),
                safety=Safety.UNSAFE,
            )

    def _torn(self, match: re.Match[str], places: Places) -> Finding:
        span = Span(*match.span("anchor"))
        slug, safety = places.meant(match["anchor"][1:].replace(" ", "-"), match["text"])
        message = "A space in the anchor: this is no link, and no anchor contains spaces"
        if slug is None or places.is_damaged(slug):
            return self.finding(span, message)
        return self.finding(
            span, f"{message}; did you mean #{slug}?", edits=[Edit(span, f"#{slug}")], safety=safety
        )


class Places:
    """All that a link within the file may lead to, and what a broken link most likely means."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._headings = {heading.slug: heading for heading in context.listing.tree.headings}
        self._texts = {slug: _folded(words(heading.children)) for slug, heading in self._headings.items()}
        self._by_text = defaultdict(list)
        for slug, text in self._texts.items():
            self._by_text[text].append(slug)
        anchors = {name.removeprefix("user-content-") for name in context.listing.tree.anchors}
        self.names = anchors.union(self._headings)
        self._by_slug: dict[str, list[str]] = {}
        for slug in self._headings:
            self._by_slug.setdefault(_folded(slug), []).append(slug)
        self._spans = sorted(heading.span for heading in self._headings.values())
        self._starts = [span.start for span in self._spans]

    def meant(self, anchor: str, text: str, link: tree.Link | None = None) -> tuple[str | None, Safety]:
        """The slug that a broken link most likely means (None where nothing tells), and how sure that is."""
        same = self._by_text.get(_folded(text), []) if _folded(text) else []
        # A heading that is a link says its own text, and leads elsewhere: to the top, to the contents.
        if len(same) == 1 and not (link is not None and self.is_heading(link)):
            numbered = _NUMBERED.fullmatch(anchor)
            # `#x-1` is the second heading `X`: another heading may be missing.
            repeated = numbered is not None and _folded(numbered["base"]) == _folded(same[0])
            return same[0], Safety.DISPLAY if repeated else Safety.SAFE
        folded = _folded(anchor)
        alike = self._by_slug.get(folded, []) if folded else []
        near = alike or [
            slug for other, slugs in self._by_slug.items() if _is_slip(folded, other) for slug in slugs
        ]
        return (near[0] if len(near) == 1 else None), Safety.DISPLAY

    def elsewhere(self, anchor: str, text: str) -> str | None:
        """The slug of the one heading that has the link's text, where the link leads to a heading without it."""
        label, there = _folded(text), self._texts.get(anchor)
        same = self._by_text.get(label, [])
        if there is None or label == there or len(same) != 1 or len(label) < _TELLING:
            return None
        return same[0]

    def is_heading(self, link: tree.Link) -> bool:
        """Whether the link is in a heading."""
        before = bisect_right(self._starts, link.span.start) - 1
        return before >= 0 and self._spans[before].covers(link.span)

    def is_damaged(self, slug: str) -> bool:
        """Whether the heading's text was read in the wrong charset: its slug changes when that is fixed."""
        heading = self._headings.get(slug)
        return heading is not None and any(
            heading.span.overlaps(place.span) for place in self._context.cached(damage)
        )


def _is_slip(slug: str, other: str) -> bool:
    """Whether two folded slugs differ in one letter: added, missing, another one, or swapped with the next."""
    if min(len(slug), len(other)) < _SHORT or abs(len(slug) - len(other)) > 1:
        return False
    start = next(
        (at for at, pair in enumerate(zip(slug, other, strict=False)) if pair[0] != pair[1]),
        min(len(slug), len(other)),
    )
    left, right = slug[start:], other[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    if not (swapped or left[1:] == right or left == right[1:] or left[1:] == right[1:]):
        return False
    return (left[:1] + right[:1]).isalpha()


def words(children: list[tree.Inline]) -> str:
    """What a reader reads of inline nodes: badges and other pictures are not read."""
    nodes = list(tree.walk_inlines(children))
    pictures = [node.span for node in nodes if isinstance(node, tree.Image)]
    return "".join(
        node.value
        for node in nodes
        if isinstance(node, tree.Text | tree.CodeSpan | tree.Math)
        and not any(picture.covers(node.span) for picture in pictures)
    )


def _may_be_torn(text: str) -> bool:
    """Whether anything like a link's anchor contains a space: nearly no text has one."""
    return any(" " in after.partition(")")[0] for after in text.split("](#")[1:])


def _pointing(link: tree.Link, slug: str) -> tuple[Edit, ...]:
    return (Edit(link.target, f"#{slug}"),) if link.mapped else ()


def _folded(text: str) -> str:
    """Letters and digits alone, without case."""
    return _NO_LETTER.sub("", text).casefold()
