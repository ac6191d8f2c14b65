"""Texts on which a careless reader takes quadratic or exponential time, or stops: here they only have to be read."""

from __future__ import annotations

import pytest

from awesome_lint.listing import read
from awesome_lint.listing.html_tables import grids_in_html
from awesome_lint.markdown import parse, tree
from awesome_lint.style.planner import Planner

URL = "https://arxiv.org/abs/2402.00001"
LINK = f"[Weaving Depth from Threads]({URL})"
ITEMS = "".join(f"- [Weaving on Loom {n}](https://arxiv.org/abs/2402.0000{n})\n" for n in range(2, 8))
ROWS = f'<tr><td><a href="{URL}">Weaving Depth from Threads</a></td></tr></table>\n'
HOSTILE = {
    "a run of punctuation in a heading": f"## a{200_000 * '-'}b\n\n- {LINK}\n",
    "spaces between names and a title": f"- Ann Lee, Bob Ray{100_000 * ' '}x {LINK}\n",
    "a comment after a title": f"- Title of Looms <!--{100_000 * 'x'}--> x) [pdf]({URL})\n",
    "brackets before a title": f"- {40_000 * '(.)'} Title of Looms [pdf]({URL})\n",
    "a row span of many digits": f'<table><tr><td>a<td rowspan="{5_000 * "9"}">b</tr>\n{ROWS}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read(text: str) -> None:
    listing = read(text)
    assert listing.sections
    list(Planner(listing).plans())


def test_row_of_html_table_has_limited_width() -> None:
    wide = 400 * "<td rowspan=2000 colspan=50>x</td>"
    document = parse(f"<table><tr><th>Paper</th>{wide}</tr>\n{ROWS}")
    blocks = [block for block in document.children if isinstance(block, tree.HtmlBlock)]
    (grid,) = grids_in_html(blocks, document.text)
    assert all(len(cells) <= 250 for _, _, cells in grid.rows)


@pytest.mark.parametrize(("links", "counted"), [(3, True), (1_500, False)])
def test_order_is_not_counted_in_entry_with_many_links(links: int, counted: bool) -> None:
    labels = " ".join(f"[t{n}](https://loom.example/{n})" for n in range(links))
    listing = read(f"{ITEMS}- {LINK} {labels}\n")
    keys = Planner(listing).usage.keys_with_prefix(listing.entries[0].kind, "order")
    assert bool(keys) is counted


def test_entry_of_many_lines_with_fields() -> None:
    fields = "".join(f"  - Keyword: loom {n}\n" for n in range(10_000))
    (entry,) = read(f"## Looms\n\n- {LINK}\n{fields}").entries
    assert len(entry.keywords) == 10_000
