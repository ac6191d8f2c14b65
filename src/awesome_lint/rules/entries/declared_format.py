"""EN011 declared-format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.bibliography import hosts
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Habit, Related, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, Section
from awesome_lint.markdown.tree import Cell, CodeSpan, Fence, walk_inlines
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record

_PLACEHOLDER = lazy(
    r"\[[^\]\n]*\b(?:title|name|paper|project)\b[^\]\n]*\]\((?P<target>[^)\n]*)\)", re.IGNORECASE
)
_REAL_URL = lazy(r"https?://[\w-]+\.\w|^#|^\.{0,2}/", re.IGNORECASE)
_SUB_ITEM = lazy(r"^\s+[-*+]\s+(.*)$", re.MULTILINE)

_PARTS: tuple[tuple[str, re.Pattern[str], Callable[[Entry], bool]], ...] = (
    ("authors", lazy(r"\bauthors?\b", re.IGNORECASE), lambda entry: entry.authors is not None),
    (
        "key words",
        lazy(r"\bkey\s?-?words?\b|^key\b", re.IGNORECASE),
        lambda entry: bool(entry.keywords),
    ),
    (
        "an environment",
        lazy(r"\b(?:experiments?\s+)?env(?:ironment)?s?\b|\bexpenv\b", re.IGNORECASE),
        lambda entry: (
            bool(entry.environments) or any("env" in field.label.casefold() for field in entry.labelled)
        ),
    ),
)


@record(frozen=True)
class DeclaredTemplate:
    """The README's template for entries. `parts` are the indices in `_PARTS` that it asks for below the title of an
    item; `columns` is the number of columns of a table row, else 0, and `title_is_paper` is set where the title of a
    row should lead to the paper."""

    span: Span
    line: int
    parts: tuple[int, ...]
    columns: int
    title_is_paper: bool


class DeclaredFormat(Rule):
    """The README’s own template, and entries that differ from it.

    ## What it does

    READMEs that tell contributors how to write an entry (`- [title](paper link)` in a fence, or
    `| [Title](Paper Link) | … |` in code): one finding for the entries without a part that the template asks for,
    or whose title leads to code where the template says paper. The message says how many there are, and whether to
    change the entries or, where most of them differ, the template.

    ## Why it matters

    A contributor copies the template; the new entry then looks unlike its neighbours.

    ## Fix

    None.
    """

    code = "EN011"
    name = "declared-format"
    summary = "entries that differ from the README’s own template"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="Key words asked for and not given",
            before="""
                # Awesome soil

                ```
                - [title](paper link)
                  - authors
                  - key words
                ```

                - [Clay at Rest](https://arxiv.org/abs/2301.00001)
                  - Ann Ames, Bo Bohr
                  - Keywords: clay, rest
                - [Loam in Motion](https://arxiv.org/abs/2302.00002)
                  - Cy Cole, Di Dunn
                - [Silt and Water](https://arxiv.org/abs/2303.00003)
                  - Ed East, Flo Frey
                  - Keywords: silt
                """,
            lines=(12,),
        ),
    )
    valid = (
        """
        # Awesome soil

        ```
        - [title](paper link)
          - authors
        ```

        - [Clay at Rest](https://arxiv.org/abs/2301.00001)
          - Ann Ames, Bo Bohr
        """,
        # An example with a real URL is an example entry, no template.
        """
        # Awesome soil

        ```
        - [Title of soil](https://soil.example/paper)
          - key words
        ```

        - [Clay at Rest](https://arxiv.org/abs/2301.00001)
          - Ann Ames, Bo Bohr
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding an entry; those of one template are folded."""
        for template in _find_templates(context):
            if template.columns:
                yield from self._check_rows(template, context)
            elif template.parts:
                yield from self._check_bullets(template, context)

    def _check_bullets(self, template: DeclaredTemplate, context: Context) -> Iterator[Finding]:
        like = [
            entry
            for entry in _entries_of_template(template, context)
            if entry.layout in (Layout.BULLET, Layout.NUMBERED)
            and entry.title is not None
            and entry.authors is not None
        ]
        asked = [_PARTS[part] for part in template.parts]
        counts = {name: sum(not has(entry) for entry in like) for name, _, has in asked}
        said = [_describe_share(f"lack {name}", count, len(like)) for name, count in counts.items() if count]
        for entry in like:
            parts = [name for name, _, has in asked if not has(entry)]
            if parts:
                yield self._difference_finding(
                    entry, template, f"This entry lacks {' and '.join(parts)}", said
                )

    def _check_rows(self, template: DeclaredTemplate, context: Context) -> Iterator[Finding]:
        rows = [
            entry
            for entry in _entries_of_template(template, context)
            if entry.layout is Layout.TABLE
            and entry.title is not None
            and len(getattr(entry.node, "cells", ())) == template.columns
        ]
        other = [
            entry
            for entry in rows
            if entry.title is not None
            and entry.title.link is not None
            and hosts.github_repository(entry.title.link.url) is not None
        ]
        if template.title_is_paper:
            said = [
                _describe_share("have a title that leads to code instead of the paper", len(other), len(rows))
            ]
            for entry in other:
                yield self._difference_finding(
                    entry, template, "The title leads to code instead of the paper", said
                )

    def _difference_finding(
        self, entry: Entry, template: DeclaredTemplate, what: str, differences: list[str]
    ) -> Finding:
        assert entry.title is not None
        return self.finding(
            entry.title.outer,
            f"{what}, unlike the format that this README asks for (line {template.line})",
            related=[Related(template.span, "the format asked for")],
            habit=Habit(
                f"line {template.line}",
                0,
                f"Entries differ from the format that this README asks for (line {template.line}): {'; '.join(differences)}",
            ),
        )


def _describe_share(what: str, count: int, total: int) -> str:
    """How many entries differ, and whether to change them or the template."""
    side = "the format" if 2 * count > total else "the entries"
    return f"{count} of {total} {what} (change {side})"


def _entries_of_template(template: DeclaredTemplate, context: Context) -> list[Entry]:
    """The entries that a template is for: those of its section and subsections, or all entries if these
    have none (“Contributing”).
    """
    listing = context.listing
    home = next((each for each in reversed(listing.sections) if each.span.start <= template.span.start), None)
    below = [entry for entry in listing.entries if home is not None and _is_in_section(entry.section, home)]
    return below or list(listing.entries)


def _is_in_section(section: Section | None, home: Section) -> bool:
    while section is not None and section is not home:
        section = section.parent
    return section is home


def _find_templates(context: Context) -> Iterator[DeclaredTemplate]:
    """The templates in fences and inline code."""
    inline_index = InlineIndex.of(context.listing.tree)
    places = [block.content for block in inline_index.blocks if isinstance(block, Fence)]
    for leaf in inline_index.leaves:
        if leaf.hidden and not isinstance(leaf.node, Cell):
            code = (node for node in walk_inlines(leaf.node.children) if isinstance(node, CodeSpan))
            places += [node.span for node in code if node.mapped]
    for place in sorted(places):
        yield from _parse_template(place, context)


def _parse_template(span: Span, context: Context) -> Iterator[DeclaredTemplate]:
    text = context.text[span.start : span.end]
    lowered = text.lower()
    named = "](" in text and any(word in lowered for word in ("title", "name", "paper", "project"))
    found = _PLACEHOLDER.search(text) if named else None
    if found is None or _REAL_URL.search(found["target"]):
        return
    line = context.text.count("\n", 0, span.start + found.start()) + 1
    row = text.strip(" `\r\n")
    if row.startswith("|") and row.endswith("|") and "\n" not in row:
        columns = row.count("|") - 1 - row.count(r"\|")
        yield DeclaredTemplate(span, line, (), columns, "paper" in found["target"].casefold())
        return
    below = _SUB_ITEM.findall(text[found.end() :])
    parts = tuple(
        index for index, (_, asks, _has) in enumerate(_PARTS) if any(asks.search(each) for each in below)
    )
    yield DeclaredTemplate(span, line, parts, 0, title_is_paper=False)
