"""Separates good fixes from bad ones: what the ledger and the guard say of each, and why one is refused."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence

from awesome_lint.edits import Edit
from awesome_lint.findings import Finding, Safety
from awesome_lint.fixing import ledger
from awesome_lint.fixing.batches import batches, valid
from awesome_lint.fixing.guard import Guard, Objection
from awesome_lint.fixing.offset_map import ordered
from awesome_lint.source import line_starts
from awesome_lint.structs import replace

_MAX_COMPARISONS = 32
"""How often the guard compares while the good fixes of a batch are separated from the bad ones."""
_MAX_LAYERS = 20
"""How often fixes that wait for others are looked at on their own."""
_CONTEXT = 40


class Sieve:
    """Remembers what the guard refused: `refused` says why, by a fix's rule and the wording of its edits; `harmful` are
    rules of whose fixes too many would do harm. `unsound` says what is wrong with a fix in the text as it is now."""

    def __init__(self) -> None:
        self.guard = Guard()
        self.refused: dict[tuple[str, ...], str] = {}
        self.unsound: dict[tuple[str, ...], str] = {}
        self.harmful: set[str] = set()

    def sound(self, finding: Finding, text: str) -> bool:
        """Whether the finding has a fix that was not refused, can be applied, and loses nothing."""
        fix = finding.fix
        if fix is None or finding.code in self.harmful:
            return False
        name = wording(finding, text)
        if name in self.refused:
            return False
        self.unsound.pop(name, None)
        if not valid(fix.edits, text):
            self.unsound[name] = "its edits overlap or lie outside the text"
        elif (lost := ledger.lost_token(text, fix, finding.message)) is not None:
            self.unsound[name] = f"it would lose “{lost}”"
        return name not in self.unsound

    def reason(self, finding: Finding, text: str) -> str | None:
        """Why the finding's fix may not be applied; None where nothing speaks against it."""
        name = wording(finding, text)
        return self.refused.get(name) or self.unsound.get(name)

    def kept(self, groups: Sequence[Sequence[Finding]], text: str) -> list[Finding]:
        """Those of these fixes that the guard lets pass together; the others are noted as refused.

        If it objects to the whole, it is asked group by group, then rule by rule, then the fixes of a rule
        are halved until the bad ones stand alone. A part is good if it passes with all good ones before it.
        """
        chosen = [finding for group in groups for finding in group]
        if not self.guard.compare(text, edits_of(chosen)):
            return chosen
        parts = deque(list(group) for group in groups if group)
        good: list[Finding] = []
        for _ in range(_MAX_COMPARISONS):
            if not parts:
                break
            part = parts.popleft()
            objections = self.guard.compare(text, edits_of(good + part))
            if not objections:
                good += part
            elif len(part) == 1:
                self.refused[wording(part[0], text)] = _reason(objections, text)
            else:
                parts += _halves(part)
        self.harmful |= {finding.code for part in parts for finding in part}
        return good


def offered(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings without the fixes that would be taken back, were they applied."""
    listed, sieve = tuple(findings), Sieve()
    waiting = [
        finding
        for finding in listed
        if finding.fix is not None and finding.fix.safety is not Safety.DISPLAY and sieve.sound(finding, text)
    ]
    kept: set[int] = set()
    for _ in range(_MAX_LAYERS):
        groups = batches(waiting, text)
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


def edits_of(findings: Iterable[Finding]) -> list[Edit]:
    """The edits of all these fixes, in order."""
    return ordered(edit for finding in findings if finding.fix for edit in finding.fix.edits)


def wording(finding: Finding, text: str) -> tuple[str, ...]:
    """A key of a fix: what it replaces, by what, and where in its line, so that it is found again after other edits."""
    edits = finding.fix.edits if finding.fix else ()
    before = (text[max(0, start - _CONTEXT) : start].rpartition("\n")[2] for (start, _), _ in edits)
    after = (text[end : end + _CONTEXT].partition("\n")[0] for (_, end), _ in edits)
    old = (text[span.start : span.end] for span, _ in edits)
    return (finding.code, *before, *old, *after, *(edit.text for edit in edits))


def _halves(findings: list[Finding]) -> list[list[Finding]]:
    """The findings rule by rule, or those of one rule in two halves."""
    codes = sorted({finding.code for finding in findings})
    if len(codes) > 1:
        return [[finding for finding in findings if finding.code == code] for code in codes]
    middle = len(findings) // 2
    return [findings[:middle], findings[middle:]]


def _reason(objections: list[Objection], text: str) -> str:
    first = objections[0]
    more = f" (and {len(objections) - 1} more)" if len(objections) > 1 else ""
    return f"it {first.reason} on line {bisect_right(line_starts(text), first.offset)}{more}"
