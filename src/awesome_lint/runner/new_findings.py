"""What is new among the findings: not in the baseline, and on lines that were changed."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from awesome_lint import linting
from awesome_lint.cli import console
from awesome_lint.findings import Finding
from awesome_lint.linting.changes import as_advice_for_habits, concerning
from awesome_lint.reports.ansi import visible
from awesome_lint.reports.model import FileReport
from awesome_lint.runner.inputs import Input
from awesome_lint.runner.jobs import Outcome
from awesome_lint.settings import BASELINE_NAME
from awesome_lint.structs import replace

_NAMED = 3
"""So many known findings that are gone are named."""


def fresh(
    done: Sequence[Outcome], files: Sequence[Input], *, changed_only: bool, quiet: bool
) -> list[Outcome]:
    """The outcomes with what is new of their findings; a notice on standard error where the baseline knows
    findings that are gone."""
    changes = {outcome.report.path: outcome.changes for outcome in done if outcome.report is not None}
    kept: dict[str, list[Finding]] = defaultdict(list)
    turned: dict[str, list[Finding]] = defaultdict(list)
    stale: dict[str, list[str]] = defaultdict(list)
    for outcome, item in zip(done, files, strict=True):
        report = outcome.report
        if report is None:
            continue
        new = {
            id(one): concerning(one, report.path, changes.get) if changed_only else (report.path, one)
            for one in report.findings
        }
        if item.settings.baseline:
            concerned = {key for key, value in new.items() if value is not None}
            report, gone = _without_known(outcome, report, item, concerned)
            stale[item.settings.baseline] += gone
        old = [one for one in report.findings if new[id(one)] is None]
        for one in report.findings:
            if (placed := new[id(one)]) is not None:
                path, finding = placed
                (kept if finding.span == one.span else turned)[path].append(finding)
        kept[report.path] = as_advice_for_habits(kept[report.path], old)
    for place, rows in stale.items():
        if rows and not quiet:
            console.write(f"{_told(place, rows)}\n", err=True)
    return [
        replace(outcome, report=replace(report, findings=_ordered(kept[report.path], turned[report.path])))
        if (report := outcome.report) is not None
        else outcome
        for outcome in done
    ]


def _without_known(
    outcome: Outcome, report: FileReport, item: Input, concerned: Container[int]
) -> tuple[FileReport, list[str]]:
    """The report less what the baseline knows, and the rows of rules that ran and found them no more, in words."""
    from awesome_lint.runner import baseline

    place = item.settings.baseline
    assert place is not None, "only with a baseline"
    report, gone = baseline.without(report, baseline.read(place), place, concerned)
    ran = {rule.code for rule in linting.select(item.settings, item.path, online=outcome.online).rules}
    return report, [f"{row.code} {row.entry}" for row in gone if row.code in ran]


def _ordered(own: list[Finding], turned: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order of the text. Of those that were turned round a place has one a rule: each of several old copies
    may have brought one to the new copy."""
    places = {(finding.code, finding.span) for finding in own}
    for finding in turned:
        if (finding.code, finding.span) not in places:
            places.add((finding.code, finding.span))
            own.append(finding)
    return tuple(sorted(own, key=lambda finding: (finding.span.start, finding.code)))


def written(done: Iterable[Outcome], files: Sequence[Input]) -> str:
    """Write all findings to the baseline that the settings name, else to its usual place beside the first file's
    configuration, or in its repository's folder; what was done, in words."""
    from awesome_lint.runner import baseline

    named = next((item.settings.baseline for item in files if item.settings.baseline), None)
    path = named or str(_usual_place(files[0]))
    number = baseline.write(path, [outcome.report for outcome in done if outcome.report is not None])
    return f"{number} finding{'' if number == 1 else 's'} written to {visible(path)} as known"


def _usual_place(item: Input) -> Path:
    folder = Path() if item.stdin else Path(item.path).parent
    if item.settings.root is not None:
        folder = Path(item.settings.root)
    else:
        here = folder.resolve()
        folder = next((place for place in (here, *here.parents) if (place / ".git").exists()), here)
    return Path(_seen(str(folder / BASELINE_NAME)))


def _seen(place: str) -> str:
    """A path as it is seen from here."""
    try:
        return os.path.relpath(place)
    except ValueError:  # another drive, on Windows
        return place


def _told(place: str, rows: Sequence[str]) -> str:
    named = "; ".join(visible(row) for row in rows[:_NAMED])
    more = f"; and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    there = "finding is" if len(rows) == 1 else "findings are"
    return (
        f"awesome-lint: {len(rows)} {there} gone that {visible(_seen(place))} knows ({named}{more}); "
        "`--write-baseline` forgets what is gone"
    )
