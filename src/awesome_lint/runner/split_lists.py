"""Finds the other files of a list: Markdown files that its README links to, and READMEs in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from awesome_lint import listing, source
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Listing

README = r"(?i)readme([._-][a-z_-]+)?\.(md|markdown)"
"""The names of READMEs and their translations, as in the hook."""
_README = lazy(README)
_SUFFIXES = (".md", ".markdown")
_NO_LISTS = frozenset(
    ("contributing", "code_of_conduct", "code-of-conduct", "changelog", "security", "license")
)
_MIN_ENTRIES = 3
_MAX_FILES = 400
_MAX_NAMED = 3
"""More lists in one folder are one pattern."""


def list_patterns(path: Path, parsed_list: Listing) -> list[str]:
    """Patterns, relative to the folder of the README at `path`, of the other Markdown files with entries of this list:
    those that it links to, and its translations in the same folder."""
    candidates = dict.fromkeys((*_translations(path), *_linked_lists(path, parsed_list)))
    names = [name for name in list(candidates)[:_MAX_FILES] if _has_enough_entries(path.parent / name)]
    patterns: dict[str, None] = {}
    for name in names:
        folder = str(PurePosixPath(name).parent)
        same_folder = [other for other in names if str(PurePosixPath(other).parent) == folder]
        is_group = folder != "." and len(same_folder) > _MAX_NAMED
        patterns[f"{folder}/*{PurePosixPath(name).suffix}" if is_group else name] = None
    return list(patterns)


def hook_files_regex(folder: str, names: Sequence[str]) -> str | None:
    """The regular expression for `files` of the pre-commit hook, for lists with these names or patterns in `folder`
    (relative to the repository, "" for its root); None if the hook selects them by default."""
    if all(_README.fullmatch(PurePosixPath(name).name) for name in names):
        return None
    prefix = re.escape(f"{folder}/") if folder else ""
    choices = "|".join(re.escape(name).replace(r"\*", "[^/]*") for name in names)
    return f"^{prefix}({choices})$"


def _translations(path: Path) -> Iterator[str]:
    """The names of the other READMEs in the folder of the README at `path`."""
    for other in sorted(path.parent.iterdir()):
        if other.name != path.name and _README.fullmatch(other.name) and other.is_file():
            yield other.name


def _linked_lists(path: Path, parsed_list: Listing) -> Iterator[str]:
    """The relative paths of the Markdown files that the README links to, without files such as CONTRIBUTING.md."""
    for link in parsed_list.links:
        target = unquote(re.split("[#?]", link.url)[0]).removeprefix("./")
        name = PurePosixPath(target)
        if (
            name.suffix.casefold() not in _SUFFIXES
            or name.is_absolute()
            or ".." in name.parts
            or ":" in target
        ):
            continue
        is_list = name.stem.casefold() not in _NO_LISTS and str(name) != path.name
        if is_list and (path.parent / name).is_file():
            yield str(name)


def _has_enough_entries(path: Path) -> bool:
    """Whether the file can be read and has at least three entries."""
    try:
        return len(listing.read(source.read_source(str(path)).text).entries) >= _MIN_ENTRIES
    except source.SourceError:
        return False
