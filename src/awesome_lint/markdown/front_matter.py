"""Front matter: YAML between `---` lines or TOML between `+++` lines, at the very start of a file."""

from __future__ import annotations

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy

_YAML = lazy(r"\ufeff?---[ \t]*\r?\n(?P<data>(?:[^\n]*+\n)*?)(?:---|\.\.\.)[ \t]*(?=\r?\n|\Z)")
_TOML = lazy(r"\ufeff?\+\+\+[ \t]*\r?\n(?P<data>(?:[^\n]*+\n)*?)\+\+\+[ \t]*(?=\r?\n|\Z)")
_YAML_LINE = lazy(r"""[ \t]|[#\]}]|-(?=\s|\Z)|(?:"[^"]*"|'[^']*'|[\w$@][^\n:]*):(?=\s|\Z)|\s*\Z""")
_TOML_LINE = lazy(r"""[\w."'-]+[ \t]*=|\[{1,2}[^\[\]]+\]{1,2}\s*\Z""")
_KEY = lazy(r"""["'\w$@]""")


def front_matter_span(text: str) -> Span | None:
    """The span of the front matter, delimiter lines included; None if there is none.

    A text between two thematic breaks is front matter only if it is data: every YAML line is a key, a list item, a
    comment or indented; the first TOML line is a key or a table."""
    if text.startswith(("---", "\ufeff---")):
        match = _YAML.match(text)
    elif text.startswith(("+++", "\ufeff+++")):
        match = _TOML.match(text)
    else:
        return None
    if match is None:
        return None
    lines = [line for line in match["data"].splitlines() if line.strip() and not line.startswith("#")]
    if text.lstrip("\ufeff").startswith("-"):
        is_data = all(map(_YAML_LINE.match, lines)) and bool(lines) and bool(_KEY.match(lines[0]))
    else:
        is_data = bool(lines) and _TOML_LINE.match(lines[0]) is not None
    return Span(int(text.startswith("\ufeff")), match.end()) if is_data else None
