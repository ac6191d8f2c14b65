"""One small list for each way in which lists write their entries."""

from __future__ import annotations

from textwrap import dedent

import pytest

from awesome_lint.listing import read
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.listing.model import Entry, Layout, Listing, Role, TitleForm


def listing_of(text: str) -> Listing:
    return read(dedent(text).lstrip("\n"))


def only(text: str) -> tuple[Entry, Listing]:
    listing = listing_of(text)
    assert len(listing.entries) == 1, [entry.title for entry in listing.entries]
    return listing.entries[0], listing


def titles(text: str) -> list[str]:
    return [entry.title.text for entry in listing_of(text).entries if entry.title is not None]


def test_title_link_with_date_and_badges() -> None:
    entry, listing = only(
        """
        ## Moss

        + [Mosses See: A Study](https://arxiv.org/abs/2401.01234) (Jan. 2024)
          [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://arxiv.org/abs/2401.01234)
          [![Star](https://img.shields.io/github/stars/moss/see.svg?style=social&label=Star)](https://github.com/moss/see)
          [![Website](https://img.shields.io/badge/Website-9cf)](https://moss.example/see)
        """
    )
    assert entry.title is not None
    assert entry.title.text == "Mosses See: A Study"
    assert entry.title.form is TitleForm.LINK
    assert entry.arxiv_id == "2401.01234"
    assert entry.code_repo == "https://github.com/moss/see"
    assert entry.project_page == "https://moss.example/see"
    assert [badge.label for badge in entry.badges] == ["arXiv", "Star", "Website"]
    assert entry.date is not None
    assert entry.date.date.iso == "2024-01"
    assert listing.text[entry.date.span.start : entry.date.span.end] == "Jan. 2024"
    assert listing.text[entry.date.outer.start : entry.date.outer.end] == "(Jan. 2024)"
    assert entry.lines == (3, 6)
    assert entry.is_fully_parsed


def test_a_date_before_a_plain_title_makes_an_item_news_on_whichever_line_it_is() -> None:
    for start in ("", "🔥🔥🔥🔥🔥🔥🔥🔥 "):
        assert titles(f"- {start}2024-05-17\\\n  Bogs at Night [[paper](https://a.example/b)]\n") == []


@pytest.mark.parametrize(
    ("line", "form", "title"),
    [
        ("- [Bogs at Night](https://a.example/b)", TitleForm.LINK, "Bogs at Night"),
        ("- **[Bogs at Night](https://a.example/b)**", TitleForm.BOLD_LINK, "Bogs at Night"),
        ("- **[Bogs at Night](https://a.example/b))** 2024", TitleForm.BOLD_LINK, "Bogs at Night"),
        ("- [**Bogs at Night**](https://a.example/b)", TitleForm.BOLD_LINK, "Bogs at Night"),
        ("- Bogs at Night [[paper](https://a.example/b)]", TitleForm.PLAIN, "Bogs at Night"),
        ("- Bogs at Night [[paper]](https://a.example/b)", TitleForm.PLAIN, "Bogs at Night"),
        ("- Bogs at **Night** Again, [[paper]](https://a.example/b)", TitleForm.PLAIN, "Bogs at Night Again"),
        ("- **Bogs at Night.** NeurIPS 2020. [[pdf](https://a.example/b)]", TitleForm.BOLD, "Bogs at Night"),
        ('- "Bogs at Night", ICML, 2021. [[pdf](https://a.example/b)]', TitleForm.QUOTED, "Bogs at Night"),
        ('- **BN**: "Bogs at Night", ICML, 2021. [[pdf](https://a.example/b)]', TitleForm.QUOTED, "Bogs at Night"),
        ('1. **"Bogs at Night"**. *Jo Roe et al*. ICML 2021. [[pdf](https://a.example/b)]', TitleForm.BOLD_QUOTED,
         "Bogs at Night"),
        ("- *Bogs at Night*, 2019 [[pdf](https://a.example/b)]", TitleForm.ITALIC, "Bogs at Night"),
        ("- :seedling: **`ICLR 2024`** [**BN**] Bogs at Night [[Paper](https://a.example/b)]", TitleForm.PLAIN,
         "Bogs at Night"),
        ("- **[BN]** Bogs at Night | **[CVPR' 16]** |[`[pdf]`](https://a.example/b)", TitleForm.PLAIN,
         "Bogs at Night"),
        ("- (arXiv 2022.10) Bogs at Night, [[Paper]](https://a.example/b)", TitleForm.PLAIN, "Bogs at Night"),
        ("- Bogs at Night <br> Arxiv 2024 [[Paper]](https://a.example/b)", TitleForm.PLAIN, "Bogs at Night"),
        ("- Bogs at Night (2015), J. Roe et al. [[pdf]](https://a.example/b)", TitleForm.PLAIN, "Bogs at Night"),
        ("- ~~[Bogs at Night](https://a.example/b)~~", TitleForm.BOLD_LINK, "Bogs at Night"),
    ],
)  # fmt: skip
def test_title_forms(line: str, form: TitleForm, title: str) -> None:
    entry, listing = only(f"## Bogs\n\n{line}\n")
    assert entry.title is not None
    assert entry.title.text == title
    assert entry.title.form is form
    assert entry.url == "https://a.example/b"
    raw = listing.text[entry.title.span.start : entry.title.span.end]
    assert raw.replace("**", "") == title


@pytest.mark.parametrize(
    ("tail", "venue", "date", "presentation"),
    [
        ("(2024, ICML)", "ICML", "2024", None),
        ("(CVPR 2025)", "CVPR", "2025", None),
        ("(2024, ICLR Spotlight)", "ICLR", "2024", "Spotlight"),
        ("(Jun. 2024, NeurIPS 2024)", "NeurIPS", "2024-06", None),
        ("(XYZC 2024)", "XYZC", "2024", None),
        ("(Mar., 2025 | CVPR 2025)", "CVPR", "2025-03", None),
        ("[2024/05]", None, "2024-05", None),
        ("(best of its kind)", None, None, None),
    ],
)
def test_dates_and_venues_after_a_title(
    tail: str, venue: str | None, date: str | None, presentation: str | None
) -> None:
    entry, _ = only(f"- [Fens (2001) Revisited](https://a.example/f) {tail}\n")
    assert (entry.venue.mention.name if entry.venue else None) == venue
    assert (entry.date.date.iso if entry.date else None) == date
    assert entry.presentation == presentation


def test_the_mark_of_a_citation_ends_the_title() -> None:
    line = "- Weaving with Cards and Looms[J]. Textile Research, 2022, 60(7): 414-419. [DOI](https://doi.org/10.1234/5)\n"
    assert titles(line) == ["Weaving with Cards and Looms"]


def test_nested_fields() -> None:
    entry, listing = only(
        """
        - [Reeds](https://openreview.net/forum?id=AbC_1)
          - Ann Lee, Bo van der Berg, Émile Roux. *NeurIPS Workshop 2022*
          - Key Words: wet feet; tall stems, wind
          - ExpEnv: [Pond](https://pond.example),[Lake](https://lake.example)
          - Code: [official](https://github.com/reed/reed/tree/main)
        """
    )
    assert entry.authors is not None
    assert entry.authors.names == ("Ann Lee", "Bo van der Berg", "Émile Roux")
    assert entry.venue is not None
    assert entry.venue.mention.name == "NeurIPS Workshop"
    assert entry.keywords == ("wet feet", "tall stems", "wind")
    assert entry.environments == (("Pond", "https://pond.example"), ("Lake", "https://lake.example"))
    assert entry.code_repo == "https://github.com/reed/reed"
    assert entry.openreview_id == "AbC_1"
    assert [each.label for each in entry.labelled_fields] == ["Key Words", "ExpEnv", "Code"]
    assert entry.is_fully_parsed
    assert listing.text[entry.authors.span.start : entry.authors.span.end].endswith("Roux")


def test_environment_of_nothing() -> None:
    entry, _ = only("- [Reeds](https://a.example)\n  - Marsh Lab\n  - ExpEnv: None\n")
    assert entry.environments == ()
    assert entry.authors is not None
    assert entry.authors.names == ("Marsh Lab",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("* [Ferns](https://a.example) by Ann Lee, Bo Roe, and Cy Oak. AAMAS, 2003.", ("Ann Lee", "Bo Roe", "Cy Oak")),
        ("* [Ferns](https://a.example), F. Lee et al., *ICML*, 2016.", ("F. Lee et al.",)),
        ("- **Ferns of Old** (2015), D. Lee and M. Roe [[pdf]](https://a.example)", ("D. Lee", "M. Roe")),
        ('1. **"Ferns"**. *Ann Lee et al*. ICML 2022. [[paper](https://a.example)]', ("Ann Lee et al.",)),
    ],
)  # fmt: skip
def test_authors_on_the_title_line(line: str, names: tuple[str, ...]) -> None:
    entry, _ = only(line + "\n")
    assert entry.authors is not None
    assert entry.authors.names == names
    assert entry.venue is not None or "2015" in line


def test_numbered_with_indented_lines() -> None:
    listing = listing_of(
        """
        1. **[Silt.](https://arxiv.org/abs/2301.00001)** [[code](https://github.com/s/silt)]

            *Ann Lee, Bo Roe.* Preprint'23

        1. **[Clay.](https://arxiv.org/abs/2301.00002)**

            *Cy Oak, Di Elm.* ICLR'23
        """
    )
    silt, clay = listing.entries
    assert silt.layout is Layout.NUMBERED
    assert silt.title is not None
    assert silt.title.text == "Silt"
    assert silt.authors is not None
    assert silt.authors.names == ("Ann Lee", "Bo Roe")
    assert clay.venue is not None
    assert (clay.venue.mention.name, clay.venue.mention.year) == ("ICLR", 2023)
    assert clay.previous is silt


def test_paragraphs_with_breaks_and_no_marker() -> None:
    block = "**{0} Over Water**<br>Ann Lee, Bo Roe<br>[[Paper](https://arxiv.org/abs/2301.0000{1})]\n\n"
    listing = read(
        "## Birds\n\n" + "".join(block.format(bird, n) for n, bird in enumerate(("Terns", "Gulls", "Skuas")))
    )
    assert [entry.layout for entry in listing.entries] == [Layout.PARAGRAPH] * 3
    assert [entry.arxiv_id for entry in listing.entries] == ["2301.00000", "2301.00001", "2301.00002"]
    assert listing.entries[0].authors is not None


def test_linked_lines_in_one_paragraph_are_entries_each() -> None:
    lines = [f"[A Long Title about {n}](https://arxiv.org/abs/2301.0000{n}) \\" for n in range(4)]
    listing = read("## Lines\n\n" + "\n".join(lines) + "\n")
    assert [entry.arxiv_id for entry in listing.entries] == [f"2301.0000{n}" for n in range(4)]
    assert [entry.lines for entry in listing.entries] == [(n, n) for n in range(3, 7)]


def test_a_title_line_with_field_lines_below() -> None:
    block = "**{0} Grows in Winter**\n- Authors: Ann Lee, Bo Roe\n- Paper: [link](https://arxiv.org/abs/2301.0000{1})\n\n"
    listing = read(
        "## Trees\n\n" + "".join(block.format(tree, n) for n, tree in enumerate(("Holly", "Ivy", "Yew")))
    )
    assert [entry.layout for entry in listing.entries] == [Layout.TITLE_LINE] * 3
    assert listing.entries[1].arxiv_id == "2301.00001"
    assert listing.entries[1].authors is not None


def test_table_rows() -> None:
    listing = listing_of(
        """
        | Date | Title | Paper | Code |
        |:--|:--|:--|:--|
        | 2024-06 | Peat: A Study | [pdf](https://arxiv.org/pdf/2406.00001) | [[peat]](https://github.com/p/peat) |
        | 2024-05 | Loam | [pdf](https://arxiv.org/pdf/2405.00001) | - |
        """
    )
    peat, loam = listing.entries
    assert peat.title is not None
    assert peat.title.text == "Peat: A Study"
    assert peat.url == "https://arxiv.org/pdf/2406.00001"
    assert peat.code_repo == "https://github.com/p/peat"
    assert peat.date is not None
    assert peat.date.date.iso == "2024-06"
    assert loam.code_repo is None
    assert peat.kind == "table: Date | Title | Paper | Code"


def test_a_citation_in_a_table_is_authors_and_date() -> None:
    listing = listing_of(
        r"""
        | Method | Model | Code |
        | --- | --- | --- |
        | GROW \[Lee et al., 2024a] | Big-1 | [Link](https://github.com/g/grow) |
        | Roe et al. \[2023] | Big-2 | - |
        | MIX \[Lee and Oak, 2022] | Big-3 | - |
        """
    )
    records = [entry_record(entry, "README.md") for entry in listing.entries]
    assert [each["title"] for each in records] == ["GROW", "Roe et al.", "MIX"]
    assert [each["authors"] for each in records] == [["Lee et al."], [], ["Lee and Oak"]]
    assert [each["date"] for each in records] == ["2024", "2023", "2022"]
    assert [each["url"] for each in records] == [None, None, None]
    assert records[0]["code_repo"] == "https://github.com/g/grow"


def test_a_title_that_leads_to_a_repository() -> None:
    listing = listing_of(
        """
        | Method | Kind | Code |
        | --- | --- | --- |
        | [GROW](https://github.com/g/grow) | Wet | yes |
        | [Sow](https://arxiv.org/abs/2212.00001) | Dry | - |
        """
    )
    grow, sow = listing.entries
    assert (grow.url, grow.code_repo) == ("https://github.com/g/grow", "https://github.com/g/grow")
    assert (sow.url, sow.arxiv_id, sow.code_repo) == ("https://arxiv.org/abs/2212.00001", "2212.00001", None)


def test_html_table_with_row_spans() -> None:
    listing = listing_of(
        """
        <table>
        <tr><th rowspan="2">Category</th><th>model</th><th>Release Time</th><th>Link</th></tr>
        <tr></tr>
        <tr><td rowspan="2">Open</td><td>Otter</td><td>2019/10</td><td><a href="https://arxiv.org/abs/1910.00001">Paper</a></td></tr>
        <tr><td>Stoat</td><td>2021/03</td><td><a href="https://arxiv.org/abs/2103.00001">Paper</a></td></tr>
        </table>
        """
    )
    found = [(entry.title.text if entry.title else "", entry.arxiv_id) for entry in listing.entries]
    assert found == [("Otter", "1910.00001"), ("Stoat", "2103.00001")]
    assert listing.entries[1].date is not None
    assert listing.entries[1].date.date.iso == "2021-03"
    assert listing.entries[1].lines == (5, 5)


def test_general_lists() -> None:
    listing = listing_of(
        """
        ## Tools

        - [spade](https://github.com/garden/spade) - Digs holes.
        - [rake](https://rake.example) - Rakes leaves. ([Demo](https://rake.example/demo)) `MIT`
        """
    )
    spade, rake = listing.entries
    assert spade.code_repo == "https://github.com/garden/spade"
    assert spade.description is not None
    assert listing.text[spade.description.start : spade.description.end] == "Digs holes."
    assert spade.is_fully_parsed
    assert [link.role for link in rake.links] == [Role.TITLE, Role.OTHER]


@pytest.mark.parametrize(
    "icons",
    [
        "[:package:](https://shop.example/spade)",
        "[📦](https://shop.example/spade) [🐙](https://github.com/garden/spade)",
        "[![Stars](https://img.shields.io/github/stars/garden/spade)](https://github.com/garden/spade)",
        "![](https://img.shields.io/github/stars/garden/spade) :star:",
        "⭐",
    ],
)
def test_description_after_icons(icons: str) -> None:
    listing = listing_of(f"- [spade](https://spade.example) {icons} - Digs holes.")
    (spade,) = listing.entries
    assert spade.title is not None
    assert spade.title.text == "spade"
    assert spade.description is not None
    assert listing.text[spade.description.start : spade.description.end] == "Digs holes."


def test_no_description_after_words() -> None:
    (spade,) = listing_of("- [spade](https://spade.example) shop - Digs holes.").entries
    assert spade.description is None


@pytest.mark.parametrize("title", ["Meshes by Physics-Informed Neural Networks", "Meshes of Neural Networks"])
def test_the_name_of_a_journal_at_the_end_of_a_title_is_no_venue(title: str) -> None:
    (entry,) = listing_of(f"1. {title}, 2022. ([paper](https://paper.example/1))").entries
    assert entry.title is not None
    assert entry.title.text == title
    assert entry.venue is None
    assert entry.date is not None
    assert entry.date.date.iso == "2022"


@pytest.mark.parametrize("before", ["Meshes at Rest.", "Meshes at Rest. *Ann Ames, Cy Cole.* In"])
def test_the_name_of_a_journal_after_a_title_is_a_venue(before: str) -> None:
    (entry,) = listing_of(f"1. {before} Neural Networks, 2022. ([paper](https://paper.example/1))").entries
    assert entry.venue is not None
    assert entry.venue.text == "Neural Networks"


def test_icon_is_no_title() -> None:
    listing = listing_of(
        "- [:package:](https://shop.example/spade) [spade](https://spade.example) - Digs holes."
    )
    (spade,) = listing.entries
    assert spade.title is not None
    assert spade.title.text == "spade"


def test_groups_and_nested_entries() -> None:
    text = """
        - Optical Flow:
            * **RAFT-like**: "Flows of Old", CVPR, 2022 (*Pond Lab*). [[Paper](https://a.example/1)]
            * **?**: "Flows of New", CVPR, 2022. [[Paper](https://a.example/2)]
        - [Parent](https://a.example/3)
          - [Child](https://a.example/4)
    """
    assert titles(text) == ["Flows of Old", "Flows of New", "Parent", "Child"]
    parent, child = listing_of(text).entries[2:]
    assert parent.span.end <= child.span.start


def test_badge_without_link_holds_date_or_venue() -> None:
    listing = listing_of(
        """
        * Rain Falls [[Paper]](https://arxiv.org/abs/2411.00001) ![](https://img.shields.io/badge/arXiv-2024.11-red)
        * Snow Falls [[Paper]](https://openreview.net/forum?id=x1) ![](https://img.shields.io/badge/NeurIPS-2023-blue)
        """
    )
    rain, snow = listing.entries
    assert rain.date is not None
    assert rain.date.in_badge
    assert rain.date.date.iso == "2024-11"
    assert snow.venue is not None
    assert snow.venue.in_badge
    assert snow.venue.mention.name == "NeurIPS"


@pytest.mark.parametrize(
    "text",
    [
        "## News\n\n- [2025-01-02] We released [our survey](https://arxiv.org/abs/2501.00001)!\n",
        "## Herbs\n\n- [2025-01-02] We released the first version [PDF](https://arxiv.org/abs/2501.00001)!\n",
        "## Table of Contents\n\n- [Herbs](#herbs)\n- [Roots](#roots)\n\n## Herbs\n\n## Roots\n",
        "## License\n\n- [MIT](https://opensource.org/licenses/MIT)\n",
        "## Contributing\n\n1. [Fork](https://github.com/a/b/fork) the repository.\n",
        "## Citation\n\n- [Our paper](https://arxiv.org/abs/2501.00001)\n",
        "## Star History\n\n[![Chart](https://api.star-history.com/svg?repos=a/b)](https://star-history.com/#a/b)\n",
        "## Herbs\n\nSee [the guide](https://a.example) for how we chose, and [the list](https://b.example) too.\n",
        "## Herbs\n\n**[⬆ back to top](#top)**\n",
        "## Herbs\n\n<!--\n- [Thyme](https://arxiv.org/abs/2501.00001)\n-->\n",
        "## Herbs\n\n```\n- [title](https://arxiv.org/abs/2501.00001)\n```\n",
        "## Herbs\n\n- [English](README.md)\n- [Deutsch](README.de.md)\n",
        "- **Herb**: it grows without any link at all.\n- **Root**: so does this.\n",
        "- For more, see [this page](https://a.example) and be glad.\n",
        "## Herbs\n\n- [Code](https://github.com/a/b)\n- [Paper](https://arxiv.org/abs/2501.00001)\n",
        "- <https://a.example>\n- https://b.example\n",
    ],
)
def test_no_entries(text: str) -> None:
    assert titles(text) == []


def test_record_is_the_contract() -> None:
    entry, _ = only(
        """
        # Lists

        ## Wet

        - [Rain](https://arxiv.org/abs/2401.00001v2) (NIPS, 2017)
          - Keyword: drops
        """
    )
    made = entry_record(entry, "README.md")
    assert list(made) == [
        "path", "line", "end_line", "section_path", "title", "url", "arxiv_id", "doi", "openreview_id", "date",
        "date_text", "venue", "venue_text", "presentation", "authors", "code_repo", "project_page", "keywords",
        "environments", "badges", "links",
    ]  # fmt: skip
    assert made["section_path"] == ["Lists", "Wet"]
    assert (made["line"], made["end_line"]) == (5, 6)
    assert (made["arxiv_id"], made["venue"], made["venue_text"]) == ("2401.00001", "NIPS", "NIPS")
    assert made["links"] == ["https://arxiv.org/abs/2401.00001v2"]
    assert made["keywords"] == ["drops"]


def test_a_plain_title_ends_where_its_authors_begin_in_italics() -> None:
    entry, _ = only(
        "- [2023/05] Walking on moss by night *Ann Lee et al. Arxiv.* [[paper](https://a.example/m)]\n"
    )
    assert entry.title is not None
    assert entry.title.text == "Walking on moss by night"
    assert entry.authors is not None
    assert entry.authors.names == ("Ann Lee et al.",)
    assert titles("- Why *Sphagnum Girgensohnii* and *Bryum* grow [[paper](https://a.example/m)]\n") == [
        "Why Sphagnum Girgensohnii and Bryum grow"
    ]


def test_a_bold_title_ends_before_a_bracketed_venue_further_on() -> None:
    entry, _ = only("- **Moss Walks.** *Ann Lee et al. IEEE(ICRA).* [[paper](https://a.example/m)]\n")
    assert entry.title is not None
    assert entry.title.text == "Moss Walks"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("*[Ann Lee](https://lee.example), [Bo Roe](https://roe.github.io/).*", ("Ann Lee", "Bo Roe")),
        ("*Ann Lee, and [Bo Roe](https://roe.example).*", ("Ann Lee", "Bo Roe")),
        ("*Ann Lee<sup>1</sup>, Bo Roe<sup>1,2</sup>, Cy Poe*", ("Ann Lee", "Bo Roe", "Cy Poe")),
        ("*Ann Lee(Institute of Bogs) et al.*", ("Ann Lee et al.",)),
    ],
)
def test_authors_with_homes_and_affiliations(written: str, names: tuple[str, ...]) -> None:
    text = "".join(
        f"**Mosses and {n}.**<br>\n{written}<br>\nICML 2022. [[PDF](https://a.example/{n}.pdf)]\n\n"
        for n in "abc"
    )
    listing = listing_of(text)
    assert len(listing.entries) == 3
    for entry in listing.entries:
        assert entry.authors is not None
        assert entry.authors.names == names
        assert entry.project_page is None
        assert entry.url is not None
        assert entry.url.endswith(".pdf")


def test_a_signed_and_dated_title_needs_no_paper() -> None:
    text = "".join(
        f"**Mosses for {who}** \\\n*Ann Lee* \\\n[[Website](https://{who}.example/moss)] \\\n5 May 2021\n\n"
        for who in ("walkers", "cooks", "poets")
    )
    assert [entry.url for entry in listing_of(text).entries] == [
        "https://walkers.example/moss",
        "https://cooks.example/moss",
        "https://poets.example/moss",
    ]


def test_labels_with_a_remark_in_brackets() -> None:
    text = "".join(
        f"**Mosses and {n}**\n\n- 论文：{paper}\n- 代码（即将开源）：https://github.com/moss/{n}\n\n"
        for n, paper in (
            ("a", "https://arxiv.org/abs/2003.00001"),
            ("b", "暂无"),
            ("c", "https://a.example/c.pdf"),
        )
    )
    entries = listing_of(text).entries
    assert [entry.code_repo for entry in entries] == [f"https://github.com/moss/{n}" for n in "abc"]
    assert entries[0].url == "https://arxiv.org/abs/2003.00001"


def test_fields_in_paragraphs_below_a_title() -> None:
    text = "".join(
        f"**Mosses and {n}**\n\nPaper: https://arxiv.org/abs/2003.0000{n}\n\n代码：https://github.com/moss/r{n}\n\n"
        for n in range(3)
    )
    entries = listing_of(f"{text}Read them all.\n").entries
    assert [entry.arxiv_id for entry in entries] == [f"2003.0000{n}" for n in range(3)]
    assert [entry.code_repo for entry in entries] == [f"https://github.com/moss/r{n}" for n in range(3)]
    assert {entry.layout for entry in entries} == {Layout.TITLE_LINE}


def test_a_title_in_brackets_without_an_address() -> None:
    assert titles("- [Moss Walks by Night]<br>[project](https://a.example/m)\n") == ["Moss Walks by Night"]


@pytest.mark.parametrize(
    "line", ["[ Moss Walks by Night ] [ [ PDF LINK ](u.pdf) ]", "[ Moss Walks by Night ][[pdf](u.pdf)]"]
)
def test_a_title_in_brackets_before_its_tags(line: str) -> None:
    assert titles(f"- {line}\n") == ["Moss Walks by Night"]


def test_a_sentence_that_leads_on_to_a_paper_is_no_title_itself() -> None:
    line = "- The wettest of all bogs was [Bogs: A Long Wet Study](https://arxiv.org/abs/2306.00001)\n"
    assert titles(line) == ["Bogs: A Long Wet Study"]
    assert not titles(line.replace("https://arxiv.org/abs/2306.00001", "https://bogs.example.org"))


def test_a_tag_that_names_the_venue_and_a_website_on_arxiv() -> None:
    entry, _ = only(
        "- **Moss Walks by Night** [[CVPR 2023](https://a.example/m.pdf)] [[Website](https://arxiv.org/abs/2303.00001)]\n"
    )
    assert entry.venue is not None
    assert entry.venue.mention.name == "CVPR"
    assert entry.date is not None
    assert entry.date.date.iso == "2023"
    assert entry.arxiv_id == "2303.00001"
    assert entry.project_page is None


def test_names_as_bibtex_has_them() -> None:
    entry, _ = only(
        "1. **Moss Walks.** ICML 2017. [paper](https://a.example/m)\n\n    *Lee, Ann B and Roe, Bo and others.*\n"
    )
    assert entry.authors is not None
    assert entry.authors.names == ("Lee, Ann B", "Roe, Bo et al.")


def test_people_are_no_title() -> None:
    assert not titles(
        "- Ann Lee*, Bo Roe*, Cy Poe* <br>\n  RA-L, 2023. [[Paper]](https://arxiv.org/abs/2304.00001)\n"
    )


# --- What names a row, and items that hold several papers --------------------------------------------


def titles_of(text: str) -> list[str | None]:
    return [entry.title.text if entry.title is not None else None for entry in read(text).entries]


def test_links_with_titles_in_a_paper_column_name_the_rows() -> None:
    text = """# L

| Data | Model | Paper | Repo | Publication |
| --- | --- | --- | --- | --- |
| LOOM | ResLNN | [Gated Looms for Cloth Prediction](https://a.org/1) | [Results and data](https://x.org) | AAAI 2019 |
| Cora <br> ogbn-arxiv | LHML | [Learning Hyperspheres of Dust](https://a.org/2) | None | CIKM 2022 |
| KDD2018 | LHMX | [Learning Spheres of Other Dust](https://a.org/3) | None | None |
"""
    assert titles_of(text) == [
        "Gated Looms for Cloth Prediction",
        "Learning Hyperspheres of Dust",
        "Learning Spheres of Other Dust",
    ]
    assert [entry.venue.text if entry.venue else None for entry in read(text).entries] == [
        "AAAI",
        "CIKM",
        None,
    ]


def test_labels_in_a_paper_column_name_no_rows() -> None:
    text = """# L

| Model | Paper |
| --- | --- |
| ResLNN | [paper](https://a.org/1) |
| LHML | [arXiv paper page](https://a.org/2) |
| LHMX | [pdf](https://a.org/3) |
"""
    assert titles_of(text) == ["ResLNN", "LHML", "LHMX"]


def test_a_paragraph_below_a_short_title_is_no_citation() -> None:
    (entry,) = read(
        "- **Clay** [[code](https://c.example)]\n\n"
        "    Ann Ames, Bo Bohr, Cy Cole, Di Dunn.* [[abs](https://arxiv.org/abs/2304.08354)], 2023.4\n"
    ).entries
    assert entry.title is not None
    assert entry.title.text == "Clay"


@pytest.mark.parametrize("head", ["`pip install moss`", "*See also the following*"])
def test_code_or_italics_before_a_line_of_tags_are_no_title(head: str) -> None:
    tags = "[Code](https://github.com/a/b{n}) [Paper](https://arxiv.org/abs/2401.0000{n})"
    assert titles("# L\n\n" + "".join(f"{head}\n\n{tags.format(n=n)}\n\n" for n in range(1, 5))) == []


def test_a_remark_after_a_tag_is_no_title() -> None:
    tag = "- [[Paper](https://arxiv.org/abs/2401.00003)]"
    assert titles(f"# L\n\n## 2024\n\n{tag} and its supplement\n") == []
    assert titles(f"# L\n\n## 2024\n\n{tag} Looms of All Kinds\n") == ["Looms of All Kinds"]


@pytest.mark.parametrize(
    "authors", ["[Ann Lee](u), [Bo Roe](v), Cy Dee", "Ann Lee, [Bo Roe](v), [Cy Dee](w)"]
)
def test_linked_authors(authors: str) -> None:
    field, _ = only(f"- [Moss on Stones](https://arxiv.org/abs/2401.00001)\n  - Authors: {authors}\n")
    (row,) = listing_of(
        "| Title | Authors |\n|---|---|\n"
        f"| [Moss on Stones](https://arxiv.org/abs/2401.00001) | {authors} |\n"
    ).entries
    for entry in (field, row):
        assert entry.authors is not None
        assert entry.authors.names == ("Ann Lee", "Bo Roe", "Cy Dee")


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        ("![new](new.png), drops", ("drops",)),
        ("[drops](u), wet stone ![new](new.png)", ("drops", "wet stone")),
        ("[drops](u) and [stone](v); moss (green, brown)", ("drops", "stone", "moss (green, brown)")),
    ],
)
def test_keywords_with_links_and_images(keywords: str, expected: tuple[str, ...]) -> None:
    field, _ = only(f"- [Moss on Stones](https://arxiv.org/abs/2401.00001)\n  - Keywords: {keywords}\n")
    (row,) = listing_of(
        "| Title | Keywords |\n|---|---|\n"
        f"| [Moss on Stones](https://arxiv.org/abs/2401.00001) | {keywords} |\n"
    ).entries
    assert field.keywords == row.keywords == expected


def test_a_row_whose_title_cell_has_only_a_dash_is_no_entry() -> None:
    table = """
        | Paper | Code | Date |
        |---|---|---|
        | [Moss at Night](https://arxiv.org/abs/2402.01233) | [code](https://github.com/moss/night) | 2024 |
        | [—](https://arxiv.org/abs/2402.01234) | [code](https://github.com/moss/a) | 2024 |
        | **-** | [code](https://github.com/moss/b) | 2024 |
        """
    assert titles(table) == ["Moss at Night"]
