"""arXiv's snapshot answers what it holds, and leaves the rest to the network."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from awesome_lint.facts import AskLink, AskPaper, AskTitle, Candidates, LinkState, Paper, Unknown
from awesome_lint.lookup.session import LookupSession
from awesome_lint.settings import Online
from awesome_lint.structs import replace

from .server import Server


def row(ident: str, title: str, **more: object) -> str:
    return json.dumps({"id": ident, "submitter": "A", "authors": "A B", "title": title, **more})


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    path = tmp_path / "snapshot.json"
    rows = [
        row("math/0309136", "An Old Paper"),
        row(
            "2405.14734",
            "A Simple\n  Loom for Patterns",
            comments="Accepted to ICML 2024",
            authors_parsed=[["Lovelace", "Ada", ""], ["Noether", "Emmy", ""]],
            versions=[
                {"version": "v1", "created": "Thu, 23 May 2024 16:01:46 GMT"},
                {"version": "v2", "created": "Mon, 8 Jul 2024 10:00:00 GMT"},
            ],
            categories="cs.LG cs.CL",
        ),
        '{"id": "2405.00001", "title": broken',
        "not JSON",
        row("2405.00002", "Another Loom"),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_the_snapshot_answers_for_ids_titles_and_links(
    snapshot: Path, online: Online, services: Server
) -> None:
    link = AskLink("https://arxiv.org/abs/2405.00002")
    with LookupSession(replace(online, snapshot=str(snapshot)), environ={}) as lookup:
        answers = lookup.answer(
            [AskPaper("2405.14734"), AskPaper("math.GT/0309136"), AskTitle("Simple Loom for patterns"), link]
        )
    paper = Paper(
        "2405.14734",
        "A Simple Loom for Patterns",
        ("Ada Lovelace", "Emmy Noether"),
        date(2024, 5, 23),
        2,
        "Accepted to ICML 2024",
        category="cs.LG",
    )
    assert answers[AskPaper("2405.14734")] == paper
    assert answers[AskPaper("math.GT/0309136")] == Paper("math/0309136", "An Old Paper")
    assert answers[AskTitle("Simple Loom for patterns")] == Candidates((paper,))
    state = answers[link]
    assert isinstance(state, LinkState)
    assert state.verdict == "ok"
    assert services.asked == []


def test_what_is_not_in_the_snapshot_is_requested(snapshot: Path, online: Online, services: Server) -> None:
    question = AskPaper("2405.99999")
    with LookupSession(replace(online, snapshot=str(snapshot)), environ={}) as lookup:
        assert isinstance(lookup.answer([question])[question], Unknown)
    assert services.count("/arxiv") == 1


def test_a_missing_snapshot_is_reported(tmp_path: Path, online: Online, services: Server) -> None:
    with LookupSession(replace(online, snapshot=str(tmp_path / "none.json")), environ={}) as lookup:
        lookup.answer([AskPaper("2405.14734")])
        assert any("snapshot" in notice for notice in lookup.summary().notices)
    assert services.count("/arxiv") == 1
