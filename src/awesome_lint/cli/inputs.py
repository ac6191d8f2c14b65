"""From the words on the command line to the files that they mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from awesome_lint.records import record
from awesome_lint.settings import Settings, matches

STDIN = "-"
_READMES = ("readme.md", "readme.markdown", "readme.mdown", "readme")


@record(frozen=True)
class Input:
    """One file to look at. `problem` says why there is none; `stdin` that the text comes from there."""

    path: str
    settings: Settings
    problem: str | None = None
    stdin: bool = False


def inputs(
    words: Sequence[str], settings_of: Callable[[Path], Settings], stdin_filename: str | None
) -> list[Input]:
    """The files that the words mean, each once, in their order. No word means the README here; a folder means
    its README (in any case) and what the configuration includes; `-` means standard input."""
    found: dict[str, Input] = {}
    for word in words or (".",):
        for item in _meant(word, settings_of, stdin_filename):
            found.setdefault(os.path.normpath(item.path), item)
    return list(found.values())


def _meant(word: str, settings_of: Callable[[Path], Settings], stdin_filename: str | None) -> Iterator[Input]:
    if word == STDIN:
        name = stdin_filename or "<stdin>"
        yield Input(name, settings_of(Path(stdin_filename).parent if stdin_filename else Path()), stdin=True)
        return
    path = Path(word)
    if not path.is_dir():
        yield Input(word, settings_of(path.parent))
        return
    settings = settings_of(path)
    names = [*_readmes(path), *_included(path, settings)]
    kept = [name for name in names if not _excluded(path / name, settings)]
    for name in kept:
        yield Input(str(path / name), settings)
    if not kept:
        problem = (
            "there is no README.md in this folder; name the file" if not names else "everything is excluded"
        )
        yield Input(word, settings, problem)


def _readmes(folder: Path) -> list[str]:
    """The folder's README, in any case; the most usual name first where there are several."""
    try:
        names = {name for name in os.listdir(folder) if name.casefold() in _READMES}
    except OSError:
        return []
    best = sorted(names, key=lambda name: (_READMES.index(name.casefold()), name != "README.md", name))
    return best[:1]


def _included(folder: Path, settings: Settings) -> Iterator[str]:
    if not settings.include:
        return
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules"))
        for name in sorted(files):
            path = Path(place) / name
            if any(matches(pattern, _from_root(path, settings)) for pattern in settings.include):
                yield path.relative_to(folder).as_posix()


def _excluded(path: Path, settings: Settings) -> bool:
    return any(matches(pattern, _from_root(path, settings)) for pattern in settings.exclude)


def _from_root(path: Path, settings: Settings) -> str:
    """The path as the configuration's patterns see it: from its own folder."""
    if settings.root is None:
        return path.as_posix()
    try:
        return Path(os.path.relpath(os.path.abspath(path), settings.root)).as_posix()
    except ValueError:  # another drive, on Windows
        return path.as_posix()
