"""EN002: spellings of venues, one by one and as habits of a list."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.findings import Finding, Safety, Severity
from awesome_lint.linting import lint
from awesome_lint.linting.folding import fold_habits
from awesome_lint.settings import Settings

SETTINGS = Settings(today=date(2026, 1, 1), select=("EN002",))


def found(*venues: str) -> tuple[Finding, ...]:
    entries = (
        f"- [Clay at Rest {n}](https://clay.example/{n}) ({venue})\n" for n, venue in enumerate(venues)
    )
    return fold_habits(lint("# Soil\n\n" + "".join(entries), "README.md", SETTINGS).findings)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("NeuIPS 2019", "NeurIPS"),
        ("CIML 2020", "ICML"),
        ("CVRP 2021", "CVPR"),
        ("ICRL 2022", "ICLR"),
    ],
)
def test_a_misspelt_venue_gets_its_own_name(written: str, right: str) -> None:
    (finding,) = found(written)
    assert finding.severity is Severity.WARNING
    assert finding.fix is not None
    assert finding.fix.safety is Safety.SAFE
    assert finding.fix.edits[0].text == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Neurips 2023", "NeurIPS"),
        ("NIPS 2018", "NeurIPS"),
        ("SysML 2021", "MLSys"),
        ("Arxiv 2021", "arXiv"),
        ("ArXiv 2021", "arXiv"),
    ],
)
def test_another_case_or_an_old_name_is_a_warning_where_the_list_also_writes_the_venues_own(
    written: str, right: str
) -> None:
    habit, slip = (), (f"{right} 2024",)
    for rest, severity, safety in (
        (habit, Severity.ADVICE, Safety.UNSAFE),
        (slip, Severity.WARNING, Safety.SAFE),
    ):
        (finding,) = found(*rest, written)
        assert finding.severity is severity
        assert finding.fix is not None
        assert finding.fix.safety is safety
        assert finding.fix.edits[0].text == right
        assert "misspelt" not in finding.message


@pytest.mark.parametrize(
    "written",
    [
        "NIPS 2017",
        "NIPS",
        "SysML 2018",
        "SIGdial 2007",
        "SIGDIAL 2019",
        "ACMMM 2023",
        "T-PAMI 2020",
        "arXiv 2021",
    ],
)
def test_names_that_are_right_or_as_usual(written: str) -> None:
    assert not found(written)


def test_more_than_three_are_one_finding() -> None:
    assert len(found("Neurips 2023", "Arxiv 2021", "arxiv 2022", "NeurIPS 2024")) == 3
    (finding,) = found("Neurips 2023", "Arxiv 2021", "arxiv 2022", "NIPS 2020", "NeurIPS 2024")
    assert "4 venues" in finding.message
    assert finding.fix is not None
    assert [edit.text for edit in finding.fix.edits] == ["NeurIPS", "arXiv", "arXiv", "NeurIPS"]


def test_an_old_name_in_a_list_of_old_names_is_advice() -> None:
    old = ["NIPS 2016"] * 6
    (finding,) = found(*old, "NIPS 2021", "NeurIPS 2019")
    assert finding.severity is Severity.ADVICE
    assert not found(*old, "NeurIPS 2021")
    (finding,) = found("NIPS 2021", *["NeurIPS 2019"] * 6)
    assert finding.severity is Severity.WARNING


def test_one_unusual_spelling_throughout_is_one_advice() -> None:
    (finding,) = found(*["Arxiv 2021"] * 6)
    assert finding.severity is Severity.ADVICE
    assert "writes Arxiv for arXiv" in finding.message


def test_the_target_is_never_another_misspelling() -> None:
    findings = found(*["Arxiv 2021"] * 6, "arxiv 2022")
    assert {edit.text for finding in findings if finding.fix for edit in finding.fix.edits} == {"arXiv"}


def test_another_case_throughout_the_list_is_advice() -> None:
    (finding,) = found("arxiv 2021", "arxiv 2022", "arxiv 2023")
    assert finding.severity is Severity.ADVICE
    (capitals,) = found("SCIENCE ROBOTICS 2021")
    assert capitals.severity is Severity.ADVICE


@pytest.mark.parametrize("written", ["arxiv: https://a.example", "Arxiv.org 2021"])
def test_labels_and_hosts_are_no_venues(written: str) -> None:
    assert not found(written)
