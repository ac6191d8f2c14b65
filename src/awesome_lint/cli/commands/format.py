"""`awesome-lint format`: rewrites entries that deviate from the list style."""

from __future__ import annotations

import click

from awesome_lint import source
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.reports.ansi import diff_line
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import find_inputs, without_excluded
from awesome_lint.runner.jobs import read_input


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if an entry would be rewritten.")
@click.option("--quiet", "-q", is_flag=True, help="Do not print a summary.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--stdin-filename", metavar="PATH", help="With `-`: the file name of the text.")
@configuration_options
def command(
    *,
    paths: tuple[str, ...],
    diff: bool,
    check: bool,
    quiet: bool,
    color: str,
    stdin_filename: str | None,
    config: str | None,
    isolated: bool,
    today: str | None,
) -> int:
    """Rewrite entries that deviate from the list style.

    Titles, dates, venues, names and URLs stay the same. Entries that are not understood completely are left alone.
    PATHS are as for `check`; with `-` the text is written to standard output.
    """
    from awesome_lint.fixing.atomic_write import write_atomically
    from awesome_lint.fixing.diff import unified
    from awesome_lint.formatting.formatter import format_text

    configuration = Configuration({}, config=config, isolated=isolated, today=today)
    note = console.ignore_note if quiet else console.write_note
    dry_run = diff or check
    changed = failed = False
    for item in without_excluded(find_inputs(paths, configuration.of, stdin_filename), note):
        try:
            text = read_input(item)
            formatted = format_text(text.text, item.path, item.settings)
            if formatted.changed and not (dry_run or item.stdin):
                write_atomically(text, formatted.text)
        except source.SourceError as error:
            console.write_note(f"awesome-lint: {error}")
            failed = True
            continue
        changed = changed or formatted.changed
        if diff:
            for line in unified(text.text, formatted.text, item.path):
                console.write(diff_line(line) if console.uses_color(color) else line)
        elif item.stdin and not check:
            console.write_bytes(source.Source(item.path, formatted.text).encode())
        verb = "would be rewritten" if dry_run else "rewritten"
        note(_summary(item.path, verb, len(formatted.rewritten), formatted.entries, formatted.refused))
    return 2 if failed else 1 if changed and dry_run else 0


def _summary(path: str, verb: str, rewritten: int, entries: int, refused: int) -> str:
    noun = "entry" if entries == 1 else "entries"
    text = f"{source.printable(path)}: {rewritten} of {entries} {noun} {verb}"
    if refused:
        text += f"; {refused} left alone, because rewriting would change the content"
    return text
