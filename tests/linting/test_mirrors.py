"""A finding on two places can be reported at either."""

from __future__ import annotations

from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Fix, Related, Safety, Severity
from awesome_lint.linting.changes import mirror_finding

SECOND, FIRST, THIRD = Span(40, 50), Span(10, 20), Span(60, 70)


def finding(mirror: str | None, path: str | None = None) -> Finding:
    return Finding(
        "DU001",
        "duplicate-entry",
        Severity.ERROR,
        "Duplicate of line 1",
        SECOND,
        (Related(FIRST, "the first entry", path), Related(THIRD, "also here")),
        Fix(Safety.SAFE, (Edit(SECOND, ""),)),
        mirror=mirror,
    )


def test_the_two_places_change_roles_and_the_fix_of_the_other_place_goes() -> None:
    other = mirror_finding(finding("Duplicate of line 4"))
    assert other is not None
    assert (other.span, other.message, other.fix) == (FIRST, "Duplicate of line 4", None)
    assert [related.span for related in other.related] == [SECOND, THIRD]
    assert [related.path for related in other.related] == [None, None]
    again = mirror_finding(other)
    assert again is not None
    assert (again.span, again.message) == (SECOND, "Duplicate of line 1")


def test_a_copy_in_another_file_names_the_file_that_it_came_from() -> None:
    other = mirror_finding(finding("Duplicate of b.md, line 4", "a.md"), "b.md")
    assert other is not None
    assert [related.path for related in other.related] == ["b.md", None]


def test_a_finding_without_a_mirror_message_is_true_of_its_own_place_alone() -> None:
    assert mirror_finding(finding(None)) is None
