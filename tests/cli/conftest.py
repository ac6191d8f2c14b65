"""The command as a user runs it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def awesome_lint(tmp_path: Path) -> Command:
    """Run `awesome-lint` with these words in `tmp_path`; a `.git` there ends the search for settings."""
    (tmp_path / ".git").mkdir(exist_ok=True)

    def run(*args: str, stdin: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
        clean.pop("SOURCE_DATE_EPOCH", None)
        return subprocess.run(
            [sys.executable, "-m", "awesome_lint", *args],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**clean, "PYTHONIOENCODING": "utf-8", **env},
            timeout=120,
            check=False,
        )

    return run
