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
from awesome_lint.runner.jobs import Job, Mode, Outcome, read_input, run_jobs, with_cross_file_findings
from awesome_lint.settings import Settings
from awesome_lint.source import Source, SourceError

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
    jobs = offline_jobs = [_make_job(options, item, keep_contexts) for item in inputs]
    if any(item.settings.online.enabled for item in inputs):
        from awesome_lint.runner.lookup_facts import look_up_facts

        jobs = look_up_facts(offline_jobs, note, on_progress, options.diff_base)
    outcomes = with_cross_file_findings(list(_report_progress(run_jobs(jobs), len(jobs), on_progress)))
    if options.write_baseline and jobs is not offline_jobs:
        # An online rule may replace an offline finding, which the next offline run reports again.
        both = zip(outcomes, with_cross_file_findings(list(run_jobs(offline_jobs))), strict=True)
        outcomes = [online.with_more_findings(other.findings) for online, other in both]
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


def keep_new_findings(options: CheckOptions, outcomes: Sequence[Outcome], note: Note) -> list[Outcome]:
    """The outcomes with their new findings that are severe enough for the options; the findings of a habit are one
    finding."""
    new = with_new_findings(options, outcomes, note)
    return fold_outcomes(new, Severity(options.severity or Severity.ADVICE))


def with_new_findings(options: CheckOptions, outcomes: Sequence[Outcome], note: Note) -> Sequence[Outcome]:
    """The outcomes with the findings that are not in the baseline and, if the options have a revision, are on lines
    changed since."""
    if options.diff_base is None and not any(one.input.settings.baseline for one in outcomes):
        return outcomes
    from awesome_lint.runner.new_findings import filter_new_findings

    return filter_new_findings(outcomes, changed_only=options.diff_base is not None, note=note)


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


def _make_job(options: CheckOptions, item: Input, keep_context: bool) -> Job:
    mode: Mode = "lint" if not (options.fix or options.diff) else "unsafe" if options.unsafe_fixes else "safe"
    try:
        text: Source | str = read_input(item)
    except SourceError as error:
        text = str(error)
    return Job(
        item,
        text,
        mode,
        write=options.fix and not options.diff,
        diff_base=options.diff_base,
        least_severity=Severity(options.severity) if options.severity else None,
        keep_context=keep_context,
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
