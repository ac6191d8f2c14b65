"""Connections for requests that go to the IP address that was checked and end at a deadline.

requests and urllib3 apply a timeout to each read, which a server that sends one byte a second never exceeds. The
sockets here share one deadline for the whole exchange, which the thread sets before it sends."""

from __future__ import annotations

import http.client
import io
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util import Retry

from awesome_lint.facts import Cause
from awesome_lint.lookup.addresses import (
    ABSENT_NAME,
    ResolvedAddress,
    Resolver,
    private_address_kind,
    system_resolver,
)
from awesome_lint.structs import record

CONNECT_SECONDS = 10.0
"""The longest time for one IP address to accept a connection."""
MAX_HOSTS = 100
"""The number of hosts whose idle connections are kept."""
MAX_IDLE_PER_HOST = 2
"""The number of idle connections that are kept for one host."""
MAX_HEADER_LINES = 1000
MAX_HEADER_BYTES = 256 * 1024
EXISTING_HOSTS = ("example.com", "arxiv.org", "github.com")
"""Host names that exist. If none of them resolves, there is no network, and "no such host" proves nothing."""


@record(frozen=True)
class Failure:
    """Why a request has no reply: the cause, for programs, and the reason, for people."""

    cause: Cause
    reason: str


class UnreachableError(Exception):
    """Raised if a host cannot be reached; has the `Failure`, also if urllib3 and requests wrap the exception."""

    def __init__(self, cause: Cause, reason: str) -> None:
        super().__init__(reason)
        self.failure = Failure(cause, reason)


def private_address_error(kind: str) -> UnreachableError:
    """The error for a host with an IP address of this kind (`loopback`, `private`, …)."""
    return UnreachableError("private-address", f"leads to a {kind} IP address; these are not looked up")


class _Exchange(threading.local):
    """The request that this thread sends, and its reply: the deadline (monotonic clock), whether a connection was
    opened, and the function that opens one."""

    deadline: float = float("inf")
    has_new_connection: bool = False
    open_connection: Callable[[HTTPConnection], socket.socket]

    def seconds_left(self) -> float:
        """The seconds until the deadline. Raises TimeoutError if there are none."""
        seconds = self.deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("timed out")
        return min(seconds, 3600.0)


exchange = _Exchange()


class _DeadlineSocket(socket.socket):
    """A socket whose reads end at the deadline of the exchange."""

    def recv(self, *args: Any) -> bytes:
        self.settimeout(exchange.seconds_left())
        return super().recv(*args)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(exchange.seconds_left())
        return super().recv_into(*args, **kwargs)


class TlsSocket(_DeadlineSocket, ssl.SSLSocket):
    """A TLS socket whose reads end at the deadline of the exchange."""


LENGTH = re.compile(r"[0-9]{1,18}")
_READ_HEADERS = frozenset(
    "cf-mitigated connection content-encoding content-length content-type keep-alive location proxy-connection "
    "retry-after set-cookie transfer-encoding x-amzn-waf-action x-ratelimit-remaining".split()
)


class _Response(http.client.HTTPResponse):
    """A response with at most `MAX_HEADER_LINES` headers of `MAX_HEADER_BYTES` bytes in total (http.client allows 100
    headers, and its e-mail parser took a fifth of the CPU time of a request). Only the headers in `_READ_HEADERS` are
    kept."""

    _method: str
    _read_status: Callable[[], tuple[str, int, str]]
    _check_close: Callable[[], bool]

    def begin(self) -> None:
        """Reads the status line and the headers (after those of 1xx), and sets how the body ends."""
        while True:
            version, status, reason = self._read_status()
            headers = _read_headers(self.fp)
            if not 100 <= status < 200:
                break
        self.code = self.status = status
        self.reason = reason.strip()
        self.version = 10 if version == "HTTP/1.0" else 11
        self.headers = self.msg = headers
        self.chunked = headers.get("transfer-encoding", "").lower() == "chunked"
        self.chunk_left = None
        length = headers.get("content-length", "")
        self.length = int(length) if LENGTH.fullmatch(length) and not self.chunked else None
        if status in (204, 304) or self._method == "HEAD":
            self.length = 0
        self.will_close = self._check_close() or not (self.chunked or self.length is not None)


def _read_headers(stream: io.BufferedReader) -> http.client.HTTPMessage:
    """The headers in `_READ_HEADERS`, read up to the empty line. Raises HTTPException if there are too many."""
    headers = http.client.HTTPMessage()
    size = 0
    for _ in range(MAX_HEADER_LINES):
        line = stream.readline(MAX_HEADER_BYTES)
        size += len(line)
        if size > MAX_HEADER_BYTES:
            break
        if not line.strip():
            return headers
        name, _, value = line.decode("latin-1").partition(":")
        if name.lower() in _READ_HEADERS:
            headers[name] = value.strip()
    raise http.client.HTTPException("too many headers")


class _Connection(HTTPConnection):
    """A connection that is opened by the adapter of this thread's exchange."""

    response_class = _Response
    putheader = http.client.HTTPConnection.putheader

    def _new_conn(self) -> socket.socket:
        return exchange.open_connection(self)


class _TlsConnection(HTTPSConnection):
    """A TLS connection whose certificate is checked for the host name."""

    response_class = _Response
    putheader = http.client.HTTPConnection.putheader
    _new_conn = _Connection._new_conn


class _HttpConnectionPool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsConnectionPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


_NO_RETRIES = Retry(False, redirect=False)
_POOLS = {"http": _HttpConnectionPool, "https": _TlsConnectionPool}


class HostResolver:
    """Resolves hosts once per run, so that connections use the IP addresses that were checked."""

    def __init__(self, resolve: Resolver = system_resolver) -> None:
        self._resolve = resolve
        self._addresses: dict[tuple[str, int], list[ResolvedAddress]] = {}
        self._dns_check: tuple[float, bool] = (float("-inf"), False)

    def addresses(self, host: str, port: int) -> list[ResolvedAddress]:
        """The IP addresses of a host and port. Raises UnreachableError if there are none."""
        key = (host, port)
        if key in self._addresses:
            return self._addresses[key]
        try:
            addresses = self._resolve(host, port)
        except socket.gaierror as error:
            if not self._dns_works():
                raise UnreachableError("dns", "there is no network: no host name can be resolved") from error
            if error.errno in ABSENT_NAME:
                raise UnreachableError("no-host", "no such host") from error
            raise UnreachableError("dns", "the host name could not be resolved") from error
        if not addresses:
            raise UnreachableError("dns", "the host name has no IPv4 or IPv6 address")
        self._addresses[key] = addresses
        return addresses

    def _dns_works(self) -> bool:
        """Whether any of `EXISTING_HOSTS` can be resolved; if not, there is no network."""
        checked_at, works = self._dns_check
        if time.monotonic() - checked_at > 15:
            works = any(self._can_resolve(name) for name in EXISTING_HOSTS)
            self._dns_check = (time.monotonic(), works)
        return works

    def _can_resolve(self, host: str) -> bool:
        """Whether the resolver has an IP address for a host."""
        try:
            return bool(self._resolve(host, 443))
        except OSError:
            return False


def _connect_to_first(addresses: list[ResolvedAddress], server_kind: str) -> socket.socket:
    """A socket connected to the first address that accepts. Raises UnreachableError if none does; `server_kind` is
    “host” or “proxy”, for messages."""
    problem: OSError | None = None
    for family, address in addresses[:4]:
        sock = _DeadlineSocket(family, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(min(exchange.seconds_left(), CONNECT_SECONDS))
            sock.connect(address)
            sock.settimeout(exchange.seconds_left())
            return sock
        except OSError as error:
            sock.close()
            problem = error
    slow = isinstance(problem, TimeoutError)
    raise UnreachableError(
        "timeout" if slow else "connection",
        f"the {server_kind} does not accept connections{' in time' if slow else ''}",
    )


class CheckedAdapter(HTTPAdapter):
    """A requests adapter that connects only to public IP addresses, or to any with `allow_private`. `tls` returns the
    TLS context of all secure connections."""

    def __init__(
        self, resolver: HostResolver, tls: Callable[[], ssl.SSLContext], *, allow_private: bool
    ) -> None:
        self._names = resolver
        self._tls = tls
        self._private = allow_private
        super().__init__(pool_connections=MAX_HOSTS, pool_maxsize=MAX_IDLE_PER_HOST)
        self.poolmanager.pool_classes_by_scheme = _POOLS
        # All requests of an adapter have the same options; the usual key of a pool has 28 of them.
        key: Any = itemgetter("scheme", "host", "port")
        self.poolmanager.key_fn_by_scheme = dict.fromkeys(_POOLS, key)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """The manager of connections to a proxy. Raises UnreachableError for a SOCKS proxy."""
        if proxy.lower().startswith("socks"):
            raise UnreachableError("proxy", "SOCKS proxies are not supported")
        proxy = proxy if "://" in proxy else f"http://{proxy}"
        manager = super().proxy_manager_for(proxy, proxy_ssl_context=self._tls(), **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(self, request: PreparedRequest, *_: Any, **options: Any) -> Response:
        """The response to a request, whose body is not read. Of `options` only `timeout` and `proxies` count. The
        method of requests takes twice the time and loads all certificates for each connection."""
        assert request.url is not None
        exchange.open_connection = self._open_connection
        parts = urlsplit(request.url)
        proxy = select_proxy(request.url, options["proxies"]) if options.get("proxies") else None
        manager = self.proxy_manager_for(proxy) if proxy else self.poolmanager
        context = {"ssl_context": self._tls()} if parts.scheme == "https" else None
        pool = manager.connection_from_host(parts.hostname, parts.port, parts.scheme, pool_kwargs=context)
        target = request.path_url
        if proxy and parts.scheme == "http":
            target = f"http://{parts.netloc.rpartition('@')[2]}{target}"
        response = Response()
        response.raw = raw = pool.urlopen(
            request.method or "GET",
            target,
            body=request.body,  # type: ignore[arg-type]
            headers=dict(request.headers),  # type: ignore[arg-type]
            timeout=options.get("timeout"),
            retries=_NO_RETRIES,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
        )
        response.status_code = raw.status
        response.headers = raw.headers  # type: ignore[assignment]
        response.url = request.url
        response.request = request
        return response

    def _open_connection(self, connection: HTTPConnection) -> socket.socket:
        """A socket connected to the proxy or the host. If one IP address of the host is not public, the host is
        refused, since no honest host has public and private addresses."""
        exchange.has_new_connection = True
        host, port = connection._dns_host.rstrip("."), connection.port
        if connection.proxy is not None:
            try:
                return _connect_to_first(self._names.addresses(host, port), "proxy")
            except UnreachableError as error:
                raise UnreachableError("proxy", f"the proxy cannot be used: {error}") from error
        addresses = self._names.addresses(host, port)
        if not self._private:
            for _, address in addresses:
                if kind := private_address_kind(str(address[0])):
                    raise private_address_error(kind)
        return _connect_to_first(addresses, "host")
