"""Facts on hosts: which are gone, which kind of page they have, and which repositories contain many works."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.bibliography.data.hosts import KINDS, RETIRED, SHARED, TYPOS
from awesome_lint.lazy_re import lazy
from awesome_lint.structs import record

if TYPE_CHECKING:
    from awesome_lint.bibliography.data.hosts import Gone

_HOST = lazy(r"\s*(?:(?a:[a-z][a-z0-9+.-]*):)?//(?:[^/?#@\s]*@)?([^/?#:\s]+)", re.I)
_GITHUB = lazy(
    r"\s*(?:(?:https?:)?//(?:www\.)?|(?:www\.)?|git@|ssh://git@)github\.com[/:]+(?P<owner>[A-Za-z0-9][\w-]*)"
    r"/+(?P<name>[\w.-]+)(?P<rest>[^?#\s]*)(?:\?[^#\s]*)?(?P<fragment>#\S*)?",
    re.I | re.A,
)
_RAW = lazy(
    r"\s*https?://raw\.githubusercontent\.com/(?P<owner>[\w-]+)/(?P<name>[\w.-]+)(?P<rest>/[^?#\s]*)?",
    re.I | re.A,
)
_NO_OWNERS = frozenset(
    "about apps blog codespaces collections contact customer-stories enterprise events explore features gist "
    "issues join login marketplace new notifications orgs organizations pricing pulls readme resources "
    "search security sessions settings signup site solutions sponsors stars team topics trending users "
    "watching".split()
)
"""The first parts of the paths of GitHub's own pages, which are not names of accounts."""

_HOSTS_OF_ACCOUNTS = frozenset(
    "medium.com substack.com wordpress.com blogspot.com notion.site tumblr.com hashnode.dev slack.com "
    "sourceforge.net".split()
)
"""Hosts with a subdomain for each account."""
_KINDS_BY_HOST = {host: kind for kind, hosts in KINDS.items() for host in hosts.split()}
_HOSTS_BY_MISSPELLING = {slip: host for host, slips in TYPOS.items() for slip in slips.split()}
_SHARED_REPOSITORIES = frozenset(SHARED.split())
"""The repositories (`owner/name`) and owners with the code of many works, in lower case."""


@record(frozen=True)
class RepositoryUrl:
    """A URL of a GitHub repository.

    `path` is the part after the name, without slashes at its ends (`tree/main/src`, `issues/3`, ``). `branch` is set
    if the path names only a branch. `url` is the URL as written, without such a branch, a query such as
    `?tab=readme-ov-file` and a trailing slash; other paths stay."""

    owner: str
    name: str
    path: str
    branch: str | None
    fragment: str
    url: str

    @property
    def full_name(self) -> str:
        """`owner/name` as written, without `.git`."""
        return f"{self.owner}/{self.name}"

    @property
    def key(self) -> str:
        """`owner/name` in lower case, since GitHub ignores case."""
        return self.full_name.lower()

    @property
    def is_whole_repository(self) -> bool:
        """Whether the URL leads to the repository itself, not to a page in it."""
        return not self.path or self.branch is not None


@record(frozen=True)
class GoneHost:
    """A host that no longer exists or has moved. `successor` is the new URL, or None; it may replace the old one only
    if `is_certain`. `still_redirects`: the old URL still redirects."""

    host: str
    reason: str
    successor: str | None
    is_certain: bool
    still_redirects: bool


@lru_cache(maxsize=16384)
def host_of(url: str) -> str:
    """The host of an absolute URL in lower case, without user, port and `www.`; "" for any other URL."""
    match = _HOST.match(url)
    return match[1].lower().removeprefix("www.").rstrip(".") if match else ""


@lru_cache(maxsize=16384)
def page_kind(url: str) -> str | None:
    """The kind of the page at `url`, by its host and, for some, the first part of its path: `paper`, `code`, `video`,
    `blog`, `data`, `model`, `social`; None if the host does not show it."""
    host = host_of(url)
    if not host:
        return None
    first = re.match(r"/+([^/?#]+)", _after_host(url))
    if first and (kind := _KINDS_BY_HOST.get(f"{host}/{first[1].lower()}")):
        return kind
    if kind := _KINDS_BY_HOST.get(host):
        return kind
    parent = host.partition(".")[2]
    return _KINDS_BY_HOST.get(parent) if parent in _HOSTS_OF_ACCOUNTS else None


def is_paper(url: str) -> bool:
    """Whether the page at `url` is a paper, by its host or its suffix."""
    return page_kind(url) == "paper" or url.lower().partition("?")[0].endswith(".pdf")


def find_gone_host(url: str) -> GoneHost | None:
    """What is known about the host of a URL that is gone or has moved; None for other hosts."""
    host = host_of(url)
    if not host:
        return None
    name, row = host, RETIRED.get(host)
    while row is None and "." in name:
        name = name.partition(".")[2]
        row = RETIRED.get(name)
        if row is not None and not row.get("below"):
            row = None
    if row is None or ("but" in row and re.fullmatch(row["but"], _after_host(url))):
        return None
    successor = _successor_url(row, url)
    certain = bool(row.get("certain")) and successor is not None
    return GoneHost(host, row["why"], successor, certain, bool(row.get("answers")))


@lru_cache(maxsize=16384)
def github_repository(url: str) -> RepositoryUrl | None:
    """The repository of a URL on github.com or raw.githubusercontent.com; None for accounts, gists, github.io pages
    and GitHub's own pages. Dots in names are kept (`Wan2.1`)."""
    if "github" not in url and "GitHub" not in url and "Github" not in url:
        return None
    lowered = url.lower()
    match = _GITHUB.match(url) if "github.com" in lowered else None
    raw = _RAW.match(url) if match is None and "raw.githubusercontent.com" in lowered else None
    if match is None and raw is None:
        return None
    if raw is not None:
        owner, name, path = raw["owner"], raw["name"], (raw["rest"] or "").strip("/")
        return RepositoryUrl(owner, name, f"raw/{path}", None, "", f"https://github.com/{owner}/{name}")
    assert match is not None
    owner, name = match["owner"], match["name"].rstrip(".")
    if owner.lower() in _NO_OWNERS or not name:
        return None
    if name.lower().endswith(".git"):
        name = name[:-4]
    path = match["rest"].strip("/")
    parts = path.split("/")
    branch = parts[1] if len(parts) == 2 and parts[0] == "tree" else None
    end = match.start("rest") if branch is not None or not path else match.end("rest")
    written = url[:end].strip()
    return RepositoryUrl(owner, name, path, branch, match["fragment"] or "", written)


def has_many_works(repository: RepositoryUrl) -> bool:
    """Whether a repository is known to have the code of many works, so that several entries may link it."""
    return not _SHARED_REPOSITORIES.isdisjoint((repository.key, repository.owner.lower()))


def host_of_misspelling(misspelt_host: str) -> str | None:
    """The well-known host that a misspelt one in lower case (`arvix.org`) certainly means, or None."""
    return _HOSTS_BY_MISSPELLING.get(misspelt_host.removeprefix("www."))


def _after_host(url: str) -> str:
    """The part of a URL after its host and port: path, query and fragment."""
    match = _HOST.match(url)
    return re.sub(r"^:\d+", "", url[match.end() :].strip()) if match else ""


def _successor_url(gone_host: Gone, old_url: str) -> str | None:
    """The URL that replaces an old one, according to the row of its host in the table; None if the table has none."""
    path, pattern = _after_host(old_url), gone_host.get("to")
    if "first" in gone_host and (special := re.fullmatch(gone_host["first"][0], path)):
        return gone_host["first"][1].format(**special.groupdict())
    if pattern is None:
        return None
    if "when" in gone_host:
        groups = re.fullmatch(gone_host["when"], path)
        return pattern.format(**groups.groupdict()) if groups else None
    return pattern.format(path=re.sub(r"^/{2,}", "/", path))
