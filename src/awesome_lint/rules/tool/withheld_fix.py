"""XX003 withheld-fix."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Rule


class WithheldFix(Rule):
    """Fixes that were reverted because they would change more than they announce.

    ## What it does

    Each fix is compared with the raw text: it may remove only the words, numbers, URLs, emoji, code and other visible
    characters that its rule announces. After each group of fixes a second parser renders the text before and after
    them. A fix that loses or changes more than it announces is reverted and reported here; the other fixes are kept.
    Without `--fix` such a fix is not offered.

    ## Why it matters

    The file is unharmed, and the findings of that group are left for you to fix by hand. Please report it: a withheld
    fix is a defect of this tool.

    ## Fix

    None.
    """

    code = "XX003"
    name = "withheld-fix"
    summary = "fixes reverted by the guard"
    severity = Severity.WARNING
    examples = ()
    valid = ("# Awesome parsers\n\n- [Earley](https://example.org/earley)\n",)

    def check(self, context: Context) -> Iterator[Finding]:
        """Nothing: only the fixer knows what it reverted, and calls `report`."""
        yield from ()

    def report(self, span: Span, message: str) -> Finding:
        """The finding for a fix that was reverted; `span` is the span of the fixed finding."""
        return self.finding(span, message)
