"""Every behaviour of a host that is known to fool link checkers, and the verdict it deserves.

All links are looked at in one run, so that the waits between repetitions overlap.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import NamedTuple

import pytest

from awesome_lint.facts import AskLink, LinkState
from awesome_lint.lookup.session import LookupSession
from awesome_lint.runner.lookup_facts import ignored_link_notes
from awesome_lint.settings import Online, Settings

from .server import Answer, Asked, Handler, Server, hang, page, to


class Case(NamedTuple):
    answer: Answer | Handler
    verdict: str
    path: str = "/{name}/x"


def after(first: Answer, then: Answer) -> Handler:
    return lambda asked: first if asked.times == 1 else then


def by_method(head: Answer | Handler, get: Answer) -> Handler:
    def answer(asked: Asked) -> Answer:
        chosen = head if asked.method == "HEAD" else get
        return chosen(asked) if callable(chosen) else chosen

    return answer


SUPPRESS = Answer(raw=b"")
FILE = "/{name}/paper.pdf"
PDF = Answer(body=b"%PDF-1.4", kind="application/pdf")
TEST_PAGE = page(
    "Docs", '<h2 id="one">1</h2><a name="two"></a><h2 id=\'user-content-three\'></h2><p id="caf&eacute;">'
)


def endless(asked: Asked) -> Answer:
    asked.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    try:
        while True:
            asked.sock.sendall(b"<p>" * 20_000)
    except OSError:
        return SUPPRESS


CASES: dict[str, Case] = {
    "page": Case(page(), "ok"),
    "file": Case(PDF, "ok", FILE),
    "no-content": Case(Answer(204, b""), "ok"),
    "gzip": Case(Answer(body=gzip.compress(page().body), headers={"Content-Encoding": "gzip"}), "ok"),
    "brotli": Case(Answer(body=b"\x8b\x02\x80", headers={"Content-Encoding": "br"}), "ok"),
    "latin": Case(Answer(body="<title>Über</title>".encode("latin-1"), kind="text/html; charset=latin-1"), "ok"),
    "strange-charset": Case(Answer(kind="text/html; charset=klingon"), "ok"),
    "endless": Case(endless, "ok"),
    "not-found": Case(Answer(404), "dead"),
    "gone": Case(Answer(410), "dead"),
    "file-not-found": Case(Answer(404), "dead", FILE),
    "not-found-once": Case(after(Answer(404), page()), "ok"),
    "login": Case(Answer(401), "unknown"),
    "forbidden": Case(Answer(403), "unknown"),
    "legal": Case(Answer(451), "unknown"),
    "linkedin": Case(Answer(999), "unknown"),
    "teapot": Case(Answer(418), "unknown"),
    "cloudflare": Case(Answer(403, headers={"cf-mitigated": "challenge"}), "unknown"),
    "cloudflare-404": Case(Answer(404, headers={"cf-mitigated": "challenge"}), "unknown"),
    "waf": Case(Answer(202, b"", {"x-amzn-waf-action": "challenge"}), "unknown"),
    "accepted-nothing": Case(Answer(202, b""), "unknown"),
    "accepted-page": Case(Answer(202), "ok"),
    "human-wall": Case(page("Just a moment..."), "unknown"),
    "server-defect": Case(Answer(500), "unknown"),
    "overloaded": Case(Answer(503), "unknown"),
    "overloaded-once": Case(after(Answer(503, headers={"Retry-After": "0"}), page()), "ok"),
    "reset": Case(SUPPRESS, "unknown"),
    "reset-once": Case(after(SUPPRESS, page()), "ok"),
    "garbage": Case(Answer(raw=b"\x00\x01 this is no HTTP\r\n\r\n"), "unknown"),
    "limit-once": Case(after(Answer(429, headers={"Retry-After": "1"}), page()), "ok"),
    "limit-date": Case(
        lambda asked: Answer(429, headers={"Retry-After": formatdate(time.time() + 1, usegmt=True)})
        if asked.times == 1
        else page(),
        "ok",
    ),
    "limit-unsaid": Case(after(Answer(429), page()), "ok"),
    "limit-for-ever": Case(Answer(429, headers={"Retry-After": "0"}), "unknown"),
    "moved": Case(to("/page/x", 301), "moved"),
    "moved-308": Case(to("/page/x", 308), "moved"),
    "moved-then-found": Case(to("/found/x", 301), "moved"),
    "found": Case(to("/page/x"), "ok"),
    "found-then-moved": Case(to("/moved/x"), "ok"),
    "relative": Case(to("../page/x"), "ok"),
    "slash": Case(lambda asked: to("/slash/x/", 301), "ok"),
    "to-dead": Case(to("/not-found/x", 301), "dead"),
    "to-home": Case(to("/", 301), "unknown"),
    "to-mail": Case(to("mailto:someone@example.org"), "unknown"),
    "to-nonsense": Case(to("http://[half/"), "unknown"),
    "to-unicode": Case(to("/page/x?q=\xe9"), "ok"),
    "circle": Case(lambda asked: to(asked.path), "dead"),
    "circle-of-two": Case(to("/circle-back/x"), "dead"),
    "circle-back": Case(to("/circle-of-two/x"), "dead"),
    "circle-with-cookies": Case(lambda asked: to(asked.path, Set_Cookie="a=b"), "unknown"),
    "staircase": Case(lambda asked: to(f"{asked.path}?n={int(asked.query.get('n', 0)) + 1}"), "unknown"),
    "soft-404": Case(page("404 Page not found"), "unknown"),
    "soft-404-words": Case(page("Page Not Found | A University"), "unknown"),
    "soft-404-chinese": Case(page("页面不存在"), "unknown"),
    "for-sale": Case(page("old-project.org - This domain is for sale"), "unknown"),
    "about-404": Case(page("404 ways to lose a paper"), "unknown"),
    "found-in-title": Case(page("Lost and Found in Translation"), "ok"),
    "head-refused": Case(by_method(Answer(405), PDF), "ok", FILE),
    "head-not-found": Case(by_method(Answer(404), PDF), "ok", FILE),
    "head-forbidden": Case(by_method(Answer(403), PDF), "ok", FILE),
    "head-reset": Case(by_method(SUPPRESS, PDF), "ok", FILE),
    "silent": Case(hang, "unknown"),
}  # fmt: skip


class Run(NamedTuple):
    states: dict[str, LinkState]
    server: Server


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    server = Server({case.path.format(name=name): case.answer for name, case in CASES.items()})
    services = Server()
    server.pages |= {"/": page("Home"), "/slash/x/": page(), "/fragments": TEST_PAGE}
    online = Online(
        timeout=2.0, host_interval=0.0, allow_private=True, cache=str(tmp_path_factory.mktemp("cache")),
        archive_api=services.url,
    )  # fmt: skip
    urls = {name: server.url + case.path.format(name=name) for name, case in CASES.items()}
    with LookupSession(online, environ={}) as lookup:
        answers = lookup.answer([AskLink(url) for url in urls.values()])
    states = {name: answers[AskLink(url)] for name, url in urls.items()}
    yield Run({name: state for name, state in states.items() if isinstance(state, LinkState)}, server)
    server.stop()
    services.stop()


@pytest.mark.parametrize("name", CASES)
def test_verdict(run: Run, name: str) -> None:
    state = run.states[name]
    assert (state.verdict, state.reason) == (CASES[name].verdict, state.reason)
    assert state.reason


def test_a_move_ends_where_the_permanent_redirects_end(run: Run) -> None:
    assert run.states["moved"].location == f"{run.server.url}/page/x"
    assert run.states["moved-then-found"].location == f"{run.server.url}/found/x"
    assert run.states["found-then-moved"].location is None


def test_a_dead_link_is_checked_twice_and_a_refusal_once(run: Run) -> None:
    assert run.server.count("/gone/x") == 2
    for name in ("forbidden", "linkedin", "cloudflare", "waf", "login"):
        assert run.server.count(f"/{name}/x") == 1, name


def test_requests_are_repeated_a_few_times_only(run: Run) -> None:
    assert run.server.count("/limit-for-ever/x") == 4
    assert run.server.count("/silent/x") == 2
    assert run.server.count("/staircase/x") <= 22


def test_head_is_for_files_and_get_for_pages(run: Run) -> None:
    assert run.server.count("/file/paper.pdf", "HEAD") == 1
    assert run.server.count("/file/paper.pdf", "GET") == 0
    assert run.server.count("/page/x", "HEAD") == 0
    assert run.server.count("/head-refused/paper.pdf", "GET") == 1


def test_the_user_agent_names_the_tool_without_words_that_hosts_refuse(run: Run) -> None:
    agents = sorted({asked.headers.get("user-agent", "") for asked in run.server.asked})
    assert len(agents) == 2
    browser, own = agents
    assert own.startswith("awesome-lint/")
    assert browser.startswith("Mozilla/5.0 ")
    for agent in agents:
        assert "awesome-lint/" in agent
        assert "https://" in agent
        assert not any(
            word in agent.lower() for word in ("bot", "link", "check", "crawl", "spider", "python")
        )


def test_no_private_headers_are_sent(run: Run) -> None:
    for asked in run.server.asked:
        assert not {"authorization", "referer"} & set(asked.headers)
        assert "cookie" not in asked.headers or asked.path == "/circle-with-cookies/x"


def test_all_fragments_of_a_page_take_one_request(server: Server, lookup: LookupSession) -> None:
    server.pages["/docs"] = TEST_PAGE
    wanted = dict.fromkeys(("one", "two", "three", "café", "caf%C3%A9", "top", ":~:text=word"), True)
    wanted |= {"four": False, "One": False}
    unsaid = ("/route", "L10")
    answers = lookup.answer([AskLink(f"{server.url}/docs#{fragment}") for fragment in (*wanted, *unsaid)])
    got = {fragment: answers[AskLink(f"{server.url}/docs#{fragment}")] for fragment in (*wanted, *unsaid)}
    found = {f: state.fragment for f, state in got.items() if isinstance(state, LinkState)}
    assert found == {**wanted, **dict.fromkeys(unsaid)}
    assert all(isinstance(state, LinkState) and state.verdict == "ok" for state in got.values())
    assert server.count("/docs") == 1
    assert all("#" not in asked.path for asked in server.asked)


def test_the_anchors_of_a_page_are_found_once(server: Server, lookup: LookupSession) -> None:
    server.pages["/long"] = page("Docs", "".join(f'<a id="n{number}">' for number in range(150_000)))
    links = [AskLink(f"{server.url}/long#{letter}{number}") for letter in "nx" for number in range(2000)]
    states = lookup.answer(links)
    assert all(isinstance(state, LinkState) for state in states.values())
    found = [link for link, state in states.items() if isinstance(state, LinkState) and state.fragment]
    assert found == links[:2000]


def test_a_fragment_of_a_page_not_fully_read_is_not_judged(server: Server, lookup: LookupSession) -> None:
    server.pages["/app"] = page("App", '<div id="root"></div><script src="app.js"></script>')
    server.pages["/huge"] = page("Huge", "<p>filler</p>" * 400_000 + '<p id="end">')
    server.pages["/paper.pdf"] = PDF
    urls = [f"{server.url}/{name}#end" for name in ("app", "huge", "paper.pdf")]
    answers = lookup.answer([AskLink(url) for url in urls])
    for url in urls:
        state = answers[AskLink(url)]
        assert isinstance(state, LinkState)
        assert (state.verdict, state.fragment) == ("ok", None)


def test_a_move_keeps_the_fragment(server: Server, lookup: LookupSession) -> None:
    server.pages |= {"/old": to("/new", 301), "/new": TEST_PAGE}
    state = lookup.answer([link := AskLink(f"{server.url}/old#one")])[link]
    assert isinstance(state, LinkState)
    assert (state.verdict, state.location, state.fragment) == ("moved", f"{server.url}/new#one", True)


def test_one_request_a_link_and_two_a_host_at_most(server: Server, lookup: LookupSession) -> None:
    server.pages |= {f"/{number}": page() for number in range(40)}
    links = [AskLink(f"{server.url}/{number}") for number in range(40)] * 3
    assert len(lookup.answer(links)) == 40
    assert len(server.asked) == 40
    assert server.most_in_flight <= 2


def test_a_host_with_a_long_retry_after_gets_no_more_requests(server: Server, lookup: LookupSession) -> None:
    server.pages |= {f"/{number}": Answer(429, headers={"Retry-After": "86400"}) for number in range(20)}
    links = [AskLink(f"{server.url}/{number}") for number in range(20)]
    states = lookup.answer(links).values()
    assert {state.verdict for state in states if isinstance(state, LinkState)} == {"unknown"}
    assert len(server.asked) <= 2
    assert lookup.summary().refusing_hosts == ((f"127.0.0.1:{server.port}", 20),)


def test_user_and_password_in_a_url_are_not_sent(server: Server, lookup: LookupSession) -> None:
    server.pages["/private"] = page()
    lookup.answer([AskLink(f"http://me:secret@127.0.0.1:{server.port}/private")])
    assert "authorization" not in server.asked[0].headers


def test_netrc_is_not_read(
    server: Server, lookup: LookupSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server.pages["/private"] = page()
    lookup.answer([AskLink(f"{server.url}/private")])
    assert "authorization" not in server.asked[0].headers


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://a b.example/", "http://[::1", "http://x:99999/", "ftp://example.org/x",
            "http://" + "a" * 300 + ".example/", "http://\udc80.example/", "https://exa mple.org", "http://%00/"]
)  # fmt: skip
def test_malformed_urls_are_unknown(lookup: LookupSession, url: str) -> None:
    state = lookup.answer([link := AskLink(url)])[link]
    assert isinstance(state, LinkState)
    assert state.verdict == "unknown"


def test_a_dead_page_gets_its_archived_copy(server: Server) -> None:
    from awesome_lint.lookup.scheduler import RateLimit, Scheduler
    from awesome_lint.lookup.services.json_api import Endpoint
    from awesome_lint.lookup.services.wayback import request_archived_copy
    from awesome_lint.lookup.transport import Transport

    snapshot = "/web/20240102030405/http://old.example/x"
    server.pages["/web/http://old.example/x"] = to(f"http://web.archive.example{snapshot}")
    server.pages["/web/http://never.example/"] = Answer(404)
    scheduler = Scheduler(Transport().fetch, RateLimit(1, 0.0))
    urls = ("http://old.example/x", "http://never.example/", "http://127.0.0.1/x", "http://intranet/x")
    copies = scheduler.run([request_archived_copy(url, Endpoint(server.url, trusted=True)) for url in urls])
    scheduler.close()
    assert copies == [server.url + snapshot, None, None, None]
    assert {asked.path for asked in server.asked} == {
        "/web/http://old.example/x",
        "/web/http://never.example/",
    }


def test_ignored_links_are_counted_and_idle_patterns_named() -> None:
    text = "- [A](https://a.example/1)\n- [B](https://b.example/2)\n- [A](https://a.example/1)\n"
    settings = Settings(ignore_links=("a.example", "https://c.example/*"))
    assert list(ignored_link_notes([(text, "README.md", settings)])) == [
        "1 link not looked up, as `ignore-links` says.",
        "awesome-lint: ignore-links: no link matches 'https://c.example/*'",
    ]
    assert list(ignored_link_notes([(text, "README.md", Settings())])) == []
