"""GitHub, Crossref and the handle system after it."""

from __future__ import annotations

import json

import pytest

from awesome_lint.facts import (
    Absent,
    Answer,
    AskLink,
    AskPublication,
    AskRepository,
    LinkState,
    Publication,
    Publications,
    Repository,
    Unknown,
)
from awesome_lint.lookup.services.citation_page import to_iso_date
from awesome_lint.lookup.services.github import repository_of_front_page
from awesome_lint.lookup.session import LookupSession, _open_cache
from awesome_lint.settings import Online
from awesome_lint.structs import replace

from .server import Answer as Sent
from .server import Server


def said(data: object, status: int = 200, **headers: str) -> Sent:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Sent(status, json.dumps(data).encode(), named, kind="application/json")


def repository(lookup: LookupSession, name: str = "o/n") -> Answer:
    return lookup.answer([AskRepository(name)])[AskRepository(name)]


def test_a_repository(services: Server, lookup: LookupSession) -> None:
    services.pages["/github/repos/o/n"] = said(
        {"full_name": "o/n", "archived": True, "description": "What it\x1b[0m is", "topics": ["a", 7, "b"]}
    )
    assert repository(lookup) == Repository("o/n", True, "What it[0m is", ("a", "b"))


def test_a_renamed_repository(services: Server, lookup: LookupSession) -> None:
    services.pages["/github/repos/o/n"] = Sent(
        301, b"", {"Location": f"{services.url}/github/repositories/7"}
    )
    services.pages["/github/repositories/7"] = said({"full_name": "new/name", "archived": False})
    assert repository(lookup) == Repository("new/name")


def test_an_absent_repository_is_asked_for_twice(services: Server, lookup: LookupSession) -> None:
    assert repository(lookup) == Absent()
    assert services.count("/github/repos/o/n") == 2
    services.pages["/github/repos/o/late"] = lambda asked: (
        Sent(404) if asked.times == 1 else said({"full_name": "o/late"})
    )
    assert repository(lookup, "o/late") == Repository("o/late")


def test_no_requests_are_sent_after_the_rate_limit_is_used_up(
    services: Server, lookup: LookupSession
) -> None:
    for number in range(30):
        services.pages[f"/github/repos/o/n{number}"] = said({}, 403, x_ratelimit_remaining="0")
    answers = lookup.answer([AskRepository(f"o/n{number}") for number in range(30)])
    assert all(isinstance(answer, Unknown) and "GITHUB_TOKEN" in answer.reason for answer in answers.values())
    assert len(services.asked) <= 2


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Looms", "A View on Stereo", "Looms: A View on Stereo"),
        ("Looms: A View", "A View", "Looms: A View"),
        ("Looms", "", "Looms"),
        ("", "A View", "A View"),
    ],
)
def test_a_subtitle_is_joined_with_its_title(
    services: Server, lookup: LookupSession, title: str, subtitle: str, whole: str
) -> None:
    services.pages["/crossref/works/10.5555%2F1"] = said(
        {"message": {"title": [title], "subtitle": [subtitle] if subtitle else []}}
    )
    question = AskPublication("doi:10.5555/1")
    answer = lookup.answer([question])[question]
    assert isinstance(answer, Publication)
    assert answer.title == whole


@pytest.mark.parametrize(
    "answer",
    [Sent(500), Sent(403, b"{}"), said([1]), said({"full_name": 3}), said({"full_name": "../../x"}), said({}),
     Sent(200, b"{" * 100_000), Sent(200, b"\xff"), Sent(301, b"", {"Location": "https://elsewhere.example/"})],
)  # fmt: skip
def test_other_answers_of_github_are_unknown(services: Server, lookup: LookupSession, answer: Sent) -> None:
    services.pages["/github/repos/o/n"] = answer
    assert isinstance(repository(lookup), Unknown)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/o/n", "o/n"),
        ("http://www.github.com/o/n.js/", "o/n.js"),
        ("https://github.com/o/n.git", "o/n"),
        ("https://github.com/o/n#readme", "o/n"),
        ("https://github.com/o/n?tab=readme", "o/n"),
        ("https://github.com/o/n/tree/main", None),
        ("https://github.com/o", None),
        ("https://github.com/topics/awesome", None),
        ("https://gist.github.com/o/n", None),
        ("https://github.com.evil.example/o/n", None),
    ],
)
def test_repositories_in_urls(url: str, name: str | None) -> None:
    assert repository_of_front_page(url) == name


def doi(lookup: LookupSession, name: str = "10.1000/7") -> Answer:
    return lookup.answer([AskPublication(f"doi:{name}")])[AskPublication(f"doi:{name}")]


def test_a_registered_doi(services: Server, lookup: LookupSession) -> None:
    message = {"title": ["A\n work"], "container-title": ["A journal"], "issued": {"date-parts": [[2021, 3]]}}
    services.pages["/crossref/works/10.1000%2F7"] = said({"message": message})
    record = doi(lookup)
    assert isinstance(record, Publication)
    assert (record.doi, record.title, record.venue) == ("10.1000/7", "A work", "A journal")
    assert record.published == "2021-03"


def test_a_doi_record_with_few_fields(services: Server, lookup: LookupSession) -> None:
    services.pages["/crossref/works/10.1000%2F7"] = said({"message": {"issued": {"date-parts": [[None]]}}})
    record = doi(lookup)
    assert isinstance(record, Publication)
    assert (record.doi, record.title, record.published) == ("10.1000/7", "", None)


@pytest.mark.parametrize(
    "answer",
    [Sent(500, headers={"Retry-After": "0"}), said([]), said({"message": {"title": "x"}, "n": 1}, 403)],
)
def test_other_answers_of_crossref_are_unknown(services: Server, lookup: LookupSession, answer: Sent) -> None:
    services.pages["/crossref/works/10.1000%2F7"] = answer
    assert isinstance(doi(lookup), Unknown)


def test_a_page_whose_record_was_read_is_not_requested_again(server: Server, lookup: LookupSession) -> None:
    tags = b'<html><head><meta name="citation_title" content="Looms"></head></html>'
    server.pages["/paper.html"] = Sent(200, tags)
    server.pages["/none.html"] = Sent(200, b"<html></html>")
    urls = [f"{server.url}/{name}.html" for name in ("paper", "none", "gone")]
    answers = lookup.answer(
        [*(AskLink(url) for url in urls), *(AskPublication(f"page:{url}") for url in urls)]
    )
    states = [answers[AskLink(url)] for url in urls]
    assert [state.verdict for state in states if isinstance(state, LinkState)] == ["ok", "ok", "dead"]
    assert isinstance(answers[AskPublication(f"page:{urls[0]}")], Publication)
    assert [server.count(f"/{name}.html") for name in ("paper", "none")] == [1, 2]


RECORDS = {
    "doi:10.5555/1": ("/crossref/works/10.5555%2F1", {"message": {"title": ["Looms"]}}),
    "works:Looms": ("/crossref/works", {"message": {"items": [{"title": ["Looms"]}, {"title": ["Cards"]}]}}),
    "s2:ARXIV:2402.01234": ("/s2/paper/batch", [{"title": "Looms"}]),
    "forum:Looms": (
        "/openreview/notes/search",
        {"notes": [{"id": "A", "content": {"title": {"value": "Looms"}}}]},
    ),
    "readme:o/n": ("/github/repos/o/n/readme", "# Looms"),
    "acl:P19-1001": ("/acl/P19-1001/", '<meta name="citation_title" content="Looms">'),
}
"""For each service a question, the path that it is sent to, and an answer about a paper named Looms."""


@pytest.mark.parametrize("key", RECORDS)
def test_each_service_finds_the_record(services: Server, lookup: LookupSession, key: str) -> None:
    path, data = RECORDS[key]
    services.pages["/openreview1/notes/search"] = said({"notes": []})
    services.pages[path] = Sent(200, data.encode()) if isinstance(data, str) else said(data)
    answer = lookup.answer([AskPublication(key)])[AskPublication(key)]
    records = answer.records if isinstance(answer, Publications) else (answer,)
    assert [each.title for each in records if isinstance(each, Publication)] == ["Looms"]


@pytest.mark.parametrize(
    "answer",
    [Sent(403), Sent(200, b"<html>Log in</html>"), Sent(200, b""), Sent(200, b"null", kind="application/json"),
     Sent(200, b'[{"title": NaN}, 7]', kind="application/json"), Sent(200, b"[" * 10_000, kind="application/json"),
     Sent(200, b'{"message": 7, "notes": {}}', kind="application/json"), Sent(301, b"", {"Location": "http://10.0.0.1/"}),
     Sent(200, b"\xff\xfe\x00", kind="application/json")],
    ids=["refused", "a page", "nothing", "null", "NaN", "nested", "other types", "private redirect", "no UTF-8"],
)  # fmt: skip
@pytest.mark.parametrize("key", [key for key in RECORDS if not key.startswith("readme:")])
def test_an_answer_of_another_form_is_unknown(
    services: Server, lookup: LookupSession, key: str, answer: Sent
) -> None:
    services.pages[RECORDS[key][0]] = answer
    assert isinstance(lookup.answer([AskPublication(key)])[AskPublication(key)], Unknown)


@pytest.mark.parametrize("text", ["2024/99/99", "2024-13", "2024/0/1", "2024/6/32", "-5-06", "24-06"])
def test_a_text_with_a_month_or_day_that_does_not_exist_is_no_date(text: str) -> None:
    assert to_iso_date(text) is None


def test_a_date_of_crossref_that_does_not_exist_is_left_out(services: Server, lookup: LookupSession) -> None:
    record = {
        "title": ["Looms"],
        "event": {"start": {"date-parts": [[-5, 6]]}},
        "issued": {"date-parts": [[2024, 13]]},
    }
    services.pages["/crossref/works/10.1000%2F7"] = said({"message": record})
    publication = lookup.answer([question := AskPublication("doi:10.1000/7")])[question]
    assert isinstance(publication, Publication)
    assert (publication.year, publication.published) == (None, None)


def test_only_hosts_of_openreview_get_the_password(services: Server, online: Online) -> None:
    environ = {"OPENREVIEW_USERNAME": "ada", "OPENREVIEW_PASSWORD": "secret"}
    services.pages["/openreview/notes"] = said({"notes": []})
    services.pages["/openreview1/notes"] = said({"notes": []})
    with LookupSession(online, environ=environ) as session:
        session.answer([AskPublication("openreview:loom")])
    assert {asked.path for asked in services.asked} == {"/openreview/notes", "/openreview1/notes"}


def test_an_answer_of_another_archive_is_not_taken_from_the_cache(online: Online) -> None:
    usual, other = (
        _open_cache(replace(online, archive_api=url)) for url in (online.archive_api, "http://a.example")
    )
    question = AskLink("https://dead.example/x")
    usual.put(question, LinkState("dead", "404"))
    usual.flush()
    assert usual.get([question])
    assert not other.get([question])
