"""Finds archived copies of dead pages in the Wayback Machine."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.addresses import private_host_kind
from awesome_lint.lookup.services.json_api import Endpoint
from awesome_lint.lookup.transport import Request, Task

_COPY = re.compile(r"/web/\d{4,14}[a-z_]*/")
_SAFE = "%/:=&?~+!$,;'@()*"


def request_archived_copy(url: str, archive: Endpoint) -> Task[str | None]:
    """The URL of the newest archived copy of a page, or None. The archive answers with a redirect to the copy, which
    is not followed. URLs with a private host or a password are not sent."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if "." not in host or "@" in parts.netloc or private_host_kind(host) is not None:
        return None
    outcome = yield Request(f"{archive.url}/web/{quote(url, safe=_SAFE)}", "HEAD", trusted=archive.trusted)
    if isinstance(outcome, Failure) or outcome.status not in (301, 302, 307):
        return None
    location = outcome.headers.get("location", "")
    copy = _COPY.search(location)
    if copy is None or len(location) > 4000:
        return None
    return quote(f"{archive.url}{location[copy.start() :]}", safe=_SAFE)
