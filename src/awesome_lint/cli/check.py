"""`awesome-lint check`: find, report, and mend with --fix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from awesome_lint import reports
from awesome_lint.cli import console
from awesome_lint.cli.files import Job, Mode, Outcome, compared, outcomes, readable
from awesome_lint.cli.fresh import fresh, written
from awesome_lint.cli.inputs import inputs
from awesome_lint.cli.options import Configuration, F, configuration_options, rule_words, words
from awesome_lint.model import Severity
from awesome_lint.records import replace
from awesome_lint.reports.text import shaded
from awesome_lint.settings import FAIL_ON, SettingsError


def _rules_option(name: str, text: str) -> Callable[[F], F]:
    return click.option(
        name, multiple=True, callback=words, metavar="CODES", shell_complete=rule_words, help=text
    )


def _extra(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """`--report sarif=lint.sarif` as format and file."""
    pairs = []
    for word in value:
        name, equals, place = word.partition("=")
        if name not in reports.FORMATS or not equals or not place:
            raise click.BadParameter(
                f"{word!r} is not FORMAT=FILE; formats are: {', '.join(reports.FORMATS)}."
            )
        pairs.append((name, place))
    return tuple(pairs)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix: mend also what you should look at afterwards."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@_rules_option("--select", "Run these rules only (codes, names or prefixes).")
@_rules_option("--ignore", "Do not run these rules.")
@_rules_option("--extend-select", "Run these rules too.")
@_rules_option("--fixable", "Mend only what these rules find.")
@_rules_option("--unfixable", "Never mend what these rules find.")
@click.option("--output-format", type=click.Choice(list(reports.FORMATS)), default="full", show_default=True)
@click.option(
    "--report",
    "extra",
    multiple=True,
    callback=_extra,
    metavar="FORMAT=FILE",
    help="Write the report to a file too, in any of the formats; may be repeated.",
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option(
    "--fail-on", type=click.Choice(list(FAIL_ON)), help="Least severity that makes the exit status 1."
)
@click.option(
    "--diff-base",
    metavar="REVISION",
    help="Report, and mend, only lines changed since the merge base with this git revision.",
)
@click.option("--baseline", type=click.Path(dir_okay=False), help="Do not report the findings in this file.")
@click.option(
    "--write-baseline", is_flag=True, help="Write all findings to the baseline, as known from now on."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@click.option("--online/--offline", default=None, help="Whether to look things up (links, arXiv, GitHub).")
@click.option("--no-cache", is_flag=True, help="With --online: neither use nor keep earlier answers.")
@click.option("--max-time", type=click.FloatRange(min=0), metavar="SECONDS", help="Longest time for lookups.")
@click.option("--allow-private", is_flag=True, help="Follow links to private and loopback addresses too.")
@click.option("--stdin-filename", metavar="PATH", help="With `-`: the name that the text goes by.")
@configuration_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    output_format: str,
    statistics: bool,
    quiet: bool,
    color: str,
    extra: tuple[tuple[str, str], ...],
    diff_base: str | None,
    write_baseline: bool,
    exit_zero: bool,
    online: bool | None,
    no_cache: bool,
    max_time: float | None,
    allow_private: bool,
    stdin_filename: str | None,
    config: str | None,
    isolated: bool,
    today: str | None,
    **options: object,
) -> int:
    """Find what is wrong or out of form in awesome lists, and mend it.

    PATHS are Markdown files; a folder stands for its README, `-` for standard input, and nothing at all for
    the README here.
    """
    over = {name.replace("_", "-"): value for name, value in options.items()}
    over["online"] = _lookups(online, no_cache=no_cache, max_time=max_time, allow_private=allow_private)
    configuration = Configuration(over, config=config, isolated=isolated, today=today)
    files = inputs(paths, configuration.of, stdin_filename)
    mode: Mode = "look" if not (fix or diff) else "unsafe" if unsafe_fixes else "safe"
    outlined = write_baseline or any(name in reports.OUTLINED for name in (output_format, *dict(extra)))
    jobs = [
        Job(
            item,
            mode,
            write=fix and not diff,
            diff_base=diff_base,
            outlined=outlined or item.settings.baseline is not None,
        )
        for item in files
    ]
    done = _done(jobs, quiet=quiet)
    failed = any(outcome.problem is not None for outcome in done)
    if write_baseline:
        click.echo(written(done, files), err=True)
        return 2 if failed else 0
    done = fresh(done, files, changed_only=diff_base is not None, quiet=quiet)
    report = reports.Report(
        tuple(outcome.report for outcome in done if outcome.report is not None),
        colour=console.colour(color),
        ascii=console.is_ascii(),
        quiet=quiet,
        width=console.width(),
        command=paths,
    )
    for name, place in extra:
        _write_report(name, report, place)
    if diff:
        fails = _show_difference(done, report)
    else:
        # Mended standard input goes to standard output, so the report has to go elsewhere.
        piped = [outcome.report for item, outcome in zip(files, done, strict=True) if fix and item.stdin]
        for mended in filter(None, piped):
            console.write_bytes(mended.source.encode())
        shown = reports.statistics(report) if statistics else reports.render(output_format, report)
        console.write(shown, err=bool(piped))
        fails = _fails(done, [item.settings.fail_on for item in files])
    return 2 if failed else 1 if fails and not exit_zero else 0


def _done(jobs: Sequence[Job], *, quiet: bool) -> list[Outcome]:
    """What becomes of the jobs, with what went wrong on standard error."""
    if any(job.input.settings.online.enabled for job in jobs):
        jobs = _informed(jobs, quiet=quiet)
    done = compared(list(outcomes(jobs)))
    for outcome in done:
        if outcome.problem is not None:
            click.echo(f"awesome-lint: {outcome.problem}", err=True)
    return done


def _lookups(
    online: bool | None, *, no_cache: bool, max_time: float | None, allow_private: bool
) -> dict[str, object] | None:
    """What the options say of lookups, as the configuration would; None where they say nothing."""
    said: dict[str, object] = {} if online is None else {"enabled": online}
    if no_cache:
        said["cache"] = ""
    if max_time is not None:
        said["max-time"] = max_time
    if allow_private:
        said["allow-private"] = True
    return said or None


def _informed(jobs: Sequence[Job], *, quiet: bool) -> list[Job]:
    """The jobs with what the network knows of their files."""
    from awesome_lint.cli import online

    texts = [readable(job) for job in jobs]
    facts = online.facts([(job.input, job.text) for job in texts if job.text is not None], quiet=quiet)
    return [replace(job, facts=facts) for job in texts]


def _write_report(output_format: str, report: reports.Report, place: str) -> None:
    """Write a report to a file, for programs and pages: without colour."""
    plain = replace(report, colour=False, ascii=False, quiet=False)
    try:
        Path(place).write_text(reports.render(output_format, plain), encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"--report: {place} cannot be written ({error.strerror}).") from None


def _show_difference(done: Sequence[Outcome], report: reports.Report) -> bool:
    """Print what mending would change, and tell whether it would change anything."""
    from awesome_lint.mending.diff import unified

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
