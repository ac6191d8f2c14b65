"""What a run imports: the start is a large part of a run over one list, so it imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def imported(code: str, folder: Path, *prefixes: str) -> list[str]:
    """The modules with these prefixes that a Python program imports."""
    ending = f"\nimport sys; print(*(n for n in sys.modules if n.startswith({prefixes!r})), file=sys.stderr)"
    command = [sys.executable, "-c", code + ending]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1].split()


def run(*args: str) -> str:
    return f"from awesome_lint.cli.main import run\ntry: run({list(args)!r})\nexcept SystemExit: pass"


@pytest.mark.parametrize(
    "args",
    ["README.md", "--diff README.md", "--fix README.md", "cache info", "config show", "format --check"],
)
def test_only_runs_that_go_online_import_requests_and_regex(tmp_path: Path, args: str) -> None:
    (tmp_path / "README.md").write_text("# Ä\n\n- [漢字]() – 🚀\n- [B](https://example.org/b) - C.\n")
    (tmp_path / "awesome-lint.toml").write_text('ignore-links = ["https://linkedin.com/*"]\n')
    unwanted = ("requests", "urllib3", "idna", "regex", "difflib", "concurrent")
    allowed = {"difflib"} if "--" in args or args == "config show" else set()
    assert set(imported(run(*args.split()), tmp_path, *unwanted)) <= allowed


@pytest.mark.parametrize(
    ("line", "config"),
    [("- [B]() C", 'ignore-links = ["re:[.]cn$"]'), (f"- {FAMILY} [B]() C", "")],
)
def test_regex_is_imported_where_it_is_needed(tmp_path: Path, line: str, config: str) -> None:
    (tmp_path / "README.md").write_text(f"# A\n\n{line}\n")
    (tmp_path / "awesome-lint.toml").write_text(config)
    assert "regex" in imported(run("README.md"), tmp_path, "regex")


def test_a_command_line_of_files_and_flags_does_not_import_click(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# A list\n")
    unwanted = ("click", "tempfile", "subprocess", "pathlib", "json")
    assert not imported(run("--isolated", "-q", "README.md"), tmp_path, *unwanted)
    assert imported(run("--isolated", "--select", "TX", "README.md"), tmp_path, "click")


def test_the_version_is_printed_without_the_import_of_rules(tmp_path: Path) -> None:
    assert not imported(run("--version"), tmp_path, "awesome_lint.rules", "awesome_lint.listing", "mistletoe")


def test_importing_the_package_imports_no_module_of_it(tmp_path: Path) -> None:
    modules = imported("import awesome_lint", tmp_path, "awesome_lint", "click", "mistletoe")
    assert sorted(modules) == ["awesome_lint", "awesome_lint.version"]


def test_a_rule_is_found_without_the_import_of_other_groups(tmp_path: Path) -> None:
    code = "from awesome_lint.rules import catalogue; catalogue.find('XX002')"
    groups = {name.split(".")[2] for name in imported(code, tmp_path, "awesome_lint.rules.")}
    assert "tool" in groups
    assert "links" not in groups


def test_an_offline_run_imports_no_online_rule(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# A list\n")
    modules = imported(run("README.md"), tmp_path, "awesome_lint.rules.", "awesome_lint.lookup")
    assert "awesome_lint.rules.links.malformed_url" in modules
    assert not [name for name in modules if ".online" in name or ".lookup" in name]
