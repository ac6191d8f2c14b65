"""`awesome-lint config`: the settings and their origins, and their JSON schema."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

import click

from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import Input, find_inputs
from awesome_lint.settings import Settings
from awesome_lint.settings.keys import KEYS, Key
from awesome_lint.source import printable_path


@click.group()
def command() -> None:
    """Show the settings and their origins, or the JSON schema."""


@command.command()
@click.argument("path", default=".", type=click.Path())
@configuration_options
def show(*, path: str, **configuration_choice: Any) -> int:
    """Show the settings for the list at PATH as TOML, each with its origin, and the inferred list style."""
    item = find_inputs((path,), Configuration({}, **configuration_choice).settings_for, None)[0]
    settings, inferred = item.settings, _inferred_style(item)
    for key in KEYS:
        if key.kind != "table":
            console.write(_describe_setting(key.name, getattr(settings, key.field_name), settings))
        for subkey in key.keys:
            name, value = f"{key.name}.{subkey.name}", _value_in_table(settings, key, subkey)
            if value is None and inferred.get(name) is not None:
                console.write(f"{name} = {_to_toml(inferred[name])}  # inferred\n")
            elif value is None and name in inferred:
                console.write(f"# {name} is not set, and no form is common enough to infer it\n")
            else:
                console.write(_describe_setting(name, value, settings))
    return 0


def _inferred_style(item: Input) -> dict[str, object]:
    """The inferred style of the main kind of entry, by key (`style.bullet`); empty if there is no list to read."""
    if not os.path.isfile(item.path):
        return {}
    from awesome_lint import listing, source
    from awesome_lint.style.planner import Planner

    try:
        read = listing.read(source.read_source(item.path).text)
    except source.SourceError:
        return {}
    kinds = Planner(read, item.settings.style).list_style.kinds
    parts = kinds[0].parts if kinds else {}
    return {f"style.{name}": form.value for name, form in parts.items()}


def _value_in_table(settings: Settings, table: Key, key: Key) -> object:
    """The value of a key of a table in the settings; None if it is not set."""
    values = getattr(settings, table.field_name)
    return values.get(key.name) if isinstance(values, Mapping) else getattr(values, key.field_name)


def _describe_setting(name: str, value: object, settings: Settings) -> str:
    """A line with a setting in TOML and its origin."""
    if value is None:
        return f"# {name} is not set\n"
    return f"{name} = {_to_toml(value)}  # {printable_path(settings.origins.get(name, 'default'))}\n"


def _to_toml(value: object) -> str:
    """The value in one line of TOML, whose strings, numbers, booleans and lists are written as in JSON; control
    characters are escaped."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_to_toml(name)} = {_to_toml(part)}" for name, part in value.items()) + " }"
    text = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in text)


@command.command("schema")
def print_schema() -> int:
    """Print the JSON schema of the configuration."""
    from awesome_lint import reference

    console.write(json.dumps(reference.configuration_schema(), indent=2) + "\n")
    return 0
