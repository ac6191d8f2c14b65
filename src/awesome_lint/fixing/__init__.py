"""Applies fixes: in batches that the guard checks, in rounds until no fix is left; and writes files."""

from __future__ import annotations

from awesome_lint.fixing.fix_checker import apply_fixes, drop_harmful_fixes
from awesome_lint.fixing.fixer import FixResult, fix_text

__all__ = ["FixResult", "apply_fixes", "drop_harmful_fixes", "fix_text"]
