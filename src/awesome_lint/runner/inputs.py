"""Finds the files that the arguments of a command line name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

from awesome_lint.settings import Settings, SettingsError, matches_file
from awesome_lint.source import printable
from awesome_lint.structs import record

STDIN = "-"
_READMES = ("readme.md", "readme.markdown", "readme.mdown", "readme")


@record(frozen=True)
class Input:
    """One file to read. `problem` says why it cannot be read; with `stdin` its text is standard input; with
    `excluded` the command line names it and the configuration excludes it."""

    path: str
    settings: Settings
    problem: str | None = None
    stdin: bool = False
    excluded: bool = False


def find_inputs(
    paths: Sequence[str], settings_of: Callable[[str], Settings], stdin_filename: str | None
) -> list[Input]:
    """The files of these paths, each once, in their order. No path means the README here; a folder means its
    README (in any case) and what the configuration includes; `-` means standard input. SettingsError for a name of
    standard input that is not read."""
    if stdin_filename is not None and STDIN not in paths:
        raise SettingsError("--stdin-filename names the text of standard input; also write `-`.")
    inputs: dict[str, Input] = {}
    for path in paths or (".",):
        for item in _inputs_of(path, settings_of, stdin_filename):
            inputs.setdefault(os.path.normpath(item.path), item)
    return list(inputs.values())


def without_excluded(inputs: Iterable[Input], note: Callable[[str], None]) -> list[Input]:
    """The inputs that are not excluded, and a note for each that is."""
    kept = []
    for item in inputs:
        if item.excluded:
            note(f"awesome-lint: {printable(item.path)} is excluded by the configuration")
        else:
            kept.append(item)
    return kept


def _inputs_of(
    path: str, settings_of: Callable[[str], Settings], stdin_filename: str | None
) -> Iterator[Input]:
    if path == STDIN:
        settings = settings_of(os.path.dirname(stdin_filename or ""))
        yield Input(stdin_filename or "<stdin>", settings, stdin=True)
        return
    if not os.path.isdir(path):
        settings = settings_of(os.path.dirname(path))
        yield Input(path, settings, excluded=_is_excluded(path, settings))
        return
    settings = settings_of(path)
    files = [_join(path, name) for name in _readmes(path)] + list(_included_files(path, settings))
    kept = [file for file in files if not _is_excluded(file, settings)]
    for file in kept:
        yield Input(file, settings)
    if not kept:
        problem = "everything is excluded" if files else "there is no README.md in this folder; name the file"
        yield Input(path, settings, problem)


def _join(folder: str, name: str) -> str:
    return os.path.join(folder, name).removeprefix(os.path.join(os.curdir, ""))


def _readmes(folder: str) -> list[str]:
    """The folder's README, in any case; if there are several, the one with the most usual name."""
    try:
        names = {name for name in os.listdir(folder) if name.casefold() in _READMES}
    except OSError:
        return []
    best = sorted(names, key=lambda name: (_READMES.index(name.casefold()), name != "README.md", name))
    return best[:1]


def _included_files(root: str, settings: Settings) -> Iterator[str]:
    if not settings.include:
        return
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules"))
        for name in sorted(files):
            path = _join(folder, name)
            if matches_file(settings.include, path, settings):
                yield path


def _is_excluded(path: str, settings: Settings) -> bool:
    return bool(settings.exclude) and matches_file(settings.exclude, path, settings)
