"""Headings, labels and headers of columns that are looked up by their words."""

from __future__ import annotations

import pytest

from awesome_lint import listing
from awesome_lint.listing.columns import column_kind
from awesome_lint.listing.labels import field_kind


@pytest.mark.parametrize(
    ("heading", "entries"),
    [
        ("Papers", 1),
        ("License", 0),
        ("📜 License and terms", 0),
        ("How to contribute to this list", 0),
        ("Contribute_", 1),
        ("Contributing: the rules", 0),
        ("Citations", 0),
        ("Citationless learning", 1),
        ("Our BibTeX", 0),
        ("MyBibTeX", 1),
        ("Acknowledgements of grants", 0),
        ("How to acknowledge", 1),
        ("GitHub Star History", 0),
        ("Star formation", 1),
        ("About this list", 0),
        ("About time", 1),
        ("更新日志", 0),
    ],
)
def test_headings_that_head_no_works(heading: str, entries: int) -> None:
    text = f"# A list\n\n## {heading}\n\n- [A Study of Much](https://arxiv.org/abs/2305.18290)\n"
    assert len(listing.read(text).entries) == entries


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Key Words", "keywords"),
        ("TL;DR", "text"),
        ("tasks and environments", "environments"),
        ("published in", "venue"),
        ("published", "date"),
        ("Code (soon)", "code"),
        ("开源代码链接", "code"),
        ("Codex", None),
    ],
)
def test_labels_of_fields(label: str, kind: str | None) -> None:
    assert field_kind(label) == kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("**Publication Date**", "date"),
        ("Conf. / Journal", ""),
        ("Conf/Journal", "venue"),
        ("Title & Authors", "title"),
        ("Paper (Title)", "title"),
        ("Paper (Code)", "name"),
        ("Repository URL", "name"),
        ("Datasets", "name"),
        ("No.", "number"),
        ("Code", "code"),
        ("Link", "link"),
        ("Colour", ""),
    ],
)
def test_kinds_of_columns(header: str, kind: str) -> None:
    assert column_kind(header) == kind
