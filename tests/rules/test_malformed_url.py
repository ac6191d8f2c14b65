"""LK001 writes URLs that lead to the page that is meant."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.linting import lint
from awesome_lint.settings import Settings


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (
            "https://link.zhihu.com/?target=https%3A//tern.example.org/docs%3Fcasa_token%3DAa0:b-C",
            "https://tern.example.org/docs",
        ),
        ("https://dl-acm-org.libproxy1.example.edu:443/doi/1", "https://dl.acm.org/doi/1"),
        ("http://www-jstor-org.lib.ezproxy.example.ac.uk/x?y=1", "http://www.jstor.org/x?y=1"),
    ],
)
def test_the_page_itself_is_named(url: str, page: str) -> None:
    settings = Settings(today=date(2026, 1, 1), select=("LK001",))
    (finding,) = lint(f"- [Tern]({url})\n", "README.md", settings).findings
    assert finding.message.endswith(f"write {page}")
