"""The house style: inferred from the entries, pinned by the configuration, and what drifts from it."""

from __future__ import annotations

from awesome_lint.style.drift import Drift, drift
from awesome_lint.style.infer import infer

__all__ = ["Drift", "drift", "infer"]
