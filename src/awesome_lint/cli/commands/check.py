"""The options of `awesome-lint check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from awesome_lint import reports
from awesome_lint.cli.check_report import run_check
from awesome_lint.cli.options import F, complete_rule, configuration_options, split_words
from awesome_lint.runner.run import CheckOptions
from awesome_lint.settings import FAIL_ON

_SETTINGS = ("select", "ignore", "extend_select", "fixable", "unfixable", "fail_on", "baseline")
"""The options that replace keys of the configuration."""


def _rules_option(name: str, help_text: str) -> Callable[[F], F]:
    return click.option(
        name,
        multiple=True,
        callback=split_words,
        metavar="CODES",
        shell_complete=complete_rule,
        help=help_text,
    )


def _parse_reports(
    ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """`--report sarif=lint.sarif` as a pair of format and file."""
    pairs = []
    for word in value:
        name, equals, path = word.partition("=")
        if name not in reports.FORMATS or not equals or not path:
            raise click.BadParameter(
                f"{word!r} is not FORMAT=FILE; formats are: {', '.join(reports.FORMATS)}."
            )
        pairs.append((name, path))
    return tuple(pairs)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--fix", is_flag=True, help="Apply the safe fixes of the reported findings.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: also apply unsafe fixes; review the result.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@_rules_option("--select", "Run only these rules (codes, names or prefixes).")
@_rules_option("--ignore", "Do not run these rules.")
@_rules_option("--extend-select", "Also run these rules.")
@click.option("--advice", is_flag=True, help="Also show advice; with --fix: also fix it.")
@_rules_option("--fixable", "Apply only the fixes of these rules.")
@_rules_option("--unfixable", "Never apply fixes of these rules.")
@click.option("--output-format", type=click.Choice(list(reports.FORMATS)), default="full", show_default=True)
@click.option(
    "--report",
    "reports",
    multiple=True,
    callback=_parse_reports,
    metavar="FORMAT=FILE",
    help="Also write the report to a file, in any of the formats; can be repeated.",
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@click.option("--show-all", is_flag=True, help="List all findings of a rule, not only the first ten.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), help="Lowest severity that gives exit status 1.")
@click.option(
    "--diff-base",
    metavar="REVISION",
    help="Report and fix only lines changed since the merge base with this git revision.",
)
@click.option("--baseline", type=click.Path(dir_okay=False), help="Do not report the findings in this file.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--online/--offline", default=None, help="Run the rules that look up links, arXiv and GitHub.")
@click.option("--no-cache", is_flag=True, help="With --online: do not use or store cached answers.")
@click.option(
    "--max-time", type=click.FloatRange(min=0), metavar="SECONDS", help="Time limit of all lookups together."
)
@click.option("--allow-private", is_flag=True, help="Also follow links to private and loopback IP addresses.")
@click.option("--stdin-filename", metavar="PATH", help="With `-`: the file name of the text.")
@configuration_options
def command(**options: Any) -> int:
    """Find defects in awesome lists, and fix them.

    PATHS are Markdown files. A folder means its README, `-` means standard input, and no path means the README
    here.
    """
    return run_check(check_options(options))


def check_options(options: Mapping[str, Any]) -> CheckOptions:
    """The options as click returns them, as a value."""
    plain = {name: value for name, value in options.items() if name not in _SETTINGS}
    settings = {
        name.replace("_", "-"): options[name] for name in _SETTINGS if options[name] not in (None, ())
    }
    return CheckOptions(**plain, settings=settings)
