"""Rules in preview, the required version, and the findings that a stable release keeps."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from awesome_lint.findings import Severity
from awesome_lint.linting import lint
from awesome_lint.rules import catalogue
from awesome_lint.settings import Settings, SettingsError
from awesome_lint.settings.load import load_configuration, satisfies
from awesome_lint.version import __version__

FIXTURES = Path(__file__).parents[1] / "fixtures"
STORED = Path(__file__).with_name("stable-findings.json")
LISTS = sorted((*FIXTURES.glob("*/input.md"), *FIXTURES.glob("forms/*.md")))
SETTINGS = Settings(today=date(2026, 1, 1))


def codes(settings: Settings) -> set[str]:
    return {finding.code for finding in lint("# Sails\n\n- [Reef]()\n", "README.md", settings).findings}


def test_a_rule_in_preview_runs_only_if_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "LK002" in codes(SETTINGS)
    rule = catalogue.find("LK002")
    assert rule is not None
    monkeypatch.setattr(type(rule), "preview", True)
    assert "LK002" not in codes(SETTINGS)
    today = SETTINGS.today
    assert "LK002" not in codes(Settings(today=today, select=("LK",)))
    assert "LK002" in codes(Settings(today=today, select=("LK002",)))
    assert "LK002" in codes(Settings(today=today, extend_select=("empty-link",)))
    assert "LK002" in codes(Settings(today=today, preview=True))


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        ("0.3.1", True),
        ("==0.3.1", True),
        (">=0.3,<1", True),
        (">= 0.3.1, < 0.4", True),
        ("<=0.3.1.0", True),
        (">0.3.1", False),
        ("<0.3", False),
        ("!=0.3.1", False),
        ("0.3", False),
    ],
)
def test_versions_are_compared_by_number(required: str, expected: bool) -> None:
    assert satisfies("0.3.1", required) is expected
    assert satisfies("0.10", ">0.9")


def test_a_version_before_a_release_meets_the_conditions_that_it_is_in() -> None:
    assert satisfies("0.2rc1", ">=0.1")
    assert not satisfies("0.2rc1", ">=0.2")
    for invalid in ("", ">=", ">=0.1,", "soon"):
        with pytest.raises(ValueError, match="Invalid specifier"):
            satisfies("0.2", invalid)


def test_another_version_is_refused_before_unknown_keys_are(tmp_path: Path) -> None:
    file = tmp_path / "awesome-lint.toml"
    file.write_text('key-of-tomorrow = 1\nrequired-version = ">=77"\n')
    with pytest.raises(
        SettingsError, match=f"requires awesome-lint >=77, and this is awesome-lint {__version__}"
    ):
        load_configuration(str(file))
    file.write_text(f'required-version = "{__version__}"\n')
    assert load_configuration(str(file)).values["required-version"] == __version__
    file.write_text('required-version = "new"\n')
    with pytest.raises(SettingsError, match="required-version must be"):
        load_configuration(str(file))


def found(path: Path) -> list[str]:
    """The errors and warnings of a fixture, a line each."""
    text = path.read_bytes().decode()
    return sorted(
        f"{text.count(chr(10), 0, one.span.start) + 1} {one.code} {one.severity.value}"
        for one in lint(text, "README.md", SETTINGS).findings
        if one.severity is not Severity.ADVICE
    )


def test_no_stable_rule_reports_more_than_in_the_last_release() -> None:
    """`UPDATE_STABLE=1 pytest tests/settings/test_stability.py` stores the findings again, in a release that may."""
    now = {path.relative_to(FIXTURES).as_posix(): found(path) for path in LISTS}
    if os.environ.get("UPDATE_STABLE"):
        STORED.write_text(json.dumps(now, indent=0) + "\n", encoding="utf-8", newline="\n")
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    more = {
        name: new
        for name, lines in now.items()
        if name in stored and (new := [line for line in lines if line not in stored[name]])
    }
    assert not more, "a minor release reports nothing new in a list: give the rule `preview = True`"
