"""What the labels and badges of links promise, and which entries link a repository."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv, badges, hosts
from awesome_lint.bibliography.casing import alphanumeric
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import LinkField
from awesome_lint.structs import record

_STAR_PATH = lazy(
    r"(?i)(?:shields\.io|badgen\.net)/+github/(?:(?:stars|forks|watchers)/(?P<path>[^?#\s]*?)"
    r"|(?:last-commit|license|contributors|issues(?:-(?:raw|closed|pr))?)/(?P<more>[^?#\s/]+/[^?#\s/]+?)(?:/[^?#\s]*)?)"
    r"(?:\.svg|\.png)?(?=[?#]|$)"
)
"""A badge that shows figures of a repository; the images of builds, releases and files may lead elsewhere. Only some
kinds have more in their path than owner and name."""
_LABELS = {
    "arxiv": lazy(r"(?i)\W*(?:arxiv|arxiv[ -]?(?:paper|link|preprint|pdf|version)|paper[ :-]*arxiv)\W*"),
    "code": lazy(
        r"(?i)\W*(?:official\s+)?(?:code|codes|github|git\s*hub|github\s+code|source code|repo|repository)\W*"
    ),
    "site": lazy(
        r"(?i)\W*(?:web\s*site|project\s+(?:web\s*)?(?:page|site)|home\s*page|web\s*page|project)\W*"
    ),
}
"""The labels that promise arXiv, code or a website."""


@record(frozen=True)
class StarPath:
    """The repository in the image URL of a badge: `path` as written, at `span`."""

    path: str
    span: Span
    repository: str | None
    """`owner/name` in lower case; None where the path is none of a repository."""


def star_path(link: LinkField, text: str) -> StarPath | None:
    """The repository that a badge's image shows the stars (forks, last commit …) of; None for other links."""
    image = link.badge
    if image is None or not image.mapped:
        return None
    match = _STAR_PATH.search(image.url) if "/github/" in image.url.lower() else None
    if match is None or text[image.target.start : image.target.end] != image.url:
        return None
    group = "path" if match["path"] is not None else "more"
    path = match[group]
    parts = path.split("/")
    whole = len(parts) == 2 and all(parts)
    span = Span(image.target.start + match.start(group), image.target.start + match.end(group))
    return StarPath(path, span, path.lower() if whole else None)


@lru_cache(maxsize=8192)
def promised_by(label: str) -> str | None:
    """What a label alone promises: `arxiv`, `code`, `site`, or None for any other words."""
    return next((kind for kind, pattern in _LABELS.items() if pattern.fullmatch(label)), None)


def badge_id(link: LinkField) -> str | None:
    """The arXiv id that a badge shows (`arXiv-2402.01234-red`), without version; None where it shows none."""
    if link.badge is None:
        return None
    badge = badges.read_badge(link.badge.url)
    if badge is None or badge.kind != "static" or "arxiv" not in badge.words.lower():
        return None
    parts = (part for part in badge.words.split() if "." in part or "/" in part)
    return next((found for part in parts if (found := arxiv.bare_id(part)) is not None), None)


def titles_by_repository(context: Context) -> dict[str, set[str]]:
    """The titles, as `alphanumeric` has them, of the entries that link each repository, by `owner/name` in lower case."""
    found: dict[str, set[str]] = {}
    for entry in context.listing.entries:
        title = alphanumeric(entry.title.text) if entry.title is not None else ""
        for link in entry.links:
            repository = hosts.github_repository(link.url)
            if repository is not None:
                found.setdefault(repository.key, set()).add(title)
    return found
