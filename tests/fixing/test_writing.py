"""A file is written wholly or not at all, and stays what it was but for its text."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.fixing.atomic_write import write_atomically
from awesome_lint.source import SourceError, read_source

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links as POSIX has them")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf# A\r\n- b\r\n- c", b"- \xc3\xa9\n- x\r- y\r\n", b"- b"])
def test_mark_line_ends_and_missing_last_line_end_are_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(data)
    source = read_source(path)
    write_atomically(source, source.text.replace("b", "kelp"))
    assert path.read_bytes() == data.replace(b"- b", b"- kelp")
    assert os.listdir(tmp_path) == ["README.md"]


def test_a_file_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"- a\n")
    before = path.stat()
    write_atomically(read_source(path), "- a\n")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@posix
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"- a\n")
    path.chmod(mode)
    write_atomically(read_source(path), "- b\n")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    target = tmp_path / "docs" / "list.md"
    target.write_bytes(b"- a\n")
    link = tmp_path / "README.md"
    link.symlink_to(Path("docs") / "list.md")
    write_atomically(read_source(link), "- b\n")
    assert link.is_symlink()
    assert target.read_bytes() == b"- b\n"
    assert not target.is_symlink()


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"- a\n")
    source = read_source(path)
    path.write_bytes(b"- edited by hand\n")
    with pytest.raises(SourceError, match="changed since it was read"):
        write_atomically(source, "- b\n")
    assert path.read_bytes() == b"- edited by hand\n"
    assert os.listdir(tmp_path) == ["README.md"]


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"- a\n")
    source = read_source(path)
    path.unlink()
    with pytest.raises(SourceError, match="was deleted"):
        write_atomically(source, "- b\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(b"- a\n")
    path.chmod(0o444)
    with pytest.raises(SourceError, match="permissions"):
        write_atomically(read_source(path), "- b\n")
    assert path.read_bytes() == b"- a\n"


WRITER = """
import sys
from awesome_lint.fixing.atomic_write import write_atomically
from awesome_lint.source import read_source

path, texts = sys.argv[1], ["- kelp\\n" * 40_000, "- coral\\n" * 50_000]
for number in range(1_000_000):
    write_atomically(read_source(path), texts[number % 2])
    print(number, flush=True)
"""


def test_a_killed_run_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("- kelp\n" * 40_000)
    whole = {b"- kelp\n" * 40_000, b"- coral\n" * 50_000}
    for writes in range(1, 6):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            # Wherever in the next write the process is by then.
            for _ in range(writes):
                process.stdout.readline()
            process.kill()
        assert path.read_bytes().replace(b"\r\n", b"\n") in whole
