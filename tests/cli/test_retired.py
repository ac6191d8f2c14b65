"""Retired rules: their codes and names stay known, and give one note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.rules import catalogue

Command = Callable[..., Any]

TEXT = "# Awesome parsers\n\n- [Earley]()\n"
NOTE = "XY001 (old-link) is retired; use LK002 (empty-link) instead."


@pytest.fixture(autouse=True)
def retired(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two retired rules, one of them with a successor."""
    rows = (
        catalogue.RetiredRule("XY001", "old-link", "LK002", "Both reported the same links."),
        catalogue.RetiredRule("XY002", "old-taste", None, "It reported taste."),
    )
    monkeypatch.setattr(catalogue, "RETIRED", rows)


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize("word", ["XY001", "xy001", "old-link"])
def test_a_retired_word_names_its_successor(awesome_lint: Command, readme: Path, word: str) -> None:
    done = awesome_lint("--output-format", "concise", "--select", word)
    assert "LK002" in done.stdout
    assert done.stderr.count("retired") == 1
    assert f"command line: select: {NOTE}" in done.stderr


def test_a_retired_word_without_successor_names_nothing(awesome_lint: Command, readme: Path) -> None:
    done = awesome_lint("--ignore", "XY002", "--select", "LK")
    assert done.returncode == 1
    assert (
        "XY002 (old-taste) is retired; remove the code; no rule replaces it. It reported taste."
        in done.stderr
    )
    assert awesome_lint("--select", "XY002").returncode == 0


@pytest.mark.parametrize(
    "configuration",
    [
        'ignore = ["XY001"]',
        '[severity]\nXY001 = "off"',
        '[per-file-ignores]\n"*.md" = ["old-link"]',
    ],
)
def test_a_configuration_may_name_it(
    awesome_lint: Command, readme: Path, tmp_path: Path, configuration: str
) -> None:
    (tmp_path / "awesome-lint.toml").write_text(configuration + "\n")
    done = awesome_lint("--output-format", "concise")
    assert "LK002" not in done.stdout
    assert done.stderr.count("retired") == 1
    assert NOTE in done.stderr


def test_several_mentions_give_one_note(awesome_lint: Command, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        comment = "<!-- awesome-lint disable-line XY001, old-link -->"
        (tmp_path / name).write_text(TEXT.replace("]()", f"]() {comment}"))
    done = awesome_lint("--select", "LK002,XX001", "--ignore", "XY001", "a.md", "b.md")
    assert done.stderr.count("retired") == 1


def test_a_comment_may_name_it(awesome_lint: Command, readme: Path) -> None:
    readme.write_text(TEXT.replace("]()", "]() <!-- awesome-lint disable-line XY001, XY002 -->"))
    done = awesome_lint("--select", "LK002,XX001")
    assert done.returncode == 0
    assert f"README.md:3: {NOTE}" in done.stderr
    assert "README.md:3: XY002" in done.stderr


def test_quiet_drops_the_note(awesome_lint: Command, readme: Path) -> None:
    assert awesome_lint("--quiet", "--ignore", "XY001").stderr == ""


def test_rule_explains_it(awesome_lint: Command) -> None:
    done = awesome_lint("rule", "old-link")
    assert done.returncode == 0
    assert done.stdout == f"{NOTE} Both reported the same links.\n"
