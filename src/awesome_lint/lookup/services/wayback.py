"""Copies of dead pages in the Wayback Machine."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.addresses import refused_host
from awesome_lint.lookup.scheduler import Task
from awesome_lint.lookup.transport import Request

_SNAPSHOT = re.compile(r"/web/\d{4,14}[a-z_]*/")


def copy_of(url: str, endpoint: str, *, trusted: bool) -> Task[str | None]:
    """The address of the newest copy of a page, or None. The archive answers with a redirect to it, which is
    not followed. Addresses that nobody outside can know are not told to it."""
    host = urlsplit(url).hostname or ""
    if "." not in host or refused_host(host) is not None:
        return None
    base = endpoint.rstrip("/")
    outcome = yield Request(f"{base}/web/{quote(url, safe=_SAFE)}", "HEAD", trusted=trusted)
    if isinstance(outcome, Failure) or outcome.status not in (301, 302, 307):
        return None
    location = outcome.headers.get("location", "")
    found = _SNAPSHOT.search(location)
    if found is None or len(location) > 4000:
        return None
    return quote(f"{base}{location[found.start() :]}", safe=_SAFE)


_SAFE = "%/:=&?~+!$,;'@()*"
