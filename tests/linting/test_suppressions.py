"""Comments that suppress rules."""

from __future__ import annotations

from datetime import date

import pytest

from awesome_lint.linting import lint
from awesome_lint.settings import Settings

HEAD = "# Awesome parsers\n\n"


def reported(body: str, *select: str) -> list[tuple[int, str]]:
    """Line (of the body) and code of every finding."""
    text = HEAD + body
    settings = Settings(today=date(2026, 1, 1), select=select or ("LK002", "LK003"))
    linted = lint(text, "README.md", settings)
    return [(text.count("\n", 0, finding.span.start) - 1, finding.code) for finding in linted.findings]


LINE = "- [a]() [b](#gone)\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (LINE, [(1, "LK002"), (1, "LK003")]),
        (f"<!-- awesome-lint disable -->\n{LINE}", []),
        (f"<!-- awesome-lint disable LK -->\n{LINE}", []),
        (f"<!-- awesome-lint disable LK002 -->\n{LINE}", [(2, "LK003")]),
        (f"<!-- awesome-lint disable empty-link, LK003 -->\n{LINE}", []),
        (f"<!-- awesome-lint disable LK002 broken-anchor -- both are known -->\n{LINE}", []),
        (f"<!-- awesome-lint disable -- LK002 is meant, but not named -->\n{LINE}", []),
        (f"{LINE}\n<!-- awesome-lint disable -->\n", [(1, "LK002"), (1, "LK003")]),
        (
            f"<!-- awesome-lint disable -->\n{LINE}\n<!-- awesome-lint enable -->\n\n{LINE}",
            [(6, "LK002"), (6, "LK003")],
        ),
        (
            f"<!-- awesome-lint disable -->\n{LINE}\n<!-- awesome-lint enable LK003 -->\n\n{LINE}",
            [(6, "LK003")],
        ),
        (
            f"<!-- awesome-lint disable-next-line LK002 -->\n{LINE}{LINE}",
            [(2, "LK003"), (3, "LK002"), (3, "LK003")],
        ),
        (f"<!-- awesome-lint disable-next-line -->\n\n{LINE}", []),
        ("- [a]() <!-- awesome-lint disable-line LK002 -->\n- [a]()\n", [(2, "LK002")]),
        ("<!--lint disable empty-link-->\n" + LINE, [(2, "LK003")]),
        (
            "<!-- lint disable -->\n" + LINE + "\n<!-- lint enable broken-anchor -->\n\n" + LINE,
            [(6, "LK003")],
        ),
        ("<!--lint ignore empty-link-->\n\n- [a]()\n- [b]()\n\nText [c]()\n", [(6, "LK002")]),
        ("- [a]()\n- x\n\n  <!--lint ignore-->\n\n  [b]()\n\n  [c]()\n", [(1, "LK002"), (8, "LK002")]),
        ("`<!-- awesome-lint disable -->`\n\n" + LINE, [(3, "LK002"), (3, "LK003")]),
        ("```\n<!-- awesome-lint disable -->\n```\n\n" + LINE, [(5, "LK002"), (5, "LK003")]),
        ("<!-- lint-free cloth, awesome-lint -->\n" + LINE, [(2, "LK002"), (2, "LK003")]),
    ],
)
def test_what_a_comment_silences(body: str, expected: list[tuple[int, str]]) -> None:
    assert reported(body) == expected


def test_a_finding_over_several_lines_is_silenced_from_any_of_them() -> None:
    assert reported("- [a\n  b]() <!-- awesome-lint disable-line LK002 -->\n") == []


def test_silenced_findings_are_kept_apart() -> None:
    text = HEAD + "- [a]() <!-- awesome-lint disable-line LK002 -->\n"
    linted = lint(text, "README.md", Settings(today=date(2026, 1, 1), select=("LK002",)))
    assert linted.findings == ()
    assert [finding.code for finding in linted.suppressed] == ["LK002"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<!-- awesome-lint disable LK002 -->\n- [a]()\n", []),
        ("<!-- awesome-lint disable LK002 -->\n- a\n", [(1, "XX001")]),
        ("<!-- awesome-lint disable LK002, LK003 -->\n- [a]()\n", [(1, "XX001")]),
        ("<!-- awesome-lint disable nonsense -->\n- [a]()\n", [(1, "XX001"), (2, "LK002")]),
        # Rules that did not run may well have something to say there.
        ("<!-- awesome-lint disable DU001 -->\n- a\n", []),
        ("<!-- awesome-lint disable -->\n- a\n", []),
        ("<!-- awesome-lint disable LK -->\n- a\n", []),
        ("<!--lint disable empty-link-->\n- a\n", []),
        ("<!-- awesome-lint enable LK002 -->\n- a\n", []),
        ("<!-- awesome-lint disable LK002, XX001 -->\n- a\n", []),
    ],
)
def test_comments_that_silence_nothing_are_reported(body: str, expected: list[tuple[int, str]]) -> None:
    assert reported(body, "LK002", "LK003", "XX001") == expected
