"""What goes wrong on the way is unknown, never dead; and what was learned before is kept."""

from __future__ import annotations

import socket

import pytest

from awesome_lint.facts import AskLink, AskPaper, LinkState, Question, Unknown
from awesome_lint.lookup.addresses import ABSENT_NAME, ResolvedAddress
from awesome_lint.lookup.progress import ProgressUpdate
from awesome_lint.lookup.session import Interrupted, LookupSession
from awesome_lint.settings import Online
from awesome_lint.structs import replace

from .server import Answer, Asked, Server, hang, page


def verdicts(answers: dict[Question, object]) -> dict[str, int]:
    found = [answer.verdict if isinstance(answer, LinkState) else "unknown" for answer in answers.values()]
    return {verdict: found.count(verdict) for verdict in sorted(set(found))}


def test_links_are_unknown_after_a_server_stops(online: Online, server: Server) -> None:
    def dying(asked: Asked) -> Answer:
        if len(server.asked) > 10:
            server.stop()
            return Answer(raw=b"")
        return page()

    server.pages |= {f"/{number}": dying for number in range(30)}
    with LookupSession(online, environ={}) as lookup:
        answers = lookup.answer([AskLink(f"{server.url}/{number}") for number in range(30)])
    found = verdicts(dict(answers))
    # The answers that are under way when it dies may come through or not.
    assert set(found) == {"ok", "unknown"}
    assert found["unknown"] >= 20


def failing(*codes: int) -> object:
    left = list(codes)

    def resolve(host: str, port: int) -> list[ResolvedAddress]:
        raise socket.gaierror(left.pop(0) if len(left) > 1 else left[0], "no")

    return resolve


@pytest.mark.parametrize("code", [socket.EAI_AGAIN, socket.EAI_FAIL, *ABSENT_NAME])
def test_without_dns_nothing_is_dead(online: Online, code: int) -> None:
    """A machine without network may well say "no such host" of every host there is."""
    with LookupSession(online, environ={}, resolve=failing(code)) as lookup:  # type: ignore[arg-type]
        answers = lookup.answer([AskLink(f"https://example{number}.org/") for number in range(5)])
    assert verdicts(dict(answers)) == {"unknown": 5}


def test_a_host_that_is_gone_is_dead_where_other_names_resolve(online: Online) -> None:
    def resolve(host: str, port: int) -> list[ResolvedAddress]:
        if host.startswith("gone"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, ("127.0.0.1", 9))]

    with LookupSession(online, environ={}, resolve=resolve) as lookup:
        state = lookup.answer([link := AskLink("https://gone.example/")])[link]
    assert isinstance(state, LinkState)
    assert (state.verdict, state.reason) == ("dead", "no such host")


def test_a_closed_port_is_unknown(online: Online, server: Server) -> None:
    server.stop()
    with LookupSession(online, environ={}) as lookup:
        answers = lookup.answer([AskLink(f"{server.url}/{number}") for number in range(20)])
    assert verdicts(dict(answers)) == {"unknown": 20}


def test_a_host_that_never_answers_gets_few_requests(online: Online, server: Server) -> None:
    server.pages |= {f"/{number}": hang for number in range(50)}
    with LookupSession(replace(online, timeout=0.2), environ={}) as lookup:
        answers = lookup.answer([AskLink(f"{server.url}/{number}") for number in range(50)])
    assert verdicts(dict(answers)) == {"unknown": 50}
    assert len(server.asked) <= 6


def test_a_run_ends_at_its_time_limit(online: Online, server: Server) -> None:
    server.pages |= {"/quick": page(), "/slow": hang}
    with LookupSession(replace(online, max_time=0.5, timeout=3600), environ={}) as lookup:
        links = [AskLink(f"{server.url}/quick"), AskLink(f"{server.url}/slow")]
        answers = lookup.answer(links)
        later = lookup.answer([AskLink(f"{server.url}/later")])
    assert verdicts(dict(answers)) == {"ok": 1, "unknown": 1}
    assert isinstance(answers[links[1]], Unknown)
    assert all(isinstance(answer, Unknown) for answer in later.values())
    assert server.count("/later") == 0


def test_ctrl_c_keeps_the_answers_so_far(online: Online, server: Server) -> None:
    server.pages |= {f"/{number}": page() for number in range(5)} | {"/slow": hang}
    links = [AskLink(f"{server.url}/{name}") for name in (*range(5), "slow")]

    def pressed(progress: ProgressUpdate) -> None:
        if progress.done == 5:
            raise KeyboardInterrupt

    with (
        LookupSession(online, environ={}, on_progress=pressed) as lookup,
        pytest.raises(Interrupted) as broken,
    ):
        lookup.answer(links)
    assert verdicts(dict(broken.value.answers)) == {"ok": 5}
    with LookupSession(replace(online, timeout=0.2), environ={}) as lookup:
        answers = lookup.answer(links)
    assert verdicts(dict(answers)) == {"ok": 5, "unknown": 1}


def test_ids_are_unknown_without_arxiv(online: Online, services: Server) -> None:
    services.stop()
    with LookupSession(online, environ={}) as lookup:
        answers = lookup.answer([AskPaper(f"2401.{number:05d}") for number in range(1, 301)])
        notices = lookup.summary().notices
    assert sum(int(notice.partition(" ")[0]) for notice in notices) == 300
    assert all("could not be answered: arXiv" in notice for notice in notices)
    assert all(isinstance(answer, Unknown) for answer in answers.values())


def test_the_summary_counts_verdicts_and_names_hosts_that_refuse(
    server: Server, lookup: LookupSession
) -> None:
    server.pages |= {"/a": page(), "/b": Answer(403), "/c": Answer(403), "/d": Answer(410), "/e": Answer(500)}
    lookup.answer([AskLink(f"{server.url}/{name}") for name in "abcde"])
    summary = lookup.summary()
    assert (summary.ok, summary.moved, summary.dead, summary.unknown) == (1, 0, 1, 3)
    assert summary.refusing_hosts == ((f"127.0.0.1:{server.port}", 2),)


def test_progress_names_the_host_that_the_run_waits_for(
    server: Server, lookup: LookupSession, online: Online
) -> None:
    seen: list[ProgressUpdate] = []
    server.pages["/x"] = lambda asked: (
        Answer(429, headers={"Retry-After": "1"}) if asked.times == 1 else page()
    )
    with LookupSession(online, environ={}, on_progress=seen.append) as lookup:
        lookup.answer([AskLink(f"{server.url}/x")])
    assert all(progress.total == 1 for progress in seen)
    assert any(
        progress.waiting_for == f"127.0.0.1:{server.port}" and progress.seconds > 0 for progress in seen
    )
