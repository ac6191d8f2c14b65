"""`awesome-lint review` in real git repositories: which cards a change gets, and what it breaks elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Command = Callable[..., Any]
Git = Callable[..., str]

HEAD = """# Awesome Reeds

- [Surveys](#surveys)
- [Methods](#methods)
- [Courses](#courses)
- [Books](#books)

## Surveys

- [A Map of Reeds](https://arxiv.org/abs/2301.00001) (Jan. 2023)
- [Ten Years of Rushes](https://arxiv.org/abs/2302.00002) (Feb. 2023)

## Courses

- [Reeds for Beginners](https://reeds.example/course)

## Books

- [The Book of Reeds](https://reeds.example/book)

## Methods

- [Weaving Reeds by Hand in Wet Weather](https://arxiv.org/abs/2303.00003) (Mar. 2023)
- [Weaving Reeds by Loom at Home](https://arxiv.org/abs/2304.00004) (Apr. 2023)
- [Dyeing Stems with River Clay](https://arxiv.org/abs/2305.00005) (May. 2023)
- [Drying Stems in Mountain Air](https://arxiv.org/abs/2306.00006) (Jun. 2023)
- [Splitting Stems along the Grain](https://arxiv.org/abs/2307.00007) (Jul. 2023)
- [Twisting Cords from Young Rushes](https://arxiv.org/abs/2308.00008) (Aug. 2023)
- [Plaiting Mats for Cold Floors](https://arxiv.org/abs/2309.00009) (Sep. 2023)
- [Coiling Baskets without a Frame](https://arxiv.org/abs/2310.00010) (Oct. 2023)
- [Thatching Roofs on Windy Islands](https://arxiv.org/abs/2311.00011) (Nov. 2023)
- [Cutting Stems before the First Frost](https://arxiv.org/abs/2312.00012) (Dec. 2023)
"""
NEW = "- [Binding Stems into Round Boats](https://arxiv.org/abs/2401.00013) (Jan. 2024)\n"
LAST = "- [Cutting Stems before the First Frost](https://arxiv.org/abs/2312.00012) (Dec. 2023)\n"


class Situation(NamedTuple):
    """A change, the lines of its cards, and the findings that it gets as `CODE:line`."""

    name: str
    change: Callable[[str], str]
    cards: tuple[str, ...]
    findings: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def added(line: str, after: str = LAST) -> Callable[[str], str]:
    return lambda text: text.replace(after, after + line)


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


SITUATIONS = [
    Situation("an entry added at the end", added(NEW), ("new:33",)),
    Situation("an entry added on top", added(NEW, "## Methods\n\n"), ("new:23",)),
    Situation(
        "two entries added",
        added(NEW + NEW.replace("Binding", "Soaking").replace("13)", "14)")),
        ("new:33", "new:34"),
    ),
    Situation(
        "a duplicate at the end",
        added(LAST.replace("Cutting Stems before the First Frost", "A Theory of Marsh Light")),
        ("new:33",),
        ("AX004:33",),
    ),
    Situation(
        "a copy of an entry on top",
        added(
            "- [Cutting Stems before the First Frost](https://arxiv.org/abs/2312.00012)\n", "## Methods\n\n"
        ),
        ("new:23",),
        ("DU001:23",),
    ),
    Situation(
        "a date that contradicts the id",
        added(NEW.replace("Jan. 2024", "Sep. 2023")),
        ("new:33",),
        ("AX003:33",),
    ),
    Situation("an id that cannot exist", added(NEW.replace("2401", "2413")), ("new:33",), ("AX002:33",)),
    Situation("a broken link", added(NEW.replace("](", "] (")), (), ("MD001:33",)),
    Situation("an empty link", added("- [Binding Stems into Round Boats]()\n"), (), ("LK002:33",)),
    Situation("a changed date", replaced("Dec. 2023", "Sep. 2023"), ("changed:32",), ("AX003:32",)),
    Situation("a corrected title", replaced("Ten Years of", "A Decade of"), ("changed:11",)),
    Situation("an entry removed", replaced(LAST, ""), ()),
    Situation(
        "an entry moved to the other section",
        lambda text: added(LAST, "## Surveys\n\n")(text.replace(LAST, "")),
        ("moved:10",),
    ),
    Situation("a heading renamed", replaced("## Surveys", "## Overviews"), (), (), ("LK003:3",)),
    Situation("a heading and its table of contents renamed", replaced("urveys", "tudies"), ()),
    Situation("a heading removed", replaced("## Surveys\n\n", ""), (), (), ("LK003:3",)),
    Situation(
        "a section added without its line in the contents",
        lambda text: text + "\n## Tools\n\n- [Loom Kit](https://github.com/reed/loom)\n",
        ("new:36",),
    ),
    Situation(
        "only prose changed", replaced("# Awesome Reeds\n", "# Awesome Reeds\n\nOf plants that bend.\n"), ()
    ),
    Situation("a blank line added", replaced("## Methods\n\n", "## Methods\n\n\n"), ()),
    Situation("an invisible character", replaced("Mountain Air", "Mountain\u00a0Air"), ("changed:26",)),
    Situation("line ends changed", lambda text: text.replace("\n", "\r\n"), ()),
    Situation("nothing changed", lambda text: text, ()),
    Situation(
        "an entry in another date form",
        added(NEW.replace("Jan. 2024", "2024-01")),
        ("new:33",),
        ("EN001:33",),
    ),
]


def commit(git: Git, folder: Path, text: str, name: str = "README.md") -> None:
    (folder / name).write_text(text, encoding="utf-8", newline="")
    git("add", "--", name)
    git("commit", "--quiet", "--message", "Change the list")


def reviewed(awesome_lint: Command, *options: str, **env: str) -> tuple[int, dict[str, Any]]:
    done = awesome_lint("review", "--output-format", "json", "--today", "2026-01-01", *options, **env)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)["files"][0]


def loud(findings: list[dict[str, Any]]) -> list[str]:
    return [f"{one['code']}:{one['start']['line']}" for one in findings if one["severity"] != "advice"]


YEARS = """
## 2023

- [Reed Pens](https://arxiv.org/abs/2301.00021) (Jan. 2023)

## Tools

| Tool | Use | Code |
| --- | --- | --- |
| Knife | Cuts | [code](https://github.com/reed/knife) |
| Comb | Combs | [code](https://github.com/reed/comb) |
| Press | Presses | [code](https://github.com/reed/press) |
"""
REMARKS = {
    "not in the order of the others": (added(NEW, "## Methods\n\n"), "SE006:23"),
    "of another year": (added(NEW, "## 2023\n\n"), "SE005:36"),
    "a row without a cell": (
        added("| Sieve | Sifts |\n", "| Press | Presses | [code](https://github.com/reed/press) |\n"),
        "TB001:45",
    ),
    "a venue in small letters": (added(NEW.replace("Jan. 2024", "icra 2024")), "EN002:33"),
    "a venue of the year before the id": (added(NEW.replace("Jan. 2024", "ICRA 2022")), "AX003:33"),
    "the id of another work under a short name": (
        added("- [Round Boats](https://arxiv.org/abs/2312.00012) (Dec. 2023)\n"),
        "AX004:33",
    ),
    "a date without the month": (added(NEW.replace("Jan. 2024", "2024")), "EN001:33"),
    "a badge of another repository": (
        added(
            NEW.replace(
                " (Jan",
                " [[code](https://github.com/reed/boat)] ![](https://img.shields.io/github/stars/reed/comb) (Jan",
            )
        ),
        "EN012:33",
    ),
    "the repository of another work": (
        added(NEW.replace(" (Jan", " [[code](https://github.com/reed/comb)] (Jan")),
        "DU003:33",
    ),
}
"""Changes with an observation about the added entry that is no finding in a whole list."""


@pytest.mark.parametrize("name", REMARKS)
def test_a_remark_on_an_added_entry_does_not_block(
    awesome_lint: Command, git: Git, tmp_path: Path, name: str
) -> None:
    change, expected = REMARKS[name]
    commit(git, tmp_path, HEAD + YEARS)
    (tmp_path / "README.md").write_text(change(HEAD + YEARS))
    status, file = reviewed(awesome_lint, "--base", "HEAD")
    assert status == 0
    (card,) = file["cards"]
    assert f"{card['findings'][0]['code']}:{card['findings'][0]['start']['line']}" == expected
    assert expected[:5] in awesome_lint("review", "--base", "HEAD").stdout


UNREAD = {
    "an entry that lost a bracket": (
        replaced("Stems before the First Frost](", "Stems before the First Frost] ("),
        32,
    ),
    "an entry that lost its link": (
        replaced(f"[{LAST[3:].partition(']')[0]}](https://arxiv.org/abs/2312.00012)", "Stems"),
        32,
    ),
    "an added item without a link": (added("- Binding Stems into Round Boats, 2024\n"), 33),
    "the only entry of its list": (
        replaced("[The Book of Reeds](https://reeds.example/book)", "The Book of Reeds"),
        19,
    ),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_changed_line_that_is_no_entry_is_named(
    awesome_lint: Command, git: Git, tmp_path: Path, name: str
) -> None:
    change, line = UNREAD[name]
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(change(HEAD))
    _, file = reviewed(awesome_lint, "--base", "HEAD")
    assert file["cards"] == []
    text = change(HEAD).split("\n")[line - 1]
    assert file["unread"] == [{"line": line, "text": text}]
    shown = awesome_lint("review", "--base", "HEAD").stdout
    assert f"README.md changed, but not read as an entry:\n  line {line}: " in shown
    assert "0 entries reviewed, 1 changed line not read as an entry" in shown
    markdown = awesome_lint("review", "--base", "HEAD", "--output-format", "markdown").stdout
    assert "\nChanged, but not read as an entry:\n" in markdown


def test_a_removed_or_renamed_entry_is_not_unread(awesome_lint: Command, git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path, HEAD)
    for change in (replaced(LAST, ""), replaced("Book of Reeds", "Manual of Reeds")):
        (tmp_path / "README.md").write_text(change(HEAD))
        assert reviewed(awesome_lint, "--base", "HEAD")[1]["unread"] == []


def test_the_remark_of_a_suppressed_rule_is_left_out(awesome_lint: Command, git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path, HEAD)
    comment = "<!-- awesome-lint disable-next-line SE006 -->\n"
    (tmp_path / "README.md").write_text(added(comment + NEW, "## Methods\n\n")(HEAD))
    _, file = reviewed(awesome_lint, "--base", "HEAD")
    assert [one["code"] for card in file["cards"] for one in card["findings"]] == []
    done = awesome_lint("review", "--base", "HEAD")
    assert done.returncode == 0
    assert "XX001" not in done.stdout  # The comment is used, though not by `check`.


def test_a_safe_fix_is_shown_once_in_the_finished_entry(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(added(NEW.replace("Jan. 2024", "2024-01"))(HEAD))
    shown = awesome_lint("review", "--base", "HEAD").stdout
    assert "finished entry" in shown
    assert "--fix writes" not in shown


def test_the_finished_entry_is_explained(awesome_lint: Command, git: Git, tmp_path: Path) -> None:
    tools = "# Awesome Reeds\n\n## Tools\n\n"
    tools += "".join(
        f"- [Loom {name}](https://{name}.example) - Weaves reeds of one kind.\n" for name in "ABCDEFGHIJKL"
    )
    commit(git, tmp_path, tools)
    (tmp_path / "README.md").write_text(tools.replace("(https://F.example) - ", "(https://F.example) : "))
    done = awesome_lint("review", "--base", "HEAD")
    assert done.returncode == 0
    assert "EN013 advice: Separator after the title “ : ”" in done.stdout
    assert "not applied automatically" not in done.stdout
    assert "+ - [Loom F](https://F.example) - Weaves" in done.stdout


def test_an_entry_with_words_of_no_field_is_not_said_to_fit(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(added(NEW.replace(" (Jan", " braided by night (Jan"))(HEAD))
    assert "form fits" not in awesome_lint("review", "--base", "HEAD").stdout
    (tmp_path / "README.md").write_text(added(NEW)(HEAD))
    assert "form fits the list" in awesome_lint("review", "--base", "HEAD").stdout


def test_whitespace_after_an_entry_is_reported_on_its_card(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(
        HEAD.replace("Mountain Air](", "Valley Air](").replace("(Jun. 2023)", "(Jun. 2023) ")
    )
    _, file = reviewed(awesome_lint, "--base", "HEAD")
    (card,) = file["cards"]
    assert [one["code"] for one in card["findings"]] == ["TX003"]
    assert not file["others"]


def test_a_file_that_cannot_be_written_is_one_line(
    awesome_lint: Command, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(added(NEW.replace("Jan. 2024", "2024-01"))(HEAD))
    monkeypatch.setattr("os.access", lambda *_: False)
    done = awesome_lint("review", "--base", "HEAD", "--fix")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "README.md: cannot be written" in done.stderr


def test_neither_copy_of_an_entry_that_is_added_twice_is_said_to_be_new(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(added(NEW)(added(NEW, "## Surveys\n\n")(HEAD)))
    done = awesome_lint("review", "--base", "HEAD")
    assert "DU001" in done.stdout
    assert "no duplicate among" not in done.stdout
    assert "nothing to report" not in done.stdout


@pytest.mark.parametrize("situation", SITUATIONS, ids=[one.name for one in SITUATIONS])
def test_a_change_and_its_cards(
    awesome_lint: Command, git: Git, tmp_path: Path, situation: Situation
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(situation.change(HEAD), encoding="utf-8", newline="")
    status, file = reviewed(awesome_lint, "--base", "HEAD")
    assert tuple(f"{card['status']}:{card['line']}" for card in file["cards"]) == situation.cards
    own = [*file["others"], *(finding for card in file["cards"] for finding in card["findings"])]
    assert tuple(loud(own)) == situation.findings
    assert tuple(loud(file["broken"])) == situation.broken
    assert status == bool(situation.findings or situation.broken)


def test_a_deleted_file_that_an_old_line_links_is_reported(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, "Hello\n", "guide.md")
    commit(git, tmp_path, HEAD + "\nSee [the guide](guide.md) and [the plan](plan.md).\n")
    git("rm", "--quiet", "guide.md")
    status, file = reviewed(awesome_lint, "--base", "HEAD")
    assert loud(file["broken"]) == ["LK004:34"]
    assert "guide.md" in file["broken"][0]["message"]
    assert status == 1
    assert file["older"] == 1


def test_a_branch_is_compared_with_where_it_began(awesome_lint: Command, git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path, HEAD)
    git("switch", "--quiet", "--create", "topic")
    commit(git, tmp_path, added(NEW)(HEAD))
    git("switch", "--quiet", "main")
    commit(git, tmp_path, added("- [Other](https://arxiv.org/abs/2402.00014)\n")(HEAD))
    git("switch", "--quiet", "topic")
    _, file = reviewed(awesome_lint, "--base", "main")
    assert [card["entry"]["title"] for card in file["cards"]] == ["Binding Stems into Round Boats"]


def test_without_a_base_the_main_branch_of_the_remote_counts(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    commit(git, tmp_path, added(NEW)(HEAD))
    _, file = reviewed(awesome_lint)
    assert [card["line"] for card in file["cards"]] == [33]
    git("update-ref", "refs/remotes/origin/next", "HEAD")
    _, file = reviewed(awesome_lint, GITHUB_BASE_REF="next")
    assert file["cards"] == []


def test_without_a_remote_the_local_main_branch_counts(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    nothing = awesome_lint("review")
    assert (
        "main has all commits of HEAD, so only changes that are not committed are reviewed" in nothing.stderr
    )
    git("switch", "--quiet", "--create", "topic")
    commit(git, tmp_path, added(NEW)(HEAD))
    _, file = reviewed(awesome_lint)
    assert [card["line"] for card in file["cards"]] == [33]
    wrong = awesome_lint("--diff-base", "origin/main")
    assert wrong.returncode == 2
    assert (
        "revision 'origin/main' does not exist here; there is no remote; did you mean main?" in wrong.stderr
    )


def test_a_shallow_clone_compares_with_the_revision_itself(
    awesome_lint: Command, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, tmp_path, HEAD)
    base = git("rev-parse", "HEAD")
    commit(git, tmp_path, added(NEW)(HEAD))
    (tmp_path / ".git" / "shallow").write_text(f"{base}\n")
    _, file = reviewed(awesome_lint, "--base", base)
    assert [card["line"] for card in file["cards"]] == [33]


def test_several_files_are_reviewed_and_a_new_one_as_a_whole(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "more.md").write_text("# More\n\n" + NEW)
    done = awesome_lint("review", "--base", "HEAD", "--output-format", "json", "README.md", "more.md")
    files = json.loads(done.stdout)["files"]
    assert [len(file["cards"]) for file in files] == [0, 1]


def test_the_finished_entry_is_written_and_nothing_else(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    old = HEAD.replace("(Jan. 2023)", "(2023-01)")
    commit(git, tmp_path, old)
    (tmp_path / "README.md").write_text(added(NEW.replace("Jan. 2024", "2024-01"))(old))
    done = awesome_lint("review", "--base", "HEAD", "--fix")
    assert (tmp_path / "README.md").read_text() == added(NEW)(old)
    assert "1 entry rewritten in README.md" in done.stderr
    assert "finished entry" not in done.stdout
    assert "README.md:" in done.stdout
    assert done.returncode == 0


def test_an_entry_that_only_moved_in_its_section_is_left_alone(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    old = HEAD.replace("Dec. 2023", "2023-12")
    commit(git, tmp_path, old)
    moved = added(LAST.replace("Dec. 2023", "2023-12"), "## Methods\n\n")(
        old.replace(LAST.replace("Dec. 2023", "2023-12"), "")
    )
    (tmp_path / "README.md").write_text(moved)
    _, file = reviewed(awesome_lint, "--base", "HEAD", "--fix")
    assert not file["cards"]
    assert not file["others"]
    assert (tmp_path / "README.md").read_text() == moved


def test_a_broken_link_is_fixed_and_leaves_the_other_entries_their_finished_form(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    other = NEW.replace("Binding", "Soaking").replace("13)", "14)")
    lines = NEW.replace("](", "] (") + other.replace("Jan. 2024", "2024-01")
    (tmp_path / "README.md").write_text(added(lines)(HEAD))
    done = awesome_lint("review", "--base", "HEAD", "--fix")
    assert "2 entries rewritten in README.md" in done.stderr
    assert (tmp_path / "README.md").read_text() == added(NEW + other)(HEAD)


def test_a_fixed_heading_leaves_the_entries_after_it_the_form_of_the_list(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    section = "## Tools\n\n- [A Loom](https://reeds.example/loom)\n\n## Methods\n"
    wanted = added(NEW)(HEAD).replace("## Methods\n", section)
    (tmp_path / "README.md").write_text(wanted.replace("## Tools", "##Tools").replace("Jan. 2024", "2024-01"))
    awesome_lint("review", "--base", "HEAD", "--fix")
    assert (tmp_path / "README.md").read_text() == wanted


def test_an_entry_that_a_fix_makes_readable_in_an_empty_section_is_finished(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    forms = ("abs", "abs", "abs", "pdf")
    papers = "".join(
        f"- [Weaving Reeds of Kind {n}](https://arxiv.org/{forms[n % 4]}/2301.000{n:02})\n"
        for n in range(1, 21)
    )
    old = f"# Awesome Reeds\n\n## Methods\n\n{papers}\n## Surveys\n"
    commit(git, tmp_path, old)
    entry = "\n- [A Survey of Wet Reeds] (https://arxiv.org/pdf/2302.00001)\n"
    (tmp_path / "README.md").write_text(old + entry)
    awesome_lint("review", "--base", "HEAD", "--fix")
    assert (tmp_path / "README.md").read_text() == old + entry.replace("] (", "](")


def test_the_formats_of_findings_give_the_finished_entry_as_a_suggestion(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    commit(git, tmp_path, HEAD)
    (tmp_path / "README.md").write_text(added(NEW.replace("Jan. 2024", "2024-01"))(HEAD))
    done = awesome_lint("review", "--base", "HEAD", "--output-format", "rdjson")
    suggestions = [
        one for row in json.loads(done.stdout)["diagnostics"] for one in row.get("suggestions", ())
    ]
    assert any("(Jan. 2024)" in one["text"] for one in suggestions)
    done = awesome_lint("review", "--base", "HEAD", "--output-format", "github")
    assert "line=33" in done.stdout


def test_cards_in_markdown_show_hostile_text_as_text(awesome_lint: Command, git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path, HEAD)
    hostile = "- [A | <script>x</script> @all #1 ```](https://arxiv.org/abs/2401.00013) (2024-01)\n"
    (tmp_path / "README.md").write_text(added(hostile)(HEAD))
    done = awesome_lint("review", "--base", "HEAD", "--output-format", "markdown")
    table, _, rest = done.stdout.partition("```")
    assert "<script>" not in table
    assert "@all" not in table
    assert done.stdout.count("\n| <code>") == 1
    assert rest is not None


def test_standard_input_cannot_be_reviewed(awesome_lint: Command, git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path, HEAD)
    done = awesome_lint("review", "-", stdin=HEAD)
    assert done.returncode == 2
    assert "name a file" in done.stderr


def test_older_findings_are_one_line(awesome_lint: Command, git: Git, tmp_path: Path) -> None:
    commit(git, tmp_path, HEAD.replace("Mar. 2023", "Nov. 2022"))
    (tmp_path / "README.md").write_text(added(NEW)(HEAD.replace("Mar. 2023", "Nov. 2022")))
    done = awesome_lint("review", "--base", "HEAD")
    assert done.returncode == 0
    assert "1 older finding: `awesome-lint README.md`" in done.stdout
    assert "AX003" not in done.stdout


@pytest.mark.parametrize("output_format", ["full", "markdown"])
def test_the_command_for_older_findings_is_for_the_same_configuration_and_file(
    awesome_lint: Command, git: Git, tmp_path: Path, output_format: str
) -> None:
    path = tmp_path / "a $(touch b).md"
    path.write_text(HEAD.replace("Mar. 2023", "Nov. 2022"))
    git("add", ".")
    git("commit", "--quiet", "--message", "Begin")
    words = ("--base", "HEAD", "--preview", "--set", "fail-on=never", "--output-format", output_format)
    done = awesome_lint("review", path.name, *words)
    command = "awesome-lint --preview --set=fail-on=never 'a $(touch b).md'"
    assert command in unescape(re.sub("</?code>", "", done.stdout))


def test_older_findings_are_counted_as_check_counts_them(
    awesome_lint: Command, git: Git, tmp_path: Path
) -> None:
    broken = "".join(f"- [Reed {number}](#reed-{number})\n" for number in range(6))
    old = HEAD + "\n## More\n\n" + broken
    commit(git, tmp_path, old)
    (tmp_path / "README.md").write_text(added(NEW)(old))
    shown = awesome_lint("--output-format", "json", "--severity", "warning").stdout
    done = awesome_lint("review", "--base", "HEAD", "--output-format", "json")
    assert json.loads(done.stdout)["files"][0]["older"] == len(json.loads(shown))
