"""The questions of rules that only services on the network can answer, and their answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from awesome_lint.structs import field, record


@record(frozen=True)
class AskPaper:
    """A question to arXiv: the record of this id (without version)."""

    arxiv_id: str


@record(frozen=True)
class AskTitle:
    """A question to arXiv: the papers with nearly this title."""

    title: str


@record(frozen=True)
class AskLink:
    """A question about a URL (as written, with its fragment): does it work?"""

    url: str


@record(frozen=True)
class AskRepository:
    """A question to GitHub: the state of the repository `owner/name`."""

    name: str


@record(frozen=True)
class AskPublication:
    """A question to a service: its record of a publication. `key` is the service and its id: `doi:10.…`, `works:TITLE`
    (Crossref, by title), `acl:2024.acl-long.1`, `openreview:ID` (a note), `forum:TITLE` (OpenReview, by title),
    `page:URL` (a page with `citation_*` tags), `s2:ARXIV:2402.01234` (Semantic Scholar), `readme:owner/name` (the
    paper of a repository)."""

    key: str


Question = AskPaper | AskTitle | AskLink | AskRepository | AskPublication


@record(frozen=True)
class Paper:
    """One arXiv record, as its API gives it. `version` is the latest; `published` is the day of v1."""

    arxiv_id: str
    title: str
    authors: tuple[str, ...] = ()
    published: date | None = None
    version: int = 1
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    category: str | None = None


@record(frozen=True)
class Absent:
    """The service answered (twice) that this does not exist."""


@record(frozen=True)
class Unknown:
    """No reliable answer; `reason` is one line for people."""

    reason: str


@record(frozen=True)
class Candidates:
    """Papers that a title search found, best first; may be empty."""

    papers: tuple[Paper, ...]


Cause = Literal[
    "challenge", "connection", "dns", "gone", "legal", "login", "no-host", "page", "payment",
    "private-address", "protocol", "proxy", "rate-limit", "redirect", "refused", "server", "service",
    "silent", "skipped", "status", "timeout", "tls", "url",
]  # fmt: skip
"""Why a request failed or a link is not ok. `no-host`: DNS answers that there is no such name; `dns`: any other problem
with names; `private-address`: an IP address that is not looked up; `silent`: a host that answered no request;
`challenge`: a host that asks for proof of a human visitor; `page`: a page that is probably not the one that the link
means; `skipped`: not asked, as `reason` explains."""

REFUSALS: frozenset[Cause] = frozenset({"refused", "challenge", "rate-limit", "login"})
"""The causes of hosts that refuse programs."""


@record(frozen=True)
class LinkState:
    """The state of a link.

    `verdict` is dead only if two requests agree on 404, 410, no such host or a redirect loop, or a service says that
    the target does not exist; any other problem is unknown. `location` is the final URL of a permanent move.
    `fragment` says whether the page has the fragment of the link, None if that is not known. `archive` is the URL of
    an archived copy of a dead page. `cause` is why the verdict is dead or unknown; `reason` is the same for people."""

    verdict: Literal["ok", "moved", "dead", "unknown"]
    reason: str
    location: str | None = None
    fragment: bool | None = None
    archive: str | None = None
    cause: Cause | None = None


@record(frozen=True)
class Repository:
    """A GitHub repository: `full_name` as GitHub writes it now (it differs from the question's after a move)."""

    full_name: str
    archived: bool = False
    description: str | None = None
    topics: tuple[str, ...] = ()


@record(frozen=True)
class Publication:
    """A service's record of one publication; unknown values are None or empty.

    `venue` is its venue in the words of the service, `year` the year of the venue or volume (never that of a
    preprint), `published` its date in ISO form, as precise as known. `acl_id` and `dblp_key` are ids in the ACL
    Anthology and in DBLP; `accepted` is False for a submission that was not accepted; `arxiv_ids` are the papers on
    arXiv that the record names, most often one."""

    source: str
    title: str
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    published: str | None = None
    doi: str | None = None
    arxiv_ids: tuple[str, ...] = ()
    acl_id: str | None = None
    dblp_key: str | None = None
    accepted: bool = True


@record(frozen=True)
class Publications:
    """The records that a search found, best first; may be empty."""

    records: tuple[Publication, ...]


Answer = Paper | Candidates | LinkState | Repository | Publication | Publications | Absent | Unknown


@record(frozen=True)
class Facts:
    """The answers that a run has so far. `interrupted`: the user stopped the lookups, so answers are missing."""

    answers: Mapping[Question, Answer] = field(default_factory=dict)
    interrupted: bool = False

    def get(self, question: Question) -> Answer | None:
        """The answer to a question; None if there is none yet."""
        return self.answers.get(question)

    def missing(self, questions: Iterable[Question]) -> list[Question]:
        """The questions without an answer, in order and without duplicates."""
        return [q for q in dict.fromkeys(questions) if q not in self.answers]


NO_FACTS = Facts()


@record(frozen=True)
class Surroundings:
    """What is known in addition to a text: the answers of lookups, and the files near the README."""

    facts: Facts = NO_FACTS
    tracked_files: frozenset[str] | None = None
    """Paths below the README's folder, with `/`, of the files that git tracks; None if not known."""
    community_files: Mapping[str, str] | None = None
    """Texts of the files that the guidelines of sindresorhus/awesome name (contributing, code of conduct), by
    path from the README's folder; None if not known."""


NOTHING_KNOWN = Surroundings()
