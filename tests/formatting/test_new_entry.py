"""New entries in the form of those near them, and their place."""

from __future__ import annotations

import pytest

from awesome_lint import listing as lists
from awesome_lint.bibliography.work import Work
from awesome_lint.formatting.new_entry import EntryWriter
from awesome_lint.formatting.placement import candidate_sections, find_place
from awesome_lint.structs import replace
from awesome_lint.style.planner import Planner

WORK = Work(
    "Weaving Depth from Two Threads",
    authors=("Ada Blom", "Bo Roe", "Cy Lee"),
    year=2023,
    month=3,
    day=2,
    arxiv_id="2303.01234",
)
CVPR = replace(WORK, venue="CVPR", venue_year=2023)
FINDINGS = replace(WORK, venue="ACL Findings", venue_year=2023)


def add(lines: str, work: Work, section: str = "Stereo") -> str:
    """The text of the section with an entry for the work."""
    listing = lists.read(f"# Looms\n\n## Stereo\n\n{lines}")
    where = next(each for each in listing.sections if each.title == section)
    added = EntryWriter(Planner(listing)).add(work, find_place(where, work, listing))
    assert added is not None
    return added.entry


def rows(entry: str, *values: str) -> str:
    """A line for each value: `{}` is the value, `{n}` the number of the line."""
    return "".join(entry.format(value, n=n) + "\n" for n, value in enumerate(values, 1))


SIX_MONTHS = ("2001", "2002", "2003", "2004", "2005", "2006")
SHAPES = "Mesh Voxel Points Mesh Voxel Mesh Points Voxel".split()
TITLE = "[Weaving Depth from Two Threads]"
NEW = f"{TITLE}(https://arxiv.org/abs/2303.01234)"
CODE = "https://github.com/blom/depth"
PAGE = "https://depth.example"
CASES = {
    "a cell that says something of each paper is empty": (
        "| Paper | Shape | Venue |\n|---|---|---|\n"
        + rows("| [Loom {n}](https://arxiv.org/abs/200{n}.01234) | {} | CVPR 202{n} |", *SHAPES),
        CVPR,
        f"| {NEW} | | CVPR 2023 |",
    ),
    "a picture of a category is not taken": (
        rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234) {}", *"🪡 📐 🪡 📐 🪡 📐".split())
        + rows("- [Yarn {n}](https://arxiv.org/abs/201{n}.01234){}", "", ""),
        WORK,
        f"- {NEW}",
    ),
    "a picture of all entries with code is taken": (
        rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234){}", *6 * [""])
        + rows(
            "- [Yarn {n}](https://arxiv.org/abs/210{n}.01234)<br>:star:[code](https://github.com/ash/{})",
            *("warp", "weft", "pick", "shed", "reed"),
        ),
        replace(WORK, code=CODE),
        f"- {NEW}<br>:star:[code]({CODE})",
    ),
    "links to arXiv are those of all entries nearby": (
        rows("- [Yarn {n}](https://arxiv.org/abs/210{n}.01234) (CVPR {})", *3 * ["2021"])
        + rows("- [Loom {n}](https://arxiv.org/pdf/200{n}.01234) ({})", *6 * ["2020"]),
        CVPR,
        f"- {TITLE}(https://arxiv.org/pdf/2303.01234) (CVPR 2023)",
    ),
    "a track is written as that of another venue": (
        rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234) (Findings of {} 202{n})", *5 * ["EMNLP"]),
        FINDINGS,
        f"- {NEW} (Findings of ACL 2023)",
    ),
    "a track apart from its venue": (
        rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234) (ACL 202{n}{})", *3 * ["", " Findings"]),
        FINDINGS,
        f"- {NEW} (ACL 2023 Findings)",
    ),
    "the ordinal of a day": (
        rows(
            "- [Loom {n}](https://arxiv.org/abs/230{n}.01234) [{} Apr., 2023]", *"1st 2nd 11th 23rd".split()
        ),
        replace(WORK, month=4, day=22),
        f"- {NEW} [22nd Apr., 2023]",
    ),
    "the stop after names that are shortened and after those that are not": (
        rows(
            "- [Loom {n}](https://arxiv.org/abs/200{n}.01234) by {}. CVPR 202{n}.",
            *6 * ["Cora Ash, Dan Elm, Ed Fir, et al"],
        ),
        replace(CVPR, authors=("Ada Blom", "Bo Roe")),
        f"- {NEW} by Ada Blom, Bo Roe. CVPR 2023.",
    ),
    "both links to a paper": (
        rows("- [Loom {n}](https://loom.example/{n}) [[arXiv](https://arxiv.org/abs/{}.01234)]", *SIX_MONTHS),
        replace(WORK, page=PAGE),
        f"- {TITLE}({PAGE}) [[arXiv](https://arxiv.org/abs/2303.01234)]",
    ),
    "lines below a number are indented by its width": (
        rows("{n}. [Loom {n}](https://loom.example/{n})\n\n   {}", *9 * ["*Cora Ash*"]),
        replace(WORK, arxiv_id=None, page=PAGE),
        f"10. {TITLE}({PAGE})\n\n    *Ada Blom, Bo Roe, Cy Lee*",
    ),
    "a link to the paper before one to its code": (
        rows("- [Loom {n}](https://github.com/ash/loom{n}) by {}", *6 * ["Cora Ash"])
        + rows("- [Yarn {n}](https://arxiv.org/abs/210{n}.01234) by {}", *3 * ["Cora Ash"]),
        replace(WORK, code=CODE),
        f"- {NEW} by Ada Blom, Bo Roe, Cy Lee",
    ),
    "links to arXiv are those of papers of the same time": (
        rows("- [Yarn {n}](https://arxiv.org/pdf/{}.01234)", "2301", "2302", "2303", "2303")
        + rows("- [Loom {n}](https://arxiv.org/abs/{}.01234)", *SIX_MONTHS),
        WORK,
        f"- {TITLE}(https://arxiv.org/pdf/2303.01234)",
    ),
    "two links to arXiv in the forms of one entry": (
        rows(
            "- [Loom {n}](https://arxiv.org/abs/{0}.01234) [[paper](https://arxiv.org/pdf/{0}.01234)]",
            *SIX_MONTHS,
        ),
        WORK,
        f"- {NEW} [[paper](https://arxiv.org/pdf/2303.01234)]",
    ),
    "a venue in a badge": (
        rows(
            "- [Loom {n}](https://arxiv.org/abs/200{n}.01234) ![](https://img.shields.io/badge/{}-202{n}-blue)",
            *("ACL_Findings", "CVPR", "CVPR", "ACL_Findings", "ACL_Findings", "CVPR"),
        ),
        FINDINGS,
        f"- {NEW} ![](https://img.shields.io/badge/ACL_Findings-2023-blue)",
    ),
    "a month as others of the same month": (
        rows(
            "- [Loom {n}](https://arxiv.org/abs/230{n}.01234) ({} 2023)",
            "Jan.",
            "Feb.",
            "May",
            "May",
            "Apr.",
            "Mar.",
        ),
        replace(WORK, month=5),
        f"- {NEW} (May 2023)",
    ),
    "a date as all entries of the layout write it": (
        rows("- [Loom {n}](https://arxiv.org/abs/230{n}.01234) ({}, 2023)", *5 * ["Apr."])
        + rows(
            "-  [Yarn {n}](https://arxiv.org/abs/200{n}.01234) ({}, 2020) [[code](https://github.com/ash/loom)]",
            "April",
            "May",
        ),
        replace(WORK, month=4, code=CODE),
        f"-  {NEW} (Apr., 2023) [[code]({CODE})]",
    ),
    "an arXiv id within words": (
        rows(
            "- {0} .[Loom {n}](https://arxiv.org/abs/200{n}.01234) arXiv preprint arXiv:200{n}.01234.",
            *5 * ["Cora Ash, Dan Elm"],
        ),
        WORK,
        f"- Ada Blom, Bo Roe, Cy Lee .{NEW} arXiv preprint arXiv:2303.01234.",
    ),
    "names as the nearest entries write them": (
        rows("- [Yarn {n}](https://arxiv.org/abs/200{n}.01234), {}", *5 * ["C. Ash & D. Elm"])
        + rows("- [Loom {n}](https://arxiv.org/abs/210{n}.01234), {}", *5 * ["Cora Ash, Dan Elm and Ed Fir"]),
        WORK,
        f"- {NEW}, Ada Blom, Bo Roe and Cy Lee",
    ),
    "the surnames of a citation": (
        rows("- [Loom {n}](https://arxiv.org/abs/210{n}.01234) ({}, 2021)", *5 * ["Ash and Elm"]),
        replace(WORK, authors=("Ada Blom", "Bo Roe")),
        f"- {NEW} (Blom and Roe, 2023)",
    ),
    "the surnames first, also before two first names": (
        rows("- {}. [Loom {n}](https://arxiv.org/abs/210{n}.01234)", *5 * ["Ash, Cora Mae and Elm, Dan Lou"]),
        replace(WORK, authors=("Ada Blom", "Bo Roe")),
        f"- Blom, Ada and Roe, Bo. {NEW}",
    ),
    "no venue of another paper in the label of a link": (
        rows(
            "- Loom {n}, [[{}]](https://arxiv.org/abs/210{n}.01234)",
            *"arXiv ICML arXiv KDD ICML arXiv".split(),
        ),
        CVPR,
        "- Weaving Depth from Two Threads, [[arXiv]](https://arxiv.org/abs/2303.01234)",
    ),
    "a month with a stop only if its own entries have one": (
        rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234) ({}, 2020)", *3 * ["May"], *6 * ["Feb."]),
        replace(WORK, month=5, arxiv_id="2305.01234"),
        f"- {TITLE}(https://arxiv.org/abs/2305.01234) (May, 2023)",
    ),
    "the name of the preprint server as most entries write it": (
        rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234), {}, 2020", *5 * ["arXiv"])
        + rows(
            "- [Yarn {n}](https://arxiv.org/abs/201{n}.01234), {}, 2020 [[code](https://github.com/ash/loom)]",
            "arxiv",
            "arxiv",
        ),
        replace(WORK, code=CODE),
        f"- {NEW}, arXiv, 2023 [[code]({CODE})]",
    ),
    "three names are cut where only two are written in full": (
        rows(
            "- [Loom {n}](https://arxiv.org/abs/210{n}.01234) ({}, 2021)",
            *2 * ["Ash et al.", "Ash and Elm", "Elm and Fir"],
        ),
        WORK,
        f"- {NEW} (Blom et al., 2023)",
    ),
    "a full stop after the authors is not theirs": (
        rows(
            "- [Loom {n}](https://arxiv.org/abs/200{n}.01234) by {}2020.",
            "Cora Ash et al. arXiv, ",
            "Cora Ash et al. arXiv, ",
            "Cora Ash. arXiv, ",
            "Cora Ash. ",
            "Cora Ash et al. arXiv, ",
            "Cora Ash. arXiv, ",
            "Cora Ash. ",
        ),
        replace(WORK, authors=("Ada Blom",)),
        f"- {NEW} by Ada Blom. arXiv, 2023.",
    ),
    "forms that differ in whitespace only count together": (
        rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234){}", *3 * [" (2020)", "  (2020)", ", 2020"]),
        WORK,
        f"- {NEW}  (2023)",
    ),
}


@pytest.mark.parametrize(("lines", "work", "expected"), CASES.values(), ids=CASES)
def test_form(lines: str, work: Work, expected: str) -> None:
    assert add(lines, work) == expected


def test_a_fact_that_only_other_sections_show() -> None:
    plain = rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234){}", *6 * [""])
    coded = rows(
        "- [Yarn {n}](https://arxiv.org/abs/210{n}.01234) [[code](https://github.com/ash/{})]", "a", "b"
    )
    work = replace(WORK, code=CODE)
    assert add(f"{plain}\n## Yarn\n\n{coded}", work).endswith(" [[code](https://github.com/blom/depth)]")


def test_the_words_of_another_section_are_not_taken() -> None:
    notes = rows("- [{}] [Note {n}](https://notes.example/{n})", *"Ash Elm Fir Oak Yew Ash Elm".split())
    talks = rows("- [{}] [Talk {n}](https://talks.example/{n})", "Una Moss", "Una Moss")
    papers = rows("- [Loom {n}](https://loom.example/{n}) {}", "", "")
    lines = f"{notes}\n## Talks\n\n{talks}\n## Papers\n\n{papers}"
    assert "Moss" not in add(lines, Work("Weaving Depth from Two Threads", page=PAGE))


@pytest.mark.parametrize("marker", ["-", "  *"])
def test_the_marker_of_the_neighbours(marker: str) -> None:
    lines = "* Looms\n\n" if marker[0] == " " else ""
    lines += rows(f"{marker} [Loom {{n}}](https://arxiv.org/abs/200{{n}}.01234){{}}", "", "", "")
    yarn = rows(
        "+ [Yarn {n}](https://arxiv.org/abs/201{n}.01234) {}\n  [[code](https://github.com/a/b{n})]", "", ""
    )
    added = add(f"{lines}\n## Yarn\n\n{yarn}", replace(WORK, code=CODE))
    indent = " " * len(marker)
    assert added == f"{marker} {NEW} \n{indent} [[code]({CODE})]"


def test_the_marker_of_one_odd_neighbour_is_not_taken() -> None:
    lines = "- [Yarn](https://arxiv.org/abs/2212.01234) (Dec. 2022)\n"
    lines += "".join(
        f"* [Loom {n}](https://arxiv.org/abs/22{n:02}.01234) (Mar. 2022)\n" for n in range(9, 2, -1)
    )
    assert add(lines, WORK).startswith("* [Weaving")


def test_a_work_without_the_first_key_of_the_section() -> None:
    entries = rows(
        "- [Loom {n}](https://arxiv.org/abs/{}.01234) 2023", "2312", "2309", "2306", "2303", "2302"
    )
    older = rows("- [Yarn {n}](https://yarn.example/{n}) {}", "2022", "2021", "2020")
    work = Work("Weaving", year=2021, page="https://weaving.example")
    listing = lists.read(f"# Looms\n\n{entries}{older}")
    found = find_place(listing.sections[0], work, listing)
    assert (found.index_in_section, found.reason) == (6, "sorted by year, newest first")


def test_a_short_section_among_alphabetical_ones() -> None:
    named = rows("- [{}](https://loom.example/{n})", *"Ash Birch Cedar Dogwood Elm Fir Gum Hazel".split())
    short = rows("- [{}](https://yarn.example/{n})", "Acacia", "Beech", "Yew")
    listing = lists.read(f"# Looms\n\n## Stereo\n\n{named}\n## Yarn\n\n{short}")
    found = find_place(listing.sections[-1], WORK, listing)
    assert (found.index, found.reason) == (2, "sorted by name")


def test_no_section_of_another_venue_below_a_year() -> None:
    entries = rows("- [Loom {n}](https://arxiv.org/abs/230{n}.01234) ({})", *3 * ["2023"])
    listing = lists.read(
        f"# Looms\n\n## 2023\n\n### CVPR 2023\n\n{entries}\n### ICML 2023\n\n{entries.replace('Loom', 'Yarn')}"
    )
    assert [each.section.title for each in candidate_sections(CVPR, listing)] == ["CVPR 2023"]


def test_rows_that_say_something_else_each() -> None:
    head = "| Paper | Year | Tasks |\n|---|---|---|\n"
    tasks = ("Depth from looms", "Colour of yarn", "", "Depth of weave", "Warp")
    entries = rows("| [Loom {n}](https://arxiv.org/abs/200{n}.01234) | 200{n} | {} |", *tasks)
    assert add(head + entries, WORK) == f"| {NEW} | 2023 | |"


def test_sections_of_a_venue_come_last_without_one() -> None:
    entries = rows("- [Depth from loom {n}](https://arxiv.org/abs/230{n}.01234){}", *3 * [""])
    other = rows("- [Yarn {n}](https://arxiv.org/abs/220{n}.01234){}", *3 * [""])
    listing = lists.read(f"# Looms\n\n## CVPR 2023\n\n{entries}\n## Preprints\n\n{other}")
    assert [each.section.title for each in candidate_sections(WORK, listing)] == ["Preprints", "CVPR 2023"]


def test_missing_facts() -> None:
    listing = lists.read(
        "# Looms\n\n" + rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234), {} 2020", *4 * ["CVPR"])
    )
    assert EntryWriter(Planner(listing)).missing_facts(WORK) == ["venue"]


def test_the_list_below_the_likeliest_item() -> None:
    depth = rows("  - [{} loom](https://loom.example/{n})", "Depth by", "A deep", "Depth of a")
    yarn = rows("  - [{} yarn](https://yarn.example/{n})", "Two", "A red", "Long", "Blue")
    listing = lists.read(
        f"# Looms\n\n- Warp\n{yarn}- Estimation\n{depth}- Weft\n{yarn.replace('yarn', 'weft')}"
    )
    found = find_place(listing.sections[0], WORK, listing)
    assert (found.index_in_section, found.reason) == (7, "at the end of the section")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_are_those_of_the_file(newline: str) -> None:
    lines = rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234) (CVPR 202{n})", *12 * [""])
    listing = lists.read(f"# Looms\n\n## Stereo\n\n{lines}".replace("\n", newline))
    added = EntryWriter(Planner(listing)).add(CVPR, find_place(listing.sections[-1], CVPR, listing))
    assert added is not None
    assert added.entry == f"- {NEW} (CVPR 2023)"
    assert added.text.count("\r") == (added.text.count("\n") if newline == "\r\n" else 0)
    assert "\r\r" not in added.text


def test_authors_who_are_not_found_as_written() -> None:
    names = 40 * "Ada Blom, " + "Bo* Roe"
    lines = rows("- [Loom {n}](https://arxiv.org/abs/200{n}.01234), {}. CVPR 202{n}", *6 * [names])
    assert "Weaving Depth from Two Threads" in add(lines, CVPR)
