"""A repository or page that has a work's name is told from one that does not."""

from __future__ import annotations

import pytest

from awesome_lint.bibliography.names import matches_title, names_in_url, url_has_title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Loom", "Loom: Weaving Patterns by Punched Cards"),
        ("loom-pytorch", "LOOM - Weaving Patterns"),
        ("WPPC", "Weaving Patterns by Punched Cards"),
        ("punched-cards", "Weaving Patterns by Punched Cards"),
        ("Engine2.1", "Engine2.1: Notes"),
        ("official-loom-code", "Loom (Short Version)"),
        ("pyramid-cards", "Pyramidal Cards for Weaving"),
        ("weaver_v2_576w", "weaver_v2"),
    ],
)
def test_a_name_made_of_the_title(name: str, title: str) -> None:
    assert matches_title(name, title)


@pytest.mark.parametrize(
    ("name", "title"),
    [("Spindle", "Loom: Weaving Patterns"), ("code", "Loom: Weaving Patterns"), ("", "Loom"), ("Loom", "")],
)
def test_a_name_of_something_else(name: str, title: str) -> None:
    assert not matches_title(name, title)


def test_the_names_of_an_address() -> None:
    assert names_in_url("https://github.com/jacquard/Wan2.1/tree/main") == ("Wan2.1",)
    assert names_in_url("https://jacquard.github.io/loom/index.html") == ("loom", "jacquard")
    assert url_has_title("https://loom-weaving.example.org/", "Loom: Weaving Patterns")


def test_a_long_name_is_judged_at_once() -> None:
    assert not matches_title("-1234" * 5000 + "x", "Loom: Weaving Patterns")
