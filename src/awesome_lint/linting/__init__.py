"""Runs the selected rules on a document, and leaves out what comments in the text suppress."""

from __future__ import annotations

from awesome_lint.linting.cross_file import ComparableEntry, find_cross_file
from awesome_lint.linting.engine import Linted, facts_for, lint
from awesome_lint.linting.folding import fold
from awesome_lint.linting.selection import Selection, Visibility, select
from awesome_lint.linting.suppressions import Suppressions

__all__ = [
    "ComparableEntry",
    "Linted",
    "Selection",
    "Suppressions",
    "Visibility",
    "facts_for",
    "find_cross_file",
    "fold",
    "lint",
    "select",
]
