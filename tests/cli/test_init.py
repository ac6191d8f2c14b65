"""`awesome-lint init`: the configuration, the other files of a list, the hook, the workflows and the baseline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from awesome_lint.cli.set_up import fill_template, schema_line
from awesome_lint.version import HOME, SOURCE

Command = Callable[..., Any]

FIXTURES = Path(__file__).parents[1] / "fixtures"
LISTS = sorted((*FIXTURES.glob("*/input.md"), *sorted(FIXTURES.glob("forms/*.md"))[1:7]))


def entries(first: int, number: int, bullet: str = "-") -> str:
    return "".join(
        f"{bullet} [Baking Bread {n}](https://arxiv.org/abs/2401.{n:05}) (Jan. 2024)\n"
        for n in range(first, first + number)
    )


def write_split_list(folder: Path) -> None:
    (folder / ".git").mkdir(exist_ok=True)
    years = "".join(f"- [Papers of {year}](years/{year}.md#all)\n" for year in range(2018, 2023))
    other = "[tools](tools%20list.md), [rules](CONTRIBUTING.md), [gone](gone.md), [log](notes.md), [up](../up.md)\n"
    (folder / "README.md").write_text(f"# Awesome Bread\n\n{years}\n{other}\n## New\n\n{entries(1, 6)}")
    (folder / "README.zh-CN.md").write_text(f"# Bread\n\n{entries(1, 6)}")
    (folder / "tools list.md").write_text(f"# Tools\n\n{entries(100, 4)}")
    (folder / "notes.md").write_text("# Notes\n\nNo entry is here.\n")
    (folder / "CONTRIBUTING.md").write_text(f"# Rules\n\n{entries(200, 4)}")
    (folder / "years").mkdir()
    for year in range(2018, 2023):
        (folder / "years" / f"{year}.md").write_text(f"# {year}\n\n{entries(year, 5)}")


def test_files_of_a_split_list_are_included(awesome_lint: Command, tmp_path: Path) -> None:
    write_split_list(tmp_path)
    done = awesome_lint("init", "--hook", "--source", "someone/linter@v3")
    assert done.returncode == 0, done.stderr
    written = tomllib.loads((tmp_path / "awesome-lint.toml").read_text())
    assert written["include"] == ["README.zh-CN.md", "years/*.md", "tools list.md"]
    hook = (tmp_path / ".pre-commit-config.yaml").read_text()
    assert "repo: https://github.com/someone/linter\n    rev: v3\n" in hook
    files = re.search(r"files: '(.*)'", hook)
    assert files is not None
    for name in ("README.md", "README.zh-CN.md", "years/2019.md", "tools list.md"):
        assert re.search(files[1], name), name
    for name in ("notes.md", "years/deep/x.md", "CONTRIBUTING.md", "docs/README.md"):
        assert not re.search(files[1], name), name
    checked = awesome_lint("--output-format", "json")
    assert checked.returncode in (0, 1)


def test_a_dry_run_shows_the_hook_and_the_workflows(awesome_lint: Command, tmp_path: Path) -> None:
    write_split_list(tmp_path)
    words = ("init", "--hook", "--workflow", "--source", "someone/linter@v3")
    shown = awesome_lint(*words, "--dry-run").stdout
    assert not (tmp_path / ".pre-commit-config.yaml").exists()
    assert awesome_lint(*words).returncode == 0
    for name in ("awesome-lint.toml", ".pre-commit-config.yaml", ".github/workflows/awesome-lint.yml"):
        assert (tmp_path / name).read_text() in shown
    assert "\n# .pre-commit-config.yaml\n" in shown


def test_a_list_in_a_folder_has_its_files_in_the_hook(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    write_split_list(tmp_path / "docs")
    (tmp_path / "docs" / ".git").rmdir()
    assert awesome_lint("init", "docs", "--hook").returncode == 0
    assert (tmp_path / "docs" / "awesome-lint.toml").exists()
    hook = (tmp_path / ".pre-commit-config.yaml").read_text()
    assert "files: '^docs/(README\\.md|" in hook


@pytest.mark.parametrize("folder", ["it's", ".lists", "lists/.a"])
def test_the_hook_runs_on_a_list_in_any_folder(awesome_lint: Command, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    write_split_list(tmp_path / folder)
    (tmp_path / folder / ".git").rmdir()
    assert awesome_lint("init", folder, "--hook").returncode == 0
    configuration = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())
    (hook,) = configuration["repos"][0]["hooks"]
    assert re.search(hook["files"], f"{folder}/README.md")
    assert not re.search(hook["files"], "README.md")


def test_without_a_release_no_repository_is_named(awesome_lint: Command, tmp_path: Path) -> None:
    """The tests run on a copy that is installed from a folder."""
    (tmp_path / "README.md").write_text(f"# Awesome Bread\n\n{entries(1, 6)}")
    assert awesome_lint("init", "--hook").returncode == 0
    hook = (tmp_path / ".pre-commit-config.yaml").read_text()
    assert "repo: local" in hook
    assert "github.com" not in hook + (tmp_path / "awesome-lint.toml").read_text()
    refused = awesome_lint("init", "--workflow")
    assert refused.returncode == 2
    assert "--source OWNER/NAME@REF" in refused.stderr
    assert not (tmp_path / ".github").exists()


@pytest.mark.parametrize("word", ["someone", "someone/linter", "https://github.com/a/b", "a/b@", "a/b@x y"])
def test_a_source_has_a_repository_and_a_tag(word: str, awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"# Awesome Bread\n\n{entries(1, 6)}")
    done = awesome_lint("init", "--source", word)
    assert done.returncode == 2
    assert "--source" in done.stderr
    assert not (tmp_path / "awesome-lint.toml").exists()


def test_only_the_source_names_a_repository_of_this_tool() -> None:
    texts = [
        fill_template(name, "a/b@v9")
        for name in ("pre-commit.yaml", "pull-request.yml", "weekly.yml", "local-hook.yaml")
    ]
    texts.append(schema_line("a/b@v9"))
    assert all(SOURCE.partition("@")[0] not in text and HOME not in text for text in texts)
    assert all(word not in text for word in ("{source}", "{home}", "{ref}") for text in texts)


def test_the_first_run_is_counted(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"# Awesome Bread\n\n{entries(1, 6)}- [Empty]()\n- [Nothing]()\n")
    done = awesome_lint("init")
    assert "The first run reports 2 errors" in done.stderr
    assert "init --baseline" in done.stderr
    assert "2 findings written" in awesome_lint("init", "--baseline").stderr
    assert "The first run reports nothing" in awesome_lint("init", "--hook").stderr


@pytest.mark.parametrize("file", LISTS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_nothing_is_reported_after_init_with_its_baseline(
    file: Path, awesome_lint: Command, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_bytes(file.read_bytes())
    assert awesome_lint("init", "--baseline").returncode == 0
    done = awesome_lint()
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("Nothing to report.\n")
