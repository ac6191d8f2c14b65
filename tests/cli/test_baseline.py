"""A baseline is not changed by what is done to the list after it was written."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.runner.baseline import rows_of_file

Command = Callable[..., Any]

ENTRIES = "".join(
    f"- [A Study of Tidal Pools, Volume {number}](https://arxiv.org/abs/23{number:02}.{number:05}) ({month}. 2023)\n"
    for number, month in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov".split(), start=1)
)
LIST = f"""# Awesome Tides

- [Pools](#pools)
- [Charts](#chart)

## Pools

{ENTRIES}- [a study of Harbour  Ponds in Winter](https://arxiv.org/pdf/2312.00012.pdf) (2023-12)
* [A Study of Salt Marsh Birds](http://arxiv.org/abs/2401.00013) (Sep. 2023)
- [Birds]()

## Charts
"""


def rows(folder: Path) -> Counter[str]:
    data = json.loads((folder / "awesome-lint-baseline.json").read_text(encoding="utf-8"))
    return Counter(row["code"] for row in data["findings"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_text(LIST, encoding="utf-8")
    return tmp_path


def test_after_a_baseline_nothing_is_reported_and_its_findings_are_counted(
    awesome_lint: Command, folder: Path
) -> None:
    assert awesome_lint().returncode == 1
    number = sum(rows(folder).values()) if not awesome_lint("--write-baseline").returncode else 0
    done = awesome_lint()
    assert done.returncode == 0
    assert f"{number} findings not reported: in the baseline (awesome-lint-baseline.json)" in done.stderr


@pytest.mark.parametrize(
    "commands", [("check --fix",), ("format",), ("check --fix --unsafe-fixes", "format")]
)
def test_a_baseline_survives_fixes_that_are_made_without_it(
    awesome_lint: Command, folder: Path, commands: tuple[str, ...]
) -> None:
    awesome_lint("--write-baseline")
    baseline = folder / "awesome-lint-baseline.json"
    kept = folder / "kept.json"
    baseline.rename(kept)
    before = (folder / "README.md").read_text(encoding="utf-8")
    for command in commands:
        awesome_lint(*command.split())
    assert (folder / "README.md").read_text(encoding="utf-8") != before
    kept.rename(baseline)
    done = awesome_lint("--advice", "--output-format", "concise")
    assert (done.returncode, done.stdout) == (0, "")


def test_fixes_leave_the_findings_of_the_baseline_alone(awesome_lint: Command, folder: Path) -> None:
    awesome_lint("--write-baseline")
    awesome_lint("--fix", "--unsafe-fixes", "--advice")
    assert (folder / "README.md").read_text(encoding="utf-8") == LIST


def test_writing_it_for_some_rules_keeps_the_rows_of_others(awesome_lint: Command, folder: Path) -> None:
    awesome_lint("--write-baseline")
    before = rows(folder)
    assert before["LK002"]
    awesome_lint("--select", "AX", "--write-baseline")
    assert rows(folder) == before
    (folder / "README.md").write_text(LIST.replace("- [Birds]()\n", ""), encoding="utf-8")
    awesome_lint("--select", "LK002", "--write-baseline")
    assert rows(folder) == before - Counter({"LK002": before["LK002"]})


def test_entries_may_move_and_a_second_copy_of_a_defect_is_new(awesome_lint: Command, folder: Path) -> None:
    awesome_lint("--write-baseline")
    moved = LIST.replace("- [Birds]()\n", "").replace("## Pools\n\n", "## Pools\n\n- [Birds]()\n")
    (folder / "README.md").write_text(moved, encoding="utf-8")
    assert awesome_lint().returncode == 0
    (folder / "README.md").write_text(moved + "\n- [Birds]()\n", encoding="utf-8")
    done = awesome_lint("--output-format", "concise")
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["LK002"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"version": 3, "findings": [{"path": "", "code": "", "entry": "", "fingerprint": "", "count": 1e999}]}',
    ],
)
def test_a_file_that_is_no_baseline_is_named(awesome_lint: Command, folder: Path, text: str) -> None:
    (folder / "awesome-lint-baseline.json").write_text(text, encoding="utf-8")
    done = awesome_lint()
    assert done.returncode == 2
    assert "awesome-lint-baseline.json: is not a baseline; `--write-baseline` writes one." in done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_baseline_keeps_rows_and_file_names_that_are_no_text(awesome_lint: Command, folder: Path) -> None:
    (folder / "other.md").write_text(LIST, encoding="utf-8")
    baseline = folder / "awesome-lint-baseline.json"
    row = r'{"path": "other.md", "code": "LK002", "entry": "\ud800", "fingerprint": "0", "count": 1}'
    baseline.write_text(f'{{"version": 3, "findings": [{row}]}}', encoding="utf-8")
    name = os.fsdecode(b"\xff.md")
    (folder / name).write_text(LIST, encoding="utf-8")
    assert awesome_lint("--write-baseline", "README.md", name).returncode == 0
    assert row in baseline.read_text(encoding="utf-8")
    assert awesome_lint("README.md", name).returncode == 0


def test_a_baseline_is_parsed_once_for_all_files_and_again_after_a_change(folder: Path) -> None:
    path = folder / "rows.json"

    def write(count: int) -> None:
        row = {"path": "README.md", "code": "TX001", "entry": "Tides", "fingerprint": "0", "count": count}
        path.write_text(json.dumps({"version": 3, "findings": [row]}), encoding="utf-8")

    write(1)
    rows = rows_of_file(str(path), str(folder / "README.md"))
    assert list(rows.values()) == [1]
    assert rows_of_file(str(path), str(folder / "README.md")) is rows
    assert not rows_of_file(str(path), str(folder / "OTHER.md"))
    write(2)
    assert list(rows_of_file(str(path), str(folder / "README.md")).values()) == [2]
