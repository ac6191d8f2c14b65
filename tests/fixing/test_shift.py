"""Edits applied at once are edits applied one after the other, and every place is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.edits import Edit, Span, apply_edits, sort_edits
from awesome_lint.fixing.offset_map import OffsetMap, are_disjoint, invert_edits

TEXTS = st.text("ab\r\né🤖", max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits on it that do not overlap."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    edits: list[Edit] = []
    for start, end in draw(st.lists(st.tuples(places, places).map(sorted), max_size=6)):
        candidate = sort_edits([*edits, Edit(Span(start, end), draw(TEXTS))])
        if are_disjoint(candidate):
            edits = candidate
    return text, edits


@given(edited())
def test_edits_at_once_are_edits_one_by_one(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    spliced = text
    for span, new in reversed(edits):
        spliced = spliced[: span.start] + new + spliced[span.end :]
    assert apply_edits(text, edits) == spliced


@given(edited())
def test_the_inverse_leads_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    back = invert_edits(text, edits)
    assert apply_edits(apply_edits(text, edits), back) == text
    assert invert_edits(apply_edits(text, edits), back) == edits


@given(edited())
def test_what_no_edit_touches_is_found_again(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    changed, shift = apply_edits(text, edits), OffsetMap(edits)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            touching = shift.adjacent_edits(Span(start, end))
            expected = [
                number
                for number, edit in enumerate(edits)
                if edit.span.start <= end and edit.span.end >= start
            ]
            assert list(touching) == expected
            if not expected:
                assert shift.new_start(start) == (shift.new_start(start)[0],) * 2
                moved = Span(shift.new_start(start)[0], shift.new_end(end)[0])
                assert changed[moved.start : moved.end] == text[start:end]


@given(edited())
def test_an_edit_beside_a_span_leaves_it_whole(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    changed, shift = apply_edits(text, edits), OffsetMap(edits)
    for number, edit in enumerate(edits):
        new = shift.replacement_span(number)
        assert changed[new.start : new.end] == edit.text
        following = edits[number + 1].span.start if number + 1 < len(edits) else len(text)
        if edit.span.end < following:
            low, high = shift.new_start(edit.span.end)
            assert changed.startswith(text[edit.span.end : following], new.end)
            assert low <= new.end <= high


def test_an_insertion_and_an_edit_at_one_place_are_not_disjoint() -> None:
    insertion, replacement = Edit(Span(2, 2), "x"), Edit(Span(2, 4), "y")
    assert not are_disjoint(sort_edits([replacement, insertion]))
    assert are_disjoint(sort_edits([insertion, Edit(Span(3, 4), "")]))
    assert are_disjoint(sort_edits([insertion, Edit(Span(0, 2), "")]))
    assert not are_disjoint([insertion, insertion])
