"""SE002: a table of contents in another order than the headings."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.listing.outline import main_contents
from awesome_lint.model import Finding, Related, Safety, Span
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.headings import register
from awesome_lint.rules.ordering import longest_sorted
from awesome_lint.rules.sections._contents import moved


class TocOrder(Rule):
    """Contents in another order than the headings.

    ## What it finds
    A line of the table of contents that stands before or behind its place: the fewest lines whose move would
    bring the contents into the order of the headings. A table of contents that follows another order
    throughout (more than one line in four out of place) is taken as meant so.

    ## Why it matters
    Who scrolls down from one section expects the next one that the contents promised.

    ## The fix
    Unsafe: the line moves to its place, with what is nested below it; numbers and the signs between links stay
    where they are.
    """

    code = "SE002"
    name = "toc-order"
    summary = "table of contents in another order than the headings"
    fix = Safety.UNSAFE
    examples = (
        Example(
            title="The first section listed last",
            bad=(
                "# Awesome Soil\n\n- [Loam](#loam)\n- [Sand](#sand)\n- [Silt](#silt)\n- [Clay](#clay)\n\n"
                "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n\n## Silt\n\nx\n"
            ),
            lines=(6,),
            mended=(
                "# Awesome Soil\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n- [Silt](#silt)\n\n"
                "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n\n## Silt\n\nx\n"
            ),
        ),
        Example(
            title="A numbered line out of order",
            bad=(
                "# Awesome Soil\n\n1. [Loam](#loam)\n2. [Sand](#sand)\n3. [Silt](#silt)\n4. [Clay](#clay)\n\n"
                "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n\n## Silt\n\nx\n"
            ),
            lines=(6,),
            mended=(
                "# Awesome Soil\n\n1. [Clay](#clay)\n2. [Loam](#loam)\n3. [Sand](#sand)\n4. [Silt](#silt)\n\n"
                "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n\n## Silt\n\nx\n"
            ),
        ),
    )
    noop = (
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
        main = main_contents(context.listing)
        for contents in [main] if main is not None and not main.generated else []:
            listed = context.once(register).resolve(contents)
            found = [entry for entry in listed if entry.section is not None]
            lines = [entry.section.line for entry in found if entry.section is not None]
            if len(set(lines)) != len(lines):
                continue
            kept = longest_sorted(lines, strict=True)
            if len(kept) == len(lines) or len(lines) - len(kept) > max(1, len(lines) // 4):
                continue
            for index, entry in enumerate(found):
                if index in kept or entry.section is None:
                    continue
                before = [other for other in kept if lines[other] < lines[index]]
                where = f"behind “{found[before[-1]].item.text}”" if before else "to the top"
                yield self.finding(
                    entry.item.link.span,
                    f"“{entry.item.text}” belongs {where}: the headings stand in that order",
                    related=[Related(Span(*entry.section.span[:1], entry.section.span.start), "the heading")],
                    edits=moved(contents, entry, found[before[-1]] if before else None, context.text),
                )
