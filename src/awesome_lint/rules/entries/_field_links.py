"""What the labels and badges of links promise."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import LinkField

_STAR_PATH = lazy(
    r"(?i)(?:shields\.io|badgen\.net)/+github/(?:stars|forks|watchers)/(?P<path>[^?#\s]*?)(?:\.svg|\.png)?(?=[?#]|$)"
)
"""A badge that shows figures of a repository; the images of builds, releases and files may lead elsewhere."""
_LABELS = {
    "arxiv": lazy(r"(?i)\W*(?:arxiv|arxiv[ -]?(?:paper|link|preprint|pdf|version)|paper[ :-]*arxiv)\W*"),
    "code": lazy(
        r"(?i)\W*(?:official\s+)?(?:code|codes|github|git\s*hub|github\s+code|source code|repo|repository)\W*"
    ),
    "paper": lazy(r"(?i)\W*(?:pdf|paper|paper\s+pdf)\W*"),
    "site": lazy(
        r"(?i)\W*(?:web\s*site|project\s+(?:web\s*)?(?:page|site)|home\s*page|web\s*page|project)\W*"
    ),
}
"""The labels that promise arXiv, code, a paper or a website."""


class BadgeRepository(NamedTuple):
    """The repository in the image URL of a badge: `path` as written, at `span`."""

    path: str
    span: Span


def find_badge_repository(link: LinkField, text: str) -> BadgeRepository | None:
    """The repository whose stars (forks, watchers) the image of a badge shows; None for other links."""
    image = link.badge
    match = _STAR_PATH.search(image.url) if image is not None else None
    if image is None or match is None or text[image.target.start : image.target.end] != image.url:
        return None
    start = image.target.start
    return BadgeRepository(match["path"], Span(start + match.start("path"), start + match.end("path")))


@lru_cache(maxsize=8192)
def promised_target(label: str) -> str | None:
    """What a label promises, if it has no other words: `arxiv`, `code`, `paper` or `site`; else None."""
    return next((kind for kind, pattern in _LABELS.items() if pattern.fullmatch(label)), None)
