"""One request, one reply: no redirect is followed, nothing is retried, and every amount has an end.

This speaks HTTP through `http.client`, whose connections are opened here: to addresses that were judged, with
a deadline on the whole exchange (a timeout that counts from byte to byte lets a server that sends one byte a
second hold it for ever), and with bodies unpacked no further than a cap. There are no cookies, no `.netrc`
and no credentials from the environment.

`requests` was measured first: 1,000 links on 50 hosts that take 100 ms each, two at a time a host, last
1.0 s at best; through `requests` 1.6-2.4 s, through urllib3 alone 1.3-1.6 s, this way 1.1-1.2 s (2 cores,
November 2026), for a request costs 1.4, 1.0 and 0.5 ms of processor time under one interpreter lock.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from awesome_lint.lookup.addresses import ABSENT_NAME, Resolved, Resolver, refusal, system_resolver
from awesome_lint.structs import field, record

CONNECT_SECONDS = 10.0
"""Longest time for one address to accept a connection."""
BODY_SECONDS = 8.0
"""Longest time for reading a body; headers have come by then, so the link is judged without it."""
DRAIN = 16 * 1024
"""A body of at most so many bytes is read even when unwanted, so that its connection can be used again."""
CANARIES = ("example.com", "arxiv.org", "github.com")
"""Names that exist: where none of them resolves, "no such host" says nothing about a host."""

Problem = Literal["no-host", "dns", "address", "timeout", "connection", "tls", "protocol", "url", "giving-up"]


@record(frozen=True)
class Request:
    """What is to be asked, and when. `body` is the number of bytes of the reply's body to keep (decoded);
    with `html_only` other kinds of body are left unread. `trusted` marks an endpoint that the user set,
    which may be on a private address. `wait` holds the request back for so many seconds; `later` holds it
    until everything else is done; `unless` is called just before it would be sent, and may give a reason not
    to, and so is `turn`, which gives the seconds until it may be sent. `data` is a form to POST."""

    url: str
    method: Literal["GET", "HEAD", "POST"] = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] | None = None
    body: int = 0
    html_only: bool = False
    timeout: float | None = None
    trusted: bool = False
    wait: float = 0.0
    later: bool = False
    unless: Callable[[], str | None] | None = None
    turn: Callable[[], float] | None = None


@record(frozen=True)
class Reply:
    """What came back. `body` is None where it was not read (unwanted, too slow, undecodable); `whole` tells
    whether `body` is all of it."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes | None = None
    whole: bool = False

    @property
    def is_html(self) -> bool:
        """Whether the reply says that it is a page."""
        kind = self.headers.get("content-type", "").lower()
        return "html" in kind


@record(frozen=True)
class Failure:
    """Why no reply came. `no-host` is DNS's own word that there is no such name, `dns` any other trouble
    with names; `address` a refused one."""

    problem: Problem
    reason: str


Outcome = Reply | Failure


class _UnreachableError(Exception):
    """Carries a failure out of the depths of a connection."""

    def __init__(self, problem: Problem, reason: str) -> None:
        super().__init__(reason)
        self.failure = Failure(problem, reason)


class _Deadline(threading.local):
    """When the exchange of this thread has to end, on the monotonic clock."""

    at: float = float("inf")

    def left(self) -> float:
        remaining = self.at - time.monotonic()
        if remaining <= 0:
            raise TimeoutError("timed out")
        return min(remaining, 3600.0)


_deadline = _Deadline()


class _Socket(socket.socket):
    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(_deadline.left())
        return super().recv_into(*args, **kwargs)


class _TlsSocket(ssl.SSLSocket):
    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(_deadline.left())
        return super().recv_into(*args, **kwargs)


class _Target(NamedTuple):
    """Where a request goes: one pool of connections for each (`open` ones may lead to private addresses)."""

    scheme: str
    host: str
    port: int
    open: bool


class _Connection(http.client.HTTPConnection):
    def __init__(self, target: _Target, transport: Transport) -> None:
        super().__init__(target.host, target.port)
        self.default_port = 443 if target.scheme == "https" else 80
        self._goal = target
        self._transport = transport

    def connect(self) -> None:
        sock: socket.socket = self._transport.dial(self._goal)
        if self._goal.scheme == "https":
            try:
                sock = self._transport.tls.wrap_socket(sock, server_hostname=self._goal.host)
            except BaseException:
                sock.close()
                raise
        self.sock = sock


class Transport:
    """Sends requests from any number of threads. `agent` is the user agent; `resolve` replaces the system's
    resolver; `allow_private` lifts the refusal of addresses that are not public; `authorities` is a file of
    certificates to trust instead of the usual ones."""

    def __init__(
        self,
        agent: str,
        *,
        timeout: float = 20.0,
        allow_private: bool = False,
        resolve: Resolver = system_resolver,
        authorities: str | None = None,
    ) -> None:
        self._headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        self._timeout = timeout
        self._allow_private = allow_private
        self._resolve = resolve
        self._names: dict[tuple[str, int], list[Resolved]] = {}
        self._canary: tuple[float, bool] = (float("-inf"), False)
        self._idle: dict[_Target, list[_Connection]] = {}
        self._authorities = authorities
        self._tls: ssl.SSLContext | None = None
        self._tls_lock = threading.Lock()

    @property
    def tls(self) -> ssl.SSLContext:
        """The one context that all secure connections share, made when the first is opened."""
        with self._tls_lock:
            if self._tls is None:
                import certifi

                context = ssl.create_default_context(cafile=self._authorities or certifi.where())
                context.sslsocket_class = _TlsSocket
                self._tls = context
            return self._tls

    def fetch(self, request: Request) -> Outcome:
        """Sends one request and returns its reply or why there is none; never raises."""
        _deadline.at = time.monotonic() + (request.timeout or self._timeout)
        try:
            return self._exchange(request)
        except _UnreachableError as error:
            return error.failure
        except TimeoutError:
            return Failure("timeout", "no answer in time")
        except ssl.SSLError as error:
            return Failure("tls", _tls_words(error))
        except (http.client.RemoteDisconnected, OSError):
            return Failure("connection", "the connection broke off")
        except (http.client.InvalidURL, ValueError):
            return Failure("url", "not an address that can be asked")
        except Exception:  # a stranger's bytes must not end the run, whatever they bring about
            return Failure("protocol", "an answer that is not HTTP as it should be")
        finally:
            _deadline.at = float("inf")

    def close(self) -> None:
        """Closes the idle connections."""
        for connections in self._idle.values():
            while connections:
                connections.pop().close()

    def _exchange(self, request: Request) -> Reply:
        target, path, url = self._target(request)
        idle = self._idle.setdefault(target, [])
        while True:
            try:
                connection, used = idle.pop(), True
            except IndexError:
                connection, used = _Connection(target, self), False
            try:
                response = self._send(connection, request, path)
            except (http.client.RemoteDisconnected, OSError) as error:
                connection.close()
                # An idle connection may have been closed at the other end meanwhile: that says nothing.
                if used and not isinstance(error, TimeoutError):
                    continue
                raise
            except BaseException:
                connection.close()
                raise
            break
        try:
            headers = {name.lower()[:100]: value[:8192] for name, value in response.getheaders()}
            body, whole = _body(request, headers, response)
            reusable = response.isclosed() and not response.will_close
        except BaseException:
            connection.close()
            raise
        if reusable:
            idle.append(connection)
        else:
            response.close()
            connection.close()
        return Reply(url, response.status, headers, body, whole)

    def _send(self, connection: _Connection, request: Request, path: str) -> http.client.HTTPResponse:
        form = urlencode(request.data).encode() if request.data is not None else None
        connection.putrequest(request.method, path, skip_accept_encoding=True)
        for name, value in {**self._headers, **request.headers}.items():
            connection.putheader(name, value)
        if form is not None:
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
            connection.putheader("Content-Length", str(len(form)))
        connection.endheaders(form)
        return connection.getresponse()

    def _target(self, request: Request) -> tuple[_Target, str, str]:
        """Where a request goes, the path to ask for, and both together as one URL. What a URL says of a user
        and a password is left out, and so is its fragment."""
        parts = urlsplit(request.url)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in ("http", "https") or not host:
            raise ValueError(request.url)
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        path = quote(parts.path or "/", safe=_PATH) + (
            f"?{quote(parts.query, safe=_QUERY)}" if parts.query else ""
        )
        named = f"[{host}]" if ":" in host else host
        named += f":{port}" if parts.port is not None else ""
        target = _Target(parts.scheme, host, port, self._allow_private or request.trusted)
        return target, path, f"{parts.scheme}://{named}{path}"

    # --- Connecting --------------------------------------------------------------------------------

    def dial(self, target: _Target) -> socket.socket:
        """A connection to one of the addresses that the target's host resolves to. If one of them is refused,
        all are: a name that mixes them is up to no good."""
        addresses = self._addresses(target.host, target.port)
        if not target.open:
            for _, address in addresses:
                if kind := refusal(str(address[0])):
                    raise _UnreachableError("address", f"leads to a {kind} address, which is not asked")
        problem: OSError | None = None
        for family, address in addresses[:4]:
            sock = _Socket(family, socket.SOCK_STREAM)
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(min(_deadline.left(), CONNECT_SECONDS))
                sock.connect(address)
                sock.settimeout(_deadline.left())
                return sock
            except OSError as error:
                sock.close()
                problem = error
        slow = isinstance(problem, TimeoutError)
        raise _UnreachableError(
            "timeout" if slow else "connection", f"the host accepts no connection{' in time' if slow else ''}"
        )

    def _addresses(self, host: str, port: int) -> list[Resolved]:
        """What the name resolves to; asked once a run, since a list names few hosts often."""
        key = (host, port)
        if key in self._names:
            return self._names[key]
        try:
            found = self._resolve(host, port)
        except socket.gaierror as error:
            if error.errno in ABSENT_NAME and self._names_work():
                raise _UnreachableError("no-host", "no such host") from error
            raise _UnreachableError("dns", "the host's name could not be looked up") from error
        if not found:
            raise _UnreachableError("dns", "the host's name has no address that can be used here")
        self._names[key] = found
        return found

    def _names_work(self) -> bool:
        """Whether names resolve at all just now: a machine without network may say "no such host" of all."""
        asked, works = self._canary
        if time.monotonic() - asked > 15:
            works = any(self._resolves(name) for name in CANARIES)
            self._canary = (time.monotonic(), works)
        return works

    def _resolves(self, name: str) -> bool:
        try:
            return bool(self._resolve(name, 443))
        except OSError:
            return False


_PATH = "%/:=&~+!$,;'@()*[]|"
_QUERY = _PATH + "?"
"""What is in addresses as it is; all else is percent-encoded as UTF-8."""


def _body(
    request: Request, headers: Mapping[str, str], response: http.client.HTTPResponse
) -> tuple[bytes | None, bool]:
    if response.isclosed():  # HEAD, 204, or a length of 0
        return (None if request.method == "HEAD" else b""), True
    wanted = request.body if not request.html_only or "html" in headers.get("content-type", "").lower() else 0
    length = headers.get("content-length", "")
    small = length.isdigit() and int(length) <= DRAIN
    if not wanted and not small:
        return None, False
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        return None, False
    if request.html_only:
        _deadline.at = min(_deadline.at, time.monotonic() + BODY_SECONDS)
    try:
        return _read(response, wanted or DRAIN, coding.endswith("gzip"))
    except (OSError, http.client.HTTPException, zlib.error, ValueError):
        return None, False


def _read(response: http.client.HTTPResponse, cap: int, gzipped: bool) -> tuple[bytes, bool]:
    """At most `cap` decoded bytes, and whether that is all; a gzip bomb is unpacked no further than that."""
    decoder = zlib.decompressobj(31) if gzipped else None
    parts: list[bytes] = []
    size = received = 0
    while size < cap and received <= cap:
        chunk = response.read(65536)
        if not chunk:
            return b"".join(parts), True
        received += len(chunk)
        if decoder is not None:
            chunk = decoder.decompress(chunk, cap - size)
            if decoder.unconsumed_tail:
                return b"".join([*parts, chunk]), False
        parts.append(chunk)
        size += len(chunk)
        if response.isclosed():
            return b"".join(parts)[:cap], size <= cap
    return b"".join(parts)[:cap], False


def _tls_words(error: ssl.SSLError) -> str:
    words = str(error)
    for sign, meaning in (
        ("certificate has expired", "its certificate has expired"),
        ("ostname mismatch", "its certificate is for another host"),
        ("self-signed", "its certificate is self-signed"),
        ("self signed", "its certificate is self-signed"),
        ("unable to get local issuer", "its certificate's issuer is not known"),
    ):
        if sign in words:
            return meaning
    return "no secure connection could be made"
