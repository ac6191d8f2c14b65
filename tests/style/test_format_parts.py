"""`format` brings each part of an entry into the form that the other entries share."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint import listing as lists
from awesome_lint.formatting.formatter import format_text
from awesome_lint.settings import Settings
from awesome_lint.style.planner import Planner

NAMES = tuple(
    "Clay Loam Silt Sand Peat Marl Mud Chalk Stones Dust Gravel Turf Grit Shale Flint Slate Ash Ooze Moss Humus".split()
)


def formatted(text: str, **style: object) -> str:
    return format_text(text, "README.md", Settings(today=date(2026, 1, 1), style=style)).text


def listed(entry: str, head: str = "") -> str:
    """A list whose entries are all like this one: `{name}` and `{n}` differ."""
    return (
        "# Awesome soil\n\n"
        + head
        + "".join(entry.format(name=f"{name} at Rest", n=n) for n, name in enumerate(NAMES))
    )


LINKED = "- [{name}](https://soil.example/{n}) - A study of soil.\n"
TAGGED = "- [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})] [[code](https://code.example/{n})]\n"
NUMBERED = "{n}. **{name}.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/{n})]\n"
NESTED = "- [{name}](https://soil.example/{n})\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n"
NAMED = "- [2024/01] **[Rest]** {name} [[paper](https://paper.example/{n})]\n"
ROW = "| [{name}](https://soil.example/{n}) | 2024 | [code](https://code.example/{n}) |\n"
VENUES = "- {name}, *CVPR'{n:02d}* ([Paper](https://paper.example/{n}))\n"
LINES = "- [{name}](https://soil.example/{n})\n  CVPR, 20{n:02d}\n  *Ann Ames, Cy Cole*\n"
LISTED = "- [{name}](https://soil.example/{n}) run by Ann Ames (wet, dry), often\n"
TABLE = "| Title | Year | Code |\n|---|---|---|\n"

CASES = {
    "space after the marker": (
        LINKED,
        "-   [Rust](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "no space after the marker": (
        LINKED,
        "-[Rust](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "space after the marker of several lines": (
        NESTED,
        "-   [Rust](https://soil.example/99)\n    - Ann Ames, Cy Cole\n    - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "no full stop": (
        LINKED,
        "- [Rust](https://soil.example/99) - A study of soil\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "separator after the title": (
        LINKED,
        "- [Rust](https://soil.example/99): A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "first word": (
        LINKED,
        "- [Rust](https://soil.example/99) - a study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "emphasis of the title": (
        LINKED,
        "- [**Rust**](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "spaces within the line": (
        LINKED,
        "- [Rust](https://soil.example/99) - A study  of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "space in the link's text": (
        LINKED,
        "- [ Rust](https://soil.example/99) - A study of soil.\n",
        "- [Rust](https://soil.example/99) - A study of soil.\n",
    ),
    "brackets": (
        TAGGED,
        "- [Rust](https://soil.example/99) [paper](https://paper.example/99) [[code]](https://code.example/99)\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "label": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[Paper](https://paper.example/99)] [[GitHub](https://github.com/soil/rust)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://github.com/soil/rust)]\n",
    ),
    "order of links": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[code](https://code.example/99)] [[paper](https://paper.example/99)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "separator between links": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)], [[code](https://code.example/99)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "separator at the end": (
        TAGGED,
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)] |\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "links on a line of their own": (
        TAGGED,
        "- [Rust](https://soil.example/99)\n  [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
        "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
    ),
    "emphasis that is not closed": (
        NUMBERED,
        "20. **Rust.** *Ann Ames, Cy Cole. [[pdf](https://paper.example/99)]\n",
        "20. **Rust.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/99)]\n",
    ),
    "a number that was used before": (
        NUMBERED,
        "12. **Rust.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/99)]\n",
        "20. **Rust.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/99)]\n",
    ),
    "lines in another order": (
        NESTED,
        "- [Rust](https://soil.example/99)\n  - Keyword: soil, water\n  - Ann Ames, Cy Cole\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "a joined line": (
        NESTED,
        "- [Rust](https://soil.example/99), Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "comma without a space": (
        NESTED,
        "- [Rust](https://soil.example/99)\n  - Ann Ames,Cy Cole\n  - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "a stop at the end of a line": (
        NESTED,
        "- [Rust](https://soil.example/99).\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
        "- [Rust](https://soil.example/99)\n  - Ann Ames, Cy Cole\n  - Keyword: soil, water\n",
    ),
    "a comma and a space at the end of a line": (
        LINES,
        "- [Rust](https://soil.example/99)\n  CVPR, 2021, \n  *Ann Ames, Cy Cole*\n",
        "- [Rust](https://soil.example/99)\n  CVPR, 2021\n  *Ann Ames, Cy Cole*\n",
    ),
    "a comma and a space at the end of an entry": (
        "- [{name}](https://soil.example/{n}), CVPR, 20{n:02d}\n",
        "- [Rust](https://soil.example/99), CVPR, 2021, \n",
        "- [Rust](https://soil.example/99), CVPR, 2021\n",
    ),
    "a comma in the text, and one in an attribute": (
        LISTED,
        '- [Rust](https://soil.example/99) run by Ann Ames (wet,dry), often <a id="wet,dry"></a>\n',
        '- [Rust](https://soil.example/99) run by Ann Ames (wet, dry), often <a id="wet,dry"></a>\n',
    ),
    "a comma in the text, and one in the URL of an image": (
        LISTED,
        "- [Rust](https://soil.example/99) run by Ann Ames (wet,dry), often ![](https://soil.example/wet,dry.png)\n",
        "- [Rust](https://soil.example/99) run by Ann Ames (wet, dry), often ![](https://soil.example/wet,dry.png)\n",
    ),
    "a comma in the text, and one in code": (
        LISTED,
        "- [Rust](https://soil.example/99) run by Ann Ames (wet,dry), often `wet,dry`\n",
        "- [Rust](https://soil.example/99) run by Ann Ames (wet, dry), often `wet,dry`\n",
    ),
    "commas without a space, and a note that belongs to no field": (
        "- {name}, CVPR, 20{n:02d} [[paper](https://paper.example/{n})]\n",
        "- Rust at Rest,CVPR,2021 [[paper](https://paper.example/99)]\n  * after the soil of Ames\n",
        "- Rust at Rest, CVPR, 2021 [[paper](https://paper.example/99)]\n  * after the soil of Ames\n",
    ),
    "a name that touches the title": (
        NAMED,
        "- [2024/01] **[Rust]**Rust at Rest [[paper](https://paper.example/99)]\n",
        "- [2024/01] **[Rust]** Rust at Rest [[paper](https://paper.example/99)]\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_windows_line_ends_change_nothing_but_themselves(name: str) -> None:
    entry, drifted, _ = CASES[name]
    text = listed(entry) + drifted
    assert formatted(text.replace("\n", "\r\n")) == formatted(text).replace("\n", "\r\n")


def test_a_stop_at_the_end_of_a_line_keeps_a_windows_line_end() -> None:
    fields = ("[[code](https://code.example/{n})]", "Keywords: soil{n}", "*CVPR 20{n:02d}*", "(20{n:02d}-05)")
    entry = "- [{name}](https://soil.example/{n})\r\n  Ann Ames, Cy Cole.\r\n  "
    text = "# Awesome soil\r\n\r\n" + "".join(
        (entry + fields[n % 4] + "\r\n").format(name=f"{name} at Rest", n=n) for n, name in enumerate(NAMES)
    )
    assert formatted(text.replace("Cole.", "Cole", 1)) == text


@pytest.mark.parametrize(
    "title", ["Rust, 2nd Ed.", "Rust, Vol.", "Rust by Ames Inc.", "Rust in the U.S.", "Rust et al."]
)
def test_the_stop_of_an_abbreviation_stays_in_a_title(title: str) -> None:
    odd = f"- [{title}](https://soil.example/99) - A study of soil.\n"
    assert formatted(listed(LINKED) + odd) == listed(LINKED) + odd


@pytest.mark.parametrize("name", CASES)
def test_a_part_is_written_in_the_form_of_the_list(name: str) -> None:
    entry, drifted, wanted = CASES[name]
    assert formatted(listed(entry) + drifted) == listed(entry) + wanted
    assert formatted(listed(entry) + wanted) == listed(entry) + wanted


@pytest.mark.parametrize(
    "row",
    [
        "|[Rust](https://soil.example/99)|2024|[code](https://code.example/99)|\n",
        "[Rust](https://soil.example/99)|2024|[code](https://code.example/99)\n",
    ],
)
def test_a_row_gets_the_padding_and_the_pipes_of_the_others(row: str) -> None:
    wanted = "| [Rust](https://soil.example/99) | 2024 | [code](https://code.example/99) |\n"
    assert formatted(listed(ROW, TABLE) + row) == listed(ROW, TABLE) + wanted


def test_a_link_in_an_open_bracket_gets_no_brackets_of_its_own() -> None:
    two = VENUES.replace(")\n", ", [Code](https://code.example/{n}))\n")
    text = "# Awesome soil\n\n" + "".join(
        (two if n % 5 == 4 else VENUES).format(name=f"{name} at Rest", n=n) for n, name in enumerate(NAMES)
    )
    assert formatted(text) == text


def test_an_item_among_numbered_ones_gets_its_number() -> None:
    text = "# Awesome soil\n\n" + "".join(
        f"{n}. [{name}](https://soil.example/{n})\n" for n, name in enumerate(NAMES, 1)
    )
    assert formatted(text.replace("7. [Mud]", "- [Mud]")) == text


def test_lines_that_run_together_become_items() -> None:
    run = "\n## Water\n\n[Rain](https://rain.example)\n[Snow](https://snow.example)\n[Hail](https://hail.example)\n"
    assert formatted(listed(LINKED) * 3 + run) == listed(LINKED) * 3 + run.replace("\n[", "\n- [")


@pytest.mark.parametrize(
    "odd",
    [
        # A description that begins with a name in lower case.
        "- [Rust](https://soil.example/99) - rustlib is a study of soil.\n",
        # A list of its own.
        "- [Rust](https://soil.example/99) - A study of soil.\n  - [Iron](https://iron.example)\n  - [Zinc](https://zinc.example)\n",
        # A paragraph with a link at its start.
        "\n[Rust](https://soil.example/99) is a study of soil.\n",
    ],
)
def test_what_is_meant_so_stays(odd: str) -> None:
    assert formatted(listed(LINKED) + odd) == listed(LINKED) + odd


@pytest.mark.parametrize(
    ("entry", "odd"),
    [
        # The only space between two words is in the link.
        (LINKED, "- [Rust ](https://soil.example/99)is a study of soil.\n"),
        # Bold that does not render because of a space.
        (LINKED, "- ** [Rust](https://soil.example/99) - A study of soil. **\n"),
        # A colon that ends a name, and a name of software.
        (
            TAGGED,
            "- [RUST:](https://soil.example/99) [[paper](https://paper.example/99)] [[code](https://code.example/99)]\n",
        ),
        (
            TAGGED,
            "- [Rust](https://soil.example/99) [[paper](https://paper.example/99)] [[Torch](https://github.com/a/rust)]\n",
        ),
    ],
)
def test_what_words_and_brackets_need_stays(entry: str, odd: str) -> None:
    assert formatted(listed(entry) * 2 + odd) == listed(entry) * 2 + odd


def test_a_link_whose_text_is_a_title_is_no_tag() -> None:
    odd = "- Rust, [A Long Study of Rust and Iron](https://paper.example/99) [[code](https://code.example/99)]\n"
    assert formatted(listed(TAGGED) + odd) == listed(TAGGED) + odd


def test_a_nested_item_stays_before_its_own_items() -> None:
    entries = "".join(
        f"1. **{name} at Rest** *Ann Ames.* ICLR 2019.\n    + __Paper:__ [*PDF*](https://paper.example/{n})\n"
        f"    + __Method(*M{n}*):__ soil\n    + __Experiment:__\n"
        f"        + __Task:__ *peat {n}* | __Plots:__ *A*\n        + __Task:__ *marl {n}* | __Plots:__ *B*\n"
        for n, name in enumerate(NAMES)
    )
    assert formatted(f"# Awesome soil\n\n{entries}") == f"# Awesome soil\n\n{entries}"


def test_a_comma_in_chinese_text_gets_no_space() -> None:
    entry = "- **{name}.** *Ann Ames, Cy Cole.* [[pdf](https://paper.example/{n})]\n"
    text = listed(entry) + entry.format(name="Loess", n=99).replace("Ann Ames, Cy Cole", "王伟,李明")
    assert formatted(text) == text


def test_the_stop_of_an_abbreviation_stays_at_the_end_of_a_title() -> None:
    text = listed(LINKED) + LINKED.format(name="Loess, 2nd ed.", n=99)
    assert formatted(text) == text


@pytest.mark.parametrize("title", ["Loess.(in Greek)", "Loess. (in Greek)"])
def test_a_title_with_a_stop_before_brackets_gets_no_second_one(title: str) -> None:
    entry = "1. **{name}.**\n*Ann Ames, Cy Cole* 2017. [paper](https://paper.example/{n})\n\n"
    text = listed(entry) + entry.format(name=title, n=99).replace(").", ")")
    assert formatted(text) == text


def test_a_stop_between_a_title_and_a_date_stays() -> None:
    entry = "- {name}, 2021. ([paper](https://paper.example/{n}))\n"
    text = listed(entry) + "- Loess on the Move. 2021. ([paper](https://paper.example/99))\n"
    assert formatted(text) == text
    (result,) = format_text(text, "README.md", Settings()).results[-1:]
    assert result.status == "in-form"


def test_a_section_without_blank_lines_keeps_its_one_gap() -> None:
    spaced = "".join(f"{LINKED.format(name=name, n=n)}\n" for n, name in enumerate(NAMES))
    tight = "## Chats\n\n" + LINKED.format(name="Forum", n=90) + LINKED.format(name="Board", n=91)
    text = f"# Awesome soil\n\n{spaced}{tight}"
    assert formatted(text) == text


def test_a_section_may_have_a_form_of_its_own() -> None:
    own = "\n## Water\n\n" + "".join(f"* [Rain {n}](https://rain.example/{n})\n" for n in range(9))
    assert formatted(listed(LINKED) + own) == listed(LINKED) + own


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (
            {"bullet": "+"},
            "+ [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})] [[code](https://code.example/{n})]\n",
        ),
        (
            {"title": "bold-link"},
            "- **[{name}](https://soil.example/{n})** [[paper](https://paper.example/{n})] [[code](https://code.example/{n})]\n",
        ),
        (
            {"brackets": "[x](u)"},
            "- [{name}](https://soil.example/{n}) [paper](https://paper.example/{n}) [code](https://code.example/{n})\n",
        ),
        (
            {"between": ", "},
            "- [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})], [[code](https://code.example/{n})]\n",
        ),
        (
            {"label": {"code": "Code"}},
            "- [{name}](https://soil.example/{n}) [[paper](https://paper.example/{n})] [[Code](https://code.example/{n})]\n",
        ),
        (
            {"label": {"paper": "PDF", "code": "Repo"}},
            "- [{name}](https://soil.example/{n}) [[PDF](https://paper.example/{n})] [[Repo](https://code.example/{n})]\n",
        ),
    ],
)
def test_a_form_can_be_set(style: dict[str, object], wanted: str) -> None:
    assert formatted(listed(TAGGED), **style) == listed(wanted)


NAMES_OF_PAPERS = ("pdf", "PDF", "arXiv", "abs", "link", "Paper link", "OpenReview", "论文")


@pytest.mark.parametrize("name", NAMES_OF_PAPERS)
def test_a_label_that_is_set_is_that_of_all_links_of_its_kind(name: str) -> None:
    odd = f"1. *Rust.* [[{name}](https://arxiv.org/abs/2401.00099)]\n"
    wanted = " *Rust.* [[Paper](https://arxiv.org/abs/2401.00099)]\n"
    assert formatted(listed(TAGGED) + odd, label={"paper": "Paper"}).endswith(wanted)


KEPT = {
    "says more": ("[[PyTorch](https://github.com/soil/rust)]", ["PyTorch"]),
    "two links": (
        "[[GitHub](https://github.com/soil/rust)] [[repo](https://gitlab.com/soil/rust)]",
        ["GitHub", "repo"],
    ),
    "in a sentence": ("with [GitHub](https://github.com/soil/rust) of the authors", ["GitHub"]),
    "the name of a thing": ("[[rusty](https://github.com/soil/rusty)]", []),
}


@pytest.mark.parametrize("case", KEPT)
def test_a_label_that_cannot_be_set_is_kept_and_named(case: str) -> None:
    links, kept = KEPT[case]
    text = listed(TAGGED) + f"- [Rust](https://soil.example/rust) {links}\n"
    settings = Settings(today=date(2026, 1, 1), style={"label": {"code": "Code"}})
    done = format_text(text, "README.md", settings)
    assert done.text.endswith(f" {links}\n")
    assert [part.text for part in done.results[-1].kept] == kept
    assert done.kept_counts() == ({"label.code": len(kept)} if kept else {})
    if case == "says more":
        assert (done.results[-1].status, done.results[-1].reason) == ("left", "kept")
        (why,) = done.results[-1].explanations()
        assert why.startswith("left as it is: `label.code` is not applied to “PyTorch”")


def test_a_label_that_is_set_does_not_change_by_the_case_of_others() -> None:
    once = formatted(listed(TAGGED), label={"code": "Code"})
    assert formatted(once, label={"code": "Code"}) == once


def test_the_dates_that_cannot_be_set_are_counted() -> None:
    text = (
        listed("- [{name}](https://soil.example/{n}) (2024-01)\n")
        + "- [Rust](https://soil.example/r) (2019)\n"
    )
    done = format_text(text, "README.md", Settings(today=date(2026, 1, 1), style={"date": "%Y/%m"}))
    assert done.kept_counts() == {"date": 1}
    assert done.results[-1].kept[0].text == "2019"


def test_the_results_are_those_of_the_chosen_entries() -> None:
    text = listed(LINKED) + "- [Rust](https://soil.example/99): A study of soil.\n"
    start = text.index("- [Loam")
    settings = Settings(today=date(2026, 1, 1))
    done = format_text(text, "README.md", settings, is_selected=lambda span: span.start == start)
    assert [each.before.partition("]")[0] for each in done.results] == ["- [Loam at Rest"]


def test_a_refused_entry_shows_what_would_change() -> None:
    odd = "- [Rust](https://github.com/soil/rust/): 5 kinds after [Ore](https://github.com/soil/ore).\n"
    plain = "- [{name}](https://soil.example/{n}) A study of soil.\n"
    result = format_text(listed(plain) + odd, "README.md", Settings(today=date(2026, 1, 1))).results[-1]
    assert result.reason == "reads-otherwise"
    assert result.rejected is not None
    assert result.rejected != result.before == result.after
    (why,) = result.explanations()
    assert "`code_repo` from “https://github.com/soil/rust/” to “https://github.com/soil/ore”" in why


def test_words_that_may_be_a_description_are_explained() -> None:
    plain = "- [{name}](https://soil.example/{n}) A study of soil.\n"
    odd = "- [Rust](https://soil.example/r) copies and pastes of soil.\n"
    (why,) = format_text(listed(plain) + odd, "README.md", Settings()).results[-1].explanations()
    assert why.endswith("; a description in lower case needs a dash or a colon before it")


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (
            "- [Rust](https://soil.example/r) (Ames et al. 2019) shows rust\n  of iron.\n",
            "(Ames et al. 2019) shows rust of iron",
        ),
        ("- [Rust](https://soil.example/r) `rust` is rust.\n", "`rust` is rust"),
    ],
)
def test_unknown_words_are_shown_with_their_opening_mark(odd: str, words: str) -> None:
    plain = "- [{name}](https://soil.example/{n}) A study of soil.\n"
    (why,) = format_text(listed(plain) + odd, "README.md", Settings()).results[-1].explanations()
    assert why.startswith(f"left as it is: “{words}” was not read as a title, author, date, venue, link or")


def test_the_results_say_what_was_done_and_why_not() -> None:
    odd = "* [Rust](https://soil.example/98) - A study of soil.\n"
    unread = "- [Iron](https://soil.example/99) [[paper](https://paper.example/99)] seen on the moon [[code](https://code.example/99)]\n"
    done = format_text(
        listed(TAGGED) + unread + listed(LINKED)[16:] + odd, "README.md", Settings(today=date(2026, 1, 1))
    )
    by_title = {each.before.partition("](")[0][3:]: each for each in done.results}
    assert by_title["Rust"].status == "written"
    assert by_title["Rust"].parts == ("bullet",)
    assert (by_title["Iron"].status, by_title["Iron"].reason) == ("left", "unknown-words")
    (why,) = by_title["Iron"].explanations()
    assert why.startswith("left as it is: “seen on the moon” was not read as a title, author")
    assert by_title["Clay at Rest"].status == "in-form"


def test_marks_around_a_title_are_not_doubled() -> None:
    entry = "{n}. (2024 ICML) **{name}.** *Ann Ames.* [[pdf](https://paper.example/{n})]\n"
    odd = "12. (2024 arviv) **Rust: A Study.** \n"
    once = formatted(listed(entry) + odd)
    assert "****" not in once
    assert formatted(once) == once


def test_a_date_without_brackets_gets_those_of_the_others() -> None:
    entry = "- [{name}](https://soil.example/{n}) (Jan. 2024)\n"
    bare, wanted = (
        "- [Rust](https://soil.example/99) Mar. 2024\n",
        "- [Rust](https://soil.example/99) (Mar. 2024)\n",
    )
    assert formatted(listed(entry) + bare) == listed(entry) + wanted


def test_lines_that_lost_their_bullets_stay_lines() -> None:
    lost = listed(LINKED) + "- [Rust](https://soil.example/rust)\n[Lime](https://soil.example/lime)\n"
    assert formatted(lost) == lost


def test_no_separator_is_put_before_a_venue_in_brackets() -> None:
    entries = "".join(
        f"- [{name} at Rest](https://soil.example/{n}) Ames, Ann, and Bo Bohr. CVPR 2019.\n"
        for n, name in enumerate(NAMES)
    )
    odd = (
        "- [Rust at Rest](https://soil.example/99) Ames, Ann, and Bo Bohr. Security and Privacy (S&P) 2017.\n"
    )
    assert formatted("# Awesome soil\n\n" + entries + odd) == "# Awesome soil\n\n" + entries + odd


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_missing_bullets_with_any_line_end(gap: str, newline: str) -> None:
    lines = [f"[{name} in Rain](https://rain.example/{n})" for n, name in enumerate(NAMES[:4])]
    head = "".join(
        listed(LINKED.replace(" at", f" {n} at").replace(".example/", f".example/{n}/")) for n in "123"
    )
    before = f"{head}\n## Rain{gap}" + "".join(f"{line}\n" for line in lines)
    after = f"{head}\n## Rain{gap}" + "".join(f"- {line}\n" for line in lines)
    assert formatted(before.replace("\n", newline)) == after.replace("\n", newline)


def test_numbers_of_all_sections_decide_whether_wrong_ones_are_slips() -> None:
    first = "".join(
        f"{n}. [Loom of Kind {at}](https://a.example/{at})\n"
        for at, n in enumerate((1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10))
    )
    second = "".join(f"{n}. [Card {at}](https://b.example/{at})\n" for at, n in enumerate((1, 2, 3, 3, 4)))
    text = f"# Looms\n\n## Mills\n\n{first}\n## Homes\n\n{second}"
    planner, homes = Planner(lists.read(text)), text.index("## Homes")
    whole = format_text(text, "README.md", Settings())
    done = format_text(text, "README.md", Settings(), lambda span: span.start >= homes, planner)
    assert whole.text == done.text == text
