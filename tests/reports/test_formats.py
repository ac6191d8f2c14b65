"""The reports: what each format prints of the same findings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint import reports
from awesome_lint.model import Edit, Finding, Fix, Related, Safety, Severity, Span
from awesome_lint.reports import FileReport, Report
from awesome_lint.reports.full import excerpt
from awesome_lint.source import Source

TEXT = "# List\n\n- [漢字](u)\t[bad]()\n"
BAD = TEXT.index("[bad]")
MARKED = Span(BAD, BAD + 7)


def finding(
    span: Span = MARKED,
    code: str = "LK002",
    severity: Severity = Severity.ERROR,
    *,
    message: str = "This link has no address",
    related: tuple[Related, ...] = (),
    fix: Fix | None = None,
    suggestion: str | None = None,
) -> Finding:
    return Finding(code, "empty-link", severity, message, span, related, fix, suggestion)


def report(*findings: Finding, text: str = TEXT, **how: Any) -> Report:
    fixable = frozenset(one.code for one in findings)
    return Report((FileReport("README.md", Source("README.md", text), findings, fixable),), **how)


FIX = Fix(Safety.SAFE, (Edit(Span(BAD + 6, BAD + 6), "https://example.org"),))


def test_concise_is_a_line_a_finding() -> None:
    assert reports.render("concise", report(finding())) == "README.md:3:11: LK002 This link has no address\n"
    assert reports.render("concise", report()) == ""


def test_json_holds_everything_of_a_finding() -> None:
    full = finding(fix=FIX, related=(Related(Span(0, 6), "under this heading"),), suggestion="fill it in")
    assert json.loads(reports.render("json", report(full))) == [
        {
            "code": "LK002",
            "name": "empty-link",
            "severity": "error",
            "message": "This link has no address",
            "path": "README.md",
            "start": {"line": 3, "column": 11},
            "end": {"line": 3, "column": 18},
            "related": [{"path": "README.md", "line": 1, "column": 1, "message": "under this heading"}],
            "fix": {
                "safety": "safe",
                "edits": [
                    {
                        "start": {"line": 3, "column": 17},
                        "end": {"line": 3, "column": 17},
                        "text": "https://example.org",
                    }
                ],
            },
            "suggestion": "fill it in",
        }
    ]


def test_json_without_findings_is_an_empty_array() -> None:
    assert json.loads(reports.render("json", report())) == []


def test_json_relates_to_another_file_by_its_own_lines() -> None:
    one = FileReport(
        "a.md", Source("a.md", "x\n"), (finding(Span(0, 1), related=(Related(Span(4, 5), "", "b.md"),)),)
    )
    two = FileReport("b.md", Source("b.md", "1\n2\n3\n"), ())
    (record,) = json.loads(reports.render("json", Report((one, two))))
    assert record["related"] == [{"path": "b.md", "line": 3, "column": 1, "message": ""}]


def test_full_underlines_the_span_below_wide_characters_and_tabs() -> None:
    lines = reports.render("full", report(finding())).splitlines()
    assert lines[:4] == [
        "LK002 error: This link has no address [empty-link]",
        " → README.md:3:11",
        "3 │ - [漢字](u)    [bad]()",
        "  │                ^^^^^^^",
    ]
    # In a terminal each of the two characters takes two columns.
    assert lines[3].index("^") == lines[2].index("[bad]") + 2


def test_full_says_what_helps() -> None:
    assert "= help: --fix writes `https://example.org`" in reports.render("full", report(finding(fix=FIX)))
    unsafe = Fix(Safety.UNSAFE, (Edit(Span(BAD, BAD + 7), ""),))
    assert "= help: --fix --unsafe-fixes takes `[bad]()` away" in reports.render(
        "full", report(finding(fix=unsafe))
    )
    assert "= help: fill it in" in reports.render("full", report(finding(suggestion="fill it in")))
    assert "help" not in reports.render("full", report(finding()))


def test_full_shows_what_several_edits_make_of_the_span() -> None:
    start = finding().span.start
    closing = Edit(Span(start + 6, start + 6), "https://example.org")
    both = Fix(Safety.SAFE, (Edit(Span(start + 1, start + 4), "good"), closing))
    assert "= help: --fix writes `[good](https://example.org)`" in reports.render(
        "full", report(finding(fix=both))
    )


def test_full_shows_related_places() -> None:
    shown = reports.render("full", report(finding(related=(Related(Span(0, 6), "under this heading"),))))
    assert "= README.md:1:1: under this heading" in shown


def test_full_sums_up() -> None:
    findings = [finding(fix=FIX), finding(severity=Severity.WARNING), finding(severity=Severity.ADVICE)]
    shown = reports.render("full", report(*findings))
    assert shown.endswith(
        "Found 1 error, 1 warning and 1 piece of advice.\n1 can be mended safely: awesome-lint --fix\n"
    )
    assert "Found" not in reports.render("full", report(*findings, quiet=True))
    assert reports.render("full", report()) == "Nothing to report.\n"
    assert reports.render("full", report(quiet=True)) == ""


def test_full_folds_what_repeats_but_never_errors() -> None:
    many = [finding(code="AX003", severity=Severity.WARNING, message=f"no. {n}") for n in range(34)]
    shown = reports.render("full", report(*many))
    assert shown.count("AX003 warning") == 5
    assert "AX003: 29 more empty-link in README.md, from line 3 on" in shown
    assert "Found 34 warnings" in shown
    errors = [finding(message=f"no. {n}") for n in range(34)]
    assert reports.render("full", report(*errors)).count("LK002 error") == 34


def test_frames_may_be_ascii() -> None:
    assert reports.render("full", report(finding(), text="# L\n\n- x  [bad]()\n" * 2, ascii=True)).isascii()


def test_statistics_count_by_rule() -> None:
    counted = reports.statistics(
        report(finding(fix=FIX), finding(), finding(code="AX003", severity=Severity.WARNING))
    )
    assert [line.split() for line in counted.splitlines()] == [
        ["2", "LK002", "error", "[-]", "empty-link"],
        ["1", "AX003", "warning", "[", "]", "empty-link"],
    ]


@pytest.mark.parametrize("output_format", list(reports.FORMATS))
def test_hostile_text_is_never_printed_as_it_is(output_format: str) -> None:
    text = "\x1b]0;owned\x07[bad]()\u202e\n"
    shown = reports.render(
        output_format, report(finding(Span(0, len(text) - 1), message="about \x1b[2J\u202e"), text=text)
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@given(st.text(alphabet=st.sampled_from("ab漢🚀é\t\u202e\n "), max_size=60), st.data())
def test_the_carets_stand_below_the_line(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    room = data.draw(st.integers(40, 80))
    file = FileReport("README.md", Source("README.md", text), ())
    shown, carets = excerpt(file, Span(start, end), room, "…")
    assert "\n" not in shown
    assert carets.strip() == "^" * len(carets.strip())
    assert len(carets.strip()) >= 1
    assert len(carets) <= room + 1
