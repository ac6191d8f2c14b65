from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from awesome_lint.lookup.session import LookupSession
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
        s2_api=f"{services.url}/s2",
        openreview_api=f"{services.url}/openreview",
        openreview_old_api=f"{services.url}/openreview1",
        acl_api=f"{services.url}/acl",
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
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for `localhost` with its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost".split()
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", f"{path}.crt"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not at hand")
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path
