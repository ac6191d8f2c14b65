"""`awesome-lint review`: one card for each entry that is new or changed since a git revision."""

from __future__ import annotations

from importlib import import_module

import click

from awesome_lint import reports
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.findings import Severity
from awesome_lint.reports.cards import Review
from awesome_lint.runner.git import default_base
from awesome_lint.runner.review import Reviewed, review_inputs
from awesome_lint.runner.run import CheckOptions, inputs_of
from awesome_lint.settings import SettingsError
from awesome_lint.source import Source, read_source

CARD_FORMATS = {
    "full": "awesome_lint.reports.cards_text",
    "markdown": "awesome_lint.reports.cards_markdown",
    "json": "awesome_lint.reports.cards_json",
}
"""The formats that print cards; each module has `render(review: Review) -> str`."""
FORMATS = (*CARD_FORMATS, "concise", "github", "rdjson", "sarif")


def _split_reports(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """`--report markdown=review.md` as format and file."""
    pairs = []
    for word in value:
        name, _, path = word.partition("=")
        if name not in FORMATS or not path:
            raise click.BadParameter(f"{word!r} is not FORMAT=FILE; formats are: {', '.join(FORMATS)}.")
        pairs.append((name, path))
    return tuple(pairs)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--base", metavar="REVISION", help="Compare with the merge base of HEAD and this revision.")
@click.option("--fix", is_flag=True, help="Write the new and changed entries in their finished form.")
@click.option("--advice", is_flag=True, help="Show advice too.")
@click.option("--online/--offline", default=None, help="Whether to look up the new and changed entries.")
@click.option("--output-format", type=click.Choice(FORMATS), default="full", show_default=True)
@click.option(
    "--report",
    "report_files",
    multiple=True,
    callback=_split_reports,
    metavar="FORMAT=FILE",
    help="Write the review to a file too; may be repeated.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing if there is nothing to report.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@configuration_options
def command(
    *,
    paths: tuple[str, ...],
    base: str | None,
    fix: bool,
    advice: bool,
    online: bool | None,
    output_format: str,
    report_files: tuple[tuple[str, str], ...],
    exit_zero: bool,
    quiet: bool,
    color: str,
    config: str | None,
    isolated: bool,
    today: str | None,
) -> int:
    """Review the entries that are new or changed since a revision.

    Each entry gets one card: whether the list has it already, whether id, date and venue agree, whether the section
    is right, and the entry in the form of the list. Without --base, the revision is the target of the pull request in
    a GitHub workflow, else the main branch of the remote. PATHS are as for `check`.
    """
    note = console.ignore_note if quiet else console.write_note
    options = CheckOptions(
        paths, advice=advice, online=online, config=config, isolated=isolated, today=today, quiet=quiet
    )
    inputs = inputs_of(options, note)
    if any(item.stdin for item in inputs):
        raise SettingsError("review compares files with git; name a file instead of `-`.")
    revision = base or (default_base(inputs[0].path) if inputs else "HEAD")
    options = CheckOptions(
        paths, advice=advice, online=online, config=config, isolated=isolated, today=today, diff_base=revision
    )
    reviewed = review_inputs(options, inputs, note)
    for one in reviewed:
        if one.problem is not None:
            console.write_note(f"awesome-lint: {one.problem}")
    review = Review(
        tuple(one.review for one in reviewed if one.review is not None),
        revision,
        color=console.uses_color(color),
        width=console.width(),
        advice=advice,
    )
    if fix:
        _write_fixed(reviewed)
    for name, path in report_files:
        _write_report(name, review, path)
    findings = [finding for file in review.files for finding in file.findings]
    if findings or not quiet or any(card.finished for file in review.files for card in file.cards):
        console.write(_render(output_format, review))
    if any(one.problem is not None for one in reviewed):
        return 2
    fails = any(finding.severity is not Severity.ADVICE for finding in findings)
    return 1 if fails and not exit_zero else 0


def _render(output_format: str, review: Review) -> str:
    if output_format in CARD_FORMATS:
        text = import_module(CARD_FORMATS[output_format]).render(review)
        assert isinstance(text, str)
        return text
    files = tuple(file.as_findings() for file in review.files)
    return reports.render(output_format, reports.Report(files, color=review.color, width=review.width))


def _write_report(output_format: str, review: Review, path: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(_render(output_format, Review(review.files, review.base, advice=review.advice)))
    except OSError as error:
        raise SettingsError(f"--report: {path} cannot be written ({error.strerror}).") from None


def _write_fixed(reviewed: list[Reviewed]) -> None:
    """Write the files in which an entry has a finished form."""
    from awesome_lint.fixing.atomic_write import write_atomically

    for one in reviewed:
        if one.review is None or one.fixed is None:
            continue
        source: Source = one.review.report.source
        if one.fixed != source.text:
            write_atomically(source if source.data is not None else read_source(source.path), one.fixed)
