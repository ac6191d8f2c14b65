"""EN011 declared-format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.bibliography import hosts
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Habit, Related, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, Section
from awesome_lint.markdown.tree import Cell, CodeSpan, Fence, Row, walk_inlines
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record

_PLACEHOLDER = lazy(
    r"\[[^\]\n]*\b(?:title|name|paper|project)\b[^\]\n]*\]\((?P<target>[^)\n]*)\)", re.IGNORECASE
)
_REAL_URL = lazy(r"https?://[\w-]+\.\w|^#|^\.{0,2}/", re.IGNORECASE)
_SUB_ITEM = lazy(r"^\s+[-*+]\s+(.*)$", re.MULTILINE)


class _TemplateField(NamedTuple):
    """A field that the template of an entry in the README may require: its name in messages, the pattern of the words
    that require it, and whether an entry has it."""

    name: str
    words: re.Pattern[str]
    is_in: Callable[[Entry], bool]


def _has_environment(entry: Entry) -> bool:
    return bool(entry.environments) or any("env" in field.label.casefold() for field in entry.labelled_fields)


def _leads_to_paper(entry: Entry) -> bool:
    """Whether the title of an entry does not lead to a repository."""
    link = entry.title.link if entry.title is not None else None
    return link is None or hosts.github_repository(link.url) is None


_FIELDS = (
    _TemplateField("authors", lazy(r"\bauthors?\b", re.IGNORECASE), lambda entry: entry.authors is not None),
    _TemplateField(
        "key words", lazy(r"\bkey\s?-?words?\b|^key\b", re.IGNORECASE), lambda entry: bool(entry.keywords)
    ),
    _TemplateField(
        "an environment",
        lazy(r"\b(?:experiments?\s+)?env(?:ironment)?s?\b|\bexpenv\b", re.IGNORECASE),
        _has_environment,
    ),
)
_PAPER = _TemplateField("a title that leads to the paper", lazy("paper", re.IGNORECASE), _leads_to_paper)


@record(frozen=True)
class ReadmeTemplate:
    """The README's template for entries and the fields that it requires: below the title of an item, or in a row of a
    table with this number of `columns` (0 for an item)."""

    span: Span
    line: int
    fields: tuple[_TemplateField, ...]
    columns: int = 0

    def applies_to(self, entry: Entry) -> bool:
        """Whether the template is for entries with the layout of this one."""
        if self.columns:
            return isinstance(entry.node, Row) and len(entry.node.cells) == self.columns
        return entry.layout in (Layout.BULLET, Layout.NUMBERED) and entry.authors is not None


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
            like = [entry for entry in _entries_of_template(template, context) if template.applies_to(entry)]
            counts = Counter(
                field.name for entry in like for field in template.fields if not field.is_in(entry)
            )
            shares = "; ".join(_describe_share(name, count, len(like)) for name, count in counts.items())
            message = (
                f"Entries differ from the format that this README asks for (line {template.line}): {shares}"
            )
            for entry in like:
                lacking = [field.name for field in template.fields if not field.is_in(entry)]
                if lacking and entry.title is not None:
                    yield self.finding(
                        entry.title.outer,
                        f"This entry lacks {' and '.join(lacking)}, unlike the format that this README asks for (line "
                        f"{template.line})",
                        related=[Related(template.span, "the format asked for")],
                        habit=Habit(f"line {template.line}", 0, message),
                    )


def _describe_share(field: str, count: int, total: int) -> str:
    """The number of entries that lack a field, and whether to change them or the template."""
    side = "the format" if 2 * count > total else "the entries"
    return f"{count} of {total} lack {field} (change {side})"


def _entries_of_template(template: ReadmeTemplate, context: Context) -> list[Entry]:
    """The entries that a template applies to: those of its section and subsections, or all entries if these have none
    (“Contributing”)."""
    listing = context.listing
    home = next((each for each in reversed(listing.sections) if each.span.start <= template.span.start), None)
    below = [entry for entry in listing.entries if home is not None and _is_in_section(entry.section, home)]
    return below or list(listing.entries)


def _is_in_section(section: Section | None, ancestor: Section) -> bool:
    """Whether a section is `ancestor` or one of its subsections."""
    while section is not None and section is not ancestor:
        section = section.parent
    return section is ancestor


def _find_templates(context: Context) -> Iterator[ReadmeTemplate]:
    """The templates in fences and inline code."""
    inline_index = InlineIndex.of_document(context.listing.tree)
    places = [block.content for block in inline_index.hidden_blocks if isinstance(block, Fence)]
    for leaf in inline_index.leaves:
        if leaf.hidden_spans and not isinstance(leaf.node, Cell):
            code = (node for node in walk_inlines(leaf.node.children) if isinstance(node, CodeSpan))
            places += [node.span for node in code if node.is_exact]
    for place in sorted(places):
        yield from _parse_template(place, context)


def _parse_template(span: Span, context: Context) -> Iterator[ReadmeTemplate]:
    """The template in a code span or fence; nothing if it contains no placeholder of a title."""
    text = context.text[span.start : span.end]
    found = _PLACEHOLDER.search(text)
    if found is None or _REAL_URL.search(found["target"]):
        return
    line = context.text.count("\n", 0, span.start + found.start()) + 1
    row = text.strip(" `\r\n")
    if row.startswith("|") and row.endswith("|") and "\n" not in row:
        fields = (_PAPER,) if _PAPER.words.search(found["target"]) else ()
        yield ReadmeTemplate(span, line, fields, row.count("|") - 1 - row.count(r"\|"))
    else:
        below = _SUB_ITEM.findall(text[found.end() :])
        required = tuple(field for field in _FIELDS if any(map(field.words.search, below)))
        yield ReadmeTemplate(span, line, required)
