"""Keeps the new findings of a run: those that are not in the baseline, and those on changed lines."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

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
    outcomes: Sequence[Outcome],
    inputs: Sequence[Input],
    *,
    changed_only: bool,
    note: Callable[[str], None],
) -> list[Outcome]:
    """The outcomes with their new findings only: those that are not in the baseline and, with `changed_only`, are on
    changed lines. Notes say how many findings the baseline holds back, and which of its rows are outdated."""
    changes = {outcome.report.path: outcome.changes for outcome in outcomes if outcome.report is not None}
    kept: dict[str, list[Finding]] = defaultdict(list)
    mirrored: dict[str, list[Finding]] = defaultdict(list)
    outdated: dict[str, list[str]] = defaultdict(list)
    known: Counter[str] = Counter()
    for outcome, item in zip(outcomes, inputs, strict=True):
        report = outcome.report
        if report is None:
            continue
        concerned = [
            restrict_to_changes(finding, report.path, changes.get) if changed_only else (report.path, finding)
            for finding in report.findings
        ]
        unknown = [True] * len(concerned)
        if path := item.settings.baseline:
            is_new = [place is not None for place in concerned]
            file_rows = baseline.rows_of_file(path, report.path)
            unknown, rows = baseline.compare_with_baseline(report, file_rows, is_new)
            known[path] += unknown.count(False)
            outdated[path] += _describe_baseline_rows(rows, outcome, item)
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
        outcome.with_findings(_merge_mirrored(kept[item.path], mirrored[item.path]))
        for outcome, item in zip(outcomes, inputs, strict=True)
    ]


def _describe_baseline_rows(rows: Iterable[baseline.BaselineRow], outcome: Outcome, item: Input) -> list[str]:
    """The code and the entry of each row whose rule ran, as texts."""
    codes = _codes_that_ran(outcome, item)
    return [f"{row.code} {row.entry}" for row in rows if row.code in codes]


def _codes_that_ran(outcome: Outcome, item: Input) -> frozenset[str]:
    """The codes of the rules that ran on the input."""
    rules = linting.select_rules(item.settings, item.path, online=outcome.online).rules
    return frozenset(rule.code for rule in rules)


def _merge_mirrored(kept: Sequence[Finding], mirrored: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings of `kept`, and those of `mirrored` whose rule and span are new, in the order of the text."""
    merged = list(kept)
    places = {(finding.code, finding.span) for finding in kept}
    for finding in mirrored:
        if (finding.code, finding.span) not in places:
            places.add((finding.code, finding.span))
            merged.append(finding)
    return tuple(sorted(merged, key=lambda finding: (finding.span.start, finding.code)))


def write_baseline(outcomes: Sequence[Outcome], inputs: Sequence[Input]) -> str:
    """Write all findings to the baseline that the settings name, else to `awesome-lint-baseline.json` in the folder of
    the first file's configuration or repository. Returns a line that says what was written; nothing is without
    inputs."""
    if not inputs:
        return "No file was checked, so no baseline was written"
    path = next((item.settings.baseline for item in inputs if item.settings.baseline), None)
    path = path or _default_baseline_path(inputs[0])
    reports = [
        (outcome.report, _codes_that_ran(outcome, item))
        for outcome, item in zip(outcomes, inputs, strict=True)
        if outcome.report is not None
    ]
    number = baseline.write_rows(path, reports)
    return (
        f"{number_of(number, 'finding')} written to {escape_controls(path)} (each place counts, and advice)"
    )


def _default_baseline_path(item: Input) -> str:
    """The path of a new baseline: in the folder of the configuration, else of the repository, else of the file."""
    folder = os.path.realpath("" if item.stdin else os.path.dirname(item.path))
    folder = item.settings.root or find_repository(folder) or folder
    return relative_path(os.path.join(folder, BASELINE_NAME))


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
