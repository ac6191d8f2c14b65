"""One run over the files of a command line: lint or fix each, compare them, keep the new findings, fold them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from awesome_lint.findings import Finding, Severity
from awesome_lint.linting import fold_habits
from awesome_lint.runner.check_options import CheckOptions
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import Input, drop_excluded_inputs, find_inputs, unmatched_include_patterns
from awesome_lint.runner.jobs import Job, Mode, Outcome, run_jobs, with_cross_file_findings, with_input_text
from awesome_lint.settings import Settings
from awesome_lint.structs import replace

if TYPE_CHECKING:
    from awesome_lint.lookup.progress import ProgressUpdate

Note = Callable[[str], None]
"""Takes one line for people that is neither a finding nor a failure."""


def inputs_of(options: CheckOptions, note: Note) -> list[Input]:
    """The files to check, each with its settings. SettingsError if a configuration is invalid."""
    advice = options.advice or options.severity == Severity.ADVICE
    settings = {**options.settings, "online": _online_settings(options), "advice": advice or None}
    configuration = Configuration(
        settings,
        config=options.config,
        isolated=options.isolated,
        today=options.today,
        overrides=options.overrides,
    )
    inputs = find_inputs(options.paths, configuration.settings_for, options.stdin_filename)
    for pattern in unmatched_include_patterns(options.paths, configuration.settings_for):
        note(f"awesome-lint: include: no file matches {pattern!r}")
    return inputs if options.no_exclude else drop_excluded_inputs(inputs, note)


def check_inputs(
    options: CheckOptions,
    inputs: Sequence[Input],
    note: Note,
    on_progress: Callable[[ProgressUpdate | None], None] | None = None,
    *,
    keep_contexts: bool = False,
) -> list[Outcome]:
    """The outcome of each input, with all its findings. With `options.fix`, fixed files are written."""
    offline_jobs = [replace(_make_job(options, item), keep_context=keep_contexts) for item in inputs]
    jobs = offline_jobs
    if any(item.settings.online.enabled for item in inputs):
        from awesome_lint.runner.lookup_facts import look_up_facts

        offline_jobs = [with_input_text(job) for job in jobs]
        jobs = look_up_facts(offline_jobs, note, on_progress, options.diff_base)
    outcomes = with_cross_file_findings(list(_report_progress(run_jobs(jobs), len(jobs), on_progress)))
    if options.write_baseline and jobs is not offline_jobs:
        # An online rule may replace an offline finding, which the next offline run reports again.
        both = zip(outcomes, with_cross_file_findings(list(run_jobs(offline_jobs))), strict=True)
        outcomes = [_merge_outcomes(online, other) for online, other in both]
    return outcomes


def _report_progress(
    outcomes: Iterable[Outcome], total: int, on_progress: Callable[[ProgressUpdate | None], None] | None
) -> Iterator[Outcome]:
    """The outcomes; after the first second, `on_progress` gets the number of checked files, at most every 0.1
    seconds."""
    start, reported = time.monotonic(), 0.0
    for number, outcome in enumerate(outcomes, 1):
        yield outcome
        elapsed = time.monotonic() - start
        if on_progress is not None and number < total and elapsed >= 1 and elapsed - reported >= 0.1:
            from awesome_lint.lookup.progress import ProgressUpdate

            reported = elapsed
            on_progress(ProgressUpdate(number, total, elapsed=elapsed, action="files checked"))
    if on_progress is not None and reported:
        on_progress(None)


def _merge_outcomes(outcome: Outcome, other: Outcome) -> Outcome:
    """The outcome with more findings: those of another run on the same text that it does not have."""
    places = {(finding.code, finding.span) for finding in outcome.findings}
    more = [one for one in other.findings if (one.code, one.span) not in places]
    return outcome.with_findings((*outcome.findings, *more))


def keep_new_findings(
    options: CheckOptions, inputs: Sequence[Input], outcomes: Sequence[Outcome], note: Note
) -> list[Outcome]:
    """The outcomes with their new findings that are severe enough for the options; the findings of a habit are one
    finding."""
    new = with_new_findings(options, inputs, outcomes, note)
    return fold_outcomes(new, Severity(options.severity or Severity.ADVICE))


def with_new_findings(
    options: CheckOptions, inputs: Sequence[Input], outcomes: Sequence[Outcome], note: Note
) -> Sequence[Outcome]:
    """The outcomes with the findings that are not in the baseline and, if the options have a revision, are on lines
    changed since."""
    if options.diff_base is None and not any(item.settings.baseline for item in inputs):
        return outcomes
    from awesome_lint.runner.new_findings import filter_new_findings

    return filter_new_findings(outcomes, inputs, changed_only=options.diff_base is not None, note=note)


def fold_outcomes(outcomes: Sequence[Outcome], minimum: Severity = Severity.ADVICE) -> list[Outcome]:
    """The outcomes with their findings at least as severe as `minimum`; the findings of a habit are one finding."""
    return [
        outcome.with_findings(fold_habits(one for one in outcome.findings if one.severity.at_least(minimum)))
        for outcome in outcomes
    ]


def has_failing_finding(findings: Iterable[Finding], settings: Settings) -> bool:
    """Whether a finding is at least as severe as the setting `fail-on`."""
    return settings.fail_on != "never" and any(
        finding.severity.at_least(Severity(settings.fail_on)) for finding in findings
    )


def _make_job(options: CheckOptions, item: Input) -> Job:
    mode: Mode = "lint" if not (options.fix or options.diff) else "unsafe" if options.unsafe_fixes else "safe"
    return Job(
        item,
        mode,
        write=options.fix and not options.diff,
        diff_base=options.diff_base,
        least_severity=Severity(options.severity) if options.severity else None,
    )


def _online_settings(options: CheckOptions) -> dict[str, object] | None:
    """The options on lookups as the `online` table of a configuration; None if there are none."""
    values: dict[str, object] = {} if options.online is None else {"enabled": options.online}
    if options.no_cache:
        values["cache"] = ""
    if options.max_time is not None:
        values["max-time"] = options.max_time
    if options.allow_private:
        values["allow-private"] = True
    return values or None
