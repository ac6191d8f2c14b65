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
    assert len(patterns) == 2
    for pattern in patterns:
        for name in ("README.md", "readme.md", "docs/ReadMe.markdown"):
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


def test_the_hook_runs_from_this_checkout_without_installing(tmp_path: Path, run: Run) -> None:
    """The same two ways, with the entries as they stand in the manifest but this environment's program."""
    entries = re.findall(r"^  entry: awesome-lint (.+)$", HOOKS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(entries) == 2
    program = f'"{Path(sys.executable).as_posix()}" -m awesome_lint'
    hooks = "".join(
        f"  - id: hook{number}\n    name: hook\n    language: system\n    types: [text]\n"
        f"    files: (?i)readme\n    entry: {json.dumps(f'{program} {entry}')}\n"
        for number, entry in enumerate(entries)
    )
    config = f"repos:\n- repo: local\n  hooks:\n{hooks}"
    (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (tmp_path / "README.md").write_text(
        "# Seas\n\n- [Kelp](https://arxiv.org/abs//2104.01234)\n", encoding="utf-8"
    )
    run(tmp_path, "git", "init", "--quiet")
    run(tmp_path, "git", "add", ".")
    pre_commit = (sys.executable, "-m", "pre_commit", "run", "--all-files")
    looked = run(tmp_path, *pre_commit, "hook0")
    assert looked.returncode == 1, looked.stdout + looked.stderr
    assert "AX001" in looked.stdout
    assert "files were modified" in run(tmp_path, *pre_commit, "hook1").stdout
    assert run(tmp_path, *pre_commit).returncode == 0
