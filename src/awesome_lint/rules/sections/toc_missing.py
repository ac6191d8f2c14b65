"""SE001: a table of contents that does not agree with the headings."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import is_omitted, register
from awesome_lint.analysis.mojibake import damage
from awesome_lint.analysis.toc_editing import inserted, number_of
from awesome_lint.edits import Edit
from awesome_lint.findings import Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.headings import is_closing, is_notice
from awesome_lint.listing.model import Contents, ContentsItem, Section
from awesome_lint.listing.toc import Listed, Register, fold, main_contents
from awesome_lint.markdown import plain, tree
from awesome_lint.rules.base import Example, Rule

LEAST_LISTED = 3
"""So many siblings must be listed before a missing one is an omission and not a choice."""
FOLDED_ABOVE = 3
NEARLY = 0.75
"""From this likeness on, a line of the table of contents may mean a heading."""
LEAST_LETTERS = 4
"""The beginning of a text with so many letters may stand for the text."""
SLIP = 0.85
"""From this likeness on two texts are one text with a slip in it; below, one of them was worded on purpose."""
_FEW_WORDS = 4
_SENTENCE_ENDS = tuple(".:!?,;。：！？…")
_HEADING_OF_CONTENTS = lazy(r"(?i)\b(?:contents?|toc|index|overview)\b|目录")
_ANCHOR = lazy(r"#([^#)\"'<>\[\]\n]*)")
"""An anchor as it is written, also in a link that is torn or has spaces in it."""


class TocMissing(Rule):
    """Table of contents that does not agree with the headings.

    ## What it does
    A heading whose siblings, headings of the same level under the same parent, are mostly in the table of
    contents while it is not: a warning between listed headings, advice after the last of them and for closing
    sections (a licence, how to contribute, news), which many lists leave out on purpose. HTML anchors
    (`<a name="x">`) at a heading count. Nothing is reported for headings before the table of contents, notices,
    headings without text, headings that lead to another page (where no listed one does), headings marked
    `<!-- omit in toc -->`, and headings that a line with a broken anchor (LK003) may mean.

    A line that leads to one of several headings of the same text while its place in the table of contents says
    another one; a line with one heading's text and another one's anchor; a line and its heading of which one has a
    slip. As advice, a few words above the list that are no link and no section.

    Tables of contents that a generator writes are left alone.

    ## Why it matters
    Readers of a long list use its table of contents: they do not find a section that is missing there, and a line
    with another heading's anchor leads them to the wrong section without an error.

    ## Fix
    Unsafe: a line (in a row of links, a link) for the heading, in the form of the one before it; lines that are
    numbered one by one are numbered on, and emoji are left out where most lines leave them out. Or the anchor of
    the heading that is meant. None where the table of contents has a line of like text already, for closing
    sections, for headings that TX001 changes, and for a slip.
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
            title="A slip, and words that are no link",
            before="""
                # Awesome Soil

                ## Table of Contents
                Tools and libraries

                - [Clay](#clay)
                - [Drainage and arration](#drainage-and-aeration)

                ## Clay

                x

                ## Drainage and aeration

                x
                """,
            lines=(4, 7),
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
        # A sentence above the list.
        "## Contents\nClick on a line:\n\n- [Charts](#charts)\n- [Tables](#tables)\n\n## Charts\n\nx\n\n## Tables\n\nx\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        sections = context.cached(register)
        main = main_contents(context.listing)
        for contents in context.listing.contents:
            yield from self._unlinked(contents, context)
            if contents.generated:
                continue
            listed = sections.resolve(contents)
            for entry in listed:
                finding = self._misleading(entry) or self._slip(entry)
                if finding is not None:
                    yield finding
            if contents is main:
                yield from self._missing(contents, listed, context)

    def _misleading(self, entry: Listed) -> Finding | None:
        """A line that leads to another heading than the one it means."""
        meant, there, link = entry.meant, entry.section, entry.item.link
        if meant is None or meant.heading is None or there is None:
            return None
        slug = meant.heading.slug
        same = fold(meant.title) == fold(there.title)
        where = (
            f"the first “{there.title}” (line {there.line})"
            if same
            else f"“{there.title}” (line {there.line})"
        )
        return self.finding(
            link.span,
            f"“{entry.item.text}” leads to {where}; for the one on line {meant.line} write #{slug}",
            related=[Related(meant.heading.span, "the heading that the line means")],
            edits=[Edit(link.target, f"#{slug}")] if link.mapped else [],
            habit=Habit(
                "meant",
                FOLDED_ABOVE,
                "{count} lines of the table of contents lead to another heading than they mean",
            ),
        )

    def _slip(self, entry: Listed) -> Finding | None:
        """A line whose text is its heading's but for a slip."""
        section, link = entry.section, entry.item.link
        if section is None or section.heading is None or not entry.by_anchor:
            return None
        if not _is_slip(fold(entry.item.text), fold(section.title)):
            return None
        return self.finding(
            link.span,
            f"“{entry.item.text}” is spelt “{section.title}” in its heading (line {section.line}); correct the one that "
            "is wrong",
            related=[Related(section.heading.span, "the heading")],
        )

    def _unlinked(self, contents: Contents, context: Context) -> Iterator[Finding]:
        """A few words between the heading of a table of contents and its list."""
        blocks = context.listing.tree.children
        index = next((n for n, block in enumerate(blocks) if block.span.start >= contents.span.start), 0)
        if index < 2:
            return
        heading, before = blocks[index - 2], blocks[index - 1]
        if not isinstance(heading, tree.Heading) or not isinstance(before, tree.Paragraph):
            return
        said = plain(before.children).strip()
        if said.endswith(_SENTENCE_ENDS) or not 0 < len(said.split()) <= _FEW_WORDS or "\n" in said:
            return
        if any(type(child) is not tree.Text for child in before.children) or context.cached(register).named(
            said
        ):
            return
        if _HEADING_OF_CONTENTS.search(plain(heading.children)):
            yield self.finding(
                before.span,
                f"“{said}” in the table of contents is not a link, and no section has that name",
                severity=Severity.ADVICE,
            )

    def _missing(self, contents: Contents, listed: list[Listed], context: Context) -> Iterator[Finding]:
        """The headings that are not listed while most of their siblings are."""
        gaps = Gaps(contents, listed, context)
        fixed: set[int] = set()
        for siblings in gaps.families():
            present = [section for section in siblings if gaps.is_listed(section)]
            absent = [section for section in siblings if not gaps.is_listed(section)]
            if len(present) < LEAST_LISTED or len(present) <= len(absent):
                continue
            links = any(_is_link(section) for section in present)
            for section in filter(gaps.is_wanted, absent):
                if section.heading is None or (_is_link(section) and not links):
                    continue
                before = gaps.line_before(section, present)
                last = section.line > present[-1].line
                minor = last or is_closing(section)
                place = id(contents if before and number_of(before, context.text) else before)
                edits = gaps.line_for(section, before) if before and place not in fixed else []
                fixed.update([place] if edits else [])
                yield self.finding(
                    section.heading.span,
                    f"“{section.title}” is missing from the table of contents (line {contents.items[0].line}), which "
                    f"lists {len(present)} of the {len(siblings)} sections of its level there",
                    severity=Severity.ADVICE if minor else Severity.WARNING,
                    edits=edits,
                    habit=Habit(
                        "missing",
                        FOLDED_ABOVE,
                        f"{{count}} headings are missing from the table of contents (line {contents.items[0].line})",
                    ),
                )


class Gaps:
    """What a table of contents lists, and what it leaves out."""

    def __init__(self, contents: Contents, listed: list[Listed], context: Context) -> None:
        self.contents, self.listed, self.listing = contents, listed, context.listing
        self._damage = [run.span for run in context.cached(damage)]
        sections = context.cached(register)
        self._lines = {id(section): entry.item for entry in listed for section in _sections_of(entry)}
        self._known = {*self._lines, *_reached(context, sections)}
        self._dead = [fold(entry.item.text) for entry in listed if entry.section is None]
        self._free = [fold(entry.item.text) for entry in listed if not _says_its_heading(entry)]
        raw = self.listing.text[contents.span.start : contents.span.end].casefold()
        self._anchors = {anchor.strip().replace(" ", "-") for anchor in _ANCHOR.findall(raw)}

    def families(self) -> list[list[Section]]:
        """The sections after the table of contents, grouped by parent and level, in order."""
        families: dict[tuple[int, int], list[Section]] = {}
        for section in self.listing.sections:
            heading = section.heading
            if heading is not None and heading.span.start > self.contents.span.start:
                families.setdefault((id(section.parent), section.level), []).append(section)
        return list(families.values())

    def is_listed(self, section: Section) -> bool:
        """Whether a line leads to the section, or names it and no other."""
        return id(section) in self._known

    def is_wanted(self, section: Section) -> bool:
        """Whether a missing section belongs in the table of contents, and no other finding is about it."""
        said = fold(section.title)
        heading = section.heading
        if heading is None or not said or "](" in section.title or is_notice(section):
            return False
        if is_omitted(section, self.listing.text) or heading.slug.casefold() in self._anchors:
            return False
        siblings = section.parent.children if section.parent else self.listing.sections
        if any(fold(one.title) == said and self.is_listed(one) for one in siblings):
            return False  # a section that a merge has doubled
        return not any(_alike(said, dead) for dead in self._dead) and not self._may_be_dead(section)

    def _may_be_dead(self, section: Section) -> bool:
        """Whether a line without section is between the lines of the headings around this one."""
        lines = [(entry.section.line if entry.section else 0) for entry in self.listed]
        before = max((n for n, line in enumerate(lines) if 0 < line < section.line), default=-1)
        after = next((n for n, line in enumerate(lines) if n > before and line > section.line), len(lines))
        return 0 in lines[before + 1 : after]

    def line_before(self, section: Section, present: list[Section]) -> ContentsItem | None:
        """The line of the listed sibling before a section."""
        earlier = [one for one in present if one.line < section.line and id(one) in self._lines]
        return self._lines[id(earlier[-1])] if earlier else None

    def line_for(self, section: Section, before: ContentsItem) -> list[Edit]:
        """The edits that list a section after `before`."""
        said, heading = fold(section.title), section.heading
        if "\n" in section.title or any(_alike(said, other) for other in self._free) or is_closing(section):
            return []
        if heading is None or any(span.overlaps(heading.span) for span in self._damage):
            return []  # TX001 changes its text and its anchor
        return inserted(self.contents, section, before, self.listed, self.listing.text)


def _sections_of(entry: Listed) -> list[Section]:
    return [section for section in (entry.section, entry.meant) if section is not None]


def _says_its_heading(entry: Listed) -> bool:
    return entry.section is not None and fold(entry.item.text) == fold(entry.section.title)


def _reached(context: Context, sections: Register) -> Iterator[int]:
    """The sections that any link in any table of contents leads to."""
    spans = [contents.span for contents in context.listing.contents]
    for link in context.listing.links:
        if (
            isinstance(link, tree.Link)
            and link.url.startswith("#")
            and any(span.covers(link.span) for span in spans)
        ):
            yield id(sections.section(link.url[1:]))


def _is_link(section: Section) -> bool:
    """Whether the heading leads to another page."""
    children = section.heading.children if section.heading else []
    return any(isinstance(node, tree.Link) and not node.url.startswith("#") for node in children)


def _alike(one: str, other: str) -> bool:
    """Whether two folded texts are nearly one, or one begins with the other."""
    if min(len(one), len(other)) >= LEAST_LETTERS and (one.startswith(other) or other.startswith(one)):
        return True
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= NEARLY and matcher.ratio() >= NEARLY


def _is_slip(said: str, title: str) -> bool:
    """Whether two folded texts differ by a slip: a letter or two, in no number and no ending."""
    if said.startswith(title) or title.startswith(said) or not (said + title).isascii():
        return False
    if (
        sorted(filter(str.isdigit, said)) != sorted(filter(str.isdigit, title))
        or abs(len(said) - len(title)) > 1
        or min(len(said), len(title)) < 6
    ):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, said, title, autojunk=False).ratio() >= SLIP
