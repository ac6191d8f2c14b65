"""File patterns, as configurations write them."""

from __future__ import annotations

import re
from functools import lru_cache

from awesome_lint.lazy_re import lazy

_PIECE = lazy(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    body = "".join(
        _MEANING.get(piece) or re.escape(piece) for piece in _PIECE.findall(pattern.removeprefix("./"))
    )
    return re.compile(body + "(?:/.*)?", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether `path` (relative, with `/`) is named by `pattern`.

    A pattern without `/` is held against the file's name and each folder's; one with `/` against the whole
    path or a leading part of it. `*` and `?` stay within a name, `**` crosses folders.
    """
    pattern = pattern.rstrip("/")
    if "/" in pattern.removeprefix("./"):
        return _compiled(pattern.removeprefix("/")).fullmatch(path) is not None
    return any(_compiled(pattern).fullmatch(part) for part in path.split("/"))
