"""The commands beside `check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from awesome_lint import reference
from awesome_lint.listing.model import Layout, TitleForm
from awesome_lint.settings.keys import KEYS
from awesome_lint.style.infer import PINNABLE

Command = Callable[..., Any]


@pytest.mark.parametrize("word", ["LK002", "lk002", "empty-link"])
def test_rule_explains(awesome_lint: Command, word: str) -> None:
    done = awesome_lint("rule", word)
    assert done.returncode == 0
    assert done.stdout.startswith("# LK002 empty-link\n")
    for part in ("## What it does", "## Why it matters", "## Fix", "[code]()"):
        assert part in done.stdout


def test_rule_lists_all(awesome_lint: Command) -> None:
    lines = awesome_lint("rule", "--all").stdout.splitlines()
    assert lines == sorted(lines)
    assert any(line.startswith("LK002  error") for line in lines)


def test_rule_knows_what_was_meant(awesome_lint: Command) -> None:
    done = awesome_lint("rule", "emty-link")
    assert done.returncode == 2
    assert "did you mean empty-link?" in done.stderr


def test_config_show_tells_where_values_come_from(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "awesome-lint.toml").write_text('select = ["AX"]\n[online]\ntimeout = 3\n')
    lines = awesome_lint("config", "show").stdout.splitlines()
    origin = str((tmp_path / "awesome-lint.toml").resolve())
    assert f'select = ["AX"]  # {origin}' in lines
    assert f"online.timeout = 3.0  # {origin}" in lines
    assert 'fail-on = "warning"  # default' in lines


def test_config_schema_is_a_schema(awesome_lint: Command) -> None:
    schema = json.loads(awesome_lint("config", "schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    good = {"select": ["AX", "LK1", "empty-link"], "severity": {"DU002": "off"}, "online": {"timeout": 3}}
    assert not list(validator.iter_errors(good))
    bad = [
        '{"selct": []}',
        '{"select": ["nonsense"]}',
        '{"fail-on": "advise"}',
        '{"online": {"timeout": -1}}',
    ]
    for text in bad:
        assert list(validator.iter_errors(json.loads(text))), text


def test_extract_prints_a_line_an_entry(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "# Awesome parsers\n\n## Charts\n\n- [Earley](https://example.org/earley)\n"
        "<!-- - [Old](https://example.org/old) -->\n- [Packrat](https://example.org/packrat)\n"
    )
    records = [json.loads(line) for line in awesome_lint("extract").stdout.splitlines()]
    assert [(one["path"], one["line"], one["title"], one["url"]) for one in records] == [
        ("README.md", 5, "Earley", "https://example.org/earley"),
        ("README.md", 7, "Packrat", "https://example.org/packrat"),
    ]
    assert records[0]["section_path"] == ["Awesome parsers", "Charts"]


def test_extract_prints_what_is_in_no_entry(awesome_lint: Command, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Moss\n\nSee [the book](https://book.example) first.\n")
    (record,) = (json.loads(line) for line in awesome_lint("extract", "--unread").stdout.splitlines())
    assert (record["line"], record["url"]) == (3, "https://book.example")


def test_extract_names_what_it_cannot_read(awesome_lint: Command) -> None:
    done = awesome_lint("extract", "gone.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "gone.md" in done.stderr


def test_the_reference_in_the_repository_is_up_to_date() -> None:
    assert reference.stale_files(Path(__file__).parents[2] / "docs") == []


def test_init_writes_the_style_that_the_list_has(awesome_lint: Command, tmp_path: Path) -> None:
    entries = "".join(
        f"* [Parser {n}](https://arxiv.org/pdf/2401.0000{n}) (Jan {n}, 2024)\n" for n in range(1, 9)
    )
    (tmp_path / "README.md").write_text(f"# Awesome parsers\n\n## Charts\n\n{entries}")
    shown = awesome_lint("init", "--dry-run")
    assert shown.returncode == 0
    assert 'bullet = "*"\n' in shown.stdout
    assert not (tmp_path / "awesome-lint.toml").exists()
    described = json.loads(awesome_lint("init", "--dry-run", "--output-format", "json").stdout)
    assert (described["style"]["bullet"], described["kinds"][0]["count"]) == ("*", 8)
    assert awesome_lint("init").returncode == 0
    written = (tmp_path / "awesome-lint.toml").read_text()
    assert written == shown.stdout
    assert awesome_lint("--exit-zero").returncode == 0
    refused = awesome_lint("init")
    assert refused.returncode == 2
    assert "already contains settings" in refused.stderr
    assert (tmp_path / "awesome-lint.toml").read_text() == written


def test_the_styles_that_can_be_pinned_are_those_that_are_inferred() -> None:
    keys = {key.name: key for key in next(key for key in KEYS if key.name == "style").keys}
    assert tuple(keys) == (*PINNABLE, "brackets", "between", "lines", "label")
    assert keys["layout"].choices == tuple(layout.value for layout in Layout)
    assert keys["title"].choices == tuple(form.value for form in TitleForm)


@pytest.mark.parametrize("command", ["extract", "export"])
def test_excluded_files_have_no_entries(awesome_lint: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "README.md").write_text("# Looms\n\n- [Loom](https://loom.example)\n")
    (tmp_path / "awesome-lint.toml").write_text('exclude = ["README.md"]\n')
    done = awesome_lint(command, "README.md")
    assert "loom.example" not in done.stdout
    assert "README.md is excluded by the configuration" in done.stderr


@pytest.mark.parametrize("command", ["info", "clear"])
def test_a_cache_that_is_disabled_is_not_the_default_one(
    awesome_lint: Command, tmp_path: Path, command: str
) -> None:
    (tmp_path / "awesome-lint.toml").write_text('[online]\ncache = ""\n')
    default = tmp_path / "default"
    default.mkdir()
    done = awesome_lint("cache", command, AWESOME_LINT_CACHE_DIR=str(default))
    assert done.returncode == 2
    assert "the configuration disables the cache" in done.stderr
    assert default.exists()
