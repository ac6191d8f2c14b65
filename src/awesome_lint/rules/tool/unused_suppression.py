"""XX001 unused-suppression."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Example, Rule


class UnusedSuppression(Rule):
    """A comment that suppresses a rule where the rule reports nothing.

    ## What it does

    `<!-- awesome-lint disable CODE -->`, `disable-line` and `disable-next-line` comments that suppress no
    finding, and those with a misspelt verb or that name a rule that does not exist. Comments that name a rule that did
    not run, and those of the npm tool (`<!--lint disable NAME-->`), are not reported. [How to suppress
    findings](../suppressions.md) describes the comments.

    ## Why it matters

    The comment would hide the next defect there.

    ## Fix

    None: only the author knows whether the comment or its place is wrong.
    """

    code = "XX001"
    name = "unused-suppression"
    summary = "comment that suppresses nothing"
    severity = Severity.WARNING
    examples = (
        Example(
            title="The link was fixed, the comment was kept",
            before="""
                # Awesome parsers

                <!-- awesome-lint disable-next-line empty-link -- no page yet -->
                - [Earley](https://example.org/earley)
                """,
            lines=(3,),
            select=("LK002",),
        ),
        Example(
            title="A misspelt name",
            before="""
                # Awesome parsers

                - [Earley]() <!-- awesome-lint disable-line emty-link -->
                """,
            lines=(3,),
            select=("LK002",),
        ),
        Example(
            title="A reason without ` -- ` before it",
            before="""
                # Awesome parsers

                - [Earley]() <!-- awesome-lint disable-line LK002: no page yet -->
                """,
            lines=(3,),
            select=("XX001",),
        ),
        Example(
            title="A misspelt verb",
            before="""
                # Awesome parsers

                <!-- awesome-lint disabl-next-line LK002 -->
                - [Earley](https://example.org/earley)
                """,
            lines=(3,),
        ),
    )
    valid = (
        """
        # Awesome parsers

        <!-- The word awesome-lint in a comment is no order. -->
        - [Earley](https://example.org/earley) <!--lint disable double-link-->
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Nothing: only the engine knows what a comment has suppressed, and calls `report`."""
        yield from ()

    def report(self, span: Span, word: str, *, near: str | None = None, exists: bool = True) -> Finding:
        """The finding for one word ("" for a comment that names no rule) of the comment at `span`."""
        if not exists:
            hint = f"; did you mean {near}?" if near else "; correct or remove it"
            return self.finding(span, f"No rule is named {word!r}{hint}")
        what = f"{word} reports nothing here" if word else "it names no rule"
        return self.finding(span, f"This comment suppresses no finding: {what}; remove it")

    def report_reason_without_dashes(self, span: Span, words: str) -> Finding:
        """The finding for the comment at `span` whose `words` are a reason, not names of rules."""
        return self.finding(span, f"No rules are named “{words}”; a reason follows ` -- `")

    def report_unknown_verb(self, span: Span, verb: str, near: str) -> Finding:
        """The finding for the comment at `span` whose verb is unknown; `near` is the most similar verb."""
        return self.finding(
            span, f"This comment suppresses nothing: {verb!r} is unknown; did you mean {near}?"
        )
