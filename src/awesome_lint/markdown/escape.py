"""Text as Markdown that shows it as it is."""

from __future__ import annotations

import re

from awesome_lint.lazy_re import lazy

_ENTITY = lazy(r"&(?=#?\w{1,32};)")
_TAG = lazy(r"<(?=[A-Za-z/!?])")
_EMPHASIS = lazy(r"(?<!\w)_+(?=[^\W_])|(?<=[^\W_])_+(?!\w)|\*|`|~(?=~)|(?<=~)~")
_BACKSLASH = lazy(r"\\(?=[!-/:-@\[-`{-~]|$)")
_SCHEME = lazy(r"(?i)\b(https?|ftp)(?=://)|\b(www)(?=\.)")


def escape_markdown(value: str, *, in_table: bool = False, in_link: bool = False) -> str:
    """The value with a backslash before each character that Markdown would read as markup. Outside links,
    brackets are escaped only if they are not in pairs or if a parenthesis follows."""
    value = _BACKSLASH.sub(r"\\\\", value)
    value = _ENTITY.sub("&amp;", value)
    value = _TAG.sub(r"\\<", value)
    value = _EMPHASIS.sub(lambda match: "".join(f"\\{char}" for char in match[0]), value)
    value = _SCHEME.sub(lambda match: match[0] + "\\", value)
    if in_link or not _has_paired_brackets(value) or any(part in value for part in ("](", "][", "[^", "![")):
        value = re.sub(r"[\[\]]", lambda match: "\\" + match[0], value)
    if value.count("$") > 1:
        value = value.replace("$", "\\$")
    return value.replace("|", "\\|") if in_table else value


def _has_paired_brackets(value: str) -> bool:
    depth = 0
    for char in value:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0
