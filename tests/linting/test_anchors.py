"""A fix that changes a heading's anchor changes the links to it too."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.edits import apply_edits, sort_edits
from awesome_lint.findings import Finding
from awesome_lint.linting import lint
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1), select=("TX002",))


def found(text: str) -> Finding:
    (finding,) = lint(text, "README.md", SETTINGS).findings
    return finding


def fixed(text: str) -> str:
    fix = found(text).fix
    assert fix is not None
    return apply_edits(text, sort_edits(fix.edits))


def test_all_links_to_the_heading_are_changed_with_it() -> None:
    text = "- [Big data](#bigdata) and [again](#BigData)\n- [Code](#code)\n\n# Big\u00a0data\n\n# Code\n"
    assert (
        fixed(text)
        == "- [Big data](#big-data) and [again](#big-data)\n- [Code](#code)\n\n# Big data\n\n# Code\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "- [Big data](#big-data)\n\n# Big\u00a0data\n",
        '- [Big data](#bigdata)\n\n<a id="bigdata"></a>\n\n# Big\u00a0data\n',
        "- [Code](#code)\n\n# Code\n\nBig\u00a0data.\n",
    ],
)
def test_links_that_lead_elsewhere_stay(text: str) -> None:
    assert fixed(text) == text.replace("\u00a0", " ")


@pytest.mark.parametrize("other", ["Big data", "Bigdata"])
def test_where_headings_are_told_apart_by_number_nothing_is_offered(other: str) -> None:
    assert found(f"- [Big data](#bigdata)\n\n# Big\u00a0data\n\n# {other}\n").fix is None
