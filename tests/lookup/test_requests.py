"""What goes over the wire, on real sockets: proxies, cookies, host names, headers, second looks."""

from __future__ import annotations

import gzip
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from awesome_lint.facts import AskLink, LinkState
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.addresses import ResolvedAddress
from awesome_lint.lookup.session import LookupSession
from awesome_lint.lookup.transport import Outcome, Reply, Request, Transport
from awesome_lint.settings import Online
from awesome_lint.structs import replace

from .server import Answer, Asked, Server, page, to


def state(lookup: LookupSession, url: str) -> LinkState:
    answer = lookup.answer([AskLink(url)])[AskLink(url)]
    assert isinstance(answer, LinkState)
    return answer


def to_loopback(host: str, port: int) -> list[ResolvedAddress]:
    """A resolver that leads every name to this machine."""
    return [(socket.AF_INET, ("127.0.0.1", port))]


def fetch(url: str, **options: object) -> Outcome:
    transport = Transport(allow_private=True, timeout=5, resolve=to_loopback)
    try:
        return transport.fetch(Request(url, max_body=1 << 20, **options))  # type: ignore[arg-type]
    finally:
        transport.close()


# --- Requests -----------------------------------------------------------------------------------------


def test_a_page_is_requested_as_browsers_do(server: Server, lookup: LookupSession) -> None:
    server.pages["/crate"] = lambda asked: page() if "text/html" in asked.headers["accept"] else Answer(404)
    assert state(lookup, f"{server.url}/crate").verdict == "ok"
    assert len(server.asked) == 1


def test_a_404_is_checked_again_with_the_headers_of_a_browser(server: Server, lookup: LookupSession) -> None:
    server.pages["/x"] = lambda asked: page() if "Mozilla" in asked.headers["user-agent"] else Answer(404)
    assert state(lookup, f"{server.url}/x").verdict == "ok"
    assert server.count("/x") == 2


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("faß.example", "xn--fa-hia.example"),
        ("FAß.example", "xn--fa-hia.example"),
        ("fass.example", "fass.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("例え.example", "xn--r8jz45g.example"),
        ("xn--fa-hia.example", "xn--fa-hia.example"),
        ("with_underscore.example", "with_underscore.example"),
    ],
)
def test_host_names_are_sent_in_the_form_of_idna_2008(server: Server, written: str, sent: str) -> None:
    server.pages["/"] = page()
    resolved: list[str] = []

    def resolve(host: str, port: int) -> list[ResolvedAddress]:
        resolved.append(host)
        return to_loopback(host, port)

    outcome = Transport(allow_private=True, resolve=resolve).fetch(
        Request(f"http://{written}:{server.port}/")
    )
    assert isinstance(outcome, Reply)
    assert resolved == [sent]
    assert server.asked[0].headers["host"] == f"{sent}:{server.port}"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("/a b", "/a%20b"),
        ("/é?q=ü", "/%C3%A9?q=%C3%BC"),
        ("/a%2Fb%20c", "/a%2Fb%20c"),
        ("/x#part", "/x"),
        ("", "/"),
    ],
)
def test_paths_are_percent_encoded_once(server: Server, written: str, sent: str) -> None:
    targets: list[str] = []

    def answer(asked: Asked) -> Answer:
        targets.append(asked.target)
        return page()

    for path in ("/a%20b", "/%C3%A9", "/a%2Fb%20c", "/x", "/"):
        server.pages[path] = answer
    assert isinstance(fetch(server.url + written), Reply)
    assert targets == [sent]


def test_headers_of_the_configuration_are_sent_to_their_host_only(
    server: Server, services: Server, online: Online
) -> None:
    server.pages |= {"/page": page(), "/away": to(f"{services.url}/landing"), "/gone": Answer(404)}
    services.pages["/landing"] = page()
    headers = {f"127.0.0.1:{server.port}": {"user-agent": "Reader 1", "X-Key": "7"}}
    with LookupSession(replace(online, headers=headers), environ={}) as lookup:
        for path in ("page", "away", "gone"):
            state(lookup, f"{server.url}/{path}")
    assert {(asked.headers["user-agent"], asked.headers["x-key"]) for asked in server.asked} == {
        ("Reader 1", "7")
    }
    assert all(asked.headers["user-agent"] != "Reader 1" for asked in services.asked)
    assert not any("x-key" in asked.headers for asked in services.asked)


# --- Cookies ------------------------------------------------------------------------------------------


def test_cookies_last_for_one_chain_of_redirects(server: Server, lookup: LookupSession) -> None:
    def wall(asked: Asked) -> Answer:
        return (
            page()
            if "seen=1" in asked.headers.get("cookie", "")
            else to(asked.path, Set_Cookie="seen=1; Path=/")
        )

    server.pages |= {"/wall": wall, "/other": page()}
    assert state(lookup, f"{server.url}/wall").verdict == "ok"
    assert state(lookup, f"{server.url}/other").verdict == "ok"
    assert [asked.headers.get("cookie") for asked in server.asked] == [None, "seen=1", None]


def test_cookies_stay_with_the_host_that_set_them(server: Server, services: Server, online: Online) -> None:
    server.pages["/x"] = to(f"http://other.example:{services.port}/y", Set_Cookie="secret=1")
    services.pages["/y"] = page()
    with LookupSession(online, environ={}, resolve=to_loopback) as lookup:
        assert state(lookup, f"http://one.example:{server.port}/x").verdict == "ok"
    assert "cookie" not in services.asked[0].headers


# --- Replies ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [0, 101, 500])
def test_a_reply_may_have_more_than_100_headers(server: Server, before: int) -> None:
    head = [
        b"HTTP/1.1 200 OK",
        *(b"X-%d: y" % number for number in range(before)),
        b"Content-Type: text/html",
    ]
    head += [b"Content-Length: 4", b"Retry-After: 7", *(b"Y-%d: y" % number for number in range(101))]
    server.pages["/x"] = Answer(raw=b"\r\n".join([*head, b"", b"body"]))
    outcome = fetch(f"{server.url}/x")
    assert isinstance(outcome, Reply)
    assert (outcome.body, outcome.complete, outcome.is_html) == (b"body", True, True)
    assert outcome.headers["retry-after"] == "7"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "gzip, gzip", "br"])
def test_bodies_are_decoded_or_left_unread(server: Server, coding: str) -> None:
    import zlib

    raw = zlib.compress(b"text") if coding == "deflate" else gzip.compress(b"text")
    server.pages["/x"] = Answer(body=raw, headers={"Content-Encoding": coding})
    outcome = fetch(f"{server.url}/x")
    assert isinstance(outcome, Reply)
    assert outcome.body == (b"text" if coding in ("gzip", "x-gzip", "deflate") else None)


def test_the_body_of_a_redirect_is_not_decoded_beyond_the_cap(server: Server) -> None:
    bomb = gzip.compress(bytes(20 << 20), 9)
    server.pages["/x"] = Answer(302, bomb, {"Location": "/y", "Content-Encoding": "gzip"})
    outcome = fetch(f"{server.url}/x", html_only=True)
    assert isinstance(outcome, Reply)
    assert (outcome.body is None or len(outcome.body) <= 1 << 20, outcome.complete) == (True, False)


def test_a_slow_body_ends_with_the_deadline(server: Server) -> None:
    def drip(asked: Asked) -> Answer:
        asked.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        try:
            while True:
                asked.sock.sendall(b".")
                time.sleep(0.05)
        except OSError:
            return Answer(raw=b"")

    server.pages["/drip"] = drip
    start = time.monotonic()
    outcome = fetch(f"{server.url}/drip", timeout=0.5)
    assert time.monotonic() - start < 3
    assert isinstance(outcome, Reply)
    assert (outcome.status, outcome.body, outcome.complete) == (200, None, False)


def test_a_connection_is_used_again_after_a_reply_without_body(server: Server) -> None:
    server.pages |= {"/x": page(), "/none": Answer(204, b""), "/to": to("/x")}
    transport = Transport(allow_private=True, timeout=5)
    for request in (
        Request(f"{server.url}/x", "HEAD"),
        Request(f"{server.url}/none", max_body=100),
        Request(f"{server.url}/to", max_body=100, html_only=True),
        Request(f"{server.url}/x", max_body=1000),
        Request(f"{server.url}/x"),
    ):
        assert isinstance(transport.fetch(request), Reply)
    assert len({asked.sock for asked in server.asked}) == 1
    transport.close()


def test_an_idle_connection_that_was_closed_meanwhile_is_no_failure(server: Server) -> None:
    server.pages["/x"] = page()
    transport = Transport(allow_private=True, timeout=5)
    for _ in range(6):
        assert isinstance(transport.fetch(Request(f"{server.url}/x", max_body=1000)), Reply)
        server.asked[-1].sock.shutdown(socket.SHUT_RDWR)
    transport.close()


# --- Redirects ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target", ["/login?next=/x", "/users/sign_in", "/accounts/login/", "/sso/start", "/plain"]
)
def test_a_redirect_to_a_login_page_is_unverified(server: Server, lookup: LookupSession, target: str) -> None:
    server.pages["/deep/page"] = to(target, 301)
    server.pages[target.partition("?")[0]] = page("Log in | Some site" if target == "/plain" else "Welcome")
    found = state(lookup, f"{server.url}/deep/page")
    assert (found.verdict, found.cause) == ("unknown", "login")
    assert lookup.summary().refusing_hosts == ((f"127.0.0.1:{server.port}", 1),)


@pytest.mark.parametrize("path", ["/login", "/blog/login-forms", "/papers/signing"])
def test_a_link_to_a_login_page_is_a_link_like_any_other(
    server: Server, lookup: LookupSession, path: str
) -> None:
    server.pages |= {path: to(f"{path}/"), f"{path}/": page("Logging in cells")}
    assert state(lookup, server.url + path).verdict == "ok"


def test_the_fragment_of_a_redirect_wins(server: Server, lookup: LookupSession) -> None:
    server.pages |= {"/old": to("/new#top", 301), "/new": page()}
    for link in ("/old", "/old#part"):
        assert state(lookup, server.url + link).location == f"{server.url}/new#top"
    assert state(lookup, f"{server.url}/old#part").fragment is None


def test_a_407_of_the_host_counts_as_a_refusal(server: Server, lookup: LookupSession) -> None:
    server.pages["/x"] = Answer(407)
    found = state(lookup, f"{server.url}/x")
    assert (found.verdict, found.cause) == ("unknown", "refused")
    assert lookup.summary().refusing_hosts == ((f"127.0.0.1:{server.port}", 1),)


# --- Proxies ------------------------------------------------------------------------------------------


class Proxy:
    """A proxy on the loopback address for HTTP and, by CONNECT, for everything else. It resolves every name to
    this machine. `login` makes it answer 407."""

    def __init__(self, *, login: bool = False) -> None:
        self.lines: list[str] = []
        self._login = login
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            part = sock.recv(65536)
            if not part:
                return
            head += part
        line, _, rest = head.partition(b"\r\n")
        self.lines.append(line.decode())
        method, target, _ = line.decode().split()
        if self._login:
            sock.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            sock.close()
            return
        authority = target if method == "CONNECT" else target.split("/")[2]
        far = socket.create_connection(("127.0.0.1", int(authority.rpartition(":")[2])))
        if method == "CONNECT":
            sock.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            path = "/" + target.split("/", 3)[3]
            far.sendall(f"{method} {path} HTTP/1.1\r\n".encode() + rest)
        while True:
            for readable in select.select([sock, far], [], [])[0]:
                try:
                    data = readable.recv(65536)
                except OSError:
                    data = b""
                if not data:
                    far.close()
                    sock.close()
                    return
                (far if readable is sock else sock).sendall(data)


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Proxy]]:
    """Starts a proxy that the environment names."""
    started: list[Proxy] = []

    def start(**options: bool) -> Proxy:
        running = Proxy(**options)
        started.append(running)
        for name in ("http_proxy", "https_proxy", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.setenv("HTTP_PROXY", running.url)
        monkeypatch.setenv("HTTPS_PROXY", running.url)
        return running

    yield start
    for running in started:
        running.stop()


def no_dns(host: str, port: int) -> list[ResolvedAddress]:
    assert host == "127.0.0.1", f"{host} was resolved here, not by the proxy"
    return [(socket.AF_INET, (host, port))]


def test_a_proxy_of_the_environment_is_used_and_resolves_names(
    server: Server, online: Online, proxy: Callable[..., Proxy]
) -> None:
    running = proxy()
    server.pages |= {"/x": to("/y"), "/y": page()}
    with LookupSession(replace(online, allow_private=False), environ={}, resolve=no_dns) as lookup:
        assert state(lookup, f"http://me:secret@public.example:{server.port}/x").verdict == "ok"
    assert running.lines == [f"GET http://public.example:{server.port}/x HTTP/1.1"]
    assert [asked.path for asked in server.asked] == ["/x", "/y"]
    assert server.asked[0].headers["host"] == f"public.example:{server.port}"
    assert not any("authorization" in asked.headers for asked in server.asked)


def test_secure_connections_go_through_the_proxy_and_are_verified(
    certificate: Path, proxy: Callable[..., Proxy]
) -> None:
    running = proxy()
    server = Server({"/x": page()}, tls=str(certificate))
    for host, problem in (("localhost", None), ("other.example", "tls")):
        transport = Transport(allow_private=True, ca_certificates=str(certificate), resolve=no_dns, timeout=5)
        outcome = transport.fetch(Request(f"https://{host}:{server.port}/x"))
        assert (outcome.cause if isinstance(outcome, Failure) else None) == problem
        transport.close()
    assert running.lines[0].startswith(f"CONNECT localhost:{server.port} ")
    server.stop()


def test_hosts_in_no_proxy_are_reached_directly(
    server: Server, proxy: Callable[..., Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    running = proxy()
    monkeypatch.setenv("NO_PROXY", "inside.example")
    monkeypatch.setenv("HTTP_PROXY", running.url.removeprefix("http://"))
    server.pages["/x"] = page()
    for host, lines in (("inside.example", 0), ("outside.example", 1)):
        assert isinstance(fetch(f"http://{host}:{server.port}/x"), Reply)
        assert len(running.lines) == lines


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/"]
)
def test_a_proxy_is_not_asked_for_private_addresses(proxy: Callable[..., Proxy], url: str) -> None:
    running = proxy()
    outcome = Transport(timeout=5).fetch(Request(url))
    assert isinstance(outcome, Failure)
    assert (outcome.cause, running.lines) == ("private-address", [])


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_login_is_not_counted_against_the_host(
    proxy: Callable[..., Proxy], online: Online, scheme: str
) -> None:
    proxy(login=True)
    with LookupSession(replace(online, cache=""), environ={}, resolve=no_dns) as lookup:
        found = state(lookup, f"{scheme}://public.example:8/x")
        assert (found.verdict, found.cause) == ("unknown", "proxy")
        assert "407" in found.reason
        assert lookup.summary().refusing_hosts == ()


def test_a_proxy_that_is_down_leaves_links_unverified(
    proxy: Callable[..., Proxy], online: Online, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy()
    with socket.create_server(("127.0.0.1", 0)) as unused:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused.getsockname()[1]}")
    with LookupSession(replace(online, cache=""), environ={}, resolve=no_dns) as lookup:
        found = state(lookup, "http://public.example/x")
    assert (found.verdict, found.cause) == ("unknown", "proxy")


def test_socks_proxies_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5h://127.0.0.1:1080")
    outcome = Transport(timeout=5).fetch(Request("http://public.example/"))
    assert outcome == Failure("proxy", "SOCKS proxies are not supported")
