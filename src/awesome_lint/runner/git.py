"""What git says of a README: the tracked files around it, and the lines that changed since a revision."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint.lazy_re import lazy
from awesome_lint.settings import SettingsError, find_repository
from awesome_lint.source import SourceError, decode

if TYPE_CHECKING:
    from awesome_lint.linting.changes import ChangedLines
    from awesome_lint.source import Source

_RELATIVE_LINK = lazy(
    r"""(?:\]\(\s*<?|\]:\s*<?|\b(?:src|href)\s*=\s*["']?)(?![a-z][a-z0-9+.-]*:|//|[#)>"'])""", re.I | re.A
)
"""What may be a link to a file: for a list without one no process is started."""
_HUNK = lazy(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# A repository's own configuration may name a program for fsmonitor, which must not be started.
_GIT = "git -c core.fsmonitor=false -c core.quotePath=false --no-pager --literal-pathspecs".split()
_PLAIN_DIFF = "--unified=0 --no-color --no-ext-diff --no-textconv --no-indent-heuristic".split()


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
    """The lines of the text at `path` that differ from the merge base of HEAD and `revision`. A file that is not
    in that commit is new as a whole. SettingsError if git cannot say."""
    from awesome_lint.linting.changes import all_changed, changes_from_ranges

    file = os.path.realpath(path)
    folder, name = os.path.split(file)
    base = _merge_base(revision, folder)
    blob = _find_blob(base, folder, name)
    if blob is None:
        return all_changed(source.text)
    if source.data is not None and os.path.isfile(file) and _read_file(file) == source.data:
        diff = _run_git(folder, "diff", *_PLAIN_DIFF, blob, "--", name)
    else:
        diff = _diff_with_blob(folder, blob, source)
    hunks = _HUNK.findall(diff.decode("utf-8", "replace"))
    return changes_from_ranges(
        source.text, [(int(first), int(count) if count else 1) for first, count in hunks]
    )


class FileBefore(NamedTuple):
    """A file as it was at a revision: its text, and the tracked files as `tracked_files` gives them."""

    text: str
    tracked_files: frozenset[str] | None


def state_before(revision: str, path: str) -> FileBefore | None:
    """The file at `path` in the merge base of HEAD and `revision`; None for a new file, or one that was no text
    there. SettingsError if git cannot say."""
    file = os.path.realpath(path)
    folder, name = os.path.split(file)
    base = _merge_base(revision, folder)
    blob = _find_blob(base, folder, name)
    if blob is None:
        return None
    try:
        text = decode(_run_git(folder, "cat-file", "blob", blob), path).text
    except SourceError:
        return None
    if not _RELATIVE_LINK.search(text):
        return FileBefore(text, None)
    return FileBefore(text, _split_paths(_run_git(folder, "ls-tree", "-r", "-z", "--name-only", base)))


def default_base(path: str) -> str:
    """The revision that the file at `path` is reviewed against: the target of a pull request in a GitHub workflow,
    else the main branch of the remote, else the local `main` or `master`, else HEAD, which leaves the changes that are
    not committed."""
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
    """The commit to compare with; in a shallow clone without a merge base, the revision itself."""
    if revision.startswith("-"):
        raise SettingsError(f"{revision!r} is not a revision.")
    commit = _git_output(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        if revision == "HEAD" and _git_output(folder, "rev-parse", "--git-dir") is not None:
            # Before the first commit everything is new: HEAD is compared as an empty tree.
            return _run_git(folder, "hash-object", "-t", "tree", os.devnull).decode().strip()
        if _git_output(folder, "rev-parse", "--git-dir") is None:
            raise SettingsError(f"{folder} is not in a git repository, or git is not installed.")
        local = revision.removeprefix("origin/")
        exists = _git_output(folder, "rev-parse", "--verify", "--quiet", f"{local}^{{commit}}") is not None
        hint = f"did you mean {local}?" if exists and local != "HEAD" else "try `git fetch`."
        raise SettingsError(f"revision {revision!r} does not exist here; {hint}")
    base = _git_output(folder, "merge-base", commit, "HEAD")
    if base is not None:
        return base
    if _git_output(folder, "rev-parse", "--is-shallow-repository") == "true":
        return commit
    raise SettingsError(f"{revision!r} and HEAD have no common ancestor.")


def _find_blob(base: str, folder: str, name: str) -> str | None:
    """The blob of the file in `base`, also under the name that it had there; None for a new file."""
    in_base = _run_git(folder, "ls-tree", "-z", base, "--", name)
    return f"{base}:./{name}" if in_base else _blob_before_rename(base, folder, name)


def _blob_before_rename(base: str, folder: str, name: str) -> str | None:
    """The blob in `base` that the file was renamed from since; None for a new file."""
    options = "--name-status -z --find-renames --diff-filter=R --no-ext-diff --no-textconv".split()
    fields = _run_git(folder, "diff", *options, base).split(b"\0")
    root = _git_output(folder, "rev-parse", "--show-toplevel") or folder
    for old, new in zip(fields[1::3], fields[2::3], strict=False):
        if os.path.realpath(os.path.join(root, os.fsdecode(new))) == os.path.join(folder, name):
            return f"{base}:{os.fsdecode(old)}"
    return None


def _diff_with_blob(folder: str, blob: str, source: Source) -> bytes:
    """The diff between a blob and a text that is in no file."""
    import tempfile

    with tempfile.TemporaryDirectory() as temporary:
        old, new = os.path.join(temporary, "old"), os.path.join(temporary, "new")
        for file, data in ((old, _run_git(folder, "cat-file", "blob", blob)), (new, source.encode())):
            with open(file, "wb") as output:
                output.write(data)
        # `--no-index` exits with 1 if the files differ.
        command = ("diff", "--no-index", *_PLAIN_DIFF, "--", old, new)
        return _run_git(temporary, *command, statuses=(0, 1))


def _read_file(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


def _run_git(folder: str, *command: str, statuses: tuple[int, ...] = (0,)) -> bytes:
    import subprocess

    try:
        process = subprocess.run((*_GIT, *command), cwd=folder, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise SettingsError(f"git cannot be run ({error}).") from None
    if process.returncode not in statuses:
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
