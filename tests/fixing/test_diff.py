"""The diff is one that patch programs take: applied, it gives the new text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awesome_lint.fixing.diff import unified_diff
from awesome_lint.line_diff import LineMatcher

LINES = st.lists(st.sampled_from(["- a", "- b", "- c\r", "\u2028x", "é", ""]), max_size=8)
TEXTS = st.builds(lambda lines, end: "\n".join(lines) + end, LINES, st.sampled_from(["", "\n"]))


def test_equal_texts_have_no_diff() -> None:
    assert list(unified_diff("- a", "- a", "README.md")) == []


def test_the_diff_shows_old_and_new_lines_and_a_missing_line_end() -> None:
    diff = list(unified_diff("- a\n- b\n- c", "- a\n- B\n- c\n", "docs/README.md"))
    assert diff[:3] == ["--- docs/README.md\n", "+++ docs/README.md\n", "@@ -1,3 +1,3 @@\n"]
    assert diff[3:] == [" - a\n", "-- b\n", "-- c\n", "\\ No newline at end of file\n", "+- B\n", "+- c\n"]


@pytest.mark.parametrize("removed", [[], [7], [3, 800]])
def test_a_blank_line_between_changed_lines_is_not_changed(removed: list[int]) -> None:
    before = [f"- entry {number}" for number in range(1000)]
    after = ["" if number in removed else f"* entry {number}" for number in range(1000)]
    diff = list(
        unified_diff("\n\n".join(before) + "\n", "\n\n".join(filter(None, after)) + "\n", "README.md")
    )
    assert diff.count("-\n") == len(removed)
    assert "+\n" not in diff


@given(
    st.lists(st.sampled_from("ab"), min_size=250, max_size=300), st.lists(st.sampled_from("ac"), max_size=300)
)
@settings(max_examples=25, deadline=None)
def test_long_texts_of_recurring_lines_are_compared_whole(before: list[str], after: list[str]) -> None:
    rebuilt: list[str] = []
    at = 0
    for name, start, end, first, last in LineMatcher(before, after).get_opcodes():
        assert (start, first) == (at, len(rebuilt))
        assert (name == "equal") == (before[start:end] == after[first:last])
        rebuilt += before[start:end] if name == "equal" else after[first:last]
        at = end
    assert (at, rebuilt) == (len(before), after)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@given(TEXTS, TEXTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_git_applies_the_diff(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "list.md"
    path.write_text(before, encoding="utf-8", newline="")
    patch = "".join(unified_diff(before, after, "list.md"))
    if patch:
        command = ["git", "apply", "-p0", "--whitespace=nowarn", "-"]
        subprocess.run(command, cwd=tmp_path, input=patch.encode(), check=True)
    assert path.read_bytes() == after.encode()
