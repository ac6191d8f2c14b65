"""OpenReview ids in URLs of forums, PDFs and attachments; each submission has one."""

from __future__ import annotations

import re

from awesome_lint.lazy_re import lazy

_LINK = lazy(
    r"(?:https?:)?/*(?:www\.|api2?\.)?openreview\.net/(?:forum|pdf|attachment)/?\?(?:[^#\s]*?&)?(?:amp;)?"
    r"id=([\w-]+)",
    re.I | re.A,
)


def submission_id(url: str) -> str | None:
    """The id of the submission to which a URL leads. None for profiles, groups, `/pdf/HASH.pdf` (which has no id) and
    `references/pdf?id=` (whose id is that of a revision)."""
    match = _LINK.match(url.strip()) if "openreview.net" in url.lower() else None
    return match[1] if match is not None else None
