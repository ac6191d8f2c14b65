"""The reports: what each format prints of the same findings."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint import reports
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Fix, Related, Safety, Severity
from awesome_lint.linting import Visibility
from awesome_lint.linting.folding import ALSO
from awesome_lint.reports import FileReport, Report
from awesome_lint.reports.ansi import display_width
from awesome_lint.reports.excerpt import excerpt
from awesome_lint.reports.report import ReadCounts
from awesome_lint.source import Source
from awesome_lint.structs import replace

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
    assert (
        reports.render("concise", report(finding()))
        == "README.md:3:11: error: LK002 This link has no address\n"
    )
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


def helps(*edits: Edit, span: Span = MARKED, safety: Safety = Safety.SAFE, text: str = TEXT) -> str:
    """The help line for a fix."""
    shown = reports.render("full", report(finding(span, fix=Fix(safety, edits)), text=text, width=200))
    (line,) = [line for line in shown.splitlines() if "= help: " in line]
    return line.partition("= help: ")[2]


def test_full_shows_the_span_as_it_will_read() -> None:
    closing = Edit(Span(BAD + 6, BAD + 6), "https://example.org")
    assert helps(closing) == "--fix writes `[bad](https://example.org)`"
    assert (
        helps(Edit(Span(BAD + 1, BAD + 4), "good"), closing) == "--fix writes `[good](https://example.org)`"
    )
    assert helps(closing, span=Span(BAD, BAD + 1)) == "--fix writes `[bad](https://example.org`"


def test_full_says_of_each_kind_of_fix_what_applies_it() -> None:
    edit = Edit(Span(BAD + 1, BAD + 4), "good")
    assert helps(edit, safety=Safety.UNSAFE) == "--fix --unsafe-fixes writes `[good]()`"
    assert helps(edit, safety=Safety.DISPLAY) == "write `[good]()` (not applied automatically)"


def test_full_says_what_fixes_delete_insert_and_move() -> None:
    text = "# List\n\n- one  \n- two\n\n\n\n- three\n"
    two, blank = text.index("- two"), text.index("\n\n\n\n") + 2
    assert helps(Edit(MARKED, "")) == "--fix deletes `[bad]()`"
    space = Span(text.index("  \n"), text.index("  \n") + 2)
    assert helps(Edit(space, ""), span=space, text=text) == "--fix deletes this whitespace"
    assert helps(Edit(Span(blank, blank + 2), ""), span=Span(blank, blank + 2), text=text) == (
        "--fix deletes blank lines"
    )
    line = Span(two, two + 6)
    assert helps(Edit(line, ""), span=Span(two, two + 5), text=text) == "--fix deletes this line"
    moved = Edit(Span(8, 8), "- two\n")
    assert helps(Edit(line, ""), moved, span=Span(two, two + 5), text=text) == "--fix moves this to line 3"
    both = Edit(space, ""), Edit(Span(two, two + 2), "")
    assert helps(*both, span=space, text=text) == "--fix deletes this whitespace, and changes 1 more line"
    assert helps(Edit(Span(two, two), "\n"), span=line, text=text) == "--fix inserts a blank line"
    end = Span(len(text), len(text))
    assert helps(Edit(end, "\n"), span=end, text=text) == "--fix adds a line end"
    assert helps(Edit(Span(2, 6), "Lists"), span=Span(two, two + 5), text=text) == "--fix changes line 1"
    after = Edit(Span(two - 1, two - 1), "\n- three halves")
    three = text.index("- three")
    assert helps(after, span=Span(three, three + 7), text=text) == "--fix inserts a line after line 3"
    new, gone = Edit(Span(two, two), "\n"), Edit(Span(two + 6, two + 7), "")
    assert helps(new, gone, span=Span(three, three + 7), text=text) == (
        "--fix inserts a blank line after line 3, and changes 1 more line"
    )


def test_full_says_that_a_line_break_is_deleted() -> None:
    text = "# List\n\n- [one](https://one.example\n)\n"
    start = text.index("\n)")
    line_break = Span(start, start + 1)
    assert helps(Edit(line_break, ""), span=line_break, text=text) == "--fix deletes this line break"


def test_full_says_what_format_applies() -> None:
    found = replace(finding(fix=Fix(Safety.DISPLAY, (Edit(Span(BAD + 1, BAD + 4), "good"),))), code="EN013")
    assert "= help: `awesome-lint format` writes `[good]()`" in reports.render("full", report(found))


def test_full_shows_of_a_long_span_the_part_that_changes() -> None:
    text = f"- {'some words ' * 10}whch {'more words ' * 10}\n"
    at = text.index("whch")
    shown = helps(Edit(Span(at, at + 4), "which"), span=Span(2, len(text) - 1), text=text)
    assert shown == "--fix writes `… some words some words which more words more words …`"


def test_full_shows_a_suggestion_where_there_is_no_fix() -> None:
    assert "= help: fill it in" in reports.render("full", report(finding(suggestion="fill it in")))
    assert "help" not in reports.render("full", report(finding()))


def test_full_shows_related_places() -> None:
    shown = reports.render("full", report(finding(related=(Related(Span(0, 6), "under this heading"),))))
    assert "  = line 1: under this heading\n" in shown
    same_line = reports.render("full", report(finding(related=(Related(Span(8, 10), "this entry"),))))
    assert "  = column 1: this entry\n" in same_line


def test_full_shows_the_places_of_a_habit_in_one_line() -> None:
    text = "x\n" * 20
    places = tuple(Related(Span(2 * line, 2 * line + 1), ALSO) for line in range(1, 18))
    few = reports.render("full", report(finding(Span(0, 1), related=places[:2]), text=text))
    assert "= also on lines 2, 3\n" in few
    reference = Related(Span(30, 31), "it belongs after this one")
    mixed = reports.render("full", report(finding(Span(0, 1), related=(reference, places[0])), text=text))
    assert "= also on line 2\n" in mixed
    many = reports.render("full", report(finding(Span(0, 1), related=places), text=text))
    assert "= also on lines 2, 3, 4, 5, 6, 7, 8, 9 and 9 more\n" in many


def test_full_wraps_what_it_says_at_the_width_with_a_hanging_indent() -> None:
    long = finding(message="a word " * 30 + "汉" * 60, suggestion="another word " * 20)
    lines = reports.render("full", report(long, width=80, quiet=True)).splitlines()
    assert all(display_width(line) <= 80 for line in lines)
    assert lines[1].startswith("  word a")
    assert {line[:4] for line in lines if "another word" in line} == {"  = ", "    "}
    colored = reports.render("full", report(long, width=80, quiet=True, color=True))
    assert re.sub(r"\x1b\[\d+m", "", colored).splitlines() == lines


def test_full_sums_up() -> None:
    findings = [finding(fix=FIX), finding(severity=Severity.WARNING), finding(severity=Severity.ADVICE)]
    shown = reports.render("full", report(*findings, command=("README.md",)))
    assert shown.endswith(
        "Found 1 error and 1 warning.\n"
        "1 safe fix available: `awesome-lint --fix README.md`\n"
        "1 advice: `awesome-lint --advice README.md`\n"
    )
    assert "Found" not in reports.render("full", report(*findings, quiet=True))
    assert reports.render("full", report()) == "Nothing to report.\n"
    assert reports.render("full", report(quiet=True)) == ""


def test_the_summary_promises_nothing_that_was_tried_already() -> None:
    unsafe = finding(fix=Fix(Safety.UNSAFE, FIX.edits))
    both = report(finding(fix=FIX), unsafe, command=("a b.md",), options=("--diff-base=main", "--select=LK"))
    commands = re.findall("`(.*)`", reports.render("full", both).partition("Found")[2])
    assert commands == [
        "awesome-lint --fix --diff-base=main --select=LK 'a b.md'",
        "awesome-lint --diff --unsafe-fixes --diff-base=main --select=LK 'a b.md'",
    ]
    assert "available" in reports.render("full", replace(both, fixed=Safety.SAFE))
    assert "1 safe" not in reports.render("full", replace(both, fixed=Safety.SAFE))
    assert "available" not in reports.render("full", replace(both, fixed=Safety.UNSAFE))


def read(reading: ReadCounts, *findings: Finding) -> str:
    """The last line about a file of which this was read."""
    (file,) = report(*findings).files
    return reports.render("full", Report((replace(file, reading=reading),)))


def test_the_last_line_says_what_was_read() -> None:
    assert read(ReadCounts(900, 412, 31, 31)) == (
        "Nothing to report.\n412 entries in 31 sections; 31 links outside entries\n"
    )
    assert read(ReadCounts(9, 1, 1, 0)).endswith("\n1 entry in 1 section\n")
    assert read(ReadCounts(30, 15, 2, 0, 9)).endswith("\n15 entries in 2 sections; 9 items without a link\n")
    assert read(ReadCounts(30, 4, 2, 2, 9)).endswith(
        "in the 30 lines of README.md; 2 links outside entries; 9 items without a link, not checked as entries.\n"
    )
    assert read(ReadCounts(900, 2, 31, 31, changed=7)).endswith("\n2 entries on 7 changed lines\n")


def test_a_file_of_which_little_was_read_is_not_called_clean() -> None:
    assert read(ReadCounts(1123, 5, 3, 431)) == (
        "Only 5 entries found in the 1123 lines of README.md; 431 links outside entries, not checked as entries.\n"
    )
    assert read(ReadCounts(40, 0, 0, 0)) == "No entries found in the 40 lines of README.md.\n"
    assert read(ReadCounts(40, 0, 0, 0, kind="restructured")) == (
        "No entries found in the 40 lines of README.md. It is written in reStructuredText; only Markdown is read.\n"
    )
    assert "Found 1 error.\nOnly 5 entries" in read(ReadCounts(1123, 5, 3, 431), finding())


def test_errors_come_first_and_advice_only_when_asked_for() -> None:
    mixed = report(
        finding(code="EN001", severity=Severity.ADVICE),
        finding(severity=Severity.WARNING),
        finding(code="LK001"),
    )
    (file,) = mixed.files

    def codes(output_format: str, **how: Any) -> list[str]:
        shown = Report((replace(file, visibility=Visibility(**how)),))
        return re.findall("EN001|LK00[12]", reports.render(output_format, shown))

    for output_format in ("concise", "full", "github"):
        assert codes(output_format) == ["LK001", "LK002"]
        assert codes(output_format, advice=True) == ["LK001", "LK002", "EN001"]
        assert codes(output_format, named=frozenset({"EN001"})) == ["LK001", "LK002", "EN001"]
    assert "EN001" not in reports.render("markdown", mixed)
    assert "EN001" not in reports.statistics("full", mixed)
    assert codes("json") == ["EN001", "LK002", "LK001"]
    for output_format in ("sarif", "rdjson"):
        assert "EN001" in codes(output_format)


def test_text_reports_list_ten_findings_of_a_rule_and_count_the_rest() -> None:
    many = [finding(message=f"no. {n}") for n in range(34)]
    shown = reports.render("full", report(*many, command=("README.md",), options=("--select=LK",)))
    assert shown.count("LK002 error") == 10
    assert "\nand 24 more LK002 (empty-link): `awesome-lint --select LK002 README.md`\n" in shown
    assert "Found 34 errors" in shown
    assert len(reports.render("concise", report(*many)).splitlines()) == 11
    for output_format in ("full", "concise"):
        assert reports.render(output_format, report(*many, show_all=True)).count("no. ") == 34
        (file,) = report(*many).files
        named = replace(file, visibility=Visibility(named=frozenset({"LK002"})))
        assert reports.render(output_format, Report((named,))).count("no. ") == 34
    for output_format in ("json", "sarif", "rdjson", "github"):
        assert reports.render(output_format, report(*many)).count("no. ") == 34


def test_concise_marks_what_can_be_fixed() -> None:
    assert reports.render("concise", report(finding(fix=FIX))) == (
        "README.md:3:11: error: LK002 [*] This link has no address\n"
    )


def test_frames_may_be_ascii() -> None:
    assert reports.render("full", report(finding(), text="# L\n\n- x  [bad]()\n" * 2, ascii=True)).isascii()


def test_statistics_count_by_rule() -> None:
    counted = reports.statistics(
        "full", report(finding(fix=FIX), finding(), finding(code="AX003", severity=Severity.WARNING))
    )
    assert [line.split() for line in counted.splitlines()] == [
        ["2", "LK002", "error", "[-]", "empty-link"],
        ["1", "AX003", "warning", "[", "]", "empty-link"],
        ["[*]", "all", "have", "a", "safe", "fix,", "[-]", "some", "have"],
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
