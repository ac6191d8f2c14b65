"""What of a document is in no entry, and what a file without entries is."""

from __future__ import annotations

import pytest

from awesome_lint.listing import read
from awesome_lint.listing.outside_entries import kind_of_non_list, links_outside_entries

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


def test_links_outside_entries_with_the_reason() -> None:
    listing = read(
        "# Moss [site](https://moss.example)\n\nSee [the book](https://book.example) first.\n\n"
        "- [Moss Walks](https://arxiv.org/abs/2401.00001)\n- More at [ours](https://ours.example).\n\n"
        "| | |\n|---|---|\n| a | [b](https://b.example) |\n\n"
        "## News\n\n- We moved to [there](https://there.example)\n\n"
        "## License\n\n[CC0](https://cc0.example)\n"
    )
    assert [(each.line, each.text, each.reason) for each in links_outside_entries(listing)] == [
        (1, "site", "in a heading"),
        (3, "the book", "in a paragraph that is no entry"),
        (6, "ours", "in an item without a title"),
        (10, "b", "in a table without a column of names"),
        (14, "there", "the heading announces news or support"),
        (18, "CC0", "the heading announces no list of works"),
    ]
