"""What of a document is in no entry, and what a file without entries is."""

from __future__ import annotations

import pytest

from awesome_lint.listing import read
from awesome_lint.listing.outside_entries import find_unread, kind_of_non_list

RESTRUCTURED = """
Awesome Moss
============

.. contents:: Table of Contents

Papers
------

- `Moss Walks <https://arxiv.org/abs/2401.00001>`_
- `Moss Runs <https://arxiv.org/abs/2401.00002>`_

Tools
-----

- `Rake <https://rake.example>`_
"""
INDEX = "# Awesome Moss\n\n" + "".join(f"- [Moss {n}](papers/{n}.md)\n" for n in range(6))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RESTRUCTURED, "restructured"),
        (INDEX, "index"),
        (INDEX + "".join(f"- [Fern {n}](https://fern{n}.example) - Grows.\n" for n in range(9)), ""),
        ("# Moss\n\nMoss is small, see [the book](https://moss.example).\n", ""),
    ],
)
def test_a_file_that_is_no_list(text: str, kind: str) -> None:
    assert kind_of_non_list(read(text)) == kind


def unlinked(text: str) -> list[str]:
    return [each.text for each in find_unread(read(text)) if each.url is None]


def test_works_without_a_link_are_unread() -> None:
    linked = "- [Moss Walks on Bark](https://arxiv.org/abs/2401.00001)\n"
    assert unlinked(
        "# Moss\n\n- Fern Grows on Walls, ICML 2020\n- Oak Sleeps in Snow, 2019\n  - A. Fern, 2019\n- More\n\n"
        f"## Bark\n\n{linked}- [Moss Runs] - Counts all steps of moss.\n- Moss of the North:\n- in my view the best\n"
        "- Authors: A. Moss, B. Fern\n\n## How to contribute\n\n- Please Write Titles in Full, NeurIPS 2020\n"
    ) == [
        "Fern Grows on Walls, ICML 2020",
        "Oak Sleeps in Snow, 2019",
        "[Moss Runs] - Counts all steps of moss.",
    ]
    assert unlinked(
        f"# Moss\n\n[1] A. Moss et al. Fern Grows on Walls. *ICML*, 2020.\n\n[2] See above.\n\n{linked}"
    ) == ["[1] A. Moss et al. Fern Grows on Walls. ICML, 2020."]
    # Without venue, date or an entry next to them, only if they outnumber the entries.
    names = "".join(f"{n}. Moss of Kind Number {n}\n" for n in range(1, 12))
    assert len(unlinked(f"# Moss\n\n{names}\n## Bark\n\n{linked}")) == 11
    assert unlinked(f"# Moss\n\n{names}\n## Bark\n\n{linked * 12}") == []


def test_links_outside_entries_with_the_reason() -> None:
    listing = read(
        "# Moss [site](https://moss.example)\n\nSee [the book](https://book.example) first.\n\n"
        "- [Moss Walks](https://arxiv.org/abs/2401.00001)\n- More at [ours](https://ours.example).\n\n"
        "| | |\n|---|---|\n| a | [b](https://b.example) |\n\n"
        "## News\n\n- We moved to [there](https://there.example)\n\n"
        "## License\n\n[CC0](https://cc0.example)\n"
    )
    assert [(each.line, each.text, each.reason) for each in find_unread(listing)] == [
        (1, "site", "in a heading"),
        (3, "the book", "in a paragraph that is no entry"),
        (6, "ours", "in an item without a title"),
        (10, "b", "in a table without a column of names"),
        (14, "there", "the heading announces news or support"),
        (18, "CC0", "the heading announces no list of works"),
    ]
