"""Writes the pre-commit hook and the GitHub workflows of `awesome-lint init`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from awesome_lint.reports.paths import relative_path
from awesome_lint.settings import SettingsError
from awesome_lint.version import HOME, SOURCE, installed_repository_ref

HOOK = ".pre-commit-config.yaml"
WORKFLOWS = {
    ".github/workflows/awesome-lint.yml": "pull-request.yml",
    ".github/workflows/awesome-lint-weekly.yml": "weekly.yml",
}
"""The template of each workflow, by the path to write it to."""
_SOURCE = re.compile(r"[\w.-]+/[\w.-]+@[\w./-]+")


def release_source(option: str | None) -> str | None:
    """The repository and tag that the hook and the workflows use, as OWNER/NAME@REF: the option, else the release that
    is installed, None if it is not a release. SettingsError for an invalid option."""
    if option is not None and not _SOURCE.fullmatch(option):
        raise SettingsError(f"--source: {option!r} is not OWNER/NAME@REF, such as {SOURCE}.")
    return option or installed_repository_ref()


def schema_line(source: str | None) -> str:
    """A comment for editors: the URL of the JSON schema of the configuration, or how to print it if `source` is
    None."""
    if source is None:
        return "# `awesome-lint config schema` prints the JSON schema of this file, for editors.\n"
    repository, _, ref = source.partition("@")
    return f"#:schema https://raw.githubusercontent.com/{repository}/{ref}/docs/schema.json\n"


def workflow_texts(source: str | None) -> dict[str, str]:
    """The text of each workflow, by the path to write it to. SettingsError if `source` is None."""
    if source is None:
        raise SettingsError(
            "This copy of awesome-lint was installed from a folder, so there is no release that a workflow can use; "
            "`--source OWNER/NAME@REF` names the repository and tag with its code."
        )
    return {path: fill_template(name, source) for path, name in WORKFLOWS.items()}


def write_workflows(root: Path, source: str | None) -> Iterator[str]:
    """Write the workflows that do not exist yet; yields one line about each. SettingsError if `source` is None."""
    for path, text in workflow_texts(source).items():
        if (root / path).exists():
            yield f"{relative_path(root / path)} already exists"
        else:
            _write_new_file(root / path, text)
            yield f"{relative_path(root / path)} written"


def hook_text(source: str | None, files: str | None) -> str:
    """The pre-commit configuration. `files` is the regular expression of the files to check, None for READMEs; if
    `source` is None, the hook runs the installed command."""
    text = fill_template("pre-commit.yaml", source) if source else fill_template("local-hook.yaml", SOURCE)
    if files is not None:
        quoted = files.replace("'", "''")  # as YAML has it
        text = re.sub(r"\n +files: .*", "", text) + f"        files: '{quoted}'\n"
    return text


def write_hook(root: Path, text: str) -> str:
    """Write the pre-commit configuration and return a line that says so, or that it exists. SettingsError if another
    configuration of pre-commit exists."""
    path = root / HOOK
    if not path.exists():
        _write_new_file(path, text)
        return f"{relative_path(path)} written; `pre-commit install` activates it"
    if "awesome-lint" in path.read_text(encoding="utf-8", errors="replace"):
        return f"{relative_path(path)} already contains awesome-lint"
    hook = "".join(text.splitlines(keepends=True)[1:]).rstrip()
    raise SettingsError(f"{relative_path(path)} already exists; add this to its repos:\n{hook}")


def fill_template(template_name: str, source: str = SOURCE) -> str:
    """The template of this name with the repository and tag of `source` (OWNER/NAME@REF) inserted."""
    from importlib import resources

    template = resources.files("awesome_lint.cli").joinpath("templates", template_name)
    repository, _, ref = source.partition("@")
    home = HOME.replace(SOURCE.partition("@")[0], repository)
    text = template.read_text(encoding="utf-8")
    return text.replace("{source}", source).replace("{home}", home).replace("{ref}", ref)


def _write_new_file(path: Path, text: str) -> None:
    """Write a file that must not exist. SettingsError if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}).") from None
