"""What the README says is so: its commands run, and the output that it shows is the tool's own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from awesome_lint.settings import load_configuration

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LIST = ROOT / "docs" / "example" / "README.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == language]


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "awesome_lint", *words],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**environment, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", "SOURCE_DATE_EPOCH": "1767225600"},
        check=False,
    )


def test_the_picture_is_what_the_tool_prints() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "picture.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(docs/terminal.svg)" in README
    picture = (ROOT / "docs" / "terminal.svg").read_text(encoding="utf-8")
    for code in ("LK002", "EN001", "MD001", "DU001"):
        assert code in picture


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`(awesome-lint(?: [^`\n]+)?)`", README))))
def test_the_commands_named_in_the_text_run(command: str, tmp_path: Path) -> None:
    shutil.copy(LIST, tmp_path)
    (tmp_path / ".git").mkdir()
    done = run(shlex.split(command)[1:], tmp_path)
    assert done.returncode in (0, 1)
    assert done.stderr == "" or "init" in command or "baseline" in command


def test_the_configuration_shown_can_be_used(tmp_path: Path) -> None:
    (shown,) = blocks("toml")
    (tmp_path / "awesome-lint.toml").write_text(shown, encoding="utf-8")
    assert (
        load_configuration(str(tmp_path / "awesome-lint.toml")).values.keys() == tomllib.loads(shown).keys()
    )


def test_two_commands_install_it_and_test_it() -> None:
    assert blocks("sh") == [
        "pip install . && awesome-lint README.md\n",
        "pip install -e '.[dev]' && pytest\n",
    ]


def test_links_to_files_lead_to_files() -> None:
    prose = re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", prose):
        assert (ROOT / target).exists(), target
