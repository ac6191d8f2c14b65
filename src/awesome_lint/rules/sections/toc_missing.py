"""SE001: a table of contents that does not agree with the headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import make_section_index
from awesome_lint.analysis.toc_coverage import TocCoverage
from awesome_lint.bibliography.casing import letters_and_digits
from awesome_lint.bibliography.misspellings import corrections_of
from awesome_lint.bibliography.titles import text_similarity
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Layout, Section, TableOfContents
from awesome_lint.listing.toc_lines import TocLine, main_toc
from awesome_lint.markdown import tree, visible_text
from awesome_lint.rules.base import Example, Rule

_LEAST_LISTED = 3
"""Headings of one level that must be listed before a missing one is an omission and not a choice."""
_LEAST_ENTRIES = 3
"""The items or rows of a section after the last listed one from which it was added and then forgotten. A footer has
less, or a paragraph of links."""
_FOLDED_ABOVE = 3
_TYPO = 0.85
"""Likeness from which on two texts are one text with a typing error; below, one of them was worded on purpose."""
_FEW_WORDS = 4
_SENTENCE_ENDS = tuple(".:!?,;。：！？…")
_TOC_HEADING = lazy(r"(?i)\b(?:contents?|toc|index|overview)\b|目录")


class TocMissing(Rule):
    """Table of contents that does not agree with the headings.

    ## What it does
    A heading whose siblings, headings of the same level under the same parent, are mostly in the table of contents
    while it is not: a warning between listed headings, and after them for a section of three entries or more; advice
    for other sections after them, and for a section without entries before them. HTML anchors (`<a name="x">`) at a
    heading count. Nothing is reported for closing sections (a licence, how to contribute, acknowledgements, news), which
    many lists leave out on purpose, headings before the table of contents, notices, headings without text, headings
    marked `<!-- omit in toc -->`, and headings that a line with a broken anchor (LK003) may mean.

    A line that leads to one of several headings of the same text while its position in the table of contents means
    another one; a line with one heading's text and another one's anchor; a line that differs from its heading by a
    typing error. As advice, a few words above the list that are no link and no section.

    Tables of contents that a generator writes are left alone.

    ## Why it matters
    Readers of a long list use its table of contents: they do not find a section that is missing there, and a line
    with another heading's anchor leads them to the wrong section without an error.

    ## Fix
    Unsafe: a line for the heading, in the form of the one before it. Or the anchor of the heading that is meant. None
    in a numbered list, a row of links or HTML, and for headings that TX001 changes.
    """

    code = "SE001"
    name = "toc-missing"
    summary = "table of contents that does not agree with the headings"
    depends_on_other_lines = True
    severity = Severity.WARNING
    fix = Safety.UNSAFE
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            title="A section between two listed ones",
            before=(
                "# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n\n"
                "## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Peat\n\nWet.\n\n## Sand\n\nLight.\n"
            ),
            lines=(17,),
            after=(
                "# Awesome Soil\n\n## Contents\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Peat](#peat)\n- [Sand](#sand)\n\n"
                "## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Peat\n\nWet.\n\n## Sand\n\nLight.\n"
            ),
        ),
        Example(
            title="Headings of the same text: the nesting says which one is meant",
            before="""
                # Awesome Soil

                - [Clay](#clay)
                  - [Books](#books)
                - [Loam](#loam)
                  - [Books](#books)

                ## Clay

                ### Books

                x

                ## Loam

                ### Books

                x
                """,
            lines=(6,),
            after="""
                # Awesome Soil

                - [Clay](#clay)
                  - [Books](#books)
                - [Loam](#loam)
                  - [Books](#books-1)

                ## Clay

                ### Books

                x

                ## Loam

                ### Books

                x
                """,
        ),
        Example(
            title="Two lines of one text, each with a heading",
            before="""
                # Awesome Soil

                - [Clay](#clay)
                - [Loam](#loam)
                - [Clay](#sand)

                ## Clay

                x

                ## Loam

                x

                ## Sand

                x
                """,
            lines=(5,),
        ),
        Example(
            title="A typing error",
            before="# Soil\n\n- [Clay](#clay)\n- [Drainage and arration](#drainage-and-aeration)\n\n## Clay\n\nx\n\n## Drainage and aeration\n\nx\n",
            lines=(4,),
        ),
        Example(
            title="Words that are no link",
            before="""
                # Awesome Soil

                ## Table of Contents
                Tools and libraries

                - [Clay](#clay)
                - [Drainage and aeration](#drainage-and-aeration)

                ## Clay

                x

                ## Drainage and aeration

                x
                """,
            lines=(4,),
        ),
    )
    valid = (
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
        # The line with the broken anchor may mean the heading: LK003 reports it.
        "# Awesome Soil\n\n- [Clay](#clay)\n- [Lome](#lome)\n- [Peat](#peat)\n- [Sand](#sand)\n\n"
        "## Clay\n\nx\n\n## Loam\n\nx\n\n## Peat\n\nx\n\n## Sand\n\nx\n",
        # An anchor above the heading.
        "# Awesome Soil\n\n- [Clay](#1)\n- [Loams](#2)\n- [Peat](#3)\n- [Sand](#4)\n\n"
        + "".join(
            f'<a name="{n}"></a>\n\n## {n}. {title}\n\nx\n\n'
            for n, title in enumerate(("Clay", "Loam", "Peat", "Sand"), 1)
        ),
        # Headings before the table of contents, and notices.
        "# Awesome Soil\n\n## About\n\nx\n\n## Contents\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)\n\n"
        "## Clay\n\nx\n\n## Please send us a pull request!\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        # Worded shorter on purpose; case, emoji and punctuation do not count.
        "# Awesome Soil\n\n- [clay](#-clay-and-other-heavy-soils)\n- [Sand!](#sand)\n\n"
        "## 🏺 Clay and other heavy soils\n\nx\n\n## Sand\n\nx\n",
        # Two headings of one text: the second is reached by `-1`.
        "# Awesome Soil\n\n- [Clay](#clay)\n  - [Tools](#tools)\n- [Sand](#sand)\n  - [Tools](#tools-1)\n\n"
        "## Clay\n\n### Tools\n\nx\n\n## Sand\n\n### Tools\n\nx\n",
        # The numbers of the headings are not part of their text.
        "# Awesome Soil\n\n- 1. [Clay](#clay)\n  - 1.1. [Tools](#tools)\n- 2. [Sand](#sand)\n\n"
        "## 1. <a name='clay'></a>Clay\n\n### 1.1. <a name='tools'></a>Tools\n\nx\n\n"
        "## 2. <a name='sand'></a>Sand\n\n### Tools :\n\nx\n",
        # The number of a heading may be left out.
        "# Awesome Soil\n\n- [Clay and Loam](#i-clay-and-loam)\n- [Sand](#ii-sand)\n\n## I. Clay and Loam\n\nx\n\n"
        "## II. Sand\n\nx\n",
        # Only the link is broken: LK003 reports it.
        "# Awesome Soil\n\n- [Clay, and Loam](clay,-and-loam)\n- [Peat](#peat)\n- [Sand](#sand)\n\n"
        "## Clay, and Loam\n\nx\n\n## Peat\n\nx\n\n## Sand\n\nx\n",
        # The numbers say that two headings are subsections, and none is listed.
        "# Awesome Soil\n\n1. [Clay](#1-clay)\n2. [Peat](#2-peat)\n3. [Sand](#3-sand)\n\n"
        "## 1. Clay\n\nx\n\n## 2. Peat\n\n## 2.1. Black\n\nx\n\n## 3. Sand\n\nx\n",
        # A sentence above the list.
        "## Contents\nClick on a line:\n\n- [Charts](#charts)\n- [Tables](#tables)\n\n## Charts\n\nx\n\n## Tables\n\nx\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        sections = context.cached(make_section_index)
        main = main_toc(context.listing)
        for contents in context.listing.tocs:
            yield from self._check_unlinked(contents, context)
            if contents.is_generated:
                continue
            listed = sections.toc_lines(contents)
            reached = {line.section.span for line in listed if line.section is not None}
            levels: dict[int, list[int]] = defaultdict(list)
            for line in listed:
                if line.section is not None:
                    levels[line.item.depth].append(line.section.level)
            for line in listed:
                finding = self._check_anchor(line, reached, levels[line.item.depth]) or self._check_typo(line)
                if finding is not None:
                    yield finding
            if contents is main:
                yield from self._check_missing(contents, listed, context)

    def _check_anchor(self, line: TocLine, reached: set[Span], levels: list[int]) -> Finding | None:
        """The finding for a line that leads to another heading than its text says; None for other lines. There is no
        fix if another line leads to the heading of that name (`reached`), or if that heading is not on the level to
        which all lines of this depth lead (`levels`)."""
        meant, there, link = line.named_section, line.section, line.item.link
        if meant is None or meant.heading is None or there is None:
            return None
        slug = meant.heading.slug
        written, heading = letters_and_digits(line.item.text), letters_and_digits(there.title)
        if heading.startswith(written) and heading != written:
            return None  # a shorter text for the same heading
        if meant.span in reached:
            if text_similarity(written, heading) >= _TYPO:
                return None
            return self.finding(
                link.span,
                f"“{line.item.text}” leads to “{there.title}” (line {there.line}); another line already leads to the "
                f"heading “{meant.title}”, so correct the text or the anchor of this one",
                related=[Related(meant.heading.span, "the heading of that name")],
            )
        if len(levels) > 1 and set(levels) == {there.level} and meant.level != there.level:
            return self.finding(
                link.span,
                f"“{line.item.text}” leads to “{there.title}” (line {there.line}); correct the text or the anchor",
            )
        first = "the first " if letters_and_digits(meant.title) == letters_and_digits(there.title) else ""
        return self.finding(
            link.span,
            f"“{line.item.text}” leads to {first}“{there.title}” (line {there.line}); for the one on line {meant.line} "
            f"write #{slug}",
            related=[Related(meant.heading.span, "the heading that the line means")],
            edits=[Edit(link.target, f"#{slug}")] if link.is_exact else [],
            habit=Habit(
                "meant",
                _FOLDED_ABOVE,
                "{count} lines of the table of contents lead to another heading than they mean",
            ),
        )

    def _check_typo(self, line: TocLine) -> Finding | None:
        """The finding for a line whose text and heading differ by a typing error; None for other lines."""
        section = line.section
        if section is None or section.heading is None or not line.by_anchor:
            return None
        if not _differ_by_typo(letters_and_digits(line.item.text), letters_and_digits(section.title)):
            return None
        right = {word.lower() for word in line.item.text.split()}
        if any(right.intersection(corrections_of(word.lower())) for word in section.title.split()):
            return None  # TX006 reports the heading, and corrects its anchor too
        return self.finding(
            line.item.link.span,
            f"“{line.item.text}” is spelt “{section.title}” in its heading (line {section.line}); correct the one that "
            "is wrong",
            related=[Related(section.heading.span, "the heading")],
        )

    def _check_unlinked(self, contents: TableOfContents, context: Context) -> Iterator[Finding]:
        """The finding for a few words, which are no link and no section, between the heading of a table of contents and
        its list."""
        blocks = context.listing.tree.children
        index = next((n for n, block in enumerate(blocks) if block.span.start >= contents.span.start), 0)
        if index < 2:
            return
        heading, words = blocks[index - 2], blocks[index - 1]
        if not isinstance(heading, tree.Heading) or not isinstance(words, tree.Paragraph):
            return
        text = visible_text(words.children).strip()
        few = len(text.split()) <= _FEW_WORDS and not text.endswith(_SENTENCE_ENDS)
        if not few or any(type(child) is not tree.Text for child in words.children):
            return
        named = context.cached(make_section_index).sections_with_heading(text)
        if not named and _TOC_HEADING.search(visible_text(heading.children)):
            yield self.finding(
                words.span,
                f"“{text}” in the table of contents is not a link, and no section has that name",
                severity=Severity.ADVICE,
            )

    def _check_missing(
        self, contents: TableOfContents, listed: list[TocLine], context: Context
    ) -> Iterator[Finding]:
        """Findings for headings that the table of contents lacks, although it has most headings of their level and
        parent."""
        toc = TocCoverage(contents, listed, context)
        edited: set[Span] = set()
        for siblings in toc.sibling_groups():
            present = [section for section in siblings if toc.is_listed(section)]
            absent = [section for section in siblings if not toc.is_listed(section)]
            if len(present) < _LEAST_LISTED or len(present) <= len(absent):
                continue
            for section in filter(toc.needs_toc_line, absent):
                assert section.heading is not None
                before = toc.toc_line_before(section, present)
                edits: list[Edit] = []
                if before is not None and before.link.span not in edited:
                    edits = toc.insertion_edits(section, before)
                    if edits:  # Two lines cannot be inserted after one.
                        edited.add(before.link.span)
                is_minor = (section.line > present[-1].line and not _has_list_of_entries(section)) or (
                    section.line < present[0].line and not (section.entries or section.children)
                )
                toc_line = contents.items[0].line
                yield self.finding(
                    section.heading.span,
                    f"“{section.title}” is missing from the table of contents (line {toc_line}), which lists most "
                    "sections of its level",
                    severity=Severity.ADVICE if is_minor else Severity.WARNING,
                    edits=edits,
                    habit=Habit(
                        "missing",
                        _FOLDED_ABOVE,
                        f"{{count}} headings are missing from the table of contents (line {toc_line})",
                    ),
                )


def _has_list_of_entries(section: Section) -> bool:
    """Whether a section has at least three entries that are items or rows."""
    return sum(entry.layout is not Layout.PARAGRAPH for entry in section.entries) >= _LEAST_ENTRIES


def _differ_by_typo(text: str, title: str) -> bool:
    """Whether two texts of letters and digits differ in one or two letters, but not in a number, an ending or the number
    of the heading (`I.`) before its words."""
    longer, shorter = sorted((text, title), key=len, reverse=True)
    if longer.startswith(shorter) or longer.endswith(shorter) or not (text + title).isascii():
        return False
    if abs(len(text) - len(title)) > 1 or min(len(text), len(title)) < 6:
        return False
    if sorted(filter(str.isdigit, text)) != sorted(filter(str.isdigit, title)):
        return False
    return text_similarity(text, title) >= _TYPO
