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

from awesome_lint.settings.load import load_configuration
from awesome_lint.version import SOURCE

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


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`(awesome-lint(?: (?!add )[^`\n]+)?)`", README))))
def test_the_commands_named_in_the_text_run(command: str, tmp_path: Path) -> None:
    shutil.copy(LIST, tmp_path)
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "Begin")):
        author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(("git", *author, *words), cwd=tmp_path, check=True)
    # Tests run on a copy that is no release.
    more = ["--source", SOURCE] if "init" in command else []
    done = run([*shlex.split(command)[1:], *more], tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == "" or any(word in command for word in ("init", "fix", "diff", "format", "review"))


def test_the_configuration_shown_can_be_used(tmp_path: Path) -> None:
    (shown,) = blocks("toml")
    (tmp_path / "awesome-lint.toml").write_text(shown, encoding="utf-8")
    assert (
        load_configuration(str(tmp_path / "awesome-lint.toml")).values.keys() == tomllib.loads(shown).keys()
    )


def test_two_commands_install_it_and_test_it() -> None:
    assert blocks("sh") == [
        "python3 -m venv .venv && . .venv/bin/activate && pip install . && awesome-lint docs/example\n",
        "pip install -e '.[dev]' && pytest\n",
    ]


def test_the_hook_and_the_action_are_this_release() -> None:
    repository, _, tag = SOURCE.partition("@")
    assert f"repo: https://github.com/{repository}\n    rev: {tag}\n" in README
    assert f"uses: {SOURCE}\n" in README


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    pip = (
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    )
    subprocess.run(pip, check=True)
    (file,) = folder.glob("*.whl")
    return file


@pytest.mark.nightly
@pytest.mark.parametrize("tool", ["pipx run --spec", "uvx --from"])
def test_other_installers_run_the_wheel(tool: str, wheel: Path, tmp_path: Path) -> None:
    if shutil.which(tool.split()[0]) is None:
        pytest.skip(f"{tool.split()[0]} is not installed")
    words = [*tool.split(), str(wheel), "awesome-lint", str(LIST.parent)]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert "DU001" in done.stdout


def test_links_to_files_lead_to_files() -> None:
    prose = re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", prose):
        assert (ROOT / target).exists(), target
