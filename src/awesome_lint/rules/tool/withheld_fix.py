"""XX003 withheld-fix."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Rule


class WithheldFix(Rule):
    """Fixes that were taken back, since they would have changed more than they say.

    ## What it does

    Each fix is held against the raw text: a word, a number, a URL, an emoji, a piece of code or any other visible
    character that it takes away has to be one that its rule may take away. After each group of fixes the text is
    rendered by a second parser and compared with what it was. A fix that loses or changes more than it announces is
    taken back, and this finding says so. The other fixes stay. Without `--fix` such a fix is not offered at all.

    ## Why it matters

    Nothing was harmed; the findings of that group are still there to be fixed by hand. Please report it: a
    fix that is withheld is our defect.

    ## Fix

    None.
    """

    code = "XX003"
    name = "withheld-fix"
    summary = "fixes taken back by the guard"
    severity = Severity.WARNING
    examples = ()
    valid = ("# Awesome parsers\n\n- [Earley](https://example.org/earley)\n",)

    def check(self, context: Context) -> Iterator[Finding]:
        """Nothing: only fixing knows what it took back, and calls `report`."""
        yield from ()

    def report(self, span: Span, message: str) -> Finding:
        """The finding for a group that was taken back; `span` is the first place it would have changed."""
        return self.finding(span, message)
