"""`awesome-lint check`, as its contract has it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awesome_lint import __version__

Command = Callable[..., Any]

CLEAN = "# Awesome parsers\n\n- [Earley](https://example.org/earley)\n"
EMPTY = "# Awesome parsers\n\n- [Earley]()\n"
ANCHOR = "- [Parsers](#parser)\n\n# Parsers\n\nText.\n"


def test_a_clean_list_ends_with_0(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CLEAN)
    done = awesome_lint("README.md")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "Nothing to report.\n1 entry in 1 section\n",
        "",
    )


def test_findings_end_with_1_unless_told_otherwise(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(EMPTY)
    assert awesome_lint("README.md").returncode == 1
    assert awesome_lint("README.md", "--exit-zero").returncode == 0
    assert awesome_lint("README.md", "--fail-on", "never").returncode == 0
    (tmp_path / "awesome-lint.toml").write_text('severity = { LK002 = "warning" }\nselect = ["LK002"]\n')
    assert awesome_lint("README.md").returncode == 1
    assert awesome_lint("README.md", "--fail-on", "error").returncode == 0


@pytest.mark.parametrize("name", ["README.md", "readme.md", "Readme.MD"])
@pytest.mark.parametrize("words", [[], ["."], ["check"], ["check", "."], ["--quiet"]])
def test_no_path_and_a_folder_mean_the_readme_in_any_case(
    awesome_lint: Command, tmp_path: Path, name: str, words: list[str]
) -> None:
    (tmp_path / name).write_text(EMPTY)
    done = awesome_lint(*words, "--output-format=concise", "--select=LK002")
    assert [line.split(" ")[:3] for line in done.stdout.splitlines()] == [[f"{name}:3:3:", "error:", "LK002"]]


def test_json_is_an_array_even_of_nothing(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CLEAN)
    assert json.loads(awesome_lint("--output-format", "json").stdout) == []
    (tmp_path / "README.md").write_text("# ö\n\n- 漢字 [x]()\n", encoding="utf-8")
    (found,) = json.loads(awesome_lint("--output-format", "json", "--select", "LK002").stdout)
    assert (found["code"], found["start"]) == ("LK002", {"line": 3, "column": 6})


def test_standard_input_goes_by_the_name_it_is_given(awesome_lint: Command) -> None:
    done = awesome_lint("-", "--stdin-filename", "lists/a.md", "--output-format", "concise", stdin=EMPTY)
    assert done.stdout.startswith("lists/a.md:3:3: error: LK002")
    assert done.returncode == 1


def test_a_file_is_looked_at_once(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(EMPTY)
    done = awesome_lint("README.md", "./README.md", ".", "--output-format", "concise", "--select", "LK002")
    assert done.stdout.count("LK002") == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_still_linted(
    awesome_lint: Command, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_bytes("# Ünlaut\n".encode("latin-1"))
    (tmp_path / "b.md").write_bytes(b"# a\0b\n")
    (tmp_path / "c").mkdir()
    (tmp_path / "d.md").write_text(EMPTY)
    names = ["a.md", "b.md", "c", "gone.md", "d.md"]
    done = awesome_lint(*names, "--output-format", "concise", "--select", "LK002")
    assert done.returncode == 2
    assert [line.split(" ")[:3] for line in done.stdout.splitlines()] == [["d.md:3:3:", "error:", "LK002"]]
    lines = done.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["awesome-lint", "a.md"],
        ["awesome-lint", "b.md"],
        ["awesome-lint", "c"],
        ["awesome-lint", "gone.md"],
    ]
    assert "UTF-8" in lines[0]


def test_a_folder_named_readme_is_no_readme(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").mkdir()
    done = awesome_lint()
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_file_that_may_not_be_read_is_named(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(EMPTY)
    (tmp_path / "README.md").chmod(0)
    done = awesome_lint()
    assert done.returncode == 2
    assert "README.md" in done.stderr


def test_configurations_that_cannot_be_used_end_with_2(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CLEAN)
    (tmp_path / "awesome-lint.toml").write_text("selct = []\n")
    done = awesome_lint()
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `select`?" in done.stderr
    assert awesome_lint("--isolated").returncode == 0
    assert "did you mean" in awesome_lint("--isolated", "--select", "emty-link").stderr
    assert awesome_lint("--isolated", "--no-such-option").returncode == 2
    assert awesome_lint("--isolated", "--today", "tomorrow").returncode == 2
    assert awesome_lint("--isolated", SOURCE_DATE_EPOCH="soon").returncode == 2


def test_a_configuration_is_found_beside_the_file_or_given(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "README.md").write_text(EMPTY)
    (tmp_path / "pyproject.toml").write_text('[tool.awesome-lint]\nignore = ["LK002"]\n')
    (tmp_path / "other.toml").write_text('select = ["LK002"]\n')
    assert "LK002" not in awesome_lint("lists").stdout
    assert "LK002" in awesome_lint("lists", "--isolated").stdout
    assert "LK002" in awesome_lint("lists", "--config", "other.toml").stdout
    assert awesome_lint("lists", "--config", "gone.toml").returncode == 2


def test_a_folder_stands_for_what_is_included_too(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CLEAN)
    (tmp_path / "lists" / "old").mkdir(parents=True)
    for name in ("lists/a.md", "lists/b.md", "lists/old/c.md", "notes.md"):
        (tmp_path / name).write_text(EMPTY)
    (tmp_path / "awesome-lint.toml").write_text('include = ["lists/**/*.md"]\nexclude = ["lists/old"]\n')
    done = awesome_lint("--output-format", "concise", "--select", "LK002")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        str(Path("lists/a.md")),
        str(Path("lists/b.md")),
    ]


def test_many_large_files_are_reported_in_the_order_given(awesome_lint: Command, tmp_path: Path) -> None:
    body = EMPTY + "\nWords." + " More words." * 10_000
    names = [f"{letter}.md" for letter in "dcba"]
    for name in names:
        (tmp_path / name).write_text(body)
    done = awesome_lint(*names, "gone.md", "--output-format", "concise", "--select", "LK002")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == names
    assert (done.returncode, done.stderr.count("gone.md")) == (2, 1)


def test_colour_is_as_the_terminal_and_its_user_have_it(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(EMPTY)
    assert "\x1b[" not in awesome_lint().stdout
    assert "\x1b[" in awesome_lint(FORCE_COLOR="1").stdout
    assert "\x1b[" in awesome_lint(CLICOLOR_FORCE="1").stdout
    assert "\x1b[" not in awesome_lint(FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" in awesome_lint("--color", "always", NO_COLOR="1").stdout


@pytest.mark.parametrize(
    ("output_format", "encoding"),
    [("full", "ascii"), ("concise", "ascii"), ("json", "ascii"), ("full", "cp1252"), ("full", "utf-8")],
)
def test_no_console_makes_it_fail(
    environment: dict[str, str], tmp_path: Path, output_format: str, encoding: str
) -> None:
    (tmp_path / "README.md").write_text("# 漢字 \U0001f680\n\n- 漢字 [x]()\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "awesome_lint", "--isolated", "--output-format", output_format],
        cwd=tmp_path,
        capture_output=True,
        env={**environment, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert done.returncode == 1
    assert b"LK002" in done.stdout
    done.stdout.decode(encoding)


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("- [a]()\n" * 4000)
    command = f"{sys.executable} -m awesome_lint --output-format concise --select LK002 | head -n 1"
    shell = ["/bin/sh", "-c", command]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("README.md:1:3")
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_being_interrupted_is_quiet(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "awesome_lint", "-"],
        cwd=tmp_path,
        # A shell that runs the tests in the background makes its children ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    # It reads its input only once it is up, so a full pipe that drains says that the signal will be handled.
    process.stdin.write("x" * 200_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in errors


def test_version_and_help(awesome_lint: Command) -> None:
    assert awesome_lint("--version").stdout == f"awesome-lint {__version__}\n"
    assert "check" in awesome_lint("--help").stdout
    assert "--unsafe-fixes" in awesome_lint("check", "--help").stdout


def test_statistics_instead_of_findings(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(EMPTY * 2)
    done = awesome_lint("--statistics", "--select", "LK002")
    assert done.stdout.split() == ["2", "LK002", "error", "[", "]", "empty-link"]


def test_fix_writes_the_file_and_speaks_of_what_is_left(awesome_lint: Command, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(ANCHOR)
    assert awesome_lint("--select", "LK").returncode == 1
    done = awesome_lint("--select", "LK", "--fix")
    assert done.returncode == 0
    assert done.stdout == "1 fix applied (1 LK003).\nNo entries found in the 6 lines of README.md.\n"
    assert path.read_text() == ANCHOR.replace("#parser)", "#parsers)")


def test_diff_shows_and_writes_nothing(awesome_lint: Command, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(ANCHOR)
    done = awesome_lint("--select", "LK", "--diff")
    assert done.returncode == 1
    assert "-- [Parsers](#parser)\n+- [Parsers](#parsers)\n" in done.stdout
    assert path.read_text() == ANCHOR


def test_mended_standard_input_goes_to_standard_output(awesome_lint: Command) -> None:
    done = awesome_lint("--select", "LK", "--fix", "-", stdin=ANCHOR)
    assert (done.returncode, done.stdout) == (0, ANCHOR.replace("#parser)", "#parsers)"))
    done = awesome_lint("--select", "LK", "--fix", "-", stdin=EMPTY)
    assert (done.returncode, done.stdout) == (1, EMPTY)
    assert "LK002" in done.stderr


def test_fixable_limits_what_is_fixed(awesome_lint: Command, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(ANCHOR)
    awesome_lint("--fix", "--unfixable", "LK003")
    assert path.read_text() == ANCHOR
    awesome_lint("--fix", "--fixable", "TX")
    assert path.read_text() == ANCHOR


def test_files_are_compared_with_each_other_where_that_is_wanted(
    awesome_lint: Command, tmp_path: Path
) -> None:
    entry = "# Awesome parsers\n\n- [Recognising in cubic time](https://example.org/cyk)\n"
    names = ["README.md", "README.zh-CN.md", "more.md", "yet.md"]
    for name in names[:3]:
        (tmp_path / name).write_text(entry)
    (tmp_path / "yet.md").write_text(entry.replace("\n-", "\n<!-- awesome-lint disable DU001 -->\n\n-"))
    words = [*names, "--output-format", "json", "--select", "DU,XX"]
    assert [one["code"] for one in json.loads(awesome_lint(*words).stdout)] == ["XX001"]
    (tmp_path / "awesome-lint.toml").write_text("duplicates-across-files = true\n")
    (found,) = json.loads(awesome_lint(*words).stdout)
    assert (found["code"], found["severity"], found["path"], found["start"]["line"]) == (
        "DU001",
        "warning",
        "more.md",
        3,
    )
    assert [(one["path"], one["line"]) for one in found["related"]] == [("README.md", 3)]


SPACES = "# Awesome parsers\n\n\n\n- [Earley](https://example.org/earley)  \n\n\n\n- [Earley 2]()\n"


def test_advice_is_counted_and_not_shown(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(SPACES)
    shown = awesome_lint()
    assert "TX004" not in shown.stdout
    assert " advice: `awesome-lint --advice`\n" in shown.stdout
    assert "TX004" in awesome_lint("--output-format", "json").stdout
    for words in (["--advice"], ["--fail-on", "advice"], ["--select", "TX004"], ["--select", "blank-lines"]):
        assert "TX004 advice" in awesome_lint(*words).stdout
    assert "TX004" not in awesome_lint("--select", "TX").stdout
    for line in ("advice = true", 'fail-on = "advice"'):
        (tmp_path / "awesome-lint.toml").write_text(f"{line}\n")
        assert "TX004 advice" in awesome_lint().stdout
    (tmp_path / "awesome-lint.toml").write_text('select = ["TX004"]\n')
    assert "TX004" not in awesome_lint().stdout


def test_fix_fixes_what_is_shown(awesome_lint: Command, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(SPACES)
    assert awesome_lint("--diff").stdout == ""
    awesome_lint("--fix", "--unsafe-fixes")
    assert path.read_text() == SPACES
    assert awesome_lint("--diff", "--advice").stdout != ""
    awesome_lint("--fix", "--advice")
    assert (
        path.read_text() == "# Awesome parsers\n\n- [Earley](https://example.org/earley)\n\n- [Earley 2]()\n"
    )


def test_all_findings_of_a_rule_are_listed_on_request(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Awesome parsers\n\n" + "- [Earley] (https://example.org)\n" * 14)
    words = ("--output-format", "concise")
    assert awesome_lint(*words).stdout.count(" MD001 ") == 11
    assert (
        "and 4 more MD001 (broken-link-syntax): `awesome-lint --select MD001`\n"
        in awesome_lint(*words).stdout
    )
    assert awesome_lint(*words, "--show-all").stdout.count(" MD001 ") == 14
    assert awesome_lint(*words, "--select", "MD001").stdout.count(" MD001 ") == 14


def test_exclude_holds_for_a_file_that_is_named(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    for name in ("README.md", "vendor/README.md"):
        (tmp_path / name).write_text(EMPTY)
    (tmp_path / "awesome-lint.toml").write_text('exclude = ["vendor/**"]\n')
    done = awesome_lint("README.md", "vendor/README.md", "--output-format", "json", "--select", "LK002")
    assert [one["path"] for one in json.loads(done.stdout)] == ["README.md"]
    done = awesome_lint("--fix", "vendor/README.md")
    assert (done.returncode, done.stdout) == (0, "No file was checked.\n")
    assert "vendor/README.md is excluded" in done.stderr
    assert awesome_lint("--quiet", "vendor/README.md").stderr == ""


def test_a_slow_link_pattern_is_named_with_its_file(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "awesome-lint.toml").write_text('ignore-links = ["re:(x|xx)+y"]\n')
    (tmp_path / "README.md").write_text(f"# Seas\n\n- [Kelp](https://e.org/{'x' * 60})\n")
    done = awesome_lint("--online", "--no-cache")
    assert done.returncode == 2
    assert "awesome-lint.toml: the pattern 're:(x|xx)+y' in `ignore-links` takes too long." in done.stderr
