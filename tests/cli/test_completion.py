"""Completion by the shell: what a word that was begun may become."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("awesome-lint")


def environment(**more: str) -> dict[str, str]:
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, **more}


def completed(line: str, folder: Path) -> list[str]:
    words = line.split(" ")
    done = subprocess.run(
        [str(PROGRAM)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env=environment(
            COMP_WORDS=line, COMP_CWORD=str(len(words) - 1), _AWESOME_LINT_COMPLETE="bash_complete"
        ),
    )
    return done.stdout.splitlines()


@pytest.fixture(autouse=True)
def installed() -> None:
    if not PROGRAM.exists():
        pytest.skip("the program is not installed beside this Python")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("awesome-lint ex", ["plain,extract", "plain,export"]),
        ("awesome-lint --fix", ["plain,--fix", "plain,--fixable"]),
        ("awesome-lint --vers", ["plain,--version"]),
        ("awesome-lint check --statis", ["plain,--statistics"]),
        ("awesome-lint --output-format sa", ["plain,sarif"]),
        ("awesome-lint rule AX10", [f"plain,AX10{number}" for number in range(1, 6)]),
        ("awesome-lint --select empty-l", ["plain,empty-link"]),
        ("awesome-lint config sh", ["plain,show"]),
        ("awesome-lint --fix READ", ["file,READ"]),
    ],
)
def test_a_word_is_completed(line: str, wanted: list[str], tmp_path: Path) -> None:
    assert [item for item in completed(line, tmp_path) if item != "plain,"] == wanted


def test_the_first_word_may_be_a_command_or_a_file(tmp_path: Path) -> None:
    assert {"plain,check", "plain,rule", "plain,init"} <= set(completed("awesome-lint ", tmp_path))
    assert completed("awesome-lint READ", tmp_path) == ["file,READ"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_taken_by_its_shell(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    script = subprocess.run(
        [str(PROGRAM)],
        capture_output=True,
        text=True,
        check=True,
        env=environment(_AWESOME_LINT_COMPLETE=f"{shell}_source"),
    ).stdout
    path = tmp_path / "completion"
    path.write_text(script)
    done = subprocess.run([shell, "-n", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    if shell == "bash":
        begun = "COMP_WORDS=(awesome-lint --stat); COMP_CWORD=1; _awesome_lint_completion awesome-lint"
        words = f'{begun}; echo "${{COMPREPLY[@]}}"'
        shown = subprocess.run(
            ["bash", "-c", f". {path}; {words}"],
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
        )
        assert shown.stdout.strip() == "--statistics"
