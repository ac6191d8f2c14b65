"""Decides which fixes may be applied, by the ledger and the guard, with the reason for each refusal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from awesome_lint.edits import Edit
from awesome_lint.findings import Finding, Safety
from awesome_lint.fixing import ledger
from awesome_lint.fixing.batches import are_applicable, choose_fixes, collect_edits
from awesome_lint.fixing.guard import Guard, Objection
from awesome_lint.source import line_starts
from awesome_lint.structs import replace

Compare = Callable[[str, list[Edit], Sequence[Finding]], Sequence[Objection]]
"""Returns the objections to applying these edits, which are those of the fixes of the findings, to the text."""

_MAX_COMPARISONS = 16
"""The number of comparisons after which all fixes that are still together are refused."""
_MAX_RETRIES = 8
"""The number of suspected fixes that are tried again alone."""
_MAX_LAYERS = 20
"""The number of rounds for fixes that wait for others."""

_COMPARED_SHARE = 30
_COMPARED_ALWAYS = 200_000
"""For the fixes of one version of a text, at most 30 times its characters and 200,000 more are compared: a line with a
thousand defects would be compared a thousand times."""

FixKey = tuple[str, tuple[Edit, ...]]
"""The rule and the edits of a fix, which identify it in one version of a text."""


class FixChecker:
    """Decides which fixes of a text may be applied.

    `refused` has the reasons for refused fixes of the last version of the text that was checked; another fix may remove
    a reason. `compare` finds what fixes change besides what they declare; without it, a `Guard` does.
    """

    def __init__(self, compare: Compare | None = None) -> None:
        guard = Guard()
        self._compare = compare or (lambda text, edits, findings: guard.compare(text, edits))
        self._start_version("")

    def _start_version(self, text: str) -> None:
        self._text = text
        self.refused: dict[FixKey, str] = {}
        self._left_to_compare = _COMPARED_SHARE * len(text) + _COMPARED_ALWAYS

    def refusal_reason(self, finding: Finding, text: str) -> str | None:
        """The reason why the finding's fix may not be applied; None if it may be."""
        fix = finding.fix
        if fix is None:
            return None
        if text != self._text:
            self._start_version(text)
        if (key := fix_key(finding)) in self.refused:
            return self.refused[key]
        if not are_applicable(fix.edits, text):
            return "its edits overlap or lie outside the text"
        self._left_to_compare -= ledger.compared_length(text, fix.edits)
        if self._left_to_compare < 0:
            return "there are too many fixes on one line"
        return ledger.find_loss(text, fix, finding.message)

    def select_acceptable(self, findings: Iterable[Finding], text: str) -> list[Finding]:
        """The findings whose fixes may be applied together; the others are added to `refused`.

        Fixes to which an objection points are suspected and left out, until there is no objection. Each of them is
        then compared alone with the accepted ones, since an objection may point to the neighbor of a harmful fix.
        """
        accepted, suspects = list(findings), list[Finding]()
        for _ in range(_MAX_COMPARISONS):
            if not accepted or not (objections := self._objections(accepted, text)):
                break
            suspected = set(_find_suspects(accepted, objections))
            suspects += [finding for finding in accepted if finding in suspected]
            accepted = [finding for finding in accepted if finding not in suspected]
        else:
            accepted, suspects = [], accepted + suspects
        for number, finding in enumerate(suspects):
            if number >= _MAX_RETRIES:
                reason = "too many fixes would change more than they declare"
            elif objections := self._objections([*accepted, finding], text):
                reason = _describe_first_objection(objections, text)
            else:
                accepted.append(finding)
                continue
            self.refused[fix_key(finding)] = reason
        return accepted

    def _objections(self, findings: Sequence[Finding], text: str) -> Sequence[Objection]:
        """The objections to applying the fixes of these findings together."""
        return self._compare(text, collect_edits(findings), findings)


def drop_harmful_fixes(findings: Iterable[Finding], text: str) -> tuple[Finding, ...]:
    """The findings, without the fixes that would be refused if they were applied."""
    listed, checker = tuple(findings), FixChecker()
    left = {finding for finding in listed if not finding.fix or finding.fix.safety is Safety.DISPLAY}
    waiting = [one for one in listed if one not in left and checker.refusal_reason(one, text) is None]
    for _ in range(_MAX_LAYERS):
        chosen = choose_fixes(waiting, text)
        if not chosen:
            break
        looked_at = set(chosen)
        left.update(checker.select_acceptable(chosen, text))
        waiting = [finding for finding in waiting if finding not in looked_at]
    return tuple(finding if finding in left else replace(finding, fix=None) for finding in listed)


def edits_of_fixes(findings: Iterable[Finding], text: str) -> list[Edit]:
    """The edits of the fixes of these findings, as far as they can be applied together: one round of `fix_text`.
    `drop_harmful_fixes` has removed those that the guard refuses."""
    fixable = [one for one in findings if one.fix is not None and are_applicable(one.fix.edits, text)]
    return collect_edits(choose_fixes(fixable, text))


def fix_key(finding: Finding) -> FixKey:
    """The key of the finding's fix in this version of the text."""
    return finding.code, finding.fix.edits if finding.fix else ()


def _find_suspects(findings: Sequence[Finding], objections: Sequence[Objection]) -> Iterator[Finding]:
    """The findings whose span or edits are nearest to an objection."""
    for objection in objections:
        distances = [_distance(finding, objection.offset) for finding in findings]
        nearest = min(distances)
        yield from (finding for finding, value in zip(findings, distances, strict=True) if value == nearest)


def _distance(finding: Finding, offset: int) -> int:
    """The number of characters between an offset and a finding or its edits; 0 if the offset is in one of them."""
    edits = finding.fix.edits if finding.fix else ()
    spans = [finding.span, *(edit.span for edit in edits)]
    return min(max(span.start - offset, offset - span.end, 0) for span in spans)


def _describe_first_objection(objections: Sequence[Objection], text: str) -> str:
    """The reason for a refusal, in words: the first objection, its line, and the number of others."""
    first = objections[0]
    more = f" (and {len(objections) - 1} more)" if len(objections) > 1 else ""
    return f"it {first.reason} on line {bisect_right(line_starts(text), first.offset)}{more}"
