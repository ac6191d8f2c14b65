"""Runs the selected rules on a document, and leaves out what comments in the text suppress."""

from __future__ import annotations

from awesome_lint.linting.cross_file import ComparableEntry, find_cross_file_duplicates
from awesome_lint.linting.engine import (
    LintedText,
    collect_facts,
    collect_review_remarks,
    lint,
    lint_context,
    make_context,
)
from awesome_lint.linting.folding import fold_habits
from awesome_lint.linting.selection import Selection, Visibility, select_rules

__all__ = [
    "ComparableEntry",
    "LintedText",
    "Selection",
    "Visibility",
    "collect_facts",
    "collect_review_remarks",
    "find_cross_file_duplicates",
    "fold_habits",
    "lint",
    "lint_context",
    "make_context",
    "select_rules",
]
