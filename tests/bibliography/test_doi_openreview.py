"""DOIs and OpenReview ids in addresses and text."""

from __future__ import annotations

import pytest

from awesome_lint.bibliography import doi, openreview


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://doi.org/10.1145/3372297.3417884", "10.1145/3372297.3417884"),
        ("http://dx.doi.org/10.1109/TPAMI.2020.1", "10.1109/tpami.2020.1"),
        ("https://dl.acm.org/doi/abs/10.1145/3372297.3417884", "10.1145/3372297.3417884"),
        ("https://dl.acm.org/doi/pdf/10.1145/3372297.3417884?download=true", "10.1145/3372297.3417884"),
        ("https://link.springer.com/content/pdf/10.1007/978-3-030-1_2.pdf", "10.1007/978-3-030-1_2"),
        ("https://www.nature.com/articles/s41586-020-03051-4", "10.1038/s41586-020-03051-4"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf", "10.1101/2020.01.02.123456"),
        ("https://doi.org/10.1016/S0004-3702(97)00043-X", "10.1016/s0004-3702(97)00043-x"),
        ("https://example.org/page", None),
        ("https://example.org/v10.2/x", None),
    ],
)
def test_doi_in_address(url: str, expected: str | None) -> None:
    assert doi.doi_of_url(url) == expected


def test_doi_in_text_loses_what_trails_it() -> None:
    assert doi.find_doi("(see doi:10.1145/3372297.3417884).") == "10.1145/3372297.3417884"
    assert doi.find_doi("version 10.4 of it") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://openreview.net/forum?id=ABc-1_2",
        "http://www.openreview.net/pdf?id=ABc-1_2",
        "https://openreview.net/forum?noteId=x1&id=ABc-1_2#tab",
    ],
)
def test_submissions(url: str) -> None:
    assert openreview.submission_id(url) == "ABc-1_2"


@pytest.mark.parametrize(
    "url",
    [
        "https://openreview.net/profile?id=~Some_One1",
        "https://openreview.net/group?id=ICLR.cc/2024",
        "https://openreview.net/pdf/0123456789abcdef.pdf",
        "https://openreview.net/references/pdf?id=abc",
        "https://example.org/?u=openreview.net/forum?id=x",
    ],
)
def test_no_submissions(url: str) -> None:
    assert openreview.submission_id(url) is None
