"""Control characters of a list or a configuration never reach a terminal."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

CONTROLS = "\x1b\x07\x9b\u202e"
LIST = f"# Kelp\n\n- [Giant{CONTROLS} Kelp](https://example.org/giant)).\n"
COLOR = re.compile(r"\x1b\[\d*m")


@pytest.mark.parametrize(
    "words", [("--diff",), ("--diff", "--color", "always"), ("format", "--diff", "--style", "bullet=*")]
)
def test_a_diff_has_controls_for_a_program_and_not_on_a_terminal(
    awesome_lint: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    shown = awesome_lint(*words, terminal=True, NO_COLOR="1").stdout
    assert "[Giant<U+001B><U+0007><U+009B><U+202E> Kelp]" in shown
    assert set(CONTROLS).isdisjoint(COLOR.sub("", shown))
    piped = awesome_lint(*words).stdout
    assert (CONTROLS in piped) == ("always" not in words)


@pytest.mark.parametrize("output_format", ["full", "markdown"])
def test_a_card_has_no_controls(
    awesome_lint: Command, git: Callable[..., str], tmp_path: Path, output_format: str
) -> None:
    (tmp_path / "README.md").write_text("# Kelp\n", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message", "Begin")
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    shown = awesome_lint("review", "--base", "HEAD", "--output-format", output_format).stdout
    assert "+ - [Giant<U+001B><U+0007><U+009B><U+202E> Kelp]" in shown
    assert set(CONTROLS).isdisjoint(shown)


def test_a_configuration_is_shown_without_controls(awesome_lint: Command, tmp_path: Path) -> None:
    value = [f"https://example.org/{CONTROLS}*", "海*"]
    (tmp_path / "awesome-lint.toml").write_text(f"ignore-links = {json.dumps(value)}", encoding="utf-8")
    shown = awesome_lint("config", "show").stdout
    assert set(CONTROLS).isdisjoint(shown)
    assert "海" in shown
    assert tomllib.loads(shown)["ignore-links"] == value
