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
from awesome_lint.listing import read
from awesome_lint.listing.entry_record import EntryRecord
from awesome_lint.listing.toc_lines import SectionIndex
from awesome_lint.reports import bibtex, entry_csv
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import drop_excluded_inputs, find_inputs
from awesome_lint.runner.jobs import read_input
from awesome_lint.settings import SettingsError
from awesome_lint.settings.keys import most_similar


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
    help="Only the entries under this heading and its subheadings. `Vision / 2023` names one of several, and `#2023-1` "
    "the one with this anchor.",
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
    chosen: list[EntryRecord] = []
    status = 0
    inputs = find_inputs(paths, configuration.settings_for, stdin_filename)
    for item in drop_excluded_inputs(inputs, console.write_note):
        try:
            text = read_input(item).text
        except source.SourceError as error:
            console.write_note(f"awesome-lint: {error}")
            status = 2
            continue
        of_file = api.extract(text, item.path)
        entries += of_file
        chosen += of_file if section is None else _entries_in_section(section, of_file, text)
    if section is not None and not chosen:
        near = most_similar(section, {heading for entry in entries for heading in entry["section_path"]})
        hint = f"; did you mean {near!r}?" if near else ""
        raise SettingsError(f"--section: no entry is under a heading {section!r}{hint}")
    console.write_bytes(FORMATS[output_format](chosen).encode(errors="backslashreplace"))
    return status


def _entries_in_section(section: str, entries: Sequence[EntryRecord], text: str) -> list[EntryRecord]:
    """The entries of a list under a heading, under a path of headings such as `A / B`, or under the heading to which a
    link such as `#papers-1` leads."""
    if section[:1] != "#":
        wanted = title_key(section)
        return [entry for entry in entries if wanted in _heading_keys(entry["section_path"])]
    found = SectionIndex(read(text)).section_at_anchor(section[1:])
    lines = {entry.lines[0] for entry in found.all_entries()} if found is not None else ()
    return [entry for entry in entries if entry["line"] in lines]


def _heading_keys(section_path: Sequence[str]) -> set[str]:
    """The comparison keys of the headings in a section's path, and of each sequence of adjacent headings in it."""
    return {
        title_key(" ".join(section_path[start:end]))
        for start in range(len(section_path))
        for end in range(start + 1, len(section_path) + 1)
    }
