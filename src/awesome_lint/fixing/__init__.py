"""Applies fixes: in batches that the guard checks, in rounds until no fix is left; and writes files."""

from __future__ import annotations

from awesome_lint.fixing.fixer import FixResult, fix_text
from awesome_lint.fixing.sieve import apply_fixes, drop_harmful_fixes

__all__ = ["FixResult", "apply_fixes", "drop_harmful_fixes", "fix_text"]
