"""MD002 unclosed-block."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule

_LIVE = lazy(r"^[ \t]*(?:#{1,6}[ \t]\S|[-*+][ \t]+.*\]\(|\d+\.[ \t].*\]\(|\|.*\]\()", re.MULTILINE)
"""Lines that occur in no code, BibTeX or command: headings, entries with links, rows with links."""
_ENCLOSING = frozenset(("details", "center", "table", "blockquote"))
"""Elements that contain all later blocks until they are closed, outside lists, quotes and tables."""
_FORMATTING = frozenset(("b", "strong", "i", "em", "u", "s", "font", "small", "big", "code", "tt"))
"""Elements that HTML opens again in each later block until they are closed."""


class UnclosedBlock(Rule):
    """A comment, code fence or HTML tag that is not closed, and contains the rest of the list.

    ## What it does

    `<!--` without `-->`; a fence without its closing line, if it contains headings or entries; `<details>`,
    `<center>`, `<table>`, `<blockquote>` and formatting such as `<b>` or `<font>` that are not closed, if headings or
    entries follow. `<p>`, `<li>` and table cells need no closing tag in HTML.

    ## Why it matters

    The rest of the list is invisible, collapsed, shown as code, or in bold.

    ## Fix

    None: only the author knows where it should end.
    """

    code = "MD002"
    name = "unclosed-block"
    summary = "a comment, fence or tag that is not closed"
    severity = Severity.ERROR
    examples = (
        Example(
            title="A comment that hides the rest",
            before="""
                # Parsers

                <!-- to be sorted

                - [Earley](https://example.org/earley)
                """,
            lines=(3,),
        ),
        Example(
            title="A fence that shows the rest as code",
            before="""
                ```bibtex
                @article{earley}

                ## Charts

                - [Earley](https://example.org/earley)
                """,
            lines=(1,),
        ),
        Example(
            title="A collapsed part that contains the rest",
            before="""
                <details>
                <summary>Charts</summary>

                - [Earley](https://example.org/earley)

                ## Tables

                - [CYK](https://example.org/cyk)
                """,
            lines=(1,),
        ),
    )
    valid = (
        """
        <details>
        <summary>Charts</summary>

        - [Earley](https://example.org/earley) <p> a paragraph <br> <img src="https://example.org/a.svg">

        </details>

        <a name="tables">

        ## Tables

        <!-- one --> text <!-- two
        lines -->
        """,
        """
        - <div>inside an item
        - <details><summary>x</summary> y

        > <div> in a quote

        `<div>` and `<!--` in code

        ## Tables
        """,
        """
        ## Charts

        <table><tr><td>a<td>b</table>

        - [Earley](https://example.org/earley) by <b>Jay</b>

        <div align="center">the end

        ## Citation

        </div>
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such comment, fence or tag."""
        text, document = context.text, context.listing.tree
        inline_index = InlineIndex.of_document(document)
        for block in inline_index.hidden_blocks:
            if isinstance(block, tree.Comment) and not block.closed:
                yield self.finding(
                    Span(block.span.start, block.span.start + 4),
                    "This comment is not closed and hides the rest of the file; write --> where it should end",
                )
            elif isinstance(block, tree.Fence) and not block.closed and _LIVE.search(text, *block.content):
                yield self.finding(
                    Span(block.span.start, max(block.content.start - 1, block.span.start + 3)),
                    "This fence is not closed, so headings and entries are shown as code; add its closing line",
                )
        yield from self._check_tags(context, inline_index)

    def _check_tags(self, context: Context, inline_index: InlineIndex) -> Iterator[Finding]:
        """Findings for tags that are not closed before a heading or link of the list."""
        closed_by_block = _blocks_whose_end_closes_tags(context.listing.tree)
        opened: dict[str, list[tree.HtmlTag]] = defaultdict(list)
        for leaf in inline_index.leaves:
            for tag in leaf.tags:
                name = tag.name.lower()
                if name not in _ENCLOSING and name not in _FORMATTING:
                    continue
                if tag.closing:
                    if opened[name]:
                        opened[name].pop()
                elif not context.text.endswith("/>", tag.span.start, tag.span.end):
                    opened[name].append(tag)
        after = _end_of_content(context)
        for name, tags in opened.items():
            for tag in tags:
                closed = name in _ENCLOSING and any(block.covers(tag.span) for block in closed_by_block)
                if tag.span.end <= after and not closed:
                    yield self.finding(
                        tag.span,
                        f"<{name}> is not closed and contains the rest of the file; write </{name}> where it should end",
                    )


def _blocks_whose_end_closes_tags(document: tree.Document) -> list[Span]:
    """The spans of the blocks whose end closes the tags in them: lists, quotes, tables, footnote definitions."""
    return [
        block.span
        for block in document.children
        if isinstance(block, tree.List | tree.Quote | tree.Table | tree.FootnoteDefinition)
    ]


def _end_of_content(context: Context) -> int:
    """The offset of the last heading or link."""
    starts = [heading.span.start for heading in context.listing.tree.headings[-1:]]
    starts += [link.span.start for link in context.listing.links[-1:]]
    return max(starts, default=0)
