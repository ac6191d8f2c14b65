"""By what findings are known again."""

from __future__ import annotations

from awesome_lint import listing
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.linting.fingerprint import finding_subject, index_entries, make_fingerprint
from awesome_lint.source import Source

LIST = """\
# Seas

## Kelp

- [Forests of kelp](https://example.org/forests) (2024/05)
- [Kelp and light](https://example.org/light) (May 2024)

## Coral

- [Reefs at night](https://example.org/reefs) (May 2024)
"""


def mark(text: str, words: str, code: str = "EN001", message: str = "Wrong form") -> tuple[str, str]:
    start = text.index(words)
    finding = Finding(code, "date-format", Severity.WARNING, message, Span(start, start + len(words)))
    places = index_entries(listing.read(text))
    return finding_subject(finding, Source("README.md", text), places), make_fingerprint(
        finding, Source("README.md", text), places
    )


def test_a_place_belongs_to_an_entry_and_a_section() -> None:
    places = index_entries(listing.read(LIST))
    assert places.title_at(LIST.index("2024/05")) == "Forests of kelp"
    assert places.title_at(LIST.index("## Coral")) is None
    assert places.section_title_at(LIST.index("Reefs")) == "Coral"
    assert places.section_title_at(LIST.index("2024/05")) == "Kelp"
    assert index_entries(listing.read("text\n")).section_title_at(2) == ""


def test_a_finding_is_known_again_wherever_its_entry_stands() -> None:
    entry = "- [Forests of kelp](https://example.org/forests) (2024/05)\n"
    moved = "Words before.\n\n" + LIST.replace(entry, "") + entry.replace("- ", "-   ")
    assert mark(moved, "2024/05") == mark(LIST, "2024/05")
    assert mark(LIST, "2024/05", message="Another wording") == mark(LIST, "2024/05")
    fixed_elsewhere = LIST.replace("https://example.org/forests", "https://example.org/woods")
    assert mark(fixed_elsewhere, "2024/05") == mark(LIST, "2024/05")


def test_another_rule_or_entry_is_another_finding_and_another_form_is_not() -> None:
    known = mark(LIST, "2024/05")[1]
    assert mark(LIST, "2024/05", code="EN004")[1] != known
    assert mark(LIST.replace("Forests of kelp", "Woods of kelp"), "2024/05")[1] != known
    assert mark(LIST.replace("2024/05", "May 2024"), "May 2024")[1] == known


def test_outside_of_entries_the_line_is_the_subject() -> None:
    assert mark(LIST, "Coral")[0] == "## Coral"
    assert mark(LIST.replace("## Coral", "##   Coral"), "Coral") == mark(LIST, "Coral")
