"""`awesome-lint init`: the list style that the list has, shown or written down as configuration."""

from __future__ import annotations

import json
from pathlib import Path

import click

from awesome_lint import listing, source, style
from awesome_lint.cli import console
from awesome_lint.cli.options import configuration_options
from awesome_lint.runner.configuration import Configuration
from awesome_lint.runner.inputs import inputs
from awesome_lint.runner.jobs import text_of
from awesome_lint.settings import FILE_NAME, SettingsError, find
from awesome_lint.style.describe import describe
from awesome_lint.style.infer import PINNABLE
from awesome_lint.style.model import KindStyle, ListStyle


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--dry-run", is_flag=True, help="Show it, and write nothing.")
@click.option("--output-format", type=click.Choice(["toml", "json"]), default="toml", show_default=True)
@click.option("--hook", is_flag=True, help="Write the configuration of the pre-commit hook too.")
@click.option("--workflow", is_flag=True, help="Write workflows for GitHub too: pull requests, every week.")
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
    """Infer how the list at PATH writes its entries, and pin that in `awesome-lint.toml` beside it."""
    configuration = Configuration({}, config=config, isolated=isolated, today=today)
    item = inputs((path,), configuration.of, None)[0]
    try:
        text = text_of(item)
    except source.SourceError as error:
        click.echo(f"awesome-lint: {error}", err=True)
        return 2
    list_style = style.infer(listing.read(text.text), item.settings.style)
    if output_format == "json":
        console.write(json.dumps(describe(list_style)) + "\n")
        return 0
    written = toml(list_style)
    if dry_run:
        console.write(written)
        return 0
    place = Path(item.path).parent / FILE_NAME
    there = find(str(place.parent.resolve()))
    if there is not None and (hook or workflow):
        click.echo(f"{there} holds settings already", err=True)
    elif there is not None:
        raise SettingsError(
            f"{there} holds settings already; `awesome-lint init --dry-run` shows what to add."
        )
    else:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(written)
        click.echo(f"{place} written", err=True)
    _set_up(place.parent, hook=hook, workflow=workflow)
    return 0


def _set_up(folder: Path, *, hook: bool, workflow: bool) -> None:
    """Write what keeps the list clean from now on, or say how that is done."""
    if not (hook or workflow):
        click.echo("`awesome-lint init --hook --workflow` adds the pre-commit hook and workflows", err=True)
        return
    from awesome_lint.cli.commands import setup

    root = setup.root_of(folder)
    for line in setup.write_workflows(root) if workflow else []:
        click.echo(line, err=True)
    if hook:
        click.echo(setup.write_hook(root), err=True)


def toml(list_style: ListStyle) -> str:
    """The style of the main kind of entry as a `[style]` table, with the numbers that speak for each part. A part
    without a form of the list, or in which the list differs from place to place, is there as a comment."""
    lines = ["# How this list writes its entries. A part that is here is no longer inferred.", "[style]"]
    main = list_style.kinds[0] if list_style.kinds else KindStyle("", 0, {})
    for name in PINNABLE[1:]:  # a list of several kinds cannot have one layout
        form = main.part(name)
        if form.value is None:
            lines.append(f"# {name}: {'written in several ways' if form.mixed else 'this list has none'}")
            continue
        if form.total and not form.pinned:
            lines.append(f"# {form.agree} of {form.total} entries:")
        # JSON's strings, numbers and booleans are TOML's.
        written = f"{name} = {json.dumps(form.value, ensure_ascii=False)}"
        if form.pinned or not _contested(list_style, name):
            lines.append(written)
        else:
            lines.append(f"# {written}  (not everywhere: pinned, it would hold for all)")
    return "\n".join(lines) + "\n"


def _contested(list_style: ListStyle, name: str) -> bool:
    """Whether another kind of entry, or a section, has another form of its own."""
    wanted = list_style.kinds[0].part(name).value
    if any(style.part(name).value not in (None, wanted) for style in list_style.kinds):
        return True
    return any(
        form.value not in (None, wanted)
        for style in list_style.kinds
        if name in style.spreads
        for form in style.spreads[name].sections.values()
    )
