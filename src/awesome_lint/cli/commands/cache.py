"""`awesome-lint cache`: the answers that earlier lookups left."""

from __future__ import annotations

from pathlib import Path

import click

from awesome_lint.cli import console
from awesome_lint.runner.configuration import Configuration


@click.group()
def command() -> None:
    """Show or remove the answers that earlier lookups left."""


@command.command()
def info() -> int:
    """Show where the cache is, how large it is, and how many answers of each kind it holds."""
    from awesome_lint.lookup import cache

    found = cache.info(_place())
    console.write(f"{found.path}\n{found.size} bytes\n")
    for kind, number in sorted(found.counts.items()):
        console.write(f"{kind}: {number}\n")
    return 0


@command.command()
def clear() -> int:
    """Remove the cache."""
    from awesome_lint.lookup import cache

    try:
        console.write("The cache is empty now.\n" if cache.clear(_place()) else "There is no cache.\n")
    except OSError as error:
        click.echo(f"awesome-lint: the cache cannot be removed ({error.strerror}).", err=True)
        return 2
    return 0


def _place() -> Path | None:
    """The folder that the configuration here names, else the usual one (None)."""
    cache = Configuration({}, config=None, isolated=False, today=None).of("").online.cache
    return Path(cache) if cache else None
