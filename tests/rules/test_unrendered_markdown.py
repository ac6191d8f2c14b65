"""MD005: many lines with one cause are one finding, whose fix is for all of them."""

from __future__ import annotations

from datetime import date

from awesome_lint.fixing import fix_text
from awesome_lint.linting import fold_habits, lint
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1), select=("MD005",))


def test_headings_without_a_space_are_one_finding() -> None:
    text = "# Soil\n\n" + "".join(f"##{name}\n\n- [Silt](https://silt.example)\n\n" for name in "ABCD")
    (finding,) = fold_habits(lint(text, "README.md", SETTINGS).findings)
    assert finding.message.startswith("No space is after the `#` marks of 4 lines")
    assert fix_text(text, "README.md", SETTINGS).text == text.replace("##", "## ")
