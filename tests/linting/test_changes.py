"""What a change touched, and where that is after mending."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.linting.changes import Changes, all_changed, changes, is_new
from awesome_lint.model import Finding, Related, Severity, Span

TEXT = "one\ntwo\u2028still two\r\nthree\n"
LINES = ["one\n", "two\u2028still two\r\n", "three\n"]


def finding(span: Span, *related: Related) -> Finding:
    return Finding("DU001", "duplicate-entry", Severity.ERROR, "Twice", span, related)


def test_lines_are_counted_as_git_counts_them() -> None:
    touched = changes(TEXT, [(2, 1)])
    assert [TEXT[span.start : span.end] for span in touched.spans] == [LINES[1]]
    assert changes(TEXT, [(1, 1), (2, 2)]).spans == (Span(0, len(TEXT)),)
    assert changes(TEXT, [(1, 0)]).spans == ()


def test_a_span_is_touched_by_a_line_that_holds_a_part_of_it() -> None:
    touched = changes(TEXT, [(2, 1)])
    start, end = touched.spans[0]
    assert touched.touch(Span(0, start + 1))
    assert touched.touch(Span(start, start))
    assert touched.touch(Span(end - 1, len(TEXT)))
    assert not touched.touch(Span(0, start))
    assert not touched.touch(Span(end, end))


def test_what_stands_behind_the_last_line_belongs_to_it() -> None:
    assert changes("one\ntwo", [(2, 1)]).touch(Span(7, 7))
    assert not changes("one\ntwo", [(1, 1)]).touch(Span(7, 7))


def test_of_two_copies_either_may_be_the_new_one() -> None:
    touched = changes(TEXT, [(3, 1)])
    there = touched.spans[0].start
    old = finding(Span(0, 3))
    assert not is_new(old, "a.md", {"a.md": touched}.get)
    assert is_new(finding(Span(there, there + 2)), "a.md", {"a.md": touched}.get)
    assert is_new(finding(Span(0, 3), Related(Span(there, there + 2), "")), "a.md", {"a.md": touched}.get)
    elsewhere = finding(Span(0, 3), Related(Span(0, 3), "", "b.md"))
    assert not is_new(elsewhere, "a.md", {"a.md": touched}.get)
    assert is_new(elsewhere, "a.md", {"b.md": all_changed("one\n")}.get)


def test_changes_are_carried_through_mending() -> None:
    before = "".join(f"line {number}\n" for number in range(400))
    touched = changes(before, [(100, 2), (300, 1)])
    after = before.replace("line 99\n", "Line 99\nand more\n").replace("line 299\n", "")
    carried = touched.carried(after)
    assert [after[span.start : span.end] for span in carried.spans] == ["Line 99\nand more\nline 100\n"]


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.data())
def test_lines_that_were_not_changed_stay_unchanged(flags: list[bool], data: st.DataObject) -> None:
    lines = [f"{number}\n" for number in range(len(flags))]
    touched = changes("".join(lines), [(number, 1) for number, flag in enumerate(flags, 1) if flag])
    mended = [
        data.draw(st.sampled_from([line, "", f"new {line}", f"{line}new {line}"])) if flag else line
        for line, flag in zip(lines, flags, strict=True)
    ]
    text = "".join(mended)
    carried = touched.carried(text)
    assert isinstance(carried, Changes)
    for line, flag in zip(lines, flags, strict=True):
        if not flag:
            at = ("\n" + text).index("\n" + line)
            assert not carried.touch(Span(at, at + len(line)))


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4)), max_size=5),
    st.integers(0, 40),
    st.integers(0, 9),
)
def test_touching_is_sharing_a_character(lines: list[tuple[int, int]], start: int, length: int) -> None:
    text = "".join(f"{'x' * (number % 4)}\n" for number in range(12))
    span = Span(min(start, len(text) - 1), min(start + length, len(text)))
    touched = changes(text, lines)
    held = {place for changed in touched.spans for place in range(changed.start, changed.end)}
    assert touched.touch(span) == any(
        place in held for place in range(span.start, max(span.end, span.start + 1))
    )
