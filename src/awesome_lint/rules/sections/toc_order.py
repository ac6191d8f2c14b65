"""SE002: a table of contents in another order than the headings."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import make_section_index
from awesome_lint.analysis.ordering import longest_sorted_subsequence
from awesome_lint.findings import Finding, Habit, Related, Severity
from awesome_lint.listing.toc_lines import main_toc
from awesome_lint.rules.base import Example, Rule


class TocOrder(Rule):
    """Table of contents in another order than the headings.

    ## What it does
    The fewest lines of the table of contents that are out of the order of the headings, as one finding. A table of
    contents in another order throughout (more than one line in four out of place) is taken as intended.

    ## Why it matters
    A reader who scrolls on from one section expects the next one in the table of contents.

    ## Fix
    None: the line or the section may be the one to move, and some tables of contents group sections on purpose.
    """

    code = "SE002"
    name = "toc-order"
    summary = "table of contents in another order than the headings"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="The first section listed last",
            before=(
                "# Awesome Soil\n\n- [Loam](#loam)\n- [Sand](#sand)\n- [Silt](#silt)\n- [Clay](#clay)\n\n"
                "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n\n## Silt\n\nx\n"
            ),
            lines=(6,),
        ),
    )
    valid = (
        "# Awesome Soil\n\n- [Clay](#clay)\n  - [Red](#red)\n- [Loam](#loam)\n- [Sand](#sand)\n\n"
        "## Clay\n\n### Red\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        # Another order altogether, by choice.
        "# Awesome Soil\n\n- [Silt](#silt)\n- [Sand](#sand)\n- [Loam](#loam)\n- [Clay](#clay)\n\n"
        "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n\n## Silt\n\nx\n",
        # Two lines that lead to one heading.
        "# Awesome Soil\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Heavy ground](#clay)\n- [Sand](#sand)\n\n"
        "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        main = main_toc(context.listing)
        if main is None or main.is_generated:
            return
        listed = context.cached(make_section_index).toc_lines(main)
        found = [(entry.item, entry.section) for entry in listed if entry.section is not None]
        lines = [section.line for _, section in found]
        kept = set(longest_sorted_subsequence(lines, strict=True))
        moved = [place for place in range(len(found)) if place not in kept]
        if len(set(lines)) != len(lines) or len(moved) > max(1, len(lines) // 4):
            return
        for place in moved:
            item, section = found[place]
            before = [other for other in sorted(kept) if lines[other] < lines[place]]
            where = f"after “{found[before[-1]][0].text}”" if before else "first"
            assert section.heading is not None
            yield self.finding(
                item.link.span,
                f"“{item.text}” is out of order: its heading (line {section.line}) comes {where}",
                related=[Related(section.heading.span, "the heading")],
                habit=Habit(
                    "order", 0, "{count} lines of the table of contents are not in the order of the headings"
                ),
            )
