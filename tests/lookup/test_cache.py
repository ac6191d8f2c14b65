"""The cache keeps what was learned, and never is in the way of a run."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from awesome_lint.facts import (
    Absent,
    Answer,
    AskLink,
    AskPaper,
    AskRepository,
    AskTitle,
    Candidates,
    LinkState,
    Paper,
    Question,
    Repository,
    Unknown,
)
from awesome_lint.lookup import cache
from awesome_lint.lookup.cache import DAY, FILE_NAME, HOUR, Cache
from awesome_lint.lookup.session import LookupSession
from awesome_lint.settings import Online

from .server import Server, page

PAPER = Paper("2405.14734", "Ein Titel, 标题", ("A", "B"), date(2024, 5, 23), 3, "c", None, "10.1/2", "cs.CL")
KEPT: list[tuple[Question, Answer, float]] = [
    (AskPaper("2405.14734"), PAPER, 30 * DAY),
    (AskPaper("2405.99999"), Absent(), 6 * HOUR),
    (AskTitle("Ein Titel"), Candidates((PAPER, Paper("2405.00001", "x"))), 30 * DAY),
    (AskTitle("Kein Titel"), Candidates(()), 6 * HOUR),
    (AskLink("https://example.org/é#x"), LinkState("ok", "200", None, True), 7 * DAY),
    (AskLink("https://example.org/b"), LinkState("moved", "m", "https://example.org/c"), 7 * DAY),
    (AskLink("https://example.org/d"), LinkState("dead", "404", archive="https://a.example/d"), 6 * HOUR),
    (AskRepository("o/n"), Repository("o/n", True, "d", ("a", "b")), 7 * DAY),
]
FORGOTTEN: list[tuple[Question, Answer]] = [
    (AskLink("https://example.org/e"), LinkState("unknown", "timeout")),
    (AskPaper("2405.00002"), Unknown("no answer")),
]


def test_cached_answers_equal_the_stored_ones(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    for question, answer, _ in KEPT:
        first.put(question, answer)
    for question, answer in FORGOTTEN:
        first.put(question, answer)
    first.close()
    second = Cache(tmp_path)
    questions = [question for question, _, _ in KEPT] + [question for question, _ in FORGOTTEN]
    assert second.get(questions) == {question: answer for question, answer, _ in KEPT}
    assert second.problems == []
    second.close()
    assert dict(cache.cache_info(tmp_path).counts) == {"paper": 2, "title": 2, "link": 3, "repository": 1}


def test_answers_expire_after_their_lifetime(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    for question, answer, lifetime in KEPT:
        for age, believed in ((lifetime - 60, True), (lifetime + 60, False), (-3600, False)):
            kept.put(question, answer)
            kept.flush()
            with sqlite3.connect(tmp_path / FILE_NAME) as database:
                database.execute("UPDATE answers SET at = ?", (time.time() - age,))
            database.close()
            assert (question in kept.get([question])) is believed, (question, age)
    kept.close()


def test_each_realm_has_its_own_answers(tmp_path: Path) -> None:
    for realm in ("", "http://127.0.0.1:1/api|"):
        kept = Cache(tmp_path, realm=realm)
        kept.put(AskPaper("2405.14734"), Paper("2405.14734", f"title of {realm}"))
        kept.close()
    found = Cache(tmp_path).get([AskPaper("2405.14734")])
    assert found == {AskPaper("2405.14734"): Paper("2405.14734", "title of ")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a database at all, but long enough to look at" * 100,
        b"SQLite format 3\x00" + b"\xff" * 5000,
    ],
)
def test_a_damaged_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    kept = Cache(tmp_path)
    kept.put(*KEPT[0][:2])
    kept.close()
    assert len(kept.problems) == (1 if content else 0)
    if content:
        assert "damaged" in kept.problems[0]
        assert (tmp_path / FILE_NAME).with_suffix(".broken").read_bytes() == content
    assert Cache(tmp_path).get([KEPT[0][0]]) == {KEPT[0][0]: KEPT[0][1]}


def test_damage_that_shows_only_in_use_does_not_end_the_run(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    for number in range(2000):
        first.put(AskPaper(f"2405.{number:05d}"), PAPER)
    first.close()
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    content[8192:-4096] = os.urandom(len(content) - 8192 - 4096)
    path.write_bytes(content)
    second = Cache(tmp_path)
    second.get([AskPaper(f"2405.{number:05d}") for number in range(2000)])
    second.put(AskPaper("2406.00001"), PAPER)
    second.close()
    assert len(second.problems) == 1
    assert Cache(tmp_path).get([AskPaper("2406.00001")]) == {AskPaper("2406.00001"): PAPER}


@pytest.mark.parametrize(
    "answer", ["", "{}", '["Nonsense", {}]', '["Paper", {"x": 1}]', '["Paper", 3]', "[1, 2]"]
)
def test_rows_that_cannot_be_read_are_no_answers(tmp_path: Path, answer: str) -> None:
    kept = Cache(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        database.execute("INSERT INTO answers VALUES ('paper:2405.14734', ?, ?)", (answer, time.time()))
    database.close()
    assert kept.get([AskPaper("2405.14734")]) == {}
    kept.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    kept = Cache(tmp_path / "taken" / "cache")
    kept.put(*KEPT[0][:2])
    kept.close()
    assert len(kept.problems) == 1
    assert "goes on without it" in kept.problems[0]


def test_a_locked_file_is_reported_and_loses_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LOCK_SECONDS", 0.05)
    kept = Cache(tmp_path)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept.put(*KEPT[0][:2])
    kept.flush()
    assert len(kept.problems) == 1
    assert "locked" in kept.problems[0]
    other.execute("COMMIT")
    other.close()
    kept.close()
    assert Cache(tmp_path).get([KEPT[0][0]]) == {KEPT[0][0]: KEPT[0][1]}


FULL = """
import resource, sys
from pathlib import Path
from awesome_lint.lookup.cache import Cache
from awesome_lint.facts import AskLink, LinkState
resource.setrlimit(resource.RLIMIT_FSIZE, (40960, 40960))
kept = Cache(Path(sys.argv[1]))
for number in range(3000):
    kept.put(AskLink(f"https://example.org/{number}"), LinkState("ok", "200"))
    if number % 500 == 0:
        kept.flush()
kept.close()
print(len(kept.problems), kept.problems)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes cannot be limited there")
def test_a_full_disk_keeps_what_was_there(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    first.put(*KEPT[0][:2])
    first.close()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("1 ")
    assert "cannot be written" in done.stdout
    after = Cache(tmp_path)
    assert after.get([KEPT[0][0]]) == {KEPT[0][0]: KEPT[0][1]}
    assert after.problems == []


WRITER = """
import sys
from pathlib import Path
from awesome_lint.lookup.cache import Cache
from awesome_lint.facts import AskLink, LinkState
kept = Cache(Path(sys.argv[1]))
for number in range(60):
    kept.put(AskLink(f"https://example.org/{sys.argv[2]}/{number}"), LinkState("ok", "200"))
    kept.flush()
kept.close()
sys.exit(bool(kept.problems))
"""


def test_several_runs_write_at_once(tmp_path: Path) -> None:
    runs = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(run)]) for run in range(3)]
    assert [run.wait(timeout=60) for run in runs] == [0, 0, 0]
    assert dict(cache.cache_info(tmp_path).counts) == {"link": 180}


TURNS = """
import sys, time
from pathlib import Path
from awesome_lint.lookup.cache import Cache
kept = Cache(Path(sys.argv[1]))
for _ in range(5):
    now = time.time()
    print(now + kept.reserve_request("https://service.example/", 10.0))
"""


def test_runs_on_one_machine_share_a_rate_limit(tmp_path: Path) -> None:
    Cache(tmp_path).close()
    runs = [
        subprocess.Popen([sys.executable, "-c", TURNS, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    taken = sorted(float(line) for run in runs for line in run.communicate(timeout=60)[0].split())
    assert len(taken) == 15
    # What lies between asking for the time and taking the turn is far less than a second's part of ten.
    assert all(second - first > 9.0 for first, second in pairwise(taken))
    kept = Cache(tmp_path)
    assert kept.reserve_request("https://another.example/", 10.0) == 0.0
    kept.close()


def test_clear(tmp_path: Path) -> None:
    assert cache.delete_cache(tmp_path) is False
    assert cache.cache_info(tmp_path).size == 0
    Cache(tmp_path).close()
    assert cache.cache_info(tmp_path).size > 0
    assert cache.delete_cache(tmp_path) is True
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="other rules there")
def test_the_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWESOME_LINT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.cache_folder() == tmp_path / ".cache" / "awesome-lint"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/to/be/ignored")
    assert cache.cache_folder() == tmp_path / ".cache" / "awesome-lint"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache.cache_folder() == tmp_path / "x" / "awesome-lint"
    monkeypatch.setenv("AWESOME_LINT_CACHE_DIR", str(tmp_path / "y"))
    assert cache.cache_folder() == tmp_path / "y"


def test_without_a_cache_no_file_is_written(online: Online, server: Server, tmp_path: Path) -> None:
    from awesome_lint.structs import replace

    server.pages["/x"] = page()
    for _ in range(2):
        with LookupSession(replace(online, cache=""), environ={}) as lookup:
            lookup.answer([AskLink(f"{server.url}/x")])
    assert server.count("/x") == 2
    assert list(tmp_path.iterdir()) == []
