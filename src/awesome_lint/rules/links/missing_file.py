"""LK004 missing-file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.bibliography import urls
from awesome_lint.bibliography.percent import unquote
from awesome_lint.markdown import tree
from awesome_lint.model import Finding, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule

_ELSEWHERE = ("https://", "http://", "#", "/", "?", "../", "{")
"""How an address begins that is no path below the README's folder: one of another site, of the page itself, of
a folder above, a template."""
_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE | re.ASCII)
_NO_PATH = frozenset("[]<>")
_DOMAINS = frozenset(("com", "org", "net", "edu", "gov", "io", "ai", "dev"))
_LABELS = lazy(r"(?:[\w-]+\.)+[a-z]+", re.IGNORECASE | re.ASCII)


class MissingFile(Rule):
    """A link to a file of the repository that is not there.

    ## What it finds

    Links and pictures with a path instead of an address, where the README is tracked by git and no tracked file
    or folder has that path. Where that cannot be told, one advice for the file counts the links that nobody has
    verified. Paths that lead above the README's folder, or from the site's root, are not judged.

    ## Why it matters

    GitHub shows its page for missing files, or a torn picture.

    ## The fix

    None. Where a file's path differs in case only, it is named.
    """

    code = "LK004"
    name = "missing-file"
    summary = "a link to a file that is not in the repository"
    examples = (
        Example(
            title="The file was moved",
            bad="See [how to contribute](CONTRIBUTING.md).\n\n![logo](assets/Logo.png)\n",
            lines=(1, 3),
            siblings=frozenset(("README.md", "docs/CONTRIBUTING.md", "assets/logo.png")),
        ),
        Example(
            title="Without the repository, nobody can tell",
            bad="See [how to contribute](CONTRIBUTING.md).\n\n![logo](assets/logo.png)\n",
            lines=(1,),
        ),
        Example(
            title="Files and folders that are there",
            bad="[a](docs/a.md#b) [b](./docs) [c](docs/) [d](docs/with%20blank.md?raw=true) [e](docs/../docs/a.md)\n",
            lines=(),
            siblings=frozenset(("README.md", "docs/a.md", "docs/with blank.md")),
        ),
    )
    noop = (
        "[a](https://example.org/a.md) [b](#b) [c](mailto:c@example.org) [d](//example.org/d) [e]()\n",
        "`[a](a.md)` <!-- [b](b.md) -->\n\n```\n[c](c.md)\n```\n",
        "[a](../../issues) [b](/LICENSE) [c](../other/README.md) [d](github.com/owner/name)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such link, or one for all that cannot be judged."""
        links = [link for link in context.listing.links if _is_path(link)]
        if not links:
            return
        if context.siblings is None:
            yield self._unverified(links)
            return
        known = _Paths(context.siblings)
        seen: set[Span] = set()
        for link in links:
            path = _path(link.url)
            if link.target not in seen and path is not None and path not in known.all:
                seen.add(link.target)
                like = known.in_other_case.get(path.casefold())
                hint = f"; there is {like}, and case counts" if like else ""
                yield self.finding(
                    link.target, f"No file or folder {path} is tracked here{hint}", suggestion=like
                )

    def _unverified(self, links: list[tree.Link | tree.Image]) -> Finding:
        first = links[0].url
        more = f" and {len(links) - 1} more" if len(links) > 1 else ""
        return self.finding(
            links[0].target,
            f"Cannot verify that {first}{more} exist{'' if more else 's'}: the files beside this one are not known",
            severity=Severity.ADVICE,
        )


class _Paths:
    """The tracked files and the folders that they are in."""

    def __init__(self, files: frozenset[str]) -> None:
        folders = {path[:at] for path in files for at in range(len(path)) if path[at] == "/"}
        self.all = files | folders | {""}
        self.in_other_case = {path.casefold(): path for path in sorted(self.all)}


def _is_path(link: tree.Link | tree.Image) -> bool:
    url = link.url.strip()
    if url.startswith(_ELSEWHERE) or link.form in (tree.LinkForm.BARE, tree.LinkForm.AUTOLINK):
        return False
    if ":" in url and (_SCHEME.match(url) or "http:" in url or "https:" in url):
        return False
    if url in (".", "./") or url.split() != [url] or not _NO_PATH.isdisjoint(url):
        return False
    # What was to be an address is LK001's.
    return not _is_host(url.partition("/")[0]) and urls.fault(url) is None


def _is_host(name: str) -> bool:
    """Whether a path's first part is a host, its scheme forgotten."""
    return name.rpartition(".")[2].lower() in _DOMAINS and _LABELS.fullmatch(name) is not None


def _path(url: str) -> str | None:
    """The path below the README's folder; None where it leads out of it."""
    parts: list[str] = []
    for part in unquote(re.split(r"[?#]", url.strip(), maxsplit=1)[0]).split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
