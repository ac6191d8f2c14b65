"""BI001 reads records in fences alone."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.linting import lint
from awesome_lint.settings import Settings


def found(code: str, record: str) -> list[Finding]:
    text = f"# List\n\n```bibtex\n{record}\n```\n"
    linted = lint(text, "README.md", Settings(today=date(2026, 1, 1), select=(code,)))
    return list(linted.findings)


@pytest.mark.parametrize(
    "authors",
    ["Author et al.", "Authors", "Ada Byron et al.", "Byron, Ada, et al", "jacquard, byron etc", "Your Name"],
)
def test_placeholder_authors_are_reported(authors: str) -> None:
    (finding,) = found("BI001", f"@misc{{a,\n  author = {{{authors}}}\n}}")
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "authors",
    ["Ada Byron and others", "{OpenLoom Team}", "Etal, Jean", "Jean Author-Smith", "{The Loom Authors}"],
)
def test_names_similar_to_placeholders_are_valid(authors: str) -> None:
    assert not found("BI001", f"@misc{{a,\n  author = {{{authors}}}\n}}")


def test_a_record_outside_a_fence_is_not_checked() -> None:
    text = "# List\n\n@misc{a, author = {Author et al.}}\n"
    assert not lint(text, "README.md", Settings(today=date(2026, 1, 1), select=("BI",))).findings


@pytest.mark.parametrize("where", ["journal = {arXiv preprint arXiv:%s}", "eprint = {%s}"])
def test_the_arxiv_id_is_read_from_its_usual_fields(where: str) -> None:
    record = "@misc{a,\n  " + where % "2303.01234" + ",\n  year = {2022}\n}"
    (finding,) = found("BI001", record)
    assert finding.severity is Severity.WARNING
    assert finding.fix is not None
    assert finding.fix.edits[0].text == "2023"


def test_a_later_year_is_advice_and_the_year_of_a_published_paper_valid() -> None:
    (finding,) = found("BI001", "@misc{a,\n  eprint = {2303.01234},\n  year = {2024}\n}")
    assert finding.severity is Severity.ADVICE
    assert finding.fix is None
    assert not found(
        "BI001", "@article{a,\n  eprint = {2303.01234},\n  journal = {TPAMI},\n  year = {2021}\n}"
    )
