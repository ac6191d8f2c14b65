"""What every rule says of itself holds: its examples, what its fixes make of them, and what it lets be."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from awesome_lint.facts import Facts, Surroundings
from awesome_lint.findings import Finding, Fix, Safety
from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.rules import catalogue
from awesome_lint.rules.base import Example, Rule, example_text
from awesome_lint.settings import Settings
from awesome_lint.source import Source

RULES = catalogue.rules()


def examples() -> Iterator[object]:
    for rule in RULES:
        for number, example in enumerate(rule.examples):
            yield pytest.param(rule, example, id=f"{rule.code}-{number}")


def valid() -> Iterator[object]:
    for rule in RULES:
        for number, raw in enumerate(rule.valid):
            yield pytest.param(rule, raw, id=f"{rule.code}-{number}")


def settings(rule: Rule, example: Example) -> Settings:
    return Settings(
        today=example.today,
        select=(rule.code, *example.select),
        fixable=(rule.code,),
        repository=example.repository,
    )


def facts(example: Example) -> Facts:
    return Facts(dict(example.answers))


def found(rule: Rule, example: Example, text: str) -> list[Finding]:
    community_files = None if example.community_files is None else dict(example.community_files)
    known = Surroundings(facts(example), example.tracked_files, community_files)
    linted = lint(text, "README.md", settings(rule, example), known)
    assert linted.failures == ()
    return [finding for finding in linted.findings if finding.code == rule.code]


def applicable(finding: Finding) -> Fix | None:
    """The finding's fix, where it is one that is ever applied."""
    return finding.fix if finding.fix and finding.fix.safety is not Safety.DISPLAY else None


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_an_example_is_reported_on_its_lines(rule: Rule, example: Example) -> None:
    source = Source("README.md", example.text)
    lines = [source.position(finding.span.start)[0] for finding in found(rule, example, example.text)]
    assert lines == list(example.lines)


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_the_fix_of_an_example_gives_its_after_text(rule: Rule, example: Example) -> None:
    fixes = [fix for finding in found(rule, example, example.text) if (fix := applicable(finding))]
    assert bool(fixes) == (example.expected is not None)
    if example.expected is None:
        return
    fixed = fix_text(
        example.text,
        "README.md",
        settings(rule, example),
        unsafe=True,
        surroundings=Surroundings(facts(example)),
    )
    assert fixed.text == example.expected
    if all(fix.safety is Safety.SAFE for fix in fixes):
        safely = fix_text(
            example.text,
            "README.md",
            settings(rule, example),
            unsafe=False,
            surroundings=Surroundings(facts(example)),
        )
        assert safely.text == example.expected


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_a_fixed_example_has_no_finding_of_its_rule(rule: Rule, example: Example) -> None:
    if example.expected is not None:
        assert not [finding for finding in found(rule, example, example.expected) if applicable(finding)]


MESSAGE = re.compile(r"(?:[A-Z0-9“”‘’\"'`(<《]|arXiv )[^\n]*[^\s.;:,]")
"""A capital letter, a digit, a quotation mark or code (and one name that is small); one line; no full stop."""


@pytest.mark.parametrize(("rule", "example"), list(examples()))
def test_a_message_has_the_form_of_all_messages(rule: Rule, example: Example) -> None:
    for finding in found(rule, example, example.text):
        assert MESSAGE.fullmatch(finding.message), finding.message
        assert len(re.findall(r"\. [A-Z]", re.sub(r"“[^”]*”", "", finding.message))) <= 1, (
            "two sentences at most"
        )
        for said in (finding.suggestion, *(related.message for related in finding.related)):
            assert said is None or not re.search(r"[.;,]\s*\Z", said), said


@pytest.mark.parametrize(("rule", "raw"), list(valid()))
def test_a_valid_text_has_no_finding(rule: Rule, raw: str) -> None:
    findings = found(rule, Example(raw, ()), example_text(raw))
    assert [finding.message for finding in findings] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_complete_documentation(rule: Rule) -> None:
    doc = type(rule).__doc__ or ""
    headings = re.findall(r"^ *## (.+)$", doc, re.MULTILINE)
    assert headings == ["What it does", "Why it matters", "Fix"]
    assert doc.lstrip().splitlines()[0].endswith("."), "the docstring begins with one sentence"
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.valid, "texts that look like the defect and are fine"
    # What fixing withholds cannot be shown by linting a text.
    assert rule.examples or rule.code == "XX003"
    assert all(example.title for example in rule.examples)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_with_fixes_has_an_example_of_one(rule: Rule) -> None:
    assert (rule.fix not in (None, Safety.DISPLAY)) == any(
        example.after is not None for example in rule.examples
    )
