"""The hooks as pre-commit runs them: a commit is stopped, a commit is fixed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
HOOKS = HERE / ".pre-commit-hooks.yaml"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_the_hooks_take_readmes_in_any_case_and_nothing_else() -> None:
    patterns = re.findall(r"^  files: (.+)$", HOOKS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(patterns) == 3
    for pattern in patterns:
        for name in ("README.md", "readme.md", "docs/ReadMe.markdown", "README_zh.md", "README.zh-CN.md"):
            assert re.search(pattern, name), name
        for name in ("my-readme.md", "README.rst", "readme.md.bak", "docs/guide.md"):
            assert not re.search(pattern, name), name


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run pre-commit or git in a folder, with pre-commit's own folder kept for this module alone."""
    if not (HERE / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not in a git checkout")
    pytest.importorskip("pre_commit")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment["PRE_COMMIT_HOME"] = str(tmp_path_factory.mktemp("home"))
    environment["GIT_CONFIG_GLOBAL"] = os.devnull
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Test", f"GIT_{role}_EMAIL": "test@example.org"}

    def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
        )

    return run


def listed(folder: Path, run: Run, hook: str, text: str) -> None:
    """A repository with this README staged and the hook installed; skips where it cannot be."""
    folder.mkdir()
    revision = run(HERE, "git", "rev-parse", "HEAD").stdout.strip()
    config = f"repos:\n- repo: {HERE.as_posix()}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n"
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (folder / "README.md").write_text(text, encoding="utf-8")
    run(folder, "git", "init", "--quiet")
    run(folder, "git", "add", ".")
    installed = run(folder, sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    if installed.returncode:
        pytest.skip(f"the hook's environment cannot be made here: {installed.stdout[-300:]}")


@pytest.mark.nightly
def test_a_faulty_commit_is_stopped_and_a_clean_one_passes(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "list"
    listed(folder, run, "awesome-lint", "# Seas\n\n- [Kelp]()\n")
    stopped = run(folder, "git", "commit", "-m", "Add kelp")
    assert stopped.returncode == 1
    assert "LK002" in stopped.stdout + stopped.stderr
    assert run(folder, "git", "rev-parse", "--verify", "HEAD").returncode != 0

    (folder / "README.md").write_text("# Seas\n\n- [Kelp](https://example.org/kelp)\n", encoding="utf-8")
    run(folder, "git", "add", ".")
    passed = run(folder, "git", "commit", "-m", "Add kelp")
    assert passed.returncode == 0, passed.stdout + passed.stderr


@pytest.mark.nightly
def test_a_commit_is_mended_and_then_passes(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "list"
    listed(folder, run, "awesome-lint-fix", "# Seas\n\n- [Kelp](https://arxiv.org/abs//2104.01234)\n")
    stopped = run(folder, "git", "commit", "-m", "Add kelp")
    assert stopped.returncode == 1
    fixed = "# Seas\n\n- [Kelp](https://arxiv.org/abs/2104.01234)\n"
    assert (folder / "README.md").read_text(encoding="utf-8") == fixed
    run(folder, "git", "add", ".")
    passed = run(folder, "git", "commit", "-m", "Add kelp")
    assert passed.returncode == 0, passed.stdout + passed.stderr


OLD = "# Seas\n\n- [Old]()\n- [Kelp](https://example.org/kelp)\n"
NEW = "- [Coral](https://example.org/coral)\n"
DOUBLE = "- [Coral](https://arxiv.org/abs//2104.01234)\n"
CONFIG = 'exclude = ["README.md"]\n'


@pytest.fixture
def hooked(tmp_path: Path, run: Run) -> Path:
    """A repository with hooks that run this environment's program, as the manifest has them."""
    text = HOOKS.read_text(encoding="utf-8")
    entries = re.findall(r"- id: (\S+)\n.*?^  entry: awesome-lint (.+?)$", text, re.MULTILINE | re.DOTALL)
    program = f'"{Path(sys.executable).as_posix()}" -m awesome_lint'
    hooks = "".join(
        f"  - id: {name}\n    name: hook\n    language: system\n    types: [text]\n    require_serial: true\n"
        f"    files: (?i)readme\n    entry: {json.dumps(f'{program} {entry}')}\n"
        for name, entry in entries
    )
    (tmp_path / ".pre-commit-config.yaml").write_text(f"repos:\n- repo: local\n  hooks:\n{hooks}", "utf-8")
    run(tmp_path, "git", "init", "--quiet")
    return tmp_path


def staged(folder: Path, run: Run, text: str, name: str = "README.md") -> None:
    (folder / name).write_text(text, encoding="utf-8")
    run(folder, "git", "add", ".")


def committed(folder: Path, run: Run, text: str) -> None:
    staged(folder, run, text)
    run(folder, "git", "commit", "--quiet", "--message", "Begin")


@pytest.mark.parametrize(
    ("before", "after", "hook", "status", "words"),
    [
        (None, OLD, "awesome-lint", 1, "LK002"),
        (None, "# Seas\n\n" + NEW, "awesome-lint", 0, ""),
        (OLD, OLD + NEW, "awesome-lint", 0, ""),
        (OLD, OLD + "- [Coral]()\n", "awesome-lint", 1, "LK002"),
        (OLD, OLD + "- [Kelp](https://example.org/kelp)\n", "awesome-lint", 1, "DU001"),
        (OLD, OLD.replace("# Seas", "# Oceans"), "awesome-lint", 0, ""),
        (OLD, OLD.replace("- [Old]()\n", ""), "awesome-lint", 0, ""),
        (OLD, OLD + DOUBLE, "awesome-lint-fix", 1, "files were modified"),
        (OLD + DOUBLE, OLD + DOUBLE + NEW, "awesome-lint-fix", 0, ""),
        (OLD, OLD + NEW, "awesome-lint-format", 0, ""),
    ],
)
def test_a_commit_and_its_hook(
    hooked: Path, run: Run, before: str | None, after: str, hook: str, status: int, words: str
) -> None:
    if before is not None:
        committed(hooked, run, before)
    staged(hooked, run, after)
    done = run(hooked, sys.executable, "-m", "pre_commit", "run", hook)
    assert (done.returncode, words in done.stdout) == (status, True), done.stdout + done.stderr


def test_a_translation_is_reviewed_too(hooked: Path, run: Run) -> None:
    committed(hooked, run, OLD)
    staged(hooked, run, "# Meere\n\n- [Tang]()\n", "README.de.md")
    done = run(hooked, sys.executable, "-m", "pre_commit", "run", "awesome-lint")
    assert done.returncode == 1
    assert "README.de.md" in done.stdout


def test_what_the_configuration_excludes_is_not_reviewed(hooked: Path, run: Run) -> None:
    committed(hooked, run, OLD)
    (hooked / "awesome-lint.toml").write_text(CONFIG, encoding="utf-8")
    staged(hooked, run, OLD + "- [Coral]()\n")
    done = run(hooked, sys.executable, "-m", "pre_commit", "run", "awesome-lint")
    assert done.returncode == 0, done.stdout + done.stderr
