"""GitHub's word on repositories, by its REST API (version 2022-11-28)."""

from __future__ import annotations

import json
import re
from urllib.parse import quote, urljoin, urlsplit

from awesome_lint.bibliography.hosts import github_repository
from awesome_lint.facts import Absent, Answer, Repository, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.sanitize import clean
from awesome_lint.lookup.scheduler import Task
from awesome_lint.lookup.transport import Request

HOST = "api.github.com"
ANSWER_BYTES = 256 * 1024

_NAME = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}", re.ASCII)


def repository_in(url: str) -> str | None:
    """`owner/name` where the URL is a repository's front page, else None."""
    found = github_repository(url)
    if found is None or found.path or not _NAME.fullmatch(f"{found.owner}/{found.name}"):
        return None
    return f"{found.owner}/{found.name}"


class GitHub:
    """Asks for repositories. A token is sent to its own host only; once the limit of requests is used up,
    nothing more is asked."""

    def __init__(
        self, endpoint: str, token: str | None, *, token_hosts: frozenset[str], trusted: bool
    ) -> None:
        self._endpoint = endpoint.rstrip("/")
        self._host = urlsplit(endpoint).netloc.lower()
        self._secure = urlsplit(endpoint).scheme == "https"
        self._token = token if self._host in token_hosts and self._secure else None
        self._trusted = trusted
        self.exhausted: str | None = None
        """Why nothing more is asked, once the limit is used up."""

    @property
    def has_token(self) -> bool:
        """Whether requests carry a token, so that there are enough of them for every link."""
        return self._token is not None

    def repository(self, name: str) -> Task[Answer]:
        """What GitHub says of `owner/name`; absent takes two answers."""
        first = yield from self._ask(name, later=False)
        if not isinstance(first, Absent):
            return first
        return (yield from self._ask(name, later=True))

    def _ask(self, name: str, *, later: bool) -> Task[Answer]:
        url = f"{self._endpoint}/repos/{quote(name, safe='/')}"
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        for _ in range(3):
            outcome = yield Request(
                url,
                headers=headers,
                max_body=ANSWER_BYTES,
                trusted=self._trusted,
                later=later,
                skip_reason=lambda: self.exhausted,
            )
            later = False
            if isinstance(outcome, Failure):
                return Unknown(self.exhausted or f"GitHub: {outcome.reason}")
            location = outcome.headers.get("location")
            if outcome.status not in (301, 302, 307, 308) or not location:
                return self._read(outcome.status, outcome.headers.get("x-ratelimit-remaining"), outcome.body)
            url = urljoin(outcome.url, location)
            if urlsplit(url).netloc.lower() != self._host or (
                self._secure and urlsplit(url).scheme != "https"
            ):
                return Unknown("GitHub's API leads elsewhere")
        return Unknown("GitHub's API leads on and on")

    def _read(self, status: int, remaining: str | None, body: bytes | None) -> Answer:
        if status in (403, 429) and (remaining == "0" or status == 429 or b"rate limit" in (body or b"")):
            more = "" if self._token else "; with GITHUB_TOKEN set it is higher"
            self.exhausted = f"GitHub's limit of requests is used up{more}"
            return Unknown(self.exhausted)
        if status in (404, 410, 451):
            return Absent()
        if status != 200 or body is None:
            return Unknown(f"GitHub's API answers {status}")
        return _repository(body) or Unknown("GitHub's API answers with something else")


def _repository(body: bytes) -> Repository | None:
    """The repository that an answer describes; None where it is not of the documented form."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    full_name = data.get("full_name") if isinstance(data, dict) else None
    if not isinstance(full_name, str) or not _NAME.fullmatch(full_name):
        return None
    description, topics = data.get("description"), data.get("topics")
    return Repository(
        full_name,
        archived=data.get("archived") is True,
        description=(clean(description) or None) if isinstance(description, str) else None,
        topics=tuple(clean(topic, 100) for topic in topics if isinstance(topic, str))
        if isinstance(topics, list)
        else (),
    )
