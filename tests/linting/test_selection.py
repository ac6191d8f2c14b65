"""Which rules run: selectors, prefixes, the longest of them, severities, files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from awesome_lint.findings import Severity
from awesome_lint.linting import select_rules
from awesome_lint.rules import catalogue
from awesome_lint.settings import Settings, SettingsError

OFFLINE = {rule.code for rule in catalogue.rules() if catalogue.is_default(rule) and not rule.online}


def codes(path: str = "README.md", /, **keys: Any) -> set[str]:
    return {rule.code for rule in select_rules(Settings(today=date(2026, 1, 1), **keys), path).rules}


def group(prefix: str) -> set[str]:
    return {rule.code for rule in catalogue.rules() if rule.code.startswith(prefix) and not rule.online}


def test_nothing_selected_means_the_default_rules() -> None:
    assert codes() == OFFLINE


def test_prefixes_codes_and_names_select() -> None:
    assert codes(select=("LK",)) == group("LK")
    assert codes(select=("lk002",)) == {"LK002"}
    assert codes(select=("empty-link", "XX")) == {"LK002"} | group("XX")
    assert codes(select=("ALL",)) == {rule.code for rule in catalogue.rules() if not rule.online}


def test_the_longer_word_wins_and_ignore_where_both_are_as_long() -> None:
    assert codes(select=("LK002",), ignore=("LK",)) == {"LK002"}
    assert "LK002" not in codes(select=("LK",), ignore=("LK002",))
    assert codes(select=("LK",), ignore=("LK",)) == set()
    assert codes(select=("LK002",), ignore=("empty-link",)) == set()
    assert codes(ignore=("ALL",)) == set()


def test_more_is_selected_besides() -> None:
    assert codes(extend_select=("LK002",)) == OFFLINE
    assert codes(select=("XX",), extend_select=("LK002",)) == group("XX") | {"LK002"}
    assert codes(preset="awesome") == OFFLINE | group("AW")


def test_severity_off_is_the_same_as_ignoring_and_the_longest_word_says() -> None:
    assert codes(select=("LK",), severity={"LK": "off", "LK003": "advice"}) == {"LK003"}
    assert codes(select=("LK",), severity={"LK003": "off"}) == codes(select=("LK",), ignore=("LK003",))
    assert codes(select=("LK002",), severity={"LK": "off"}) == codes(select=("LK002",), ignore=("LK",))
    chosen = select_rules(
        Settings(today=date(2026, 1, 1), severity={"LK": "advice", "LK003": "warning"}), "README.md"
    )
    assert chosen.severities["LK002"] is Severity.ADVICE
    assert chosen.severities["LK003"] is Severity.WARNING


def test_rules_are_left_out_of_files_that_match() -> None:
    ignores = {"README.zh.md": ("LK",), "docs/*.md": ("LK002",)}
    assert codes("README.md", per_file_ignores=ignores) == OFFLINE
    assert codes("README.zh.md", per_file_ignores=ignores) == OFFLINE - group("LK")
    assert codes("docs/a.md", per_file_ignores=ignores, select=("LK",)) == group("LK") - {"LK002"}


def test_which_fixes_may_be_applied() -> None:
    def fixable(**keys: Any) -> frozenset[str]:
        return select_rules(Settings(today=date(2026, 1, 1), **keys), "README.md").fixable

    assert fixable() == OFFLINE
    assert fixable(fixable=("LK003",)) == {"LK003"}
    assert fixable(unfixable=("LK",)) == OFFLINE - group("LK")
    assert fixable(unfixable=("ALL",)) == set()


@pytest.mark.parametrize("key", ["select", "ignore", "extend_select", "fixable", "unfixable"])
def test_a_word_that_names_no_rule_is_refused_with_the_nearest(key: str) -> None:
    name = key.replace("_", "-")
    with pytest.raises(
        SettingsError, match=f"{name} contains 'emty-link', which is not a rule; did you mean empty-link"
    ):
        codes(**{key: ("emty-link",)})
    with pytest.raises(SettingsError, match="contains 'LK9', which is not a rule"):
        codes(**{key: ("LK9",)})


def test_rules_that_need_the_network_wait_for_it() -> None:
    settings = Settings(today=date(2026, 1, 1))
    online = {rule.code for rule in select_rules(settings, "README.md", online=True).rules}
    assert online == {rule.code for rule in catalogue.rules() if catalogue.is_default(rule)}
