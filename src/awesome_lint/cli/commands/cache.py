"""`awesome-lint cache`: the cached answers of lookups."""

from __future__ import annotations

from pathlib import Path

import click

from awesome_lint.cli import console
from awesome_lint.runner.configuration import Configuration
from awesome_lint.settings import SettingsError


@click.group()
def command() -> None:
    """Show or remove the cached answers of lookups."""


@command.command("info")
def show_info() -> int:
    """Show the folder and size of the cache, and the number of answers of each kind."""
    from awesome_lint.lookup import cache

    info = cache.cache_info(_cache_folder())
    console.write(f"{info.path}\n{info.size} bytes\n")
    for kind, number in sorted(info.counts.items()):
        console.write(f"{kind}: {number}\n")
    return 0


@command.command("clear")
def clear_cache() -> int:
    """Remove the cache."""
    from awesome_lint.lookup import cache

    try:
        console.write(
            "The cache is empty now.\n" if cache.delete_cache(_cache_folder()) else "There is no cache.\n"
        )
    except OSError as error:
        console.write_note(f"awesome-lint: the cache cannot be removed ({error.strerror}).")
        return 2
    return 0


def _cache_folder() -> Path | None:
    """The cache folder that the configuration here names; None for the default one. SettingsError if it disables the
    cache."""
    folder = Configuration({}).settings_for("").online.cache
    if folder == "":
        raise SettingsError("the configuration disables the cache")
    return Path(folder) if folder is not None else None
