# ruff: noqa: E501 (a table row is a line)
"""Edits that change more than they say are objected to; edits that do what they say are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.edits import Edit, Span, sort_edits
from awesome_lint.fixing.guard import Guard
from awesome_lint.fixing.offset_map import are_disjoint


def edit(text: str, old: str, new: str, *, within: str | None = None) -> Edit:
    """Replace the one place where `old` is (inside `within`, where it is more than once)."""
    around = within if within is not None else old
    assert text.count(around) == 1, f"{around!r} is {text.count(around)} times"
    start = text.index(around) + around.index(old)
    return Edit(Span(start, start + len(old)), new)


TABLE = "| Paper | Code |\n|---|---|\n| [Kelp](https://e.org/kelp) | [c](https://e.org/c) |\n\nend\n"
NOTE = "# Tides\n\nThe moon pulls[^1] twice a day.\n\n[^1]: See [Newton](https://e.org/newton).\n"
ALERT = "> [!NOTE]\n> Links are checked on Fridays.\n\n- [Kelp](https://e.org/kelp)\n"
LIST = (
    "## Forests\n\n- [Kelp forests](https://arxiv.org/abs/2104.01234) (Apr. 2021)\n"
    "  [code](https://github.com/ocean/kelp)\n- [Mangroves](https://e.org/mangroves) (2020)\n\n## Reefs\n\n- [Coral](https://e.org/coral)\n"
)
NESTED = "- Sea\n  - [Kelp](https://e.org/kelp)\n  - [Coral](https://e.org/coral)\n- Land\n"

Change = tuple[str, str, str | None]
Cases = dict[str, tuple[str, list[Change]]]

# Old text, new text, and where the old one is if it is more than once.
HARMFUL: Cases = {
    "a pipe in a cell drops the last cell": (TABLE, [("Kelp", "Ke|lp", "[Kelp]")]),
    "a row of dashes loses its cells": (TABLE, [("|---|---|", "|---|", None)]),
    "a header cell is opened": (TABLE, [("Paper", "Pa|per", None)]),
    "a blank line ends the table": (TABLE, [("|---|---|\n", "|---|---|\n\n", None)]),
    "a footnote's definition goes": (NOTE, [("[^1]: See", "[^2]: See", None)]),
    "a footnote's only reference goes, and so its text": (NOTE, [("pulls[^1]", "pulls", None)]),
    "a footnote's mark is escaped": (NOTE, [("pulls[", "pulls\\[", None)]),
    "an alert becomes a quote": (ALERT, [("[!NOTE]", "[!NOTED]", None)]),
    "a bracket in a link's text ends the link": (LIST, [("forests", "for]ests", None)]),
    "a blank in a link's target ends the link": (LIST, [("2104.01234", "2104 .01234", None)]),
    "a label gets a target of its own": (LIST, [("forests", "forests](https://e.org/f)", None)]),
    "an exclamation mark makes a link a picture": (LIST, [("- [Mangroves", "- ![Mangroves", None)]),
    "a backslash unmakes a link": (LIST, [("- [Mangroves", "- \\[Mangroves", None)]),
    "a comment swallows a heading": (LIST, [("(2020)", "(2020)\n<!-- checked", None)]),
    "a comment swallows a word": (LIST, [(" (2020)", "<!-- (2020)", None), ("\n\n## Reefs", " -->\n\n## Reefs", None)]),
    "a fence swallows the next section": (LIST, [("\n\n## Reefs", "\n```\n\n## Reefs", None)]),
    "a heading is glued to the text above": (LIST, [("\n\n## Reefs", " ## Reefs", None)]),
    "a heading loses its blank": (LIST, [("## Reefs", "##Reefs", None)]),
    "dashes make a heading of the entry above": ("Kelp\n\n***\n\nCoral\n", [("\n***", "---", None)]),
    "a parent loses its bullet": (NESTED, [("- Sea", "Sea", None)]),
    "an item becomes code": (LIST, [("- [Coral", "      - [Coral", None)]),
    "a link loses its last bracket": (LIST, [("kelp)", "kelp", None)]),
    "a link loses its first bracket": (LIST, [("[Mangroves", "Mangroves", None)]),
    "an html tag swallows an entry": (LIST, [("- [Coral", "<div>\n- [Coral", None)]),
    "emphasis loses its last mark": ("a *b c* d *e* f\n", [("c*", "c", None)]),
    "a hard break goes with its blanks": ("one  \ntwo\n", [("  \n", "\n", None)]),
    "inline code swallows a link": ("`x` [Kelp](https://e.org/kelp) `y`\n", [("`x`", "`x", None)]),
    "a comment swallows code": ("A b c.\n\n<pre>\na\n\n\nb\n</pre>\n\nd --> e\n", [("b c", "b <!-- c", None)]),
    "a tick begins another code span": ("a ` b `c  d` e\n", [("a `", "a \\`", None), ("b `", "b ``", None)]),
    "a fence takes the place of another": ("x\n\n```\na\n```\n\ny\n", [("x\n", "```\n", None)]),
    "a reference link loses its definition": ("[Kelp][k]\n\n[k]: https://e.org/kelp\n", [("[k]: ", "[q]: ", None)]),
}  # fmt: skip

HARMLESS: Cases = {
    "a date takes the form of the list": (LIST, [("(Apr. 2021)", "(April 2021)", None)]),
    "a url loses its version": (LIST, [("2104.01234", "2104.01235", None)]),
    "a link's target changes": (LIST, [("https://e.org/mangroves", "https://e.org/m", None)]),
    "a link's text changes": (LIST, [("Mangroves", "Mangrove forests", "[Mangroves]")]),
    "a cell's text changes": (TABLE, [("Kelp", "Giant kelp", "[Kelp]")]),
    "a header cell's first letter changes": (TABLE, [("P", "p", "Paper")]),
    "a broken link is fixed": ("- [Kelp] (https://e.org/kelp), 2021\n", [("] (", "](", None)]),
    "a broken link gets its bracket": ("- [Kelp](https://e.org/kelp\n", [("kelp\n", "kelp)\n", None)]),
    "a link in a link's target": ("- [Kelp]([u](https://e.org/k))\n", [("[u](https://e.org/k)", "https://e.org/k", None)]),
    "double brackets": ("- [Kelp]((https://e.org/k))\n", [("((", "(", None), ("))", ")", None)]),
    "full-width brackets": ("- 【Kelp】（https://e.org/k）\n", [("【", "[", None), ("】（", "](", None), ("）", ")", None)]),
    "a heading goes one level up": ("# A\n\n### B\n\ntext\n", [("###", "##", None)]),
    "a heading gets its blank lines": ("text\n# B\ntext\n", [("# B", "\n# B\n", None)]),
    "a bullet takes the form of the list": ("- a\n- b\n* c\n- d\n", [("*", "-", None)]),
    "an item is dedented with its children": (
        " - [A](https://e.org/a)\n   - b\n", [(" - [A]", "- [A]", None), ("   - b", "  - b", None)]),
    "blank lines go": ("# A\n\n\n\ntext\n\n\n- b\n", [("\n\n\n\n", "\n\n", None), ("\n\n\n-", "\n\n-", None)]),
    "an item is added": (NESTED, [("- Land\n", "- Air\n- Land\n", None)]),
    "an entry that is twice goes": (
        "- [Kelp](https://e.org/k)\n- [Coral](https://e.org/c)\n- [Kelp](https://e.org/k) \n",
        [("- [Kelp](https://e.org/k) \n", "", None)]),
    "two entries side by side go": (LIST, [(LIST[12:LIST.index("- [Mang")], "", None), ("- [Mangroves](https://e.org/mangroves) (2020)\n", "", None)]),
    "a word with bold letters changes": ("- Lidar**CLIP** [x](https://e.org/x)\n", [("Lidar", "LiDAR", None)]),
    "two entries change places": (
        NESTED, [("  - [Kelp](https://e.org/kelp)\n", "", None), ("- Land", "  - [Kelp](https://e.org/kelp)\n- Land", None)]),
    "two lines become two paragraphs": ("One line.\nAnother line.\n", [("line.\nA", "line.\n\nA", None)]),
    "two lines get a break": ("One line.\nAnother line.\n", [("line.\n", "line.  \n", "line.\nA")]),
    "a definition's target changes": (
        "[Kelp][k] and [Kelp again][k]\n\n[k]: http:/e.org/kelp\n", [("http:/e", "https://e", None)]),
    "an invisible character goes": ("## Re\u200befs\n\n- [Co\u00a0ral](https://e.org/c) x\n", [("\u200b", "", None), ("\u00a0", " ", None)]),
    "mojibake is decoded": ("- [DaumÃ©](https://e.org/d) (ICML)\n", [("Ã©", "é", None)]),
    "a word in the alert changes": (ALERT, [("Fridays", "Mondays", None)]),
    "a word of the footnote changes": (NOTE, [("Newton", "Halley", "[Newton]")]),
    "a byte-order mark goes": ("\ufeff# Kelp\n\n- [é](https://e.org/é)\n", [("\ufeff", "", None)]),
    "carriage returns are kept": ("# A\r\n\r\n- [Kelp](https://e.org/k) (Apr. 2021)\r\n- b\r\n", [("Apr.", "April", None)]),
    "a badge's target changes": (
        "- [![arXiv](https://b.org/x.svg)](http://arxiv.org/pdf/2104.01234)\n", [("http:", "https:", None), ("pdf", "abs", None)]),
    "a bare url loses its double scheme": ("- see https://https://e.org/kelp now\n", [("https://https://", "https://", None)]),
    "trailing blanks go before a block": ("- a  \n- b  \n", [("- a  ", "- a", None), ("- b  ", "- b", None)]),
    "a blank line after a tag lets entries render": (
        "<hr>\n- [Kelp](https://e.org/k) (2021)\n- b\n\nend\n", [("<hr>\n", "<hr>\n\n", None)]),
    "blank lines after tags let a heading and a table render": (
        "<br/>\n## Kelp\n\n<div>\n| a | b |\n|---|---|\n| c | d |\n</div>\n", [("<br/>\n", "<br/>\n\n", None), ("<div>\n", "<div>\n\n", None)]),
    "pipes in code are escaped, and the row's end shows": (
        "| a | b |\n|---|---|\n| `x|y` | z |\n| c | `` x|y `` and z |\n", [("x|y` |", "x\\|y` |", None), ("x|y ``", "x\\|y ``", None)]),
    "a link gets the bracket that its other side has": ("- [[Kelp](https://e.org/k) (2021)\n", [("k) ", "k)] ", None)]),
    "a line end before a link's last bracket goes": ("- [Kelp](https://e.org/k\n) b\n", [("\n) b", ") b", None)]),
    "a link becomes a part of its own label": ("- [[Kelp](https://e.org/k)\n", [("[[Kelp]", "[[Kelp]]", None)]),
    "a stray word goes": ("- [Kelp](https://e.org/k)\nx\n- b\n", [("\nx\n", "\n", None)]),
}  # fmt: skip


@pytest.mark.parametrize("case", HARMFUL)
def test_edits_that_change_more_than_they_say_are_objected_to(case: str) -> None:
    text, changes = HARMFUL[case]
    assert Guard().compare(
        text, sort_edits(edit(text, old, new, within=within) for old, new, within in changes)
    )


@pytest.mark.parametrize("case", HARMLESS)
def test_edits_that_do_what_they_say_pass(case: str) -> None:
    text, changes = HARMLESS[case]
    edits = sort_edits(edit(text, old, new, within=within) for old, new, within in changes)
    assert Guard().compare(text, edits) == []


def test_an_objection_names_the_place_and_the_node() -> None:
    objection = Guard().compare(TABLE, [edit(TABLE, "/kelp", "/ke lp")])[0]
    assert objection[:2] == (TABLE.index("[Kelp]"), "would change a link")


GENERATED = [
    "<!-- START doctoc generated TOC please keep comment here -->\n- [A](#a)\n<!-- END doctoc -->\n# A\n",
    "<!-- ALL-CONTRIBUTORS-LIST:START - Do not remove or modify this section -->\n- [A](#a)\n<!-- ALL-CONTRIBUTORS-LIST:END -->\n",
    "<!-- toc -->\n\n- [A](#a)\n\n<!-- tocstop -->\n",
    "<!--ts-->\n- [A](#a)\n<!--te-->\n",
    "<!-- vim-markdown-toc GFM -->\n- [A](#a)\n<!-- vim-markdown-toc -->\n",
    "<!-- BEGIN papers: auto-generated from papers.yml -->\n- [A](#a)\n<!-- END papers -->\n",
    "<!-- This file is generated by build.py. Do not edit it. -->\n# List\n- [A](#a)\n",
]


@pytest.mark.parametrize("text", GENERATED)
def test_generated_blocks_are_left_alone(text: str) -> None:
    assert "generated" in Guard().compare(text, [edit(text, "[A](#a)", "[B](#b)")])[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "<!-- START doctoc -->\n<!-- END doctoc -->\n- [A](#a)\n",
        "<!-- please do not edit the order -->\n- [A](#a)\n",
        "<!-- toc -->\n- x\n<!-- tocstop -->\n- [A](#a)\n",
        "<!-- start of the papers -->\n- [A](#a)\n<!-- end of the papers -->\n",
    ],
)
def test_what_only_stands_near_such_a_mark_is_not_generated(text: str) -> None:
    assert Guard().compare(text, [edit(text, "[A](#a)", "[B](#b)")]) == []


MARKDOWN = st.lists(
    st.sampled_from(
        ["- ", "# ", "> ", "[a](b)", "![i](j)", "| a | b |\n|-|-|\n", "`", "*", "**", "~~", "<!--", "-->", "[^1]", "\n[^1]: x\n",
         "\n", "\n\n", "  ", "\t", "```\n", "text", "é強", "https://e.org/a", "<div>", "\\", "\r\n", "\0", "&amp;", "[!NOTE]\n", "\ufeff"]
    ), max_size=25,
).map("".join)  # fmt: skip


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(MARKDOWN)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted), max_size=4))
    edits = sort_edits(Edit(Span(a, b), draw(MARKDOWN)) for a, b in spans)
    while not are_disjoint(edits):
        edits.pop()
    return text, edits


@given(edited())
@settings(max_examples=300, deadline=None)
def test_the_guard_never_raises(case: tuple[str, list[Edit]]) -> None:
    for offset, reason, _ in Guard().compare(*case):
        assert 0 <= offset <= len(case[0])
        assert reason


@given(MARKDOWN)
@settings(deadline=None)
def test_edits_that_change_nothing_are_never_objected_to(text: str) -> None:
    assert Guard().compare(text, [Edit(Span(0, len(text)), text)]) == []
    assert Guard().compare(text, []) == []
