"""The npm tool's own test files, where they are at hand: the same lines, but for the differences that
docs/migration.md names."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from awesome_lint.facts import Surroundings
from awesome_lint.linting import lint
from awesome_lint.rules import catalogue
from awesome_lint.runner import community_files
from awesome_lint.settings import Settings
from awesome_lint.source import Source

PEER = Path(os.environ.get("AWESOME_LINT_NPM_TOOL", os.devnull))
"""The folder with the npm tool's `fixtures` and what it reports for them (`expected.json`)."""
ALIASES = {
    "apostrophe": "balanced-punctuation",
    "badge": "awesome-badge",
    "balanced-punctuation": "balanced-punctuation",
    "code-of-conduct": "awesome-code-of-conduct",
    "contributing": "awesome-contributing",
    "double-link": "double-link",
    "heading": "awesome-heading",
    "license": "awesome-license",
    "list-item": "awesome-list-item",
    "no-ci-badge": "awesome-no-ci-badge",
    "no-repeat-item-in-description": "no-repeat-item-in-description",
    "spell-check": "awesome-spell-check",
    "toc": "awesome-toc",
}
ON_PURPOSE = {
    "code-of-conduct/error2/readme.md",
    "double-link/links-in-descriptions.md",
    "spell-check/ambiguous-words.md",
    "spell-check/error0.md",
    "spell-check/standalone-product-names.md",
}


@pytest.mark.skipif(not PEER.is_dir(), reason="AWESOME_LINT_NPM_TOOL is not set")
def test_fixtures_of_the_npm_tool_give_the_same_lines() -> None:
    expected = json.loads((PEER / "expected.json").read_text(encoding="utf-8"))
    differing = set()
    for name, messages in expected.items():
        alias = ALIASES.get(name.split("/")[0])
        path = PEER / "fixtures" / name
        rule = catalogue.find(alias) if alias else None
        if rule is None or not path.exists():
            continue
        text = path.read_text(encoding="utf-8")
        settings = Settings(today=date(2026, 1, 1), select=(rule.code,))
        linted = lint(
            text,
            str(path),
            settings,
            Surroundings(community_files=community_files.read_community_files(str(path))),
        )
        source = Source(str(path), text)
        found = {source.position(finding.span.start)[0] for finding in linted.findings}
        if found != {line for line, peer, _ in messages if peer == alias}:
            differing.add(name)
    assert differing == ON_PURPOSE
