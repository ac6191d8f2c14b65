"""Findings to new text: fixes in groups, behind a guard, round by round until quiet; and files written."""

from __future__ import annotations

from awesome_lint.fixing.fixer import Mended, mend
from awesome_lint.fixing.sieve import offered

__all__ = ["Mended", "mend", "offered"]
