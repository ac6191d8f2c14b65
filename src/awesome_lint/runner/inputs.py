"""Finds the files that the arguments of a command line name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from awesome_lint.reports.counts import number_of
from awesome_lint.settings import Settings, SettingsError
from awesome_lint.settings.globs import matches, matches_file, path_for_patterns
from awesome_lint.source import printable_path
from awesome_lint.structs import record

STDIN = "-"
_MAX_NAMED = 3
"""How many excluded files a note names."""
_READMES = ("readme.md", "readme.markdown", "readme.mdown", "readme")


@record(frozen=True)
class Input:
    """One file to read. `problem` says why it cannot be read; with `stdin` its text is standard input; `excluded` is
    set if the configuration excludes it although the command line names it, or a folder without other files."""

    path: str
    settings: Settings
    problem: str | None = None
    stdin: bool = False
    excluded: bool = False


def find_inputs(
    paths: Sequence[str], settings_of: Callable[[str], Settings], stdin_filename: str | None
) -> list[Input]:
    """The files of these paths, each once, in their order. No path means the README here; a folder means its README (in
    any case) and the files that match `include`; `-` means standard input. SettingsError for `stdin_filename` without
    `-`."""
    if stdin_filename is not None and STDIN not in paths:
        raise SettingsError("--stdin-filename names the text of standard input; also write `-`.")
    inputs: dict[str, Input] = {}
    for path in paths or (".",):
        for item in _inputs_of(path, settings_of, stdin_filename):
            inputs.setdefault(os.path.normpath(item.path), item)
    return list(inputs.values())


def drop_excluded_inputs(inputs: Iterable[Input], note: Callable[[str], None]) -> list[Input]:
    """The inputs that are not excluded; `note` gets one line about those that are."""
    listed = list(inputs)
    kept = [item for item in listed if not item.excluded]
    excluded = [printable_path(item.path) for item in listed if item.excluded]
    if excluded:
        more = (
            f" and {number_of(len(excluded) - _MAX_NAMED, 'more file')}" if len(excluded) > _MAX_NAMED else ""
        )
        verb = "is" if len(excluded) == 1 else "are"
        names = ", ".join(excluded[:_MAX_NAMED])
        note(f"awesome-lint: {names}{more} {verb} excluded by the configuration")
    return kept


def _inputs_of(
    path: str, settings_of: Callable[[str], Settings], stdin_filename: str | None
) -> Iterator[Input]:
    """The inputs that one path of the command line names."""
    if path == STDIN:
        settings = settings_of(os.path.dirname(stdin_filename or ""))
        yield Input(stdin_filename or "<stdin>", settings, stdin=True)
        return
    if not os.path.isdir(path):
        settings = settings_of(os.path.dirname(path))
        yield Input(path, settings, excluded=_is_excluded(path, settings))
        return
    settings = settings_of(path)
    files = [_join_path(path, name) for name in _find_readme(path)]
    if settings.include:
        files += (file for file in _files_below(path) if matches_file(settings.include, file, settings))
    if not files:
        yield Input(path, settings, "there is no README.md in this folder; name the file")
    kept = [file for file in files if not _is_excluded(file, settings)]
    for file in kept or files:
        yield Input(file, settings, excluded=not kept)


def _join_path(folder: str, name: str) -> str:
    """The path of a file in a folder, without `./` at its start."""
    return os.path.join(folder, name).removeprefix(os.path.join(os.curdir, ""))


def _find_readme(folder: str) -> list[str]:
    """A list of the folder's README, in any case; of several, the one with the most usual name. Empty if there is
    none."""
    try:
        names = {name for name in os.listdir(folder) if name.casefold() in _READMES}
    except OSError:
        return []
    best = sorted(names, key=lambda name: (_READMES.index(name.casefold()), name != "README.md", name))
    return best[:1]


def unmatched_include_patterns(paths: Sequence[str], settings_of: Callable[[str], Settings]) -> Iterator[str]:
    """The patterns of `include` that match no file in the folders of these paths."""
    for path in paths or (".",):
        if os.path.isdir(path):
            settings = settings_of(path)
            files = (
                [path_for_patterns(file, settings) for file in _files_below(path)] if settings.include else []
            )
            for pattern in settings.include:
                if not pattern.startswith("!") and not any(matches((pattern,), file) for file in files):
                    yield pattern


def _files_below(root: str) -> Iterator[str]:
    """The files in a folder and its subfolders, in order."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules"))
        for name in sorted(files):
            yield _join_path(folder, name)


def _is_excluded(path: str, settings: Settings) -> bool:
    return bool(settings.exclude) and matches_file(settings.exclude, path, settings)
