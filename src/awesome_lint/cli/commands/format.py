"""`awesome-lint format`: every entry that deviates from the list’s form is written in it."""

from __future__ import annotations

import click

from awesome_lint import source
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.reports.ansi import shaded
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import Input, checked, inputs
from awesome_lint.runner.jobs import text_of


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--diff", is_flag=True, help="Show what would be written, and write nothing.")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 where an entry would be written again."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing of what was done.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("--stdin-filename", metavar="PATH", help="With `-`: the name that the text goes by.")
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
    """Write each entry as the list writes the others.

    What an entry says stays the same: titles, dates, venues, people and addresses. Entries that are not
    understood wholly are left alone. PATHS are as for `check`; `-` writes the text to standard output.
    """
    configuration = Configuration({}, config=config, isolated=isolated, today=today)
    write = not (diff or check)
    changed = failed = False
    for item in checked(inputs(paths, configuration.of, stdin_filename), quiet=quiet):
        try:
            text, said = _formatted(item, write=write)
        except source.SourceError as error:
            click.echo(f"awesome-lint: {error}", err=True)
            failed = True
            continue
        changed = changed or text.text != said.before
        if diff:
            _show(said.before, text.text, item.path, colour=console.colour(color))
        elif item.stdin and not check:
            console.write_bytes(text.encode())
        if not quiet:
            click.echo(said.summary(write=write), err=True)
    return 2 if failed else 1 if changed and not write else 0


class _Said:
    """What was done to one file, in words."""

    def __init__(self, path: str, before: str, rewritten: int, entries: int, refused: int) -> None:
        self.path, self.before = path, before
        self.rewritten, self.entries, self.refused = rewritten, entries, refused

    def summary(self, *, write: bool) -> str:
        verb = "written again" if write else "would be written again"
        noun = "entry" if self.entries == 1 else "entries"
        told = f"{source.printable(self.path)}: {self.rewritten} of {self.entries} {noun} {verb}"
        if self.refused:
            told += f"; {self.refused} left, which would say something else afterwards"
        return told


def _formatted(item: Input, *, write: bool) -> tuple[source.Source, _Said]:
    """The formatted text of one file, written to it if `write`; SourceError where that is not to be had."""
    from awesome_lint.fixing.atomic_write import write as write_file
    from awesome_lint.formatting.formatter import format_text

    text = text_of(item)
    done = format_text(text.text, item.path, item.settings)
    if write and done.changed and not item.stdin:
        write_file(text, done.text)
    said = _Said(item.path, text.text, len(done.rewritten), done.entries, done.refused)
    return source.Source(item.path, done.text), said


def _show(before: str, after: str, path: str, *, colour: bool) -> None:
    from awesome_lint.fixing.diff import unified

    for line in unified(before, after, path):
        console.write(shaded(line) if colour else line)
