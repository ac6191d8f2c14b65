"""Each file is looked up with the settings of its own folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from awesome_lint.cli.main import run

from .server import Server


def write_list(folder: Path, server: Server, settings: str) -> None:
    folder.mkdir()
    (folder / "README.md").write_text(f"# Reeds\n\n- [Reed]({server.url}/gone)\n", encoding="utf-8")
    (folder / "awesome-lint.toml").write_text(
        f'[online]\ncache = ""\nhost-interval = 0\n{settings}', encoding="utf-8"
    )


def codes_by_folder(capsys: pytest.CaptureFixture[str], *words: str) -> set[tuple[str, str]]:
    run([*words, "--select", "LK101", "--output-format", "concise"])
    lines = capsys.readouterr().out.splitlines()
    return {(line.split(os.sep)[0], line.split()[2]) for line in lines if "README.md:" in line}


@pytest.mark.parametrize("order", [("open", "closed"), ("closed", "open")])
def test_what_one_folder_allows_holds_for_no_other(
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    order: tuple[str, str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write_list(tmp_path / "open", server, "allow-private = true\n")
    write_list(tmp_path / "closed", server, "")
    assert codes_by_folder(capsys, "--online", *order) == {("open", "LK101")}


def test_a_file_that_is_offline_gets_no_answers_of_another(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_list(tmp_path / "on", server, "allow-private = true\nenabled = true\n")
    write_list(tmp_path / "off", server, "allow-private = true\nenabled = false\n")
    assert codes_by_folder(capsys, "on", "off") == {("on", "LK101")}
