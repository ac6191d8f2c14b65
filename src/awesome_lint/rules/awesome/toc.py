"""AW006 toc."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import is_excluded_from_toc, make_section_index
from awesome_lint.analysis.toc_coverage import TocCoverage
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.findings import Finding, Related, Safety
from awesome_lint.listing.model import Section, TableOfContents
from awesome_lint.listing.toc_lines import TocLine
from awesome_lint.markdown import tree
from awesome_lint.rules.awesome._page import ASIDE, find_contents_section
from awesome_lint.rules.awesome.license_section import LICENSE
from awesome_lint.rules.base import Example, Rule

_DEEPEST = 1
"""The deepest level of a table of contents, counted from 0."""


class Toc(Rule):
    """A table of contents that does not agree with the headings.

    ## What it does

    Checks the bulleted or numbered list under a heading such as “Contents”, “Table of Contents” or “Index”, or the
    only table of contents where no heading announces one. Reported are sections of the second level that it does
    not list, and subsections where it lists others of the same section; lines whose text is not that of their
    heading; more than two levels; and a heading for the table of contents with no list under it, with two, or after
    another section. “Contributing”, “Footnotes”, “Related Lists” and “License” may be left out. A page without a
    table of contents is valid, and a generated one is not checked. Nothing is reported where LK003 or SE001 gives an
    error or a warning.

    ## Why it matters

    Readers find their way in a long list by its table of contents.

    ## Fix

    Safe: a line for a missing section is added, in the form of the line before it. None in a numbered list, and in a
    list with more than a link on the lines.
    """

    code = "AW006"
    name = "toc"
    summary = "a table of contents that does not agree with the headings"
    fix = Safety.SAFE
    aliases = ("awesome-toc",)
    gives_way = ("LK003", "SE001")
    examples = (
        Example(
            title="A section that is not listed",
            before="# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n- [Sand](#sand)\n\n## Clay\n\n## Loam\n\n## Sand\n",
            lines=(5,),
            after="# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n\n"
            "## Clay\n\n## Loam\n\n## Sand\n",
        ),
        Example(
            title="A text, a line without heading, and a third level",
            before="# Awesome Soil\n\n## Table of Contents\n\n- [Clays](#clay)\n- [Peat](#peat)\n  - [Bog](#bog)\n    - [Moss](#moss)\n\n"
            "## Clay\n\n## Peat\n\n### Bog\n\n#### Moss\n\n## Contributing\n",
            lines=(5, 7),
        ),
        Example(
            title="No list under the heading", before="# Awesome Soil\n\n## Contents\n\n## Clay\n", lines=(3,)
        ),
    )
    valid = (
        # AW004 wants this section removed.
        "# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n- [Sand](#sand)\n\n## Clay\n\n## Sand\n\n## License\n",
        "# Awesome Soil\n\n## 📖 Contents\n\n- [Clay](#clay)\n- [Sand & Silt](#sand--silt)\n\n## Clay\n\n### Red\n\n"
        "## Sand & Silt\n\n## Contributing\n\n### How\n\n## Related Lists\n\n## Footnotes\n",
        "# Awesome Soil\n\n## Clay\n\n## Sand\n",
        "# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n  - [Red](#red)\n- [Sand](#sand)\n- [Contributing](#contributing)\n\n"
        "## Clay\n\n### Red\n\n## Sand\n\n### Fine\n\n## Contributing\n",
        "# Awesome Soil\n\n## Contents\n\n<!-- START doctoc -->\n- [Clay](#clay)\n<!-- END doctoc -->\n\n## Clay\n\n## Sand\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Findings at the lines of the table of contents, or at its heading."""
        listing = context.listing
        section = find_contents_section(listing)
        if section is not None and section.heading is not None:
            yield from self._check_contents_section(section, context)
        contents = _table_of_contents(section, context)
        if contents is None or contents.is_generated or contents.form not in ("bullet", "numbered"):
            return
        listed = context.cached(make_section_index).toc_lines(contents)
        yield from self._check_line_texts(listed)
        yield from self._check_depth(contents)
        yield from self._check_missing(TocCoverage(contents, listed, context), section, context.text)

    def _check_contents_section(self, section: Section, context: Context) -> Iterator[Finding]:
        """Findings on the number of lists in the section of the table of contents, and on its place."""
        assert section.heading is not None
        blocks = [
            block
            for block in context.listing.tree.children
            if section.span.start < block.span.start < section.span.end
        ]
        lists = [block for block in blocks if isinstance(block, tree.List)]
        tables = [c for c in context.listing.tocs if section.span.covers(c.span)]
        if not lists and not tables:
            yield self.finding(
                section.heading.span, "The table of contents has a heading and no list; add the list"
            )
        elif len(lists) > 1 and len(tables) <= 1 and not (tables and tables[0].is_generated):
            yield self.finding(
                section.heading.span, f"The table of contents is in {len(lists)} lists; write one list"
            )
        before = [
            other
            for other in context.listing.sections
            if other.line < section.line
            and other.level == section.level == 2
            and other.heading is not None
            and other.heading.form != "html"
        ]
        if before:
            yield self.finding(
                section.heading.span,
                f"The table of contents is after the section “{before[0].title}”; move it before all sections",
            )

    def _check_line_texts(self, listed: list[TocLine]) -> Iterator[Finding]:
        """Findings for lines whose text differs from their heading."""
        for entry in listed:
            item, section = entry.item, entry.section
            if (
                section is not None
                and entry.by_anchor
                and _comparable_text(item.text) != _comparable_text(section.title)
            ):
                yield self.finding(
                    item.link.span,
                    f"“{item.text}” leads to the heading “{section.title}”; write “{section.title}”",
                )

    def _check_depth(self, contents: TableOfContents) -> Iterator[Finding]:
        for above, item in zip(contents.items, contents.items[1:], strict=False):
            if item.depth > _DEEPEST and above.depth == _DEEPEST:
                yield self.finding(
                    above.link.span,
                    "The lines below this one are a third level of the table of contents; use at most two",
                )

    def _check_missing(self, toc: TocCoverage, section: Section | None, text: str) -> Iterator[Finding]:
        """Findings for sections that are not listed: those of the second level, and subsections of a section of
        which others are listed.
        """
        for siblings in toc.sibling_groups():
            present = [sibling for sibling in siblings if toc.is_listed(sibling)]
            if not present or not _belong_in_toc(siblings):
                continue
            for sibling in siblings:
                heading = sibling.heading
                if toc.is_listed(sibling) or sibling is section or heading is None:
                    continue
                if _may_be_unlisted(sibling, text):
                    continue
                before = toc.toc_line_before(sibling, present)
                yield self.finding(
                    toc.first_toc_line(present).link.span,
                    f"“{sibling.title}” (line {sibling.line}) is missing from the table of contents; add a line",
                    related=[Related(heading.span, "the heading that is not listed")],
                    edits=toc.insertion_edits(sibling, before) if before is not None else [],
                )


def _table_of_contents(section: Section | None, context: Context) -> TableOfContents | None:
    """The table of contents in the section that announces it, else the only one of the page; None if there is none."""
    tables = context.listing.tocs
    if section is not None:
        return next((contents for contents in tables if section.span.covers(contents.span)), None)
    return tables[0] if len(tables) == 1 else None


def _belong_in_toc(siblings: list[Section]) -> bool:
    """Whether sections are of the second level, or the children of one that a table of contents lists."""
    level, parent = siblings[0].level, siblings[0].parent
    return level == 2 or (level == 3 and parent is not None and letters_and_digits(parent.title) not in ASIDE)


def _may_be_unlisted(section: Section, text: str) -> bool:
    """Whether the table of contents may omit the section: the guidelines, a comment or AW004 allow it."""
    aside = letters_and_digits(section.title) in ASIDE or section.title.casefold() in LICENSE
    return aside or not section.title or is_excluded_from_toc(section, text)


def _comparable_text(text: str) -> str:
    """The letters and digits of a text, with the punctuation that distinguishes names (`C` and `C++`)."""
    return "".join(char for char in text if char.isalnum() or char in "+#.!?").rstrip(".")
