"""SE001: a heading that the table of contents forgot."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.listing.model import Contents, Section
from awesome_lint.listing.outline import Listed, contents_section, main_contents
from awesome_lint.model import Edit, Finding, Safety, Severity
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.headings import register
from awesome_lint.rules.sections._contents import inserted

LEAST_LISTED = 3
"""So many siblings must be listed before a missing one is an omission and not a choice."""


class TocMissing(Rule):
    """Heading missing from the table of contents.

    ## What it finds
    A heading whose siblings, headings of the same level under the same parent, are mostly in the table of
    contents while it is not. Between listed headings it is a warning; before the first or behind the last
    of them (an overview, a licence) it is advice, since many lists leave those out on purpose. Headings
    marked `<!-- omit in toc -->`, the title and the contents' own heading are left alone, and so are tables
    of contents that a generator writes.

    ## Why it matters
    Readers of a long list go by its contents: a section that is not there is not read. A heading on the
    wrong level drops out of the contents in the same way, and this is how it shows.

    ## The fix
    Unsafe: a line (in a row of links, a link) for the heading, in the form of the one before it. Lines that are
    numbered one by one are numbered on.
    """

    code = "SE001"
    name = "toc-missing"
    summary = "heading that the table of contents forgot"
    severity = Severity.WARNING
    fix = Safety.UNSAFE
    examples = (
        Example(
            title="A section between two listed ones",
            bad=(
                "# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n\n"
                "## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Peat\n\nWet.\n\n## Sand\n\nLight.\n"
            ),
            lines=(17,),
            mended=(
                "# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Peat](#peat)\n- [Sand](#sand)\n\n"
                "## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Peat\n\nWet.\n\n## Sand\n\nLight.\n"
            ),
        ),
        Example(
            title="A numbered table of contents",
            bad=(
                "# Awesome Soil\n\n1. [Clay](#clay)\n2. [Loam](#loam)\n3. [Sand](#sand)\n\n"
                "## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Peat\n\nWet.\n\n## Sand\n\nLight.\n"
            ),
            lines=(15,),
            mended=(
                "# Awesome Soil\n\n1. [Clay](#clay)\n2. [Loam](#loam)\n3. [Peat](#peat)\n4. [Sand](#sand)\n\n"
                "## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Peat\n\nWet.\n\n## Sand\n\nLight.\n"
            ),
        ),
        Example(
            title="A row of links",
            bad=(
                "# Awesome Soil\n\n[Clay](#-clay) • [Loam](#-loam) • [Sand](#-sand)\n\n"
                "## 🧱 Clay\n\nHeavy.\n\n## 🌾 Loam\n\nMixed.\n\n## 💧 Peat\n\nWet.\n\n## 🏖 Sand\n\nLight.\n"
            ),
            lines=(13,),
            mended=(
                "# Awesome Soil\n\n[Clay](#-clay) • [Loam](#-loam) • [Peat](#-peat) • [Sand](#-sand)\n\n"
                "## 🧱 Clay\n\nHeavy.\n\n## 🌾 Loam\n\nMixed.\n\n## 💧 Peat\n\nWet.\n\n## 🏖 Sand\n\nLight.\n"
            ),
        ),
    )
    noop = (
        # Only the main sections are listed: their children are left out by choice.
        "# Awesome Soil\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n\n## Clay\n\n### Red\n\nx\n\n"
        "### Grey\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        # The author said so.
        "# Awesome Soil\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n\n## Clay\n\nx\n\n"
        "## Peat <!-- omit in toc -->\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        # A generator keeps this one.
        "# Awesome Soil\n\n<!-- START doctoc -->\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n"
        "<!-- END doctoc -->\n\n## Clay\n\nx\n\n## Peat\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        # Broken anchors, yet every heading is there by its text.
        "# Awesome Soil\n\n- [Clay](#clai)\n- [Loam](#lome)\n- [Sand](#sandy)\n\n## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        listing = context.listing
        contents = main_contents(listing)
        if contents is None or contents.generated:
            return
        listed = context.once(register).resolve(contents)
        known = {id(entry.section): entry for entry in listed if entry.section is not None}
        own = contents_section(contents, listing)
        for siblings in _families(listing.sections):
            present = [section for section in siblings if id(section) in known]
            candidates = [
                section for section in siblings if section is not own and not _omitted(context, section)
            ]
            absent = [section for section in candidates if id(section) not in known]
            if len(present) < LEAST_LISTED or len(present) <= len(absent):
                continue
            for section in absent:
                if section is listing.sections[0] or section.heading is None:
                    continue
                between = present[0].line < section.line < present[-1].line
                yield self.finding(
                    section.heading.span,
                    f"“{section.title}” is missing from the table of contents (line "
                    f"{contents.items[0].line}), which lists {len(present)} of its {len(siblings) - 1} siblings",
                    severity=Severity.WARNING if between else Severity.ADVICE,
                    edits=_listing(section, present, known, contents, context.text),
                )


def _families(sections: list[Section]) -> list[list[Section]]:
    """Sections grouped by parent and level, in order."""
    families: dict[tuple[int, int], list[Section]] = {}
    for section in sections:
        if section.heading is not None:
            families.setdefault((id(section.parent), section.level), []).append(section)
    return list(families.values())


def _omitted(context: Context, section: Section) -> bool:
    """Whether the heading's own line, or the line before it, tells generators to leave it out."""
    assert section.heading is not None
    start, end = section.heading.span
    line_end = context.text.find("\n", end)
    before = context.text.rfind("\n", 0, max(start - 1, 0))
    return (
        "omit in toc" in context.text[before + 1 : line_end if line_end >= 0 else len(context.text)].lower()
    )


def _listing(
    section: Section, present: list[Section], known: dict[int, Listed], contents: Contents, text: str
) -> list[Edit]:
    """The edits that list a section behind the listed sibling that comes before it."""
    earlier = [sibling for sibling in present if sibling.line < section.line]
    if not earlier or section.heading is None or "\n" in section.title:
        return []
    return inserted(contents, section, known[id(earlier[-1])].item, list(known.values()), text)
