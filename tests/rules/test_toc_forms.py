# ruff: noqa: E501 (a table of contents and what becomes of it stand on one line)
"""Tables of contents are brought up to date in their own form."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.mending import mend
from awesome_lint.settings import Settings

BODY = "\n\n## 🧱 Clay\n\nx\n\n## 🌾 Loam\n\nx\n\n### Silty\n\nx\n\n### Sandy\n\nx\n\n## Peat\n\nx\n\n## 🏖 Sand\n\nx\n\n## Marl\n\nx\n"
MISSING = {
    "bullets, the signs of the headings left out": (
        "* [Clay](#-clay)\n* [Loam](#-loam)\n* [Sand](#-sand)\n* [Marl](#marl)",
        "* [Clay](#-clay)\n* [Loam](#-loam)\n* [Peat](#peat)\n* [Sand](#-sand)\n* [Marl](#marl)",
    ),
    "behind what is nested": (
        "- [🧱 Clay](#-clay)\n- [🌾 Loam](#-loam)\n  - [Silty](#silty)\n  - [Sandy](#sandy)\n- [🏖 Sand](#-sand)\n- [Marl](#marl)",
        "- [🧱 Clay](#-clay)\n- [🌾 Loam](#-loam)\n  - [Silty](#silty)\n  - [Sandy](#sandy)\n- [Peat](#peat)\n- [🏖 Sand](#-sand)\n- [Marl](#marl)",
    ),
    "bold": (
        "- **[Clay](#-clay)**\n- **[Loam](#-loam)**\n- **[Sand](#-sand)**\n- **[Marl](#marl)**",
        "- **[Clay](#-clay)**\n- **[Loam](#-loam)**\n- **[Peat](#peat)**\n- **[Sand](#-sand)**\n- **[Marl](#marl)**",
    ),
    "numbered, all with one number": (
        "1. [Clay](#-clay)\n1. [Loam](#-loam)\n1. [Sand](#-sand)\n1. [Marl](#marl)",
        "1. [Clay](#-clay)\n1. [Loam](#-loam)\n1. [Peat](#peat)\n1. [Sand](#-sand)\n1. [Marl](#marl)",
    ),
    "numbered one by one": (
        "1. [Clay](#-clay)\n2. [Loam](#-loam)\n3. [Sand](#-sand)\n4. [Marl](#marl)",
        "1. [Clay](#-clay)\n2. [Loam](#-loam)\n3. [Peat](#peat)\n4. [Sand](#-sand)\n5. [Marl](#marl)",
    ),
    "in a row": (
        "[Clay](#-clay) | [Loam](#-loam) | [Sand](#-sand) | [Marl](#marl)",
        "[Clay](#-clay) | [Loam](#-loam) | [Peat](#peat) | [Sand](#-sand) | [Marl](#marl)",
    ),
    "in html": (
        '<ul>\n<li><a href="#-clay">Clay</a></li>\n<li><a href="#-loam">Loam</a></li>\n<li><a href="#-sand">Sand</a></li>\n'
        '<li><a href="#marl">Marl</a></li>\n</ul>',
        '<ul>\n<li><a href="#-clay">Clay</a></li>\n<li><a href="#-loam">Loam</a></li>\n<li><a href="#peat">Peat</a></li>\n'
        '<li><a href="#-sand">Sand</a></li>\n<li><a href="#marl">Marl</a></li>\n</ul>',
    ),
    "in the cells of a table": (
        "| Soils |\n|---|\n| [Clay](#-clay), [Loam](#-loam), [Sand](#-sand), [Marl](#marl) |",
        "| Soils |\n|---|\n| [Clay](#-clay), [Loam](#-loam), [Peat](#peat), [Sand](#-sand), [Marl](#marl) |",
    ),
}


def mended(text: str) -> str:
    settings = Settings(today=date(2026, 1, 1), select=("SE001", "SE002", "SE003"))
    return mend(text, "README.md", settings, unsafe=True).text


@pytest.mark.parametrize("form", MISSING)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_missing_heading_is_listed_as_the_others_are(form: str, newline: str) -> None:
    old, new = ((f"# Awesome Soil\n\n{each}{BODY}").replace("\n", newline) for each in MISSING[form])
    assert mended(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "[Loam](#-loam) • [Peat](#peat) • [Clay](#-clay) • [Sand](#-sand) • [Marl](#marl)",
            "[Clay](#-clay) • [Loam](#-loam) • [Peat](#peat) • [Sand](#-sand) • [Marl](#marl)",
        ),
        (
            "1. [Clay](#-clay)\n2. [Marl](#marl)\n3. [Loam](#-loam)\n4. [Peat](#peat)\n5. [Sand](#-sand)",
            "1. [Clay](#-clay)\n2. [Loam](#-loam)\n3. [Peat](#peat)\n4. [Sand](#-sand)\n5. [Marl](#marl)",
        ),
        (
            "- [Clay](#-clay)\n- [Marl](#marl)\n- [Loam](#-loam)\n  - [Silty](#silty)\n  - [Sandy](#sandy)\n- [Peat](#peat)\n- [Sand](#-sand)",
            "- [Clay](#-clay)\n- [Loam](#-loam)\n  - [Silty](#silty)\n  - [Sandy](#sandy)\n- [Peat](#peat)\n- [Sand](#-sand)\n- [Marl](#marl)",
        ),
    ],
)
def test_a_line_moves_to_its_place(old: str, new: str) -> None:
    assert mended(f"# Awesome Soil\n\n{old}{BODY}") == f"# Awesome Soil\n\n{new}{BODY}"


def test_texts_written_by_hand_stay() -> None:
    text = (
        "# Awesome Soil\n\n- [Heavy ground](#-clay)\n- [Loam](#-loam)\n- [The wet one](#peat)\n- [Sand](#-sand)\n- [Marl](#marl)"
        + BODY
    )
    assert mended(text) == text
