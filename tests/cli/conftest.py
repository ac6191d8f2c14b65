"""The command line in a folder of its own: what goes in as words and standard input, what comes out."""

from __future__ import annotations

import io
import os
import subprocess
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
    """Run `awesome-lint` with these words in `tmp_path`; a `.git` there ends the search for settings. With
    `terminal`, standard output is one."""
    (tmp_path / ".git").mkdir(exist_ok=True)

    def command(*args: str, stdin: str = "", terminal: bool = False, **env: str) -> Done:
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "COLUMNS"):
                patch.delenv(name, raising=False)
            for name, value in env.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
            patch.setattr(out, "isatty", lambda: terminal)
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


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., str]:
    """Git in a repository in `tmp_path`."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment["GIT_CONFIG_GLOBAL"] = os.devnull
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Test", f"GIT_{role}_EMAIL": "test@example.org"}

    def git(*words: str, cwd: Path = tmp_path) -> str:
        command = ("git", "-c", "commit.gpgsign=false", *words)
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    git("init", "--quiet", "--initial-branch=main")
    return git
