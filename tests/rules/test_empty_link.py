"""LK002: which links without a URL are announced."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.findings import Severity
from awesome_lint.linting import lint
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1), select=("LK002",))
BADGE = "![](https://img.shields.io/badge/Code"


@pytest.mark.parametrize(
    ("links", "severity"),
    [
        ("[Coming soon]()", Severity.ADVICE),
        ("[coming-soon]()", Severity.ADVICE),
        ("[Comming Soon]()", Severity.ADVICE),
        ("[TBA]()", Severity.ADVICE),
        ("[soon]()", Severity.ADVICE),
        (f"[{BADGE}-coming--soon-red)]()", Severity.ADVICE),
        ("[How Soon Is Now]()", Severity.ERROR),
        ("[code]() [Coming soon](https://example.org/b)", Severity.ERROR),
        (f"[{BADGE}-red)]()", Severity.WARNING),
    ],
)
def test_an_announced_link_is_advice(links: str, severity: Severity) -> None:
    text = f"# Parsers\n\n- [Earley](https://example.org/a) {links}\n"
    (finding,) = lint(text, "README.md", SETTINGS).findings
    assert finding.severity is severity
