"""LK003 broken-anchor."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.bibliography.percent import unquote
from awesome_lint.markdown import tree
from awesome_lint.model import Batch, Edit, Finding, Removal, Safety, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.charsets import damage
from awesome_lint.rules.survey import Survey
from awesome_lint.rules.unrendered import unrendered

OF_THE_PAGE = lazy(
    r"(?:top|readme|start-of-content|.*-ov-file|(?:user-content-)?fn(?:ref)?-.*)?", re.IGNORECASE
)
"""What a browser or GitHub's page itself offers: the top, the README's box, its tabs, footnotes."""

_WITH_BLANKS = lazy(r"\[(?P<text>[^\[\]\n]+)\]\((?P<anchor>#[^()\s\"']+(?: +[^()\s\"']+)+)\)")
_TELLING = 5
"""A text with fewer letters says too little of the heading it means."""
_GUESSES = 100
"""So many broken links are compared with every heading; a text with more has no table of contents to mend."""
_NO_LETTER = lazy(r"[\W_]+")


class BrokenAnchor(Rule):
    """A link within the page to a heading that is not there.

    ## What it finds

    Links to `#x` where no heading has the slug `x` and no `<a name="x">` or `id="x"` stands in the file. Slugs
    are GitHub's: lower case, punctuation dropped, each blank a hyphen, an emoji dropped but not the blank
    behind it (`## 📊 Datasets` is `#-datasets`), `-1`, `-2` … for repeats. Where only case differs it is a
    warning: GitHub's page forgives that, other renderers do not. A link whose text is one heading's and whose
    address is another's is a warning too. `[x](#two words)` is found as well, though it is no link at all.

    ## Why it matters

    A table of contents whose lines do nothing when clicked. It happens whenever a heading is reworded.

    ## The fix

    Safe where only case differs, and where the link's text is the text of exactly one heading (emoji,
    punctuation and case aside). Otherwise the nearest slug is put in only with `--unsafe-fixes`. Where the
    heading's own text is damaged (TX001) there is none: its slug will change when that is mended.
    """

    code = "LK003"
    name = "broken-anchor"
    summary = "link to a heading that is not there"
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS})
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
            title="Blanks become hyphens in an anchor",
            bad="""
                - [Tree Search](#tree search)

                ## Tree Search
                """,
            lines=(1,),
            mended="""
                - [Tree Search](#tree-search)

                ## Tree Search
                """,
        ),
        Example(
            title="A line of the contents that was copied (unsafe)",
            bad="""
                - [Tree Search](#tree-search)
                - [Chart Parsing](#tree-search)

                ## Tree Search

                ## Chart Parsing
                """,
            lines=(2,),
            mended="""
                - [Tree Search](#tree-search)
                - [Chart Parsing](#chart-parsing)

                ## Tree Search

                ## Chart Parsing
                """,
        ),
        Example(
            title="A heading that leads back to the top, past the badge in the title (unsafe)",
            bad="""
                # Parsers ![stars](https://example.org/s.svg)

                ## [Tree Search](#parsers)
                """,
            lines=(3,),
            mended="""
                # Parsers ![stars](https://example.org/s.svg)

                ## [Tree Search](#parsers-)
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
        """
        See [the games](#games), [Chess](#games) and [More](#games); [issue](https://example.org/x#gone).

        `[two words](#two words)` (#two words) [x]: #hash

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
        raw = {slug for block in context.once(unrendered) for slug in block.slugs}
        for link in links:
            anchor = unquote(link.url[1:]).removeprefix("user-content-")
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
                severity=Severity.WARNING,
                edits=_pointing(link, lowered),
            )
        slug, safety = places.meant(anchor, words(link.children), link)
        message = f"No heading has the anchor #{anchor}"
        if slug is None:
            return self.finding(link.span, message)
        if places.is_damaged(slug):
            return self.finding(
                link.span, f"{message}; the heading meant is damaged and has to be mended first"
            )
        return self.finding(
            link.span, f"{message}; did you mean #{slug}?", edits=_pointing(link, slug), safety=safety
        )

    def _astray(self, link: tree.Link, anchor: str, places: Places) -> Iterator[Finding]:
        """A link with one heading's text to another heading."""
        if places.is_heading(link):
            return  # a heading that leads back to the contents says its own text
        slug = places.elsewhere(anchor, words(link.children))
        if slug is not None and not places.is_damaged(slug):
            yield self.finding(
                link.span,
                f"This leads to another heading, #{anchor}; the one with the link's text is #{slug}",
                severity=Severity.WARNING,
                edits=_pointing(link, slug),
                safety=Safety.UNSAFE,
            )

    def _torn(self, match: re.Match[str], places: Places) -> Finding:
        span = Span(*match.span("anchor"))
        slug, safety = places.meant(match["anchor"][1:].replace(" ", "-"), match["text"])
        message = "A blank in the anchor: this is no link, and no anchor holds blanks"
        if slug is None or places.is_damaged(slug):
            return self.finding(span, message)
        return self.finding(
            span, f"{message}; did you mean #{slug}?", edits=[Edit(span, f"#{slug}")], safety=safety
        )


class Places:
    """All that a link within the file may lead to, and what a link that misses them most likely means."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._headings = {heading.slug: heading for heading in context.listing.tree.headings}
        self._texts = {slug: _folded(words(heading.children)) for slug, heading in self._headings.items()}
        self._by_text = defaultdict(list)
        for slug, text in self._texts.items():
            self._by_text[text].append(slug)
        self._order = {slug: number for number, slug in enumerate(self._headings)}
        anchors = {name.removeprefix("user-content-") for name in context.listing.tree.anchors}
        self.names = anchors.union(self._headings)
        self._by_slug: dict[str, list[str]] = {}
        for slug in self._headings:
            self._by_slug.setdefault(_folded(slug), []).append(slug)
        self._spans = sorted(heading.span for heading in self._headings.values())
        self._starts = [span.start for span in self._spans]
        self._guesses = 0

    def meant(self, anchor: str, text: str, link: tree.Link | None = None) -> tuple[str | None, Safety]:
        """The slug that a broken link most likely means (None where nothing tells), and how sure that is."""
        same = self._by_text.get(_folded(text), []) if _folded(text) else []
        # A heading that is a link says its own text, and leads elsewhere: to the top, to the contents.
        if len(same) == 1 and not (link is not None and self.is_heading(link)):
            return same[0], Safety.SAFE
        folded = _folded(anchor)
        alike = self._by_slug.get(folded, []) if folded else []
        if len(alike) == 1:
            return alike[0], Safety.UNSAFE
        return self._nearest(anchor) or (self._between(link) if link else None), Safety.UNSAFE

    def elsewhere(self, anchor: str, text: str) -> str | None:
        """The slug of the one heading that has the link's text, where the link leads to a heading without it."""
        label, there = _folded(text), self._texts.get(anchor)
        same = self._by_text.get(label, [])
        if there is None or label == there or len(same) != 1 or len(label) < _TELLING:
            return None
        return same[0]

    def is_heading(self, link: tree.Link) -> bool:
        """Whether the link stands in a heading."""
        before = bisect_right(self._starts, link.span.start) - 1
        return before >= 0 and self._spans[before].covers(link.span)

    def is_damaged(self, slug: str) -> bool:
        """Whether the heading's text was read in the wrong charset: its slug changes when that is mended."""
        heading = self._headings.get(slug)
        return heading is not None and any(
            heading.span.overlaps(place.span) for place in self._context.once(damage)
        )

    def _nearest(self, anchor: str) -> str | None:
        self._guesses += 1
        if self._guesses > _GUESSES:
            return None
        import difflib

        slugs = [slug for slug in self._headings if slug]
        return next(iter(difflib.get_close_matches(anchor.lower(), slugs, n=1, cutoff=0.75)), None)

    def _between(self, link: tree.Link) -> str | None:
        """The one heading between those that the lines before and after lead to, in a table of contents."""
        for contents in self._context.listing.contents:
            if not contents.span.covers(link.span):
                continue
            at = next((n for n, item in enumerate(contents.items) if item.link.span == link.span), None)
            if at is None or at + 1 == len(contents.items):
                continue
            after = self._order.get(contents.items[at + 1].anchor)
            before = self._order.get(contents.items[at - 1].anchor) if at else -1
            if before is not None and after is not None and after - before == 2:
                return list(self._order)[before + 1]
        return None


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
    """Whether a blank stands in anything like a link's anchor: nearly no text has one."""
    return any(" " in behind.partition(")")[0] for behind in text.split("](#")[1:])


def _pointing(link: tree.Link, slug: str) -> tuple[Edit, ...]:
    return (Edit(link.target, f"#{slug}"),) if link.mapped else ()


def _folded(text: str) -> str:
    """Letters and digits alone, without case."""
    return _NO_LETTER.sub("", text).casefold()
