"""SE004: a heading on a level that its neighbours do not share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.listing.model import Section
from awesome_lint.listing.outline import contents_section
from awesome_lint.model import Edit, Finding, Related, Safety, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.headings import register

NUMBERED = lazy(r"\s*(\d{1,2}(?:\.\d{1,2})+)\.?(?=\s|$)")
HABIT = 0.25
"""A jump that more than this share of the headings of its level make is the list's habit."""


class HeadingLevel(Rule):
    """Heading on a level that does not fit.

    ## What it finds
    A level that is skipped (`####` right under `##`) where the list does not do so as a habit; a numbered
    heading (`2.3`) on another level than the headings numbered alike; a title on the level of its own
    sections; and, as advice, main sections that hang below the heading of the table of contents because that
    one stands a level too high.

    ## Why it matters
    Levels are the list's outline: screen readers, tables of contents and this tool's section paths go by
    them.

    ## The fix
    Unsafe: the level is written as the neighbours have it.
    """

    code = "SE004"
    name = "heading-level"
    summary = "heading on a level that does not fit"
    fix = Safety.UNSAFE
    examples = (
        Example(
            title="A level skipped",
            bad=(
                "# Awesome Soil\n\n## Clay\n\n### Red\n\nx\n\n### Grey\n\nx\n\n## Loam\n\n#### Sandy\n\nx\n\n"
                "## Sand\n\n### Fine\n\n#### Dune\n\nx\n\n#### Beach\n\nx\n\n#### Desert\n\nx\n\n#### River\n\nx\n"
            ),
            lines=(15,),
            mended=(
                "# Awesome Soil\n\n## Clay\n\n### Red\n\nx\n\n### Grey\n\nx\n\n## Loam\n\n### Sandy\n\nx\n\n"
                "## Sand\n\n### Fine\n\n#### Dune\n\nx\n\n#### Beach\n\nx\n\n#### Desert\n\nx\n\n#### River\n\nx\n"
            ),
        ),
        Example(
            title="A title on the level of its sections",
            bad="## Awesome Soil\n\nGround.\n\n## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
            lines=(1,),
            mended="# Awesome Soil\n\nGround.\n\n## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        ),
        Example(
            title="A number that tells the level",
            bad=(
                "# Soil\n\n## 1 Clay\n\n### 1.1 Red\n\nx\n\n### 1.2 Grey\n\nx\n\n## 1.3 Blue\n\nx\n\n"
                "## 2 Sand\n\n### 2.1 Fine\n\nx\n\n### 2.2 Coarse\n\nx\n"
            ),
            lines=(13,),
            mended=(
                "# Soil\n\n## 1 Clay\n\n### 1.1 Red\n\nx\n\n### 1.2 Grey\n\nx\n\n### 1.3 Blue\n\nx\n\n"
                "## 2 Sand\n\n### 2.1 Fine\n\nx\n\n### 2.2 Coarse\n\nx\n"
            ),
        ),
    )
    noop = (
        # The list goes from `#` to `###` throughout.
        "# Soil\n\n### Clay\n\nx\n\n### Loam\n\nx\n\n### Sand\n\nx\n",
        # No title line at all: the first section is no title.
        "## Clay\n\n- [Red](https://red.example)\n\n## Loam\n\n- [Mix](https://mix.example)\n",
        # Versions are no section numbers.
        "# Soil\n\n## 1.0 release\n\nx\n\n## 2.1 release\n\nx\n\n### 2.1.1 fixes\n\nx\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        sections = [section for section in context.listing.sections if section.heading is not None]
        if not sections:
            return
        title = self._title(sections)
        if title is not None:
            yield title
        yield from self._skipped(sections)
        yield from self._numbered(sections)
        yield from self._below_contents(context)

    def _title(self, sections: list[Section]) -> Finding | None:
        first, rest = sections[0], sections[1:]
        if first.entries or first.level == 1 or len(rest) < 3 or "awesome" not in first.title.casefold():
            return None
        if any(section.level < first.level for section in rest):
            return None
        peers = sum(section.level == first.level for section in rest)
        if peers < 3 or first.heading is None:
            return None
        return self.finding(
            first.heading.span,
            f"The title “{first.title}” is on level {first.level}, like its {peers} sections, and no heading is on "
            "level 1",
            edits=_relevel(first, 1),
        )

    def _skipped(self, sections: list[Section]) -> Iterator[Finding]:
        jumps: Counter[tuple[int, int]] = Counter()
        levels = Counter(section.level for section in sections)
        skipping = []
        for section in sections:
            above = (
                section.parent.level
                if section.parent is not None and section.parent.heading is not None
                else 0
            )
            if above and section.level > above + 1:
                jumps[above, section.level] += 1
                skipping.append((section, above))
        for section, above in skipping:
            if jumps[above, section.level] > HABIT * levels[section.level] or levels[above + 1] == 0:
                continue
            assert section.parent is not None
            assert section.heading is not None
            between = levels[above + 1]
            use = "heading of this list uses" if between == 1 else "headings of this list use"
            yield self.finding(
                section.heading.span,
                f"“{section.title}” is on level {section.level} right under “{section.parent.title}” on level "
                f"{above}; {between} {use} the level between",
                edits=_relevel(section, above + 1),
            )

    def _numbered(self, sections: list[Section]) -> Iterator[Finding]:
        depths: dict[int, Counter[int]] = {}
        numbered = []
        for section in sections:
            numeral = section.title.lstrip()[:1].isdigit()
            found = NUMBERED.match(section.title) if numeral else None
            if found:
                depth = found[1].count(".")
                depths.setdefault(depth, Counter())[section.level] += 1
                numbered.append((section, depth, found[1]))
        for section, depth, number in numbered:
            (level, agree), total = depths[depth].most_common(1)[0], depths[depth].total()
            if section.level == level or agree < 4 or agree < 0.75 * total or section.heading is None:
                continue
            yield self.finding(
                section.heading.span,
                f"“{section.title}” is on level {section.level}; {agree} of {total} headings numbered like {number} "
                f"are on level {level}",
                edits=_relevel(section, level),
            )

    def _below_contents(self, context: Context) -> Iterator[Finding]:
        listing = context.listing
        for contents in listing.contents:
            holder = contents_section(contents, listing)
            if holder is None or holder.heading is None or holder is listing.sections[0]:
                continue
            listed = context.once(register).resolve(contents)
            below = [entry.section for entry in listed if entry.section is not None]
            hanging = [section for section in below if section.parent is holder]
            if len(hanging) < 3 or len(hanging) * 2 < len(below) or hanging[0].heading is None:
                continue
            yield self.finding(
                hanging[0].heading.span,
                f"“{hanging[0].title}” and {len(hanging) - 1} more sections hang below “{holder.title}” (line "
                f"{holder.line}), which is a level above them",
                severity=Severity.ADVICE,
                related=[Related(holder.heading.span, "the heading above them")],
            )


def _relevel(section: Section, level: int) -> list[Edit]:
    """Write the marks of an ATX heading anew; other forms are left to their author."""
    heading = section.heading
    if heading is None or heading.form != "atx":
        return []
    return [Edit(Span(heading.span.start, heading.span.start + section.level), "#" * level)]
