"""Dates in all the forms that lists use, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.bibliography import dates
from awesome_lint.bibliography.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "iso", "form"),
    [
        ("May. 2025", "2025-05", "%b. %Y"),
        ("Jun 2025", "2025-06", "%b %Y"),
        ("(Mar., 2025)", "2025-03", "%b., %Y"),
        ("July. 2025", "2025-07", "%B. %Y"),
        ("April, 2022", "2022-04", "%B, %Y"),
        ("sept 2021", "2021-09", "%b %Y"),
        ("Apr.\u202f2025", "2025-04", "%b.\u202f%Y"),
        ("2025.05", "2025-05", "%Y.%m"),
        ("2023.1", "2023-01", "%Y.%-m"),
        ("2025-05", "2025-05", "%Y-%m"),
        ("2025/05", "2025-05", "%Y/%m"),
        ("05/2025", "2025-05", "%m/%Y"),
        ("2025/05/11", "2025-05-11", "%Y/%m/%d"),
        ("[2024.7.1]", "2024-07-01", "%Y.%-m.%-d"),
        ("11 May 2025", "2025-05-11", "%d %b %Y"),
        ("1 June 2025", "2025-06-01", "%-d %B %Y"),
        ("May 11, 2025", "2025-05-11", "%b %d, %Y"),
        ("Jan 3rd, 2025", "2025-01-03", "%b %o, %Y"),
        ("2025年5月", "2025-05", "%Y年%-m月"),
        ("2024 May", "2024-05", "%Y %b"),
        ("2019", "2019", "%Y"),
    ],
)
def test_one_date(text: str, iso: str, form: str) -> None:
    date = dates.parse_date(text)
    assert date is not None
    assert (date.iso, date.form) == (iso, form)
    assert dates.write_date(date, form).lower() in text.lower().replace("sept", "sep")


@pytest.mark.parametrize(
    ("text", "start"), [("Sepember 2024", 9), ("5 Sepember 2024", 11), ("Aprıl 2024", 6), ("2024 Auguſt", 0)]
)
def test_what_is_nearly_a_month_leaves_the_year_alone(text: str, start: int) -> None:
    (found,) = dates.find_dates(text)
    assert (found.start, found.end) == (start, start + 4)
    assert found.date == PartialDate(2024, None, None, "%Y")


@pytest.mark.parametrize(
    "text",
    [
        "arXiv 2005.18290",
        "2305.18290",
        "1920x1080",
        "Qwen2.5 and GPT-4 2.0",
        "v2024.1.2",
        "2024.1.2.3",
        "github.com/someone/2024",
        "https://example.org/2024/05/",
        "from 2019-2021",
        "CVPR2024",
        "12024",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert dates.find_dates(text) == []


def test_bounds_in_a_sentence() -> None:
    text = "A title (Jun. 2024, NeurIPS 2024), again in CVPR'25 for 16."
    found = [text[each.start : each.end] for each in dates.find_dates(text)]
    assert found == ["Jun. 2024", "2024", "25"]
    assert dates.find_dates(text)[2].date == PartialDate(2025, None, None, "%y")


@pytest.mark.parametrize(
    ("text", "iso", "word"),
    [
        ("(Jl. 2025, Blog)", "2025-07", "July"),
        ("Febuary, 2024", "2024-02", "February"),
        ("2025.13", "2025", "no month 13"),
        ("2024-25-01", "2024", "exchanged"),
        ("31 Feb 2024", "2024-02", "no day 31"),
        ("2023-02-29", "2023-02", "no day 29"),
    ],
)
def test_suspicious_dates(text: str, iso: str, word: str) -> None:
    (found,) = dates.find_dates(text)
    assert word in found.problem
    assert found.date.iso == iso
    assert dates.parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["Proc. 2024", "Feng et al., 2024", "Market, 2024", "Fall 2024", "Jour. 2024"]
)
def test_words_before_a_year_are_no_misspelt_months(text: str) -> None:
    (found,) = dates.find_dates(text)
    assert found.problem == ""
    assert found.date.iso == "2024"


def test_may_is_short_and_long() -> None:
    assert set(dates.date_patterns("May 2025")) == {"%b %Y", "%B %Y"}
    assert set(dates.date_patterns("2023.10")) == {"%Y.%m", "%Y.%-m"}
    assert dates.date_patterns("Jun. 2025") == ("%b. %Y",)
    assert dates.date_patterns("soon") == ()


@pytest.mark.parametrize("day", ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "31st"])
def test_a_day_has_its_ordinal_ending(day: str) -> None:
    assert "%o %b., %Y" in dates.date_patterns(f"{day} Mar., 2023")
    assert dates.write_date(PartialDate(2023, 3, int(day[:-2]), ""), "%o %b., %Y") == f"{day} Mar., 2023"


def test_a_wrong_ordinal_ending_is_kept() -> None:
    assert dates.date_patterns("31th Mar., 2023")[0] == "%dth %b., %Y"


def test_writing_needs_what_the_form_names() -> None:
    with pytest.raises(ValueError, match="no value"):
        dates.write_date(PartialDate(2025, None, None, "%Y"), "%b. %Y")
    with pytest.raises(ValueError, match="no value"):
        dates.write_date(PartialDate(2025, 5, None, "%Y"), "%d %b")
    with pytest.raises(ValueError, match="no value"):
        dates.write_date(PartialDate(2025, 5, 1, "%Y"), "%A")


@pytest.mark.parametrize("text", ["2020/22", "2023-24", "1998/99"])
def test_a_range_of_years_is_the_first_one_without_a_form(text: str) -> None:
    (found,) = dates.find_dates(text)
    assert (found.start, found.end, found.problem) == (0, len(text), "")
    assert (found.date.iso, found.date.form) == (text[:4], "")
    assert dates.date_patterns(text) == ()


@pytest.mark.parametrize("text", ["2020/19", "2020/31", "2020.22", "22/2020"])
def test_other_numbers_than_those_of_a_range_are_no_months(text: str) -> None:
    assert "there is no month" in dates.find_dates(text)[0].problem


def test_misspelt_months() -> None:
    assert dates.month_of_misspelling("Febuary") == 2
    assert dates.month_of_misspelling("Octobr.") is None


FORMS = [
    "%b. %Y",
    "%B %Y",
    "%b., %Y",
    "%Y.%m",
    "%Y.%-m",
    "%Y-%m",
    "%m/%Y",
    "%Y/%m/%d",
    "%-d %b %Y",
    "%B %d, %Y",
]


@given(st.integers(1991, 2069), st.integers(1, 12), st.integers(1, 28), st.sampled_from(FORMS))
def test_what_is_written_reads_back(year: int, month: int, day: int, form: str) -> None:
    date = PartialDate(year, month, day if "d" in form else None, form)
    text = dates.write_date(date, form)
    again = dates.parse_date(text)
    assert again is not None
    assert again.iso == date.iso
    assert form in dates.date_patterns(text)


@given(st.text(alphabet="JanuaryMyJl 0123456789./-',()年月日", max_size=40))
def test_spans_are_ordered_and_apart(text: str) -> None:
    end = 0
    for found in dates.find_dates(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
