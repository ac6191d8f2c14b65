"""`awesome-lint config`: the settings and their origins, and their JSON schema."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

import click

from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.runner.configuration import Configuration
from awesome_lint.settings import KEYS, Key, Settings


@click.group()
def command() -> None:
    """Show the settings and their origins, or the JSON schema."""


@command.command()
@click.argument("path", default=".", type=click.Path())
@configuration_options
def show(*, path: str, config: str | None, isolated: bool, today: str | None) -> int:
    """Show the settings for the list at PATH, each with its origin."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    settings = Configuration({}, config=config, isolated=isolated, today=today).of(folder)
    for key in KEYS:
        if key.kind != "table":
            console.write(_line(key.name, getattr(settings, key.field), settings))
        for subkey in key.keys:
            console.write(_line(f"{key.name}.{subkey.name}", _table_value(settings, key, subkey), settings))
    return 0


def _table_value(settings: Settings, table: Key, key: Key) -> object:
    values = getattr(settings, table.field)
    return values.get(key.name) if isinstance(values, Mapping) else getattr(values, key.field)


def _line(name: str, value: object, settings: Settings) -> str:
    text = json.dumps(value, default=dict) if value is not None else "-"
    return f"{name} = {text}  # {settings.origins.get(name, 'default')}\n"


@command.command("schema")
def print_schema() -> int:
    """Print the JSON schema of the configuration."""
    from awesome_lint import reference

    console.write(json.dumps(reference.json_schema(), indent=2) + "\n")
    return 0
