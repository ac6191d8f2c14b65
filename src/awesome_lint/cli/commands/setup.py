"""What keeps a list clean from now on: the hook for pre-commit and the workflows, written where there are none."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from awesome_lint import __version__
from awesome_lint.settings import SettingsError

HOOK = ".pre-commit-config.yaml"
WORKFLOWS = {
    ".github/workflows/awesome-lint.yml": "pull-request.yml",
    ".github/workflows/awesome-lint-weekly.yml": "weekly.yml",
}
"""Where each template goes."""


def template(name: str) -> str:
    """A template with this version filled in."""
    text = resources.files("awesome_lint.cli").joinpath("templates", name).read_text(encoding="utf-8")
    return text.replace("{version}", __version__)


def root_of(folder: Path) -> Path:
    """The repository's own folder, where hooks and workflows go; the folder itself outside of one."""
    here = folder.resolve()
    return next((place for place in (here, *here.parents) if (place / ".git").exists()), here)


def write_hook(root: Path) -> str:
    """Write the hook's configuration; what was done, in words. Somebody's own configuration is not touched."""
    path = root / HOOK
    lines = template("pre-commit.yaml").splitlines(keepends=True)
    if not path.exists():
        _write(path, "".join(lines))
        return f"{_shown(path)} written; `pre-commit install` switches it on"
    if "awesome-lint" in path.read_text(encoding="utf-8", errors="replace"):
        return f"{_shown(path)} has awesome-lint already"
    raise SettingsError(f"{_shown(path)} is there; add this to its repos:\n{''.join(lines[1:]).rstrip()}")


def write_workflows(root: Path) -> list[str]:
    """Write the workflows that are not there; what was done with each, in words."""
    said = []
    for place, name in WORKFLOWS.items():
        path = root / place
        if path.exists():
            said.append(f"{_shown(path)} is there already")
            continue
        _write(path, template(name))
        said.append(f"{_shown(path)} written")
    return said


def _shown(path: Path) -> str:
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
