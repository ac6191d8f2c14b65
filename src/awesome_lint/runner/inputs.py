"""From the words on the command line to the files that they mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from awesome_lint.cli import console
from awesome_lint.settings import Settings, matches
from awesome_lint.source import printable
from awesome_lint.structs import record

STDIN = "-"
_READMES = ("readme.md", "readme.markdown", "readme.mdown", "readme")


@record(frozen=True)
class Input:
    """One file to look at. `problem` says why there is none; `stdin` that the text comes from there; `excluded`
    that the file was named and the configuration excludes it."""

    path: str
    settings: Settings
    problem: str | None = None
    stdin: bool = False
    excluded: bool = False


def inputs(
    words: Sequence[str], settings_of: Callable[[str], Settings], stdin_filename: str | None
) -> list[Input]:
    """The files that the words mean, each once, in their order. No word means the README here; a folder means
    its README (in any case) and what the configuration includes; `-` means standard input."""
    found: dict[str, Input] = {}
    for word in words or (".",):
        for item in _meant(word, settings_of, stdin_filename):
            found.setdefault(os.path.normpath(item.path), item)
    return list(found.values())


def checked(files: Iterable[Input], *, quiet: bool) -> list[Input]:
    """The files that are not excluded; a notice on standard error for the others, which were named."""
    for item in files:
        if item.excluded and not quiet:
            console.write(
                f"awesome-lint: {printable(item.path)} is excluded by the configuration\n", err=True
            )
    return [item for item in files if not item.excluded]


def _meant(word: str, settings_of: Callable[[str], Settings], stdin_filename: str | None) -> Iterator[Input]:
    if word == STDIN:
        name = stdin_filename or "<stdin>"
        yield Input(name, settings_of(os.path.dirname(stdin_filename or "")), stdin=True)
        return
    if not os.path.isdir(word):
        settings = settings_of(os.path.dirname(word))
        yield Input(word, settings, excluded=_excluded(word, settings))
        return
    settings = settings_of(word)
    places = [_in(word, name) for name in _readmes(word)] + list(_included(word, settings))
    kept = [place for place in places if not _excluded(place, settings)]
    for place in kept:
        yield Input(place, settings)
    if not kept:
        problem = (
            "there is no README.md in this folder; name the file" if not places else "everything is excluded"
        )
        yield Input(word, settings, problem)


def _in(folder: str, name: str) -> str:
    return os.path.join(folder, name).removeprefix(os.path.join(os.curdir, ""))


def _readmes(folder: str) -> list[str]:
    """The folder's README, in any case; the most usual name first where there are several."""
    try:
        names = {name for name in os.listdir(folder) if name.casefold() in _READMES}
    except OSError:
        return []
    best = sorted(names, key=lambda name: (_READMES.index(name.casefold()), name != "README.md", name))
    return best[:1]


def _included(folder: str, settings: Settings) -> Iterator[str]:
    if not settings.include:
        return
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules"))
        for name in sorted(files):
            path = _in(place, name)
            if any(matches(pattern, _from_root(path, settings)) for pattern in settings.include):
                yield path


def _excluded(path: str, settings: Settings) -> bool:
    return any(matches(pattern, _from_root(path, settings)) for pattern in settings.exclude)


def _from_root(path: str, settings: Settings) -> str:
    """The path as the configuration's patterns see it: from its own folder, with `/`."""
    seen = os.path.normpath(path)
    if settings.root is not None:
        # Another drive, on Windows, has no way from there.
        with suppress(ValueError):
            seen = os.path.relpath(os.path.abspath(path), settings.root)
    return seen.replace(os.sep, "/")
