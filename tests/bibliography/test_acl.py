"""Ids of the ACL Anthology."""

from __future__ import annotations

import pytest

from awesome_lint.bibliography import acl


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://aclanthology.org/2024.acl-long.1/", "2024.acl-long.1"),
        ("https://aclanthology.org/2024.acl-long.1/?utm=1", "2024.acl-long.1"),
        ("https://aclanthology.org/2024.acl-long.1v2.pdf#page=3", "2024.acl-long.1"),
        ("http://www.aclweb.org/anthology/papers/P/P19/p19-1001.bib", "P19-1001"),
        ("https://aclanthology.org/volumes/2024.acl-long/", None),
        ("https://aclanthology.org/attachments/2024.acl-long.1.software.zip", None),
        ("https://example.org/aclanthology.org/P19-1001", None),
    ],
)
def test_paper_id(url: str, expected: str | None) -> None:
    assert acl.paper_id(url) == expected


def test_id_of_doi() -> None:
    assert acl.id_of_doi("10.18653/v1/p19-1001") == "P19-1001"
    assert acl.id_of_doi("10.18653/v1/2024.acl-long.1") == "2024.acl-long.1"
    assert acl.id_of_doi("10.1145/33.7") is None


def test_volume_of() -> None:
    assert acl.volume_of_id("2023.findings-emnlp.7") == (2023, "findings", "emnlp")
    assert acl.volume_of_id("P19-1001") is None


def test_main_conference() -> None:
    assert acl.main_conference("P18-1001") == ("ACL", 2018)
    assert acl.main_conference("2023.findings-emnlp.7") == ("EMNLP", 2023)
    assert acl.main_conference("2023.tacl-1.7") is None
    assert acl.main_conference("W18-1001") is None
