"""SE006: the edits that move an entry."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.fixing import fix_text
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1), select=("SE006",), fixable=("SE006",), advice=True)
NAMES = "Acer Birch Cedar Dogwood Elm Yew Fir Ginkgo Hazel Ivy Juniper".split()


def section(names: list[str], line_end: str, blank_after: str = "") -> str:
    lines = ["# Trees", "", "## Names", ""]
    for name in names:
        lines += [f"- [{name}](https://{name.lower()}.example) - Grows."] + [""] * (name == blank_after)
    return line_end.join([*lines, ""])


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_move_keeps_every_line_and_its_end(line_end: str) -> None:
    fixed = fix_text(section(NAMES, line_end), "README.md", SETTINGS, unsafe=True).text
    assert fixed == section(sorted(NAMES), line_end)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("blank_after", ["Yew", "Elm"])
def test_an_entry_next_to_a_blank_line_is_not_moved(line_end: str, blank_after: str) -> None:
    text = section(NAMES, line_end, blank_after)
    assert fix_text(text, "README.md", SETTINGS, unsafe=True).text == text
