"""Paths and URLs in reports for programs."""

from __future__ import annotations

import os

from awesome_lint.version import HOME


def rule_url(code: str) -> str:
    """The URL of a rule's page."""
    return f"{HOME}/blob/main/docs/rules/{code}.md"


def relative_path(path: str | os.PathLike[str]) -> str:
    """The path relative to the working directory."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive, on Windows
        return os.fspath(path)


def portable_path(path: str) -> str:
    """The path with `/` as the separator, relative to the working directory if the file is in that folder. In a
    workflow, and for reviewdog, it is the repository."""
    if os.path.isabs(path):
        relative = relative_path(path)
        path = path if relative.startswith(os.pardir) else relative
    return os.path.normpath(path).replace(os.sep, "/")
