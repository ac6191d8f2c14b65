# ruff: noqa: E501 (a table of contents and what becomes of it stand on one line)
"""Tables of contents are brought up to date in their own form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from awesome_lint.findings import Severity
from awesome_lint.fixing import fix_text
from awesome_lint.linting import fold_habits, lint
from awesome_lint.settings import Settings

BODY = "\n\n## 🧱 Clay\n\nx\n\n## 🌾 Loam\n\nx\n\n### Silty\n\nx\n\n### Sandy\n\nx\n\n## Peat\n\nx\n\n## 🏖 Sand\n\nx\n\n## Marl\n\nx\n"
MISSING = {
    "bullets, the signs of the headings left out": (
        "* [Clay](#-clay)\n* [Loam](#-loam)\n* [Sand](#-sand)\n* [Marl](#marl)",
        "* [Clay](#-clay)\n* [Loam](#-loam)\n* [Peat](#peat)\n* [Sand](#-sand)\n* [Marl](#marl)",
    ),
    "after what is nested": (
        "- [🧱 Clay](#-clay)\n- [🌾 Loam](#-loam)\n  - [Silty](#silty)\n  - [Sandy](#sandy)\n- [🏖 Sand](#-sand)\n- [Marl](#marl)",
        "- [🧱 Clay](#-clay)\n- [🌾 Loam](#-loam)\n  - [Silty](#silty)\n  - [Sandy](#sandy)\n- [Peat](#peat)\n- [🏖 Sand](#-sand)\n- [Marl](#marl)",
    ),
    "bold": (
        "- **[Clay](#-clay)**\n- **[Loam](#-loam)**\n- **[Sand](#-sand)**\n- **[Marl](#marl)**",
        "- **[Clay](#-clay)**\n- **[Loam](#-loam)**\n- **[Peat](#peat)**\n- **[Sand](#-sand)**\n- **[Marl](#marl)**",
    ),
}


def fixed(text: str) -> str:
    settings = Settings(today=date(2026, 1, 1), select=("LK003", "SE001"))
    return fix_text(text, "README.md", settings, unsafe=True).text


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Peat `*wet*` kinds", r"[Peat \*wet\* kinds](#peat-wet-kinds)"),
        (r"Soil \_type\_ names", r"[Soil \_type\_ names](#soil-_type_-names)"),
        ("Soil (wet) \\[old\\]", r"[Soil (wet) \[old\]](#soil-wet-old)"),
    ],
)
def test_the_line_of_a_missing_heading_shows_it_as_it_is(heading: str, line: str) -> None:
    body = f"\n\n## Clay\n\nx\n\n## Loam\n\nx\n\n## {heading}\n\nx\n\n## Marl\n\nx\n"
    before = "# Soil\n\n- [Clay](#clay)\n- [Loam](#loam)\n"
    assert fixed(f"{before}- [Marl](#marl){body}") == f"{before}- {line}\n- [Marl](#marl){body}"


@pytest.mark.parametrize("form", MISSING)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_missing_heading_is_listed_as_the_others_are(form: str, newline: str) -> None:
    old, new = ((f"# Awesome Soil\n\n{each}{BODY}").replace("\n", newline) for each in MISSING[form])
    assert fixed(old) == new


def test_other_lines_are_not_changed() -> None:
    text = (
        "# Awesome Soil\n\n- [Heavy ground](#-clay)\n- [Loam](#-loam)\n- [The wet one](#peat)\n- [Sand](#-sand)\n- [Marl](#marl)"
        + BODY
    )
    assert fixed(text) == text


def test_a_heading_of_another_level_is_not_what_a_line_means() -> None:
    text = (
        "# Awesome Soil\n\n- [Clay](#1)\n- [Others](#2)\n- [Sand](#3)\n\n"
        '## <span id="1">Clay</span>\n\n### Others\n\nx\n\n## <span id="2">Peat and loam</span>\n\nx\n\n'
        '## <span id="3">Sand</span>\n\nx\n'
    )
    findings = lint(text, "README.md", Settings(today=date(2026, 1, 1), select=("SE001",))).findings
    assert [(found.message, found.fix) for found in findings] == [
        ("“Others” leads to “Peat and loam” (line 13); correct the text or the anchor", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        # A shorter text for a heading below another one.
        "# Awesome Soil\n\n- [Tools](#tools)\n  - [Clay](#clay-tools)\n- [Papers](#papers)\n  - [Clay](#clay)\n\n"
        "## Tools\n\n### Clay Tools\n\nx\n\n## Papers\n\n### Clay\n\nx\n",
        # A line whose anchor lacks its hash.
        "# Awesome Soil\n\n- [Clay](#clay)\n- [Loam](#loam)\n- [Peat](#peat)\n- [Sand](sand)\n\n"
        "## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n\n## Peat\n\nx\n",
    ],
)
def test_a_line_for_a_heading_is_no_missing_line(text: str) -> None:
    assert not lint(text, "README.md", Settings(today=date(2026, 1, 1), select=("SE001",))).findings


def test_several_missing_headings_come_in_their_order() -> None:
    names = ("Clay", "Loam", "Peat", "Silt", "Sand", "Marl", "Chalk")
    old = [name for name in names if name not in ("Peat", "Silt", "Marl")]
    body = "".join(f"\n## {name}\n\nx\n" for name in names)
    text = "# Awesome Soil\n\n" + listed(old) + body
    assert fixed(text) == "# Awesome Soil\n\n" + listed(names) + body


def listed(names: Sequence[str]) -> str:
    return "".join(f"- [{name}](#{name.lower()})\n" for name in names)


def findings(text: str, *select: str) -> list[tuple[int, str, str]]:
    """Line, code and severity of each finding, folded."""
    settings = Settings(today=date(2026, 1, 1), select=select or ("LK003", "SE001"))
    found = fold_habits(lint(text, "README.md", settings).findings)
    return [(text.count("\n", 0, one.span.start) + 1, one.code, one.severity.value) for one in found]


def document(contents: str, *headings: str) -> str:
    return f"# Awesome Soil\n\n## Contents\n\n{contents}\n" + "".join(f"\n{each}\n\nx\n" for each in headings)


TOPICS = ("## Threads", "## Cards", "## Silk", "## Wool")


def test_one_wrong_anchor_is_one_finding() -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Wool](#wool)\n- [Hove effects](#hove-effects)"
    text = document(lines, *TOPICS, "## Hover effects")
    assert [(line, code) for line, code, _ in findings(text)] == [(9, "LK003")]
    assert fixed(text).count("over effects]") <= 1


def test_a_torn_line_lists_its_heading() -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Fine silk](#fine silk)\n- [Wool](#wool)"
    text = document(lines, "## Threads", "## Cards", "## Fine silk", "## Wool")
    assert "SE001" not in {code for _, code, _ in findings(text)}


@pytest.mark.parametrize(
    "heading",
    [
        "## License",
        "## 📄 Licenses",
        "## :scroll: Licence",
        "## How to contribute",
        "## Star History",
        "## ⭐ Stargazers over time",
        "## Sponsors",
        "## Footnotes",
        "## Related lists",
        "## 📮 Contact",
        "## News",
        "## 9. License",
        "## 4.2 How to contribute",
    ],
)
def test_a_closing_section_may_be_left_out(heading: str) -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Wool](#wool)"
    text = document(lines, *TOPICS[:2], heading, *TOPICS[2:])
    assert findings(text) == []


def test_a_topic_that_begins_like_a_closing_section_is_a_topic() -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Wool](#wool)"
    text = document(lines, *TOPICS[:2], "## Joint weaving", *TOPICS[2:])
    assert [(code, severity) for _, code, severity in findings(text)] == [("SE001", "warning")]


def test_a_damaged_heading_is_not_copied() -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Wool](#wool)"
    text = document(lines, *TOPICS[:2], "## \uf8ffüöÄ Looms", *TOPICS[2:])
    assert "SE001" in {code for _, code, _ in findings(text)}
    assert fixed(text) == text


@pytest.mark.parametrize(
    "heading",
    [
        "## THIS LIST HAS BEEN DEPRECATED",
        "## Stars are welcome!",
        "## 🚀",
        "### Fine",
    ],
)
def test_what_is_no_section_of_its_own_is_not_missing(heading: str) -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Wool](#wool)"
    assert findings(document(lines, *TOPICS[:3], heading, *TOPICS[3:])) == []


def test_four_missing_headings_are_one_finding() -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Felt](#felt)\n- [Wool](#wool)"
    more = [f"## {name}" for name in ("Jute", "Hemp", "Flax", "Linen")]
    text = document(lines, *TOPICS[:3], "## Felt", *more, *TOPICS[3:])
    assert [code for _, code, _ in findings(text)] == ["SE001"]


@pytest.mark.parametrize(
    ("below", "severity"),
    [("![Map](map.png)", Severity.ADVICE), ("### Wet\n\n- [Bog](https://bog.example)", Severity.WARNING)],
)
def test_a_heading_above_the_listed_ones_counts_by_what_is_below_it(below: str, severity: Severity) -> None:
    toc = "- [Clay](#clay)\n- [Loam](#loam)\n- [Sand](#sand)"
    text = f"# Awesome Soil\n\n{toc}\n\n## Peat\n\n{below}\n\n## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n"
    found = lint(text, "README.md", Settings(today=date(2026, 1, 1), select=("SE001",))).findings
    assert [finding.severity for finding in found] == [severity]


def test_two_lines_to_the_first_of_two_equal_headings() -> None:
    lines = "- [Weaving](#weaving)\n  - [General domain](#general-domain)\n- [Knitting](#knitting)\n  - [General domain](#general-domain)"
    headings = ("## Weaving", "### General domain", "## Knitting", "### General domain")
    assert findings(document(lines, *headings)) == [(8, "SE001", "warning")]
    flat = lines.replace("  -", "-")
    assert findings(document(flat, *headings)) == [(8, "SE001", "warning")]
    assert findings(document(lines.replace("domain)\n-", "domain)\n\n-"), *headings[:3])) == []


def test_the_guidelines_do_not_repeat_what_other_rules_report() -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Gone](#gone)"
    text = document(lines, "## Threads", "## Cards", "## Felt", "## Silk").replace(
        "- [Gone](#gone)", "- [Wool](#wool)"
    )
    text += "\n## Wool\n\nx\n"
    assert [code for _, code, _ in findings(text, "AW006")] == ["AW006"]
    assert [code for _, code, _ in findings(text, "AW006", "SE001")] == ["SE001"]
    assert [code for _, code, _ in findings(text + "\n## License\n\nx\n", "AW004", "AW006")] == [
        "AW006",
        "AW004",
    ]


@pytest.mark.parametrize(
    ("heading", "anchor", "words"),
    [
        (
            "Clay ![new](https://img.example/new.svg)",
            "clay",
            "did you mean #clay-? The heading ends with a badge",
        ),
        ("🧱 Clay", "clay", "did you mean #-clay? The heading begins with a badge"),
        ("Moisture", "moistur", "named #moistur; did you mean #moisture?"),
    ],
)
def test_a_hyphen_that_comes_from_a_badge_is_explained(heading: str, anchor: str, words: str) -> None:
    text = f"# Awesome Soil\n\nSee [the bricks](#{anchor}).\n\n## {heading}\n\nx\n"
    (finding,) = lint(text, "README.md", Settings(today=date(2026, 1, 1), select=("LK003",))).findings
    assert words in finding.message


@pytest.mark.parametrize(
    ("line", "heading", "end"),
    [
        ("[Erosion](#erosion)", "Errosion", "did you mean #errosion? Or is the heading misspelt?"),
        (
            "[⚙️ Tools](#-tools)",
            "⚙️ Tools",
            "did you mean #\ufe0f-tools? The emoji of the heading ends with the invisible character U+FE0F, which is part of "
            "the anchor",
        ),
    ],
)
def test_a_broken_anchor_says_what_a_reader_cannot_see(line: str, heading: str, end: str) -> None:
    text = f"# Awesome Soil\n\n- {line}\n\n## {heading}\n\nx\n"
    settings = Settings(today=date(2026, 1, 1), select=("LK003",))
    (finding,) = lint(text, "README.md", settings).findings
    assert finding.message.endswith(end)


@pytest.mark.parametrize(("entries", "severity"), [(2, "advice"), (3, "warning")])
def test_a_section_of_entries_after_the_last_listed_one_was_forgotten(entries: int, severity: str) -> None:
    lines = "- [Threads](#threads)\n- [Cards](#cards)\n- [Silk](#silk)\n- [Wool](#wool)"
    looms = "".join(f"- [Loom {n}](https://loom.example/{n}) - Weaves.\n" for n in range(entries))
    text = document(lines, *TOPICS) + f"\n## Looms\n\n{looms}"
    assert [(code, severity) for _, code, severity in findings(text)] == [("SE001", severity)]
