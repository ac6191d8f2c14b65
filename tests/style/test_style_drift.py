"""What leaves the form of the list, and the edits that bring it back."""

from __future__ import annotations

import pytest

from awesome_lint.findings import Safety
from awesome_lint.listing import read
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.rules.form import Deviation
from awesome_lint.style.planner import Planner

HOUSE = "".join(
    f"+ [A Study of {n}](https://arxiv.org/abs/2401.0000{n}) (Jan. 2024)\n  - Ann Lee, Bo Roe\n  - Keyword: a, b\n\n"
    for n in range(9)
)
VENUES = "".join(f"- [A Study of {n}](https://a.example/{n}) (2024, ICML)\n" for n in range(9))


def drifts(text: str) -> list[Deviation]:
    return [Deviation(part, text) for plan in Planner(read(text)).plans() for part in plan.parts]


def fixed(text: str) -> str:
    edits = sorted((edit for each in drifts(text) for edit in each.edits or ()), reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("good", "bad", "part"),
    [
        ("(Jan. 2024)", "(January 2024)", "date"),
        ("(Jan. 2024)", "(Jan 2024)", "date"),
        ("(Jan. 2024)", "[Jan. 2024]", "date_frame"),
        ("Keyword:", "Key Words:", "field_label"),
        ("Keyword: a", "Keyword:  a", "label_separator"),
        ("a, b", "a; b", "list_separator"),
        ("+ [", "* [", "bullet"),
        ("  - Ann", "   - Ann", "field_indent"),
        ("  - Ann", "  - Authors: Ann", "authors_label"),
        ("/abs/", "/pdf/", "arxiv_link"),
        ("/abs/2401.00004)", "/pdf/2401.00004v2.pdf)", "arxiv_link"),
        (") (Jan", ")(Jan", "title_gap"),
        (") (Jan", ")  (Jan", "title_gap"),
    ],
)
def test_one_entry_drifts_and_is_fixed(good: str, bad: str, part: str) -> None:
    blocks = HOUSE.split("\n\n")
    blocks[4] = blocks[4].replace(good, bad)
    text = "\n\n".join(blocks)
    assert text != HOUSE
    found = drifts(text)
    assert [each.name for each in found] == [part]
    assert found[0].form.agree < found[0].form.total or part == "arxiv_link"
    kept = HOUSE if "v2" not in bad else HOUSE.replace("2401.00004)", "2401.00004v2)")
    assert fixed(text) == kept


@pytest.mark.parametrize(
    ("bad", "part", "good"),
    [
        ("(ICML 2024)", "venue_order", "(2024, ICML)"),
        ("(2024 ICML)", "venue", "(2024, ICML)"),
        ("(XYZC 2024)", "venue_order", "(2024, XYZC)"),
        ("(ICLR 2024 Oral)", "venue_order", "(2024, ICLR Oral)"),
    ],
)
def test_venues(bad: str, part: str, good: str) -> None:
    text = VENUES + f"- [Another Study](https://a.example/x) {bad}\n"
    found = drifts(text)
    assert [(each.name, each.current, each.expected, each.form.agree, each.form.total) for each in found] == [
        (part, bad, good, 9, 10)
    ]
    assert fixed(text) == text.replace(bad, good)


@pytest.mark.parametrize(
    "tail", ["(2024, ICML Workshop on Ponds)", "(Mar. 2024)", "(2024)", "(a remark)", ""]
)
def test_what_says_more_or_less_is_no_drift_of_venue(tail: str) -> None:
    found = drifts(VENUES + f"- [Another Study](https://a.example/x) {tail}\n")
    assert [each for each in found if each.name.startswith("venue")] == []


def test_missing_blank_line() -> None:
    text = HOUSE.replace("b\n\n+ [A Study of 5]", "b\n+ [A Study of 5]")
    (found,) = drifts(text)
    assert (found.name, found.form.value, found.form.agree, found.form.total) == (
        "blank_between",
        "a blank line",
        7,
        8,
    )
    assert fixed(text) == HOUSE


def test_needless_blank_line() -> None:
    text = VENUES.replace("- [A Study of 5]", "\n- [A Study of 5]")
    (found,) = drifts(text)
    assert found.form.value == "no blank line"
    assert fixed(text) == VENUES


@pytest.mark.parametrize("lines", ["\n\n", "\r\n\r\n"])
def test_two_blank_lines_separate_groups(lines: str) -> None:
    assert drifts(VENUES.replace("- [A Study of 5]", lines + "- [A Study of 5]")) == []


def test_several_blank_lines_in_a_section_separate_groups() -> None:
    text = VENUES
    for n in (3, 6):
        text = text.replace(f"- [A Study of {n}]", f"\n- [A Study of {n}]")
    assert drifts(text) == []


def test_a_part_that_keeps_its_own_bullet_does_not_drift() -> None:
    other = "".join(
        f"* [A Study of x{n}](https://arxiv.org/abs/2402.0000{n}) (Feb. 2024)\n\n" for n in range(3)
    )
    assert drifts(HOUSE + "## Elsewhere\n\n" + other) == []


def test_few_entries_do_not_drift() -> None:
    text = "".join(HOUSE.split("\n\n")[n] + "\n\n" for n in range(3)).replace("Jan. 2024", "January 2024", 1)
    assert drifts(text) == []


def test_a_date_less_precise_is_no_drift() -> None:
    assert drifts(HOUSE.replace("(Jan. 2024)", "(2024)", 1)) == []


def test_links_that_say_pdf_keep_their_form() -> None:
    lines = [f"- Study {n} [[paper](https://arxiv.org/abs/2401.0000{n})]\n" for n in range(9)]
    text = "".join(lines) + "- Study x [[pdf](https://arxiv.org/pdf/2402.00001)]\n"
    assert drifts(text) == []
    assert [each.name for each in drifts(text.replace("[[pdf]", "[[paper]"))] == ["arxiv_link"]


def test_links_mixed_without_a_form_are_no_deviation() -> None:
    lines = [
        f"- [Study {n}](https://arxiv.org/{'abs' if n % 2 else 'pdf'}/2401.000{n:02d})\n"
        for n in range(1, 11)
    ]
    assert drifts("".join(lines)) == []


def test_pdf_links_with_and_without_suffix_are_one_form() -> None:
    """Six links to PDFs, half of them with `.pdf`: the suffix is no form of its own."""
    lines = [
        f"- [Study {n}](https://arxiv.org/pdf/2401.000{n:02d}{'.pdf' if n % 2 else ''})\n" for n in range(6)
    ]
    assert drifts("".join(lines)) == []
    (found,) = drifts("".join(lines) + "- [Another](https://arxiv.org/abs/2402.00001)\n")
    assert (found.name, found.expected, found.form.agree, found.form.total) == (
        "arxiv_link",
        "https://arxiv.org/pdf/2402.00001",
        6,
        7,
    )


def test_a_section_may_have_a_form_of_its_own() -> None:
    other = "".join(f"- [Another Study {n}](https://b.example/{n}) (ICML 2024)\n" for n in range(10))
    assert drifts(f"## Ponds\n\n{VENUES}\n## Books\n\n{other}") == []
    text = f"## Ponds\n\n{VENUES}\n## Books\n\n{other}- [A Study of x](https://b.example/x) (2024, ICML)\n"
    (found,) = drifts(text)
    assert (found.name, found.expected, found.form.agree, found.form.total) == (
        "venue_order",
        "(ICML 2024)",
        10,
        11,
    )


def test_a_count_is_of_entries() -> None:
    lines = [
        f"- Study {n} [[a](https://a.example/{n})] [[b](https://b.example/{n})] [[c](https://c.example/{n})]\n"
        for n in range(9)
    ]
    (found,) = drifts("".join(lines) + "- Study x [[a](https://a.example/x)][[b](https://b.example/x)]\n")
    assert (found.name, found.form.agree, found.form.total) == ("tag_separator", 9, 10)


def test_nothing_between_links_is_taken_away() -> None:
    lines = [f"- Study {n} [[a](https://a.example/{n})][[b](https://b.example/{n})]\n" for n in range(9)]
    (found,) = drifts("".join(lines) + "- Study x [[a](https://a.example/x)], [[b](https://b.example/x)]\n")
    assert (found.name, found.safety) == ("tag_separator", Safety.DISPLAY)


def test_fields_of_an_entry_are_moved_together() -> None:
    text = HOUSE.replace("  - Ann Lee, Bo Roe\n  - Keyword", "    - Ann Lee, Bo Roe\n    - Keyword", 1)
    (found,) = drifts(text)
    assert found.edits is not None
    assert len(found.edits) == 2
    assert fixed(text) == HOUSE


def test_bracket_glued_to_a_link_in_a_short_list() -> None:
    (found,) = drifts("- [Moss](https://arxiv.org/abs/2401.00001)(**notable**)\n")
    assert (found.name, found.current, found.expected) == ("title_gap", "", " ")


@pytest.mark.parametrize("text", [HOUSE, VENUES])
def test_mending_keeps_the_record(text: str) -> None:
    drifted = (
        text.replace("Jan. 2024", "January 2024", 1)
        .replace("(2024, ICML)", "(ICML 2024)", 1)
        .replace("a, b", "a; b", 1)
    )
    before, after = read(drifted), read(fixed(drifted))
    shown = ("title", "url", "date", "venue", "authors", "keywords")
    for old, new in zip(before.entries, after.entries, strict=True):
        first, second = dict(entry_record(old, "")), dict(entry_record(new, ""))
        assert [first[name] for name in shown] == [second[name] for name in shown]


def test_brackets_that_keep_two_names_apart_stay() -> None:
    text = "".join(
        f"- [2024/01] A Study of {n}. *Ann Lee et al. ICML* [[paper](https://a.example/{n})]\n"
        for n in range(9)
    )
    text += "- [2024/01] A Study of Clay. *Bo Roe et al. IEEE(ICRA).* [[paper](https://a.example/clay)]\n"
    assert not [each for each in drifts(text) if each.name == "venue"]


def test_a_venue_in_a_sentence_is_let_be() -> None:
    list_style = "".join(
        f"1. (2024 ICLR) **Study {name} of Soil.** [[pdf](https://arxiv.org/abs/2401.0000{number})]\n"
        for number, name in enumerate("ABCDEF")
    )
    told = (
        "1. **Loam in Motion.** [[pdf](https://arxiv.org/abs/2401.00009)]\n"
        "   <br>Data sets: SemEval 2007 Task 4 (114 examples).\n"
    )
    found = drifts(f"# Soil\n\n{list_style}{told}")
    assert [each for each in found if "venue" in each.name] == []


def test_a_tag_that_says_pdf_keeps_its_form_where_it_is_all_the_name_there_is() -> None:
    text = "".join(f"- [A Study of {n}](https://arxiv.org/abs/2401.0000{n})\n" for n in range(9))
    found = drifts(f"{text}- [ PDF LINK ](https://arxiv.org/pdf/2401.00010)\n")
    assert "arxiv_link" not in [each.name for each in found]


def test_two_digit_days_do_not_tell_how_others_are_written() -> None:
    days = ("12", "26", "20", "23", "15", "31", "06", "5")
    text = "".join(
        f"**A Study of {n}** \\\n*Ann Lee* \\\n[[Paper](https://a.example/{n}.pdf)] \\\n{day} May 2021\n\n"
        for n, day in enumerate(days)
    )
    assert not [each for each in drifts(text) if each.name == "date"]


def test_a_comma_that_keeps_a_long_name_apart_stays() -> None:
    text = VENUES.replace("(2024, ICML)", "(2024 ICML)")
    assert drifts(text + "- [Another Study](https://a.example/x) (2018, National Science Review)\n") == []


def test_no_pattern_is_shown() -> None:
    text = VENUES.replace("(2024, ICML)", "ICML2024")
    found = drifts(text + "- [Another Study](https://a.example/x) EMNLP 2024 Findings\n")
    assert [each for each in found if "{" in each.expected] == []
