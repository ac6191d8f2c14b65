"""The options of `awesome-lint check`."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint import reports
from awesome_lint.cli.check_report import run_check
from awesome_lint.cli.options import (
    configuration_options,
    make_check_options,
    report_option,
    rules_option,
    run_options,
    stdin_filename_option,
)
from awesome_lint.findings import Severity


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--fix", is_flag=True, help="Apply the safe fixes of the reported findings.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also unsafe fixes; review the result."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@rules_option(
    "--fixable", "Apply only the fixes of these rules, of the reported findings: advice also needs --advice."
)
@rules_option("--unfixable", "Never apply fixes of these rules.")
@click.option(
    "--output-format",
    type=click.Choice(list(reports.FORMATS)),
    default="full",
    show_default=True,
    help="json, sarif and rdjson always have advice too; --severity warning leaves it out.",
)
@report_option(reports.FORMATS)
@click.option(
    "--statistics",
    is_flag=True,
    help="Count the findings of each rule and severity, and those that comments suppress.",
)
@click.option("--show-all", is_flag=True, help="List all findings of a rule, not only the first ten.")
@click.option(
    "--diff-base",
    metavar="REVISION",
    help="Report and fix only lines changed since the merge base with this git revision.",
)
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline.")
@click.option(
    "--severity",
    type=click.Choice([level.value for level in Severity]),
    help="Report and fix only findings at least as severe.",
)
@click.option(
    "--add-ignore", is_flag=True, help="Write suppression comments for all findings that are shown."
)
@click.option("--reason", metavar="TEXT", help="With --add-ignore: the reason to write into each comment.")
@click.option(
    "--no-exclude", is_flag=True, help="Also check named files and folders that the configuration excludes."
)
@stdin_filename_option
@run_options
@configuration_options
def command(**options: Any) -> int:
    """Find defects in awesome lists, and fix them.

    PATHS are Markdown files. A folder means its README and the files that match `include` in the configuration, `-`
    means standard input, and no path means the folder here.
    """
    return run_check(make_check_options(options))
