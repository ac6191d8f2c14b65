"""DU001 to DU003: works, titles and pages that occur more than once."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.findings import Finding, Safety, Severity
from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.linting.changes import mirror_finding
from awesome_lint.linting.folding import fold_habits
from awesome_lint.settings import Settings

ARXIV = "https://arxiv.org"
SILK = "A Treatise on Weaving Silk by Cards"
ENGINE = "Notes on the Analytical Engine"
STUFF = ("Silk", "Wool", "Flax")


def settings(code: str) -> Settings:
    return Settings(today=date(2026, 1, 1), select=(code,), fixable=(code,))


def found(code: str, *lines: str) -> list[Finding]:
    text = "# List\n\n" + "\n".join(lines) + "\n"
    return list(lint(text, "README.md", settings(code)).findings)


def fixed(code: str, *lines: str, unsafe: bool = False) -> list[str]:
    text = "# List\n\n" + "\n".join(lines) + "\n"
    return fix_text(text, "README.md", settings(code), unsafe=unsafe).text.removesuffix("\n").split("\n")[2:]


# --- DU001: what is the same ---------------------------------------------------------------------------


@pytest.mark.parametrize(("label", "severity"), [("silk", Severity.ERROR), ("wool", Severity.ADVICE)])
def test_a_blog_with_one_title_is_listed_twice_if_its_link_is_the_same(
    label: str, severity: Severity
) -> None:
    blog = "- How to Weave Fine Silk at Home [[Blog]](https://blog.example.org/{})"
    (finding,) = found(
        "DU001", blog.format("silk"), f"- [{ENGINE}]({ARXIV}/abs/2201.04321)", blog.format(label) + " (2024)"
    )
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"[{SILK}]({ARXIV}/abs/2305.11234)", f"[{SILK}]({ARXIV}/pdf/2305.11234v2.pdf)"),
        (f"[{SILK}](https://doi.org/10.1000/182)", f"[{SILK}](https://dx.doi.org/10.1000/182)"),
        (
            f"[{SILK}](https://openreview.net/forum?id=abcDEF1234)",
            f"[{SILK}](https://openreview.net/pdf?id=abcDEF1234)",
        ),
        (f"[{SILK}](http://www.example.org/silk/)", f"[{SILK}](https://example.org/silk)"),
        (
            f"[{SILK}](https://doi.org/10.18653/v1/2023.acl-long.17)",
            f"[{SILK}](https://aclanthology.org/2023.acl-long.17/)",
        ),
        (f"[{SILK}]({ARXIV}/abs/2305.11234)", f"[{SILK.upper()}](https://example.org/silk.pdf)"),
        ("[Loom](https://github.com/jacquard/loom)", "[loom](https://github.com/jacquard/loom.git)"),
    ],
)
def test_one_work_in_two_forms_is_an_error_under_one_heading(one: str, other: str) -> None:
    (finding,) = found("DU001", f"- {one}", f"- [{ENGINE}]({ARXIV}/abs/2201.04321)", f"- {other}")
    assert finding.severity is Severity.ERROR
    assert finding.related


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"[{SILK}, Part 1]({ARXIV}/abs/2305.11234)", f"[{SILK}, Part 2]({ARXIV}/abs/2305.11235)"),
        ("[Slides](https://example.org/a.pdf)", "[Slides](https://example.org/b.pdf)"),
        ("[Loom](https://github.com/jacquard/loom)", "[Loom](https://github.com/byron/loom)"),
    ],
)
def test_different_works(one: str, other: str) -> None:
    assert not found("DU001", f"- {one}", f"- {other}")


def test_one_title_with_two_ids_is_no_duplicate() -> None:
    lines = [f"- [{SILK}]({ARXIV}/abs/2305.11234)", f"- [{SILK}]({ARXIV}/abs/2306.04321)"]
    assert not found("DU001", *lines)


def test_courses_of_one_title_are_advice() -> None:
    (finding,) = found(
        "DU001",
        "- [Weaving for Beginners and Others](https://example.org/course)",
        "- [Weaving for Beginners and Others](https://example.net/lectures)",
    )
    assert finding.severity is Severity.ADVICE


def test_two_models_of_one_paper_are_advice() -> None:
    rows = [f"| Loom-{size} | {SILK} | [paper]({ARXIV}/abs/2305.11234) |" for size in ("7B", "13B")]
    (finding,) = found("DU001", "| Model | Title | Paper |", "| --- | --- | --- |", *rows)
    assert finding.severity is Severity.ADVICE
    assert finding.fix is None


def test_rows_with_different_summaries_are_duplicates() -> None:
    rows = [
        f"| [{SILK}]({ARXIV}/abs/2305.11234) | This paper introduces {what} for cloth that looms weave. |"
        for what in ("a framework", "a new framework")
    ]
    (finding,) = found("DU001", "| Paper | Summary |", "| --- | --- |", *rows)
    assert finding.severity is Severity.ERROR


def test_a_place_in_a_file_is_not_another_place_in_it() -> None:
    page = "https://github.com/jacquard/books/blob/main/list.md"
    assert not found("DU001", f"- [Free Silk Books]({page}#silk)", f"- [Free Silks Books]({page}#silks)")


@pytest.mark.parametrize(("note", "severity"), [("a leak", Severity.ADVICE), ("the weights", Severity.ERROR)])
def test_a_paper_that_is_listed_for_two_things_in_it(note: str, severity: Severity) -> None:
    line = f"- [{SILK}]({ARXIV}/abs/2305.11234)"
    lines = [line, "  - **Attack**: a query", "  - **Gain**: the weights", line, "  - **Attack**: a filter"]
    lines.append(f"  - **Gain**: {note}")
    (finding,) = found("DU001", *lines)
    assert finding.severity is severity


@pytest.mark.parametrize(("data", "severity"), [("h", Severity.ADVICE), ("l", Severity.ERROR)])
def test_two_data_sets_of_one_paper_are_not_one_entry(data: str, severity: Severity) -> None:
    line = "- {} [[paper]](https://example.org/cards.pdf) [[data]](https://cards.example.org/{})"
    others = [f"- {title} [[paper]]({ARXIV}/abs/2401.0000{n})" for n, title in enumerate((SILK, ENGINE))]
    lines = [*others, line.format("Cards_old_100", "l"), line.format("Cards_new_100", data)]
    (finding,) = found("DU001", *lines)
    assert finding.severity is severity


# --- DU001: where ------------------------------------------------------------------------------------


def under(*titles: str) -> list[str]:
    lines: list[str] = []
    for number, heading in enumerate(titles):
        lines += [
            f"## {heading}",
            "",
            f"- [{SILK}]({ARXIV}/abs/2305.11234)",
            f"- [Another One, {number}](https://example.org/{number})",
            "",
        ]
    return lines


def test_another_topic_is_advice_without_fix() -> None:
    (finding,) = found("DU001", *under("Weaving", "Cards"))
    assert finding.severity is Severity.ADVICE
    assert finding.fix is None
    assert "Weaving" in finding.related[0].message
    other = mirror_finding(finding)
    assert other is not None
    assert (finding.message, other.message) == tuple(
        f"Duplicate of line {line} in another section: same arXiv id 2305.11234" for line in (5, 10)
    )


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ("2023", "2024", Severity.WARNING),
        ("CVPR 2023", "ICCV 2023", Severity.WARNING),
        ("By topic", "By date", Severity.ADVICE),
        ("arXiv", "CVPR 2023", Severity.ADVICE),
        ("Data sets", "2023", Severity.ADVICE),
    ],
)
def test_headings_that_exclude_each_other(one: str, other: str, severity: Severity) -> None:
    lines: list[str] = []
    for heading in (one, other):
        lines += [f"## {heading}", ""]
        lines += [
            f"- [A Treatise on {what} in Its Many Forms]({ARXIV}/abs/2305.0{n}234)"
            for n, what in enumerate(STUFF)
        ]
        lines += [""]
    assert {finding.severity for finding in found("DU001", *lines)} == {severity}


def test_names_and_other_forms_are_advice_under_another_heading() -> None:
    for one, other in (
        ("- [Lyon](https://loom.example.org)", "- [Lyon](https://loom.example.org)"),
        (
            f"- [{SILK}]({ARXIV}/abs/2305.11234)",
            f"| Paper | Year |\n| --- | --- |\n| [{SILK}]({ARXIV}/abs/2305.11234) | 2023 |",
        ),
        (
            f"- [{SILK}]({ARXIV}/abs/2305.11234)",
            f"- [Silk by Cards, a Treatise on Weaving]({ARXIV}/abs/2305.11234)",
        ),
    ):
        for finding in found("DU001", "## Weaving", "", one, "", "## Cards", "", other):
            assert finding.severity is Severity.ADVICE


def test_a_list_with_works_under_several_headings_gets_one_advice() -> None:
    works = [
        (f"A Treatise on {what} in Its Many Forms", f"2305.0{n}234")
        for n, what in enumerate(("Silk", "Wool", "Flax"))
    ]
    lines: list[str] = []
    for heading in ("By Material", "By Year"):
        lines += [f"## {heading}", "", *(f"- [{title}]({ARXIV}/abs/{ident})" for title, ident in works), ""]
    findings = found("DU001", *lines)
    assert [finding.severity for finding in findings] == [Severity.ADVICE] * 3
    (folded,) = fold_habits(findings)
    assert folded.message == "3 entries repeat a work of another section"
    assert len(folded.related) == 5


def test_a_topic_in_bold_begins_another_list() -> None:
    lines = [
        "**Weaving**",
        "",
        f"- [{SILK}]({ARXIV}/abs/2305.11234)",
        "",
        "**Cards**",
        "",
        f"- [{SILK}]({ARXIV}/abs/2305.11234)",
    ]
    (finding,) = found("DU001", *lines)
    assert finding.severity is Severity.ADVICE
    assert finding.fix is None
    (finding,) = found("DU001", *lines[:-1], f"- [{SILK}]({ARXIV}/pdf/2305.11234)")
    assert finding.severity is Severity.WARNING


# --- DU001: fixes ------------------------------------------------------------------------------------


def test_a_copy_is_removed_with_its_blank_line() -> None:
    copy = [f"- [{SILK}]({ARXIV}/abs/2305.11234) (May 2023)", "  [[code](https://github.com/jacquard/loom)]"]
    lines = [*copy, "", f"- [{ENGINE}]({ARXIV}/abs/2201.04321)", "", *copy, "", "## Next", "", "Words."]
    (finding,) = found("DU001", *lines)
    assert finding.fix is not None
    assert finding.fix.safety is Safety.SAFE
    assert fixed("DU001", *lines) == [
        *copy,
        "",
        f"- [{ENGINE}]({ARXIV}/abs/2201.04321)",
        "",
        "## Next",
        "",
        "Words.",
    ]


def test_a_row_is_removed_alone() -> None:
    row = f"| [{SILK}]({ARXIV}/abs/2305.11234) | 2023 |"
    lines = ["| Title | Year |", "| --- | --- |", row, f"| [{ENGINE}]({ARXIV}/abs/2201.04321) | 2022 |", row]
    assert fixed("DU001", *lines) == lines[:4]


def test_an_entry_is_removed_where_the_other_one_has_all_its_links() -> None:
    lines = [
        f"- [{SILK}]({ARXIV}/abs/2305.11234) (May 2023)",
        "  [[code](https://github.com/jacquard/loom)]",
        f"- [{ENGINE}]({ARXIV}/abs/2201.04321) (Jan 2022)",
        f"- [{SILK}]({ARXIV}/abs/2305.11234) (Sep 2023)",
    ]
    (finding,) = found("DU001", *lines)
    assert "keep line 3" in finding.message
    assert finding.fix is not None
    assert finding.fix.safety is Safety.UNSAFE
    assert fixed("DU001", *lines) == lines
    assert fixed("DU001", *lines, unsafe=True) == lines[:3]
    lines[-1] += " [[project](https://jacquard.github.io/silk)]"
    (finding,) = found("DU001", *lines)
    assert finding.fix is None


@pytest.mark.parametrize("between", ["> [!TIP]\n> New:\n>\n> {0}\n\n{0}", "{0}\n\nMore of them:\n\n{0}"])
def test_copies_in_two_lists_are_not_removed(between: str) -> None:
    """A highlight in a block of its own stays."""
    text = between.format(f"- [{SILK}]({ARXIV}/abs/2305.11234)")
    for finding in found("DU001", text):
        assert finding.fix is None or finding.fix.safety is not Safety.SAFE
    assert fixed("DU001", text) == text.split("\n")


def test_entries_with_different_words_have_no_fix() -> None:
    lines = [
        f"- [{SILK}]({ARXIV}/abs/2305.11234) (ICLR 2024) with a loom from Lyon",
        f"- [{SILK}]({ARXIV}/abs/2305.11234) (NeurIPS 2023) woven by hand",
    ]
    (finding,) = found("DU001", *lines)
    assert finding.fix is None


# --- DU002 -------------------------------------------------------------------------------------------


def test_a_typing_error_in_a_title_is_advice_and_a_duplicate_is_reported_once() -> None:
    slip = SILK.replace("Weaving", "Weavng")
    (finding,) = found(
        "DU002", f"- [{SILK}]({ARXIV}/abs/2305.11234)", f"- [{slip}](https://example.org/silk.pdf)"
    )
    assert finding.severity is Severity.ADVICE
    assert not found("DU002", f"- [{SILK}]({ARXIV}/abs/2305.11234)", f"- [{slip}]({ARXIV}/abs/2305.11234)")


# --- DU003 -------------------------------------------------------------------------------------------

LOOM = f"- [Loom: {SILK}]({ARXIV}/abs/2305.11234) [[code](https://github.com/jacquard/loom)]"


def test_a_page_that_was_copied_with_the_entry() -> None:
    other = f"- [Engine: {ENGINE}]({ARXIV}/abs/2201.04321) [[code](https://github.com/byron/engine)] [[project](https://loom.example.org)]"
    loom = f"{LOOM} [[project](https://loom.example.org)]"
    for lines in ((loom, other), (other, loom)):
        (finding,) = found("DU003", *lines)
        assert finding.severity is Severity.WARNING
        assert "“Engine" in finding.message.partition(" and ")[0]


def test_a_group_may_share_its_repository() -> None:
    (finding,) = found(
        "DU003", LOOM, f"- [{ENGINE}]({ARXIV}/abs/2201.04321) [[code](https://github.com/jacquard/loom)]"
    )
    assert finding.severity is Severity.ADVICE


@pytest.mark.parametrize(
    "other",
    [
        f"- [Loom-XL: {ENGINE}]({ARXIV}/abs/2201.04321) [[code](https://github.com/jacquard/loom)]",
        f"- [Loom: {SILK}](https://example.org/loom.pdf) [[code](https://github.com/jacquard/loom)]",
        f"- [{ENGINE}]({ARXIV}/abs/2201.04321)\n  - Env: [loom](https://github.com/jacquard/loom)",
    ],
)
def test_series_one_work_and_environments_may_share_pages(other: str) -> None:
    assert not found("DU003", LOOM, other)


def test_the_lists_own_repository_is_no_resource() -> None:
    assert not found(
        "DU003",
        "Fork [us](https://github.com/jacquard/loom).",
        "",
        LOOM,
        f"- [{ENGINE}]({ARXIV}/abs/2201.04321) [[code](https://github.com/jacquard/loom)]",
    )


# --- Lists that are odd through and through ------------------------------------------------------------


def test_a_survey_that_every_entry_links_is_no_copied_id() -> None:
    lines = [f"- [The {n}th Way of Weaving Silk Ribbons]({ARXIV}/abs/2305.11234)" for n in range(200)]
    assert not found("AX004", *lines)


def test_copies_under_many_headings_are_all_reported() -> None:
    lines: list[str] = []
    for n in range(300):
        lines += [f"## Topic {n}", "", f"- [{SILK}]({ARXIV}/abs/2305.11234)", ""]
    findings = found("DU001", *lines)
    assert len(findings) == 299
    assert {finding.severity for finding in findings} == {Severity.ADVICE}
    assert len(fold_habits(findings)) == 1


def test_an_entry_that_holds_others_is_not_removed() -> None:
    entry = [f"- [{SILK}]({ARXIV}/abs/2305.11234)", f"  - [{ENGINE}]({ARXIV}/abs/2201.04321)"]
    text = [*entry, *entry]
    for line in fixed("DU001", *text):
        assert line in entry
    assert set(fixed("DU001", *text)) == set(entry)


@pytest.mark.parametrize(("said", "merged"), [("", True), (" with unpublished measurements", False)])
def test_lines_of_one_paragraph_are_compared_by_their_own_words(said: str, merged: bool) -> None:
    (finding,) = found(
        "DU001",
        f"**{SILK}** [[paper]]({ARXIV}/abs/2305.11234) [[code]](https://github.com/o/silk)  ",
        f"**{ENGINE}** [[paper]]({ARXIV}/abs/2201.04321)  ",
        f"**A History of Looms in the North** [[paper]]({ARXIV}/abs/2201.04322)  ",
        f"**{SILK}** [[paper]]({ARXIV}/abs/2305.11234){said}  ",
    )
    assert (finding.fix is not None) == merged


def test_a_title_with_a_name_before_it_is_no_other_title() -> None:
    (finding,) = found(
        "DU001",
        "## Looms",
        "",
        f'- <u>Loom</u>: **"{SILK}"** [[Paper]({ARXIV}/abs/2305.11234)]',
        "",
        "## Cards",
        "",
        f'- **"{SILK}"** [[Paper]({ARXIV}/abs/2305.11234)]',
    )
    assert finding.habit is not None or finding.severity is Severity.ADVICE


def test_the_entry_that_names_the_venue_stays() -> None:
    (finding,) = found(
        "DU001",
        f"- [{SILK}]({ARXIV}/pdf/2305.11234), ACM MM 2024",
        f"- [{SILK}]({ARXIV}/abs/2305.11234), arXiv 2024",
    )
    assert finding.message.endswith("keep line 3: it names the venue")


def test_two_papers_with_one_page_where_the_url_has_the_name_of_neither() -> None:
    (finding,) = found(
        "DU003",
        f"- [{SILK}](https://proceedings.mlr.press/v97/du19c/du19c.pdf)",
        f"- [{ENGINE} of Old](https://proceedings.mlr.press/v97/du19c/du19c.pdf)",
    )
    assert finding.message.endswith("correct the link that is wrong")


def test_a_highlight_in_an_alert_is_advice_and_the_entry_of_the_list_stays() -> None:
    lines = ["> [!TIP]", f"> - [{SILK}]({ARXIV}/abs/2305.11234)", "", f"- [{SILK}]({ARXIV}/abs/2305.11234)"]
    (finding,) = found("DU001", *lines)
    assert finding.severity is Severity.ADVICE
    assert fixed("DU001", *lines, unsafe=True) == lines


def test_two_talks_of_one_title_are_advice() -> None:
    papers = [f"- [{SILK} of Kind {n}]({ARXIV}/abs/2305.0123{n})" for n in range(5)]
    talks = [
        "- [How to Write a Paper on Weaving](https://slides.example.org/weaving)",
        "- [How to Write a Paper on Weaving](https://talks.example.net/weaving.pptx)",
    ]
    (finding,) = found("DU001", *papers, *talks)
    assert finding.severity is Severity.ADVICE


def test_a_highlight_in_a_quote_within_an_item_is_advice() -> None:
    entry = f"- [{SILK}]({ARXIV}/abs/2305.11234)"
    (finding,) = found("DU001", f"- > {entry}", f"- [{ENGINE}]({ARXIV}/abs/2201.04321)", entry)
    assert finding.severity is Severity.ADVICE
