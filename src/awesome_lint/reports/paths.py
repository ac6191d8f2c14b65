"""Where a finding comes from and where it lies, as programs want to be told."""

from __future__ import annotations

import os

HOME = "https://github.com/awesome-lint/awesome-lint"


def rule_url(code: str) -> str:
    """The address of a rule's page."""
    return f"{HOME}/blob/main/docs/rules/{code}.md"


def from_here(path: str) -> str:
    """The path with `/`, seen from the working directory where it lies below that: in a workflow, and for
    reviewdog, that is the repository."""
    if os.path.isabs(path):
        try:
            inside = os.path.relpath(path)
        except ValueError:  # another drive, on Windows
            inside = path
        path = path if inside.startswith(os.pardir) else inside
    return os.path.normpath(path).replace(os.sep, "/")
