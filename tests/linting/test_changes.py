"""What a change touched, and where that is after fixing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Fix, Habit, Related, Safety, Severity
from awesome_lint.linting.changes import (
    ChangedLines,
    changes_from_ranges,
    downgrade_habits,
    restrict_to_changes,
)
from awesome_lint.structs import replace

TEXT = "one\ntwo\u2028still two\r\nthree\n"
LINES = ["one\n", "two\u2028still two\r\n", "three\n"]


def finding(span: Span, *related: Related) -> Finding:
    return Finding("DU001", "duplicate-entry", Severity.ERROR, "Twice", span, related)


def test_lines_are_counted_as_git_counts_them() -> None:
    touched = changes_from_ranges(TEXT, [(2, 1)])
    assert [TEXT[span.start : span.end] for span in touched.spans] == [LINES[1]]
    assert changes_from_ranges(TEXT, [(1, 1), (2, 2)]).spans == (Span(0, len(TEXT)),)
    assert changes_from_ranges(TEXT, [(1, 0)]).spans == ()


def test_a_span_is_touched_by_a_line_that_holds_a_part_of_it() -> None:
    touched = changes_from_ranges(TEXT, [(2, 1)])
    start, end = touched.spans[0]
    assert touched.touches(Span(0, start + 1))
    assert touched.touches(Span(start, start))
    assert touched.touches(Span(end - 1, len(TEXT)))
    assert not touched.touches(Span(0, start))
    assert not touched.touches(Span(end, end))


def test_what_stands_after_the_last_line_belongs_to_it() -> None:
    assert changes_from_ranges("one\ntwo", [(2, 1)]).touches(Span(7, 7))
    assert not changes_from_ranges("one\ntwo", [(1, 1)]).touches(Span(7, 7))


def edit(start: int, end: int, text: str = "") -> Edit:
    return Edit(Span(start, end), text)


def test_an_edit_is_held_where_unchanged_lines_stay_as_they_are() -> None:
    touched = changes_from_ranges(TEXT, [(2, 1)])
    start, end = touched.spans[0]
    assert touched.contains_edit(edit(start, end))  # the whole line goes
    assert touched.contains_edit(edit(start + 1, start + 2, "x"))
    assert touched.contains_edit(edit(end, end, "a new line\n"))
    assert not touched.contains_edit(edit(end, end, "at the start of the next line"))
    assert not touched.contains_edit(edit(end - 2, end))  # would join the next line to it
    assert not touched.contains_edit(edit(start - 1, start))
    assert not touched.contains_edit(edit(start, end + 1))
    assert changes_from_ranges(TEXT, [(3, 1)]).contains_edit(edit(len(TEXT) - 1, len(TEXT)))
    assert not changes_from_ranges(TEXT, []).contains_edit(edit(0, 1))


def test_a_finding_is_new_only_where_its_own_place_is() -> None:
    touched = changes_from_ranges(TEXT, [(3, 1)])
    there = touched.spans[0].start
    assert restrict_to_changes(finding(Span(0, 3)), "a.md", {"a.md": touched}.get) is None
    new = finding(Span(there, there + 2), Related(Span(0, 3), "the first copy"))
    assert restrict_to_changes(new, "a.md", {"a.md": touched}.get) == ("a.md", new)
    old = finding(Span(0, 3), Related(Span(there, there + 2), ""))
    assert restrict_to_changes(old, "a.md", {"a.md": touched}.get) is None


def test_of_two_copies_the_new_one_is_reported_whichever_comes_first() -> None:
    touched = changes_from_ranges(TEXT, [(1, 1)])
    at = TEXT.index("three")
    old = finding(Span(at, at + 5), Related(Span(0, 3), "the first copy"))
    old = replace(old, mirror="Duplicate of line 3: same title 1", suggestion="keep line 1")
    turned = restrict_to_changes(old, "a.md", {"a.md": touched}.get)
    assert turned is not None
    assert turned[0] == "a.md"
    assert turned[1].span == Span(0, 3)
    assert turned[1].message == "Duplicate of line 3: same title 1"
    assert turned[1].suggestion is None
    assert [related.span for related in turned[1].related] == [Span(at, at + 5)]


def test_a_copy_in_another_file_is_reported_there_if_it_is_the_new_one() -> None:
    elsewhere = replace(
        finding(Span(0, 3), Related(Span(0, 3), "the first copy", "b.md")), mirror="Duplicate in a.md"
    )
    assert restrict_to_changes(elsewhere, "a.md", {"a.md": changes_from_ranges(TEXT, [(3, 1)])}.get) is None
    new = restrict_to_changes(elsewhere, "a.md", {"b.md": changes_from_ranges("one\n", [(1, 1)])}.get)
    assert new is not None
    assert new[0] == "b.md"
    assert new[1].message == "Duplicate in a.md"
    assert new[1].related[0].path == "a.md"


def test_a_fix_that_edits_an_old_line_is_not_offered() -> None:
    touched = changes_from_ranges(TEXT, [(1, 1)])
    inside = Fix(Safety.SAFE, (edit(0, 1, "O"),))
    both = Fix(Safety.SAFE, (edit(0, 1, "O"), edit(5, 6, "W")))
    for fix, offered in ((inside, inside), (both, None)):
        placed = restrict_to_changes(replace(finding(Span(0, 3)), fix=fix), "a.md", {"a.md": touched}.get)
        assert placed is not None
        assert placed[1].fix == offered


def test_a_change_that_follows_a_habit_of_the_list_gets_advice() -> None:
    habit = Habit("label", 3, "{count} labels")
    new = replace(finding(Span(0, 1)), severity=Severity.WARNING, habit=habit)
    for number, severity in ((3, Severity.WARNING), (4, Severity.ADVICE)):
        (one,) = downgrade_habits([new], [replace(new, span=Span(place, place)) for place in range(number)])
        assert one.severity is severity
    other = replace(new, habit=Habit("date", 3, "{count} dates"))
    assert downgrade_habits([new], [other] * 9) == [new]
    error = replace(new, severity=Severity.ERROR)
    assert downgrade_habits([error], [new] * 9) == [error]


def test_changes_are_carried_through_mending() -> None:
    before = "".join(f"line {number}\n" for number in range(400))
    touched = changes_from_ranges(before, [(100, 2), (300, 1)])
    after = before.replace("line 99\n", "Line 99\nand more\n").replace("line 299\n", "")
    carried = touched.after_fixes(after)
    assert [after[span.start : span.end] for span in carried.spans] == ["Line 99\nand more\nline 100\n"]


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.data())
def test_lines_that_were_not_changed_stay_unchanged(flags: list[bool], data: st.DataObject) -> None:
    lines = [f"{number}\n" for number in range(len(flags))]
    touched = changes_from_ranges(
        "".join(lines), [(number, 1) for number, flag in enumerate(flags, 1) if flag]
    )
    fixed = [
        data.draw(st.sampled_from([line, "", f"new {line}", f"{line}new {line}"])) if flag else line
        for line, flag in zip(lines, flags, strict=True)
    ]
    text = "".join(fixed)
    carried = touched.after_fixes(text)
    assert isinstance(carried, ChangedLines)
    for line, flag in zip(lines, flags, strict=True):
        if not flag:
            at = ("\n" + text).index("\n" + line)
            assert not carried.touches(Span(at, at + len(line)))


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4)), max_size=5),
    st.integers(0, 40),
    st.integers(0, 9),
)
def test_touching_is_sharing_a_character(lines: list[tuple[int, int]], start: int, length: int) -> None:
    text = "".join(f"{'x' * (number % 4)}\n" for number in range(12))
    span = Span(min(start, len(text) - 1), min(start + length, len(text)))
    touched = changes_from_ranges(text, lines)
    held = {place for changed in touched.spans for place in range(changed.start, changed.end)}
    assert touched.touches(span) == any(
        place in held for place in range(span.start, max(span.end, span.start + 1))
    )
