"""awesome-lint as a library."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import awesome_lint
from awesome_lint import AwesomeLintError, extract, fix, lint, settings_of
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
    assert settings_of(tmp_path, today=today) == Settings(today=today)
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
    settings = Settings(today=date(2026, 1, 1))
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
    with pytest.raises(TypeError, match="Settings is not hashable"):
        hash(settings)


def test_findings_have_lines_and_columns_and_are_those_of_the_json_report(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(LIST, encoding="utf-8")
    command = [sys.executable, "-m", "awesome_lint", "--isolated", "--output-format", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    findings = lint(path).findings
    assert [finding.to_dict() for finding in findings] == json.loads(done.stdout)
    assert (findings[0].start, findings[0].end) == ((3, 3), (3, 11))
    left = fix(path)
    assert [(finding.code, finding.start.line) for finding in left.findings] == [("LK002", 3)]
    assert path.read_text(encoding="utf-8") == LIST
    assert extract(path)[0]["path"] == str(path)


def test_all_errors_are_of_one_kind(tmp_path: Path) -> None:
    for severity in ("warn", ""):
        with pytest.raises(AwesomeLintError, match="the severity of AX003 must be"):
            lint("", settings=Settings(severity={"AX003": severity}))
    with pytest.raises(AwesomeLintError, match="file not found"):
        extract(tmp_path / "missing.md")
    for function in (extract, lint, fix):
        with pytest.raises(AwesomeLintError, match=r"pass pathlib.Path\(…\) to read a file"):
            function(str(tmp_path / "README.md"))
    assert extract("Nothing but words.md") == extract("") == []


def test_every_name_can_be_imported_and_is_typed(tmp_path: Path) -> None:
    for name in awesome_lint.__all__:
        assert getattr(awesome_lint, name) is not None
    api = importlib.util.find_spec("mypy")
    if api is None:
        pytest.skip("mypy is not installed")
    program = tmp_path / "user.py"
    blocks = (Path(__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8").split("```python\n")
    program.write_text(
        blocks[1].partition("```")[0] + "title = extract('')[0]['title']\nassert title\ntitle.upper()\n"
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
