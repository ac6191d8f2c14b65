"""AX001 to AX004: addresses, ids and dates of arXiv papers."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.findings import Finding, Safety, Severity
from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.linting.changes import mirror_finding
from awesome_lint.linting.folding import fold_habits
from awesome_lint.settings import Settings
from awesome_lint.structs import replace

ARXIV = "https://arxiv.org"
BADGE = "[![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)]"


def settings(code: str) -> Settings:
    return Settings(today=date(2026, 1, 1), select=(code,), fixable=(code,))


def found(code: str, *lines: str) -> list[Finding]:
    text = "# List\n\n" + "\n".join(lines) + "\n"
    return list(lint(text, "README.md", settings(code)).findings)


def fixed(code: str, *lines: str, unsafe: bool = False) -> list[str]:
    text = "# List\n\n" + "\n".join(lines) + "\n"
    return fix_text(text, "README.md", settings(code), unsafe=unsafe).text.rstrip("\n").split("\n")[2:]


def abstracts(count: int) -> list[str]:
    names = (
        "Weaving Silk",
        "Counting Cards",
        "Turning Wheels",
        "Carding Wool",
        "Dyeing Linen",
        "Spinning Hemp",
    )
    return [f"- [A Treatise on {names[n]}]({ARXIV}/abs/2402.0{n}234)" for n in range(count)]


# --- AX001 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "right", "severity"),
    [
        ("http://arxiv.org/abs/2402.11234", "https://arxiv.org/abs/2402.11234", "advice"),
        ("https://www.arxiv.org/abs/2402.11234", "https://arxiv.org/abs/2402.11234", "advice"),
        ("https://arxiv.org/abs//2402.11234", "https://arxiv.org/abs/2402.11234", "warning"),
        ("https://arxiv.org/abs/2402.11234.pdf", "https://arxiv.org/abs/2402.11234", "warning"),
        ("https://arxiv.org/abs/2402.11234v2.pdf", "https://arxiv.org/abs/2402.11234v2", "warning"),
        ("https://arxiv.org/abs/2402.11234?", "https://arxiv.org/abs/2402.11234", "warning"),
        ("https://arxiv.org/2402.11234", "https://arxiv.org/abs/2402.11234", "warning"),
        ("http://arxiv.org/abs/2402.11234v2", "https://arxiv.org/abs/2402.11234v2", "advice"),
        ("http://arxiv.org/abs/hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001", "advice"),
        (
            "http://arxiv.org/pdf/2402.11234v1.pdf#page=3",
            "https://arxiv.org/pdf/2402.11234v1.pdf#page=3",
            "advice",
        ),
    ],
)
def test_an_odd_url_is_fixed_in_its_own_form(written: str, right: str, severity: str) -> None:
    (finding,) = found("AX001", f"See [this]({written}) first.")
    assert finding.severity == severity
    assert finding.fix is not None
    assert finding.fix.safety is Safety.SAFE
    assert fixed("AX001", f"See [this]({written}) first.") == [f"See [this]({right}) first."]


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/list/cs.LG/recent",
        "https://arxiv.org/pdf/2402.11234",
        "https://arxiv.org/abs/2402.112345678",
        "https://ar5iv.org/abs/2402.11234",
        "arxiv.org/abs/2402.11234",
    ],
)
def test_urls_that_other_rules_report_or_none(address: str) -> None:
    assert not found("AX001", f"See [this]({address}) first.")


def many_abstracts(count: int) -> list[str]:
    return [f"- [A Treatise on Thread {n}]({ARXIV}/abs/2402.0{n:02d}34)" for n in range(count)]


def test_a_pdf_among_abstracts_is_a_warning_unless_it_says_pdf() -> None:
    lines = [
        *many_abstracts(20),
        f"- [On Looms]({ARXIV}/pdf/2402.71234) {BADGE}({ARXIV}/pdf/2402.71234)",
        f"- [On Knots]({ARXIV}/abs/2402.81234) [[PDF]({ARXIV}/pdf/2402.81234)]",
    ]
    (finding,) = found("AX001", *lines)
    assert (finding.severity, "21 of 22 comparable entries" in finding.message) == (Severity.WARNING, True)
    assert len(finding.related) == 1
    after = fixed("AX001", *lines)
    assert after[20] == f"- [On Looms]({ARXIV}/abs/2402.71234) {BADGE}({ARXIV}/abs/2402.71234)"
    assert after[21] == lines[21]


def test_pdfs_in_a_row_are_shown_only() -> None:
    lines = [
        *many_abstracts(40),
        f"- [On Looms]({ARXIV}/pdf/2402.71234)",
        f"- [On Knots]({ARXIV}/pdf/2402.81234)",
    ]
    assert len(found("AX001", *lines)) == 2
    assert fixed("AX001", *lines) == lines


def test_pdfs_in_a_list_that_mostly_links_abstracts_are_one_advice() -> None:
    lines = [*many_abstracts(9), *(line.replace("/abs/", "/pdf/") for line in many_abstracts(13)[9:])]
    findings = found("AX001", *lines)
    assert [finding.severity for finding in findings] == [Severity.ADVICE] * 4
    assert {finding.habit.above for finding in findings if finding.habit} == {0}
    assert fixed("AX001", *lines) == lines
    assert not found("AX001", *(line.replace("/abs/", "/pdf/") for line in lines[:4]), *lines[:6])


@pytest.mark.parametrize(
    "link",
    [
        f"[Looms, see the proof]({ARXIV}/pdf/2402.71234#page=7)",
        f"[Looms]({ARXIV}/pdf/2402.71234v2.pdf#section.3)",
        f"[Looms](https://looms.example) [[arXiv]({ARXIV}/pdf/2402.71234)]",
        f"[Looms](https://looms.example) [[PDF]({ARXIV}/pdf/2402.71234)]",
    ],
)
def test_a_link_that_says_where_it_leads_is_left_alone(link: str) -> None:
    assert not found("AX001", *many_abstracts(12), f"- {link}")


def test_a_pinned_form_is_exact() -> None:
    lines = [f"- [A Treatise on Thread {n}]({ARXIV}/pdf/2402.0{n:02d}34.pdf)" for n in range(6)]
    text = "# List\n\n" + "\n".join(lines) + "\n"
    pinned = replace(settings("AX001"), style={"arxiv_link": "pdf"})
    findings = lint(text, "README.md", pinned).findings
    assert [finding.severity for finding in findings] == [Severity.WARNING] * 6
    assert fix_text(text, "README.md", pinned, unsafe=False).text == text.replace(".pdf)", ")")


def test_a_list_of_pdfs_is_valid() -> None:
    assert not found("AX001", *(line.replace("/abs/", "/pdf/") for line in abstracts(6)))


def test_one_version_has_an_unsafe_fix_and_many_are_a_habit() -> None:
    lines = [*abstracts(6), f"- [On Looms and Their Keepers]({ARXIV}/abs/2402.71234v3)"]
    (finding,) = found("AX001", *lines)
    assert finding.fix is not None
    assert (finding.severity, finding.fix.safety) == (Severity.ADVICE, Safety.UNSAFE)
    assert fixed("AX001", *lines) == lines
    assert fixed("AX001", *lines, unsafe=True)[6] == lines[6].replace("v3", "")
    assert not found("AX001", *(line.replace("234)", "234v1)") for line in abstracts(6)))


def test_http_is_one_advice_with_one_fix() -> None:
    lines = [line.replace("https:", "http:") for line in abstracts(6)]
    findings = found("AX001", *lines)
    assert {finding.severity for finding in findings} == {Severity.ADVICE}
    (folded,) = fold_habits(findings)
    assert folded.message.startswith("6 URLs")
    assert fixed("AX001", *lines) == abstracts(6)


# --- AX002 -------------------------------------------------------------------------------------------


def test_an_id_of_title_and_badge_is_one_finding() -> None:
    (finding,) = found("AX002", f"- [On Looms]({ARXIV}/abs/2413.01234) {BADGE}({ARXIV}/abs/2413.01234)")
    assert finding.severity is Severity.ERROR
    assert len(finding.related) == 1
    assert finding.span.end - finding.span.start == len("2413.01234")


def test_the_next_month_has_ids_in_a_months_last_days() -> None:
    text = f"# List\n\n- [On Looms]({ARXIV}/abs/2602.00012)\n"
    for day, expected in ((20, 1), (30, 0)):
        linted = lint(text, "README.md", Settings(today=date(2026, 1, day), select=("AX002",)))
        assert len(linted.findings) == expected


# --- AX003 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "severity", "after"),
    [
        ("(Mar. 2024)", Severity.WARNING, "(May. 2024)"),
        ("(May. 2023)", Severity.WARNING, "(May. 2024)"),
        ("(2024.03)", Severity.WARNING, "(2024.05)"),
        ("(March, 2024)", Severity.WARNING, "(May, 2024)"),
        ("(Jun. 2024)", Severity.ADVICE, "(May. 2024)"),
        ("(Apr. 2024)", Severity.ADVICE, None),
        ("(2024-03-07)", Severity.ADVICE, None),
        ("(2024-01-07)", Severity.WARNING, None),
        ("(Apr. 2023)", Severity.WARNING, None),
        ("(Aug. 2024)", Severity.ADVICE, None),
    ],
)
def test_a_month_that_does_not_match_the_id(said: str, severity: Severity, after: str | None) -> None:
    rest = [f"{line} (Feb. 2024)" for line in abstracts(4)]
    line = f"- [On Looms and Their Keepers]({ARXIV}/abs/2405.11234) "
    (finding,) = found("AX003", *rest, line + said)
    assert finding.severity is severity
    assert fixed("AX003", *rest, line + said, unsafe=True)[4] == line + (after or said)
    assert fixed("AX003", *rest, line + said)[4] == line + said


@pytest.mark.parametrize(
    "said",
    [
        "(May. 2024)",
        "(2024)",
        "(2025)",
        "(2025, ICLR)",
        "(ICLR 2025)",
        "(2024-04-29)",
        "(2024-04-02)",
        "**CVPR 2024**",
        "",
    ],
)
def test_dates_that_fit_or_are_of_something_else(said: str) -> None:
    assert not found("AX003", f"- [On Looms and Their Keepers]({ARXIV}/abs/2405.11234) {said}")


@pytest.mark.parametrize(
    "said",
    ["Humanoids, Nov. 2024.", "(IJCAI, Aug 2024)", "_CoRL 2024_, Nov. 2024", "(Weaving Letters: 2024.12)"],
)
def test_the_date_of_a_venue_is_its_own(said: str) -> None:
    rest = [f"{line} (Feb. 2024)" for line in abstracts(4)]
    assert not found("AX003", *rest, f"- [On Looms and Their Keepers]({ARXIV}/abs/2405.11234), {said}")


@pytest.mark.parametrize(
    "said", ["arXiv, Nov. 2024", "(submitted Nov. 2024)", "Ann Jones, Bo Smith. Nov. 2024"]
)
def test_words_before_a_date_that_are_no_venue(said: str) -> None:
    rest = [f"{line} (Feb. 2024)" for line in abstracts(4)]
    (finding,) = found("AX003", *rest, f"- [On Looms and Their Keepers]({ARXIV}/abs/2405.11234), {said}")
    assert finding.severity is Severity.ADVICE
    assert "revision" in finding.message


def test_a_later_date_is_a_warning_where_nine_in_ten_preprints_are_dated_by_their_submission() -> None:
    rest = [
        f"- [A Treatise on Silk, Part {n}]({ARXIV}/abs/23{n:02}.01234) (2023.{n:02})" for n in range(1, 13)
    ]
    late = f"- [On Looms and Their Keepers]({ARXIV}/abs/2405.11234) (2024.08)"
    (finding,) = found("AX003", *rest, late)
    assert finding.severity is Severity.WARNING
    assert fixed("AX003", *rest, late, unsafe=True)[-1].endswith("(2024.05)")
    for other in ([*rest[:7], late], [*rest, f"{late} ICRA"]):
        (finding,) = found("AX003", *other)
        assert finding.severity is Severity.ADVICE
        assert fixed("AX003", *other, unsafe=True) == other


def test_more_than_three_dates_of_possible_revisions_are_one_advice() -> None:
    lines = [
        f"- (arXiv 2024.0{n}) [A Treatise on Silk, Part {n}]({ARXIV}/abs/2310.0123{n})" for n in range(1, 6)
    ]
    (habit,) = fold_habits(found("AX003", *lines))
    assert habit.severity is Severity.ADVICE
    assert "5 dates" in habit.message


def test_a_name_in_the_cell_before_the_date_is_no_venue() -> None:
    head = ["| Title | Short | Date |", "|---|---|---|"]
    rest = [f"| [On Looms and Keeper {n}]({ARXIV}/abs/2402.0123{n}) | LM{n} | 02/2024 |" for n in range(4)]
    late = f"| [On Looms and Their Keepers]({ARXIV}/abs/2402.11234) | WeaveLM | 08/2024 |"
    assert found("AX003", *head, *rest, late)


def test_one_month_apart_is_one_finding_from_six_on() -> None:
    lines = [f"- [On Looms and Keeper {n}]({ARXIV}/abs/2402.0123{n}) (Mar. 2024)" for n in range(6)]
    (habit, *others) = fold_habits(found("AX003", *lines))
    assert not others
    assert habit.severity is Severity.ADVICE
    assert len(habit.related) >= 5
    assert "6 dates" in habit.message
    assert len(fold_habits(found("AX003", *lines[:5]))) == 5


def test_no_date_is_reported_where_the_text_has_another_id() -> None:
    assert not found("AX003", f"- [Layers of Waves]({ARXIV}/abs/2102.01009), arXiv:2008.09001, Aug. 2020")


def test_a_year_next_to_the_name_of_arxiv() -> None:
    line = f"- [On Looms and Their Keepers]({ARXIV}/abs/2405.11234), arXiv %s"
    (finding,) = found("AX003", line % "2023")
    assert finding.severity is Severity.WARNING
    assert fixed("AX003", line % "2023", unsafe=True) == [line % "2024"]
    assert not found("AX003", line % "2024")
    assert not found("AX003", line % "2025")


def test_later_dates_are_valid_where_the_list_has_dates_of_publication() -> None:
    lines = [line.replace("2402.", "2302.") + " (Feb. 2024)" for line in abstracts(5)]
    assert not found("AX003", *lines)


def test_an_arxiv_badge_is_judged_by_itself() -> None:
    line = f"- On Looms and Their Keepers [[Paper]({ARXIV}/abs/2305.11234)] ![](https://img.shields.io/badge/arXiv-%s-red)"
    (finding,) = found("AX003", line % "2022.05")
    assert finding.severity is Severity.WARNING
    assert fixed("AX003", line % "2022.05", unsafe=True) == [line % "2023.05"]
    assert not found("AX003", line % "2023.05")


def test_no_date_is_rewritten_where_the_id_is_in_doubt() -> None:
    lines = [
        f"- [A Treatise on Weaving Silk]({ARXIV}/abs/2305.11234) (May. 2023)",
        f"- [Notes on Counting Cards]({ARXIV}/abs/2305.11234) (Sep. 2023)",
    ]
    assert not found("AX003", *lines)
    (finding,) = found("AX004", *lines)
    assert "date does not fit" not in finding.message


# --- AX004 -------------------------------------------------------------------------------------------


VERSIONS = [f"- [A Study of Looms of Kind {n}]({ARXIV}/abs/2306.0000{n}v1)" for n in range(1, 9)]


@pytest.mark.parametrize(("version", "others"), [("", []), ("v1", VERSIONS)])
def test_an_id_under_two_titles_is_an_error_at_the_later_one(version: str, others: list[str]) -> None:
    """One link with a version may be to the paper before it was renamed, but not if versions are usual in the list."""
    lines = [
        f"- [A Treatise on Weaving Silk]({ARXIV}/abs/2305.11234{version})",
        f"- [Notes on Counting Cards]({ARXIV}/pdf/2305.11234)",
        *others,
    ]
    (finding,) = found("AX004", *lines)
    assert finding.severity is Severity.ERROR
    assert "Treatise" in finding.message
    assert "Notes" in finding.message
    assert finding.related[0].span.start < finding.span.start
    assert not found("DU001", *lines)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Loom: Weaving Patterns by Punched Cards", "LOOM - Weaving patterns by punched cards"),
        ("Loom: Weaving Patterns by Punched Cards", "Weaving Patterns by Punched Cards"),
        ("Weaving Patterns by Punched Cards", "Weaving Patterns by Punched Card"),
        ("Loom-7B", "Loom-13B"),
    ],
)
def test_titles_of_one_paper(one: str, other: str) -> None:
    assert not found("AX004", f"- [{one}]({ARXIV}/abs/2305.11234)", f"- [{other}]({ARXIV}/abs/2305.11234)")


def test_renamed_papers_of_the_same_authors_are_duplicates() -> None:
    lines = [
        f"- [A Treatise on Weaving Silk]({ARXIV}/abs/2305.11234)",
        "  - Ada Byron, Joseph Jacquard",
        f"- [Patterns of Silk and the Cards That Make Them]({ARXIV}/abs/2305.11234)",
        "  - Ada Byron, Joseph Jacquard",
    ]
    assert not found("AX004", *lines)
    (finding,) = found("DU001", *lines)
    assert "under another title" in finding.message
    assert "keep" not in finding.message


def test_titles_without_a_common_word_share_an_id_by_mistake_despite_the_same_authors() -> None:
    people = "Qi Huang, Xi Dong, Dan Chen, Lu Yuan"
    lines = [
        f"* **Improving Robust Looms via Test-Time Prompts**<br> *{people}*<br> [[Paper]({ARXIV}/abs/2308.10001)]",
        f"* **DeepLoom: Deep Supervision for Masked Cloth**<br> *{people}*<br> [[Paper]({ARXIV}/abs/2308.10001)]",
    ]
    (finding,) = found("AX004", *lines)
    assert finding.severity is Severity.ERROR
    assert not found("DU001", *lines)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://doi.org/10.1145/3511808.9557377", "DOI 10.1145/3511808.9557377"),
        ("https://openreview.net/forum?id=aBcDeFgHiJ", "OpenReview id aBcDeFgHiJ"),
        ("https://aclanthology.org/2023.acl-long.101/", "ACL Anthology id 2023.acl-long.101"),
    ],
)
def test_dois_and_other_ids_under_two_titles(url: str, name: str) -> None:
    lines = [f"- [A Treatise on Weaving Silk]({url})", f"- [Notes on Counting Many Cards]({url})"]
    (finding,) = found("AX004", *lines)
    assert finding.message.startswith(name)
    assert not found("DU001", *lines)
    assert not found("DU003", *lines)


def test_a_nickname_in_another_section_is_advice() -> None:
    first = [
        "## Captions",
        "",
        *(
            f"- [A Study of Weaving, Number {n}, in Silk and Wool]({ARXIV}/abs/2301.0000{n})"
            for n in range(1, 5)
        ),
        f"- [Univ. Lyon]({ARXIV}/abs/2305.11234)",
        "",
    ]
    paper = f"- [Notes on Counting the Cards of Old Looms]({ARXIV}/abs/2305.11234)"
    (finding,) = found("AX004", *first, "## Counting", "", paper)
    assert finding.severity is Severity.ADVICE
    # A longer one in the same section is a copied link.
    first[-2] = f"- [Lyon Silk Research Laboratory]({ARXIV}/abs/2305.11234)"
    (finding,) = found("AX004", *first[:-1], paper)
    assert finding.severity is Severity.ERROR
    (finding,) = found("AX004", *first, "## Counting", "", paper)
    assert finding.severity is Severity.ADVICE


def test_the_message_quotes_the_title_alone() -> None:
    url = f"[[Paper]]({ARXIV}/abs/1511.00561)"
    lines = [
        f'* Ann Jones, Dora Weiss and Otto Ey "Silk: A Deep Architecture for Weaving." arXiv preprint, 2015. {url}',
        f'* Dora Weiss, Ann Jones "Bayesian Cards for Counting the Threads." arXiv preprint, 2015. {url}',
    ]
    (finding,) = found("AX004", *lines)
    assert "“Silk: A Deep Architecture for Weaving”" in finding.message
    assert "“Bayesian Cards for Counting the Threads”" in finding.message


def test_the_text_names_another_id_than_the_link() -> None:
    lines = [
        f"- [Layered Learning of Waves]({ARXIV}/abs/2102.01009), Ann Jones, arXiv:2008.09001, 2020.",
        f"- [Machine Weaving of Silk]({ARXIV}/abs/2102.01001), Dora Weiss, arXiv:2102.01001, 2021.",
    ]
    (finding,) = found("AX004", *lines)
    assert finding.severity is Severity.ERROR
    assert (
        "the text has arXiv 2008.09001, the link leads to arXiv 2102.01009"
        in finding.message.lower().replace("arxiv", "arXiv")
    )
    assert not found("AX003", *lines)


@pytest.mark.parametrize(
    "line",
    [
        f"- [Layered Learning of Waves]({ARXIV}/abs/2102.01009), an extension of arXiv:2008.09001.",
        f"- [Layered Learning of Waves]({ARXIV}/abs/2102.01009) [[v1]({ARXIV}/abs/2008.09001)], arXiv:2008.09001",
        f"- [Layered Learning of Waves]({ARXIV}/abs/2102.01009v2), arXiv:2102.01009v1, 2021.",
        f"- [Layered Learning of Waves]({ARXIV}/abs/2102.01009), 2021.0102",
        f"- [Layered Learning of Waves]({ARXIV}/abs/2102.01009) <!-- arXiv:2008.09001 -->",
    ],
)
def test_an_id_in_the_text_that_may_be_another_papers(line: str) -> None:
    assert not found("AX004", line)


def test_an_id_that_is_repeated_thousands_of_times() -> None:
    line = f"- [Layered Learning of Waves]({ARXIV}/abs/2102.01009) {6_000 * 'arXiv:2008.09001 '}"
    assert found("AX004", line)


def test_one_title_with_two_ids_is_an_error_at_either() -> None:
    silk = "A Treatise on Weaving Silk by Cards"
    lines = [f"- [{silk}]({ARXIV}/abs/2305.11234)", f"- [{silk}]({ARXIV}/abs/2306.04321)"]
    (finding,) = found("AX004", *lines)
    assert finding.severity is Severity.ERROR
    assert not found("DU001", *lines)
    other = mirror_finding(finding)
    assert other is not None
    assert other.message.endswith(
        "is arXiv 2305.11234 here and arXiv 2306.04321 on line 4: correct the link or the title that is wrong"
    )
    # The one whose repository has another name is the wrong one, whichever comes first.
    coded = [
        f"{line} [[code](https://github.com/o/{name})]"
        for line, name in zip(lines, ("engine", "silk"), strict=True)
    ]
    for order in (coded, coded[::-1]):
        (finding,) = found("AX004", *order)
        assert "is arXiv 2305.11234 here" in finding.message
    # The title of a paper and of its journal version, each under its own year.
    later = f"- [{silk}]({ARXIV}/abs/2406.04321)"
    parted = ["## 2023", "", lines[0], "", "## 2024", "", later]
    (finding,) = found("AX004", *parted)
    assert finding.severity is Severity.ADVICE


def test_a_date_of_the_month_of_its_section_is_advice_without_a_fix() -> None:
    entry = f"- (arXiv 2021.12) [A Treatise on Weaving Silk]({ARXIV}/abs/2108.01234)"
    for section in ("## Silk", "## 2021.12"):
        (finding,) = found("AX003", section, "", entry)
        assert finding.severity is Severity.ADVICE
        assert finding.fix is None


def test_no_date_is_rewritten_where_the_id_is_linked_under_another_title() -> None:
    entries = [
        f"- (arXiv 2023.08) [A Treatise on Weaving Silk by Cards]({ARXIV}/abs/2304.03442)",
        f"- (arXiv 2023.04) [Notes on the Analytical Engine]({ARXIV}/abs/2304.03442)",
        f"- (arXiv 2023.04) [Notes on the Analytical Engine, Again]({ARXIV}/abs/2304.03442)",
    ]
    for finding in found("AX003", *entries):
        assert finding.fix is None


def test_a_section_has_no_form_of_links_in_a_list_without_one() -> None:
    def rows(section: str, forms: str) -> list[str]:
        links = [
            f"- [A Treatise on {section} No. {n}]({ARXIV}/{form}/2402.{ord(section[0]):03d}{n:02d})"
            for n, form in enumerate(forms.split())
        ]
        return [f"## {section}", "", *links, ""]

    pdf, mixed = "pdf " * 12, "abs " * 10 + "pdf"
    assert not found("AX001", *rows("Silk", pdf), *rows("Wool", mixed))


def test_more_than_three_pdf_links_among_abstracts_are_one_finding() -> None:
    def rows(pdf: int) -> list[str]:
        forms = ["abs"] * 60 + ["pdf"] * pdf
        return [
            f"- [A Treatise on Silk No. {n}]({ARXIV}/{form}/2402.{n + 1:05d})" for n, form in enumerate(forms)
        ]

    assert len(fold_habits(found("AX001", *rows(3)))) == 3
    (finding,) = fold_habits(found("AX001", *rows(4)))
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("4 ")


# --- versions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("with_version", "usual"), [(1, False), (2, True), (3, True)])
def test_one_share_decides_whether_versions_are_usual_for_both_rules(with_version: int, usual: bool) -> None:
    """With a usual version, AX001 accepts it, and AX004 does not take it for a sign of a renamed paper."""
    others = [
        f"- [A Treatise on {chr(65 + n)}-Wheels]({ARXIV}/abs/2402.1{n:02}34{'v2' if n + 1 < with_version else ''})"
        for n in range(14)
    ]
    shared = [
        f"- [Keep Weaving: Cloth from Spoken Orders]({ARXIV}/abs/2403.01234v1)",
        f"- [Say, Knot and Repeat: Patterns by Continual Instruction]({ARXIV}/abs/2403.01234)",
    ]
    assert bool(found("AX001", *others, *shared)) is not usual
    (finding,) = found("AX004", *others, *shared)
    assert finding.severity is (Severity.ERROR if usual else Severity.ADVICE)
