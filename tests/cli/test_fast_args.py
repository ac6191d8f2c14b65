"""The ordinary command line is read without click, as click would read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.cli import options
from awesome_lint.cli.commands import check
from awesome_lint.cli.fast_args import FLAGS, parse_without_click
from awesome_lint.runner.check_options import CheckOptions

PATHS = ("README.md", "lists/papers.md", "-", ".", "check", "rule", "a b.md", "")


@given(st.lists(st.sampled_from([*FLAGS, *PATHS]), max_size=8))
def test_plain_words_mean_what_click_says(words: list[str]) -> None:
    context = check.command.make_context("check", list(words))
    assert parse_without_click(["check", *words]) == options.make_check_options(context.params)


@pytest.mark.parametrize(
    "words",
    [
        ["rule", "AX001"],
        ["--help"],
        ["--version"],
        ["--select", "AX001", "README.md"],
        ["--output-format=json"],
        ["--online"],
        ["--", "README.md"],
        ["-qq"],
        ["--fixx"],
        ["README.md", "--config", "a.toml"],
    ],
)
def test_other_words_are_left_to_click(words: list[str]) -> None:
    assert parse_without_click(words) is None


def test_no_words_at_all_ask_for_the_readme_here() -> None:
    assert parse_without_click([]) == CheckOptions()


def test_a_shell_that_completes_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_AWESOME_LINT_COMPLETE", "bash_complete")
    assert parse_without_click([]) is None
