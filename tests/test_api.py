"""awesome-lint as a library."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import awesome_lint
from awesome_lint import extract, fix, lint, settings_of
from awesome_lint.api import defaults
from awesome_lint.settings import Settings, SettingsError

LIST = "# Seas\n\n- [Kelp]()\n- [Coral](hhttps://example.org/coral)\n"


def test_a_text_is_linted_mended_and_read() -> None:
    linted = lint(LIST)
    assert [finding.code for finding in linted.findings] == ["LK002", "LK001"]
    assert LIST[slice(*linted.findings[0].span)] == "[Kelp]()"
    fixed = fix(LIST)
    assert fixed.text == LIST.replace("hhttps", "https")
    assert [finding.code for finding in fixed.findings] == ["LK002"]
    assert [entry["title"] for entry in extract(fixed.text)] == ["Coral"]
    assert extract(fixed.text, "a.md")[0]["path"] == "a.md"


def test_settings_are_given_or_read(tmp_path: Path) -> None:
    today = date(2026, 1, 1)
    assert lint(LIST, settings=Settings(today=today, select=("DU",))).findings == ()
    (tmp_path / ".git").mkdir()
    assert settings_of(tmp_path, today=today) == defaults(today)
    (tmp_path / "awesome-lint.toml").write_text('select = ["LK002"]\n')
    (tmp_path / "docs").mkdir()
    for path in (tmp_path, tmp_path / "README.md", str(tmp_path / "docs")):
        assert [finding.code for finding in lint(LIST, settings=settings_of(path)).findings] == ["LK002"]
    (tmp_path / "awesome-lint.toml").write_text("selct = 1\n")
    with pytest.raises(SettingsError, match="did you mean `select`"):
        settings_of(tmp_path)


def test_the_command_line_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST)
    command = [sys.executable, "-m", "awesome_lint", "--isolated", "--output-format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert [(one["code"], one["message"]) for one in json.loads(done.stdout)] == [
        (finding.code, finding.message) for finding in lint(LIST).findings
    ]


def test_there_is_nothing_else_in_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lnit'"):
        awesome_lint.lnit  # noqa: B018


def test_what_is_handed_out_refuses_assignment() -> None:
    linted = lint(LIST)
    finding = linted.findings[0]
    settings = defaults(date(2026, 1, 1))
    for value, name in [
        (finding, "message"),
        (finding.fix, "safety"),
        (linted, "findings"),
        (settings, "select"),
    ]:
        if value is not None:
            with pytest.raises(AttributeError, match="frozen"):
                setattr(value, name, None)
    assert finding in {finding, *linted.findings}
    with pytest.raises(TypeError, match="Settings is not hashable: its field 'per_file_ignores'"):
        hash(settings)
