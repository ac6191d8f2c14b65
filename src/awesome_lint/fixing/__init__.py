"""Applies fixes: in batches that the guard checks, in rounds until no fix is left; and writes files."""

from __future__ import annotations

from awesome_lint.fixing.fix_checker import drop_harmful_fixes, edits_of_fixes
from awesome_lint.fixing.fixer import FixResult, fix_text

__all__ = ["FixResult", "drop_harmful_fixes", "edits_of_fixes", "fix_text"]
