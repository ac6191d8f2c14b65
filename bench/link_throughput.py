"""How fast links are looked at, and how many requests a host sees at once.

Starts a server on 50 loopback hosts (127.0.0.1 to 127.0.0.50) that answers after 100 ms, and looks at 1,000
links to them. At two requests a host and no least interval, 1.0 s is the least that any client can need.

    python bench/link_throughput.py [LINKS] [HOSTS] [INTERVAL]
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections import Counter

from awesome_lint.lookup import Lookup
from awesome_lint.model import AskLink
from awesome_lint.settings import Online

DELAY = 0.1
BODY = b"<!doctype html><title>A page</title>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


class Server:
    """Answers every request after the delay, and counts those under way by host."""

    def __init__(self, hosts: int) -> None:
        self.hosts = [f"127.0.0.{number}" for number in range(1, hosts + 1)]
        self.port = 0
        self.most: Counter[str] = Counter()
        self._now: Counter[str] = Counter()
        self._ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True).start()
        self._ready.wait()

    async def _run(self) -> None:
        for host in self.hosts:
            server = await asyncio.start_server(self._serve, host, self.port, backlog=256)
            self.port = self.port or server.sockets[0].getsockname()[1]
        self._ready.set()
        await asyncio.Event().wait()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        while await reader.readuntil(b"\r\n\r\n") if not reader.at_eof() else b"":
            self._now[host] += 1
            self.most[host] = max(self.most[host], self._now[host])
            await asyncio.sleep(DELAY)
            self._now[host] -= 1
            writer.write(ANSWER)
            await writer.drain()


def main(links: int = 1000, hosts: int = 50, interval: float = 0.0) -> None:
    """Print the time, the least time possible, and the most requests that a host saw at once."""
    server = Server(hosts)
    asked = [AskLink(f"http://{server.hosts[n % hosts]}:{server.port}/{n}") for n in range(links)]
    start = time.perf_counter()
    with Lookup(Online(allow_private=True, cache="", host_interval=interval, max_time=3600)) as lookup:
        lookup.answer(asked)
        summary = lookup.summary()
    took = time.perf_counter() - start
    least = max(links / hosts * DELAY / 2, (links / hosts - 1) * interval + DELAY)
    print(f"{links} links on {hosts} hosts: {took:.2f} s, {took / least:.2f} of the least possible")
    print(
        f"fine: {summary.ok}, requests: {summary.requests}, at once on one host: {max(server.most.values())}"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]), *(float(word) for word in sys.argv[3:4]))
