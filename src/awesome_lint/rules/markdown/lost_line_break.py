"""MD003 lost-line-break."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineBlock, InlineIndex
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule

_LABELLED = lazy(r"(?:[^\w\s\[(`*<]{1,3}\s?)?\*\*(?!\s)[^*_\n]+(?:\*\*\s?[:：]|[:：]\*\*)")
_ALL_BOLD = lazy(r"\*\*(?!\s)[^*_\n]+\*\*[.,:]?")
_BRACKETED = lazy(r"\(.*\)|\\?\[.*\\?\]|[^\w\s\x00-\x7f]{1,12}\s*\S.*")
_BR = lazy(r"<br\s*/?>\s*\Z", re.IGNORECASE)


class LostLineBreak(Rule):
    """Lines that were meant as separate lines and render as one.

    ## What it does

    Paragraphs whose lines each begin with a label in bold (`**Planners**: …`), and paragraphs in the form of the
    head of a paper: a line in bold, then lines in bold, in brackets or after an emoji. Prose is valid, and so are
    lists with ten or more such paragraphs.

    ## Why it matters

    GitHub shows the lines as one; only the editor shows them as separate lines.

    ## Fix

    Unsafe: two spaces at the end of each line, which are a line break.
    """

    code = "MD003"
    name = "lost-line-break"
    summary = "lines that render as one and were meant as separate lines"
    fix = Safety.UNSAFE
    batch = Batch.SYNTAX
    examples = (
        Example(
            title="A label on each line",
            before="""
                **Charts**: Earley, GLR
                **Tables**: CYK, LL, LR
                """,
            lines=(1,),
            after="**Charts**: Earley, GLR  \n**Tables**: CYK, LL, LR\n",
        ),
        Example(
            title="The head of a paper",
            before="""
                **A Survey of Parsing**
                [Jay Earley, Don Knuth]
                (equal contribution)
                """,
            lines=(1,),
            after="**A Survey of Parsing**  \n[Jay Earley, Don Knuth]  \n(equal contribution)\n",
        ),
    )
    valid = (
        """
        **Parsing** is the art of finding structure
        in text, and **grammars** say which. **Note**: it
        takes time.
        """,
        """
        **Charts**: Earley, GLR\\
        **Tables**: CYK, LL, LR

        **Charts**: Earley<br>
        **Tables**: CYK

        - **Earley**
          Jay Earley, 1970
          [pdf](https://example.org/earley.pdf)
        """,
        """
        [![a](https://example.org/a.svg)](https://example.org/a)
        [![b](https://example.org/b.svg)](https://example.org/b)
        ![c](https://example.org/c.svg)

        **Bold title,
        broken over two lines**
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each paragraph whose lines run together."""
        for leaf in InlineIndex.of_document(context.listing.tree).leaves:
            breaks = _lost_line_breaks(leaf, context.text) if isinstance(leaf.node, tree.Paragraph) else []
            if breaks:
                yield self.finding(
                    leaf.node.span,
                    f"These {len(breaks) + 1} lines render as one; write two spaces at the end of each line",
                    edits=[Edit(Span(place.start, place.start), "  ") for place in breaks],
                )


def _lost_line_breaks(leaf: InlineBlock, text: str) -> list[Span]:
    """The line ends of a paragraph that were meant as line breaks, each with the whitespace before it; empty if none
    were."""
    breaks = [child for child in leaf.node.children if type(child) is tree.Break]
    if not breaks or any(one.hard for one in breaks):
        return []
    edges = [leaf.node.span.start, *(one.span.end for one in breaks)]
    ends = [*(one.span.start for one in breaks), leaf.node.span.end]
    lines = [text[start:end].strip().lstrip("> ") for start, end in zip(edges, ends, strict=True)]
    if any(map(_BR.search, lines[:-1])):
        return []
    meant = all(map(_LABELLED.match, lines)) or (leaf.item is None and _is_title_with_fields(lines))
    return [one.span for one in breaks] if meant else []


def _is_title_with_fields(lines: list[str]) -> bool:
    """Whether the first line is a title in bold and no later line could be prose."""
    if len(lines) < 3 or not _ALL_BOLD.fullmatch(lines[0]):
        return False
    return all(_ALL_BOLD.fullmatch(line) or _BRACKETED.fullmatch(line) for line in lines[1:])
