"""EN011 declared-format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Habit, Related, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, Section
from awesome_lint.markdown.tree import Fence
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
class Template:
    """The README's template for entries. `parts` are the indices in `_PARTS` that it asks for below the title."""

    span: Span
    line: int
    parts: tuple[int, ...]


class DeclaredFormat(Rule):
    """The README’s own template, and entries that differ from it.

    ## What it does

    READMEs that show contributors how to write an entry (`- [title](paper link)` in a fence): one finding for the
    entries without a part that the template asks for. The message says how many there are, and whether to change
    the entries or, where most of them differ, the template.

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
            like = [
                entry
                for entry in _entries_of_template(template, context)
                if entry.layout in (Layout.BULLET, Layout.NUMBERED) and entry.authors is not None
            ]
            asked = [_PARTS[part] for part in template.parts]
            counts = {name: sum(not has(entry) for entry in like) for name, _, has in asked}
            shares = [
                _describe_share(f"lack {name}", count, len(like)) for name, count in counts.items() if count
            ]
            for entry in like:
                parts = [name for name, _, has in asked if not has(entry)]
                if parts and entry.title is not None:
                    yield self._finding(entry.title.outer, template, parts, shares)

    def _finding(self, span: Span, template: Template, parts: list[str], shares: list[str]) -> Finding:
        asked_for = f"the format that this README asks for (line {template.line})"
        return self.finding(
            span,
            f"This entry lacks {' and '.join(parts)}, unlike {asked_for}",
            related=[Related(template.span, "the format asked for")],
            habit=Habit(f"line {template.line}", 0, f"Entries differ from {asked_for}: {'; '.join(shares)}"),
        )


def _describe_share(what: str, count: int, total: int) -> str:
    """How many entries differ, and whether to change them or the template."""
    side = "the format" if 2 * count > total else "the entries"
    return f"{count} of {total} {what} (change {side})"


def _entries_of_template(template: Template, context: Context) -> list[Entry]:
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


def _find_templates(context: Context) -> Iterator[Template]:
    """The templates in fences, with the parts that they ask for."""
    for block in InlineIndex.of(context.listing.tree).blocks:
        if isinstance(block, Fence):
            yield from _parse_template(block.content, context)


def _parse_template(span: Span, context: Context) -> Iterator[Template]:
    text = context.text[span.start : span.end]
    found = _PLACEHOLDER.search(text)
    if found is None or _REAL_URL.search(found["target"]):
        return
    line = context.text.count("\n", 0, span.start + found.start()) + 1
    below = _SUB_ITEM.findall(text[found.end() :])
    parts = tuple(
        index for index, (_, asks, _has) in enumerate(_PARTS) if any(asks.search(each) for each in below)
    )
    if parts:
        yield Template(span, line, parts)
