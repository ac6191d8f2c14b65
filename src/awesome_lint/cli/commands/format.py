"""`awesome-lint format`: rewrites entries that deviate from the list style."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from awesome_lint import source
from awesome_lint.cli import console
from awesome_lint.cli.options import color_option, configuration_options, stdin_filename_option
from awesome_lint.edits import Span
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.counts import number_of_entries
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import Input, drop_excluded_inputs, find_inputs
from awesome_lint.runner.jobs import read_input
from awesome_lint.settings import SettingsError
from awesome_lint.settings.load import parse_style

if TYPE_CHECKING:
    from awesome_lint.formatting.results import Formatted

EntryFilter = Callable[[Span], bool]


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if an entry would be rewritten.")
@click.option(
    "--style",
    multiple=True,
    metavar="KEY=VALUE|FILE",
    help="Set a part of the list style, such as bullet=-, or those in a TOML file. May be repeated.",
)
@click.option("--lines", metavar="A-B", help="Rewrite only entries on these lines.")
@click.option("--diff-base", metavar="REV", help="Rewrite only entries on lines that changed since REV.")
@click.option(
    "--why",
    is_flag=True,
    help="List what is left as it is, with the reasons (and write the file, without --diff or --check).",
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="With json: print what became of each entry (and write the file, without --diff or --check).",
)
@click.option("--quiet", "-q", is_flag=True, help="Do not print a summary.")
@color_option
@stdin_filename_option
@configuration_options
def command(
    *,
    paths: tuple[str, ...],
    diff: bool,
    check: bool,
    style: tuple[str, ...],
    lines: str | None,
    diff_base: str | None,
    why: bool,
    output_format: str,
    quiet: bool,
    color: str,
    stdin_filename: str | None,
    **configuration_choice: Any,
) -> int:
    """Rewrite entries that deviate from the list style.

    Titles, dates, venues and names say the same as before, and of URLs only those of arXiv papers get another form. Of
    entries with words that belong to no field only the layout and the marks are rewritten.

    The files are written, unless --diff or --check is given. PATHS are as for `check`; with `-` the text is written to
    standard output.
    """
    if lines is not None and diff_base is not None:
        raise SettingsError("--lines and --diff-base exclude each other.")
    options = {"style": parse_style(style)} if style else {}
    configuration = Configuration(options, **configuration_choice)
    note = console.ignore_note if quiet else console.write_note
    dry_run = diff or check
    changed = failed = False
    rows: list[dict[str, object]] = []
    for item in drop_excluded_inputs(find_inputs(paths, configuration.settings_for, stdin_filename), note):
        try:
            formatted = _format_input(item, lines, diff_base, dry_run=dry_run)
        except source.SourceError as error:
            console.write_note(f"awesome-lint: {error}")
            failed = True
            continue
        changed = changed or formatted.is_changed
        rows += _result_objects(item.path, formatted)
        if output_format == "text":
            _print_result(item, formatted, diff=diff, check=check, color=color)
        for line in _reason_lines(item.path, formatted) if why else ():
            console.write(line, err=output_format == "json" or (item.stdin and not dry_run))
        note(_summary_line(item.path, formatted, dry_run=dry_run))
    if output_format == "json":
        console.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    return 2 if failed else 1 if changed and dry_run else 0


def _format_input(item: Input, lines: str | None, diff_base: str | None, *, dry_run: bool) -> Formatted:
    """The result for one input; the file is written if it changes. SourceError if it cannot be read or written."""
    from awesome_lint.fixing.atomic_write import write_atomically
    from awesome_lint.formatting.formatter import format_text

    file = read_input(item)
    is_selected = _make_entry_filter(item, file, lines, diff_base)
    formatted = format_text(file.text, item.path, item.settings, is_selected)
    if formatted.is_changed and not (dry_run or item.stdin):
        write_atomically(file, formatted.text)
    return formatted


def _make_entry_filter(
    item: Input, file: source.Source, lines: str | None, diff_base: str | None
) -> EntryFilter | None:
    """The function that decides whether the entry at a span is rewritten; None if all entries are."""
    if diff_base is not None:
        from awesome_lint.runner.git import changes_since

        return changes_since(diff_base, item.path, file).touches
    if lines is None:
        return None
    from awesome_lint.linting.changes import changes_from_ranges

    first, _, last = lines.partition("-")
    last = last or first
    if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        raise SettingsError(f"--lines: {lines!r} is not a range of lines such as 10-25.")
    return changes_from_ranges(file.text, [(int(first), int(last) - int(first) + 1)]).touches


def _print_result(item: Input, formatted: Formatted, *, diff: bool, check: bool, color: str) -> None:
    """Print the diff, or for standard input the formatted text."""
    if diff:
        console.write_diff(formatted.original, formatted.text, item.path, color=console.uses_color(color))
    elif item.stdin and not check:
        console.write_bytes(formatted.text.encode())


def _result_objects(path: str, formatted: Formatted) -> list[dict[str, object]]:
    return [
        {
            "path": path,
            "line": each.lines[0],
            "end_line": each.lines[1],
            "status": each.status,
            "reason": each.reason,
            "parts": list(each.parts),
            "before": each.before,
            "after": each.after,
            "rejected": each.rejected,
            "kept": [{"setting": part.setting, "text": part.text} for part in each.kept],
        }
        for each in formatted.results
    ]


def _reason_lines(path: str, formatted: Formatted) -> list[str]:
    """One line for each reason why an entry, or a part of it, is left as it is."""
    return [
        f"{source.printable_path(path)}:{each.lines[0]}: {escape_controls(reason)}\n"
        for each in formatted.results
        for reason in each.explanations()
    ]


def _summary_line(path: str, formatted: Formatted, *, dry_run: bool) -> str:
    verb = "would be rewritten" if dry_run else "rewritten"
    entries = number_of_entries(len(formatted.results))
    statuses = Counter(each.status for each in formatted.results)
    text = f"{source.printable_path(path)}: {statuses['written']} of {entries} {verb}"
    if reasons := Counter(each.reason for each in formatted.results if each.reason is not None):
        counts = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
        text += f", {statuses['in-form']} in form, {statuses['left']} left ({counts})"
    if kept := formatted.kept_counts():
        counts = ", ".join(f"`{setting}` to {number}" for setting, number in sorted(kept.items()))
        text += f"; not applied: {counts} (--why lists them)"
    return text
