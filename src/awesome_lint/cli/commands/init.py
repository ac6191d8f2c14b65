"""`awesome-lint init`: sets up the check of a list: configuration, hook, workflows, baseline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from awesome_lint import listing
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.cli.set_up import (
    HOOK,
    hook_text,
    release_source,
    schema_line,
    workflow_texts,
    write_hook,
    write_workflows,
)
from awesome_lint.findings import Severity
from awesome_lint.reports.counts import severity_counts
from awesome_lint.reports.paths import relative_path
from awesome_lint.runner.check_options import CheckOptions
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import find_inputs
from awesome_lint.runner.jobs import read_input
from awesome_lint.runner.new_findings import write_baseline
from awesome_lint.runner.run import check_inputs, inputs_of, keep_new_findings
from awesome_lint.runner.split_lists import hook_files_regex, list_patterns
from awesome_lint.settings import SettingsError
from awesome_lint.settings.load import FILE_NAME, find_configuration, find_repository
from awesome_lint.style.describe import list_style_object
from awesome_lint.style.infer import PINNABLE
from awesome_lint.style.list_style import KindStyle, ListStyle
from awesome_lint.style.planner import Planner


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--output-format", type=click.Choice(["toml", "json"]), default="toml", show_default=True)
@click.option("--hook", is_flag=True, help="Also write the configuration of the pre-commit hook.")
@click.option("--workflow", is_flag=True, help="Also write GitHub workflows: for pull requests, and weekly.")
@click.option("--baseline", is_flag=True, help="Also write the findings of the first run to the baseline.")
@click.option(
    "--source",
    "source_option",
    metavar="OWNER/NAME@REF",
    help="The repository and tag that the hook and the workflows use, instead of the installed release.",
)
@configuration_options
def command(
    *,
    path: str,
    dry_run: bool,
    output_format: str,
    hook: bool,
    workflow: bool,
    baseline: bool,
    source_option: str | None,
    **configuration_choice: Any,
) -> int:
    """Set up the list at PATH: infer its style, and write it to `awesome-lint.toml` next to it."""
    release = release_source(source_option)
    configuration = Configuration({}, **configuration_choice)
    item = find_inputs((path,), configuration.settings_for, None)[0]
    read = listing.read(read_input(item).text)
    list_style = Planner(read, item.settings.style).list_style
    if output_format == "json":
        console.write(json.dumps(list_style_object(list_style)) + "\n")
        return 0
    file = Path(item.path)
    patterns = [] if item.stdin else list_patterns(file, read)
    table = configuration_text(list_style, patterns, release)
    folder = file.parent.resolve()
    root = Path(find_repository(str(folder)) or folder)
    inside = "" if folder == root else folder.relative_to(root).as_posix()
    hook_configuration = hook_text(release, hook_files_regex(inside, [file.name, *patterns]))
    if dry_run:
        console.write(table)
        texts = {HOOK: hook_configuration} if hook else {}
        for name, content in {**texts, **(workflow_texts(release) if workflow else {})}.items():
            console.write(f"\n# {name}\n{content}")
        return 0
    _write_configuration(file.parent / FILE_NAME, table, may_exist=hook or workflow or baseline)
    if not (hook or workflow):
        console.write_note("`awesome-lint init --hook --workflow` adds the pre-commit hook and workflows")
    for line in write_workflows(root, release) if workflow else ():
        console.write_note(line)
    if hook:
        console.write_note(write_hook(root, hook_configuration))
    options = CheckOptions((path,), write_baseline=baseline, **configuration_choice)
    console.write_note(_describe_first_run(options))
    return 0


def _write_configuration(file: Path, text: str, *, may_exist: bool) -> None:
    """Write the configuration and a note on standard error. SettingsError if this folder or a parent has a
    configuration, unless `may_exist`."""
    existing = find_configuration(str(file.parent.resolve()))
    if existing is None:
        with file.open("x", encoding="utf-8", newline="\n") as output:
            output.write(text)
        console.write_note(f"{file} written")
    elif may_exist:
        console.write_note(f"{relative_path(existing)} already contains settings")
    else:
        raise SettingsError(
            f"{relative_path(existing)} already contains settings; `awesome-lint init --dry-run` shows what to add."
        )


def _describe_first_run(options: CheckOptions) -> str:
    """Runs the check for the first time, and returns one line that says what it reports or, if the options ask for a
    baseline, that the baseline is written."""
    inputs = inputs_of(options, console.ignore_note)
    outcomes = check_inputs(options, inputs, console.ignore_note)
    if options.write_baseline:
        return write_baseline(outcomes)
    outcomes = keep_new_findings(options, outcomes, console.ignore_note)
    counts = " and ".join(
        severity_counts(
            finding.severity
            for outcome in outcomes
            for finding in outcome.findings
            if finding.severity is not Severity.ADVICE
        )
    )
    if not counts:
        return "The first run reports nothing"
    return (
        f"The first run reports {counts}: `awesome-lint` lists them, `awesome-lint --fix` applies the safe fixes, "
        "`awesome-lint init --baseline` stores them, so that only new ones are reported"
    )


# --- The list style ----------------------------------------------------------------------------------


def configuration_text(list_style: ListStyle, patterns: Sequence[str], source: str | None) -> str:
    """The configuration of a list in this style, whose other files match `patterns`."""
    names = json.dumps(patterns, ensure_ascii=False)
    include = f"# Checked in addition to the README; remove what should not be.\ninclude = {names}\n\n"
    include = include if patterns else ""
    return schema_line(source) + include + style_table(list_style)


def style_table(list_style: ListStyle) -> str:
    """The style of the main kind of entry as a TOML table `[style]`, with the counts of each part. A part without a
    usual form, or with different forms in different sections, is commented out."""
    lines = ["# The style of this list's entries. A part that is set here is no longer inferred.", "[style]"]
    main = list_style.kinds[0] if list_style.kinds else KindStyle("", 0, {})
    for name in PINNABLE[1:]:  # a list of several kinds cannot have one layout
        form = main.part(name)
        if form.value is None:
            lines.append(f"# {name}: {'several forms' if form.mixed else 'not in this list'}")
            continue
        if form.total and not form.pinned:
            lines.append(f"# {form.agree} of {form.total} comparable entries:")
        # JSON's strings, numbers and booleans are also TOML's.
        setting = f"{name} = {json.dumps(form.value, ensure_ascii=False)}"
        if form.pinned or not _has_other_forms(list_style, name):
            lines.append(setting)
        else:
            lines.append(f"# {setting}  (not in all sections: if set, it is required everywhere)")
    return "\n".join(lines) + "\n"


def _has_other_forms(list_style: ListStyle, name: str) -> bool:
    """Whether another kind of entry, or a section, has another form of this part."""
    main_value = list_style.kinds[0].part(name).value
    values = [kind.part(name).value for kind in list_style.kinds]
    return any(name in kind.varied for kind in list_style.kinds) or any(
        value not in (None, main_value) for value in values
    )
