"""`awesome-lint format`: what is written, shown and said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]

HOUSE = "# Soil\n\n" + "".join(
    f"- [{name}](https://arxiv.org/abs/2401.0000{number}) (Jan. 2024) [[code](https://github.com/soil/r{number})]\n"
    for number, name in enumerate(
        (
            "Clay at Rest",
            "Loam in Motion",
            "Silt and Water",
            "Sand under Load",
            "Marl and Lime",
            "Peat in Winter",
            "Chalk and Flint",
            "Gravel on Slopes",
            "Humus in Woods",
        )
    )
)
DRIFTING = (
    "- [Dust on Roads](https://arxiv.org/abs/2401.00019) (2024-01) [code](https://github.com/soil/r19)\n"
)
WRITTEN = (
    "- [Dust on Roads](https://arxiv.org/abs/2401.00019) (Jan. 2024) [[code](https://github.com/soil/r19)]\n"
)


def test_the_file_is_written_and_told(awesome_lint: Command, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(HOUSE + DRIFTING)
    done = awesome_lint("format", "README.md")
    assert done.returncode == 0
    assert readme.read_text() == HOUSE + WRITTEN
    assert done.stderr == "README.md: 1 of 10 entries rewritten\n"
    again = awesome_lint("format")
    assert again.returncode == 0
    assert "0 of 10 entries" in again.stderr


def test_check_and_diff_write_nothing(awesome_lint: Command, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(HOUSE + DRIFTING)
    checked = awesome_lint("format", "--check", "README.md")
    assert (checked.returncode, checked.stdout) == (1, "")
    assert "would be rewritten" in checked.stderr
    shown = awesome_lint("format", "--diff", "README.md")
    assert shown.returncode == 1
    assert f"-{DRIFTING}+{WRITTEN}" in shown.stdout
    assert readme.read_text() == HOUSE + DRIFTING
    readme.write_text(HOUSE)
    assert awesome_lint("format", "--check", "README.md").returncode == 0
    assert awesome_lint("format", "--diff", "README.md").stdout == ""


def test_standard_input_goes_to_standard_output(awesome_lint: Command) -> None:
    done = awesome_lint("format", "--quiet", "-", stdin=HOUSE + DRIFTING)
    assert (done.returncode, done.stdout, done.stderr) == (0, HOUSE + WRITTEN, "")


def test_a_file_that_is_not_there(awesome_lint: Command) -> None:
    done = awesome_lint("format", "LIST.md")
    assert done.returncode == 2
    assert "file not found" in done.stderr


def test_a_pinned_style_is_what_is_written(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "awesome-lint.toml").write_text('[style]\ndate = "%Y-%m"\nbullet = "*"\n')
    (tmp_path / "README.md").write_text(HOUSE)
    assert awesome_lint("format").returncode == 0
    written = (tmp_path / "README.md").read_text()
    assert "(Jan. 2024)" not in written
    assert written.count("\n* [") == 9
    assert written.count("(2024-01)") == 9


def test_what_is_left_is_listed_where_the_diff_is(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(HOUSE + DRIFTING.replace("[code]", "[JAX]"))
    words = ("format", "--diff", "--why", "--style", "label.code=Code")
    shown = awesome_lint(*words)
    assert shown.stdout.splitlines()[-1].startswith(
        "README.md:12: left as it is: `label.code` is not applied to “JAX”: "
    )
    assert shown.stderr.endswith("; not applied: `label.code` to 1 (--why lists them)\n")
    (*_, last) = json.loads(awesome_lint(*words, "--output-format", "json").stdout)
    assert last["kept"] == [{"setting": "label.code", "text": "JAX"}]


def test_chosen_lines_are_counted_alone(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(HOUSE + DRIFTING)
    done = awesome_lint("format", "--diff", "--lines", "4-5")
    assert (done.stdout, done.stderr) == ("", "README.md: 0 of 2 entries would be rewritten\n")


def test_a_part_is_set_in_the_same_words_by_both_options(awesome_lint: Command) -> None:
    for key in ("arxiv_link=pdf", "label={ code = 'Repo' }", "label.code=Repo", "bullet=*"):
        one = awesome_lint("format", "-q", "-", "--style", key, stdin=HOUSE)
        other = awesome_lint("format", "-q", "-", "--set", f"style.{key}", stdin=HOUSE)
        assert one.stdout == other.stdout != HOUSE
        assert one.stderr == ""
    done = awesome_lint("format", "-", "--style", "label.kode=Repo", stdin=HOUSE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no key `label.kode`; did you mean `code`?" in done.stderr


def test_ranges_of_lines_that_say_nothing_are_refused(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(HOUSE + DRIFTING)
    backwards = awesome_lint("format", "--lines", "25-10")
    assert (backwards.returncode, "'25-10' is not a range" in backwards.stderr) == (2, True)
    both = awesome_lint("format", "--lines", "1-2", "--diff-base", "HEAD")
    assert both.returncode == 2
    assert "--lines and --diff-base exclude each other" in both.stderr
    assert (tmp_path / "README.md").read_text() == HOUSE + DRIFTING
