"""Runs `awesome-lint check` and prints its report. Does not import click (see `fast_args`)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from awesome_lint import reports
from awesome_lint.cli import console
from awesome_lint.cli.commands import COMMANDS
from awesome_lint.findings import Safety
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.summary import diff_summary
from awesome_lint.rules import catalogue
from awesome_lint.runner.check_options import CheckOptions, options_to_repeat
from awesome_lint.runner.inputs import Input
from awesome_lint.runner.jobs import Outcome
from awesome_lint.runner.run import (
    check_inputs,
    fold_outcomes,
    has_failing_finding,
    inputs_of,
    keep_new_findings,
)
from awesome_lint.settings import SettingsError
from awesome_lint.settings.keys import most_similar
from awesome_lint.source import printable_path
from awesome_lint.structs import replace

if TYPE_CHECKING:
    from awesome_lint.lookup.progress import ProgressUpdate


def run_check(options: CheckOptions) -> int:
    """Check the files that the options name, print the report, and return the exit status."""
    note = console.ignore_note if options.quiet else console.write_note
    _refuse_invalid_options(options)
    inputs = inputs_of(options, note)
    draw = progress_drawer(options)
    outcomes = check_inputs(options, inputs, note, draw)
    for outcome in outcomes:
        if outcome.problem is not None:
            console.write_note(f"awesome-lint: {outcome.problem}")
    for line in _retired_rule_notes(outcomes):
        note(line)
    failed = any(outcome.problem is not None for outcome in outcomes)
    interrupted = any(outcome.interrupted for outcome in outcomes)
    if options.write_baseline:
        from awesome_lint.runner.new_findings import write_baseline

        _write_reports(options, _make_report(options, fold_outcomes(outcomes)))
        if interrupted:
            console.write_note("awesome-lint: interrupted; no baseline was written")
            return 130
        console.write_note(write_baseline(outcomes))
        return 2 if failed else 0
    if options.add_ignore:
        from awesome_lint.runner.add_ignore import write_comments

        for line in write_comments(options, outcomes):
            console.write_note(line)
        return 2 if failed else 0
    outcomes = keep_new_findings(options, outcomes, note)
    report = _make_report(options, outcomes)
    _write_reports(options, report)
    for line in _unfixable_rule_notes(inputs) if options.fix or options.diff else ():
        note(line)
    if options.diff:
        has_failures = _print_diff(outcomes, report)
        note(diff_summary(report, changed=has_failures))
    else:
        _print_report(options, outcomes, report)
        has_failures = any(has_failing_finding(one.findings, one.input.settings) for one in outcomes)
    if interrupted:
        return 130
    return 2 if failed else 1 if has_failures and not options.exit_zero else 0


_EXCLUSIVE_OPTIONS = (
    ("add_ignore", "fix"),  # fixes change the text that the comments are for
    ("add_ignore", "diff"),
    ("add_ignore", "reports"),
    ("add_ignore", "write_baseline"),
    ("write_baseline", "diff"),  # the findings would be those of a text that is not written
)


def _refuse_invalid_options(options: CheckOptions) -> None:
    """Raises SettingsError for options that exclude each other, and if the first path is no file but similar to a
    command."""
    if options.statistics and options.output_format not in ("full", "concise", "json"):
        raise SettingsError(f"--statistics has no format {options.output_format}; use full, concise or json.")
    for first, second in _EXCLUSIVE_OPTIONS:
        if getattr(options, first) and getattr(options, second):
            names = (f"--{name.removesuffix('s').replace('_', '-')}" for name in (first, second))
            raise SettingsError(f"{' and '.join(names)} exclude each other.")
    if options.reason is not None and not options.add_ignore:
        raise SettingsError("--reason is for the comments of --add-ignore.")
    word = options.paths[0] if options.paths else ""
    if not word.isalpha() or os.path.exists(word):
        return
    if word in COMMANDS:
        raise SettingsError(f"options come after the command: awesome-lint {word} …")
    near = "--help" if word.casefold() == "help" else most_similar(word, COMMANDS)
    if near is not None:
        kind = "option" if near.startswith("-") else "command"
        raise SettingsError(f"there is no file or command {word!r}; did you mean the {kind} {near}?")


def progress_drawer(options: CheckOptions) -> Callable[[ProgressUpdate | None], None] | None:
    """The function that draws the progress of a run on a terminal; None if there is none, or with `--quiet`."""
    return _draw_progress if sys.stderr.isatty() and not options.quiet else None


def _draw_progress(progress: ProgressUpdate | None) -> None:
    """Show how far the run is in one line on standard error; None removes it."""
    if progress is None:
        console.write("\r\x1b[K", err=True)
        return
    waiting = f", waiting for {escape_controls(progress.waiting_for)}" if progress.waiting_for else ""
    seconds = f" ({progress.seconds:.0f} s)" if progress.seconds >= 1 else ""
    rate = progress.done / progress.elapsed if progress.elapsed >= 1 else 0.0
    left = (
        f", {rate:.1f} a second, {(progress.total - progress.done) / rate:.0f} s left" if rate >= 0.05 else ""
    )
    text = f"{progress.done} of {progress.total} {progress.action}{left}{waiting}{seconds}"
    console.write(f"\r\x1b[K{text[: console.width() - 1]}", err=True)
    sys.stderr.flush()


def _retired_rule_notes(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """One line for each retired rule that a configuration, an option or a comment names."""
    places: dict[str, str] = {}
    for outcome in outcomes:
        for code, place in outcome.retired:
            places.setdefault(code, place)
    for code, place in places.items():
        yield f"awesome-lint: {printable_path(place)}: {catalogue.retirement_message(code)}"


def _unfixable_rule_notes(inputs: Sequence[Input]) -> Iterator[str]:
    """One line for each rule without fixes that `fixable` names by its code or name."""
    for word in dict.fromkeys(word for item in inputs for word in item.settings.fixable):
        rule = catalogue.find(word)
        if rule is not None and rule.fix is None:
            yield f"awesome-lint: {rule.code} ({rule.name}) has no fix"


def _make_report(options: CheckOptions, outcomes: Sequence[Outcome]) -> reports.Report:
    applied = Safety.UNSAFE if options.unsafe_fixes else Safety.SAFE
    return reports.Report(
        tuple(outcome.report for outcome in outcomes if outcome.report is not None),
        color=console.uses_color(options.color),
        ascii=console.is_ascii_only(),
        quiet=options.quiet,
        width=console.width(),
        command=options.paths,
        options=tuple(options_to_repeat(options)),
        show_all=options.show_all,
        fixed=applied if options.fix or options.diff else None,
    )


def _write_reports(options: CheckOptions, report: reports.Report) -> None:
    """Write the report to the files that the options name, without color."""
    plain = replace(report, color=False, ascii=False, quiet=False)
    for output_format, path in options.reports:
        console.write_report(path, reports.render(output_format, plain))


def _print_report(options: CheckOptions, outcomes: Sequence[Outcome], report: reports.Report) -> None:
    """Print the report; with `--fix` and standard input, first the fixed text, and the report on standard error."""
    is_piped = options.fix and any(outcome.input.stdin for outcome in outcomes)
    for outcome in outcomes:
        if is_piped and outcome.input.stdin and outcome.report is not None:
            console.write_bytes(outcome.report.source.text.encode())
    render = reports.statistics if options.statistics else reports.render
    console.write(render(options.output_format, report), err=is_piped)


def _print_diff(outcomes: Sequence[Outcome], report: reports.Report) -> bool:
    """Print what fixing would change; returns whether it would change anything."""
    changed = False
    for outcome in outcomes:
        before, after = outcome.before, outcome.report
        if before is not None and after is not None:
            changed |= console.write_diff(before.text, after.source.text, after.path, color=report.color)
    return changed
