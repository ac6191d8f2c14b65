"""The paper that a repository names in its CITATION.cff and README, which strangers write."""

from __future__ import annotations

import pytest

from awesome_lint.lookup.services.readme import parse_repository_paper

PREFERRED = "preferred-citation:\n  type: article\n"


@pytest.mark.parametrize(
    ("citation_cff", "readme", "title"),
    [
        (f"{PREFERRED}  title: 'Looms'\r\n", "# Code\n", "Looms"),
        (f'{PREFERRED}  title: "Looms # 2"  \n', "", "Looms # 2"),
        (f"{PREFERRED}  title: Looms\n", "", "Looms"),
        ("title: Looms\n", "# Shuttles ##\n", "Shuttles"),
        ("", 'Text\n## The "Loom"\n', 'The "Loom"'),
        ("", '<h1 align="center">The <b>Loom</b></h1> now\n', "The Loom"),
        ("", "# ![logo](a.png) [Looms](https://example.org)\n", "Looms"),
        ("", "### Looms\n", "cards"),
    ],
)
def test_the_title(citation_cff: str, readme: str, title: str) -> None:
    assert parse_repository_paper("ames/cards", citation_cff, readme).title == title


@pytest.mark.parametrize(
    ("citation_cff", "readme"),
    [
        ("", f"# a{' ' * 250_000}b\n"),
        ("", f"#{' ' * 250_000}\n"),
        ("", f"# {'![' * 120_000}\n"),
        (f"{PREFERRED}{chr(10) * 250_000}", ""),
        (f"{PREFERRED} title: a{' ' * 250_000}b", ""),
        (f"{PREFERRED}10.1234/{')' * 250_000}", ""),
        ("", f"https://doi.org/10.1234/a{'/pdf' * 60_000}x\n"),
    ],
)
def test_no_text_of_a_stranger_stops_the_run(citation_cff: str, readme: str) -> None:
    assert parse_repository_paper("ames/cards", citation_cff, readme).source == "readme"
