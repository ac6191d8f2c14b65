"""Links that may lead to tracked files of the repository."""

from __future__ import annotations

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import urls


def tracked_paths(context: Context) -> frozenset[str]:
    """The paths of the tracked files and of the folders that they are in, relative to the folder of the README; empty if
    they are not known."""
    files = context.tracked_files or frozenset()
    return files | {path[:at] for path in files for at, char in enumerate(path) if char == "/"}


def find_defect_unless_tracked(url: str, paths: frozenset[str]) -> urls.UrlDefect | None:
    """The defect of a URL; None if there is none, or if it may be the path of a tracked file."""
    defect = urls.find_url_defect(url)
    may_be_path = defect is not None and defect.kind in urls.LIKE_PATHS and url.partition("/")[0] in paths
    return None if may_be_path else defect
