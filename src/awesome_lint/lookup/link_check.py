"""Checks whether a link works, by requests to the page.

A page that could not be reached does not count as dead. A link is dead if two requests agree on 404, 410, no such
host or a redirect loop; the second is sent last, with the headers of a browser."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from urllib.parse import urldefrag, urljoin, urlsplit

from requests.cookies import RequestsCookieJar

from awesome_lint.bibliography.hosts import host_of
from awesome_lint.facts import Cause, LinkState
from awesome_lint.lookup import pages
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.backoff import MAX_PAUSE_SECONDS, parse_retry_after, repeat_request
from awesome_lint.lookup.scheduler import queue_name
from awesome_lint.lookup.transport import USER_AGENT, Outcome, Reply, Request, Task, normalize_url
from awesome_lint.structs import field, record, replace

MAX_REDIRECTS = 10
"""The largest number of redirects that are followed."""
TITLE_BYTES = 64 * 1024
PAGE_BYTES = 3 * 1024 * 1024
HEAD_SECONDS = 8.0
"""The timeout of a HEAD request. HEAD is only cheaper: a host that does not answer it soon gets a GET request."""
MAX_CHECKS = 3
BROWSER_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 {USER_AGENT}",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Upgrade-Insecure-Requests": "1",
}
"""Additional headers of repeated requests: some hosts answer 404 to programs."""

HostHeaders = Mapping[str, Mapping[str, str]]
"""Headers by host, as in the configuration. The host includes a port that is not the default."""

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
_FINAL_CAUSES = frozenset({"private-address", "url", "tls", "proxy", "protocol", "rate-limit", "silent"})
"""The failures that another request would not change."""
_HOME = re.compile(r"^/?(?:index\.\w{2,5}|home/?|[a-z]{2}(?:[-_][a-z]{2})?/?)?$", re.I)
_LOGIN_PATH = re.compile(
    r"/(?:(?:log|sign)[-_]?(?:in|on)|sso|saml2?|oauth2?|openid|cas/login)(?:[/.;]|$)|/(?:wp-login|login)\.\w+$",
    re.I,
)
_LOGIN_HOST = re.compile(r"^(?:accounts?|auth|login|signin|sso|idp|passport)\.", re.I)


@record(frozen=True)
class PageResult:
    """The result of checking a page once. `fragments` says for each fragment whether the page has it, None if that is
    not known. `final`: the state is unknown, and another request would not change that."""

    state: LinkState
    fragments: Mapping[str, bool | None] = field(default_factory=dict)
    final: bool = False


def check_page(url: str, fragments: frozenset[str], headers: HostHeaders | None = None) -> Task[PageResult]:
    """Checks the page at `url` (a URL without fragment) and the fragments in it, up to `MAX_CHECKS` times until the
    result is certain."""
    results: list[PageResult] = []
    while True:
        chain = _RedirectChain(url, fragments, headers or {}, is_repeated=bool(results))
        result = yield from chain.follow()
        results.append(result)
        dead = sum(result.state.verdict == "dead" for result in results)
        if result.state.verdict in ("ok", "moved") or result.final or dead >= 2:
            return result
        if len(results) == MAX_CHECKS or (len(results) == 2 and not dead):
            return next(result for result in reversed(results) if result.state.verdict == "unknown")


class _RedirectChain:
    """Follows the redirects of a URL. A repeated check has the headers of a browser."""

    def __init__(
        self, url: str, fragments: frozenset[str], host_headers: HostHeaders, *, is_repeated: bool
    ) -> None:
        self.url = url
        self.fragments = fragments
        self.moved_to = url
        """The URL to which the permanent redirects at the start of the chain lead."""
        self.new_fragment = ""
        """The fragment of a redirect; it replaces those of the links (RFC 9110, 10.2.2)."""
        self._host_headers = host_headers
        self._redirected = False
        self._headers = BROWSER_HEADERS if is_repeated else {}
        self._later = is_repeated

    def follow(self) -> Task[PageResult]:
        """Requests the URLs of the chain, with the cookies that it has set; returns the result of the last."""
        visited: set[tuple[object, ...]] = set()
        current_url, permanent = self.url, True
        cookies: RequestsCookieJar | None = None
        for _ in range(MAX_REDIRECTS + 1):
            visit = (current_url, *(cookies.items() if cookies else ()))
            if visit in visited and cookies:
                return _unknown_result("redirect", "redirect loop, which may need other cookies", final=True)
            if visit in visited:
                return PageResult(LinkState("dead", "redirect loop", cause="redirect"))
            visited.add(visit)
            outcome = yield from self._request(current_url, cookies)
            if isinstance(outcome, Failure):
                if outcome.cause == "no-host":
                    return PageResult(LinkState("dead", outcome.reason, cause="no-host"))
                is_final = outcome.cause in _FINAL_CAUSES
                return _unknown_result(outcome.cause, outcome.reason, final=is_final)
            target, fragment = _redirect_target(outcome)
            if not target:
                return self._result_of_reply(outcome)
            if urlsplit(target).scheme not in ("http", "https"):
                return _unknown_result("redirect", "redirects to a URL that is not http or https", final=True)
            permanent = permanent and outcome.status in _PERMANENT
            current_url, cookies, self._redirected = target, outcome.cookies, True
            self.new_fragment = fragment or self.new_fragment
            if permanent:
                self.moved_to = f"{current_url}#{self.new_fragment}" if self.new_fragment else current_url
        return _unknown_result("redirect", f"more than {MAX_REDIRECTS} redirects")

    def _request(self, url: str, cookies: RequestsCookieJar | None) -> Task[Outcome]:
        """Sends one request: HEAD for a file, of which only the status counts; GET for a page, and for a file if HEAD
        had no success. Temporary errors are repeated after a pause."""
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

    def _result_of_reply(self, reply: Reply) -> PageResult:
        """The result that the last reply of the chain means."""
        status = reply.status
        if _is_bot_challenge(reply) or (status == 202 and not reply.body):
            return _unknown_result(
                "challenge", f"the host keeps automated requests out ({status})", final=True
            )
        if status in (404, 410):
            return PageResult(
                LinkState("dead", "410 Gone" if status == 410 else "404 Not Found", cause="gone")
            )
        if status in _REFUSALS:
            cause, reason = _REFUSALS[status]
            return _unknown_result(cause, f"{reason} ({status})", final=True)
        if status == 429:
            seconds = parse_retry_after(reply.headers.get("retry-after")) or 0.0
            retry = f"; retry after {seconds:.0f} s" if seconds > MAX_PAUSE_SECONDS else ""
            return _unknown_result(
                "rate-limit", f"the host limits the number of requests (429){retry}", final=True
            )
        if status >= 500:
            return _unknown_result("server", f"server error ({status})")
        if not 200 <= status < 300:
            return _unknown_result("status", f"unexpected status {status}", final=True)
        return self._result_of_page(reply)

    def _result_of_page(self, reply: Reply) -> PageResult:
        """The result for a page with status 200: the link works or has moved, unless the page is suspicious."""
        text = ""
        if reply.is_html and reply.body:
            text = pages.decode_page(reply.body, reply.headers.get("content-type", ""))
        suspicion = self._find_suspicion(reply, text)
        if suspicion is not None:
            return _unknown_result(*suspicion, final=True)
        present: dict[str, bool | None] = dict.fromkeys(self.fragments)
        if self.fragments and text and not self.new_fragment:
            present = pages.find_fragments(reply.url, self.fragments, text, complete=reply.complete)
        if self.url.rstrip("/") != self.moved_to.rstrip("/"):
            return PageResult(LinkState("moved", "moved permanently", location=self.moved_to), present)
        return PageResult(LinkState("ok", f"{reply.status}"), present)

    def _find_suspicion(self, reply: Reply, page_text: str) -> tuple[Cause, str] | None:
        """The cause and reason why a page with status 200 may not be the page of the link, or None."""
        if self._redirected and _is_login_page(reply.url, page_text) and not _is_login_page(self.url, ""):
            return "login", "redirects to a login page"
        if (doubt := pages.find_suspicious_title(page_text)) is not None:
            return doubt
        if self._redirected and _ends_on_home_page(self.url, reply.url):
            return "page", "redirects to a home page; the page may be gone"
        return None


def _unknown_result(cause: Cause, reason: str, *, final: bool = False) -> PageResult:
    """The result for a link whose state is unknown; `final`: another request would not change that."""
    return PageResult(LinkState("unknown", reason, cause=cause), final=final)


def _is_transient(outcome: Outcome, attempt: int) -> bool:
    """Whether a later request may soon have another outcome."""
    if isinstance(outcome, Failure):
        # A host that was silent for a whole timeout is looked at again in the second pass, not at once.
        return outcome.cause == "connection" and attempt == 0
    if outcome.status not in _TRANSIENT or _is_bot_challenge(outcome):
        return False
    return outcome.status == 429 or attempt == 0


def _redirect_target(reply: Reply) -> tuple[str, str]:
    """The URL and the fragment of a redirect; both "" if the reply is not one."""
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
    """Whether the host asks for proof that the visitor is human, by the headers of Cloudflare and AWS."""
    action = reply.headers.get("x-amzn-waf-action", "")
    return "cf-mitigated" in reply.headers or action in ("challenge", "captcha")


def _is_login_page(url: str, page_text: str) -> bool:
    """Whether the path, host or title is that of a login page."""
    parts = urlsplit(url)
    named = _LOGIN_PATH.search(parts.path) or _LOGIN_HOST.match(parts.hostname or "")
    return bool(named) or pages.has_login_title(page_text)


def _ends_on_home_page(url: str, final_url: str) -> bool:
    """Whether a link to a page deep in a site leads to a home page; most likely the page is gone."""
    before, after = urlsplit(url), urlsplit(final_url)
    if not _HOME.match(after.path) or after.query or _HOME.match(before.path):
        return False
    depth = len([part for part in before.path.split("/") if part])
    return host_of(url) == host_of(final_url) or depth > 1


def state_with_fragment(state: LinkState, fragment: str, has_fragment: bool | None) -> LinkState:
    """The state of a link with a fragment, given the state of its page. A moved link keeps its fragment, unless the
    redirect has another."""
    location = state.location
    if location is not None and "#" not in location:
        location = f"{location}#{fragment}"
    return replace(state, fragment=has_fragment, location=location)
