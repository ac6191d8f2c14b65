"""What is new among old findings: the baseline, and lines changed since a revision."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
Git = Callable[..., str]

OLD = "# Seas\n\n- [Kelp]()\n- [Coral]()\n"
LINES = ("--select", "LK002", "--output-format", "concise")


def places(done: Any) -> list[str]:
    return [":".join(line.split(":")[:2]) for line in done.stdout.splitlines()]


def commit(git: Git, text: str, folder: Path, name: str = "README.md") -> str:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    git("--literal-pathspecs", "add", "--", name)
    git("commit", "--quiet", "--message", "Change the list")
    return git("rev-parse", "HEAD")


def test_findings_on_old_lines_are_not_reported(awesome_lint: Command, tmp_path: Path, git: Git) -> None:
    base = commit(git, OLD, tmp_path)
    git("switch", "--quiet", "--create", "topic")
    (tmp_path / "README.md").write_text("# Seas\n\n- [New]()\n- [Kelp]()\n- [Coral]()\n")
    assert places(awesome_lint(*LINES, "--diff-base", base)) == ["README.md:3"]
    git("commit", "--quiet", "--all", "--message", "Add")
    assert places(awesome_lint(*LINES, "--diff-base", "main")) == ["README.md:3"]
    assert awesome_lint(*LINES, "--diff-base", "HEAD").returncode == 0
    assert len(places(awesome_lint(*LINES))) == 3


def test_changes_count_from_where_the_branches_parted(
    awesome_lint: Command, tmp_path: Path, git: Git
) -> None:
    commit(git, OLD, tmp_path)
    git("switch", "--quiet", "--create", "topic")
    commit(git, OLD + "- [Topic]()\n", tmp_path)
    git("switch", "--quiet", "main")
    commit(git, "# Oceans\n\n" + OLD.partition("\n\n")[2].replace("Kelp", "Weed"), tmp_path)
    git("switch", "--quiet", "topic")
    assert places(awesome_lint(*LINES, "--diff-base", "main")) == ["README.md:5"]


@pytest.mark.parametrize("name", ["README.md", "a b.md", '-q"u\u00e9.md', ":(top)x.md", "@@ -1 +1 @@.md"])
def test_any_file_name_will_do(awesome_lint: Command, tmp_path: Path, git: Git, name: str) -> None:
    if os.name == "nt" and set('":') & set(name):
        pytest.skip("no such names there")
    commit(git, OLD, tmp_path, name)
    (tmp_path / name).write_text(OLD + "\n@@ -1,9 +1,9 @@ [New]()\n")
    words = ("--select", "LK002", "--output-format", "json", "--diff-base", "HEAD", "--", f"./{name}")
    done = awesome_lint(*words)
    assert [one["start"]["line"] for one in json.loads(done.stdout)] == [6], done.stderr


def test_a_new_file_is_new_as_a_whole_and_a_renamed_one_is_not(
    awesome_lint: Command, tmp_path: Path, git: Git
) -> None:
    text = OLD + "".join(f"- [Sea {number}](https://example.org/{number})\n" for number in range(30))
    commit(git, text, tmp_path, "list.md")
    git("mv", "list.md", "README.md")
    (tmp_path / "README.md").write_text(text + "- [New]()\n")
    (tmp_path / "more.md").write_text(OLD)
    done = awesome_lint(*LINES, "--diff-base", "HEAD", "README.md", "more.md")
    assert places(done) == ["README.md:35", "more.md:3", "more.md:4"]


def test_a_copy_is_new_whichever_of_the_two_was_added(
    awesome_lint: Command, tmp_path: Path, git: Git
) -> None:
    entry = "- [Forests of kelp and light](https://arxiv.org/abs/2104.01234)\n"
    others = "".join(f"- [Sea number {number}](https://example.org/{number})\n" for number in range(5))
    commit(git, f"# Seas\n\n{others}{entry}", tmp_path)
    # A full run reports the second copy, which is the old one.
    (tmp_path / "README.md").write_text(f"# Seas\n\n{entry}{others}{entry}")
    done = awesome_lint("--select", "DU001", "--output-format", "concise", "--diff-base", "HEAD")
    assert places(done) == ["README.md:3"]
    assert "line 9" in done.stdout
    (tmp_path / "README.md").write_text(f"# Seas\n\n{others}{entry}{entry}")
    done = awesome_lint("--select", "DU001", "--output-format", "concise", "--diff-base", "HEAD")
    assert places(done) == ["README.md:9"]


def test_a_new_copy_of_two_old_ones_is_one_finding(awesome_lint: Command, tmp_path: Path, git: Git) -> None:
    entry = "- [Forests of kelp and light](https://arxiv.org/abs/2104.01234)\n"
    commit(git, f"# Seas\n\n{entry}{entry}", tmp_path)
    (tmp_path / "README.md").write_text(f"# Seas\n\n{entry}## New\n\n{entry}{entry}")
    git("checkout", "--quiet", "README.md")
    (tmp_path / "README.md").write_text(f"# New\n\n{entry}\n# Seas\n\n{entry}{entry}")
    done = awesome_lint("--select", "DU001", "--output-format", "concise", "--diff-base", "HEAD")
    assert places(done) == ["README.md:3"]
    before = (tmp_path / "README.md").read_text()
    awesome_lint("--select", "DU001", "--diff-base", "HEAD", "--fix", "--unsafe-fixes")
    assert (tmp_path / "README.md").read_text() == before


def test_every_report_concerns_changed_lines_only(awesome_lint: Command, tmp_path: Path, git: Git) -> None:
    old = "".join(f"- [Sea number {n}] (https://example.org/{n})\n" for n in range(20))
    commit(git, f"# Seas\n\n{old}", tmp_path)
    new = old.replace("Sea number 1]", "A sea]").replace("Sea number 5]", "Another]")
    (tmp_path / "README.md").write_text(f"# Seas\n\n{new}")
    words = ("--select", "MD001", "--diff-base", "HEAD", "--output-format")
    found = json.loads(awesome_lint(*words, "json").stdout)
    assert [one["start"]["line"] for one in found] == [4, 8]
    for one in found:
        assert {edit["start"]["line"] for edit in one["fix"]["edits"]} == {one["start"]["line"]}
    shown = awesome_lint(*words, "full").stdout
    assert "Found 2 errors.\n2 safe fixes available: `awesome-lint --fix --select=MD001 " in shown
    assert "--diff-base=HEAD`\n" in shown
    assert shown.endswith(" on 2 changed lines\n")


def test_a_habit_shows_its_changed_places_only(awesome_lint: Command, tmp_path: Path, git: Git) -> None:
    old = "".join(f"- [Sea number {n}](https://example.org/{n}) \n" for n in range(20))
    commit(git, f"# Seas\n\n{old}", tmp_path)
    new = old.replace("Sea number 1]", "A sea]").replace("Sea number 5]", "Another]")
    (tmp_path / "README.md").write_text(f"# Seas\n\n{new}")
    words = ("--select", "TX003", "--diff-base", "HEAD", "--output-format", "json")
    (one,) = json.loads(awesome_lint(*words).stdout)
    assert [one["start"]["line"], *(place["line"] for place in one["related"])] == [4, 8]
    assert [edit["start"]["line"] for edit in one["fix"]["edits"]] == [4, 8]
    awesome_lint(*words, "--fix")
    trimmed = f"# Seas\n\n{new}".splitlines()
    trimmed[3], trimmed[7] = trimmed[3].rstrip(), trimmed[7].rstrip()
    assert (tmp_path / "README.md").read_text().splitlines() == trimmed


def test_only_changed_lines_are_fixed(awesome_lint: Command, tmp_path: Path, git: Git) -> None:
    old = "# Seas\n\n- [Kelp](http://arxiv.org/abs/2104.01234)\n"
    commit(git, old, tmp_path)
    new = "- [Coral](http://arxiv.org/abs/2105.01234)\n"
    (tmp_path / "README.md").write_text(old + new)
    done = awesome_lint("--select", "AX001", "--diff-base", "HEAD", "--fix")
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "README.md").read_text() == old + new.replace("http:", "https:")


def test_standard_input_is_compared_by_its_name(awesome_lint: Command, tmp_path: Path, git: Git) -> None:
    commit(git, OLD, tmp_path)
    done = awesome_lint(
        *LINES, "--diff-base", "HEAD", "-", "--stdin-filename", "README.md", stdin="- [New]()\n" + OLD
    )
    assert places(done) == ["README.md:1"]


def test_what_git_cannot_tell_is_said_in_a_line(awesome_lint: Command, tmp_path: Path, git: Git) -> None:
    commit(git, OLD, tmp_path)
    for revision in ("nowhere", "--output=x", "HEAD:README.md"):
        done = awesome_lint("--diff-base", revision)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("awesome-lint: ")
    assert not (tmp_path / "x").exists()
    git("switch", "--quiet", "--orphan", "apart")
    commit(git, OLD + "- [Apart]()\n", tmp_path)
    assert "no common ancestor" in awesome_lint("--diff-base", "main").stderr


def test_a_shallow_clone_compares_with_the_revision_itself(
    awesome_lint: Command, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin = tmp_path / "origin"
    origin.mkdir()
    git("init", "--quiet", "--initial-branch=main", cwd=origin)
    (origin / "README.md").write_text(OLD)
    for text in (OLD, OLD + "- [New]()\n"):
        (origin / "README.md").write_text(text)
        git("add", ".", cwd=origin)
        git("commit", "--quiet", "--message", "Change", cwd=origin)
    before = git("rev-parse", "HEAD^", cwd=origin)
    git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=origin)
    git("clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    clone = tmp_path / "clone"
    git("fetch", "--quiet", "--depth=1", "origin", before, cwd=clone)
    done = awesome_lint(*LINES, "--diff-base", before, "clone/README.md")
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["5"], done.stderr


def test_known_findings_stay_known_wherever_their_entries_go(awesome_lint: Command, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(OLD)
    words = [*LINES, "--baseline", "known.json"]
    assert "this baseline does not exist" in awesome_lint(*words).stderr
    done = awesome_lint(*words, "--write-baseline")
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 findings written to known.json" in done.stderr
    before = (tmp_path / "known.json").read_text()
    path.write_text("Words.\n\n# Seas\n\n## Reefs\n\n-  [Coral]()\n\n## Woods\n\n- [Kelp]()\n")
    done = awesome_lint(*words)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "awesome-lint: 2 findings not reported: in the baseline (known.json)\n"
    awesome_lint(*words, "--write-baseline")
    assert (tmp_path / "known.json").read_text() == before
    path.write_text(path.read_text() + "- [Weed]()\n- [Kelp]()\n")
    assert places(awesome_lint(*words)) == ["README.md:12", "README.md:13"]


def test_fix_leaves_known_findings_alone(awesome_lint: Command, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    old = "# Seas\n\n- [Kelp] (https://example.org/kelp)\n"
    path.write_text(old)
    words = ("--select", "MD001")
    awesome_lint(*words, "--write-baseline")
    path.write_text(f"{old}- [Coral] (https://example.org/coral)\n")
    awesome_lint(*words, "--fix")
    assert path.read_text() == f"{old}- [Coral](https://example.org/coral)\n"
    awesome_lint(*words, "--fix", "--isolated")
    assert "] (" not in path.read_text()


def test_what_is_gone_from_the_list_is_told(awesome_lint: Command, tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(OLD)
    awesome_lint(*LINES, "--write-baseline")
    assert (tmp_path / "awesome-lint-baseline.json").exists()
    path.write_text(OLD.replace("- [Coral]()\n", ""))
    done = awesome_lint(*LINES)
    assert done.returncode == 0
    assert "1 finding of the baseline" in done.stderr
    assert "LK002 - [Coral]()" in done.stderr
    assert awesome_lint(*LINES, "--quiet").stderr == ""
    # Of a rule that did not run nothing can be said.
    assert awesome_lint("--select", "AX").stderr == ""
    assert len(places(awesome_lint(*LINES, "--isolated"))) == 1


def test_a_baseline_keeps_what_it_knows_of_other_files(awesome_lint: Command, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(OLD)
    awesome_lint(*LINES, "--write-baseline", "a.md", "b.md")
    awesome_lint(*LINES, "--write-baseline", "a.md")
    assert awesome_lint(*LINES, "b.md").stdout == ""
    (tmp_path / "b.md").unlink()
    awesome_lint(*LINES, "--write-baseline", "a.md")
    rows = json.loads((tmp_path / "awesome-lint-baseline.json").read_text())["findings"]
    assert {row["path"] for row in rows} == {"a.md"}


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"version": 1, "findings": []}', '{"version": 2, "findings": [3]}']
)
def test_what_is_no_baseline_is_refused(awesome_lint: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "README.md").write_text(OLD)
    (tmp_path / "awesome-lint-baseline.json").write_text(text)
    done = awesome_lint(*LINES)
    assert (done.returncode, done.stdout) == (2, "")
    assert "baseline" in done.stderr


def test_of_like_findings_the_one_on_a_changed_line_is_the_new_one(
    awesome_lint: Command, tmp_path: Path, git: Git
) -> None:
    commit(git, OLD, tmp_path)
    awesome_lint(*LINES, "--write-baseline")
    (tmp_path / "README.md").write_text("- [Coral]()\n\n" + OLD)
    assert places(awesome_lint(*LINES, "--diff-base", "HEAD")) == ["README.md:1"]


def test_reports_go_to_files_too(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(OLD)
    done = awesome_lint(*LINES, "--report", "json=a.json", "--report", "sarif=b=c.sarif")
    assert places(done) == ["README.md:3", "README.md:4"]
    assert len(json.loads((tmp_path / "a.json").read_text())) == 2
    assert len(json.loads((tmp_path / "b=c.sarif").read_text())["runs"][0]["results"]) == 2
    for word in ("json", "yaml=a", "json="):
        assert "FORMAT=FILE" in awesome_lint("--report", word).stderr
    assert "cannot be written" in awesome_lint("--report", "json=no/where.json").stderr
