"""Parses badges from their image URLs (shields.io and others).

The syntax of static badges is that of shields.io (https://shields.io/badges): `badge/LABEL-MESSAGE-COLOUR` or
`badge/MESSAGE-COLOUR`, where `--` is a dash, `__` an underscore, and `_` or `%20` a space."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote

from awesome_lint.bibliography.dates import PartialDate, parse_date
from awesome_lint.bibliography.venues import VenueMention, find_venue
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

_SHIELD = lazy(
    r"\s*(?:https?:)?//(?:img\.|raster\.|www\.)?(?:shields\.io|badgen\.net)(?P<path>/[^?#\s]*)(?:\?(?P<query>[^#\s]*))?",
    re.I,
)
_REPOSITORY_BADGES = frozenset(
    "stars forks watchers last-commit issues issues-raw issues-pr license contributors downloads release "
    "repo-size commit-activity v tag languages created-at checks discussions sponsors".split()
)
_OTHERS = lazy(
    r"\s*https?://(?:www\.)?(?:badges\.pufler\.dev|badge\.fury\.io|awesome\.re|colab\.research\.google\.com/assets|"
    r"hits\.seeyoufarm\.com|visitor-badge\.\w+\.\w+|komarev\.com|badges\.aleen42\.com|api\.star-history\.com|"
    r"zenodo\.org/badge|circleci\.com|codecov\.io|travis-ci\.\w+|github-readme-stats\.\w+\.\w+|forthebadge\.com|"
    r"badges\.toozhao\.com|isocpp\.github\.io|badge\.\w+\.\w+)",
    re.I,
)
_BADGE_PATH = lazy(
    r"^\s*https?://[^?#]*/(?:[\w-]*badges?(?:-[\w-]+)?(?:\.(?:svg|png)|/?(?:\?|$))|badges?/)", re.I
)
"""Image URLs whose path contains "badge" (`/workflows/ci.yml/badge.svg`)."""
_UNSAFE = lazy(r"[^\w.~'-]", re.ASCII)
_MAX_URL_LENGTH = 4096
_SVG = lazy(r"\.(?:svg|png|json|gif|jpg)$", re.I)


@record(frozen=True)
class Badge:
    """The content of a badge. `kind` is `static`, `stars`, `forks`, `last-commit` (and other words of shields.io's
    repository badges) or `other`. `label` and `message` are its visible text; a static badge of one part has no
    label. `repository` is `owner/name` as written. `date` and `venue` are those in the text of a static badge
    (`arXiv-2024.05`, `NeurIPS-2024`)."""

    kind: str
    label: str
    message: str
    repository: str | None = None
    date: PartialDate | None = None
    venue: VenueMention | None = None

    @property
    def text(self) -> str:
        """The label and the message on one line."""
        return f"{self.label} {self.message}".strip()


@lru_cache(maxsize=8192)
def parse_badge(url: str) -> Badge | None:
    """The badge at an image URL; None if the URL is not that of a badge."""
    if len(url) > _MAX_URL_LENGTH:
        return None
    match = _SHIELD.match(url)
    if match is None:
        remote = url.lstrip()[:4].lower() == "http"
        return Badge("other", "", "") if remote and (_OTHERS.match(url) or _BADGE_PATH.search(url)) else None
    path = match["path"].strip("/")
    query = parse_qs(match["query"] or "", keep_blank_values=True)
    first, _, rest = path.partition("/")
    if first in ("badge", "static"):
        return _parse_static_badge(rest, query)
    if first == "github":
        return _parse_repository_badge(rest, query)
    label = query.get("label", [""])[-1]
    return Badge("other", label, first)


def escape_badge_text(text: str) -> str:
    """A text as it is written in the path of a static badge."""
    doubled = text.replace("-", "--").replace("_", "__").replace(" ", "_")
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), doubled)


def _parse_static_badge(path: str, query: dict[str, list[str]]) -> Badge:
    """The static badge in the path or query of a shields.io URL."""
    path_text = _SVG.sub("", path)
    if not path_text or path_text == "static/v1":
        return _make_static_badge(query.get("label", [""])[-1], query.get("message", [""])[-1])
    parts = [_decode_badge_text(part) for part in path_text.replace("--", "\0").split("-")]
    # The last part is the colour.
    label, message = (parts[0], "-".join(parts[1:-1])) if len(parts) >= 3 else ("", parts[0])
    return _make_static_badge(query.get("label", [label])[-1], message)


def _decode_badge_text(part: str) -> str:
    """The visible text of a part of a static badge's path, without escapes; NUL is a double dash."""
    text = unquote(part.replace("\0", "-").replace("__", "\0").replace("_", " ").replace("\0", "_"))
    return text.replace("+", " ").strip() if "%2B" not in part.upper() else text.strip()


def _make_static_badge(label: str, message: str) -> Badge:
    venue = find_venue(f"{label} {message}".strip())
    return Badge("static", label, message, None, parse_date(message), venue)


def _parse_repository_badge(path: str, query: dict[str, list[str]]) -> Badge:
    """The badge of a GitHub repository in the path of a shields.io URL after `github/`."""
    parts = path.split("/")
    label = query.get("label", [""])[-1]
    kind = parts[0].lower()
    if kind not in _REPOSITORY_BADGES:
        return Badge("other", label, kind)
    names = parts[1:]
    if kind in ("v", "downloads") and len(names) > 2:
        names = names[1:]
    if len(names) < 2 or not names[0] or not names[1]:
        return Badge(kind, label, "")
    name = _SVG.sub("", unquote(names[1])) if len(names) == 2 else unquote(names[1])
    return Badge(kind, label or kind, "", f"{unquote(names[0])}/{name}")
