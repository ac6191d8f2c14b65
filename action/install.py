"""The first step of the Action: installs awesome-lint in a virtual environment of its own.

Reads INPUT_VERSION; writes the path of the environment's interpreter to the step's output `python`.
"""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import venv
from pathlib import Path

OWN = Path(__file__).resolve().parents[1]
"""The folder with the code of this Action."""


def requirement(version: str, action_folder: Path) -> str:
    """What pip installs: the folder with the code of this Action, or the archive of a release. ValueError for an
    invalid version."""
    if not version:
        return str(action_folder)
    number = version.removeprefix("v")
    if not re.fullmatch(r"\d+(\.\d+){0,3}([abc.-]?[a-z]*\d+)?", number):
        raise ValueError(f"version: {version!r} is not a version such as 0.1.0")
    home = runpy.run_path(str(action_folder / "src/awesome_lint/version.py"))["HOME"]
    return f"{home}/archive/refs/tags/v{number}.zip"


def main() -> int:
    """Create the environment and write the path of its interpreter."""
    try:
        pip_argument = requirement(os.environ.get("INPUT_VERSION", "").strip(), OWN)
    except ValueError as error:
        print(f"::error title=awesome-lint::{error}")
        return 2
    folder = Path(os.environ["RUNNER_TEMP"], "awesome-lint")
    venv.create(folder, with_pip=True, clear=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (str(python), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", pip_argument)
    if subprocess.run(pip, check=False).returncode:
        print("::error title=awesome-lint::It cannot be installed; the log of pip says why")
        return 2
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as outputs:
        outputs.write(f"python={python}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
