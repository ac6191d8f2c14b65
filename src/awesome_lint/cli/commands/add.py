"""`awesome-lint add`: adds papers to a list by their URLs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from awesome_lint.bibliography.work import Work
from awesome_lint.cli import console
from awesome_lint.cli.options import color_option, configuration_options
from awesome_lint.formatting.placement import Candidate
from awesome_lint.listing.model import Section
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.runner.add import AddResult, add_papers, check_section, resolve_urls
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import find_inputs
from awesome_lint.runner.jobs import read_input
from awesome_lint.settings import SettingsError
from awesome_lint.structs import values


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL... [README.md]")
@click.option("--section", metavar="NAME", help="Add to the section with this heading (or path: `A / B`).")
@click.option("--dry-run", is_flag=True, help="Print the entries, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what became of each URL as JSON.")
@color_option
@configuration_options
def command(
    *,
    urls: tuple[str, ...],
    section: str | None,
    dry_run: bool,
    diff: bool,
    as_json: bool,
    color: str,
    **configuration_choice: Any,
) -> int:
    """Add papers by their URLs, in the form of the list.

    A URL is one of arXiv, a DOI, the ACL Anthology, OpenReview, a page of proceedings, or a GitHub repository that
    names its paper. Without --section the likeliest sections are proposed. Exit status: 0 all added, 1 a paper is
    already in the list, 2 a paper could not be added.
    """
    from awesome_lint.fixing.atomic_write import write_atomically
    from awesome_lint.lookup.session import LookupSession

    given, paths = _split_urls_and_files(urls)
    configuration = Configuration({}, **configuration_choice)
    item = find_inputs(paths, configuration.settings_for, None)[0]
    source = read_input(item)
    if section is not None:
        check_section(section, source.text, item.path, item.settings)
    with LookupSession(item.settings.online) as session:
        works = resolve_urls(given, source.text, item.path, item.settings, session)
    choose = _ask_for_section if sys.stdin.isatty() and not as_json else lambda *_: None
    text, results = add_papers(source.text, item.path, item.settings, works, section=section, choose=choose)
    if not (dry_run or diff):
        write_atomically(source, text)
    if diff:
        console.write_diff(source.text, text, item.path, color=console.uses_color(color))
    if as_json:
        records = list(map(_result_as_json, results))
        console.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    else:
        for result in results:
            _print_result(result, with_entry=dry_run)
    statuses = {result.status for result in results}
    return 2 if statuses & {"failed", "undecided"} else 1 if "duplicate" in statuses else 0


def _split_urls_and_files(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The URLs among the arguments, and the file or folder, which may come first or last. SettingsError for more than
    one file or no URL."""
    files = tuple(word for word in words if _is_file_argument(word))
    if len(files) > 1:
        raise SettingsError(f"add writes one file, and {' and '.join(files[:2])} are two.")
    if len(words) == len(files):
        raise SettingsError("add needs the URL of a paper, and then the file.")
    return tuple(word for word in words if word not in files), files


def _is_file_argument(word: str) -> bool:
    """Whether an argument names a file: it ends with `.md` or `.markdown`, or it exists."""
    is_markdown = "://" not in word and word.lower().endswith((".md", ".markdown"))
    return is_markdown or os.path.exists(word)


def _ask_for_section(work: Work, candidates: Sequence[Candidate]) -> Section | None:
    """Asks the user for one of the proposed sections of a paper; None if none is right."""
    console.write_note(f"Which section does “{escape_controls(work.title)}” belong to?")
    for number, candidate in enumerate(candidates, 1):
        console.write_note(f"  {number}  {_describe_candidate(candidate)}")
    answer = click.prompt(
        "Number, or 0 for none", type=click.IntRange(0, len(candidates)), default=1, err=True
    )
    return candidates[answer - 1].section if answer else None


def _describe_candidate(candidate: Candidate) -> str:
    return escape_controls(f"{' / '.join(candidate.section.path)}: {candidate.reason}")


def _print_result(result: AddResult, *, with_entry: bool) -> None:
    console.write_note(escape_controls(result.message))
    for candidate in result.candidates:
        console.write_note(f"  {_describe_candidate(candidate)}")
    for note in result.notes:
        console.write_note(f"  {escape_controls(note)}")
    if with_entry and result.entry is not None:
        console.write_text(f"{result.entry}\n", color=False)


def _result_as_json(result: AddResult) -> dict[str, object]:
    plain: dict[str, object] = dict(values(result))
    plain["work"] = dict(values(result.work)) if result.work is not None else None
    plain["candidates"] = [
        {"section": list(each.section.path), "line": each.section.line, "reason": each.reason}
        for each in result.candidates
    ]
    return plain
