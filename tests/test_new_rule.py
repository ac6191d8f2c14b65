"""A new rule, offline or online, is one file: this writes invented rules into a copy of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import awesome_lint

OFFLINE = '''"""LK099 invented-path."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit
from awesome_lint.findings import Finding, Removal, Safety
from awesome_lint.rules.base import Example, Rule


class InventedPath(Rule):
    """A link to the folder `/invented`.

    ## What it does

    Finds URLs that end with `/invented`.

    ## Why it matters

    Nothing is there.

    ## Fix

    Removes the folder.
    """

    code = "LK099"
    name = "invented-path"
    summary = "link to an invented folder"
    fix = Safety.SAFE
    removes = frozenset({Removal.LINKS})
    examples = (
        Example(
            title="A link to an invented folder",
            before="- [Kelp](https://example.org/kelp/invented)\\n",
            lines=(1,),
            after="- [Kelp](https://example.org/kelp)\\n",
        ),
    )
    valid = ("- [Kelp](https://example.org/kelp) `https://example.org/kelp/invented`\\n",)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each link to the folder."""
        for link in context.listing.links:
            if link.url.endswith("/invented"):
                edit = Edit(link.target, link.url.removesuffix("/invented"))
                yield self.finding(link.span, "This folder is invented; link to the page above it", edits=[edit])
'''
ONLINE = '''"""LK199 invented-state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.facts import AskLink, LinkState, Question
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Example, Rule


class InventedState(Rule):
    """A link that works.

    ## What it does

    Finds links that work.

    ## Why it matters

    It does not.

    ## Fix

    None.
    """

    code = "LK199"
    name = "invented-state"
    summary = "link that works"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="A link that works",
            before="- [Kelp](https://example.org/kelp)\\n",
            lines=(1,),
            answers=((AskLink("https://example.org/kelp"), LinkState("ok", "200 OK")),),
        ),
    )
    valid = ("- `https://example.org/kelp`\\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """The state of every link."""
        return [AskLink(link.url) for link in context.listing.links]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each link that works."""
        for link in context.listing.links:
            state = context.facts.get(AskLink(link.url))
            if isinstance(state, LinkState) and state.verdict == "ok":
                yield self.finding(link.span, "This link works")
'''


def test_a_rule_is_one_file_and_its_page(tmp_path: Path) -> None:
    package = tmp_path / "awesome_lint"
    shutil.copytree(Path(awesome_lint.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    rules = {"invented_path": OFFLINE, "online/invented_state": ONLINE}
    for name, text in rules.items():
        (package / "rules" / "links" / f"{name}.py").write_text(text, encoding="utf-8")

    def run(*words: str) -> str:
        command = [sys.executable, "-m", *words]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("awesome_lint.reference", "docs")
    for code in ("LK099", "LK199"):
        assert "## Why it matters" in (tmp_path / "docs" / "rules" / f"{code}.md").read_text(encoding="utf-8")
        assert code in (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8")
        assert code in run("awesome_lint", "rule", "--all")
    tests = [str(Path(__file__).parent / "rules" / f"test_{name}.py") for name in ("examples", "catalogue")]
    shown = run("pytest", "-n0", "-p", "no:cacheprovider", *tests, "-k", "LK099 or LK199 or invented")
    assert int(shown.split(" passed")[0].split()[-1]) >= 12
