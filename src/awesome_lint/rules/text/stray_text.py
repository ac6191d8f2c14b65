"""TX005 stray-text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineBlock, InlineIndex
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.source import whole_lines

_LAST_LINE = lazy(r"(?P<end>\r\n|\n)(?P<line>[ \t]*(?P<text>\S[^\r\n]*))\Z")
_SHORT = lazy(r"[A-Za-z]{1,2}|[,;.，。、；)\]]{1,2}")
_FEW = 2
"""Empty items of a file up to which each is a slip; more are a habit, such as lines between groups of entries."""
_EMPTY_ITEMS = Habit("item", _FEW, "{count} items have no content, and readers see bullets alone")


class StrayText(Rule):
    """A letter, comma or list marker that is left over on a line of its own.

    ## What it does

    A line with only one or two letters or a comma, directly after a complete entry: Markdown reads it as the last line
    of the entry. A list item without any content; more than two of them are one advice for the file.

    ## Why it matters

    It is a typing error or the rest of an edit, and readers see it in the entry, or see a bullet with nothing after it.

    ## Fix

    Unsafe: the line is removed. Look at it first.
    """

    code = "TX005"
    name = "stray-text"
    summary = "a letter, comma or list marker left over on a line of its own"
    fix = Safety.UNSAFE
    batch = Batch.TEXT
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="A typing error",
            before="""
                - [Earley](https://example.org/earley) (2024)
                u

                - [CYK](https://example.org/cyk)
                """,
            lines=(2,),
            after="""
                - [Earley](https://example.org/earley) (2024)

                - [CYK](https://example.org/cyk)
                """,
        ),
        Example(
            title="An item without content",
            before="""
                - [Earley](https://example.org/earley)
                -
                - [CYK](https://example.org/cyk)
                """,
            lines=(2,),
            after="""
                - [Earley](https://example.org/earley)
                - [CYK](https://example.org/cyk)
                """,
        ),
    )
    valid = (
        """
        - [Earley](https://example.org/earley) is a parser that handles every grammar there may
        be
        - [CYK](https://example.org/cyk)
          Younger
        """,
        """
        - [Earley](https://example.org/earley)\\
        Jay

        - **Packrat**
        Ford
        [pdf](https://example.org/packrat.pdf)
        """,
        """
        A paragraph [with a link](https://example.org)
        a

        > - quoted [x](https://example.org)
        """,
        """
        -

        1. [Earley](https://example.org/earley)
        2. <!-- CYK -->
        3.
           - [GLR](https://example.org/glr)
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each stray line."""
        yield from self._check_items(context)
        for leaf in InlineIndex.of_document(context.listing.tree).leaves:
            if leaf.item is not None and isinstance(leaf.node, tree.Paragraph):
                yield from self._check_paragraph(leaf, context.text)

    def _check_items(self, context: Context) -> Iterator[Finding]:
        empty = [
            item.marker
            for block in tree.walk_blocks(context.listing.tree)
            if isinstance(block, tree.List) and any(item.children for item in block.items)
            for item in block.items
            if not item.children
        ]
        severity = Severity.WARNING if len(empty) <= _FEW else Severity.ADVICE
        for marker in empty:
            yield self.finding(
                marker,
                "This item has no content, and readers see a bullet alone; remove it, or write the entry",
                severity=severity,
                edits=[Edit(whole_lines(context.text, marker, with_line_end=True), "")],
                habit=_EMPTY_ITEMS,
            )

    def _check_paragraph(self, leaf: InlineBlock, text: str) -> Iterator[Finding]:
        span = leaf.node.span
        match = _LAST_LINE.search(text, max(span.start, span.end - 60), span.end)
        if match is None or leaf.item is None or not _is_lazy_line(match, leaf.item, text):
            return
        words = match["text"].strip()
        if text[span.start : match.start()].endswith((")", "]")) and _SHORT.fullmatch(words):
            yield self.finding(
                Span(*match.span("text")),
                f"“{words}” is alone on its line and renders as the end of the entry above; remove it",
                edits=[Edit(Span(match.start(), match.end()), "")],
            )


def _is_lazy_line(match: re.Match[str], item: tree.Item, text: str) -> bool:
    """Whether the line is indented less than the content of its item."""
    line = match["line"]
    indent = len(line) - len(line.lstrip(" \t"))
    start = max(text.rfind("\n", 0, item.content), text.rfind("\r", 0, item.content)) + 1
    return indent < item.content - start
