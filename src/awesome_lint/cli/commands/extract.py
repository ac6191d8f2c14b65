"""`awesome-lint extract`: the entries of lists as JSON lines."""

from __future__ import annotations

import json
from typing import Any

import click

from awesome_lint import api, source
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options, stdin_filename_option
from awesome_lint.listing import read
from awesome_lint.listing.outside_entries import find_unread
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import drop_excluded_inputs, find_inputs
from awesome_lint.runner.jobs import read_input


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@stdin_filename_option
@click.option(
    "--unread",
    is_flag=True,
    help="Print what is in no entry instead: links, and items without a link, each with the reason.",
)
@configuration_options
def command(
    *,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    unread: bool,
    **configuration_choice: Any,
) -> int:
    """Print every entry as one JSON object on a line: title, links, ids, date, venue, authors, code.

    PATHS are as for `check`.
    """
    configuration = Configuration({}, **configuration_choice)
    status = 0
    inputs = find_inputs(paths, configuration.settings_for, stdin_filename)
    for item in drop_excluded_inputs(inputs, console.write_note):
        try:
            text = read_input(item)
        except source.SourceError as error:
            console.write_note(f"awesome-lint: {error}")
            status = 2
            continue
        records = _unread_records(text.text, item.path) if unread else api.extract(text.text, item.path)
        console.write("".join(f"{json.dumps(each)}\n" for each in records))
    return status


def _unread_records(text: str, path: str) -> list[dict[str, object]]:
    """The links and titles that are in no entry, as records for JSON."""
    return [
        {"path": path, "line": each.line, "text": each.text, "url": each.url, "reason": each.reason}
        for each in find_unread(read(text))
    ]
