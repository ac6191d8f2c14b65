"""`format` brings each part of an entry into the form that the other entries share."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.formatting.formatter import format_text
from awesome_lint.settings import Settings

NAMES = tuple(
    "Clay Loam Silt Sand Peat Marl Mud Chalk Stones Dust Gravel Turf Grit Shale Flint Slate Ash Ooze Moss Humus".split()
)


def formatted(text: str, **style: object) -> str:
    return format_text(text, "README.md", Settings(today=date(2026, 1, 1), style=style)).text


def listed(entry: str, head: str = "") -> str:
    """A list whose entries are all like this one: `{name}` and `{n}` differ."""
    return (
        "# Awesome soil\n\n"
        + head
        + "".join(entry.format(name=f"{name} at Rest", n=n) for n, name in enumerate(NAMES))
    )


LINKED = "- [{name}](https://soil.example/{n}) - A study of soil.\n"
TAGGED = "- [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})] [[code](https://code.example/{n})]\n"
NUMBERED = "{n}. **{name}.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/{n})]\n"
NESTED = "- [{name}](https://soil.example/{n})\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n"
NAMED = "- [2024/01] **[Rest]** {name} [[paper](https://paper.example/{n})]\n"
ROW = "| [{name}](https://soil.example/{n}) | 2024 | [code](https://code.example/{n}) |\n"
TABLE = "| Title | Year | Code |\n|---|---|---|\n"

CASES = {
    "space after the marker": (
        LINKED,
        "-   [Rust](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "no space after the marker": (
        LINKED,
        "-[Rust](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "space after the marker of several lines": (
        NESTED,
        "-   [Rust](https://soil.example/99)\n    - Ann Ames, Cy Cole\n    - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "no full stop": (
        LINKED,
        "- [Rust](https://soil.example/99) - A study of soil\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "separator after the title": (
        LINKED,
        "- [Rust](https://soil.example/99): A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "first word": (
        LINKED,
        "- [Rust](https://soil.example/99) - a study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "emphasis of the title": (
        LINKED,
        "- [**Rust**](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "spaces within the line": (
        LINKED,
        "- [Rust](https://soil.example/99) - A study  of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "space in the link's text": (
        LINKED,
        "- [ Rust](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "brackets": (
        TAGGED,
        "- [Rust](https://soil.example/99) [paper](https://paper.example/99) [[code]](https://code.example/99)\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "label": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[Paper](https://paper.example/99)] [[GitHub](https://github.com/soil/rust)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://github.com/soil/rust)]\n",
    ),
    "order of links": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[code](https://code.example/99)] [[paper](https://paper.example/99)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "separator between links": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)], [[code](https://code.example/99)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "separator at the end": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)] |\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "links on a line of their own": (
        TAGGED,
        "- [Rust](https://soil.example/99)\n  [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "emphasis that is not closed": (
        NUMBERED,
        "20. **Rust.** *Ann Ames, Cy Cole. [[pdf](https://paper.example/99)]\n",
        "20. **Rust.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/99)]\n",
    ),
    "a number that was used before": (
        NUMBERED,
        "12. **Rust.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/99)]\n",
        "20. **Rust.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/99)]\n",
    ),
    "lines in another order": (
        NESTED,
        "- [Rust](https://soil.example/99)\n  - Keyword: soil, water\n  - Ann Ames, Cy Cole\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "a joined line": (
        NESTED,
        "- [Rust](https://soil.example/99), Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "comma without a space": (
        NESTED,
        "- [Rust](https://soil.example/99)\n  - Ann Ames,Cy Cole\n  - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "a stop at the end of a line": (
        NESTED,
        "- [Rust](https://soil.example/99).\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "a name that touches the title": (
        NAMED,
        "- [2024/01] **[Rust]**Rust at Rest [[paper](https://paper.example/99)]\n",
        "- [2024/01] **[Rust]** Rust at Rest [[paper](https://paper.example/99)]\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_part_is_written_in_the_form_of_the_list(name: str) -> None:
    entry, drifted, wanted = CASES[name]
    assert formatted(listed(entry) + drifted) == listed(entry) + wanted
    assert formatted(listed(entry) + wanted) == listed(entry) + wanted


@pytest.mark.parametrize(
    "row",
    [
        "|[Rust](https://soil.example/99)|2024|[code](https://code.example/99)|\n",
        "[Rust](https://soil.example/99)|2024|[code](https://code.example/99)\n",
    ],
)
def test_a_row_gets_the_padding_and_the_pipes_of_the_others(row: str) -> None:
    wanted = "| [Rust](https://soil.example/99) | 2024 | [code](https://code.example/99) |\n"
    assert formatted(listed(ROW, TABLE) + row) == listed(ROW, TABLE) + wanted


def test_an_item_among_numbered_ones_gets_its_number() -> None:
    text = "# Awesome soil\n\n" + "".join(
        f"{n}. [{name}](https://soil.example/{n})\n" for n, name in enumerate(NAMES, 1)
    )
    assert formatted(text.replace("7. [Mud]", "- [Mud]")) == text


def test_lines_that_run_together_become_items() -> None:
    run = "\n## Water\n\n[Rain](https://rain.example)\n[Snow](https://snow.example)\n[Hail](https://hail.example)\n"
    assert formatted(listed(LINKED) * 3 + run) == listed(LINKED) * 3 + run.replace("\n[", "\n- [")


@pytest.mark.parametrize(
    "odd",
    [
        # A description that begins with a name in lower case.
        "- [Rust](https://soil.example/99) - rustlib is a study of soil.\n",
        # A list of its own.
        "- [Rust](https://soil.example/99) - A study of soil.\n  - [Iron](https://iron.example)\n  - [Zinc](https://zinc.example)\n",
        # A paragraph with a link at its start.
        "\n[Rust](https://soil.example/99) is a study of soil.\n",
    ],
)
def test_what_is_meant_so_stays(odd: str) -> None:
    assert formatted(listed(LINKED) + odd) == listed(LINKED) + odd


def test_a_section_may_have_a_form_of_its_own() -> None:
    own = "\n## Water\n\n" + "".join(f"* [Rain {n}](https://rain.example/{n})\n" for n in range(9))
    assert formatted(listed(LINKED) + own) == listed(LINKED) + own


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (
            {"bullet": "+"},
            "+ [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})] [[code](https://code.example/{n})]\n",
        ),
        (
            {"title": "bold-link"},
            "- **[{name}](https://soil.example/{n})** [[paper](https://paper.example/{n})] [[code](https://code.example/{n})]\n",
        ),
        (
            {"brackets": "[x](u)"},
            "- [{name}](https://soil.example/{n}) [paper](https://paper.example/{n}) [code](https://code.example/{n})\n",
        ),
        (
            {"between": ", "},
            "- [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})], [[code](https://code.example/{n})]\n",
        ),
        (
            {"label": {"code": "Code"}},
            "- [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})] [[Code](https://code.example/{n})]\n",
        ),
    ],
)
def test_a_form_can_be_set(style: dict[str, object], wanted: str) -> None:
    assert formatted(listed(TAGGED), **style) == listed(wanted)


def test_the_results_say_what_was_done_and_why_not() -> None:
    odd = "* [Rust](https://soil.example/98) - A study of soil.\n"
    unread = "- [Iron](https://soil.example/99) [[paper](https://paper.example/99)] seen on the moon [[code](https://code.example/99)]\n"
    done = format_text(
        listed(TAGGED) + unread + listed(LINKED)[16:] + odd, "README.md", Settings(today=date(2026, 1, 1))
    )
    by_title = {each.before.partition("](")[0][3:]: each for each in done.results}
    assert by_title["Rust"].status == "written"
    assert by_title["Rust"].parts == ("bullet",)
    assert (by_title["Iron"].status, by_title["Iron"].reason) == ("left", "unknown-words")
    assert by_title["Iron"].explanation().startswith("“seen on the moon” is not recognized as")
    assert by_title["Clay at Rest"].status == "in-form"


def test_marks_around_a_title_are_not_doubled() -> None:
    entry = "{n}. (2024 ICML) **{name}.** *Ann Ames.* [[pdf](https://paper.example/{n})]\n"
    odd = "12. (2024 arviv) **Rust: A Study.** \n"
    once = formatted(listed(entry) + odd)
    assert "****" not in once
    assert formatted(once) == once


def test_a_date_without_brackets_gets_those_of_the_others() -> None:
    entry = "- [{name}](https://soil.example/{n}) (Jan. 2024)\n"
    bare, wanted = (
        "- [Rust](https://soil.example/99) Mar. 2024\n",
        "- [Rust](https://soil.example/99) (Mar. 2024)\n",
    )
    assert formatted(listed(entry) + bare) == listed(entry) + wanted


def test_lines_that_lost_their_bullets_stay_lines() -> None:
    lost = listed(LINKED) + "- [Rust](https://soil.example/rust)\n[Lime](https://soil.example/lime)\n"
    assert formatted(lost) == lost
