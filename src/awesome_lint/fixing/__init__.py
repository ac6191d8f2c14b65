"""Findings to new text: fixes in groups, after a guard, round by round until quiet; and files written."""

from __future__ import annotations

from awesome_lint.fixing.fixer import FixResult, fix_text
from awesome_lint.fixing.sieve import offered

__all__ = ["FixResult", "fix_text", "offered"]
