"""How fast links are looked at, and how many requests a host sees at once.

Starts a server on loopback hosts (127.0.0.1 to 127.0.0.50) that answers after 100 ms, and looks at 1,000
links to them. With two requests a host at a time and no least interval, 1.0 s is the least that any client
can need.

    python bench/link_throughput.py [--links 1000] [--hosts 50] [--interval 0] [--runs 3]
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import time
from collections import Counter
from multiprocessing.connection import Connection

from awesome_lint.facts import AskLink
from awesome_lint.lookup.session import LookupSession
from awesome_lint.settings import Online

DELAY = 0.1
BODY = b"<!doctype html><title>A page</title>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


class Server:
    """Answers every request after the delay, and counts those under way by host."""

    def __init__(self, hosts: list[str]) -> None:
        self.hosts = hosts
        self.most: Counter[str] = Counter()
        self._now: Counter[str] = Counter()

    async def run(self, pipe: Connection) -> None:
        """Listen until the other end of `pipe` asks for the count; the port goes there first."""
        port = 0
        for host in self.hosts:
            server = await asyncio.start_server(self._serve, host, port, backlog=256)
            port = port or server.sockets[0].getsockname()[1]
        pipe.send(port)
        await asyncio.get_running_loop().run_in_executor(None, pipe.recv)
        pipe.send(max(self.most.values()))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                self._now[host] += 1
                self.most[host] = max(self.most[host], self._now[host])
                await asyncio.sleep(DELAY)
                self._now[host] -= 1
                writer.write(ANSWER)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


def serve(hosts: list[str], pipe: Connection) -> None:
    """The server's process."""
    asyncio.run(Server(hosts).run(pipe))


def measure(links: int, hosts: int, interval: float) -> None:
    """Print the time, its share of the least time possible, and the most requests a host saw at once."""
    names = [f"127.0.0.{number}" for number in range(1, hosts + 1)]
    pipe, far = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(names, far), daemon=True)
    process.start()
    port = pipe.recv()
    asked = [AskLink(f"http://{names[number % hosts]}:{port}/{number}") for number in range(links)]
    online = Online(allow_private=True, cache="", host_interval=interval, max_time=3600)
    start = time.perf_counter()
    with LookupSession(online) as lookup:
        lookup.answer(asked)
        summary = lookup.summary()
    took = time.perf_counter() - start
    pipe.send(None)
    each = links / hosts
    least = max(each * DELAY / 2, (each - 1) * interval + DELAY)
    print(
        f"{links} links on {hosts} hosts: {took:.2f} s, {took / least:.2f} times the least possible;", end=" "
    )
    print(f"fine {summary.ok}, at once on one host {pipe.recv()}")
    process.join()


def main() -> None:
    """Measure `--runs` times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--interval", type=float, default=0.0)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for _ in range(options.runs):
        measure(options.links, options.hosts, options.interval)


if __name__ == "__main__":
    main()
