"""Hosts, repositories and badges."""

from __future__ import annotations

import re

import pytest

from awesome_lint.bibliography import badges, hosts
from awesome_lint.bibliography.data.hosts import RETIRED, SHARED, TYPOS


@pytest.mark.parametrize(
    ("url", "full_name", "path", "branch", "written"),
    [
        ("https://github.com/o/Wan2.1", "o/Wan2.1", "", None, "https://github.com/o/Wan2.1"),
        ("https://github.com/o/o.github.io", "o/o.github.io", "", None, "https://github.com/o/o.github.io"),
        ("https://github.com/o/r/tree/main", "o/r", "tree/main", "main", "https://github.com/o/r"),
        ("https://github.com/o/r/tree/dev/", "o/r", "tree/dev", "dev", "https://github.com/o/r"),
        (
            "https://github.com/o/r/tree/main/a/b",
            "o/r",
            "tree/main/a/b",
            None,
            "https://github.com/o/r/tree/main/a/b",
        ),
        ("https://github.com/o/r?tab=readme-ov-file", "o/r", "", None, "https://github.com/o/r"),
        ("http://www.github.com/o/r.git", "o/r", "", None, "http://www.github.com/o/r.git"),
        ("github.com/o/r", "o/r", "", None, "github.com/o/r"),
        ("https://github.com/o/r/issues/3#c", "o/r", "issues/3", None, "https://github.com/o/r/issues/3"),
    ],
)
def test_repositories(url: str, full_name: str, path: str, branch: str | None, written: str) -> None:
    repository = hosts.github_repository(url)
    assert repository is not None
    assert (repository.full_name, repository.path, repository.branch, repository.url) == (
        full_name,
        path,
        branch,
        written,
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/",
        "https://github.com/owner",
        "https://github.com/topics/awesome",
        "https://github.com/orgs/owner/repositories",
        "https://gist.github.com/owner/0123456789abcdef",
        "https://owner.github.io/repository/",
        "https://gitlab.com/o/r",
        "https://example.org/github.com/o/r",
    ],
)
def test_no_repositories(url: str) -> None:
    assert hosts.github_repository(url) is None


def test_shared_repositories() -> None:
    def is_shared(name: str) -> bool:
        repository = hosts.github_repository(f"https://github.com/{name}")
        assert repository is not None
        return hosts.has_many_works(repository)

    assert is_shared("Google-Research/google-research/tree/master/dreamer")
    assert is_shared("huggingface/anything")
    assert not is_shared("somebody/one-paper")


def test_the_badge_of_awesome_lists_has_a_home_of_its_own() -> None:
    for name in ("badge.svg", "badge-flat.svg", "badge-flat2.svg"):
        for host in ("cdn.rawgit.com", "rawgit.com"):
            found = hosts.find_gone_host(f"https://{host}/sindresorhus/awesome/d7305f3/media/{name}")
            assert found is not None
            assert (found.successor, found.is_certain, found.still_redirects) == (
                f"https://awesome.re/{name}",
                True,
                True,
            )


def test_retired_hosts() -> None:
    moved = hosts.find_gone_host("https://browse.arxiv.org/pdf/2402.00782?x=1#y")
    assert moved is not None
    assert moved.is_certain
    assert moved.successor == "https://arxiv.org/pdf/2402.00782?x=1#y"
    cdn = hosts.find_gone_host("https://cdn.rawgit.com/o/r/0123abc/media/badge.svg")
    assert cdn is not None
    assert cdn.successor == "https://cdn.jsdelivr.net/gh/o/r@0123abc/media/badge.svg"
    gone = hosts.find_gone_host("https://paperswithcode.com/paper/some-paper")
    assert gone is not None
    assert gone.successor is None
    assert not gone.is_certain
    below = hosts.find_gone_host("https://project.codeplex.com/")
    assert below is not None
    assert below.host == "project.codeplex.com"


@pytest.mark.parametrize(
    "url",
    ["https://arxiv.org/abs/1", "https://goo.gl/maps/abc", "https://sub.git.io/x", "notes.md", "#git.io"],
)
def test_hosts_that_live(url: str) -> None:
    assert hosts.find_gone_host(url) is None


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://openreview.net/forum?id=x", "paper"),
        ("https://www.nature.com/articles/s1", "paper"),
        ("https://github.com/o/r", "code"),
        ("https://youtu.be/x", "video"),
        ("https://someone.medium.com/post", "blog"),
        ("https://huggingface.co/datasets/o/d", "data"),
        ("https://huggingface.co/o/m", "model"),
        ("https://x.com/someone", "social"),
        ("https://project-page.github.io/", None),
        ("docs/a.md", None),
    ],
)
def test_kinds(url: str, kind: str | None) -> None:
    assert hosts.page_kind(url) == kind


def test_misspelt_hosts() -> None:
    assert hosts.host_of_misspelling("arvix.org") == "arxiv.org"
    assert hosts.host_of_misspelling("www.gihub.com") == "github.com"
    assert hosts.host_of_misspelling("github.com") is None


def test_the_table_is_sound() -> None:
    for host, row in RETIRED.items():
        assert re.fullmatch(r"[a-z0-9.-]+", host)
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", row["since"])
        assert row["source"].startswith("https://")
        assert not row.get("certain") or "to" in row
    misspelt = {slip for slips in TYPOS.values() for slip in slips.split()}
    assert not misspelt & set(TYPOS), "a host cannot be its own misspelling"
    names = SHARED.split()
    assert all(name == name.lower() for name in names)


@pytest.mark.parametrize(
    ("image", "kind", "words"),
    [
        ("https://img.shields.io/badge/Website-9cf", "static", "Website"),
        (
            "https://img.shields.io/badge/Derivative--free_optimization-red",
            "static",
            "Derivative-free optimization",
        ),
        ("https://img.shields.io/badge/a__b-c%20d-blue.svg?style=flat", "static", "a_b c d"),
        ("https://img.shields.io/github/stars/o/r?label=Star", "stars", "Star"),
        ("https://awesome.re/badge.svg", "other", ""),
    ],
)
def test_badges(image: str, kind: str, words: str) -> None:
    badge = badges.parse_badge(image)
    assert badge is not None
    assert (badge.kind, badge.text) == (kind, words)


@pytest.mark.parametrize(
    ("image", "repository"),
    [
        ("https://img.shields.io/github/stars/o/o.github.io.svg?style=social&label=Star", "o/o.github.io"),
        ("https://img.shields.io/github/stars/o/Wan2.1", "o/Wan2.1"),
        ("https://img.shields.io/github/forks/o/r.svg", "o/r"),
        ("https://img.shields.io/github/last-commit/o/r/main", "o/r"),
        ("https://img.shields.io/badge/Website-9cf", None),
    ],
)
def test_repositories_of_badges(image: str, repository: str | None) -> None:
    badge = badges.parse_badge(image)
    assert badge is not None
    assert badge.repository == repository


def test_dates_and_venues_of_badges() -> None:
    arxiv = badges.parse_badge("https://img.shields.io/badge/arXiv-2024.05-red")
    assert arxiv is not None
    assert arxiv.date is not None
    assert arxiv.date.iso == "2024-05"
    assert arxiv.venue is not None
    assert arxiv.venue.is_preprint
    workshop = badges.parse_badge("https://img.shields.io/badge/NeurIPS_WorkShop-2023-blue")
    assert workshop is not None
    assert workshop.venue is not None
    assert (workshop.venue.name, workshop.venue.year) == ("NeurIPS Workshop", 2023)
    ident = badges.parse_badge("https://img.shields.io/badge/arXiv-2305.18290-b31b1b.svg")
    assert ident is not None
    assert (ident.message, ident.date) == ("2305.18290", None)


@pytest.mark.parametrize("image", ["https://example.org/figure.png", "assets/logo.svg", ""])
def test_other_images_are_no_badges(image: str) -> None:
    assert badges.parse_badge(image) is None
