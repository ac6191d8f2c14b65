"""`awesome-lint init`: shows the list style or writes it to a configuration; writes a hook and workflows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from awesome_lint import __version__, listing, source, style
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import find_inputs
from awesome_lint.runner.jobs import read_input
from awesome_lint.settings import FILE_NAME, SettingsError, find_configuration
from awesome_lint.style.describe import describe
from awesome_lint.style.infer import PINNABLE
from awesome_lint.style.model import KindStyle, ListStyle

HOOK = ".pre-commit-config.yaml"
WORKFLOWS = {
    ".github/workflows/awesome-lint.yml": "pull-request.yml",
    ".github/workflows/awesome-lint-weekly.yml": "weekly.yml",
}
"""The template of each workflow, by the path to write it to."""


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Show the list style, and write nothing.")
@click.option("--output-format", type=click.Choice(["toml", "json"]), default="toml", show_default=True)
@click.option("--hook", is_flag=True, help="Also write the configuration of the pre-commit hook.")
@click.option("--workflow", is_flag=True, help="Also write GitHub workflows: for pull requests, and weekly.")
@configuration_options
def command(
    *,
    path: str,
    dry_run: bool,
    output_format: str,
    hook: bool,
    workflow: bool,
    config: str | None,
    isolated: bool,
    today: str | None,
) -> int:
    """Infer the style of the list at PATH, and pin it in `awesome-lint.toml` next to it."""
    configuration = Configuration({}, config=config, isolated=isolated, today=today)
    item = find_inputs((path,), configuration.of, None)[0]
    try:
        text = read_input(item)
    except source.SourceError as error:
        console.write_note(f"awesome-lint: {error}")
        return 2
    list_style = style.infer(listing.read(text.text), item.settings.style)
    if output_format == "json":
        console.write(json.dumps(describe(list_style)) + "\n")
        return 0
    table = style_table(list_style)
    if dry_run:
        console.write(table)
        return 0
    file = Path(item.path).parent / FILE_NAME
    existing = find_configuration(str(file.parent.resolve()))
    if existing is None:
        with file.open("x", encoding="utf-8", newline="\n") as output:
            output.write(table)
        console.write_note(f"{file} written")
    elif hook or workflow:
        console.write_note(f"{existing} already contains settings")
    else:
        raise SettingsError(
            f"{existing} already contains settings; `awesome-lint init --dry-run` shows what to add."
        )
    for line in _set_up(_repository_root(file.parent), hook=hook, workflow=workflow):
        console.write_note(line)
    return 0


# --- The list style ----------------------------------------------------------------------------------


def style_table(list_style: ListStyle) -> str:
    """The style of the main kind of entry as a TOML table `[style]`, with the counts of each part. A part without
    a usual form, or with different forms in different sections, is a comment."""
    lines = ["# The style of this list's entries. A part that is set here is no longer inferred.", "[style]"]
    main = list_style.kinds[0] if list_style.kinds else KindStyle("", 0, {})
    for name in PINNABLE[1:]:  # a list of several kinds cannot have one layout
        form = main.part(name)
        if form.value is None:
            lines.append(f"# {name}: {'several forms' if form.mixed else 'not in this list'}")
            continue
        if form.total and not form.pinned:
            lines.append(f"# {form.agree} of {form.total} entries:")
        # JSON's strings, numbers and booleans are also TOML's.
        setting = f"{name} = {json.dumps(form.value, ensure_ascii=False)}"
        if form.pinned or not _has_other_forms(list_style, name):
            lines.append(setting)
        else:
            lines.append(f"# {setting}  (not in all sections: if set, it is required everywhere)")
    return "\n".join(lines) + "\n"


def _has_other_forms(list_style: ListStyle, name: str) -> bool:
    """Whether another kind of entry, or a section, has a form of its own for this part."""
    main_value = list_style.kinds[0].part(name).value
    values = [kind.part(name).value for kind in list_style.kinds]
    for kind in list_style.kinds:
        if name in kind.spreads:
            values += [form.value for form in kind.spreads[name].sections.values()]
    return any(value not in (None, main_value) for value in values)


# --- The hook and the workflows ----------------------------------------------------------------------


def _set_up(root: Path, *, hook: bool, workflow: bool) -> Iterator[str]:
    """Write the hook and the workflows if asked for; yields one line on each."""
    if not (hook or workflow):
        yield "`awesome-lint init --hook --workflow` adds the pre-commit hook and workflows"
    for path, name in WORKFLOWS.items() if workflow else ():
        yield _write_workflow(root / path, name)
    if hook:
        yield _write_hook(root / HOOK)


def template(name: str) -> str:
    """A template with this version filled in."""
    from importlib import resources

    text = resources.files("awesome_lint.cli").joinpath("templates", name).read_text(encoding="utf-8")
    return text.replace("{version}", __version__)


def _repository_root(folder: Path) -> Path:
    """The root of the repository; the folder itself outside of one."""
    absolute = folder.resolve()
    parents = (absolute, *absolute.parents)
    return next((parent for parent in parents if (parent / ".git").exists()), absolute)


def _write_hook(path: Path) -> str:
    """Write the configuration of the hook. An existing configuration of pre-commit is not changed."""
    text = template("pre-commit.yaml")
    if not path.exists():
        _write(path, text)
        return f"{_relative(path)} written; `pre-commit install` activates it"
    if "awesome-lint" in path.read_text(encoding="utf-8", errors="replace"):
        return f"{_relative(path)} already contains awesome-lint"
    hook = "".join(text.splitlines(keepends=True)[1:]).rstrip()
    raise SettingsError(f"{_relative(path)} already exists; add this to its repos:\n{hook}")


def _write_workflow(path: Path, name: str) -> str:
    if path.exists():
        return f"{_relative(path)} already exists"
    _write(path, template(name))
    return f"{_relative(path)} written"


def _relative(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive, on Windows
        return str(path)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None
