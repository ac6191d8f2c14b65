"""Messages of the rules of form show what differs, and showing it changes no severity."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from awesome_lint.findings import Severity
from awesome_lint.linting import lint
from awesome_lint.settings import Settings

WORDS = "Clay Loam Sand Peat Marl Silt Kelp Reef Moss Fern Oak Elm".split()


def item(word: str, before: str = " - ", end: str = ".") -> str:
    return (
        f"- [{word}](https://soil.example/{word}){before}All that is known about {word} and its uses{end}\n"
    )


def field(word: str, separator: str = ": ") -> str:
    return f"- [{word}](https://soil.example/{word})\n  - Key{separator}soil, {word}\n"


@pytest.mark.parametrize(
    ("usual", "odd", "words"),
    [
        (item, item("Ash", " -  "), "“␣-␣␣” is not in the form of 12 of 13 comparable entries: write “␣-␣”"),
        (field, field("Ash", ":  "), "“:␣␣” is not in the form of 12 of 13 comparable entries: write “:␣”"),
        (item, item("Ash").replace("and its", "and  its"), "and␣␣its"),
    ],
)
def test_spaces_that_differ_are_shown(usual: Callable[[str], str], odd: str, words: str) -> None:
    text = "# Awesome Soil\n\n## Kinds\n\n" + "".join(map(usual, WORDS)) + odd
    settings = Settings(today=date(2026, 1, 1), advice=True, select=("EN006", "EN013"))
    (finding,) = lint(text, "README.md", settings).findings
    assert words in finding.message
    assert finding.severity is Severity.ADVICE


def test_the_end_of_a_description_is_shown_with_its_word_once() -> None:
    text = "# Awesome Soil\n\n## Kinds\n\n" + "".join(map(item, WORDS * 2)) + item("Ash", end="")
    (finding,) = lint(text, "README.md", Settings(today=date(2026, 1, 1), select=("EN013",))).findings
    assert (
        "Description without a full stop: “uses”; 24 of 25 comparable entries have one: " in finding.message
    )
    assert "write “uses.”" in finding.message
    assert not finding.related


@pytest.mark.parametrize(
    ("style", "gap", "message"),
    [
        (
            {},
            "\n",
            "Blank line between two entries; 11 of 12 comparable entries have no blank line there: remove it",
        ),
        (
            {"blank_between": True},
            "",
            "No blank line between two entries; the configuration says `blank_between = true`: add one",
        ),
    ],
)
def test_a_blank_line_between_entries(style: dict[str, bool], gap: str, message: str) -> None:
    separator = "\n" if style else ""
    text = "# Awesome Soil\n\n## Kinds\n\n" + separator.join(map(item, WORDS)) + gap + item("Ash")
    settings = Settings(today=date(2026, 1, 1), advice=True, select=("EN009",), style=style)
    (finding,) = lint(text, "README.md", settings).findings
    assert finding.message == message


def test_a_space_before_a_comma() -> None:
    usual = "- [{0}](https://arxiv.org/abs/2301.0000{1}) Ann Ames, Bo Birk. 2023\n"
    text = "# Awesome Soil\n\n## Kinds\n\n" + "".join(
        usual.format(word, n) for n, word in enumerate(WORDS[:8])
    )
    text += "- [Ash](https://arxiv.org/abs/2301.00009) Ann Ames , Cy Cole , Bo Birk. 2023\n"
    settings = Settings(today=date(2026, 1, 1), advice=True, select=("EN013",))
    (finding,) = lint(text, "README.md", settings).findings
    assert finding.message == (
        "Space before a comma: “Ames ,”; 8 of 9 comparable entries have none: write “Ames,”"
    )
