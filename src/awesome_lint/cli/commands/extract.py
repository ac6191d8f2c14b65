"""`awesome-lint extract`: the entries of lists as JSON lines."""

from __future__ import annotations

import json

import click

from awesome_lint import api, source
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import find_inputs
from awesome_lint.runner.jobs import read_input


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--stdin-filename", metavar="PATH", help="With `-`: the file name of the text.")
@configuration_options
def command(
    *,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    config: str | None,
    isolated: bool,
    today: str | None,
) -> int:
    """Print every entry as one JSON object on a line: title, links, ids, date, venue, authors, code.

    PATHS are as for `check`.
    """
    configuration = Configuration({}, config=config, isolated=isolated, today=today)
    status = 0
    for item in find_inputs(paths, configuration.of, stdin_filename):
        try:
            text = read_input(item)
        except source.SourceError as error:
            console.write_note(f"awesome-lint: {error}")
            status = 2
            continue
        entries = api.extract(text.text, item.path)
        console.write("".join(f"{json.dumps(entry)}\n" for entry in entries))
    return status
