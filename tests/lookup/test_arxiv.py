"""arXiv's API as its manual describes it and as it has been seen to misbehave."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

import pytest

from awesome_lint.facts import (
    Absent,
    AskLink,
    AskPaper,
    AskTitle,
    Candidates,
    LinkState,
    Paper,
    Question,
    Unknown,
)
from awesome_lint.lookup.services import atom
from awesome_lint.lookup.session import LookupSession
from awesome_lint.settings import Online

from .server import Answer, Asked, Server

LANDMARK = "1706.03762"


def entry(ident: str, title: str, extra: str = "") -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{ident}v3</id><updated>2024-11-01T09:00:00Z</updated>"
        f"<published>2024-05-23T16:01:46Z</published><title>{escape(title)}</title><summary>…</summary>"
        f"<author><name>Ada Example</name></author><author><name>Bo Example</name></author>{extra}"
        '<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/></entry>'
    )


def feed(entries: Iterable[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>query</title>'
        + "".join(entries)
        + "</feed>"
    ).encode()


@dataclass
class Archive:
    """Papers by id, answered the way arXiv does: unordered, missing ids left out, ten results by default."""

    papers: dict[str, str]
    empty_pages: int = 0
    refused: str = ""
    queries: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Answer:
        self.queries.append(asked.query)
        assert asked.method == "GET"
        ids = asked.query.get("id_list", "").split(",")
        if self.empty_pages:
            self.empty_pages -= 1
            return Answer(body=feed(()), kind="application/atom+xml")
        if self.refused and self.refused in ids:
            error = "<entry><id>http://arxiv.org/api/errors#incorrect</id><title>Error</title><summary>bad</summary></entry>"
            return Answer(400, feed([error]), kind="application/atom+xml")
        if "search_query" in asked.query:
            groups = [
                [word.lower() for word in re.findall(r'ti:"([^"]+)"', group)]
                for group in asked.query["search_query"].split(" OR ")
            ]
            found = [
                i
                for i, title in self.papers.items()
                if any(all(word in title.lower() for word in words) for words in groups)
            ]
        else:
            found = sorted((i for i in ids if i in self.papers), reverse=True)
        found = found[: int(asked.query.get("max_results", 10))]
        return Answer(body=feed(entry(i, self.papers[i]) for i in found), kind="application/atom+xml")


@pytest.fixture
def archive(services: Server) -> Archive:
    made = Archive({f"2401.{number:05d}": f"Paper number {number}" for number in range(1, 251)})
    made.papers[LANDMARK] = "A well-known paper"
    services.pages["/arxiv"] = made
    return made


def test_all_fields_of_a_record_are_read() -> None:
    extra = (
        '<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages,\n  accepted</arxiv:comment>'
        '<arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">Journal 7 (2024)</arxiv:journal_ref>'
        '<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/7</arxiv:doi>'
    )
    (paper,) = atom.parse_feed(feed([entry("2405.14734", "A Title\n  on two lines & more", extra)])).papers
    assert paper == Paper(
        "2405.14734",
        "A Title on two lines & more",
        ("Ada Example", "Bo Example"),
        date(2024, 5, 23),
        3,
        "12 pages, accepted",
        "Journal 7 (2024)",
        "10.1000/7",
        "cs.CL",
    )


def test_ids_are_requested_in_batches_of_100(archive: Archive, lookup: LookupSession) -> None:
    questions = [AskPaper(ident) for ident in archive.papers]
    answers = lookup.answer([*questions, *questions])
    assert all(isinstance(answer, Paper) for answer in answers.values())
    assert {answers[AskPaper(i)].title for i in archive.papers} == set(archive.papers.values())  # type: ignore[union-attr]
    assert [len(query["id_list"].split(",")) for query in archive.queries] == [100, 100, 51]
    assert all(query["max_results"] == str(len(query["id_list"].split(","))) for query in archive.queries)


def test_a_missing_id_is_absent_only_after_a_second_answer(archive: Archive, lookup: LookupSession) -> None:
    questions = [AskPaper("2401.00001"), AskPaper("2401.99999"), AskPaper("2402.99999")]
    answers = lookup.answer(questions)
    assert isinstance(answers[questions[0]], Paper)
    assert [answers[question] for question in questions[1:]] == [Absent(), Absent()]
    assert len(archive.queries) == 2


def test_an_empty_page_is_not_an_absent_paper(archive: Archive, lookup: LookupSession) -> None:
    archive.empty_pages = 1
    questions = [AskPaper("2401.00001"), AskPaper("2401.00002")]
    assert all(isinstance(answer, Paper) for answer in lookup.answer(questions).values())
    archive.empty_pages = 2
    assert isinstance(lookup.answer([AskPaper("2401.00003")])[AskPaper("2401.00003")], Unknown)


def test_malformed_ids_are_not_sent(archive: Archive, lookup: LookupSession) -> None:
    questions = [AskPaper(i) for i in ("2401.1", "2413.00001", "x&y=z", "", "2401.00001")]
    answers = lookup.answer(questions)
    assert [isinstance(answers[question], Unknown) for question in questions] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert [query["id_list"] for query in archive.queries] == ["2401.00001"]


def test_a_refused_batch_loses_only_the_bad_id(archive: Archive, lookup: LookupSession) -> None:
    archive.refused = "2401.00005"
    answers = lookup.answer([AskPaper(f"2401.{number:05d}") for number in range(1, 9)])
    unknown = [question for question, answer in answers.items() if not isinstance(answer, Paper)]
    assert unknown == [AskPaper("2401.00005")]


def test_old_ids_are_found_under_any_spelling(archive: Archive, lookup: LookupSession) -> None:
    archive.papers |= {"math/0309136": "An old paper", "math.GT/0309136": "An old paper"}
    assert isinstance(lookup.answer([AskPaper("math.GT/0309136")])[AskPaper("math.GT/0309136")], Paper)


def test_one_request_at_a_time(archive: Archive, services: Server, lookup: LookupSession) -> None:
    lookup.answer([AskPaper(i) for i in archive.papers] + [AskTitle(f"Paper number {n}") for n in range(5)])
    assert services.most_in_flight == 1


def test_after_a_refusal_no_run_asks_arxiv_for_ten_minutes(
    archive: Archive, services: Server, online: Online
) -> None:
    services.pages["/arxiv"] = Answer(429, b"Rate exceeded.")
    questions = [AskPaper(i) for i in archive.papers] + [AskTitle("Paper number 7")]
    for _ in range(2):
        with LookupSession(online, environ={}) as lookup:
            answers = lookup.answer(questions)
        assert all(isinstance(answer, Unknown) and "429" in answer.reason for answer in answers.values())
    assert services.count("/arxiv") == 1


@pytest.mark.parametrize(
    "answer",
    [Answer(403), Answer(200, b"<html>maintenance</html>", {"Retry-After": "0"}), Answer(414),
     Answer(200, b"", {"Retry-After": "0"})],
    ids=["forbidden", "a page", "too long", "nothing"],
)  # fmt: skip
def test_an_answer_that_is_not_a_feed_is_unknown(
    services: Server, lookup: LookupSession, answer: Answer
) -> None:
    services.pages["/arxiv"] = answer
    answers = lookup.answer([AskPaper("2401.00001"), AskTitle("Some title of a paper")])
    assert all(isinstance(each, Unknown) for each in answers.values())


def test_a_title_is_searched_by_its_words(archive: Archive, lookup: LookupSession) -> None:
    archive.papers["2402.00001"] = "On the Sparse Training of Large Things with $\\ell_1$ Penalties"
    wanted = AskTitle('"On the Sparse Training" of Large Things: ti:"x" AND all:y')
    plain = AskTitle("On the sparse training of large things")
    answers = lookup.answer([wanted, plain])
    assert answers[wanted] == Candidates(())
    found = answers[plain]
    assert isinstance(found, Candidates)
    assert [paper.arxiv_id for paper in found.papers] == ["2402.00001"]
    # Nothing of a title gets out of its quotes: what it holds cannot become another query.
    group = r'ti:"[^"]+"( AND ti:"[^"]+")*'
    for query in archive.queries:
        assert re.fullmatch(rf"{group}|\({group}\)( OR \({group}\))*", query["search_query"])


@pytest.mark.parametrize(
    ("title", "searched", "queries"),
    [
        ("New: Preference Optimization without any Model", "Old: Preference Optimization without any Model", 2),
        ("Weaving H\\\"older Patterns of Poincar\\'e", "Weaving H\"older Patterns of Poincar'e", 1),
    ],
    ids=["the words after a colon", "without words that lost the backslash of an accent"],
)  # fmt: skip
def test_a_title_is_also_searched_by_a_part_of_its_words(
    archive: Archive, lookup: LookupSession, title: str, searched: str, queries: int
) -> None:
    archive.papers["2402.00002"] = title
    question = AskTitle(searched)
    found = lookup.answer([question])[question]
    assert isinstance(found, Candidates)
    assert [paper.arxiv_id for paper in found.papers] == ["2402.00002"]
    assert len(archive.queries) == queries


def test_titles_are_searched_in_batches(archive: Archive, lookup: LookupSession) -> None:
    names = "loom weft warp reed heddle shuttle treadle bobbin selvage spindle".split()
    archive.papers |= {f"2402.{n:05d}": f"A {name} for twill" for n, name in enumerate(names, 1)}
    questions = [AskTitle(f"A {name} for twill") for name in names]
    answers = lookup.answer(questions)
    found = [answer.papers for answer in answers.values() if isinstance(answer, Candidates)]
    assert [[paper.title for paper in papers] for papers in found] == [[q.title] for q in questions]
    assert len(archive.queries) == 2


def test_a_search_also_answers_for_the_ids_it_finds(archive: Archive, lookup: LookupSession) -> None:
    lookup.answer([AskTitle("Paper number 7")])
    before = len(archive.queries)
    assert isinstance(lookup.answer([AskPaper("2401.00007")])[AskPaper("2401.00007")], Paper)
    assert len(archive.queries) == before


def test_links_to_arxiv_are_answered_by_its_api(
    archive: Archive, server: Server, lookup: LookupSession
) -> None:
    links = {
        "https://arxiv.org/abs/2401.00001": "ok",
        "http://www.arxiv.org/pdf/2401.00002v1.pdf": "ok",
        "https://arxiv.org/abs/2401.99999": "dead",
        "https://doi.org/10.48550/arXiv.2401.00003": "ok",
    }
    answers = lookup.answer([AskLink(url) for url in links])
    got = {question.url: answer for question, answer in answers.items() if isinstance(question, AskLink)}
    assert {url: state.verdict for url, state in got.items() if isinstance(state, LinkState)} == links


def test_a_second_run_sends_no_requests(archive: Archive, online: Online) -> None:
    questions: list[Question] = [AskPaper(ident) for ident in (*archive.papers, "2401.99999")]
    questions.append(AskTitle("Paper number 9"))
    with LookupSession(online, environ={}) as lookup:
        first = lookup.answer(questions)
    before = len(archive.queries)
    with LookupSession(online, environ={}) as lookup:
        assert lookup.answer(questions) == first
    assert len(archive.queries) == before
