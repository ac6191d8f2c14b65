"""The command line in a folder of its own: what goes in as words and standard input, what comes out."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from awesome_lint.cli.main import run


@dataclass(frozen=True)
class Done:
    """How a command line ended."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Done]


@pytest.fixture
def awesome_lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run `awesome-lint` with these words in `tmp_path`; a `.git` there ends the search for settings."""
    (tmp_path / ".git").mkdir(exist_ok=True)

    def command(*args: str, stdin: str = "", **env: str) -> Done:
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS"):
                patch.delenv(name, raising=False)
            for name, value in env.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            status = run(args)
            out.flush()
            err.flush()
        return Done(status, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    return command


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment for a process of its own."""
    left_out = ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "PYTHONIOENCODING")
    return {name: value for name, value in os.environ.items() if name not in left_out}
