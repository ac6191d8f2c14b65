"""SE003: a line of the table of contents that says another thing than the heading it leads to."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.listing.model import Listing, Section
from awesome_lint.listing.outline import Listed, fold
from awesome_lint.model import Edit, Finding, Related, Removal, Safety, Span
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.headings import register
from awesome_lint.rules.sections._contents import label_of

NEARLY = 0.85
"""Above this likeness two texts are one text with a slip in it; below, one of them was worded on purpose."""


class TocText(Rule):
    """Contents text that differs from its heading.

    ## What it finds
    Two things. A line whose text is the text of one heading while its link leads to another. And a line whose
    text is that of its heading but for a slip: a letter, an old word. A text that was worded shorter or
    otherwise on purpose is left alone.

    ## Why it matters
    A line copied from the one above keeps its neighbour's link, and the reader lands in the wrong section
    without an error.

    ## The fix
    Unsafe: the link is turned to the heading that the text names; or the text is written as in the heading.
    """

    code = "SE003"
    name = "toc-text"
    summary = "line of the contents that says another thing than its heading"
    fix = Safety.UNSAFE
    removes = frozenset({Removal.LINKS, Removal.WORDS})
    examples = (
        Example(
            title="The link of the line above",
            bad=(
                "# Awesome Soil\n\n- [Clay](#clay)\n- [Loam and silt](#clay)\n- [Sand](#sand)\n\n"
                "## Clay\n\nx\n\n## Loam and silt\n\nx\n\n## Sand\n\nx\n"
            ),
            lines=(4,),
            mended=(
                "# Awesome Soil\n\n- [Clay](#clay)\n- [Loam and silt](#loam-and-silt)\n- [Sand](#sand)\n\n"
                "## Clay\n\nx\n\n## Loam and silt\n\nx\n\n## Sand\n\nx\n"
            ),
        ),
        Example(
            title="A slip in the text",
            bad=(
                "# Awesome Soil\n\n- [Clay](#clay)\n- [Drainage and arration](#drainage-and-aeration)\n\n"
                "## Clay\n\nx\n\n## Drainage and aeration\n\nx\n"
            ),
            lines=(4,),
            mended=(
                "# Awesome Soil\n\n- [Clay](#clay)\n- [Drainage and aeration](#drainage-and-aeration)\n\n"
                "## Clay\n\nx\n\n## Drainage and aeration\n\nx\n"
            ),
        ),
    )
    noop = (
        # Shorter by choice.
        "# Awesome Soil\n\n- [Clay](#clay-and-other-heavy-soils)\n- [Sand](#sand)\n\n"
        "## Clay and other heavy soils\n\nx\n\n## Sand\n\nx\n",
        # Two headings of one text: the second is reached by `-1`.
        "# Awesome Soil\n\n- [Clay](#clay)\n  - [Tools](#tools)\n- [Sand](#sand)\n  - [Tools](#tools-1)\n\n"
        "## Clay\n\n### Tools\n\nx\n\n## Sand\n\n### Tools\n\nx\n",
        # Case, emoji and punctuation are the heading's own affair.
        "# Awesome Soil\n\n- [clay](#-clay)\n- [Sand!](#sand)\n\n## 🏺 Clay\n\nx\n\n## Sand\n\nx\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        listing = context.listing
        by_text: dict[str, list[Section]] = {}
        for section in listing.sections:
            if section.heading is not None:
                by_text.setdefault(fold(section.title), []).append(section)
        for contents in listing.contents:
            if contents.generated:
                continue
            for entry in context.once(register).resolve(contents):
                if entry.section is not None and entry.by_anchor:
                    yield from self._compare(entry, entry.section, by_text, listing)

    def _compare(
        self, entry: Listed, section: Section, by_text: dict[str, list[Section]], listing: Listing
    ) -> Iterator[Finding]:
        said, stands = fold(entry.item.text), fold(section.title)
        if not said or not stands or said == stands:
            return
        named = by_text.get(said, [])
        link = entry.item.link
        if len(named) == 1 and named[0].heading is not None:
            heading = named[0].heading
            yield self.finding(
                link.span,
                f"“{entry.item.text}” leads to “{section.title}” (line {section.line}); the heading of that "
                f"name stands in line {named[0].line}: write #{heading.slug}",
                related=[Related(heading.span, "the heading that the text names")],
                edits=[Edit(link.target, f"#{heading.slug}")],
            )
        elif _slip(said, stands) and section.heading is not None:
            text = listing.text
            clean = text[link.label.start : link.label.end] == entry.item.text and "\n" not in section.title
            yield self.finding(
                link.span,
                f"“{entry.item.text}” is “{section.title}” in the heading (line {section.line})",
                related=[Related(section.heading.span, "the heading")],
                edits=[Edit(Span(*link.label), label_of(section, [entry]))] if clean else [],
            )


def _slip(said: str, stands: str) -> bool:
    """Whether the two differ by a slip of the pen: alike, of nearly one length, and not in a number or ending."""
    if sorted(filter(str.isdigit, said)) != sorted(filter(str.isdigit, stands)):
        return False
    if abs(len(said) - len(stands)) > 2 or min(len(said), len(stands)) < 6:
        return False
    if said.startswith(stands) or stands.startswith(said):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, said, stands, autojunk=False).ratio() >= NEARLY
