"""Sends one request with requests and returns its reply, without redirects and retries, and with limits on sizes.

`.netrc` is not read, and cookies are sent only along the redirects of one link. Proxies and certificates come
from the environment, as requests documents it (`HTTP_PROXY`, `NO_PROXY`, `REQUESTS_CA_BUNDLE` …).
"""

from __future__ import annotations

import http.client
import os
import re
import ssl
import threading
import time
from collections.abc import Callable, Generator, Mapping
from typing import Literal, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH, get_environ_proxies
from urllib3.exceptions import HTTPError, ProtocolError, ProxyError

from awesome_lint.lookup.adapter import (
    LENGTH,
    CheckedAdapter,
    Failure,
    HostResolver,
    TlsSocket,
    UnreachableError,
    exchange,
    private_address_error,
)
from awesome_lint.lookup.addresses import Resolver, private_host_kind, system_resolver
from awesome_lint.structs import field, record
from awesome_lint.version import HOME, __version__

BODY_SECONDS = 8.0
"""The longest time for reading a page; the link can be judged without it, since the headers are known."""
SHORT_BODY = 16 * 1024
"""The number of bytes up to which a body is read even if not needed, so that the connection can be reused."""
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
USER_AGENT = f"awesome-lint/{__version__} (+{HOME})"
"""Hosts refuse programs with `bot`, `link` or `check` in their name, so it has none of these words."""
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
"""The default headers. Some hosts answer 404 to `Accept: */*`."""


@record(frozen=True)
class Request:
    """A request and its conditions.

    `body` is sent with a POST. `max_body` is the number of bytes of the decoded body to keep; with `html_only` other
    kinds of body are not read. `trusted`: the user set the endpoint, which may be on a private IP address. The
    request is delayed for `wait` seconds, or with `later` until everything else is done. Two functions are called
    before it is sent: `skip_reason` may return a reason not to send it, and `reserve` returns the seconds until it
    may be sent."""

    url: str
    method: Literal["GET", "HEAD", "POST"] = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: RequestsCookieJar | None = None
    max_body: int = 0
    html_only: bool = False
    timeout: float | None = None
    trusted: bool = False
    wait: float = 0.0
    later: bool = False
    skip_reason: Callable[[], str | None] | None = None
    reserve: Callable[[], float] | None = None


@record(frozen=True)
class Reply:
    """The reply to a request; header names are in lower case. `body` is None if it was not read (not needed, too
    slow, invalid); `complete` says whether `body` is all of it. `cookies` are those of the request and the reply."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes | None = None
    complete: bool = False
    cookies: RequestsCookieJar | None = None

    @property
    def is_html(self) -> bool:
        """Whether the content type is HTML."""
        return "html" in self.headers.get("content-type", "").lower()


Outcome = Reply | Failure
T = TypeVar("T")
Task = Generator[Request, Outcome, T]
"""Yields requests, receives their outcomes, and returns a result."""


class Transport:
    """Sends requests from any number of threads. `resolve` resolves host names; `allow_private` allows IP addresses
    that are not public; `ca_certificates` is a file or folder that replaces the default certificates."""

    def __init__(
        self,
        *,
        timeout: float = 20.0,
        allow_private: bool = False,
        resolve: Resolver = system_resolver,
        ca_certificates: str | None = None,
    ) -> None:
        self._timeout = timeout
        self._allow_private = allow_private
        self._ca_certificates = ca_certificates or DEFAULT_CA_BUNDLE_PATH
        self._tls_context: ssl.SSLContext | None = None
        self._tls_lock = threading.Lock()
        self._has_proxies = bool(getproxies())
        names = HostResolver(resolve)
        # A connection to a private address is in a pool that no other request gets connections from. These are no
        # sessions of requests, which keep cookies and follow redirects: the link check does both itself.
        self._adapters = {
            private: CheckedAdapter(names, self._shared_tls_context, allow_private=private)
            for private in (False, True)
        }

    def fetch(self, request: Request) -> Outcome:
        """Sends a request and returns its reply, or the failure; never raises an error."""
        exchange.deadline = time.monotonic() + (request.timeout or self._timeout)
        try:
            return self._request_reply(request)
        except Exception as error:  # bytes from a stranger must not end the run, whatever they bring about
            return _classify_error(error)
        finally:
            exchange.deadline = float("inf")

    def close(self) -> None:
        """Closes the idle connections."""
        for adapter in self._adapters.values():
            adapter.close()

    def _shared_tls_context(self) -> ssl.SSLContext:
        """The TLS context of all secure connections, made for the first one."""
        with self._tls_lock:
            if self._tls_context is None:
                place = self._ca_certificates
                named = {"capath": place} if os.path.isdir(place) else {"cafile": place}
                self._tls_context = ssl.create_default_context(**named)  # type: ignore[arg-type]
                self._tls_context.sslsocket_class = TlsSocket
            return self._tls_context

    def _request_reply(self, request: Request) -> Reply:
        """The reply to a request. Raises the errors of requests, urllib3 and the connection."""
        prepared = _prepare_request(request)
        private = self._allow_private or request.trusted
        # Empty if `NO_PROXY` contains the host.
        proxies = get_environ_proxies(prepared.url or "") if self._has_proxies else {}
        if (
            proxies
            and not private
            and (kind := private_host_kind(urlsplit(prepared.url or "").hostname or ""))
        ):
            raise private_address_error(kind)
        response = self._send_prepared(prepared, self._adapters[private], proxies)
        try:
            headers = {name.lower()[:100]: value[:8192] for name, value in response.headers.items()}
            if proxies and response.status_code == 407:
                raise UnreachableError("proxy", "the proxy wants a login (407)")
            body, complete = _read_body(request, headers, response)
            cookies = request.cookies
            if "set-cookie" in headers:
                cookies = RequestsCookieJar()
                if request.cookies:
                    cookies.update(request.cookies)
                extract_cookies_to_jar(cookies, prepared, response.raw)
            return Reply(prepared.url or "", response.status_code, headers, body, complete, cookies)
        finally:
            response.close()

    def _send_prepared(
        self, prepared: requests.PreparedRequest, adapter: CheckedAdapter, proxies: dict[str, str]
    ) -> requests.Response:
        """Sends a request, and again if an idle connection was closed by the other side."""
        while True:
            exchange.has_new_connection = False
            try:
                return adapter.send(prepared, timeout=exchange.seconds_left(), proxies=proxies)
            except (ProtocolError, ProxyError):
                if exchange.has_new_connection:
                    raise


_NORMAL_URL = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[\w./~-]*", re.ASCII)
"""URLs that requests does not change; its own check takes a tenth of the CPU time of a request."""


def normalize_url(url: str) -> str:
    """The URL as requests sends it: the host in IDNA 2008 form, invalid characters percent-encoded. Raises ValueError
    if it is not a URL."""
    if _NORMAL_URL.fullmatch(url) and "/." not in url:
        return url
    prepared = requests.PreparedRequest()
    prepared.prepare_url(url, None)
    assert prepared.url is not None
    return prepared.url


def _prepare_request(request: Request) -> requests.PreparedRequest:
    """The request in the form of requests, with default headers and cookies."""
    prepared = requests.PreparedRequest()
    prepared.method = request.method
    prepared.url = normalize_url(request.url)
    prepared.headers = CaseInsensitiveDict({**HEADERS, **request.headers})
    if request.body is not None:
        prepared.body = request.body
        prepared.headers["Content-Length"] = str(len(request.body))
    if request.cookies:
        prepared.prepare_cookies(request.cookies)
    return prepared


def _read_body(
    request: Request, headers: Mapping[str, str], response: requests.Response
) -> tuple[bytes | None, bool]:
    """The body and whether it is complete; not more than the limit is decoded. None if it is not needed or invalid."""
    if request.method == "HEAD" or response.status_code in (204, 304):
        response.raw.read()  # reads nothing, and lets the connection be used again
        return (None if request.method == "HEAD" else b""), True
    html = "html" in headers.get("content-type", "").lower()
    max_body = request.max_body if html or not request.html_only else 0
    # The chunks of a body may be longer than its Content-Length says.
    length = headers.get("content-length", "") if "transfer-encoding" not in headers else ""
    size = int(length) if LENGTH.fullmatch(length) else None
    if not max_body and (size is None or size > SHORT_BODY):
        return None, False
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in _CODINGS:
        return None, False
    cap = max_body or SHORT_BODY
    if request.html_only:
        exchange.deadline = min(exchange.deadline, time.monotonic() + BODY_SECONDS)
    try:
        # Without a limit urllib3 needs half the time.
        is_short = size is not None and size <= cap and coding in _CODINGS[:2]
        body = response.raw.read(None if is_short else cap + 1, decode_content=True)
    except (OSError, HTTPError, http.client.HTTPException, ValueError):
        return None, False
    return body[:cap], len(body) <= cap


def _classify_error(error: BaseException) -> Failure:
    """The failure that an exception of requests means, by its first cause."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(cause)
    for each in chain:
        if isinstance(each, UnreachableError):
            return each.failure
    first_cause = chain[-1]
    if isinstance(first_cause, TimeoutError):
        return Failure("timeout", "no answer in time")
    if str(first_cause).startswith("Tunnel connection failed"):
        reason = "wants a login (407)" if "407" in str(first_cause) else "cannot reach the host"
        return Failure("proxy", f"the proxy {reason}")
    if isinstance(first_cause, ssl.SSLError):
        return Failure("tls", _describe_tls_error(first_cause))
    if isinstance(first_cause, OSError):
        return Failure("connection", "the connection was closed without an answer")
    if isinstance(first_cause, ValueError):
        return Failure("url", "not a URL that can be requested")
    return Failure("protocol", "the answer is not valid HTTP")


def _describe_tls_error(error: ssl.SSLError) -> str:
    """The reason why a certificate was not accepted, as a text for messages."""
    message = str(error)
    for phrase, reason in (
        ("certificate has expired", "its certificate has expired"),
        ("ostname mismatch", "its certificate is for another host"),
        ("self-signed", "its certificate is self-signed"),
        ("self signed", "its certificate is self-signed"),
        ("unable to get local issuer", "the issuer of its certificate is not trusted"),
    ):
        if phrase in message:
            return reason
    return "no secure connection could be made"
