"""Is the link alive? Asked of the page itself.

Verdicts follow one rule: what could not be reached is not dead. Dead takes 404, 410, no such host or a
circle of redirects, and takes two looks, the second after everything else is done.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from awesome_lint.facts import LinkState
from awesome_lint.lookup import pages
from awesome_lint.lookup.backoff import LONGEST, backoff, retry_after
from awesome_lint.lookup.scheduler import Task
from awesome_lint.lookup.transport import Failure, Outcome, Reply, Request
from awesome_lint.structs import field, record, replace

HOPS = 10
"""Redirects followed at most."""
TITLE_BYTES = 64 * 1024
PAGE_BYTES = 3 * 1024 * 1024
HEAD_SECONDS = 8.0
"""HEAD is only the cheaper question: who does not answer it soon is sent GET."""
LOOKS = 3

_FILE = re.compile(
    r"\.(?:pdf|zip|gz|tgz|bz2|xz|7z|rar|tar|whl|png|jpe?g|gif|svg|webp|ico|bmp|mp[34]|webm|mov|avi|mkv|wav|pptx?"
    r"|docx?|xlsx?|epub|ps|djvu|bib|csv|jsonl?|parquet|h5|ckpt|pth|pt|bin|exe|dmg|deb|rpm|jar|woff2?|ttf)$",
    re.I,
)
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_TRANSIENT = (429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
_REFUSALS = {
    401: "it wants a login",
    402: "it wants a payment",
    403: "it refuses programs",
    407: "it wants a proxy’s login",
    451: "it is withheld for legal reasons",
    999: "it refuses programs",
}
_FINAL = ("address", "url", "tls", "giving-up", "protocol")
"""Failures that a second look would only see again."""
_HOME = re.compile(r"^/?(?:index\.\w{2,5}|home/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.I)

Asking = Task["Look"]


@record(frozen=True)
class Look:
    """What one look at a link showed. `fragments` tells for each fragment asked whether the page has it;
    `final` marks an unknown that a second look would not change."""

    state: LinkState
    fragments: Mapping[str, bool | None] = field(default_factory=dict)
    final: bool = False


def check(url: str, fragments: frozenset[str]) -> Task[Look]:
    """Looks at `url` (without fragment) as often as it takes to be sure, and judges fragments in its page."""
    looks: list[Look] = []
    while True:
        look = yield from _look(url, fragments, later=bool(looks))
        looks.append(look)
        dead = [seen for seen in looks if seen.state.verdict == "dead"]
        if look.state.verdict in ("ok", "moved") or look.final or len(dead) >= 2:
            return look
        if len(looks) == LOOKS or (len(looks) == 2 and not dead):
            return next(seen for seen in reversed(looks) if seen.state.verdict == "unknown")


def _look(url: str, fragments: frozenset[str], *, later: bool) -> Asking:
    """Follows one chain of redirects to its end."""
    seen: set[str] = set()
    here, permanent_end, permanent, cookies = url, url, True, False
    for _ in range(HOPS + 1):
        seen.add(here)
        outcome = yield from _ask(here, fragments, later=later)
        later = False
        if isinstance(outcome, Failure):
            return _failed(outcome)
        target = _target(outcome)
        if target is None:
            return _arrived(url, outcome, fragments, permanent_end)
        cookies = cookies or "set-cookie" in outcome.headers
        if urlsplit(target).scheme not in ("http", "https"):
            return Look(_unknown("it is redirected to something that is not a page"), final=True)
        permanent = permanent and outcome.status in _PERMANENT
        here = target
        if permanent:
            permanent_end = here
        if here in seen:
            if cookies:
                return Look(_unknown("it is redirected in a circle, and wants cookies"), final=True)
            return Look(LinkState("dead", "it is redirected in a circle"))
    return Look(_unknown(f"it is redirected more than {HOPS} times"))


def _ask(url: str, fragments: frozenset[str], *, later: bool) -> Task[Outcome]:
    """One hop: HEAD for files, where only their being there counts; GET for pages, whose words count too and
    wherever HEAD brought anything but success. What may pass is asked again after a while."""
    if _FILE.search(urlsplit(url).path):
        outcome = yield Request(url, "HEAD", timeout=HEAD_SECONDS, later=later)
        later = False
        if isinstance(outcome, Reply) and (outcome.status in (200, 204, 206) or _target(outcome) is not None):
            return outcome
        if isinstance(outcome, Failure) and outcome.problem not in ("timeout", "connection", "protocol"):
            return outcome
    size = PAGE_BYTES if fragments else TITLE_BYTES
    wait = 0.0
    attempt = 0
    while True:
        outcome = yield Request(url, body=size, html_only=True, wait=wait, later=later)
        later = False
        pause = _pause(outcome, attempt)
        if pause is None:
            return outcome
        wait, attempt = pause, attempt + 1


def _pause(outcome: Outcome, attempt: int) -> float | None:
    """How long to wait before asking again; None where that would bring nothing new."""
    if isinstance(outcome, Failure):
        # A host that was silent for a whole timeout is looked at again in the second pass, not at once.
        return backoff(attempt, None) if outcome.problem == "connection" and attempt == 0 else None
    if outcome.status not in _TRANSIENT or _challenged(outcome):
        return None
    if outcome.status != 429 and attempt >= 1:
        return None
    return backoff(attempt, retry_after(outcome.headers.get("retry-after")))


def _target(reply: Reply) -> str | None:
    """Where a redirect leads (without fragment), or None where the reply is none."""
    location = reply.headers.get("location")
    if reply.status not in _REDIRECTS or not location:
        return None
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        # http.client reads headers as Latin-1; servers write UTF-8 in them.
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urldefrag(urljoin(reply.url, quote(location.strip(), safe="%/:=&?~#+!$,;'@()*[]"))).url
    except ValueError:
        return "invalid:"


# --- Judging -----------------------------------------------------------------------------------------


def _unknown(reason: str) -> LinkState:
    return LinkState("unknown", reason)


def _failed(failure: Failure) -> Look:
    if failure.problem == "no-host":
        return Look(LinkState("dead", failure.reason))
    return Look(_unknown(failure.reason), final=failure.problem in _FINAL)


def _challenged(reply: Reply) -> bool:
    return "cf-mitigated" in reply.headers or reply.headers.get("x-amzn-waf-action", "") in (
        "challenge",
        "captcha",
    )


def _arrived(url: str, reply: Reply, fragments: frozenset[str], permanent_end: str) -> Look:
    status = reply.status
    if _challenged(reply):
        return Look(_unknown(f"it is guarded against programs ({status})"), final=True)
    if status in (404, 410):
        return Look(LinkState("dead", f"{status} {'Gone' if status == 410 else 'Not Found'}"))
    if status in _REFUSALS:
        return Look(_unknown(f"{_REFUSALS[status]} ({status})"), final=True)
    if status == 429:
        asked = retry_after(reply.headers.get("retry-after"))
        patience = (
            f", and asks for {asked:.0f} s of patience" if asked is not None and asked > LONGEST else ""
        )
        return Look(_unknown(f"the host refuses more requests (429){patience}"), final=True)
    if status >= 500:
        return Look(_unknown(f"the server fails ({status})"))
    if not 200 <= status < 300:
        return Look(_unknown(f"it answers {status}"), final=True)
    if status == 202 and not reply.body:
        return Look(_unknown("it is guarded against programs (202 without a page)"), final=True)
    return _found(url, reply, fragments, permanent_end)


def _found(url: str, reply: Reply, fragments: frozenset[str], permanent_end: str) -> Look:
    page = (
        pages.text_of(reply.body, reply.headers.get("content-type", ""))
        if reply.is_html and reply.body
        else ""
    )
    doubt = pages.suspicion(page) or _swept_home(url, reply.url)
    if doubt:
        return Look(_unknown(doubt), final=True)
    places = {
        f: pages.has_fragment(reply.url, f, page, whole=reply.whole) if page else None for f in fragments
    }
    if permanent_end != url and _worth_telling(url, permanent_end):
        return Look(LinkState("moved", "moved for good", location=permanent_end), places)
    return Look(LinkState("ok", f"{reply.status}"), places)


def _swept_home(url: str, landed: str) -> str | None:
    """A deep link that ends on a home page has most likely lost its page."""
    asked, got = urlsplit(url), urlsplit(landed)
    if not _HOME.match(got.path) or got.query or _HOME.match(asked.path):
        return None
    same = _site(asked.hostname) == _site(got.hostname)
    depth = len([part for part in asked.path.split("/") if part])
    return "leads to a home page now; the page it meant may be gone" if same or depth > 1 else None


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def _worth_telling(url: str, location: str) -> bool:
    """Whether the new address differs by more than a slash at its end."""
    return url.rstrip("/") != location.rstrip("/")


def with_fragment(state: LinkState, fragment: str, present: bool | None) -> LinkState:
    """The state of a page's link with a fragment. A move keeps the fragment in the new address."""
    location = f"{state.location}#{fragment}" if state.location is not None else None
    return replace(state, fragment=present, location=location)
