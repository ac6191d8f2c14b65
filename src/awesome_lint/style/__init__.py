"""The list style: inferred from the entries, pinned by the configuration, and what deviates from it."""

from __future__ import annotations

from awesome_lint.style.deviations import deviations
from awesome_lint.style.infer import infer
from awesome_lint.style.model import Deviation

__all__ = ["Deviation", "deviations", "infer"]
