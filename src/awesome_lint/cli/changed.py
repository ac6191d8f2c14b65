"""Which lines of a file git says were changed since a revision."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from awesome_lint.linting.changes import Changes, all_changed, changes
from awesome_lint.settings import SettingsError
from awesome_lint.source import Source

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# A repository's own configuration may name programs for these: they are not ours to start.
_GIT = (
    "git",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "--no-pager",
    "--literal-pathspecs",
)
_PLAIN = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-indent-heuristic")


def since(revision: str, path: str, source: Source) -> Changes:
    """The lines of the text at `path` that differ from where its history left that of `revision` (their merge
    base). A file that git does not know is new as a whole. SettingsError where git cannot tell."""
    place = Path(path).resolve()
    base = _base(revision, str(place.parent))
    name = place.name
    listed = _git(place.parent, "ls-tree", "-z", base, "--", name)
    before = f"{base}:./{name}" if listed else _former_name(base, place)
    if before is None:
        return all_changed(source.text)
    if source.data is not None and place.is_file() and place.read_bytes() == source.data:
        shown = _git(place.parent, "diff", *_PLAIN, before, "--", name)
    else:
        shown = _compared(place, before, source)
    found = _HUNK.findall(shown)
    return changes(source.text, [(int(first), int(count) if count else 1) for first, count in found])


def _base(revision: str, folder: str) -> str:
    """The commit to compare with. In a clone whose history was cut off, that is the revision itself."""
    if revision.startswith("-"):
        raise SettingsError(f"--diff-base: {revision!r} is no revision.")
    commit = _try(Path(folder), "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        inside = _try(Path(folder), "rev-parse", "--git-dir")
        if inside is None:
            raise SettingsError(f"--diff-base: {folder} is in no git repository, or git is not there.")
        raise SettingsError(f"--diff-base: there is no revision {revision!r} here; `git fetch` may bring it.")
    common = _try(Path(folder), "merge-base", commit, "HEAD")
    if common is not None:
        return common
    if _try(Path(folder), "rev-parse", "--is-shallow-repository") == "true":
        return commit
    raise SettingsError(f"--diff-base: {revision!r} and what is checked out here have no commit in common.")


def _former_name(base: str, place: Path) -> str | None:
    """The blob that the file was before it was renamed; None for a file that is new."""
    options = ("--name-status", "-z", "--find-renames", "--diff-filter=R", "--no-ext-diff", "--no-textconv")
    fields = _git(place.parent, "diff", *options, base).split(b"\0")
    top = Path(_try(place.parent, "rev-parse", "--show-toplevel") or place.parent)
    for old, new in zip(fields[1::3], fields[2::3], strict=False):
        if (top / os.fsdecode(new)).resolve() == place:
            return f"{base}:{os.fsdecode(old)}"
    return None


def _compared(place: Path, before: str, source: Source) -> bytes:
    """The difference between what git has and a text that is in no file."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        old.write_bytes(_git(place.parent, "cat-file", "blob", before))
        new.write_bytes(source.encode())
        # `--no-index` ends with 1 where the two differ.
        return _git(Path(folder), "diff", "--no-index", *_PLAIN, "--", str(old), str(new), fine=(0, 1))


def _git(folder: Path, *words: str, fine: tuple[int, ...] = (0,)) -> bytes:
    try:
        done = subprocess.run((*_GIT, *words), cwd=folder, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        raise SettingsError(f"--diff-base: git cannot be run ({error}).") from None
    if done.returncode not in fine:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SettingsError(f"--diff-base: git {words[0]} failed ({said[-1] if said else done.returncode}).")
    return done.stdout


def _try(folder: Path, *words: str) -> str | None:
    """What git answers in a word; None where it has no answer."""
    try:
        return os.fsdecode(_git(folder, *words)).strip()
    except SettingsError:
        return None
