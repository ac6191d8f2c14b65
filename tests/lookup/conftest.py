from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from awesome_lint.lookup import LookupSession
from awesome_lint.settings import Online

from .server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def services() -> Iterator[Server]:
    """The machine that arXiv, GitHub and the others are on in a test; `server` is the pages' one."""
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def online(services: Server, tmp_path: Path) -> Online:
    """Settings that reach nothing but the test's own servers, and a cache of the test's own."""
    return Online(
        enabled=True,
        arxiv_api=f"{services.url}/arxiv",
        arxiv_interval=0.0,
        github_api=f"{services.url}/github",
        crossref_api=f"{services.url}/crossref",
        archive_api=f"{services.url}/archive",
        timeout=5.0,
        max_time=60.0,
        host_interval=0.0,
        allow_private=True,
        cache=str(tmp_path / "cache"),
    )


@pytest.fixture
def lookup(online: Online) -> Iterator[LookupSession]:
    with LookupSession(online, environ={}) as running:
        yield running


@pytest.fixture(scope="session")
def nowhere() -> Callable[[str, int], list[tuple[int, tuple[object, ...]]]]:
    """A resolver for tests that must not touch DNS."""

    def resolve(host: str, port: int) -> list[tuple[int, tuple[object, ...]]]:
        raise AssertionError(f"{host} was looked up")

    return resolve
