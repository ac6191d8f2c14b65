"""awesome-lint: reads a README as the list that it is, finds what is wrong or out of form, and fixes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.version import __version__

if TYPE_CHECKING:
    from awesome_lint.api import *

__all__ = [
    "AwesomeLintError", "EntryRecord", "Finding", "Fixed", "LintResult", "LocatedFinding", "Online", "Position",
    "Safety", "Settings", "SettingsError", "Severity", "Source", "SourceError", "__version__", "extract", "fix", "lint",
    "settings_of",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """The names of `awesome_lint.api`, imported when they are asked for: `import awesome_lint` is cheap."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from awesome_lint import api

    return getattr(api, name)
