"""The list style is what most entries of one kind do, and nothing where they do not agree."""

from __future__ import annotations

import pytest

from awesome_lint.listing import read
from awesome_lint.style.describe import list_style_object
from awesome_lint.style.infer import decide_form
from awesome_lint.style.list_style import ListStyle
from awesome_lint.style.planner import Planner


def style_of(text: str, **pinned: object) -> ListStyle:
    return Planner(read(text), pinned).list_style


def papers(
    count: int,
    line: str = "+ [A Study of {n}](https://arxiv.org/abs/2401.0000{n}) (Jan. 2024)",
    gap: str = "\n",
) -> str:
    return "## Moss\n\n" + gap.join(line.format(n=n) + "\n" for n in range(count))


@pytest.mark.parametrize(
    ("counts", "value", "mixed"),
    [
        ({}, None, False),
        ({"a": 4}, None, False),
        ({"a": 5}, "a", False),
        ({"a": 6, "b": 3}, "a", False),
        ({"a": 6, "b": 4}, None, True),
        ({"a": 5, "b": 2, "c": 2}, None, True),
        ({"a": 90, "b": 30, "c": 30}, "a", False),
    ],
)
def test_the_rule(counts: dict[object, int], value: str | None, mixed: bool) -> None:
    form = decide_form(counts)
    assert (form.value, form.mixed) == (value, mixed)
    assert form.total == sum(counts.values())


def test_main_parts() -> None:
    text = papers(6)
    described = list_style_object(style_of(text))["style"]
    assert described == {
        "kind": "bullet papers",
        "count": 6,
        "layout": "bullet",
        "bullet": "+",
        "blank_between": True,
        "title": "link",
        "arxiv_link": "abs",
        "date": "%b. %Y",
        "venue": None,
        "link_labels": None,
        "field_labels": None,
        "badges": None,
    }


def test_no_house_below_five() -> None:
    described = list_style_object(style_of(papers(4)))["style"]
    assert isinstance(described, dict)
    assert described["date"] is None
    assert described["bullet"] is None


def test_mixed() -> None:
    text = papers(4) + "\n" + papers(4).replace("/abs/", "/pdf/").replace("0000", "0001")
    described = list_style_object(style_of(text))["style"]
    assert isinstance(described, dict)
    assert described["arxiv_link"] == "mixed"


@pytest.mark.parametrize(
    ("line", "venue", "date"),
    [
        ("- [T{n}](https://a.example/{n}) (2024, ICML)", "({year}, {venue})", "%Y"),
        ("- [T{n}](https://a.example/{n}) (CVPR 2024)", "({venue} {year})", "%Y"),
        ("- [T{n}](https://a.example/{n}), J. Roe et al., *ICML*, 2016.", "*{venue}*, {year}", "%Y"),
        (
            "- **`ICLR 2024 Oral`** [**S{n}**] Some Title [[Paper](https://a.example/{n})]",
            "**`{venue} {year}`**",
            "%Y",
        ),
        (
            "- (arXiv 2022.0{n}) A Plain Title, [[Paper]](https://a.example/{n})",
            "({venue} {year}.{month})",
            "%Y.%m",
        ),
        (
            "1. **[Title {n}.](https://a.example/{n})**\n\n    *Ann Lee, Bo Roe.* ICLR'23\n",
            "{venue}'{yy}",
            "%y",
        ),
    ],
)
def test_venue_and_date_patterns(line: str, venue: str, date: str) -> None:
    text = "## Moss\n\n" + "\n".join(line.format(n=n) for n in range(1, 8)) + "\n"
    described = list_style_object(style_of(text))["style"]
    assert isinstance(described, dict)
    assert (described["venue"], described["date"]) == (venue, date)


def test_a_month_of_two_digits_tells_nothing() -> None:
    months = ("2", "3", "5", "9", "1", "10", "11", "12", "10", "11")
    lines = [
        f"- **T{n}.** *Ann Lee, Bo Roe.* [[abs](https://a.example/{n})], 2023.{m}"
        for n, m in enumerate(months)
    ]
    described = list_style_object(style_of("\n".join(lines) + "\n"))["style"]
    assert isinstance(described, dict)
    assert described["date"] == "%Y.%-m"


def test_badges_in_their_order() -> None:
    badge = "[![{0}](https://img.shields.io/badge/{0}-red)](https://{1}.example/{2})"
    entries = []
    for n in range(12):
        labels = ["arXiv", "Star", "Website"] if n % 2 else ["arXiv", "Star"]
        lines = "".join("\n  " + badge.format(label, label.lower(), n) for label in labels)
        entries.append(f"+ [A Study of {n}](https://arxiv.org/abs/2401.0000{n}){lines}\n")
    described = list_style_object(style_of("\n".join(entries)))["style"]
    assert isinstance(described, dict)
    assert described["badges"] == ["arXiv", "Star", "Website"]


def test_labels() -> None:
    tag = "[[code](https://github.com/a/{n})]"
    block = "- [T{n}](https://a.example/{n}) " + tag + "\n  - Ann Lee, Bo Roe\n  - Keyword: x, y\n\n"
    described = list_style_object(style_of("".join(block.format(n=n) for n in range(6))))["style"]
    assert isinstance(described, dict)
    assert described["field_labels"] == {"keywords": "Keyword"}
    assert described["link_labels"] == {"code": "code"}


def test_kinds_are_apart() -> None:
    blogs = "\n## Blogs\n\n" + "".join(
        f"- [Sunday Thoughts {n}](https://blog.example/{n})\n" for n in range(9)
    )
    described = list_style_object(style_of(papers(6) + blogs))
    kinds = described["kinds"]
    assert isinstance(kinds, list)
    assert [(kind["kind"], kind["count"], kind["bullet"]) for kind in kinds] == [
        ("bullet resources", 9, "-"),
        ("bullet papers", 6, "+"),
    ]


def test_tables_go_by_their_columns() -> None:
    rows = "".join(f"| T{n} | 0{n}/2024 | [code](https://github.com/a/{n}) |\n" for n in range(1, 7))
    described = list_style_object(style_of("| Title | Date | Code |\n|--|--|--|\n" + rows))["style"]
    assert isinstance(described, dict)
    assert described["layout"] == "table"
    assert described["field_labels"] == {"columns": ["Title", "Date", "Code"]}
    assert (described["date"], described["blank_between"], described["bullet"]) == ("%m/%Y", False, None)


def test_pinned_parts_win() -> None:
    list_style = style_of(papers(6), date="%Y-%m", arxiv_link="abs")
    style = list_style.kinds[0]
    assert (style.part("date").value, style.part("date").pinned, style.part("date").agree) == (
        "%Y-%m",
        True,
        0,
    )
    assert (style.part("arxiv_link").agree, style.part("arxiv_link").total) == (6, 6)


def test_an_empty_list_has_no_style() -> None:
    described = list_style_object(style_of(""))
    assert described["kinds"] == []
    assert isinstance(described["style"], dict)
    assert described["style"]["layout"] is None


def test_venue_in_a_labelled_field() -> None:
    line = "- [Title {n}](https://a.example/{n})\n  - Ann Lee, Bo Roe\n  - Publisher: ICML 2024"
    described = list_style_object(style_of(papers(6, line)))["style"]
    assert isinstance(described, dict)
    assert described["venue"] == "{venue} {year}"
