# ruff: noqa: E501 (an entry is on one line)
"""Entries that deviate from the list’s form are written in it, and nothing that they say changes."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint import listing
from awesome_lint.findings import Safety
from awesome_lint.fixing import fix_text
from awesome_lint.formatting.formatter import format_text
from awesome_lint.linting import lint
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1))
NAMES = (
    "Clay at Rest",
    "Loam in Motion",
    "Silt and Water",
    "Sand under Load",
    "Peat in Winter",
    "Marl and Lime",
    "Mud after Rain",
    "Chalk in Streams",
    "Stones on Slopes",
)


def formatted(text: str, **settings: object) -> str:
    return format_text(text, "README.md", Settings(today=date(2026, 1, 1), **settings)).text  # type: ignore[arg-type]


def linked(number: int, name: str) -> str:
    return f"- [{name}](https://arxiv.org/abs/2401.0000{number}) (Jan. 2024) [[code](https://github.com/soil/r{number})]\n"


def fielded(number: int, name: str) -> str:
    return (
        f"- [{name}](https://arxiv.org/abs/2401.0000{number})\n  - Ann Ames and Cy Cole. ICML 2024.\n"
        f"  - Keyword: soil, water\n"
    )


def numbered(number: int, name: str) -> str:
    return (
        f"1. **{name}.** *Ann Ames, Cy Cole.* ICML 2024. [[pdf](https://arxiv.org/abs/2401.0000{number})]\n"
    )


def badged(number: int, name: str) -> str:
    return (
        f"+ [{name}](https://arxiv.org/abs/2401.0000{number}) (Jan., 2024)  \n"
        f"  [![Star](https://img.shields.io/github/stars/soil/r{number}.svg)](https://github.com/soil/r{number})\n\n"
    )


def row(number: int, name: str) -> str:
    return f"| [{name}](https://arxiv.org/abs/2401.0000{number}) | Jan. 2024 | ICML 2024 | [code](https://github.com/soil/r{number}) |\n"


TABLE = "| Paper | Date | Venue | Code |\n|---|---|---|---|\n"
CASES = {
    "date and brackets": (
        "",
        linked,
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) (2024-01) [code](https://github.com/soil/r9)\n",
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) (Jan. 2024) [[code](https://github.com/soil/r9)]\n",
    ),
    "bullet and gap": (
        "",
        linked,
        "* [Dust on Roads](https://arxiv.org/abs/2401.00009)(Jan. 2024) [[code](https://github.com/soil/r9)]\n",
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) (Jan. 2024) [[code](https://github.com/soil/r9)]\n",
    ),
    "one deviation": (
        "",
        linked,
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) (2024-01) [[code](https://github.com/soil/r9)]\n",
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) (Jan. 2024) [[code](https://github.com/soil/r9)]\n",
    ),
    "order and date": (
        "",
        linked,
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) [[code](https://github.com/soil/r9)] (2024.01)\n",
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) (Jan. 2024) [[code](https://github.com/soil/r9)]\n",
    ),
    "label and separator": (
        "",
        fielded,
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009)\n  - Ann Ames. ICML 2024.\n  - Keywords: soil; water\n",
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009)\n  - Ann Ames. ICML 2024.\n  - Keyword: soil, water\n",
    ),
    "title's marks and brackets": (
        "",
        numbered,
        "1. **Dust on Roads**. *Ann Ames, Cy Cole.* ICML 2024. [[pdf]](https://arxiv.org/abs/2401.00009)\n",
        "1. **Dust on Roads.** *Ann Ames, Cy Cole.* ICML 2024. [[pdf](https://arxiv.org/abs/2401.00009)]\n",
    ),
    "one line for two": (
        "",
        badged,
        "+ [Dust on Roads](https://arxiv.org/abs/2401.00009) (2024.01) "
        "[![Star](https://img.shields.io/github/stars/soil/r9.svg)](https://github.com/soil/r9)\n\n",
        "+ [Dust on Roads](https://arxiv.org/abs/2401.00009) (Jan., 2024)  \n"
        "  [![Star](https://img.shields.io/github/stars/soil/r9.svg)](https://github.com/soil/r9)\n\n",
    ),
    "a row's date and venue": (
        TABLE,
        row,
        "| [Dust on Roads](https://arxiv.org/abs/2401.00009) | 2024-01 | ICML, 2024 | [code](https://github.com/soil/r9) |\n",
        "| [Dust on Roads](https://arxiv.org/abs/2401.00009) | Jan. 2024 | ICML 2024 | [code](https://github.com/soil/r9) |\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_is_written_in_the_style_of_its_list(name: str, newline: str) -> None:
    head, entry, drifting, wanted = CASES[name]
    before = "# Soil\n\n" + head + "".join(entry(n, title) for n, title in enumerate(NAMES))
    text, expected = ((before + each).replace("\n", newline) for each in (drifting, wanted))
    assert formatted(text) == expected
    assert formatted(expected) == expected


@pytest.mark.parametrize(
    "drifting",
    [
        # Not understood wholly.
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009) (2024-01) winner of it all [[code](https://github.com/soil/r9)]\n",
        # A comment says no.
        "- [Dust on Roads](https://arxiv.org/abs/2401.00009)(2024-01) [code](https://github.com/soil/r9) <!-- awesome-lint disable-line -->\n",
    ],
)
def test_entries_are_left_alone(drifting: str) -> None:
    text = "# Soil\n\n" + "".join(linked(n, title) for n, title in enumerate(NAMES)) + drifting
    assert formatted(text) == text


def test_generated_blocks_are_left_alone() -> None:
    drifting = CASES["date and brackets"][2]
    block = f"<!-- START soil -- do not edit -->\n{drifting}<!-- END soil -->\n"
    text = "# Soil\n\n" + "".join(linked(n, title) for n, title in enumerate(NAMES)) + "\n" + block
    assert formatted(text) == text


def test_a_rule_that_does_not_run_does_not_count() -> None:
    head, entry, drifting, _ = CASES["date and brackets"]
    text = "# Soil\n\n" + head + "".join(entry(n, title) for n, title in enumerate(NAMES)) + drifting
    left = formatted(text, ignore=("EN001",))
    assert left == text.replace(
        "(2024-01) [code](https://github.com/soil/r9)", "(2024-01) [[code](https://github.com/soil/r9)]"
    )


def test_without_a_common_form_nothing_is_written() -> None:
    half = "".join(linked(n, title) for n, title in enumerate(NAMES[:3]))
    other = "".join(
        f"- [{title}](https://arxiv.org/abs/2401.0001{n}) [code](https://github.com/soil/r{n}) (2024-01)\n"
        for n, title in enumerate(NAMES[3:])
    )
    assert formatted(half + other) == half + other


@pytest.mark.parametrize("name", CASES)
def test_the_records_stay(name: str) -> None:
    head, entry, drifting, _ = CASES[name]
    text = "# Soil\n\n" + head + "".join(entry(n, title) for n, title in enumerate(NAMES)) + drifting
    before, after = listing.read(text), listing.read(formatted(text))
    kept = ("title", "url", "arxiv_id", "date", "venue", "authors", "code_repo", "keywords", "links")
    for old, new in zip(before.entries, after.entries, strict=True):
        one, other = dict(entry_record(old, "")), dict(entry_record(new, ""))
        assert {key: one[key] for key in kept} == {key: other[key] for key in kept}


def test_the_form_of_a_whole_section_is_reported_and_never_fixed() -> None:
    items = [f"- [Loom study {n}](https://loom.example/{n}) (2024, ICLR)\n" for n in range(64)]
    section = [item.replace("2024, ICLR", "ICLR 2024") for item in items[60:]]
    text = "# Looms\n\n## Weaving\n\n" + "".join(items[:60]) + "\n## Spinning\n\n" + "".join(section)
    settings = Settings(today=date(2026, 1, 1), select=("EN003",))
    findings = lint(text, "README.md", settings).findings
    assert findings
    assert all(one.fix is not None and one.fix.safety is Safety.DISPLAY for one in findings)
    assert fix_text(text, "README.md", settings).text == formatted(text) == text
