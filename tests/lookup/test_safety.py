"""What a hostile README, server or DNS answer must not bring about."""

from __future__ import annotations

import gzip
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from awesome_lint.facts import AskLink, LinkState
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.addresses import ResolvedAddress, private_address_kind, private_host_kind
from awesome_lint.lookup.link_check import check_page
from awesome_lint.lookup.scheduler import RateLimit, Scheduler
from awesome_lint.lookup.services import atom
from awesome_lint.lookup.services.json_api import safe_text
from awesome_lint.lookup.session import LookupSession
from awesome_lint.lookup.transport import Outcome, Reply, Request, Transport
from awesome_lint.settings import Online
from awesome_lint.structs import replace

from .server import Answer, Asked, Server, page, to

METADATA = "http://169.254.169.254/latest/meta-data/"


@pytest.mark.parametrize(
    "address",
    (
        "127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 "
        "255.255.255.255 192.0.2.1 240.0.0.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1 "
        "2001:db8::1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 2002:7f00:1:: 64:ff9b::a9fe:a9fe "
        "2001:0:a00:1::f5ff:fffe nonsense"
    ).split(),
)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert private_address_kind(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "151.101.3.42", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_public_addresses_are_accepted(address: str) -> None:
    assert private_address_kind(address) is None


@pytest.mark.parametrize(
    "host",
    "localhost LOCALHOST. a.localhost 127.0.0.1 [::1] 169.254.169.254 127.1 2130706433 0x7f000001 0177.0.0.1".split(),
)
def test_local_hosts_are_known_without_dns(host: str) -> None:
    assert private_host_kind(host)
    assert private_host_kind("example.org") is None


@pytest.mark.parametrize(
    "url", [METADATA, "http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0/"]
)
def test_links_to_private_addresses_are_not_followed(online: Online, server: Server, url: str) -> None:
    with LookupSession(replace(online, allow_private=False), environ={}) as lookup:
        state = lookup.answer([link := AskLink(url)])[link]
    assert isinstance(state, LinkState)
    assert state.verdict == "unknown"
    assert "address" in state.reason


def test_a_link_to_loopback_opens_no_connection(online: Online, server: Server) -> None:
    server.pages["/x"] = page()
    with LookupSession(replace(online, allow_private=False), environ={}) as lookup:
        state = lookup.answer([link := AskLink(f"{server.url}/x")])[link]
    assert isinstance(state, LinkState)
    assert (state.verdict, server.asked) == ("unknown", [])


def resolver(*answers: list[str]) -> Callable[[str, int], list[ResolvedAddress]]:
    """A resolver that gives one list of addresses after the other, and the last one for ever."""
    left = list(answers)

    def resolve(host: str, port: int) -> list[ResolvedAddress]:
        found = left.pop(0) if len(left) > 1 else left[0]
        families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in found]
        return [(family, (address, port)) for family, address in zip(families, found, strict=True)]

    return resolve


def follow(url: str, server: Server, transport: Transport) -> LinkState:
    """The verdict on a URL where the test's own server counts as public and everything else as it is."""

    def fetch(request: Request) -> Outcome:
        own = request.url.startswith((server.url, f"http://public.example:{server.port}"))
        return transport.fetch(replace(request, trusted=True) if own else request)

    scheduler = Scheduler(fetch, RateLimit(2, 0.0))
    (look,) = scheduler.run([check_page(url, frozenset())])
    scheduler.close()
    assert look is not None
    return look.state


@pytest.mark.parametrize(
    "target",
    [METADATA, "http://10.0.0.1/", "//169.254.169.254/", "http://0xa9fea9fe/", "http://inside.example/"],
)
def test_redirects_to_private_addresses_are_not_followed(server: Server, target: str) -> None:
    server.pages["/x"] = to(target)

    def resolve(host: str, port: int) -> list[ResolvedAddress]:
        if host == "inside.example":
            return [(socket.AF_INET, ("192.168.0.7", port))]
        return [(socket.AF_INET, sockaddr) for *_, sockaddr in socket.getaddrinfo(host, port, socket.AF_INET)]

    state = follow(f"{server.url}/x", server, Transport(timeout=3, resolve=resolve))
    assert state.verdict == "unknown"
    assert "address" in state.reason


@pytest.mark.parametrize("answer", [["169.254.169.254"], ["1.1.1.1", "127.0.0.1"], ["::ffff:10.0.0.1"]])
def test_names_that_resolve_to_private_addresses_are_refused(answer: list[str]) -> None:
    transport = Transport(timeout=3, resolve=resolver(answer))
    outcome = transport.fetch(Request("http://innocent.example/"))
    assert isinstance(outcome, Failure)
    assert outcome.cause == "private-address"


def test_the_connection_goes_to_the_address_that_was_checked(server: Server) -> None:
    """A second DNS answer cannot lead elsewhere: what was resolved first is what is connected to."""
    server.pages["/x"] = page()
    transport = Transport(timeout=3, allow_private=True, resolve=resolver(["127.0.0.1"], ["10.255.255.1"]))
    for _ in range(2):
        outcome = transport.fetch(Request(f"http://public.example:{server.port}/x"))
        assert isinstance(outcome, Reply)
        assert outcome.status == 200
        transport.close()
    assert server.asked[0].headers["host"] == f"public.example:{server.port}"


def test_a_link_to_a_trusted_endpoint_is_not_trusted(
    online: Online, server: Server, services: Server
) -> None:
    """The arXiv API may be on loopback, as the user says; a link to the same server may not."""
    with LookupSession(replace(online, allow_private=False), environ={}) as lookup:
        link = AskLink(f"{services.url}/arxiv")
        state = lookup.answer([link])[link]
    assert isinstance(state, LinkState)
    assert (state.verdict, services.asked) == ("unknown", [])


# --- Amounts ------------------------------------------------------------------------------------------


def fetch(server: Server, path: str, *, size: int = 1 << 20, timeout: float = 5.0) -> Outcome:
    return Transport(timeout=timeout, allow_private=True).fetch(Request(server.url + path, max_body=size))


def test_a_gzip_bomb_is_decoded_no_further_than_the_cap(server: Server) -> None:
    server.pages["/bomb"] = Answer(
        body=gzip.compress(bytes(60 << 20), 9), headers={"Content-Encoding": "gzip"}
    )
    tracemalloc.start()
    outcome = fetch(server, "/bomb")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(outcome, Reply)
    assert outcome.body is not None
    assert (len(outcome.body), outcome.complete) == (1 << 20, False)
    assert peak < 20 << 20


@pytest.mark.parametrize(
    ("headers", "part"),
    [
        (b"", bytes(65536)),
        (b"Transfer-Encoding: chunked\r\nContent-Length: 10\r\n", b"10000\r\n" + bytes(65536) + b"\r\n"),
    ],
    ids=["plain", "in chunks, with a false length"],
)
def test_an_endless_body_is_read_no_further_than_the_cap(server: Server, headers: bytes, part: bytes) -> None:
    def endless(asked: Asked) -> Answer:
        asked.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n")
        try:
            while True:
                asked.sock.sendall(part)
        except OSError:
            return Answer(raw=b"")

    server.pages["/endless"] = endless
    outcome = fetch(server, "/endless")
    assert isinstance(outcome, Reply)
    assert outcome.body is not None
    assert (len(outcome.body), outcome.complete) == (1 << 20, False)


@pytest.mark.parametrize("length", [b"\xb2", b"1" * 5000])
def test_a_length_that_is_no_number_is_ignored(server: Server, length: bytes) -> None:
    server.pages["/x"] = Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\nbody")
    outcome = fetch(server, "/x")
    assert isinstance(outcome, Reply)
    assert outcome.body == b"body"


@pytest.mark.parametrize("part", [b"x", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_slow_headers_end_with_the_deadline(server: Server, part: bytes) -> None:
    def drip(asked: Asked) -> Answer:
        asked.sock.sendall(part)
        try:
            while not server.stopped.wait(0.05):
                asked.sock.sendall(part if part.endswith(b"\n") else b"y")
        except OSError:
            pass
        return Answer(raw=b"")

    server.pages["/drip"] = drip
    # The point is that this ends: each byte alone comes well within a timeout that counts from byte to byte.
    assert fetch(server, "/drip", timeout=0.5) == Failure("timeout", "no answer in time")


@pytest.mark.parametrize(
    "head",
    [b"X-Big: " + b"x" * (1 << 20), b"\r\n".join(b"X-%d: y" % number for number in range(5000))],
    ids=["one of a megabyte", "five thousand"],
)
def test_headers_have_a_cap(server: Server, head: bytes) -> None:
    server.pages["/x"] = Answer(raw=b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\nbody")
    outcome = fetch(server, "/x")
    assert isinstance(outcome, Failure)
    assert outcome.cause == "protocol"


# --- Texts --------------------------------------------------------------------------------------------

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b']><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&j;</title></entry></feed>'
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>&x;</title></feed>'
)
DEEP = b'<feed xmlns="http://www.w3.org/2005/Atom">' + b"<a>" * 100_000


@pytest.mark.parametrize("body", [BOMB, OUTSIDE, DEEP, b"", b"<html></html>", b"\xff\xfe\x00", b"<feed/>"])
def test_malformed_feeds_are_refused(body: bytes) -> None:
    with pytest.raises(atom.FeedError):
        atom.parse_feed(body)


def test_text_from_the_network_is_sanitized() -> None:
    assert safe_text("a\x1b[31mb\r\nc\u202ed\u2066e\x00f\x9bg\u200bh") == "a[31mb cdefgh"
    assert len(safe_text("x" * 10_000_000)) == 1000
    assert safe_text(None) == ""
    assert safe_text("  Emoji 👩\u200d🔬 and é, 中文  ") == "Emoji 👩\u200d🔬 and é, 中文"


# --- Secure connections -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "trusted", "problem"),
    [
        ("localhost", True, None),
        ("localhost", False, "self-signed"),
        ("other.localhost", True, "another host"),
    ],
)
def test_certificates_are_verified(certificate: Path, name: str, trusted: bool, problem: str | None) -> None:
    server = Server({"/x": page()}, tls=str(certificate))
    transport = Transport(
        timeout=5, allow_private=True, resolve=resolver(["127.0.0.1"]),
        ca_certificates=str(certificate) if trusted else None,
    )  # fmt: skip
    for _ in range(2):  # the second request goes over the same connection
        outcome = transport.fetch(Request(f"https://{name}:{server.port}/x", max_body=1000))
        if problem is None:
            assert isinstance(outcome, Reply)
            assert outcome.body == page().body
        else:
            assert isinstance(outcome, Failure)
            assert outcome.cause == "tls"
            assert problem in outcome.reason
    transport.close()
    server.stop()


def test_a_token_is_sent_to_its_own_host_only(certificate: Path, services: Server, online: Online) -> None:
    from awesome_lint.facts import AskRepository

    elsewhere = f"{services.url}/elsewhere"
    api = Server({"/repos/o/n": Answer(301, b"", {"Location": elsewhere})}, tls=str(certificate))
    own = f"https://localhost:{api.port}"
    environ = {"GITHUB_TOKEN": "secret", "GITHUB_API_URL": own, "SSL_CERT_FILE": str(certificate)}
    with LookupSession(replace(online, github_api=own), environ=environ) as lookup:
        lookup.answer([AskRepository("o/n")])
    assert api.asked[0].headers["authorization"] == "Bearer secret"
    assert services.count("/elsewhere") == 0
    with LookupSession(online, environ={"GITHUB_TOKEN": "secret"}) as lookup:
        lookup.answer([AskRepository("o/n")])
    assert "authorization" not in services.asked[0].headers
    api.stop()
