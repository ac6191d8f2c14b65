"""Requests repositories from GitHub's REST API (version 2022-11-28)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from awesome_lint.bibliography.hosts import github_repository
from awesome_lint.facts import Absent, Answer, Repository, Unknown
from awesome_lint.lookup.adapter import Failure
from awesome_lint.lookup.services import readme
from awesome_lint.lookup.services.json_api import (
    Endpoint,
    list_at,
    read_json,
    safe_texts,
    text_at,
    unreadable_answer,
    value_at,
)
from awesome_lint.lookup.transport import Reply, Task
from awesome_lint.structs import replace

HOST = "api.github.com"
MAX_BYTES = 256 * 1024
_MAX_REDIRECTS = 3
_NAME = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}", re.ASCII)


def repository_of_front_page(url: str) -> str | None:
    """`owner/name` if the URL is that of a repository's front page, else None."""
    repository = github_repository(url)
    if repository is None or repository.path:
        return None
    return repository.full_name if _NAME.fullmatch(repository.full_name) else None


class GitHub:
    """Requests repositories. The token is sent only to GitHub's host and to `enterprise_host`. If the rate limit is
    used up, no more requests are sent."""

    def __init__(self, endpoint: Endpoint, token: str | None, enterprise_host: str) -> None:
        self._endpoint = endpoint
        self._token = token if token and endpoint.is_on_host(HOST, *filter(None, [enterprise_host])) else None
        self._limit_message: str | None = None

    @property
    def has_token(self) -> bool:
        """Whether requests have a token; then the rate limit allows a request for every link."""
        return self._token is not None

    def request_repository(self, full_name: str) -> Task[Answer]:
        """The repository `full_name` (`owner/name`); Absent only if two replies agree."""
        answer: Answer = Absent()
        for later in (False, True):
            reply = yield from self._request_reply(full_name, "application/vnd.github+json", later=later)
            answer = reply if isinstance(reply, Unknown) else self._answer_of_reply(reply)
            if not isinstance(answer, Absent):
                break
        return answer

    def request_paper(self, full_name: str) -> Task[Answer]:
        """The paper of a repository, from its CITATION.cff and README: a publication with the heading of the README
        as its title, and with the ids in both files."""
        texts = []
        for path in ("contents/CITATION.cff", "readme"):
            reply = yield from self._request_reply(
                f"{full_name}/{path}", "application/vnd.github.raw+json", later=False
            )
            if isinstance(reply, Unknown):
                return reply
            if reply.status not in (200, 404):
                return self._answer_of_reply(reply)
            texts.append((reply.body or b"").decode("utf-8", "replace") if reply.status == 200 else "")
        return readme.parse_repository_paper(full_name, *texts)

    def _request_reply(self, path: str, accept: str, *, later: bool) -> Task[Reply | Unknown]:
        """The reply to a request below `/repos`, after redirects within the API; Unknown with the reason if there is
        none."""
        headers = {"Accept": accept, "X-GitHub-Api-Version": "2022-11-28"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        request = self._endpoint.request(
            f"/repos/{quote(path, safe='/')}",
            headers=headers,
            max_body=MAX_BYTES,
            later=later,
            skip_reason=lambda: self._limit_message,
        )
        for _ in range(_MAX_REDIRECTS):
            outcome = yield request
            if isinstance(outcome, Failure):
                return Unknown(self._limit_message or f"GitHub: {outcome.reason}")
            location = outcome.headers.get("location")
            if outcome.status not in (301, 302, 307, 308) or not location:
                return outcome
            request = replace(request, url=urljoin(outcome.url, location), later=False)
            if urlsplit(request.url.lower())[:2] != urlsplit(self._endpoint.url.lower())[:2]:
                return Unknown("GitHub's API redirects to another host")
        return Unknown("GitHub's API redirects too often")

    def _answer_of_reply(self, reply: Reply) -> Answer:
        """The answer in a reply of the API: a Repository, Absent, or Unknown with the reason."""
        status, body = reply.status, reply.body or b""
        is_limited = reply.headers.get("x-ratelimit-remaining") == "0" or b"rate limit" in body
        if status == 429 or (status == 403 and is_limited):
            advice = "" if self._token else "; it is higher with GITHUB_TOKEN"
            self._limit_message = f"GitHub's rate limit is used up{advice}"
            return Unknown(self._limit_message)
        if status in (404, 410, 451):
            return Absent()
        data = read_json(reply, "GitHub's API")
        if isinstance(data, Unknown):
            return data
        return _parse_repository(data) or unreadable_answer("GitHub's API")


def _parse_repository(json_value: Any) -> Repository | None:
    """The repository in a reply; None if the reply does not have the documented form."""
    full_name = text_at(json_value, "full_name")
    if not _NAME.fullmatch(full_name):
        return None
    return Repository(
        full_name,
        archived=value_at(json_value, "archived") is True,
        description=text_at(json_value, "description") or None,
        topics=safe_texts(list_at(json_value, "topics"), 100),
    )
