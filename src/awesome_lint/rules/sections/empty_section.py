"""SE007: a heading with nothing under it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from awesome_lint.analysis.context import Context
from awesome_lint.findings import Finding, Habit, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.sections_without_works import is_sentence_heading
from awesome_lint.markdown.tree import Heading, Link, walk_inlines
from awesome_lint.rules.base import Example, Rule

_COMMENT = lazy(r"(?s)<!--.*?-->")


class EmptySection(Rule):
    """Heading with nothing under it.

    ## What it does
    A heading with no text, entry, picture or heading below it before the next heading of its level or a higher one.
    Comments do not count, since readers do not see them. No section: the title of the page, a heading that is or
    contains a link, a sentence (a full stop, or more than eight words), a heading before one that leads back to the
    top.

    ## Why it matters
    Readers who follow the table of contents find nothing there.

    ## Fix
    None: fill the section or remove it.
    """

    code = "SE007"
    name = "empty-section"
    summary = "heading with nothing under it"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="A heading kept for later",
            before="# Soil\n\n## Clay\n\n- [Red](https://red.example)\n\n## Loam\n\n## Sand\n\n- [Dune](https://dune.example)\n",
            lines=(7,),
        ),
    )
    valid = (
        "# Soil\n\n## Clay\n\n### Red\n\n- [Red](https://red.example)\n",
        "# Soil\n\n## Clay\n\n![a picture](clay.png)\n\n## Loam\n\n> Quoted.\n",
        # A title on the level of its sections.
        "# Soils of the Shore\n\n# Clay\n\n- [Red](https://red.example)\n\n# Loam\n\n- [Brown](https://brown.example)\n",
        "# Soil\n\n## [Peat](peat.md)\n\n## [Marl](https://marl.example)\n",
        # A heading that leads back up, between the section and its entries.
        "# Soil\n\n## Clay\n## [Back to top](#soil)\n\n- [Red](https://red.example)\n\n## Loam\n\nx\n",
        # A sentence in the form of a heading.
        "# Soil\n\n## Clay\n\nx\n\n### Send a pull request.\n\n## Loam\n\nx\n",
        # An anchor for old links is no section.
        "# Soil\n\nGround.\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        listing = context.listing
        title = next((section for section in listing.sections if section.heading is not None), None)
        for section, following in zip_longest(listing.sections, listing.sections[1:]):
            heading = section.heading
            if heading is None or not section.title.strip() or heading.form == "html":
                continue
            if following is not None and (following.level > section.level or section is title):
                continue
            if _has_link(heading) or is_sentence_heading(section.title):
                continue
            if following is not None and following.heading is not None and _has_link(following.heading):
                continue  # a heading that leads back to the top
            below = _COMMENT.sub("", listing.text[heading.span.end : section.span.end])
            if not below.strip(" \t\r\n#-=*_"):
                yield self.finding(
                    heading.span,
                    f"The section “{section.title}” is empty; fill it or remove it",
                    habit=Habit("empty", 3, "{count} sections are empty"),
                )


def _has_link(heading: Heading) -> bool:
    return any(isinstance(node, Link) for node in walk_inlines(heading.children))
