"""Separates valid fixes from harmful ones by the ledger and the guard, with the reason for each refusal."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence

from awesome_lint.edits import apply_edits
from awesome_lint.findings import Finding, Safety
from awesome_lint.fixing import ledger
from awesome_lint.fixing.batches import are_applicable, collect_edits, make_batches
from awesome_lint.fixing.guard import Guard, Objection
from awesome_lint.source import line_starts
from awesome_lint.structs import replace

_MAX_COMPARISONS = 32
"""The number of comparisons while the valid fixes of a round are separated from the harmful ones."""
_MAX_LAYERS = 20
"""The number of rounds for fixes that wait for others."""
_CONTEXT = 40


class Sieve:
    """Decides which fixes may be applied. `refused` has the reasons for refused fixes, by `fix_key`;
    `harmful` the codes of rules with too many harmful fixes; `unsound` the reasons why fixes are invalid in
    the current version of the text.
    """

    def __init__(self) -> None:
        self.guard = Guard()
        self.refused: dict[tuple[str, ...], str] = {}
        self.unsound: dict[tuple[str, ...], str] = {}
        self.harmful: set[str] = set()

    def is_sound(self, finding: Finding, text: str) -> bool:
        """Whether the finding has a fix that can be applied, was not refused, and loses nothing
        undeclared.
        """
        fix = finding.fix
        if fix is None or finding.code in self.harmful:
            return False
        name = fix_key(finding, text)
        if name in self.refused:
            return False
        self.unsound.pop(name, None)
        if not are_applicable(fix.edits, text):
            self.unsound[name] = "its edits overlap or lie outside the text"
        elif (lost := ledger.find_lost_token(text, fix, finding.message)) is not None:
            self.unsound[name] = f"it would lose “{lost}”"
        return name not in self.unsound

    def reason(self, finding: Finding, text: str) -> str | None:
        """The reason why the finding's fix may not be applied; None if it may."""
        name = fix_key(finding, text)
        return self.refused.get(name) or self.unsound.get(name)

    def kept(self, groups: Sequence[Sequence[Finding]], text: str) -> list[Finding]:
        """The findings whose fixes the guard accepts together; the others are added to `refused`.

        If the guard objects to all of them, it compares each batch, then each rule, then halves of a rule's fixes,
        until a refused part is a single fix. A part is accepted if it is accepted together with all accepted parts
        before.
        """
        chosen = [finding for group in groups for finding in group]
        if not self.guard.compare(text, collect_edits(chosen)):
            return chosen
        parts = deque(list(group) for group in groups if group)
        good: list[Finding] = []
        for _ in range(_MAX_COMPARISONS):
            if not parts:
                break
            part = parts.popleft()
            objections = self.guard.compare(text, collect_edits(good + part))
            if not objections:
                good += part
            elif len(part) == 1:
                self.refused[fix_key(part[0], text)] = _describe_objections(objections, text)
            else:
                parts += _split_findings(part)
        self.harmful |= {finding.code for part in parts for finding in part}
        return good


def drop_harmful_fixes(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings without the fixes that would be reverted if they were applied."""
    listed, sieve = tuple(findings), Sieve()
    waiting = [
        finding
        for finding in listed
        if finding.fix is not None
        and finding.fix.safety is not Safety.DISPLAY
        and sieve.is_sound(finding, text)
    ]
    kept: set[int] = set()
    for _ in range(_MAX_LAYERS):
        groups = make_batches(waiting, text)
        looked_at = {id(finding) for group in groups for finding in group}
        if not looked_at:
            break
        kept |= {id(finding) for finding in sieve.kept(groups, text)}
        waiting = [finding for finding in waiting if id(finding) not in looked_at]
    return tuple(
        finding
        if finding.fix is None or finding.fix.safety is Safety.DISPLAY or id(finding) in kept
        else replace(finding, fix=None)
        for finding in listed
    )


def apply_fixes(findings: Iterable[Finding], text: str) -> str:
    """The text after the fixes of these findings, as far as they can be applied together: one round of `fix_text`.
    `drop_harmful_fixes` has removed those that the guard refuses."""
    fixable = [one for one in findings if one.fix is not None and are_applicable(one.fix.edits, text)]
    chosen = (finding for batch in make_batches(fixable, text) for finding in batch)
    return apply_edits(text, collect_edits(chosen))


def fix_key(finding: Finding, text: str) -> tuple[str, ...]:
    """A key of a fix that does not change with other edits: its rule, its old and new text, and the text
    around it.
    """
    edits = finding.fix.edits if finding.fix else ()
    before = (text[max(0, start - _CONTEXT) : start].rpartition("\n")[2] for (start, _), _ in edits)
    after = (text[end : end + _CONTEXT].partition("\n")[0] for (_, end), _ in edits)
    old = (text[span.start : span.end] for span, _ in edits)
    return (finding.code, *before, *old, *after, *(edit.text for edit in edits))


def _split_findings(findings: list[Finding]) -> list[list[Finding]]:
    """The findings split by rule; those of one rule are split into two halves."""
    codes = sorted({finding.code for finding in findings})
    if len(codes) > 1:
        return [[finding for finding in findings if finding.code == code] for code in codes]
    middle = len(findings) // 2
    return [findings[:middle], findings[middle:]]


def _describe_objections(objections: list[Objection], text: str) -> str:
    first = objections[0]
    more = f" (and {len(objections) - 1} more)" if len(objections) > 1 else ""
    return f"it {first.reason} on line {bisect_right(line_starts(text), first.offset)}{more}"
