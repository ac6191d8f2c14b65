"""A habit of the list is one finding for the file.

Rules yield one finding a place. Findings of one file that share rule, part and severity are folded into one
after everything that looks at single places is done: changed lines, baseline, suppression, fixes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from awesome_lint.edits import DisjointEdits
from awesome_lint.findings import Finding, Fix, Related, Removal, Safety, Severity
from awesome_lint.structs import replace

ALSO = "also here"
"""What a folded finding says of its further places."""


def fold_habits(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one file, in the order of the text, with each habit as one finding at its first place.

    That finding lists every further place in `related`, with the related places of those findings, and its fix
    holds the edits of all fixes of the safest kind.
    """
    kept: list[Finding] = []
    habits: dict[tuple[str, str, Severity], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.habit is None:
            kept.append(finding)
        else:
            habits[finding.code, finding.habit.part, finding.severity].append(finding)
    for places in habits.values():
        habit = places[0].habit
        folds = habit is not None and len(places) > max(habit.above, 1)
        kept += [_fold_findings(places)] if folds else places
    return tuple(sorted(kept, key=lambda finding: (finding.span.start, finding.code)))


def _fold_findings(findings: list[Finding]) -> Finding:
    """One finding for all findings of a habit: the first one, with the places of the others in `related`."""
    first = findings[0]
    assert first.habit is not None, "only habits are folded"
    related = list(first.related)
    for finding in findings[1:]:
        related.append(Related(finding.span, ALSO))
        related += finding.related
    message = first.habit.message.replace("{count}", str(len(findings)))
    return replace(first, message=message, related=tuple(related), fix=_merge_fixes(findings))


def _merge_fixes(findings: list[Finding]) -> Fix | None:
    """One fix with the edits of the findings' fixes of the safest kind that occurs, each edit once; None if none has a
    fix. A fix that overlaps earlier edits is left for the next round."""
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    for safety in Safety:
        chosen = DisjointEdits()
        removes: frozenset[Removal] = frozenset()
        for fix in fixes:
            own = [edit for edit in fix.edits if edit not in chosen]
            if fix.safety is safety and chosen.accepts(own):
                chosen.add(own)
                removes |= fix.removes
        if chosen.edits:
            return Fix(safety, tuple(chosen.edits), fixes[0].batch, removes)
    return None
