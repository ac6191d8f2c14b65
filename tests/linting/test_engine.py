"""The engine: order, superseding, severities, facts asked for until nothing new is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pytest

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.facts import Answer, AskPaper, AskTitle, Candidates, Paper, Question
from awesome_lint.findings import Finding, Severity
from awesome_lint.linting import Selection, collect_facts, collect_review_remarks, engine, lint, make_context
from awesome_lint.linting.engine import _drop_superseded, _sort_unique
from awesome_lint.rules.base import Rule
from awesome_lint.settings import Settings
from awesome_lint.structs import replace

TODAY = date(2026, 1, 1)


class Upper(Rule):
    """Stands above."""

    code, name, summary = "AX904", "upper", "upper"
    supersedes = ("AX901",)


class Lower(Rule):
    """Stands below, and above another."""

    code, name, summary = "AX901", "lower", "lower"
    supersedes = ("AX903",)


def at(code: str, start: int, end: int, message: str = "") -> Finding:
    return Finding(code, code.lower(), Severity.WARNING, message, Span(start, end))


def test_what_is_superseded_goes_where_spans_overlap_and_passes_it_on() -> None:
    findings = [
        at("AX904", 10, 20),
        at("AX901", 15, 30),
        at("AX901", 20, 25),
        at("AX903", 29, 31),
        at("AX903", 40, 41),
    ]
    left = list(_drop_superseded(findings, [Upper(), Lower()]))
    assert left == [findings[0], findings[2], findings[4]]


def test_one_of_many_overlapping_spans_is_enough() -> None:
    uppers = [at("AX904", 0, 100), at("AX904", 2, 3), at("AX904", 50, 51)]
    assert list(_drop_superseded([*uppers, at("AX901", 99, 120)], [Upper()])) == uppers


def test_an_empty_span_is_superseded_at_its_place() -> None:
    findings = [at("AX904", 5, 5), at("AX901", 5, 9), at("AX901", 6, 9)]
    assert list(_drop_superseded(findings, [Upper()])) == [findings[0], findings[2]]


def test_what_is_more_severe_is_never_superseded() -> None:
    advice = replace(at("AX904", 5, 9), severity=Severity.ADVICE)
    findings = [advice, at("AX901", 5, 9)]
    assert list(_drop_superseded(findings, [Upper()])) == findings


ONE_FINDING = [
    ("[Cards](https://arxiv.org/abs/1911.09001https://arxiv.org/abs/1911.09001)\n", ["LK001"]),
    ("[Cards](https://arxiv.org/abs/1913.09001)\n", ["AX002"]),
    ("[Cards]( https://arxiv.org/abs/1913.09001 )\n", ["AX002", "LK001"]),
    ("[Cards](https://example.org/cards\n", ["MD001"]),
]


@pytest.mark.parametrize(("text", "codes"), ONE_FINDING)
def test_one_defect_is_one_finding(text: str, codes: list[str]) -> None:
    found = lint(f"# Looms\n\n- {text}", "README.md", Settings(today=TODAY)).findings
    assert sorted(finding.code for finding in found) == codes


def test_findings_stand_in_order_each_once() -> None:
    one, two, three = at("LK001", 5, 9), at("AX001", 5, 7), at("TX001", 1, 2)
    assert _sort_unique([one, two, three, at("LK001", 5, 9)]) == [three, two, one]
    assert len(_sort_unique([one, at("LK001", 5, 9, "another")])) == 2


def test_a_setting_changes_the_severity_of_findings() -> None:
    settings = Settings(today=TODAY, select=("LK002",), severity={"empty-link": "advice"})
    assert [finding.severity for finding in lint("[a]()\n", "README.md", settings).findings] == [
        Severity.ADVICE
    ]


def test_too_deep_a_text_gives_one_finding_and_nothing_else() -> None:
    linted = lint("> " * 200 + "[a]()\n", "README.md", Settings(today=TODAY))
    assert [finding.code for finding in linted.findings] == ["XX002"]


def test_an_empty_text_is_fine() -> None:
    assert lint("", "README.md", Settings(today=TODAY)).findings == ()


class Asking(Rule):
    """Asks for a paper, and for its title once it knows the paper."""

    code, name, summary, online = "AX199", "asking", "asking", True

    def asks(self, context: Context) -> Iterable[Question]:
        first = AskPaper("2401.00001")
        yield first
        answer = context.facts.get(first)
        if isinstance(answer, Paper):
            yield AskTitle(answer.title)
            yield AskTitle("nobody answers this")

    def check(self, context: Context) -> Iterator[Finding]:
        yield from ()


def test_rules_ask_again_until_nothing_new_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    put: list[list[Question]] = []

    def answer(questions: Sequence[Question]) -> Mapping[Question, Answer]:
        put.append(list(questions))
        known: dict[Question, Answer] = {
            AskPaper("2401.00001"): Paper("2401.00001", "A Title"),
            AskTitle("A Title"): Candidates(()),
        }
        return {question: known[question] for question in questions if question in known}

    selection = Selection((Asking(),), {}, frozenset())
    monkeypatch.setattr(engine, "select_rules", lambda *_, **__: selection)
    facts = collect_facts([("# List\n", "README.md", Settings(today=TODAY))], answer)
    assert put == [[AskPaper("2401.00001")], [AskTitle("A Title"), AskTitle("nobody answers this")]]
    assert set(facts.answers) == {AskPaper("2401.00001"), AskTitle("A Title")}


class Broken(Rule):
    """Raises after its first finding."""

    code, name, summary = "AX198", "broken", "broken"

    def check(self, context: Context) -> Iterator[Finding]:
        yield at(self.code, 0, 1)
        raise ZeroDivisionError

    def review_remarks(self, context: Context, added: Collection[Span]) -> Iterator[Finding]:
        return self.check(context)


class Working(Rule):
    """Reports the first character."""

    code, name, summary = "AX197", "working", "working"

    def check(self, context: Context) -> Iterator[Finding]:
        yield at(self.code, 0, 1)

    def review_remarks(self, context: Context, added: Collection[Span]) -> Iterator[Finding]:
        return self.check(context)


def test_a_rule_that_fails_leaves_the_findings_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    selection = Selection((Broken(), Working()), {}, frozenset())
    monkeypatch.setattr(engine, "select_rules", lambda *_, **__: selection)
    settings, failures = Settings(today=TODAY), ["rule AX198 failed: ZeroDivisionError()"]
    linted = lint("# List\n", "README.md", settings)
    assert (linted.findings, linted.failures) == ((at("AX197", 0, 1),), tuple(failures))
    context = make_context("# List\n", "README.md", settings)
    assert collect_review_remarks(context, ()) == ([at("AX197", 0, 1)], failures)
