"""Whether a link works, as the page itself answers.

Verdicts follow one rule: what could not be reached is not dead. A dead link takes 404, 410, no such host or a
redirect loop, and takes two looks: the second with the headers of a browser, after everything else is done.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin, urlsplit

from requests.cookies import RequestsCookieJar

from awesome_lint.facts import Cause, LinkState
from awesome_lint.lookup import pages
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import LONGEST, parse_retry_after, repeat_request
from awesome_lint.lookup.scheduler import queue_name
from awesome_lint.lookup.transport import USER_AGENT, Outcome, Reply, Request, Task, normalize_url
from awesome_lint.structs import field, record, replace

HOPS = 10
"""Redirects followed at most."""
TITLE_BYTES = 64 * 1024
PAGE_BYTES = 3 * 1024 * 1024
HEAD_SECONDS = 8.0
"""HEAD is only the cheaper request: a host that does not answer it soon is sent GET."""
LOOKS = 3
BROWSER_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 {USER_AGENT}",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Upgrade-Insecure-Requests": "1",
}
"""What a second look adds: some hosts answer 404 to whatever is not a browser."""

HostHeaders = Mapping[str, Mapping[str, str]]
"""Headers by host (with a port that is not the usual one), as the configuration gives them."""

_FILE = re.compile(
    r"\.(?:pdf|zip|gz|tgz|bz2|xz|7z|rar|tar|whl|png|jpe?g|gif|svg|webp|ico|bmp|mp[34]|webm|mov|avi|mkv|wav|pptx?"
    r"|docx?|xlsx?|epub|ps|djvu|bib|csv|jsonl?|parquet|h5|ckpt|pth|pt|bin|exe|dmg|deb|rpm|jar|woff2?|ttf)$",
    re.I,
)
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_TRANSIENT = (429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
_REFUSALS: dict[int, tuple[Cause, str]] = {
    401: ("login", "the page requires a login"),
    402: ("payment", "the page requires a payment"),
    403: ("refused", "the host refuses automated requests"),
    407: ("refused", "the host requires a proxy login"),
    451: ("legal", "the page is withheld for legal reasons"),
    999: ("refused", "the host refuses automated requests"),
}
_FINAL = frozenset({"private-address", "url", "tls", "proxy", "protocol", "rate-limit", "silent"})
"""Failures that a second look would only see again."""
_HOME = re.compile(r"^/?(?:index\.\w{2,5}|home/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.I)
_LOGIN_PATH = re.compile(
    r"/(?:(?:log|sign)[-_]?(?:in|on)|sso|saml2?|oauth2?|openid|cas/login)(?:[/.;]|$)|/(?:wp-login|login)\.\w+$",
    re.I,
)
_LOGIN_HOST = re.compile(r"^(?:accounts?|auth|login|signin|sso|idp|passport)\.", re.I)


@record(frozen=True)
class LookResult:
    """The result of requesting a link once. `fragments` says for each fragment whether the page has it;
    `final` is set for an unknown state that another request would not change.
    """

    state: LinkState
    fragments: Mapping[str, bool | None] = field(default_factory=dict)
    final: bool = False


def check(url: str, fragments: frozenset[str], host_headers: HostHeaders | None = None) -> Task[LookResult]:
    """Looks at `url` (without fragment) as often as it takes to be sure, and judges fragments in its page."""
    looks: list[LookResult] = []
    while True:
        chain = _RedirectChain(url, fragments, host_headers or {}, again=bool(looks))
        look = yield from chain.follow()
        looks.append(look)
        dead = sum(look.state.verdict == "dead" for look in looks)
        if look.state.verdict in ("ok", "moved") or look.final or dead >= 2:
            return look
        if len(looks) == LOOKS or (len(looks) == 2 and not dead):
            return next(look for look in reversed(looks) if look.state.verdict == "unknown")


class _RedirectChain:
    """One chain of redirects. With `again` it is the second attempt, with the headers of a browser."""

    def __init__(
        self, url: str, fragments: frozenset[str], host_headers: HostHeaders, *, again: bool
    ) -> None:
        self.url = url
        self.fragments = fragments
        self.moved_to = url
        """The end of the permanent redirects that the chain begins with."""
        self.new_fragment = ""
        """The fragment that a redirect names: it replaces those of the links (RFC 9110, 10.2.2)."""
        self._host_headers = host_headers
        self._redirected = False
        self._headers = BROWSER_HEADERS if again else {}
        self._later = again

    def follow(self) -> Task[LookResult]:
        """Requests one URL after the other, with the cookies that the chain has set, and judges the last reply."""
        seen: set[tuple[object, ...]] = set()
        here, permanent = self.url, True
        cookies: RequestsCookieJar | None = None
        for _ in range(HOPS + 1):
            visit = (here, *(cookies.items() if cookies else ()))
            if visit in seen and cookies:
                return _unknown_state("redirect", "redirect loop, which may need other cookies", final=True)
            if visit in seen:
                return LookResult(LinkState("dead", "redirect loop", cause="redirect"))
            seen.add(visit)
            outcome = yield from self._request(here, cookies)
            if isinstance(outcome, Failure):
                return _state_of_failure(outcome)
            target, fragment = _redirect_target(outcome)
            if not target:
                return self._judge_reply(outcome)
            if urlsplit(target).scheme not in ("http", "https"):
                return _unknown_state("redirect", "redirects to a URL that is not http or https", final=True)
            permanent = permanent and outcome.status in _PERMANENT
            here, cookies, self._redirected = target, outcome.cookies, True
            self.new_fragment = fragment or self.new_fragment
            if permanent:
                self.moved_to = f"{here}#{self.new_fragment}" if self.new_fragment else here
        return _unknown_state("redirect", f"more than {HOPS} redirects")

    def _request(self, url: str, cookies: RequestsCookieJar | None) -> Task[Outcome]:
        """One hop: HEAD for files, of which only the status counts; GET for pages, whose text counts too, and
        wherever HEAD brought anything but success. What may pass is requested again after a while."""
        headers = {**self._headers, **self._host_headers.get(queue_name(url), {})}
        request = Request(url, headers=headers, cookies=cookies, later=self._later)
        self._later = False
        if _FILE.search(urlsplit(url).path):
            outcome = yield replace(request, method="HEAD", timeout=HEAD_SECONDS)
            request = replace(request, later=False)
            if isinstance(outcome, Reply) and (
                outcome.status in (200, 204, 206) or _redirect_target(outcome)[0]
            ):
                return outcome
            if isinstance(outcome, Failure) and outcome.cause not in ("timeout", "connection", "protocol"):
                return outcome
        request = replace(request, max_body=PAGE_BYTES if self.fragments else TITLE_BYTES, html_only=True)
        return (yield from repeat_request(request, _is_transient))

    def _judge_reply(self, reply: Reply) -> LookResult:
        """What the last reply of the chain means."""
        status = reply.status
        if _is_bot_challenge(reply) or (status == 202 and not reply.body):
            return _unknown_state(
                "challenge", f"the host keeps automated requests out ({status})", final=True
            )
        if status in (404, 410):
            return LookResult(
                LinkState("dead", "410 Gone" if status == 410 else "404 Not Found", cause="gone")
            )
        if status in _REFUSALS:
            cause, reason = _REFUSALS[status]
            return _unknown_state(cause, f"{reason} ({status})", final=True)
        if status == 429:
            seconds = parse_retry_after(reply.headers.get("retry-after")) or 0.0
            retry = f"; retry after {seconds:.0f} s" if seconds > LONGEST else ""
            return _unknown_state(
                "rate-limit", f"the host limits the number of requests (429){retry}", final=True
            )
        if status >= 500:
            return _unknown_state("server", f"server error ({status})")
        if not 200 <= status < 300:
            return _unknown_state("status", f"unexpected status {status}", final=True)
        return self._judge_page(reply)

    def _judge_page(self, reply: Reply) -> LookResult:
        """What a page that answers means: the link works or has moved, if it is the page that was meant."""
        text = ""
        if reply.is_html and reply.body:
            text = pages.decode_page(reply.body, reply.headers.get("content-type", ""))
        doubt = self._find_doubt(reply, text)
        if doubt is not None:
            return _unknown_state(*doubt, final=True)
        present = {
            fragment: pages.has_fragment(reply.url, fragment, text, whole=reply.complete)
            if text and not self.new_fragment
            else None
            for fragment in self.fragments
        }
        if self.url.rstrip("/") != self.moved_to.rstrip("/"):
            return LookResult(LinkState("moved", "moved permanently", location=self.moved_to), present)
        return LookResult(LinkState("ok", f"{reply.status}"), present)

    def _find_doubt(self, reply: Reply, text: str) -> tuple[Cause, str] | None:
        """Why a page that answers may not be the page that the link means; None if there is no reason."""
        if self._redirected and _is_login_page(reply.url, text) and not _is_login_page(self.url, ""):
            return "login", "redirects to a login page"
        if (doubt := pages.find_suspicious_title(text)) is not None:
            return doubt
        if self._redirected and _ends_on_home_page(self.url, reply.url):
            return "page", "redirects to a home page; the page may be gone"
        return None


def _unknown_state(cause: Cause, reason: str, *, final: bool = False) -> LookResult:
    return LookResult(LinkState("unknown", reason, cause=cause), final=final)


def _state_of_failure(failure: Failure) -> LookResult:
    """The state of a link without a reply: only a host that does not exist makes it dead."""
    if failure.cause == "no-host":
        return LookResult(LinkState("dead", failure.reason, cause="no-host"))
    return _unknown_state(failure.cause, failure.reason, final=failure.cause in _FINAL)


def _is_transient(outcome: Outcome, attempt: int) -> bool:
    """Whether the outcome may be another one soon."""
    if isinstance(outcome, Failure):
        # A host that was silent for a whole timeout is looked at again in the second pass, not at once.
        return outcome.cause == "connection" and attempt == 0
    if outcome.status not in _TRANSIENT or _is_bot_challenge(outcome):
        return False
    return outcome.status == 429 or attempt == 0


def _redirect_target(reply: Reply) -> tuple[str, str]:
    """The URL and the fragment that a redirect leads to; both "" if the reply is no redirect."""
    location = reply.headers.get("location")
    if reply.status not in _REDIRECTS or not location:
        return "", ""
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        # http.client reads headers as Latin-1; servers write UTF-8 in them.
        location = location.encode("latin-1").decode("utf-8")
    try:
        url, fragment = urldefrag(urljoin(reply.url, location.strip()))
        return normalize_url(url), fragment
    except ValueError:
        return "invalid:", ""


def _is_bot_challenge(reply: Reply) -> bool:
    """Whether the host asks for proof of a human visitor, by the headers of Cloudflare and AWS."""
    action = reply.headers.get("x-amzn-waf-action", "")
    return "cf-mitigated" in reply.headers or action in ("challenge", "captcha")


def _is_login_page(url: str, text: str) -> bool:
    """Whether the path, the host or the title is that of a login page."""
    parts = urlsplit(url)
    named = _LOGIN_PATH.search(parts.path) or _LOGIN_HOST.match(parts.hostname or "")
    return bool(named) or pages.is_login(text)


def _ends_on_home_page(url: str, landed: str) -> bool:
    """Whether a link to a page deeper in a site ends on a home page; most likely the page is gone."""
    before, after = urlsplit(url), urlsplit(landed)
    if not _HOME.match(after.path) or after.query or _HOME.match(before.path):
        return False
    same = _site_name(before.hostname) == _site_name(after.hostname)
    depth = len([part for part in before.path.split("/") if part])
    return same or depth > 1


def _site_name(host: str | None) -> str:
    return (host or "").removeprefix("www.")


def state_with_fragment(state: LinkState, fragment: str, present: bool | None) -> LinkState:
    """The state of a link with a fragment, from the state of its page. A moved link keeps its fragment,
    unless the redirect names another.
    """
    location = state.location
    if location is not None and "#" not in location:
        location = f"{location}#{fragment}"
    return replace(state, fragment=present, location=location)
