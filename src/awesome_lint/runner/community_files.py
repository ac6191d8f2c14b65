"""Reads the files around a README that the guidelines of sindresorhus/awesome require."""

from __future__ import annotations

import os
from pathlib import Path

from awesome_lint import source

_FOLDERS = ("", ".github", "docs")
"""Where GitHub looks for them: https://docs.github.com/en/communities (2025)."""
_STEMS = ("contributing", "code-of-conduct", "code_of_conduct")
_PACKAGE = "package.json"
"""Contains the URL of the list's repository."""


def read_community_files(path: str) -> dict[str, str]:
    """The texts of the contributing guide, the code of conduct and `package.json` around the README at `path`, by path
    relative to its folder. The text is "?" if a file cannot be decoded, so that it does not count as empty."""
    root = Path(path).parent
    texts: dict[str, str] = {}
    for folder in _FOLDERS:
        try:
            names = sorted(os.listdir(root / folder))
        except OSError:
            continue
        for name in names:
            is_community_file = Path(name).stem.casefold() in _STEMS or name == _PACKAGE
            if is_community_file and (root / folder / name).is_file():
                texts[f"{folder}/{name}" if folder else name] = _read_text(root / folder / name)
    return texts


def _read_text(path: Path) -> str:
    try:
        return source.read_source(str(path)).text
    except source.SourceError:
        return "?"
