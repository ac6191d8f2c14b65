"""What `awesome-lint check` does: find, report, and fix with --fix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from awesome_lint import reports
from awesome_lint.cli import console
from awesome_lint.findings import Safety, Severity
from awesome_lint.linting import fold
from awesome_lint.reports.ansi import shaded
from awesome_lint.rules import catalogue
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import Input, checked, inputs
from awesome_lint.runner.jobs import Job, Mode, Outcome, compared, outcomes, readable
from awesome_lint.settings import SettingsError
from awesome_lint.source import printable
from awesome_lint.structs import field, record, replace


@record(frozen=True)
class Request:
    """What a command line asks for: each field is the option of its name (see `cli.check`). `reports` are
    formats and the files to write them to; `over` holds settings that go before the configuration's."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    output_format: str = "full"
    reports: tuple[tuple[str, str], ...] = ()
    statistics: bool = False
    advice: bool = False
    show_all: bool = False
    quiet: bool = False
    color: str = "auto"
    diff_base: str | None = None
    write_baseline: bool = False
    exit_zero: bool = False
    online: bool | None = None
    no_cache: bool = False
    max_time: float | None = None
    allow_private: bool = False
    stdin_filename: str | None = None
    config: str | None = None
    isolated: bool = False
    today: str | None = None
    over: Mapping[str, object] = field(default_factory=dict)


def check(asked: Request) -> int:
    """Do what is asked, and give the exit status."""
    over = {**asked.over, "online": _lookups(asked), "advice": asked.advice or None}
    configuration = Configuration(over, config=asked.config, isolated=asked.isolated, today=asked.today)
    files = checked(inputs(asked.paths, configuration.of, asked.stdin_filename), quiet=asked.quiet)
    done = _done([_job(asked, item) for item in files], quiet=asked.quiet)
    failed = any(outcome.problem is not None for outcome in done)
    if asked.write_baseline:
        from awesome_lint.runner.new_findings import written

        console.write(f"{written(done, files)}\n", err=True)
        return 2 if failed else 0
    if asked.diff_base is not None or any(item.settings.baseline for item in files):
        from awesome_lint.runner.new_findings import fresh

        done = fresh(done, files, changed_only=asked.diff_base is not None, quiet=asked.quiet)
    done = [_folded(outcome) for outcome in done]
    report = reports.Report(
        tuple(outcome.report for outcome in done if outcome.report is not None),
        colour=console.colour(asked.color),
        ascii=console.is_ascii(),
        quiet=asked.quiet,
        width=console.width(),
        command=asked.paths,
        options=tuple(_repeated(asked)),
        show_all=asked.show_all,
        fixed=None if not asked.fix else Safety.UNSAFE if asked.unsafe_fixes else Safety.SAFE,
    )
    for name, place in asked.reports:
        _write_report(name, report, place)
    fails = _show_difference(done, report) if asked.diff else _show(asked, files, done, report)
    return 2 if failed else 1 if fails and not asked.exit_zero else 0


def _folded(outcome: Outcome) -> Outcome:
    """The outcome with each habit of its file as one finding."""
    report = outcome.report
    return (
        outcome
        if report is None
        else replace(outcome, report=replace(report, findings=fold(report.findings)))
    )


def _job(asked: Request, item: Input) -> Job:
    mode: Mode = "look" if not (asked.fix or asked.diff) else "unsafe" if asked.unsafe_fixes else "safe"
    formats = {asked.output_format, *(name for name, _ in asked.reports)}
    return Job(
        item,
        mode,
        write=asked.fix and not asked.diff,
        diff_base=asked.diff_base,
        outlined=asked.write_baseline
        or item.settings.baseline is not None
        or not formats.isdisjoint(reports.OUTLINED),
    )


def _done(jobs: Sequence[Job], *, quiet: bool) -> list[Outcome]:
    """What becomes of the jobs, with what went wrong on standard error."""
    if any(job.input.settings.online.enabled for job in jobs):
        jobs = _informed(jobs, quiet=quiet)
    done = compared(list(outcomes(jobs)))
    for outcome in done:
        if outcome.problem is not None:
            console.write(f"awesome-lint: {outcome.problem}\n", err=True)
    if not quiet:
        _write_retired(done)
    return done


def _write_retired(done: Sequence[Outcome]) -> None:
    """Write one note for each retired rule that a configuration, an option or a comment names."""
    places: dict[str, str] = {}
    for outcome in done:
        for code, place in outcome.retired:
            places.setdefault(code, place)
    for code, place in places.items():
        console.write(f"awesome-lint: {printable(place)}: {catalogue.retirement(code)}\n", err=True)


def _repeated(asked: Request) -> Iterator[str]:
    """The options that a command about the same findings has to repeat."""
    for name, value in asked.over.items():
        if name != "fail-on":
            words = value if isinstance(value, tuple) else (value,)
            yield f"--{name}={','.join(map(str, words))}"
    if asked.online is not None:
        yield "--online" if asked.online else "--offline"
    for name, word in (("diff-base", asked.diff_base), ("config", asked.config), ("today", asked.today)):
        if word is not None:
            yield f"--{name}={word}"
    for name, on in (("isolated", asked.isolated), ("advice", asked.advice)):
        if on:
            yield f"--{name}"


def _lookups(asked: Request) -> dict[str, object] | None:
    """What is asked of lookups, as the configuration would say it; None where nothing is."""
    said: dict[str, object] = {} if asked.online is None else {"enabled": asked.online}
    if asked.no_cache:
        said["cache"] = ""
    if asked.max_time is not None:
        said["max-time"] = asked.max_time
    if asked.allow_private:
        said["allow-private"] = True
    return said or None


def _informed(jobs: Sequence[Job], *, quiet: bool) -> list[Job]:
    """The jobs with what the network knows of their files."""
    from awesome_lint.runner import lookup_facts

    texts = [readable(job) for job in jobs]
    facts = lookup_facts.facts([(job.input, job.text) for job in texts if job.text is not None], quiet=quiet)
    return [replace(job, facts=facts) for job in texts]


def _write_report(output_format: str, report: reports.Report, place: str) -> None:
    """Write a report to a file, for programs and pages: without colour."""
    plain = replace(report, colour=False, ascii=False, quiet=False)
    try:
        with open(place, "w", encoding="utf-8", newline="\n") as file:
            file.write(reports.render(output_format, plain))
    except OSError as error:
        raise SettingsError(f"--report: {place} cannot be written ({error.strerror}).") from None


def _show(asked: Request, files: Sequence[Input], done: Sequence[Outcome], report: reports.Report) -> bool:
    """Print the report, and tell whether it fails the run."""
    # Fixed standard input goes to standard output, so the report has to go elsewhere.
    piped = [outcome.report for item, outcome in zip(files, done, strict=True) if asked.fix and item.stdin]
    for fixed in filter(None, piped):
        console.write_bytes(fixed.source.encode())
    shown = reports.statistics(report) if asked.statistics else reports.render(asked.output_format, report)
    console.write(shown, err=bool(piped))
    return _fails(done, [item.settings.fail_on for item in files])


def _show_difference(done: Sequence[Outcome], report: reports.Report) -> bool:
    """Print what fixing would change, and tell whether it would change anything."""
    from awesome_lint.fixing.diff import unified

    changed = False
    for outcome in done:
        if outcome.before is None or outcome.report is None:
            continue
        for line in unified(outcome.before.text, outcome.report.source.text, outcome.report.path):
            console.write(shaded(line) if report.colour else line)
            changed = True
    return changed


def _fails(done: Sequence[Outcome], fail_on: Sequence[str]) -> bool:
    """Whether a file has a finding as severe as its configuration asks for."""
    return any(
        finding.severity.rank <= Severity(least).rank
        for outcome, least in zip(done, fail_on, strict=True)
        if outcome.report is not None and least != "never"
        for finding in outcome.report.findings
    )
