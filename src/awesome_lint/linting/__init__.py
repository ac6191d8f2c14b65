"""Rules held against a document: which run, what they find, and what a comment in the text suppresses."""

from __future__ import annotations

from awesome_lint.linting.cross_file import Identity, across
from awesome_lint.linting.engine import Linted, facts_for, lint
from awesome_lint.linting.folding import fold
from awesome_lint.linting.selection import Selection, Visibility, select

__all__ = ["Identity", "Linted", "Selection", "Visibility", "across", "facts_for", "fold", "lint", "select"]
