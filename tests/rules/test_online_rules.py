"""What arXiv's word means for rules that look at the same entry, and which addresses are asked about."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from awesome_lint.bibliography.published import appearance_in_arxiv_record, appearance_verdict
from awesome_lint.facts import (
    Absent,
    Answer,
    AskLink,
    AskPaper,
    AskPublication,
    AskTitle,
    Candidates,
    Facts,
    LinkState,
    Paper,
    Publication,
    Publications,
    Question,
    Surroundings,
    Unknown,
)
from awesome_lint.fixing import fix_text
from awesome_lint.linting import collect_facts, lint
from awesome_lint.rules.arxiv.online.withdrawn_paper import find_withdrawal
from awesome_lint.settings import Settings
from awesome_lint.structs import replace

TODAY = date(2026, 1, 1)
DPO = Paper("2305.18290", "Direct Preference Optimization: Your Language Model is Secretly a Reward Model")
SIMPO = Paper("2405.14734", "SimPO: Simple Preference Optimization with a Reference-Free Reward")


def settings(*select: str, ignore_links: tuple[str, ...] = ()) -> Settings:
    return Settings(today=TODAY, select=select, ignore_links=ignore_links)


def asked(text: str, chosen: Settings, known: dict[Question, Answer] | None = None) -> list[list[Question]]:
    """The rounds of questions that a text leads to, where `known` answers and all else is left out."""
    rounds: list[list[Question]] = []

    def answer(questions: object) -> dict[Question, Answer]:
        rounds.append(list(questions))  # type: ignore[call-overload]
        return {question: (known or {})[question] for question in rounds[-1] if question in (known or {})}

    collect_facts([(text, "README.md", chosen)], answer)
    return rounds


def codes(text: str, chosen: Settings, answers: dict[Question, Answer]) -> list[str]:
    return [
        finding.code for finding in lint(text, "README.md", chosen, Surroundings(Facts(answers))).findings
    ]


def test_a_wrong_id_is_one_finding_whatever_else_it_brings_about() -> None:
    text = (
        f"# List\n\n- [{DPO.title}](https://arxiv.org/abs/2305.18290) (May. 2023)\n"
        f"- [{SIMPO.title}](https://arxiv.org/abs/2305.18290) (May. 2024)\n"
    )
    answers: dict[Question, Answer] = {
        AskPaper("2305.18290"): DPO,
        AskTitle(SIMPO.title): Candidates((SIMPO,)),
    }
    chosen = settings("AX", "DU", "LK1")
    assert codes(text, chosen, answers) == ["AX101"]
    assert "AX101" not in codes(text, chosen, {})
    fixed = fix_text(text, "README.md", chosen, unsafe=True, surroundings=Surroundings(Facts(answers)))
    assert fixed.text == text.replace(
        f"[{SIMPO.title}](https://arxiv.org/abs/2305.18290)",
        f"[{SIMPO.title}](https://arxiv.org/abs/2405.14734)",
    )


def test_an_unknown_id_is_not_also_dead_or_misdated() -> None:
    text = "# List\n\n- [Notes on the Analytical Engine](https://arxiv.org/abs/2402.99999) (May. 2024)\n"
    answers: dict[Question, Answer] = {
        AskPaper("2402.99999"): Absent(),
        AskLink("https://arxiv.org/abs/2402.99999"): LinkState("dead", "no such paper"),
    }
    assert codes(text, settings("AX", "LK1"), answers) == ["AX105"]


def test_the_search_comes_only_after_the_record_and_only_where_it_is_needed() -> None:
    text = (
        f"# List\n\n- [{DPO.title}](https://arxiv.org/abs/2305.18290)\n"
        f"- [{SIMPO.title}](https://arxiv.org/abs/2401.00001)\n- [2](https://arxiv.org/abs/2413.00001)\n"
    )
    known: dict[Question, Answer] = {
        AskPaper("2305.18290"): DPO,
        AskPaper("2401.00001"): Paper("2401.00001", "On Something Else Entirely"),
    }
    assert asked(text, settings("AX101"), known) == [
        [AskPaper("2305.18290"), AskPaper("2401.00001")],
        [AskTitle(SIMPO.title)],
    ]
    assert asked(text, settings("AX101"), {AskPaper("2401.00001"): Unknown("arXiv answers 503")}) == [
        [AskPaper("2305.18290"), AskPaper("2401.00001")]
    ]


def test_links_that_nobody_else_can_open_are_not_asked_about() -> None:
    text = (
        "# List\n\n- [a](https://example.org/a) [again](https://example.org/a) <https://example.org/b>\n"
        "- [file](docs/x.md) [here](#list) [mail](mailto:a@example.org) [own](http://localhost:8000/x)\n"
        "- [bad](https://https://example.org/c) [arXiv](https://arxiv.org/abs/2413.00001) `https://example.org/d`\n"
        "- ![badge](https://img.shields.io/badge/a-b-c) ![picture](https://example.org/e.png)\n"
        "- [left alone](https://linkedin.com/in/someone) <!-- [gone](https://example.org/f) -->\n"
    )
    chosen = settings("LK101", ignore_links=("https://linkedin.com/*",))
    assert asked(text, chosen) == [
        [
            AskLink("https://example.org/a"),
            AskLink("https://example.org/b"),
            AskLink("https://example.org/e.png"),
        ]
    ]


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("This paper has been withdrawn by the authors", (True, None)),
        ("This submission has been withdrawn by arXiv administrators", (True, None)),
        ("Withdrawn due to an error in Lemma 2", (True, None)),
        ("The authors have decided to withdraw this version", (True, None)),
        ("withdrawn; superseded by arXiv:2401.01234v2", (True, "2401.01234")),
        ("superseded by arXiv:2401.01234", (False, "2401.01234")),
        ("Superseded by a journal version", None),
        ("The submission was withdrawn from NeurIPS 2023", None),
        ("12 pages, 3 figures; code at https://example.org", None),
        ("We study agents that withdraw money", None),
        ("Extends arXiv:2401.01234", None),
    ],
)
def test_withdrawals(comment: str, found: tuple[bool, str | None] | None) -> None:
    assert find_withdrawal(comment) == found


@pytest.mark.parametrize(
    ("paper", "venue", "year"),
    [
        (Paper("1", "t", comment="Accepted to ICML 2024"), "ICML", 2024),
        (Paper("1", "t", comment="ICLR 2025 camera-ready"), "ICLR", 2025),
        (Paper("1", "t", comment="Published as a conference paper at NIPS 2019. 20 pages"), "NeurIPS", 2019),
        (Paper("1", "t", comment="30 pages; to appear in CVPR 2023"), "CVPR", 2023),
        (Paper("1", "t", journal_ref="Proceedings of ICML 2022, PMLR 162"), "ICML", 2022),
    ],
)
def test_appearances(paper: Paper, venue: str, year: int) -> None:
    found = appearance_in_arxiv_record(paper)
    assert found is not None
    assert (found.venue, found.year) == (venue, year)


@pytest.mark.parametrize(
    "comment",
    [
        "Submitted to ICML 2024",
        "Under review at ICLR 2025",
        "Rejected from NeurIPS 2023",
        "ICML style, 9 pages",
        "Extended version of our CVPR 2023 paper",
        "Accepted",
        "",
    ],
)
def test_what_is_no_appearance(comment: str) -> None:
    assert appearance_in_arxiv_record(Paper("1", "t", comment=comment, doi="10.48550/arXiv.1")) is None


COMMENTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "arxiv_comments.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", COMMENTS, ids=lambda row: row["comment"][:40])
def test_comments_of_arxiv(row: dict[str, object]) -> None:
    found = appearance_in_arxiv_record(Paper("1", "t", comment=str(row["comment"])))
    got = (found.venue, found.year, found.track == "workshop") if found is not None else (None, None, False)
    venue = str(row["venue"]).lower() if row["venue"] else None
    assert (got[0].lower() if got[0] else None, *got[1:]) == (venue, row["year"], row["kind"] == "workshop")


def test_a_venue_is_sure_with_an_authority_or_two_sources_that_agree() -> None:
    ask = AskPublication("s2:ARXIV:2402.01234")
    said = Paper("2402.01234", "Looms of Many Threads", ("Ada Ames",), comment="Accepted to CVPR 2024")
    s2 = Publication("s2", said.title, venue="CVPR", arxiv_ids=("2402.01234",), dblp_key="conf/cvpr/Ames24")
    for answer, sure in (
        (None, False),
        (Unknown("429"), False),
        (s2, True),
        (replace(s2, dblp_key="conf/cvpr/Ames23"), False),
        (replace(s2, venue="ICCV", dblp_key="conf/iccv/Ames24"), False),
        (replace(s2, venue="arXiv.org", dblp_key=None), False),
    ):
        found = appearance_verdict(said, Facts({ask: answer} if answer is not None else {}))
        assert found is not None
        assert found.is_certain is sure, answer
    assert appearance_verdict(replace(said, comment="Withdrawn by the authors"), Facts({ask: s2})) is None
    workshop = appearance_verdict(replace(said, comment="ICML 2024 Workshop on Looms"), Facts({ask: s2}))
    assert workshop is not None
    assert not workshop.is_certain


def test_a_meeting_counts_more_than_a_workshop_before_it() -> None:
    said = Paper("2402.01234", "Looms of Many Threads", ("Ada Ames",), comment="Accepted to ICLR 2025")
    notes = tuple(
        Publication("openreview", said.title, said.authors, venue=venue, year=year)
        for venue, year in (("ICLR 2024 Workshop on Looms", 2024), ("ICLR 2025 Poster", 2025))
    )
    forum, s2 = AskPublication(f"forum:{said.title}"), AskPublication("s2:ARXIV:2402.01234")
    found = appearance_verdict(said, Facts({s2: Absent(), forum: Publications(notes)}))
    assert found is not None
    assert (found.is_certain, found.appearance.year) == (True, 2025)
    alone = appearance_verdict(
        replace(said, comment="ICLR"), Facts({s2: Absent(), forum: Publications(notes[:1])})
    )
    assert alone is None or not alone.is_certain
