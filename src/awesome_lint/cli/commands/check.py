"""The command line of `awesome-lint check`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from awesome_lint import reports
from awesome_lint.cli.checking import Request, check
from awesome_lint.cli.options import F, configuration_options, rule_words, words
from awesome_lint.settings import FAIL_ON

_SETTINGS = ("select", "ignore", "extend_select", "fixable", "unfixable", "fail_on", "baseline")
"""The options that are settings of the configuration."""


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
@click.option("--fix", is_flag=True, help="Apply the safe fixes of what is reported.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix: also apply fixes that you should review afterwards."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@_rules_option("--select", "Run these rules only (codes, names or prefixes).")
@_rules_option("--ignore", "Do not run these rules.")
@_rules_option("--extend-select", "Run these rules too.")
@click.option("--advice", is_flag=True, help="Show advice too; with --fix: fix it.")
@_rules_option("--fixable", "Apply fixes of these rules only.")
@_rules_option("--unfixable", "Never apply fixes of these rules.")
@click.option("--output-format", type=click.Choice(list(reports.FORMATS)), default="full", show_default=True)
@click.option(
    "--report",
    "reports",
    multiple=True,
    callback=_extra,
    metavar="FORMAT=FILE",
    help="Write the report to a file too, in any of the formats; may be repeated.",
)
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@click.option("--show-all", is_flag=True, help="List all findings of a rule, not the first ten.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option(
    "--fail-on", type=click.Choice(list(FAIL_ON)), help="Least severity that makes the exit status 1."
)
@click.option(
    "--diff-base",
    metavar="REVISION",
    help="Report, and fix, only lines changed since the merge base with this git revision.",
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
def command(**options: Any) -> int:
    """Find what is wrong in awesome lists, and fix it.

    PATHS are Markdown files; a folder stands for its README, `-` for standard input, and nothing at all for
    the README here.
    """
    return check(request(options))


def request(options: Mapping[str, Any]) -> Request:
    """The options as click gives them, as a request."""
    rest = {name: value for name, value in options.items() if name not in _SETTINGS}
    said = {name.replace("_", "-"): options[name] for name in _SETTINGS if options[name] not in (None, ())}
    return Request(**rest, over=said)
