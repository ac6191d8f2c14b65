"""`awesome-lint review`: one card for each entry that is new or changed since a git revision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from awesome_lint import reports
from awesome_lint.cli import console
from awesome_lint.cli.check_report import progress_drawer
from awesome_lint.cli.options import configuration_options, make_check_options, report_option, run_options
from awesome_lint.reports.cards import Review
from awesome_lint.reports.counts import number_of_entries
from awesome_lint.runner.check_options import options_to_repeat
from awesome_lint.runner.git import default_base, is_head
from awesome_lint.runner.review import InputReview, review_inputs
from awesome_lint.runner.run import has_failing_finding, inputs_of
from awesome_lint.settings import SettingsError
from awesome_lint.source import printable_path
from awesome_lint.structs import replace

CARD_FORMATS = {
    "full": "awesome_lint.reports.cards_text",
    "markdown": "awesome_lint.reports.cards_markdown",
    "json": "awesome_lint.reports.cards_json",
}
"""The formats that print cards; each module has `render(review: Review) -> str`."""
FORMATS = (*CARD_FORMATS, "concise", "github", "rdjson", "sarif")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--base", metavar="REVISION", help="Compare with the merge base of HEAD and this revision.")
@click.option(
    "--fix",
    is_flag=True,
    help="Write the entries in their finished form and review the result.",
)
@click.option("--output-format", type=click.Choice(FORMATS), default="full", show_default=True)
@report_option(FORMATS)
@run_options
@configuration_options
def command(*, base: str | None, fix: bool, **options: Any) -> int:
    """Review the entries that are new or changed since a revision.

    Each entry gets one card: whether the list has it already, whether id, date and venue agree, whether the section
    is right, and the entry in the form of the list. Without --base, the revision is the target of the pull request in
    a GitHub workflow, else the main branch of the remote, else the local main or master. PATHS are as for `check`.
    """
    asked = make_check_options(options)
    note = console.ignore_note if asked.quiet else console.write_note
    inputs = inputs_of(asked, note)
    if any(item.stdin for item in inputs):
        raise SettingsError("review compares files with git; name a file instead of `-`.")
    revision = base or (default_base(inputs[0].path) if inputs else "HEAD")
    if base is None and inputs and is_head(revision, inputs[0].path):
        note(
            f"awesome-lint: {revision} has all commits of HEAD, so only changes that are not committed are reviewed; "
            "--base names another revision"
        )
    asked = replace(asked, diff_base=revision)
    draw = progress_drawer(asked)
    reviewed = review_inputs(asked, inputs, note, draw)
    interrupted = any(one.interrupted for one in reviewed)
    if fix and interrupted:
        console.write_note("awesome-lint: interrupted; nothing was written")
    elif fix and _write_fixed_files(reviewed, note):
        reviewed = review_inputs(asked, inputs, console.ignore_note, draw)
    for one in reviewed:
        if one.problem is not None:
            console.write_note(f"awesome-lint: {one.problem}")
    review = Review(
        tuple(one.review for one in reviewed if one.review is not None),
        revision,
        color=console.uses_color(asked.color),
        width=console.width(),
        advice=asked.advice,
        options=tuple(options_to_repeat(replace(asked, diff_base=None))),
    )
    for name, path in asked.reports:
        console.write_report(path, _render_review(name, replace(review, color=False, width=100)))
    if not asked.quiet or any(file.findings or file.has_finished for file in review.files):
        console.write(_render_review(asked.output_format, review))
    if interrupted:
        return 130
    if any(one.problem is not None for one in reviewed):
        return 2
    failing = any(
        one.review is not None and has_failing_finding(one.review.findings, item.settings)
        for one, item in zip(reviewed, inputs, strict=True)
    )
    return 1 if failing and not asked.exit_zero else 0


def _render_review(output_format: str, review: Review) -> str:
    if output_format in CARD_FORMATS:
        text = import_module(CARD_FORMATS[output_format]).render(review)
        assert isinstance(text, str)
        return text
    files = tuple(file.as_file_report() for file in review.files)
    return reports.render(output_format, reports.Report(files, color=review.color, width=review.width))


def _write_fixed_files(reviewed: Sequence[InputReview], note: Callable[[str], None]) -> bool:
    """Write each file in which an entry is changed to its finished form, and say how many entries are. Returns whether
    a file was written."""
    from awesome_lint.fixing.atomic_write import write_atomically

    is_written = False
    for one in reviewed:
        if one.review is not None and one.fixed not in (None, one.review.report.source.text):
            assert one.fixed is not None, "only a reviewed file has a fixed text"
            report = one.review.report
            write_atomically(report.source, one.fixed)
            note(
                f"awesome-lint: {number_of_entries(one.count_rewritten())} rewritten in {printable_path(report.path)}"
            )
            is_written = True
    return is_written
