"""Where output goes that nobody takes: the whole process, with real streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.cli.commands.export import FORMATS as EXPORT_FORMATS
from awesome_lint.reports import FORMATS

COMMAND = (sys.executable, "-m", "awesome_lint", "--isolated", "-q", "README.md")


@pytest.fixture
def defective(tmp_path: Path) -> Path:
    """A folder with a README of many defects."""
    entries = "".join(f"- [Paper {n}](hhttps://example.org/{n})\n" for n in range(3000))
    (tmp_path / "README.md").write_text(f"# A list\n\n{entries}", encoding="utf-8")
    return tmp_path


def test_a_closed_output_still_gives_the_status(defective: Path) -> None:
    if os.name == "nt":
        pytest.skip("closing a stream for a child takes a shell")
    words = " ".join(f"'{word}'" for word in COMMAND)
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        done = subprocess.run(
            ["sh", "-c", f"{words} {closed}"], cwd=defective, capture_output=True, check=False
        )
        assert done.returncode == 1, done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_file_name_that_is_not_utf8_is_written_in_every_format(
    awesome_lint: Callable[..., Any], tmp_path: Path
) -> None:
    name = os.fsdecode(b"\xff.md")
    (tmp_path / name).write_text("# Kelp\n\n- [Kelp]()\n- [Giant Kelp](https://example.org/giant)\n")
    words = [word for output_format in FORMATS for word in ("--report", f"{output_format}={output_format}")]
    assert awesome_lint(name, *words).returncode == 1
    for output_format in FORMATS:
        assert "LK002" in (tmp_path / output_format).read_text(encoding="utf-8")
    for output_format in EXPORT_FORMATS:
        done = awesome_lint("export", "--format", output_format, name)
        assert (done.returncode, "Giant Kelp" in done.stdout) == (0, True)
    assert awesome_lint("extract", name).returncode == 0


def test_a_full_disk_is_told_in_a_line(defective: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(COMMAND, cwd=defective, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"awesome-lint: no output: ")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_ends_the_run_quietly(defective: Path) -> None:
    with subprocess.Popen(COMMAND, cwd=defective, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141
