"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def split_words(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """`--select A,B --select C` as one tuple of words."""
    return tuple(word for item in value for word in item.replace(",", " ").split())


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The codes and names of rules that start with `incomplete`, for shell completion."""
    from awesome_lint.rules import catalogue

    words = [word for rule in catalogue.rules() for word in (rule.code, rule.name)]
    return [word for word in words if word.casefold().startswith(incomplete.casefold())]


def configuration_options(command: F) -> F:
    """Add the options that choose the configuration."""
    for option in (
        click.option("--today", metavar="DATE", help="Use this date as today (2026-01-31)."),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option(
            "--config", type=click.Path(exists=True, dir_okay=False), help="Read this configuration file."
        ),
    ):
        command = option(command)
    return command
