"""XX002 unparsed-text."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Example, Rule


class UnparsedText(Rule):
    """A text that is nested too deeply, or is too large, to be parsed.

    ## What it does

    Lists and quotes nested more deeply than any README needs, and files larger than any README. Nothing else is
    reported for such a file, and it is never changed.

    ## Why it matters

    The parser would take very long or fail, and its result would not be what GitHub shows.

    ## Fix

    None.
    """

    code = "XX002"
    name = "unparsed-text"
    summary = "text too deeply nested or too large to parse"
    severity = Severity.ERROR
    examples = (Example(title="A quote in a quote in a quote …", before="> " * 150 + "deep\n", lines=(1,)),)
    valid = ("> > > A quote may well be nested.\n",)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding at the text's beginning where the parser refused it."""
        refusal = context.listing.tree.refusal
        if refusal is not None:
            yield self.finding(Span(0, min(1, len(context.text))), f"This file was not checked: {refusal}")
