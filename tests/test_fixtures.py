"""Whole lists, as people keep them: what the tool says of each, and what `--fix` makes of it.

A folder of `tests/fixtures` holds `input.md`, `findings.txt` (one finding a line, as `--output-format concise`
shows it) and `expected.md`. After a change that is meant, write them again with

    UPDATE_FIXTURES=1 pytest tests/test_fixtures.py

and read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.settings import Settings
from awesome_lint.source import Source, read_source

FIXTURES = sorted(path.parent for path in (Path(__file__).parent / "fixtures").glob("*/input.md"))
SETTINGS = Settings(today=date(2026, 1, 1))


def held(path: Path, actual: str) -> None:
    """Compare with what the fixture holds, or write it again where that was asked for."""
    if os.environ.get("UPDATE_FIXTURES"):
        path.write_bytes(actual.encode())
    assert actual == path.read_bytes().decode()


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_the_findings_are_those_of_the_fixture(folder: Path) -> None:
    source = read_source(str(folder / "input.md"))
    lines = []
    for finding in lint(source.text, "README.md", SETTINGS).findings:
        line, column = source.position(finding.span.start)
        lines.append(f"{line}:{column} {finding.severity.value} {finding.code} {finding.message}\n")
    held(folder / "findings.txt", "".join(lines))


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_mending_makes_the_expected_text_and_then_rests(folder: Path) -> None:
    text = read_source(str(folder / "input.md")).text
    fixed = fix_text(text, "README.md", SETTINGS)
    held(folder / "expected.md", fixed.text)
    assert fixed.withheld == ()
    assert fix_text(fixed.text, "README.md", SETTINGS).text == fixed.text


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_windows_line_ends_change_nothing_but_themselves(folder: Path) -> None:
    text = read_source(str(folder / "input.md")).text
    dos = Source("README.md", text.replace("\n", "\r\n"))
    fixed = fix_text(dos.text, "README.md", SETTINGS).text
    assert fixed.replace("\r\n", "\n") == fix_text(text, "README.md", SETTINGS).text
    assert "\n" not in fixed.replace("\r\n", "")
