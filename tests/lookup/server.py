"""A small HTTP server on 127.0.0.1 whose every answer a test writes itself."""

from __future__ import annotations

import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit


@dataclass
class Asked:
    """One request as it came. `times` counts how often this path has been asked, this time included."""

    method: str
    target: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    times: int
    sock: socket.socket = field(repr=False)


@dataclass
class Answer:
    """What is sent back; `raw` replaces all of it, and b"" closes the connection without a word."""

    status: int = 200
    body: bytes = b"<html><head><title>A page</title></head><body>text</body></html>"
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"
    raw: bytes | None = None


Handler = Callable[[Asked], Answer]


class Server:
    """Answers by path (without query): `pages` maps a path to an Answer or to a function of the request.
    `tls` is a file with a certificate and its key."""

    def __init__(self, pages: Mapping[str, Answer | Handler] | None = None, tls: str | None = None) -> None:
        self.pages: dict[str, Answer | Handler] = dict(pages or {})
        self.asked: list[Asked] = []
        self.in_flight = self.most_in_flight = 0
        self.stopped = threading.Event()
        self._times: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if tls else None
        if self._tls is not None and tls is not None:
            self._tls.load_cert_chain(tls)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def count(self, path: str, method: str | None = None) -> int:
        """How often a path was asked (by a method)."""
        with self._lock:
            return sum(1 for a in self.asked if a.path == path and method in (None, a.method))

    def stop(self) -> None:
        """Closes the listener and every connection."""
        self.stopped.set()
        self._listener.close()
        with self._lock:
            for sock in self._open:
                sock.close()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            if self.stopped.is_set():
                sock.close()
                return
            with self._lock:
                self._open.add(sock)
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        try:
            if self._tls is not None:
                sock = self._tls.wrap_socket(sock, server_side=True)
            with sock, sock.makefile("rb") as stream:
                while (line := stream.readline().decode("latin-1").split()) and len(line) == 3:
                    headers: dict[str, str] = {}
                    while row := stream.readline().decode("latin-1").strip():
                        name, _, value = row.partition(":")
                        headers[name.lower()] = value.strip()
                    body = stream.read(int(headers.get("content-length", 0)))
                    if not self._respond(sock, line[0], line[1], headers, body):
                        return
        except OSError:
            return
        finally:
            with self._lock:
                self._open.discard(sock)

    def _respond(
        self, sock: socket.socket, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> bool:
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self._lock:
            self._times[parts.path] += 1
            asked = Asked(method, target, parts.path, query, headers, body, self._times[parts.path], sock)
            self.asked.append(asked)
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            page = self.pages.get(parts.path, Answer(404))
            answer = page(asked) if callable(page) else page
        finally:
            with self._lock:
                self.in_flight -= 1
        if answer.raw is not None:
            sock.sendall(answer.raw)
            return False
        head = {"Content-Type": answer.kind, "Content-Length": str(len(answer.body)), **answer.headers}
        lines = [
            f"HTTP/1.1 {answer.status} Said",
            *(f"{name}: {value}" for name, value in head.items()),
            "",
            "",
        ]
        sock.sendall("\r\n".join(lines).encode("latin-1") + (b"" if method == "HEAD" else answer.body))
        return True


def hang(asked: Asked) -> Answer:
    """Never answers; returns when the other side has gone away."""
    while asked.sock.recv(1024):
        pass
    return Answer(raw=b"")


def page(title: str = "A page", inside: str = "") -> Answer:
    """An ordinary page."""
    html = f"<!doctype html><html><head><title>{title}</title></head><body>{inside}</body></html>"
    return Answer(body=html.encode())


def to(location: str, status: int = 302, **headers: str) -> Answer:
    """A redirect."""
    return Answer(status, b"", {"Location": location, **{k.replace("_", "-"): v for k, v in headers.items()}})
