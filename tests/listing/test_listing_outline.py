"""Sections, tables of contents and live links."""

from __future__ import annotations

from awesome_lint.listing import read

LIST = """# Ponds <!-- omit in toc -->

Intro with [a link](https://a.example).

## 📚 Contents

- [Deep water](#deep-water)
  - [Fish](#fish)
- [Banks](#banks)

## Deep water [![b](https://img.shields.io/badge/x-y)](https://b.example)

### Fish

- [Pike](https://c.example)

<h2 align="center">Banks</h2>

- [Reed](https://d.example)
"""


def test_sections_nest_by_level() -> None:
    listing = read(LIST)
    assert [section.title for section in listing.sections] == [
        "Ponds", "📚 Contents", "Deep water", "Fish", "Banks",
    ]  # fmt: skip
    fish = listing.sections[3]
    assert fish.path == ("Ponds", "Deep water", "Fish")
    assert listing.sections[4].path == ("Ponds", "Banks")
    assert [entry.title.text for entry in fish.entries if entry.title] == ["Pike"]
    assert fish.parent is listing.sections[2]
    assert fish in listing.sections[2].children


def test_only_the_lists_of_needed_sections_are_read() -> None:
    listing = read(LIST, lambda section: section.title == "Banks")
    assert [entry.title.text for entry in listing.entries if entry.title] == ["Reed"]
    assert [section.number for section in listing.sections] == [0, 1, 2, 3, 4]
    assert len(listing.links) == len(read(LIST).links)


def test_bullet_toc_with_depth() -> None:
    listing = read(LIST)
    (toc,) = listing.tocs
    assert (toc.form, toc.is_generated) == ("bullet", False)
    assert [(item.text, item.anchor, item.depth, item.line) for item in toc.items] == [
        ("Deep water", "deep-water", 0, 7),
        ("Fish", "fish", 1, 8),
        ("Banks", "banks", 0, 9),
    ]


def test_generated_toc() -> None:
    for start, end in (
        (
            "<!-- START doctoc generated TOC please keep comment here to allow auto update -->",
            "<!-- END doctoc -->",
        ),
        ("<!-- toc -->", "<!-- tocstop -->"),
        ("<!--ts-->", "<!--te-->"),
        ("<!-- MarkdownTOC depth=4 --><!-- Contents -->", "<!-- /MarkdownTOC -->"),
        ("<!-- TOC depthFrom:2 -->", "<!-- /TOC -->"),
        ("<!-- vscode-markdown-toc -->", "<!-- /vscode-markdown-toc -->"),
    ):
        listing = read(f"# A\n\n{start}\n\n- [B](#b)\n- [C](#c)\n\n{end}\n\n## B\n\n## C\n")
        assert [toc.is_generated for toc in listing.tocs] == [True]


def test_other_forms_of_toc() -> None:
    row = read("[B](#b) | [C](#c) | [D](#d)\n\n## B\n\n## C\n\n## D\n")
    assert [toc.form for toc in row.tocs] == ["inline"]
    numbered = read("1. [B](#b)\n2. [C](#c)\n\n## B\n\n## C\n")
    assert [toc.form for toc in numbered.tocs] == ["numbered"]
    html = read(
        '<ul>\n<li><a href="#b">B</a><ul><li><a href="#c">C</a></li></ul></li>\n<li><a href="#d">D</a></li>\n</ul>\n'
    )
    assert [toc.form for toc in html.tocs] == ["html"]
    table = read("| a | b |\n|--|--|\n| [B](#b) | [C](#c) |\n| [D](#d) | [E](#e) |\n")
    assert [toc.form for toc in table.tocs] == ["table"]


def test_two_lists_under_one_heading_are_one_table_of_contents() -> None:
    listing = read("## Contents\n\n- [B](#b)\n- [C](#c)\n\n*(more)*\n\n- [D](#d)\n- [E](#e)\n\n## B\n")
    assert [[item.anchor for item in toc.items] for toc in listing.tocs] == [["b", "c", "d", "e"]]


def test_links_are_all_that_live() -> None:
    listing = read(LIST)
    assert [link.url for link in listing.links] == [
        "https://a.example", "#deep-water", "#fish", "#banks", "https://b.example",
        "https://img.shields.io/badge/x-y", "https://c.example", "https://d.example",
    ]  # fmt: skip


def test_a_text_without_headings_is_one_section() -> None:
    listing = read("- [Reed](https://d.example)\n")
    (section,) = listing.sections
    assert (section.heading, section.level, section.path) == (None, 0, ())
    assert section.entries == listing.entries
