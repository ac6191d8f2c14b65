"""OpenReview ids in URLs of forums, PDFs and attachments; each submission has one."""

from __future__ import annotations

import re

from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

_LINK = lazy(
    r"(?:https?:)?/*(?:www\.|api2?\.)?openreview\.net/(?P<form>forum|pdf|attachment)/?\?(?:[^#\s]*?&)?(?:amp;)?"
    r"id=(?P<id>[\w-]+)",
    re.I | re.A,
)


@record(frozen=True)
class OpenReviewLink:
    """A URL of a submission; `form` is `forum`, `pdf` or `attachment`."""

    url: str
    id: str
    form: str


def parse_openreview_url(url: str) -> OpenReviewLink | None:
    """The submission to which a URL leads. None for profiles, groups, `/pdf/HASH.pdf` (which has no id) and
    `references/pdf?id=` (whose id is that of a revision)."""
    if "openreview.net" not in url.lower():
        return None
    match = _LINK.match(url.strip())
    return OpenReviewLink(url, match["id"], match["form"].lower()) if match else None


def submission_url(link: OpenReviewLink) -> str:
    """The URL of the forum of the submission."""
    return f"https://openreview.net/forum?id={link.id}"
