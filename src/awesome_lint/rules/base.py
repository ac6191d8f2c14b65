"""What a rule is.

A rule is one module in one of the group folders. It holds one subclass of `Rule`, and that class holds all
there is to know of it: code, name, severity, what it finds and why (its docstring, in Markdown, with the
sections `## What it does`, `## Why it matters` and `## Fix`), its examples and valid texts. Tests, the
documentation page, `awesome-lint rule CODE` and the configuration schema are made from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import ClassVar

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, Span
from awesome_lint.facts import Answer, Question
from awesome_lint.findings import Batch, Finding, Fix, Habit, Related, Removal, Safety, Severity
from awesome_lint.structs import record


@record(frozen=True)
class Example:
    """A text with the defect, and the text after the fix.

    `before` is a whole Markdown text; `lines` are the lines (from 1) on which the rule reports, one for each
    finding (none where the text is valid only with the fields below). `after` is the whole text after the
    rule's fix (safe or unsafe, whichever it has), or None where it has none. `answers` are facts for rules
    that need the network, `select` further rules that have to run, `tracked_files` and `community_files` the files
    around the text.

    A text that begins with a line end is read as in a docstring: without that line end, and without the
    indent that all its lines share. `text` and `expected` give it so.
    """

    before: str
    lines: tuple[int, ...]
    after: str | None = None
    title: str = ""
    answers: tuple[tuple[Question, Answer], ...] = ()
    select: tuple[str, ...] = ()
    tracked_files: frozenset[str] | None = None
    community_files: tuple[tuple[str, str], ...] | None = None
    repository: str | None = None
    today: date = date(2026, 1, 1)

    @property
    def text(self) -> str:
        """`before` as the file contains it (see `Example`)."""
        return example_text(self.before)

    @property
    def expected(self) -> str | None:
        """`after` as the file contains it (see `Example`); None if the rule has no fix."""
        return None if self.after is None else example_text(self.after)


def example_text(raw: str) -> str:
    """The text of an example as a file contains it: without the first line end and the common indent, if it begins with
    a line end."""
    if not raw.startswith("\n"):
        return raw
    import textwrap

    return textwrap.dedent(raw[1:])


class Rule:
    """The base of all rules; subclasses set the class variables and write `check`."""

    code: ClassVar[str]
    name: ClassVar[str]
    summary: ClassVar[str]
    """One line, no full stop: the row in the table of rules."""
    severity: ClassVar[Severity] = Severity.WARNING
    """The usual severity; a finding may carry another where the catalogue says so."""
    fix: ClassVar[Safety | None] = None
    """The safety of the fixes it usually proposes; None where it proposes none."""
    batch: ClassVar[Batch] = Batch.SECTIONS
    """The batch that its fixes are applied with."""
    removes: ClassVar[frozenset[Removal]] = frozenset()
    """What its fixes may take out of a text besides whitespace and separators; the guard refuses the rest."""
    default: ClassVar[bool] = True
    """Whether it runs when nothing is selected."""
    preview: ClassVar[bool] = False
    """Whether it is new: it runs only with the setting `preview`, or where its code or name is selected in full."""
    supersedes: ClassVar[tuple[str, ...]] = ()
    """Codes whose findings are dropped where this rule reports on an overlapping span."""
    gives_way: ClassVar[tuple[str, ...]] = ()
    """Codes that report the same defect, on the span of a finding of this rule or on one that it relates to: the
    finding is dropped where theirs is at least as severe."""
    depends_on_other_lines: ClassVar[bool] = False
    """Whether a change of other lines can cause a finding: a removed heading, a definition, an entry."""
    aliases: ClassVar[tuple[str, ...]] = ()
    needs_community_files: ClassVar[bool] = False
    """Whether it reads `Context.community_files`."""
    examples: ClassVar[tuple[Example, ...]]
    valid: ClassVar[tuple[str, ...]]
    """Whole texts that look like the defect and are correct (indented ones as in `Example`)."""

    @property
    def online(self) -> bool:
        """Whether the rule needs the network: the rules in the folder `online` of a group do."""
        return type(self).__module__.split(".")[-2] == "online"

    def asks(self, context: Context) -> Iterable[Question]:
        """The questions whose answers `check` needs. It is called again with the answers, until it returns no new
        questions."""
        return ()

    def check(self, context: Context) -> Iterator[Finding]:
        """Every finding of this rule in the document."""
        raise NotImplementedError

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """The remarks of a review on the entries that a change adds, given by their spans: observations that are not
        reported in a whole list, where they may be intended."""
        yield from ()

    @property
    def has_review_remarks(self) -> bool:
        """Whether a review says more of an added entry than `check` reports."""
        return type(self).review_remarks is not Rule.review_remarks

    def finding(
        self,
        span: Span,
        message: str,
        *,
        severity: Severity | None = None,
        related: Iterable[Related] = (),
        edits: Iterable[Edit] = (),
        safety: Safety | None = None,
        removes: frozenset[Removal] | None = None,
        suggestion: str | None = None,
        habit: Habit | None = None,
        mirror: str | None = None,
    ) -> Finding:
        """Make a finding of this rule. `edits` become its fix; `safety` and `removes` (what the fix may delete) are
        those of the rule if they are not given. Findings with the same `habit` become one for the file. `mirror` is
        the message to use if the finding is reported at its first related place instead of `span`."""
        listed = tuple(edits)
        removes = self.removes if removes is None else removes
        fix = Fix(safety or self.fix or Safety.UNSAFE, listed, self.batch, removes) if listed else None
        return Finding(
            self.code,
            self.name,
            severity or self.severity,
            message,
            span,
            tuple(related)[:3],
            fix,
            suggestion,
            habit,
            mirror,
        )
