"""A habit of the list is one finding for the file."""

from __future__ import annotations

import pytest

from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Fix, Habit, Related, Safety, Severity
from awesome_lint.linting import fold_habits


def place(
    start: int,
    *,
    part: str = "http",
    above: int = 3,
    severity: Severity = Severity.ADVICE,
    safety: Safety | None = Safety.SAFE,
) -> Finding:
    span = Span(start, start + 1)
    fix = Fix(safety, (Edit(span, "x"),)) if safety else None
    return Finding(
        "AX900", "some-rule", severity, "One", span, fix=fix, habit=Habit(part, above, "{count} places")
    )


def test_few_places_stay_findings_of_their_own() -> None:
    few = tuple(place(start) for start in range(3))
    assert fold_habits(few) == few


def test_many_places_become_one_finding_at_the_first_with_all_places_and_all_edits() -> None:
    (one,) = fold_habits(place(start) for start in range(4))
    assert one.span == Span(0, 1)
    assert one.message == "4 places"
    assert [related.span.start for related in one.related] == [1, 2, 3]
    assert one.fix is not None
    assert [edit.span.start for edit in one.fix.edits] == [0, 1, 2, 3]


def test_a_part_that_always_folds_leaves_a_single_place_its_own_message() -> None:
    (one,) = fold_habits([place(5, above=0)])
    assert one.message == "One"
    (both,) = fold_habits([place(5, above=0), place(9, above=0)])
    assert both.message == "2 places"


def test_parts_and_severities_are_folded_apart() -> None:
    mixed = [place(1, above=0), place(2, above=0, part="www"), place(3, above=0, severity=Severity.WARNING)]
    assert fold_habits(mixed) == tuple(mixed)


def test_both_copies_of_a_duplicate_are_listed() -> None:
    from awesome_lint.structs import replace

    copy = replace(place(5, above=0), related=(Related(Span(1, 2), "first copy"),))
    other = replace(place(9, above=0), related=(Related(Span(3, 4), "first copy"),))
    (one,) = fold_habits([copy, other])
    assert [related.span.start for related in one.related] == [1, 9, 3]


@pytest.mark.parametrize("weaker", [Safety.UNSAFE, Safety.DISPLAY, None])
def test_only_the_fixes_of_the_safest_kind_are_offered(weaker: Safety | None) -> None:
    (one,) = fold_habits([place(1, above=0, safety=weaker), place(2, above=0)])
    assert one.fix == Fix(Safety.SAFE, (Edit(Span(2, 3), "x"),))


def test_findings_without_a_habit_are_never_folded_and_the_order_is_that_of_the_text() -> None:
    alone = Finding("AX901", "other-rule", Severity.ERROR, "Alone", Span(2, 3))
    assert fold_habits([place(5, above=0), alone, place(7, above=0)])[0] is alone


def test_edits_that_several_places_share_are_there_once_and_none_overlap() -> None:
    from awesome_lint.structs import replace

    shared = Edit(Span(20, 21), "y")
    wide = Edit(Span(9, 12), "z")
    places = [
        replace(place(start, above=0), fix=Fix(Safety.SAFE, (Edit(Span(start, start + 1), "x"), *more)))
        for start, more in ((1, (shared,)), (3, (shared,)), (9, ()), (11, (wide,)))
    ]
    (one,) = fold_habits(places)
    assert one.fix is not None
    assert [edit.span.start for edit in one.fix.edits] == [1, 3, 9, 20]
