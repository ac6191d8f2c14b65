"""What git says of a README: the tracked files around it, and the lines that changed since a revision."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.lazy_re import lazy
from awesome_lint.settings import SettingsError
from awesome_lint.settings.load import find_repository
from awesome_lint.source import SourceError, decode_source

if TYPE_CHECKING:
    from awesome_lint.linting.changes import ChangedLines
    from awesome_lint.source import Source

_RELATIVE_LINK = lazy(
    r"""(?:\]\(\s*<?|\]:\s*<?|\b(?:src|href)\s*=\s*["']?)(?![a-z][a-z0-9+.-]*:|//|[#)>"'])""", re.I | re.A
)
"""What may be a link to a file: for a list without one no process is started."""
# A repository's own configuration may name a program for fsmonitor, which must not be started.
_GIT = "git -c core.fsmonitor=false -c core.quotePath=false --no-pager --literal-pathspecs".split()


def tracked_files(path: str, text: str) -> frozenset[str] | None:
    """The tracked files in the folder of the README at `path` and below, with `/`, relative to that folder;
    None if the README is not tracked, git cannot say, or the text contains no link to a file."""
    folder = os.path.realpath(os.path.dirname(path))
    if not _RELATIVE_LINK.search(text) or find_repository(folder) is None:
        return None
    try:
        output = _run_git(folder, "ls-files", "-z")
    except SettingsError:
        return None
    names = _split_paths(output)
    return names if os.path.basename(path) in names else None


def _split_paths(output: bytes) -> frozenset[str]:
    """The paths in a list that git ends with NUL characters."""
    return frozenset(os.fsdecode(name).replace("\\", "/") for name in output.split(b"\0") if name)


def changes_since(revision: str, path: str, source: Source) -> ChangedLines:
    """The lines of the text at `path` that the merge base of HEAD and `revision` does not have. All lines are new if
    the file is not in that commit, or is no valid text there. SettingsError if git fails."""
    from awesome_lint.linting.changes import changes_between

    before = state_before(revision, path)
    return changes_between(before.text if before is not None else "", source.text)


class FileBefore(NamedTuple):
    """A file as it was in a commit: its text there, the commit, and the folder in which the file is now."""

    text: str
    commit: str
    folder: str

    def tracked_files(self) -> frozenset[str] | None:
        """The files that were tracked, as the function `tracked_files` returns them."""
        if not _RELATIVE_LINK.search(self.text):
            return None
        return _split_paths(_run_git(self.folder, "ls-tree", "-r", "-z", "--name-only", self.commit))


def state_before(revision: str, path: str) -> FileBefore | None:
    """The file at `path` in the merge base of HEAD and `revision`, perhaps under an earlier name; None if it is not in
    that commit, or is no valid text there. SettingsError if git fails."""
    folder, name = os.path.split(os.path.realpath(path))
    base = _merge_base(revision, folder)
    in_base = _run_git(folder, "ls-tree", "-z", base, "--", name)
    blob = f"{base}:./{name}" if in_base else _blob_before_rename(base, folder, name)
    if blob is None:
        return None
    try:
        text = decode_source(_run_git(folder, "cat-file", "blob", blob), path).text
    except SourceError:
        return None
    return FileBefore(text, base, folder)


def default_base(path: str) -> str:
    """The revision that the file at `path` is reviewed against: the target of a pull request in a GitHub workflow, else
    the main branch of the remote, else the local `main` or `master`, else HEAD, so that only changes that are not
    committed are reviewed."""
    folder = os.path.dirname(os.path.realpath(path))
    target = os.environ.get("GITHUB_BASE_REF")
    main = _git_output(folder, "rev-parse", "--abbrev-ref", "--verify", "--quiet", "origin/HEAD")
    names = [f"origin/{target}" if target else None, main, "origin/main", "origin/master", "main", "master"]
    for name in filter(None, names):
        if _git_output(folder, "merge-base", "--", name, "HEAD") is not None:
            return name
    return "HEAD"


def is_head(revision: str, path: str) -> bool:
    """Whether the merge base of HEAD and the revision is HEAD: only changes that are not committed differ from it."""
    folder = os.path.dirname(os.path.realpath(path))
    head = _git_output(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    return head is not None and _git_output(folder, "merge-base", "--", revision, "HEAD") == head


def _merge_base(revision: str, folder: str) -> str:
    """The commit to compare with: the merge base of HEAD and `revision`, in a shallow clone without one the revision
    itself. SettingsError if there is neither."""
    if revision.startswith("-"):
        raise SettingsError(f"{revision!r} is not a revision.")
    commit = _git_output(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        if revision == "HEAD" and _git_output(folder, "rev-parse", "--git-dir") is not None:
            # Before the first commit everything is new: HEAD is compared as an empty tree.
            return _run_git(folder, "hash-object", "-t", "tree", os.devnull).decode().strip()
        if _git_output(folder, "rev-parse", "--git-dir") is None:
            raise SettingsError(f"{folder} is not in a git repository, or git is not installed.")
        raise SettingsError(
            f"revision {revision!r} does not exist here; {_suggest_revision(revision, folder)}"
        )
    base = _git_output(folder, "merge-base", commit, "HEAD")
    if base is not None:
        return base
    if _git_output(folder, "rev-parse", "--is-shallow-repository") == "true":
        return commit
    raise SettingsError(f"{revision!r} and HEAD have no common ancestor.")


def _suggest_revision(revision: str, folder: str) -> str:
    """What to write instead of a revision that does not exist: `git fetch`, or without a remote a local branch."""
    if _git_output(folder, "remote"):
        return "try `git fetch`."
    for name in (revision.removeprefix("origin/"), "main", "master"):
        if _git_output(folder, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}") is not None:
            return f"there is no remote; did you mean {name}?"
    return "there is no remote."


def _blob_before_rename(base: str, folder: str, name: str) -> str | None:
    """The file in the commit `base` (as `commit:path`) that was renamed to this one since; None if there is none."""
    options = "--name-status -z --find-renames --diff-filter=R --no-ext-diff --no-textconv".split()
    fields = _run_git(folder, "diff", *options, base).split(b"\0")
    root = _git_output(folder, "rev-parse", "--show-toplevel") or folder
    for old, new in zip(fields[1::3], fields[2::3], strict=False):
        if os.path.realpath(os.path.join(root, os.fsdecode(new))) == os.path.join(folder, name):
            return f"{base}:{os.fsdecode(old)}"
    return None


def _run_git(folder: str, *command: str) -> bytes:
    """The output of a git command. SettingsError if git fails or is not installed."""
    import subprocess

    try:
        process = subprocess.run((*_GIT, *command), cwd=folder, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise SettingsError(f"git cannot be run ({error}).") from None
    if process.returncode:
        lines = process.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1] if lines else process.returncode
        raise SettingsError(f"git {command[0]} failed ({reason}).")
    return process.stdout


def _git_output(folder: str, *command: str) -> str | None:
    """The output of a git command; None if it fails."""
    try:
        return os.fsdecode(_run_git(folder, *command)).strip()
    except SettingsError:
        return None
