"""What the links of entries claim to lead to, and where they lead."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.bibliography import arxiv, badges, hosts
from awesome_lint.bibliography.names import squeezed
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, LinkField, Listing
from awesome_lint.structs import field, record

_STAR_PATH = lazy(
    r"(?i)(?:shields\.io|badgen\.net)/+github/(?:(?:stars|forks|watchers)/(?P<path>[^?#\s]*?)"
    r"|(?:last-commit|license|contributors|issues(?:-(?:raw|closed|pr))?)/(?P<more>[^?#\s/]+/[^?#\s/]+?)(?:/[^?#\s]*)?)"
    r"(?:\.svg|\.png)?(?=[?#]|$)"
)
"""A badge of a repository; what builds, releases and files show may well be elsewhere. Only some kinds take more
than owner and name."""
_COMMON = {
    "arxiv": "arxiv",
    "code": "code",
    "github": "code",
    "website": "site",
    "project": "site",
    "project page": "site",
    "homepage": "site",
}
"""The commonest labels, which need none of the patterns below; those tell the others."""
_ARXIV_LABEL = lazy(r"(?i)\W*(?:arxiv|arxiv[ -]?(?:paper|link|preprint|pdf|version)|paper[ :-]*arxiv)\W*")
_CODE_LABEL = lazy(
    r"(?i)\W*(?:official\s+)?(?:code|codes|github|git\s*hub|github\s+code|source code|repo|repository)\W*"
)
_SITE_LABEL = lazy(
    r"(?i)\W*(?:web\s*site|project\s+(?:web\s*)?(?:page|site)|home\s*page|web\s*page|project)\W*"
)
_CLAIMS = {
    "arxiv": (("arxiv",), _ARXIV_LABEL),
    "code": (("code", "git", "repo"), _CODE_LABEL),
    "site": (("site", "page", "project"), _SITE_LABEL),
}
"""What labels claim, by the words of which each such label has one."""


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
def claims(label: str) -> str | None:
    """What a label alone promises: `arxiv`, `code`, `site`, or None for any other words."""
    if len(label) > 40:
        return None
    lowered = label.lower()
    if lowered in _COMMON:
        return _COMMON[lowered]
    for kind, (words, pattern) in _CLAIMS.items():
        if any(word in lowered for word in words) and pattern.fullmatch(label):
            return kind
    return None


def badge_id(link: LinkField) -> str | None:
    """The arXiv id that a badge shows (`arXiv-2402.01234-red`), without version; None where it shows none."""
    if link.badge is None:
        return None
    badge = badges.read_badge(link.badge.url)
    if badge is None or badge.kind != "static" or "arxiv" not in badge.words.lower():
        return None
    parts = (part for part in badge.words.split() if "." in part or "/" in part)
    return next((found for part in parts if (found := arxiv.bare_id(part)) is not None), None)


@record
class Repositories:
    """Which titles each repository is under, by `owner/name` in lower case."""

    titles: dict[str, set[str]] = field(default_factory=dict)

    def elsewhere(self, key: str, entry: Entry) -> bool:
        """Whether the repository is under another title than the entry's."""
        own = squeezed(entry.title.text) if entry.title is not None else ""
        return any(title != own for title in self.titles.get(key, ()))


def repositories(listing: Listing) -> Repositories:
    """The repositories that the entries' links lead to."""
    found = Repositories()
    for entry in listing.entries:
        own = [one for link in entry.links if (one := hosts.github_repository(link.url)) is not None]
        if own:
            title = squeezed(entry.title.text) if entry.title is not None else ""
            for repository in own:
                found.titles.setdefault(repository.key, set()).add(title)
    return found
