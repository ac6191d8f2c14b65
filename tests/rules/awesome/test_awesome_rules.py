"""The guidelines of sindresorhus/awesome: what the rules find beyond their own examples."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from awesome_lint.fixing import fix_text
from awesome_lint.linting import lint
from awesome_lint.rules import catalogue
from awesome_lint.runner import community_files
from awesome_lint.settings import Settings
from awesome_lint.source import Source

TODAY = date(2026, 1, 1)


def lines(text: str, *select: str, **settings: object) -> list[tuple[int, str]]:
    """The lines and codes of all findings."""
    linted = lint(text, "README.md", Settings(today=TODAY, select=select, **settings))  # type: ignore[arg-type]
    assert linted.failures == ()
    source = Source("README.md", text)
    return [(source.position(finding.span.start)[0], finding.code) for finding in linted.findings]


def fixed(text: str, *select: str) -> str:
    return fix_text(text, "README.md", Settings(today=TODAY, select=select)).text


def item(*rest: str) -> str:
    return "".join(f"- [Reed](https://example.org/{number}){one}\n" for number, one in enumerate(rest))


# --- Items ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rest",
    [
        "",
        " - Reads.",
        " - Reads!?…",
        ' - Reads "streams".',
        ' - "Reads streams."',
        " - “Reads streams.”",
        " - Reads streams. :rocket: 🚀",
        " - Reads streams. (French)",
        " - Reads [streams](https://example.org/s)",
        " - Reads *streams*",
        " - Reads streams ![new](https://example.org/new.svg)",
        " - Reads streams.[^1]\n\n[^1]: note\n",
        " by [Ada](https://example.org/ada) - Reads.",
        " (2024) - Reads.",
        " (French)",
        " *(French)*",
        " 🚀",
        " [[pdf](https://example.org/p)] [[code]](https://example.org/c)",
        " - p2p streams.",
        " - iOS streams.",
        " - npm for streams.",
        " - /etc reader.",
        " - 'Quoted name' reader.",
        " - 读取流。",
        " - საკითხავი.",
    ],
)
def test_an_item_in_form_has_no_finding(rest: str) -> None:
    assert lines(item(rest), "AW005") == []


@pytest.mark.parametrize(
    "rest",
    [
        ": Reads.",
        " Reads.",
        " – Reads.",
        " — Reads.",
        "- Reads.",
        " -Reads.",
        " -- Reads.",
        "\u00a0- Reads.",
        " - reads.",
        " - 'reads' streams.",
        " - читает.",
        " - Reads",
        " - Reads streams;",
        " - Reads `streams`",
        ' - Reads "streams.".',
        " - Reads streams (all)",
        " and more",
        "\n  Reads streams.",
    ],
)
def test_an_item_out_of_form_has_one_finding(rest: str) -> None:
    assert lines(item(rest), "AW005") == [(1, "AW005")]


def test_items_before_and_in_the_table_of_contents_are_not_checked() -> None:
    text = "- [x](#y)\n\n## Contents\n\n- [Reeds](#reeds)\n- see\n\n## Reeds\n\n- [x](#y)\n"
    assert lines(text, "AW005") == [(10, "AW005")]


def test_comments_of_the_npm_tool_suppress_by_its_rule_names() -> None:
    bad = "- [Reed](https://example.org) - reads.\n"
    assert lines(f"<!--lint disable awesome-list-item-->\n\n{bad}", "AW005") == []
    assert lines(f"<!--lint ignore awesome-list-item double-link-->\n{bad}\ntext\n\n{bad}", "AW005") == [
        (6, "AW005")
    ]
    on = "<!--lint disable awesome-list-item-->\n\ntext\n\n<!--lint enable awesome-list-item-->\n\n"
    assert lines(on + bad, "AW005") == [(7, "AW005")]


@pytest.mark.parametrize(
    "alias",
    "awesome-badge awesome-contributing awesome-github awesome-license awesome-list-item awesome-toc double-link "
    "balanced-punctuation no-repeat-item-in-description awesome-no-ci-badge awesome-spell-check "
    "awesome-code-of-conduct awesome-heading".split(),
)
def test_rule_names_of_the_npm_tool_are_aliases(alias: str) -> None:
    rule = catalogue.find(alias)
    assert rule is not None
    assert rule.code.startswith("AW")


def test_the_preset_adds_the_guidelines_to_what_runs() -> None:
    text = "# Awesome Reeds\n\n- [Reed](https://example.org) - reads.\n- [empty]()\n"
    assert "AW005" not in {code for _, code in lines(text)}
    codes = {code for _, code in lines(text, preset="awesome")}
    assert {"AW001", "AW005", "LK002"} <= codes


# --- Fixes ---------------------------------------------------------------------------------------------


def test_a_possible_name_is_capitalized_only_by_an_unsafe_fix() -> None:
    text = item(" - pandas for streams.", " - `x`", " - мозаика.", " - (a) 🚀")
    assert fixed(text, "AW") == fixed(fixed(text, "AW"), "AW")
    assert "- pandas for" in fixed(text, "AW")


def test_a_repeated_name_is_removed_where_the_sentence_is_complete_without_it() -> None:
    before = (
        " - Reed, formerly Rush, is a reader.",
        " - Reed reader.",
        " - Reed, a reader of streams.",
        " - Reed is the reader.",
    )
    after = (
        " - Reed, formerly Rush, is a reader.",
        " - Reed reader.",
        " - A reader of streams.",
        " - The reader.",
    )
    assert fixed(item(*before), "AW009") == item(*after)


def test_no_badge_is_added_where_it_would_break_an_anchor() -> None:
    text = "# Awesome Reeds\n\n[up](#awesome-reeds)\n"
    assert lines(text, "AW001") == [(1, "AW001")]
    assert fixed(text, "AW001") == text


def test_a_missing_section_is_added_after_its_previous_sibling() -> None:
    text = "# A\n\n## Contents\n\n* [B](#b)\n  * [C](#c)\n* [E](#e)\n\n## B\n\n### C\n\n## D [x]\n\n## E\n"
    assert "* [B](#b)\n  * [C](#c)\n* [D \\[x\\]](#d-x)\n* [E](#e)\n" in fixed(text, "AW006")


@pytest.mark.parametrize("seed", range(12))
def test_fixes_converge_and_keep_all_links(seed: int) -> None:
    pieces: Sequence[str] = (
        " - ", " – ", ": ", "reads", "Reads", "Reed", " is a ", "the ", ".", "!", '"', "“", "`x`", " (y)", "[z](https://example.org/z)",
        " 🚀", " github", "読む", "\u00a0", "*e*", ",", " ",
    )  # fmt: skip
    dice = random.Random(seed)  # noqa: S311
    text = "# awesome reeds\n\n" + item(*("".join(dice.choices(pieces, k=7)) for _ in range(30)))
    once = fixed(text, "AW")
    assert fixed(once, "AW") == once
    assert [once.count(f"https://example.org/{number})") for number in range(30)] == [1] * 30
    assert once.count("https://example.org/z") == text.count("https://example.org/z")


# --- The page ------------------------------------------------------------------------------------------


def test_quotation_marks_are_reported_at_their_position() -> None:
    assert lines("One line,\nand “another\nline.\n", "AW008") == [(2, "AW008")]


def test_links_in_tables_and_descriptions_are_no_double_links() -> None:
    row = "| [Reed](https://example.org/reed) | x |\n"
    text = f"| a | b |\n|---|---|\n{row}{row}\n- [Tern](https://example.org/tern) - See [Reed](https://example.org/reed).\n"
    assert lines(text, "AW007") == []
    assert lines(text + "\n[Tern](http://www.example.org/tern/)\n", "AW007") == [(6, "AW007"), (8, "AW007")]


def test_a_table_of_contents_with_another_heading_is_checked() -> None:
    text = "# Awesome Reeds\n\n## {}\n\n- [Reeds](#reeds)\n\n## Reeds\n\n## Rushes\n\n## Contributing\n"
    for title in ("Contents", "Table of Contents", "📖 Index", "TOC"):
        assert lines(text.format(title), "AW006") == [(5, "AW006")]


def test_files_next_to_the_readme_are_read(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "Contributing.md").write_text("Be kind.\n")
    (tmp_path / "CODE_OF_CONDUCT.md").write_bytes(b"\xff\xfe")
    (tmp_path / "other.md").write_text("x")
    assert community_files.read_community_files(str(readme)) == {
        ".github/Contributing.md": "Be kind.\n",
        "CODE_OF_CONDUCT.md": "?",
    }


@pytest.mark.parametrize("piece", ["`", "-", " -", " ", "(", "[", "“", '"', "🚀", ": ", "`x` ", "[x](u) "])
def test_long_lines_are_checked_in_linear_time(piece: str) -> None:
    # A quadratic rule would need hours for this.
    text = "- [Reed](https://example.org) - Reads" + piece * (40_000 if len(piece) < 3 else 1_000) + "\n"
    lines(text, "AW005", "AW008", "AW009")
