"""Options that go together, and those that do not."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awesome_lint import lint
from awesome_lint.cli.check_report import _draw_progress
from awesome_lint.facts import Answer, AskLink, Facts, LinkState, Question, Surroundings
from awesome_lint.lookup.progress import ProgressUpdate
from awesome_lint.lookup.session import Interrupted, LookupSession

Command = Callable[..., Any]
LIST = "# Seas\n\n- [Kelp]()\n- [Coral](https://example.org/coral) \n- [Reef](https://example.org/reef)\n"


@pytest.fixture(autouse=True)
def readme(tmp_path: Path) -> Path:
    path = tmp_path / "README.md"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_name_for_standard_input_needs_standard_input(awesome_lint: Command) -> None:
    for words in ((), ("extract",), ("export",), ("format",)):
        done = awesome_lint(*words, "--stdin-filename", "x.md", stdin="# X\n")
        assert (done.returncode, done.stdout) == (2, "")
        assert "also write `-`" in done.stderr


def test_statistics_are_text_or_json(awesome_lint: Command) -> None:
    done = awesome_lint("--statistics", "--output-format", "json", "--select", "LK002")
    assert json.loads(done.stdout) == [
        {"code": "LK002", "name": "empty-link", "severity": "error", "count": 1, "safe_fixes": 0}
    ]
    refused = awesome_lint("--statistics", "--output-format", "sarif")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "use full, concise or json" in refused.stderr


def test_a_report_is_written_also_when_the_baseline_is(awesome_lint: Command, tmp_path: Path) -> None:
    assert awesome_lint("--write-baseline", "--report", "json=r.json").returncode == 0
    assert "LK002" in {found["code"] for found in json.loads((tmp_path / "r.json").read_text())}


@pytest.mark.parametrize(("word", "near"), [("fromat", "the command format"), ("help", "the option --help")])
def test_a_misspelt_command_is_no_file(word: str, near: str, awesome_lint: Command, tmp_path: Path) -> None:
    done = awesome_lint(word)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"did you mean {near}?" in done.stderr
    (tmp_path / word).write_text(LIST)
    assert "LK002" in awesome_lint(word).stdout


def test_an_option_of_another_command_is_explained(awesome_lint: Command) -> None:
    done = awesome_lint("--why")
    assert done.returncode == 2
    assert "It is an option of `awesome-lint format`." in done.stderr
    assert "It is an option" not in awesome_lint("--whyever").stderr
    error = awesome_lint("check", "--format", "json").stderr
    assert "'--output-format'" in error
    assert "It is an option of `awesome-lint export`." in error


def test_a_group_is_listed(awesome_lint: Command) -> None:
    lines = awesome_lint("rule", "ax").stdout.splitlines()
    assert "AX001" in lines[0]
    assert all(line.startswith("AX") for line in lines)


def test_the_version_has_a_short_option(awesome_lint: Command) -> None:
    assert awesome_lint("-V").stdout == awesome_lint("--version").stdout != ""


def test_severity_limits_reports_and_fixes(awesome_lint: Command, readme: Path) -> None:
    every = json.loads(awesome_lint("--output-format", "json").stdout)
    assert {found["severity"] for found in every} == {"error", "advice"}
    errors = json.loads(awesome_lint("--output-format", "json", "--severity", "error").stdout)
    assert errors == [found for found in every if found["severity"] == "error"]
    awesome_lint("--fix", "--severity", "error", "--select", "TX003")
    assert readme.read_text() == LIST
    assert "TX003" in awesome_lint("--severity", "advice").stdout


def press_ctrl_c(monkeypatch: pytest.MonkeyPatch, dead: str) -> None:
    """Lookups end with Ctrl-C after the answer that this page of example.org is dead."""
    answers: dict[Question, Answer] = {
        AskLink(f"https://example.org/{dead}"): LinkState("dead", "404 Not Found")
    }

    def interrupt(session: LookupSession, questions: object) -> None:
        raise Interrupted(answers)

    monkeypatch.setattr(LookupSession, "answer", interrupt)


def test_ctrl_c_reports_what_is_known(awesome_lint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    press_ctrl_c(monkeypatch, "coral")
    done = awesome_lint("--online", "--output-format", "concise")
    assert done.returncode == 130
    assert re.findall("LK[0-9]+", done.stdout) == ["LK002", "LK101"]
    assert "interrupted" in done.stderr


def test_after_ctrl_c_no_row_of_the_baseline_is_outdated(
    awesome_lint: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    baseline = tmp_path / "awesome-lint-baseline.json"
    monkeypatch.setattr(
        LookupSession, "answer", lambda _, asked: dict.fromkeys(asked, LinkState("dead", "404 Not Found"))
    )
    assert awesome_lint("--online", "--write-baseline").returncode == 0
    before = baseline.read_text(encoding="utf-8")
    assert before.count("LK101") == 2
    press_ctrl_c(monkeypatch, "coral")
    assert awesome_lint("--online", "--write-baseline").returncode == 130
    assert baseline.read_text(encoding="utf-8") == before
    done = awesome_lint("--online")
    assert done.returncode == 130
    assert "in the baseline" in done.stderr
    assert "no longer" not in done.stderr


def test_after_ctrl_c_a_review_writes_nothing(
    awesome_lint: Command, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch, readme: Path
) -> None:
    git("add", ".")
    git("commit", "--quiet", "--message", "Begin")
    changed = LIST + "- [Seagrass](https://example.org/seagrass)).\n"
    readme.write_text(changed, encoding="utf-8")
    press_ctrl_c(monkeypatch, "seagrass")
    for words in ((), ("--fix",)):
        done = awesome_lint("review", "--online", "--base", "HEAD", *words)
        assert done.returncode == 130
        assert "404 Not Found" in done.stdout
        assert readme.read_text(encoding="utf-8") == changed
    monkeypatch.undo()
    awesome_lint("review", "--fix", "--base", "HEAD")
    assert readme.read_text(encoding="utf-8") == changed.replace("))", ")")


def test_a_review_keeps_what_is_edited_during_its_lookups(
    awesome_lint: Command, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch, readme: Path
) -> None:
    git("add", ".")
    git("commit", "--quiet", "--message", "Begin")
    readme.write_text(LIST + "- [Seagrass](https://example.org/seagrass)).\n", encoding="utf-8")
    edited = LIST + "- [Mangrove](https://example.org/mangrove)).\n"

    def edit(session: LookupSession, questions: object) -> dict[Question, Answer]:
        readme.write_text(edited, encoding="utf-8")
        return {}

    monkeypatch.setattr(LookupSession, "answer", edit)
    done = awesome_lint("review", "--online", "--fix", "--base", "HEAD")
    assert done.returncode == 2
    assert "README.md: has changed since it was read; nothing was written" in done.stderr
    assert readme.read_text(encoding="utf-8") == edited


def test_progress_shows_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    _draw_progress(ProgressUpdate(20, 120, elapsed=10.0))
    assert "20 of 120 looked up, 2.0 a second, 50 s left" in capsys.readouterr().err


def test_a_key_is_set_for_one_run(awesome_lint: Command, tmp_path: Path) -> None:
    assert awesome_lint("--set", "fail-on=never").returncode == 0
    assert awesome_lint("--set", 'ignore=["LK002"]').returncode == 0
    words = ("--set", "severity.LK002=advice", "--set", "severity.LK001=off")
    assert awesome_lint(*words).returncode == 0
    for word, problem in (
        ("fail=never", "did you mean `fail-on`"),
        ("fail-on", "not KEY=VALUE"),
        ("=1", "KEY=VALUE"),
    ):
        done = awesome_lint("--set", word)
        assert (done.returncode, done.stdout) == (2, "")
        assert problem in done.stderr


def test_an_excluded_file_can_be_checked(awesome_lint: Command) -> None:
    words = ("README.md", "--set", 'exclude=["*.md", "!keep.md"]')
    assert awesome_lint(*words).returncode == 0
    assert awesome_lint(*words, "--no-exclude").returncode == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--preview", "README.md"),
        ("--set", 'exclude=["*.md"]', "--no-exclude", "README.md"),
        ("--stdin-filename", "old/x.md", "-"),
        ("--select", "TX,LK", "--offline", "--today", "2026-01-31", "--isolated", "--severity", "advice"),
    ],
)
def test_the_commands_of_the_summary_check_the_same(
    awesome_lint: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "awesome-lint.toml").write_text('extend-select = ["TX003"]')
    done = awesome_lint("--set", 'severity={ TX003 = "warning" }', *words, stdin=LIST)
    (command,) = re.findall("`awesome-lint --fix (.*)`", done.stdout)
    assert awesome_lint(*shlex.split(command), stdin=LIST) == done


@pytest.mark.parametrize(
    "words",
    [
        ("--add-ignore", "--fix"),
        ("--add-ignore", "--diff"),
        ("--add-ignore", "--report", "json=report.json"),
        ("--add-ignore", "--write-baseline"),
        ("--write-baseline", "--diff"),
    ],
)
def test_options_that_exclude_each_other_write_nothing(
    awesome_lint: Command, readme: Path, words: tuple[str, ...]
) -> None:
    done = awesome_lint(*words)
    assert (done.returncode, done.stdout) == (2, "")
    options = [word for word in words if word.startswith("--")]
    assert done.stderr == f"awesome-lint: {' and '.join(options)} exclude each other.\n"
    assert [path.name for path in readme.parent.iterdir() if path.is_file()] == ["README.md"]
    assert readme.read_text() == LIST


def test_without_a_file_no_baseline_is_written(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "awesome-lint.toml").write_text('exclude = ["README.md"]')
    for words in (("--write-baseline", "README.md"), ("init", "--baseline", "README.md")):
        done = awesome_lint(*words)
        assert done.returncode == 0
        assert "no baseline was written" in done.stderr
    assert not (tmp_path / "awesome-lint-baseline.json").exists()


def test_an_excluded_folder_is_no_error(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "README.md").write_text(LIST)
    (tmp_path / "awesome-lint.toml").write_text('exclude = ["old/"]')
    done = awesome_lint("old")
    assert (done.returncode, done.stdout) == (0, "No file was checked.\n")
    assert done.stderr == "awesome-lint: old/README.md is excluded by the configuration\n"
    assert awesome_lint("old", "--no-exclude").returncode == 1
    assert awesome_lint(".", "old").stderr == done.stderr
    assert awesome_lint().stderr == ""


def test_a_pattern_without_files_is_named(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "awesome-lint.toml").write_text('include = ["lists/*.md", "*.md"]\nexclude = ["other.md"]')
    (tmp_path / "other.md").write_text(LIST)
    done = awesome_lint()
    assert done.stderr == "awesome-lint: include: no file matches 'lists/*.md'\n"
    assert "Found 1 error.\n" in done.stdout
    (tmp_path / "third.md").write_text(LIST)
    assert " in 2 files (README.md, third.md)." in awesome_lint().stdout
    assert awesome_lint("-q").stderr == ""


@pytest.mark.parametrize("setting", ['repository="foo"', 'include=["[z-a]"]', 'exclude=[""]'])
def test_a_value_is_checked(setting: str, awesome_lint: Command) -> None:
    done = awesome_lint("--set", setting)
    assert done.returncode == 2
    assert setting.partition("=")[0] in done.stderr


def test_config_show_is_toml_with_the_inferred_style(awesome_lint: Command, readme: Path) -> None:
    readme.write_text("# Seas\n\n" + "".join(f"* [Sea {n}](https://example.org/{n})\n" for n in range(6)))
    shown = awesome_lint("config", "show").stdout
    assert tomllib.loads(shown)["style"]["bullet"] == "*"
    assert 'style.bullet = "*"  # inferred' in shown
    assert "# style.date is not set, and no form is common enough to infer it\n" in shown
    assert "# style.label is not set\n" in shown


def test_comments_of_markdown_link_check_count() -> None:
    text = "# Seas\n\n<!-- markdown-link-check-disable-next-line -->\n- [Coral](https://example.org/coral)\n"
    facts = Facts({AskLink("https://example.org/coral"): LinkState("dead", "404 Not Found")})
    assert lint(text, surroundings=Surroundings(facts)).findings == ()
    without = text.replace("-next-line", "-nxt-line")
    assert [one.code for one in lint(without, surroundings=Surroundings(facts)).findings] == ["LK101"]


def test_suppressed_findings_are_counted_in_one_line(awesome_lint: Command, readme: Path) -> None:
    readme.write_text(
        "# Seas\n\n- [Kelp]() <!-- awesome-lint disable-line LK002 -- no page yet -->\n"
        "- [Weed]() <!-- awesome-lint disable-line LK002 -->\n"
    )
    done = awesome_lint("README.md")
    assert done.returncode == 0
    assert "2 findings suppressed by comments: `awesome-lint --statistics README.md`\n" in done.stdout
    counted = awesome_lint("--statistics", "README.md")
    assert counted.stdout == "suppressed by comments: 2 LK002 (lines 3, 4)\n"
    assert "suppressed" not in awesome_lint("-q").stdout + awesome_lint("--output-format", "concise").stdout
    readme.write_text("# Seas\n\n- [Kelp](https://kelp.example)\n")
    assert "suppressed" not in awesome_lint().stdout


def test_a_selected_rule_runs_although_the_configuration_turns_it_off(
    awesome_lint: Command, tmp_path: Path
) -> None:
    for text in ('severity.LK002 = "off"', 'severity = { empty-link = "off" }', 'ignore = ["LK002"]'):
        (tmp_path / "awesome-lint.toml").write_text(text)
        assert awesome_lint().returncode == 0
        word = "empty-link" if "empty" in text else "LK002"
        assert awesome_lint("--select", word).returncode == 1
        assert awesome_lint("--select", "LK").returncode == 0


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        (
            ("--fixable", "TX003"),
            ["No fix to apply.", "1 fix for advice not included: `awesome-lint --diff --advice"],
        ),
        (("--fixable", "LK004"), ["awesome-lint: LK004 (missing-file) has no fix", "No fix to apply."]),
        (("--advice",), ["Would apply 1 fix (1 TX003)."]),
        (("--select", "TX003"), ["Would apply 1 fix (1 TX003)."]),
        (("--quiet",), []),
    ],
)
def test_a_diff_says_what_it_leaves_out(
    words: tuple[str, ...], notes: list[str], awesome_lint: Command
) -> None:
    done = awesome_lint("--diff", *words)
    lines = done.stderr.splitlines()
    assert len(lines) == len(notes)
    assert all(line.startswith(note) for line, note in zip(lines, notes, strict=True))


def test_options_before_a_command_are_explained(awesome_lint: Command) -> None:
    done = awesome_lint("--set", "style.bullet=-", "format", "--diff")
    assert (done.returncode, done.stdout) == (2, "")
    assert "options come after the command: awesome-lint format" in done.stderr
