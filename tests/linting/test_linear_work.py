"""The work grows with the size of a list and not with its square. It is counted in executed lines or searches."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.fixing import code
from awesome_lint.linting import lint
from awesome_lint.listing import read
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.reports.cards import Card, FileReview, Review
from awesome_lint.reports.cards_text import render
from awesome_lint.reports.report import FileReport
from awesome_lint.runner.inputs import unmatched_include_patterns
from awesome_lint.runner.review import _span_finder
from awesome_lint.settings import Settings
from awesome_lint.source import Source


def count_lines(function: Callable[[], object]) -> int:
    """The number of lines of Python that the function executes."""
    number = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal number
        number += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function()
    finally:
        sys.settrace(before)
    return number


def works_that_link_one_repository(number: int) -> str:
    return "# Awesome Looms\n\n## Papers\n\n" + "".join(
        f"- [Q{at * 7919 % 99991}x: weft w{at} and warp v{at * 3}](https://arxiv.org/abs/2401.{at + 10000}) "
        "[[code](https://github.com/jacquard/cards)]\n"
        for at in range(number)
    )


def links_without_end_on_one_line(number: int) -> str:
    return "# Awesome Looms\n\n" + "a](http://x y " * number + "\n"


@pytest.mark.parametrize(
    ("code", "make_text"),
    [("DU003", works_that_link_one_repository), ("MD001", links_without_end_on_one_line)],
)
def test_a_rule_does_not_compare_everything_with_everything(
    code: str, make_text: Callable[[int], str]
) -> None:
    settings = Settings(select=(code,), today=date(2026, 1, 1))

    def lines(number: int) -> int:
        return count_lines(lambda: lint(make_text(number), "README.md", settings))

    lines(10)  # what is compiled or imported once
    assert lines(400) < 3 * lines(200)


def test_the_end_of_a_paragraph_is_searched_once_for_all_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []

    class Pattern:
        def search(self, text: str, at: int) -> re.Match[str] | None:
            searched.append(at)
            return re.compile(r"\n\n").search(text, at)

    monkeypatch.setattr(code, "_PARAGRAPH_END", Pattern())
    text = "- a `reed`\n" * 20 + "\n" + "- a `rush`\n" * 20
    assert len(list(code.code_spans(text))) == 40
    assert len(searched) == 2


def review_of_duplicates(number: int) -> Review:
    """A review in which each entry is a duplicate of some other work."""
    text = "# Looms\n\n" + "".join(f"- [Loom {at}](https://loom.example/{at})\n" for at in range(number))
    cards = []
    for entry in read(text).entries:
        finding = Finding("DU001", "duplicate-entry", Severity.WARNING, "Duplicate", entry.span)
        facts = entry_record(entry, "README.md")
        cards.append(
            Card(entry.span, entry.title.text if entry.title else "", "new", facts, (finding,), None, False)
        )
    report = FileReport("README.md", Source("README.md", text), ())
    return Review((FileReview(report, tuple(cards), (), (), frozenset(), number),), "HEAD")


def test_a_card_of_a_review_is_not_compared_with_all_findings() -> None:
    reviews = {number: review_of_duplicates(number) for number in (50, 100)}
    few, many = (count_lines(partial(render, review)) for review in reviews.values())
    assert many < 3 * few
    assert "no duplicate" not in render(reviews[50])


@given(
    st.sets(st.builds(lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(1, 8)))
)
def test_the_first_place_that_a_span_overlaps_is_found_as_by_comparing_all(places: set[Span]) -> None:
    find = _span_finder(places)
    ordered = sorted(places, key=lambda place: place.start)
    for span in (Span(start, start + length) for start in range(45) for length in range(4)):
        first = next((place for place in ordered if place.overlaps(span)), None)
        assert find(span) == first or (find(span) or span).start == (first or span).start


def test_a_folder_is_read_once_for_all_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "README.md").write_text("# Looms\n")
    folders = []
    walk = os.walk

    def record_walk(root: str) -> Iterator[tuple[str, list[str], list[str]]]:
        folders.append(root)
        return walk(root)

    monkeypatch.setattr(os, "walk", record_walk)
    patterns = ("*.md", *(f"loom-{number}.md" for number in range(99)))
    settings = Settings(include=patterns, root=str(tmp_path))
    assert list(unmatched_include_patterns([str(tmp_path)], lambda _: settings)) == list(patterns[1:])
    assert folders == [str(tmp_path)]
