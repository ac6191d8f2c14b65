"""SE004: a heading on a level that its neighbours do not share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import make_section_index
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Habit, Related, Safety, Severity
from awesome_lint.listing.model import Section
from awesome_lint.listing.sections_without_works import has_notice_heading, is_closing_section
from awesome_lint.listing.toc_lines import section_of_toc
from awesome_lint.markdown.tree import Link
from awesome_lint.rules.base import Example, Rule

HABIT = 0.25
"""A skip of levels is the list's habit where more than this share of the headings of its level make it."""

_LEAST_PEERS, _SURE_PEERS = 4, 9
"""The sections below the title from which one on the level of the title is a slip: advice, and a warning."""


class HeadingLevel(Rule):
    """Heading on a level that does not fit.

    ## What it does
    A level that is skipped (`####` right under `##`) where the list does not do so as a habit and most headings of the
    kind, those with entries or those without, are on other levels; small headings at the top of the page, notices and
    closing sections may skip levels. A section with entries on the level of the title, where all others are below it;
    as advice if these are fewer than nine. As advice, a title on the level of its own sections, and main sections that
    are nested below the heading of the table of contents because that one is a level too high.

    ## Why it matters
    Screen readers, tables of contents and this tool's section paths follow the levels.

    ## Fix
    Display only: the level that the other headings have. A heading takes its children with it, so look at those too.
    """

    code = "SE004"
    name = "heading-level"
    summary = "heading on a level that does not fit"
    fix = Safety.DISPLAY
    examples = (
        Example(
            title="A level skipped",
            before=(
                "# Awesome Soil\n\n## Clay\n\n### Red\n\nx\n\n### Grey\n\nx\n\n## Loam\n\n#### Sandy\n\nx\n\n"
                "## Sand\n\n### Fine\n\n#### Dune\n\nx\n\n#### Beach\n\nx\n\n#### Desert\n\nx\n\n#### River\n\nx\n"
            ),
            lines=(15,),
        ),
        Example(
            title="A section on the level of the title (advice)",
            before="# Awesome Soil\n\n"
            + "".join(
                f"{'#' if name == 'Peat' else '##'} {name}\n\n- [Red](https://{name.lower()}.example)\n\n"
                for name in ("Clay", "Loam", "Sand", "Silt", "Peat", "Chalk")
            ),
            lines=(19,),
        ),
        Example(
            title="A title on the level of its sections",
            before="## Awesome Soil\n\nGround.\n\n## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
            lines=(1,),
        ),
    )
    valid = (
        # The list goes from `#` to `###` throughout.
        "# Soil\n\n### Clay\n\nx\n\n### Loam\n\nx\n\n### Sand\n\nx\n",
        # No title line at all: the first section is no title.
        "## Clay\n\n- [Red](https://red.example)\n\n## Loam\n\n- [Mix](https://mix.example)\n",
        # The second part of the list has sections of its own; what is at the end is no topic.
        "# Soil\n\n"
        + "".join(
            f"{level} {name}\n\n- [Red](https://{name.lower()}.example)\n\n"
            for level, name in zip(
                ("##", "##", "##", "##", "#", "##", "##"),
                ("Clay", "Loam", "Sand", "Silt", "Rocks", "Chalk", "Slate"),
                strict=True,
            )
        ),
        # A small heading at the top of the page.
        "# Soil\n\n#### Join us!\n\nx\n\n## Clay\n\n- [Red](https://red.example)\n\n## Loam\n\n- [Mix](https://mix.example)\n",
        # All topics are on one level; two parts of the page are set off by `#`.
        "# Soil\n\n## News\n\nx\n\n## Topics\n\n"
        + "".join(f"### Topic {n}\n\n- [Red](https://red.example/{n})\n\n" for n in "abcdefghijklmnopq")
        + "# More\n\n### Books\n\n- [Dune](https://dune.example)\n\n### Talks\n\n- [Mud](https://mud.example)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        sections = [section for section in context.listing.sections if section.heading is not None]
        if sections and sections[0].level > 1:
            yield from self._check_title(sections[0], sections[1:])
        yield from self._check_second_title(sections)
        yield from self._check_skipped_levels(sections)
        yield from self._check_below_toc(context)

    def _check_title(self, first: Section, rest: list[Section]) -> Iterator[Finding]:
        peers = sum(section.level == first.level for section in rest)
        named = not first.entries and "awesome" in first.title.casefold()
        if named and peers >= 3 and first.heading is not None:
            yield self.finding(
                first.heading.span,
                f"The title “{first.title}” is on level {first.level}, like its {peers} sections; use `#`",
                severity=Severity.ADVICE,
                edits=_level_edits(first, 1),
            )

    def _check_second_title(self, sections: list[Section]) -> Iterator[Finding]:
        """A finding for a section with entries that is the only one on the level of the title."""
        titles = [section for section in sections if section.level == 1]
        if len(titles) != 2 or titles[0] is not sections[0] or len(titles[0].children) < _LEAST_PEERS:
            return
        first, second = titles
        assert first.heading is not None
        assert second.heading is not None
        if not second.entries or len(second.children) > 1 or is_closing_section(second):
            return
        peers = sum(section.level == 2 for section in sections)
        yield self.finding(
            second.heading.span,
            f"“{second.title}” is on level 1, like the title “{first.title}”; the other {peers} sections are on "
            "level 2: use `##`",
            severity=Severity.WARNING if peers >= _SURE_PEERS else Severity.ADVICE,
            related=[Related(first.heading.span, "the title")],
            edits=_level_edits(second, 2),
        )

    def _check_skipped_levels(self, sections: list[Section]) -> Iterator[Finding]:
        levels = Counter(section.level for section in sections)
        kinds = Counter((section.level, bool(section.entries)) for section in sections)
        totals = Counter(bool(section.entries) for section in sections)
        skipping = [
            (section, section.parent)
            for section in sections
            if section.parent is not None
            and section.parent.heading is not None
            and section.level > section.parent.level + 1
        ]
        jumps = Counter((parent.level, section.level) for section, parent in skipping)
        top = next((section.line for section in sections if section.entries), 0)
        for section, parent in skipping:
            above, kind = parent.level, bool(section.entries)
            if jumps[above, section.level] > HABIT * levels[section.level] or _may_skip_level(section, top):
                continue
            if 2 * kinds[section.level, kind] > totals[kind]:
                continue
            assert section.heading is not None
            assert parent.heading is not None
            yield self.finding(
                section.heading.span,
                f"Heading level jumps from {above} to {section.level} (“{section.title}” under “{parent.title}”); use "
                f"`{'#' * (above + 1)}`",
                related=[Related(parent.heading.span, "the heading above it")],
                edits=_level_edits(section, above + 1),
                habit=Habit("skipped", 3, "{count} headings skip a level"),
            )

    def _check_below_toc(self, context: Context) -> Iterator[Finding]:
        listing = context.listing
        for contents in listing.tocs:
            holder = section_of_toc(contents, listing)
            if holder is None or holder.heading is None or holder is listing.sections[0]:
                continue
            listed = context.cached(make_section_index).toc_lines(contents)
            below = [entry.section for entry in listed if entry.section is not None]
            hanging = [section for section in below if section.parent is holder]
            if len(hanging) < 3 or len(hanging) * 2 < len(below) or hanging[0].heading is None:
                continue
            yield self.finding(
                hanging[0].heading.span,
                f"“{hanging[0].title}” and {len(hanging) - 1} more sections are nested below “{holder.title}” (line "
                f"{holder.line}), which is a level above them",
                severity=Severity.ADVICE,
                related=[Related(holder.heading.span, "the heading above them")],
            )


def _may_skip_level(section: Section, top: int) -> bool:
    """Whether a heading may skip a level on purpose: it is directly under the title and before the first entries (line
    `top`), is or follows a link, or is a notice or a closing section."""
    assert section.heading is not None
    assert section.parent is not None
    assert section.parent.heading is not None
    titled = section.parent.parent is None and section.line < top
    nodes = (*section.heading.children, *section.parent.heading.children)
    linked = any(isinstance(node, Link) for node in nodes)
    return titled or linked or has_notice_heading(section) or is_closing_section(section)


def _level_edits(section: Section, level: int) -> list[Edit]:
    """The edit that gives an ATX heading this level; none for other forms."""
    heading = section.heading
    assert heading is not None
    if heading.form != "atx":
        return []
    return [Edit(Span(heading.span.start, heading.span.start + section.level), "#" * level)]
