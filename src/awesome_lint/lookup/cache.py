"""A cache of the answers of earlier runs, in the user's cache folder.

It is one SQLite file that can be deleted without harm. A run that cannot read it asks again; one that cannot write it
continues and reports that once. Several runs may use it at the same time."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from awesome_lint.facts import (
    Absent,
    Answer,
    AskLink,
    AskPaper,
    AskPublication,
    AskRepository,
    AskTitle,
    Candidates,
    LinkState,
    Paper,
    Publication,
    Publications,
    Question,
    Repository,
)
from awesome_lint.structs import record, values

FILE_NAME = "answers-1.sqlite"
"""The number is the version of the layout; versions of the tool with another layout use another file."""
HOUR = 3600.0
DAY = 24 * HOUR
MAX_AGE_SECONDS = 31 * DAY
LOCK_SECONDS = 20.0
"""The longest time to wait for another run that writes, in seconds."""

_QUESTIONS: dict[type, str] = {
    AskPaper: "paper", AskTitle: "title", AskLink: "link", AskRepository: "repository",
    AskPublication: "publication",
}  # fmt: skip
_ANSWERS: dict[str, type] = {
    cls.__name__: cls for cls in (Paper, Candidates, LinkState, Repository, Publication, Publications, Absent)
}


def cache_folder() -> Path:
    """The cache folder of the platform: `XDG_CACHE_HOME` (or `~/.cache`), `~/Library/Caches` on macOS,
    `%LOCALAPPDATA%` on Windows; `AWESOME_LINT_CACHE_DIR` overrides it."""
    if own := os.environ.get("AWESOME_LINT_CACHE_DIR"):
        return Path(own)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "awesome-lint" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "awesome-lint"
    shared = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification says to ignore a path that is not absolute.
    return (Path(shared) if os.path.isabs(shared) else Path.home() / ".cache") / "awesome-lint"


def answer_lifetime(answer: Answer) -> float:
    """The number of seconds for which an answer is valid; 0 if it must not be cached."""
    match answer:
        case Paper():
            return 30 * DAY
        case Publication() | Publications():
            return 7 * DAY
        case Candidates(papers):
            return 30 * DAY if papers else 6 * HOUR
        case Absent() | LinkState(verdict="dead"):
            return 6 * HOUR
        case LinkState(verdict="ok" | "moved") | Repository():
            return 7 * DAY
    return 0.0


@record(frozen=True)
class CacheInfo:
    """The folder of the cache, its size in bytes, and its number of answers by kind of question."""

    path: Path
    size: int
    counts: Mapping[str, int]


class Cache:
    """Cached answers by question. `realm` separates the answers of services at other URLs. No method raises an error
    if the file cannot be used; `problems` has a message for it."""

    def __init__(self, cache_dir: Path | None = None, *, realm: str = "") -> None:
        self.path = (cache_dir or cache_folder()) / FILE_NAME
        self.problems: list[str] = []
        self._realm = realm
        self._new_answers: dict[str, tuple[str, float]] = {}
        self._database: sqlite3.Connection | None = None
        self._writable = True
        self._pruned = False
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open_database(self.path)
        except (OSError, sqlite3.DatabaseError) as error:
            self._recover_from_error(error)

    def get(self, questions: Iterable[Question]) -> dict[Question, Answer]:
        """The cached answers that are still valid, by question."""
        answers: dict[Question, Answer] = {}
        now = time.time()
        for question in questions:
            rows = self._query("SELECT answer, at FROM answers WHERE question = ?", self._key_of(question))
            for text, at in rows:
                answer = _decode_answer(text)
                # An answer from the future was written by a wrong clock.
                if answer is not None and 0 <= now - at < answer_lifetime(answer):
                    answers[question] = answer
        return answers

    def counts_by_kind(self) -> Counter[str]:
        """The number of answers by kind of question."""
        keys = (key for (key,) in self._query("SELECT question FROM answers"))
        return Counter(key.rpartition("|")[2].partition(":")[0] for key in keys)

    def _query(self, statement: str, *values: str) -> list[Any]:
        """The rows of a query; empty if the file cannot be read."""
        try:
            return self._database.execute(statement, values).fetchall() if self._database else []
        except sqlite3.DatabaseError as error:
            self._recover_from_error(error)
            return []

    def put(self, question: Question, answer: Answer) -> None:
        """Adds an answer if it may be cached; `flush` writes it."""
        if answer_lifetime(answer) > 0:
            self._new_answers[self._key_of(question)] = (_encode_answer(answer), time.time())

    def flush(self) -> None:
        """Writes all new answers, or none of them."""
        if not self._new_answers or self._database is None or not self._writable:
            return
        rows = [(key, answer, at) for key, (answer, at) in self._new_answers.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
                if not self._pruned:
                    self._database.execute(
                        "DELETE FROM answers WHERE at < ?", (time.time() - MAX_AGE_SECONDS,)
                    )
                    self._pruned = True
            self._new_answers.clear()
        except sqlite3.OperationalError as error:
            self._writable = "locked" in str(error)  # a locked file may be free at the next flush
            self._add_problem(f"cannot be written ({error}); the run goes on without keeping its answers")
        except sqlite3.DatabaseError as error:
            self._recover_from_error(error)

    def close(self) -> None:
        """Writes the new answers and closes the file."""
        self.flush()
        if self._database is not None:
            self._database.close()
            self._database = None

    def reserve_request(self, service: str, interval: float) -> float:
        """Reserves the next request of this machine to a service; returns the seconds until then."""
        if self._database is None or not self._writable:
            return 0.0
        now = time.time()
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                row = self._database.execute("SELECT at FROM turns WHERE service = ?", (service,)).fetchone()
                # A time far ahead was written by a wrong clock.
                reserved = row is not None and row[0] <= now + 100 * interval
                at = max(now, row[0] + interval) if reserved else now
                self._database.execute("INSERT OR REPLACE INTO turns VALUES (?, ?)", (service, at))
        except sqlite3.DatabaseError:  # the rate limit between runs is not worth the run
            return 0.0
        return float(at - now)

    def pause_requests(self, service: str, seconds: float) -> None:
        """Stops the requests of all runs on this machine to a service for a number of seconds."""
        if self._database is not None and self._writable:
            row = (f"{service} pause", time.time() + seconds)
            with contextlib.suppress(sqlite3.DatabaseError), self._database:
                self._database.execute("INSERT OR REPLACE INTO turns VALUES (?, ?)", row)

    def seconds_of_pause(self, service: str) -> float:
        """The seconds until a service may get requests again."""
        rows = self._query("SELECT at FROM turns WHERE service = ?", f"{service} pause")
        left = rows[0][0] - time.time() if rows else 0.0
        return left if 0 < left <= HOUR else 0.0  # a time far ahead was written by a wrong clock

    def _recover_from_error(self, error: Exception) -> None:
        """Continues after an error: with a new file if the old one is damaged, else without a file."""
        if self._database is not None:
            self._database.close()
            self._database = None
        if isinstance(error, OSError | sqlite3.OperationalError):
            self._add_problem(f"cannot be used ({error}); the run goes on without it")
            return
        renamed = self.path.with_suffix(".broken")
        try:
            os.replace(self.path, renamed)
            self._database = _open_database(self.path)
        except (OSError, sqlite3.DatabaseError) as second:
            self._add_problem(f"is damaged and cannot be replaced ({second}); the run goes on without it")
            return
        self._add_problem(f"was damaged; it is now {renamed}, and a new one was begun")

    def _add_problem(self, problem: str) -> None:
        line = f"the cache {self.path} {problem}"
        if line not in self.problems:
            self.problems.append(line)

    def _key_of(self, question: Question) -> str:
        """The key of a question in the cache: the realm, the kind of question, and its text."""
        (text,) = values(question).values()
        key = f"{self._realm}{_QUESTIONS[type(question)]}:{text}"
        return key.encode("utf-8", "backslashreplace").decode("utf-8")


def cache_info(cache_dir: Path | None = None) -> CacheInfo:
    """The current content of the cache; an absent or unreadable file has no content."""
    path = (cache_dir or cache_folder()) / FILE_NAME
    if not path.exists():
        return CacheInfo(path, 0, {})
    cache = Cache(cache_dir)
    counts = cache.counts_by_kind()
    cache.close()
    return CacheInfo(path, path.stat().st_size if path.exists() else 0, counts)


def delete_cache(cache_dir: Path | None = None) -> bool:
    """Deletes the cache. Returns whether there was one. Raises OSError if it cannot be deleted."""
    path = (cache_dir or cache_folder()) / FILE_NAME
    existed = path.exists()
    for file in (path, path.with_suffix(".broken"), path.with_name(FILE_NAME + "-journal")):
        file.unlink(missing_ok=True)
    return existed


def _open_database(path: Path) -> sqlite3.Connection:
    """The connection to a cache file, with its tables, which are made if they do not exist. Raises DatabaseError if the
    file is no valid cache."""
    database = sqlite3.connect(path, timeout=LOCK_SECONDS)
    try:
        database.execute(
            "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT NOT NULL, at REAL NOT NULL)"
        )
        database.execute("CREATE TABLE IF NOT EXISTS turns (service TEXT PRIMARY KEY, at REAL NOT NULL)")
        database.execute("SELECT question, answer, at FROM answers LIMIT 1").fetchone()
    except BaseException:
        database.close()
        raise
    return database


def _encode_answer(answer: Answer) -> str:
    def to_json_value(value: object) -> object:
        return values(value) if isinstance(value, Paper | Publication) else str(value)

    return json.dumps([type(answer).__name__, values(answer)], default=to_json_value, ensure_ascii=False)


def _decode_answer(text: str) -> Answer | None:
    """The answer in a cached text; None if this version of the tool cannot read it."""
    try:
        name, values = json.loads(text)
        return _make_record(_ANSWERS[name], values)  # type: ignore[no-any-return]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _make_record(cls: type, values: dict[str, Any]) -> Any:
    """An answer, or a record in it, from its class and the values of its fields in JSON."""
    if cls is Candidates:
        return Candidates(tuple(_make_record(Paper, paper) for paper in values["papers"]))
    if cls is Publications:
        return Publications(tuple(_make_record(Publication, each) for each in values["records"]))
    if cls is Paper and values.get("published") is not None:
        values["published"] = date.fromisoformat(values["published"])
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})
