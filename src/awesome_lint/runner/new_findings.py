"""Keeps the new findings of a run: those that are not in the baseline, and those on changed lines."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from awesome_lint import linting, listing
from awesome_lint.findings import Finding, Severity
from awesome_lint.linting.changes import ChangedLines, downgrade_habits, restrict_to_changes
from awesome_lint.linting.fingerprint import EntryIndex, index_entries, make_fingerprint
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.counts import number_of
from awesome_lint.reports.paths import relative_path
from awesome_lint.runner import baseline
from awesome_lint.runner.inputs import Input
from awesome_lint.runner.jobs import Outcome
from awesome_lint.settings.load import BASELINE_NAME, find_repository
from awesome_lint.source import Source

_MAX_NAMED = 3
"""How many outdated rows of a baseline a note names."""


def make_fix_filter(
    item: Input, changes: ChangedLines | None, least_severity: Severity | None = None
) -> Callable[[Finding, str], bool] | None:
    """The function that decides whether a finding in a version of the text may be fixed: it is on changed lines, its
    fix edits no other lines, it is not in the baseline, and it is at least as severe as `least_severity`. None if every
    finding may be."""
    path = item.settings.baseline
    known = set()
    if path and os.path.exists(path):
        known = {(row.code, row.fingerprint) for row in baseline.rows_of_file(path, item.path)}
    if changes is None and not known and least_severity is None:
        return None
    version = changes
    indexed: tuple[str, EntryIndex] | None = None

    def may_fix(finding: Finding, text: str) -> bool:
        nonlocal version, indexed
        if least_severity is not None and not finding.severity.at_least(least_severity):
            return False
        if version is not None:
            version = version.after_fixes(text)
            limited = version.restrict_finding(finding)
            if limited is None or limited.fix is None:
                return False
        if not known:
            return True
        if indexed is None or indexed[0] != text:
            indexed = text, index_entries(listing.read(text))
        return (finding.code, make_fingerprint(finding, Source(item.path, text), indexed[1])) not in known

    return may_fix


def filter_new_findings(
    outcomes: Sequence[Outcome], *, changed_only: bool, note: Callable[[str], None]
) -> list[Outcome]:
    """The outcomes with their new findings only: those that are not in the baseline and, with `changed_only`, are on
    changed lines. Notes say how many findings the baseline holds back, and which of its rows are outdated."""
    changes = {outcome.report.path: outcome.changes for outcome in outcomes if outcome.report is not None}
    kept: dict[str, list[Finding]] = defaultdict(list)
    mirrored: dict[str, list[Finding]] = defaultdict(list)
    outdated: dict[str, list[str]] = defaultdict(list)
    known: Counter[str] = Counter()
    for outcome in outcomes:
        report = outcome.report
        if report is None:
            continue
        concerned = [
            restrict_to_changes(finding, report.path, changes.get) if changed_only else (report.path, finding)
            for finding in report.findings
        ]
        unknown = [True] * len(concerned)
        if path := outcome.input.settings.baseline:
            is_new = [place is not None for place in concerned]
            file_rows = baseline.rows_of_file(path, report.path)
            unknown, rows = baseline.compare_with_baseline(report, file_rows, is_new)
            known[path] += unknown.count(False)
            codes = _codes_that_ran(outcome)
            outdated[path] += [f"{row.code} {row.entry}" for row in rows if row.code in codes]
        unchanged = []
        for finding, place, is_unknown in zip(report.findings, concerned, unknown, strict=True):
            if not is_unknown:
                continue
            if place is None:
                unchanged.append(finding)
            else:
                (kept if place[1].span == finding.span else mirrored)[place[0]].append(place[1])
        kept[report.path] = downgrade_habits(kept[report.path], unchanged)
    for path, number in known.items():
        if number:
            findings = number_of(number, "finding")
            file = escape_controls(relative_path(path))
            note(f"awesome-lint: {findings} not reported: in the baseline ({file})")
    for path, names in outdated.items():
        if names:
            note(_outdated_note(path, names))
    return [
        outcome.with_findings(kept[outcome.input.path]).with_more_findings(mirrored[outcome.input.path])
        for outcome in outcomes
    ]


def _codes_that_ran(outcome: Outcome) -> frozenset[str]:
    """The codes of the rules that ran on the input."""
    item = outcome.input
    rules = linting.select_rules(item.settings, item.path, online=outcome.online).rules
    return frozenset(rule.code for rule in rules)


def write_baseline(outcomes: Sequence[Outcome]) -> str:
    """Write all findings to the baseline that the settings name, else to `awesome-lint-baseline.json` in the folder of
    the first file's configuration or repository. Returns a line that says what was written; nothing is without
    outcomes."""
    if not outcomes:
        return "No file was checked, so no baseline was written"
    inputs = [outcome.input for outcome in outcomes]
    path = next((item.settings.baseline for item in inputs if item.settings.baseline), None)
    if path is None:
        folder = os.path.realpath("" if inputs[0].stdin else os.path.dirname(inputs[0].path))
        folder = inputs[0].settings.root or find_repository(folder) or folder
        path = relative_path(os.path.join(folder, BASELINE_NAME))
    reports = ((one.report, _codes_that_ran(one)) for one in outcomes if one.report is not None)
    number = baseline.write_rows(path, reports)
    return (
        f"{number_of(number, 'finding')} written to {escape_controls(path)} (each place counts, and advice)"
    )


def _outdated_note(path: str, rows: Sequence[str]) -> str:
    """A line that names the rows of a baseline whose findings no longer occur."""
    names = "; ".join(escape_controls(row) for row in rows[:_MAX_NAMED])
    more = f"; and {len(rows) - _MAX_NAMED} more" if len(rows) > _MAX_NAMED else ""
    subject = number_of(len(rows), "finding of the baseline", "findings of the baseline")
    verb = "no longer occurs" if len(rows) == 1 else "no longer occur"
    return (
        f"awesome-lint: {subject} {escape_controls(relative_path(path))} {verb} ({names}{more}); "
        "`--write-baseline` removes outdated rows"
    )
