"""`awesome-lint export`: the entries of lists as BibTeX, CSV or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import click

from awesome_lint import api, source
from awesome_lint.bibliography.titles import title_key
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options, stdin_filename_option
from awesome_lint.listing.entry_record import EntryRecord
from awesome_lint.reports import bibtex, entry_csv
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import find_inputs
from awesome_lint.runner.jobs import read_input
from awesome_lint.settings import SettingsError, most_similar


def _to_json(entries: Sequence[EntryRecord]) -> str:
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Sequence[EntryRecord]], str]] = {
    "bibtex": bibtex.render,
    "csv": entry_csv.render,
    "json": _to_json,
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format", "output_format", type=click.Choice(list(FORMATS)), default="bibtex", show_default=True
)
@click.option(
    "--section",
    metavar="HEADING",
    help="Only the entries under this heading and its subheadings; `Vision / 2023` names one of several.",
)
@stdin_filename_option
@configuration_options
def command(
    *,
    paths: tuple[str, ...],
    output_format: str,
    section: str | None,
    stdin_filename: str | None,
    **configuration_choice: Any,
) -> int:
    """Print the entries of lists as BibTeX, CSV or JSON.

    PATHS are as for `check`.
    """
    configuration = Configuration({}, **configuration_choice)
    entries: list[EntryRecord] = []
    status = 0
    for item in find_inputs(paths, configuration.settings_for, stdin_filename):
        try:
            entries += api.extract(read_input(item).text, item.path)
        except source.SourceError as error:
            console.write_note(f"awesome-lint: {error}")
            status = 2
    chosen = entries if section is None else _entries_under_heading(section, entries)
    console.write_bytes(FORMATS[output_format](chosen).encode())
    return status


def _entries_under_heading(section: str, entries: Sequence[EntryRecord]) -> list[EntryRecord]:
    """The entries under a heading, or under a path of headings such as `A / B`. SettingsError if there are none."""
    wanted = title_key(section)
    found = [entry for entry in entries if wanted in _heading_keys(entry["section_path"])]
    if not found:
        near = most_similar(section, {heading for entry in entries for heading in entry["section_path"]})
        hint = f"; did you mean {near!r}?" if near else ""
        raise SettingsError(f"--section: no entry is under a heading {section!r}{hint}")
    return found


def _heading_keys(section_path: Sequence[str]) -> set[str]:
    """The comparison keys of the headings in a section's path, and of each sequence of adjacent headings in it."""
    return {
        title_key(" ".join(section_path[start:end]))
        for start in range(len(section_path))
        for end in range(start + 1, len(section_path) + 1)
    }
