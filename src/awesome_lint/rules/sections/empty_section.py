"""SE007: a heading with nothing under it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest
from operator import itemgetter

from awesome_lint.markdown.tree import Comment, Link, walk_inlines
from awesome_lint.model import Finding, Severity
from awesome_lint.rules.base import Context, Example, Rule


class EmptySection(Rule):
    """Heading with nothing under it.

    ## What it finds
    A heading with no text, entry, picture or heading below it before the next heading of its level or a
    higher one. The heading that the text begins with is its title, not a section. A comment counts as nothing, since nobody sees it; a section kept for later is still empty
    for its readers.

    ## Why it matters
    It stands in the contents and disappoints whoever goes there.

    ## The fix
    None: fill it or take it out.
    """

    code = "SE007"
    name = "empty-section"
    summary = "heading with nothing under it"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="A heading kept for later",
            bad="# Soil\n\n## Clay\n\n- [Red](https://red.example)\n\n## Loam\n\n## Sand\n\n- [Dune](https://dune.example)\n",
            lines=(7,),
        ),
    )
    noop = (
        "# Soil\n\n## Clay\n\n### Red\n\n- [Red](https://red.example)\n",
        "# Soil\n\n## Clay\n\n![a picture](clay.png)\n\n## Loam\n\n> Quoted.\n",
        # A title on the level of its sections.
        "# Soils of the Shore\n\n# Clay\n\n- [Red](https://red.example)\n\n# Loam\n\n- [Brown](https://brown.example)\n",
        "# Soil\n\n## [Peat](peat.md)\n\n## [Marl](https://marl.example)\n",
        # An anchor for old links is no section.
        "# Soil\n\nGround.\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        listing = context.listing
        title = next((section for section in listing.sections if section.heading is not None), None)
        hidden = [block.span for block in listing.tree.children if isinstance(block, Comment)]
        for section, following in zip_longest(listing.sections, listing.sections[1:]):
            heading = section.heading
            if heading is None or not section.title.strip() or heading.form == "html":
                continue
            if following is not None and (following.level > section.level or section is title):
                continue
            if any(isinstance(node, Link) for node in walk_inlines(heading.children)):
                continue  # a heading that is a link leads to what it announces
            below = listing.text[heading.span.end : section.span.end]
            for span in hidden[bisect_left(hidden, heading.span.end, key=itemgetter(0)) :]:
                if span.start >= section.span.end:
                    break
                if span.end <= section.span.end:
                    below = below.replace(listing.text[span.start : span.end], "")
            if not below.strip(" \t\r\n#-=*_"):
                yield self.finding(heading.span, f"Nothing stands under “{section.title}”")
