"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any, TypeVar

import click

from awesome_lint.runner.check_options import CheckOptions
from awesome_lint.settings.keys import FAIL_ON

F = TypeVar("F", bound=Callable[..., Any])

_SETTINGS = ("select", "ignore", "extend_select", "fixable", "unfixable", "fail_on", "baseline", "preview")
"""The options that replace keys of the configuration."""


def split_at_commas(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a repeated option as one tuple: `--select A,B --select C` becomes `("A", "B", "C")`."""
    return tuple(word for item in value for word in item.replace(",", " ").split())


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The codes and names of rules that start with `incomplete`, for shell completion."""
    from awesome_lint.rules import catalogue

    words = [word for rule in catalogue.rules() for word in (rule.code, rule.name)]
    return [word for word in words if word.casefold().startswith(incomplete.casefold())]


def _all(*options: Callable[[Any], Any]) -> Callable[[F], F]:
    """One decorator that adds all these options, in this order."""
    return lambda command: reduce(lambda done, option: option(done), reversed(options), command)


def rules_option(name: str, help_text: str) -> Callable[[F], F]:
    """Makes an option that takes codes, names or prefixes of rules, and can be repeated."""
    return click.option(
        name,
        multiple=True,
        callback=split_at_commas,
        metavar="CODES",
        shell_complete=complete_rule,
        help=help_text,
    )


def report_option(formats: Iterable[str]) -> Callable[[F], F]:
    """Makes the option `--report FORMAT=FILE`, which can be repeated."""
    names = tuple(formats)

    def parse_report_files(
        ctx: click.Context, param: click.Parameter, value: tuple[str, ...]
    ) -> tuple[tuple[str, str], ...]:
        """The pairs of format and file. BadParameter for an unknown format or a missing file."""
        pairs = []
        for word in value:
            name, _, path = word.partition("=")
            if name not in names or not path:
                raise click.BadParameter(f"{word!r} is not FORMAT=FILE; formats are: {', '.join(names)}.")
            pairs.append((name, path))
        return tuple(pairs)

    return click.option(
        "--report",
        "reports",
        multiple=True,
        callback=parse_report_files,
        metavar="FORMAT=FILE",
        help="Also write the report to a file, in any of the formats; can be repeated.",
    )


color_option = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True
)
stdin_filename_option = click.option(
    "--stdin-filename", metavar="PATH", help="With `-`: the file name of the text."
)
configuration_options = _all(
    click.option(
        "--config", type=click.Path(exists=True, dir_okay=False), help="Read this configuration file."
    ),
    click.option("--isolated", is_flag=True, help="Read no configuration file."),
    click.option(
        "--set",
        "overrides",
        multiple=True,
        metavar="KEY=VALUE",
        help="Set a key of the configuration, with a value in TOML; can be repeated.",
    ),
    click.option("--today", metavar="DATE", help="Use this date as today (2026-01-31)."),
)
run_options = _all(
    rules_option(
        "--select", "Run only these rules (codes, names or prefixes); a full code or name shows advice too."
    ),
    rules_option("--ignore", "Do not run these rules."),
    rules_option("--extend-select", "Also run these rules."),
    click.option("--advice", is_flag=True, help="Also show advice; with --fix: also fix it."),
    click.option("--preview", is_flag=True, default=None, help="Also run new and changed rules."),
    click.option("--quiet", "-q", is_flag=True, help="Print findings only."),
    color_option,
    click.option(
        "--fail-on",
        type=click.Choice(list(FAIL_ON)),
        help="Lowest severity that gives exit status 1; the default is the configuration's, else warning.",
    ),
    click.option(
        "--baseline", type=click.Path(dir_okay=False), help="Do not report the findings in this file."
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
    click.option(
        "--online/--offline", default=None, help="Run the rules that look up links, arXiv and GitHub."
    ),
    click.option("--no-cache", is_flag=True, help="With --online: do not use or store cached answers."),
    click.option(
        "--max-time",
        type=click.FloatRange(min=0),
        metavar="SECONDS",
        help="Time limit of all lookups together.",
    ),
    click.option(
        "--allow-private", is_flag=True, help="Also follow links to private and loopback IP addresses."
    ),
)


def make_check_options(parsed_options: Mapping[str, Any]) -> CheckOptions:
    """The options that click has parsed, as `CheckOptions`."""
    plain = {name: value for name, value in parsed_options.items() if name not in _SETTINGS}
    given = {name.replace("_", "-"): parsed_options.get(name) for name in _SETTINGS}
    settings = {name: value for name, value in given.items() if value not in (None, ())}
    return CheckOptions(**plain, settings=settings)
