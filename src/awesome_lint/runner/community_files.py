"""The files beside a README that the guidelines of sindresorhus/awesome speak of."""

from __future__ import annotations

import os
from pathlib import Path

from awesome_lint import source

_PLACES = ("", ".github", "docs")
"""Where GitHub looks for them: https://docs.github.com/en/communities (2025)."""
_STEMS = ("contributing", "code-of-conduct", "code_of_conduct")
_PACKAGE = "package.json"
"""It names the list's repository, where there is one."""


def texts(path: str) -> dict[str, str]:
    """The texts of the files on contributing and conduct, and of `package.json`, around the README at `path`, by
    path from its folder; one that cannot be read as text counts as a file with something in it."""
    folder = Path(path).parent
    found: dict[str, str] = {}
    for place in _PLACES:
        try:
            names = sorted(os.listdir(folder / place))
        except OSError:
            continue
        for name in names:
            if (Path(name).stem.casefold() in _STEMS or name == _PACKAGE) and (
                folder / place / name
            ).is_file():
                found[f"{place}/{name}" if place else name] = _text(folder / place / name)
    return found


def _text(path: Path) -> str:
    try:
        return source.read(str(path)).text
    except source.SourceError:
        return "?"
