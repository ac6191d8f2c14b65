"""The register of rules: how they are found and named."""

from __future__ import annotations

import re

import pytest

from awesome_lint.rules import catalogue
from awesome_lint.rules.base import Rule

RULES = catalogue.rules()


def test_rules_are_sorted_and_named_once() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)
    words = [word for rule in RULES for word in (rule.code, rule.name)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_code_name_and_module_agree(rule: Rule) -> None:
    module = type(rule).__module__.split(".")
    assert re.fullmatch(r"[A-Z]{2}[0-9]{3}", rule.code)
    assert catalogue.GROUPS[rule.code[:2]][0] == module[2]
    assert rule.name == module[-1].replace("_", "-")
    assert rule.online == (rule.code[2] == "1" and rule.code[:2] in {"LK", "AX"}) or rule.code == "AW003"
    assert rule.online == (module[3:-1] == ["online"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_superseded_codes_exist_or_are_planned(rule: Rule) -> None:
    assert rule.code not in rule.supersedes
    assert all(
        code[:2] in catalogue.GROUPS and re.fullmatch(r"[A-Z]{2}[0-9]{3}", code) for code in rule.supersedes
    )


def test_a_rule_is_found_by_code_and_by_name_in_any_case() -> None:
    rule = catalogue.find("lk002")
    assert rule is not None
    assert rule is catalogue.find("Empty-Link")
    assert catalogue.find("LK999") is None
    assert catalogue.find("no-such-rule") is None
    assert catalogue.suggest_rule_word("emty-link") == "empty-link"


def test_groups_that_are_off_by_default_have_no_rule_that_is_on() -> None:
    assert not [rule.code for rule in catalogue.rules(catalogue.OFF_BY_DEFAULT) if catalogue.is_default(rule)]
    assert [rule.code for rule in catalogue.rules() if catalogue.is_default(rule)]


def test_retired_codes_are_free_and_their_successors_exist() -> None:
    names = {name for rule in catalogue.rules() for name in catalogue.rule_words(rule)}
    for gone in catalogue.RETIRED:
        assert names.isdisjoint((gone.code, gone.name))
        assert gone.successor is None or gone.successor in names
