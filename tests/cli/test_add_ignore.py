"""`awesome-lint --add-ignore`: comments that suppress exactly the findings, where a reader sees nothing of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.fixing.rendered import visible_html

Command = Callable[..., Any]

LIST = """# Awesome Sails

## Contents

- [Rigs](#rigs)
- [Knots](#knots)
- [Gone](#gone)

### Rigs

- [Square sails]() by hand\\
  and more
- [Lateen sails](htps://sails.example/lateen)

| Name | Page |
| --- | --- |
| [Reef]() | [page](https://sails.example/reef) |
| [Bowline](https://sails.example/bowline) | [page]() |

Knots
-----

1. [Half hitch](https://sails.example/half){hard_break}
   [Empty]()
""".replace("{hard_break}", "  ")


RECORD = """```bibtex
@article{reef,
  title={Reefing},
  author={Author et al.},
  year={2024}
}
```
"""


def codes(awesome_lint: Command, *options: str) -> list[str]:
    return [one["code"] for one in json.loads(awesome_lint(*options, "--output-format", "json").stdout)]


def test_everything_that_is_shown_is_suppressed_and_nothing_else_changes(
    awesome_lint: Command, tmp_path: Path
) -> None:
    file = tmp_path / "README.md"
    file.write_text(LIST)
    found = codes(awesome_lint, "--select", "LK,SE004")
    assert {"LK001", "LK002", "LK003"} <= set(found)
    done = awesome_lint("--add-ignore", "--select", "LK,SE004")
    assert done.returncode == 0
    number = re.search(r"suppress (\d+) of (\d+) findings", done.stderr)
    assert number is not None
    assert number[1] == number[2]
    assert codes(awesome_lint, "--select", "LK,SE004") == []
    assert codes(awesome_lint, "--select", "XX001") == []
    text = file.read_text()
    assert visible_html(text) == visible_html(LIST)
    assert re.sub(r" ?<!-- awesome-lint disable-(?:line|next-line) [A-Z0-9 ]+ -->\n?", "", text).replace(
        "\n", ""
    ) == LIST.replace("\n", "")
    headings = [line for line in text.splitlines() if line.startswith("#") or line == "Knots"]
    assert all("<!--" not in line for line in headings)


def test_what_no_comment_can_suppress_is_counted(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"# Sails\n\n- [Reef]()\n\n{RECORD}")
    done = awesome_lint("--add-ignore", "--select", "LK,BI001")
    assert done.returncode == 0
    assert "suppress 1 of 2 findings; no comment can suppress the other 1" in done.stderr
    assert codes(awesome_lint, "--select", "LK,BI001") == ["BI001"]


def test_findings_in_the_baseline_get_no_comment(awesome_lint: Command, tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("# Sails\n\n- [Reef]()\n")
    awesome_lint("--write-baseline")
    file.write_text("# Sails\n\n- [Reef]()\n- [Jib]()\n")
    awesome_lint("--add-ignore")
    assert file.read_text() == "# Sails\n\n- [Reef]()\n- [Jib]() <!-- awesome-lint disable-line LK002 -->\n"


def test_the_reason_is_written_into_each_comment(awesome_lint: Command, tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("# Sails\n\n- [Reef]()\n")
    awesome_lint("--add-ignore", "--reason", "the page is being moved")
    comment = "<!-- awesome-lint disable-line LK002 -- the page is being moved -->"
    assert file.read_text() == f"# Sails\n\n- [Reef]() {comment}\n"
    assert codes(awesome_lint) == []


@pytest.mark.parametrize("words", [("--reason", "soon"), ("--add-ignore", "--reason", "soon --> then")])
def test_a_reason_that_no_comment_can_have_is_an_error(
    words: tuple[str, ...], awesome_lint: Command, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("# Sails\n\n- [Reef]()\n")
    done = awesome_lint(*words)
    assert done.returncode == 2
    assert "--reason" in done.stderr


@pytest.mark.parametrize("words", [("-",), ("--online",)])
def test_it_needs_a_file_and_no_lookups(
    words: tuple[str, ...], awesome_lint: Command, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("# Sails\n")
    done = awesome_lint("--add-ignore", "--max-time", "0", *words, stdin="# Sails\n")
    assert done.returncode == 2
    assert "--add-ignore" in done.stderr


def test_line_ends_are_kept(awesome_lint: Command, tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_bytes(b"# Sails\r\n\r\n- [Reef]()\r\n")
    awesome_lint("--add-ignore")
    assert file.read_bytes() == b"# Sails\r\n\r\n- [Reef]() <!-- awesome-lint disable-line LK002 -->\r\n"
