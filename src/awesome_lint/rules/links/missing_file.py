"""LK004 missing-file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import urls
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links._tracked_paths import find_defect_unless_tracked, tracked_paths

_ELSEWHERE = ("https://", "http://", "#", "/", "?", "../", "{")
"""The beginnings of targets that are no path in the README's folder: a URL of another site, a fragment, a folder
above, a template."""
_SCHEME = lazy(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE | re.ASCII)
_NO_PATH = frozenset("[]<>")


class MissingFile(Rule):
    """A link to a file that does not exist in the repository.

    ## What it does

    Links and images with a path instead of a URL, where the README is tracked by git and no tracked file or folder has
    that path. A placeholder (`coming-soon`) is left to LK002. Paths to a folder above the README, or from the root of
    the site, are not checked. Outside a git repository nothing is reported.

    ## Why it matters

    GitHub shows "404 Not Found", or a broken image.

    ## Fix

    None. The message names a file whose path differs only in case.
    """

    code = "LK004"
    name = "missing-file"
    summary = "a link to a file that does not exist in the repository"
    depends_on_other_lines = True
    severity = Severity.ERROR
    examples = (
        Example(
            title="The file was moved",
            before="See [how to contribute](CONTRIBUTING.md).\n\n![logo](assets/Logo.png)\n",
            lines=(1, 3),
            tracked_files=frozenset(("README.md", "docs/CONTRIBUTING.md", "assets/logo.png")),
        ),
        Example(
            title="Files and folders that exist, and a placeholder",
            before="[f](coming-soon) [a](docs/a.md#b) [b](./docs) [c](docs/) [d](docs/with%20space.md?raw=true) [e](docs/../docs/a.md)\n",
            lines=(),
            tracked_files=frozenset(("README.md", "docs/a.md", "docs/with space.md")),
        ),
        Example(
            title="A folder may look like a host, and a host like a folder: LK001 reports the latter",
            before="[a](socket.io/a) [b](socket.io/b) [c](bit.ly/c)\n",
            lines=(1,),
            tracked_files=frozenset(("README.md", "socket.io/a")),
        ),
    )
    valid = (
        "[a](https://example.org/a.md) [b](#b) [c](mailto:c@example.org) [d](//example.org/d) [e]()\n",
        "`[a](a.md)` <!-- [b](b.md) -->\n\n```\n[c](c.md)\n```\n",
        "See [how to contribute](CONTRIBUTING.md).\n\n![logo](assets/logo.png)\n",
        "[a](../../issues) [b](/LICENSE) [c](../other/README.md) [d](github.com/owner/name)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such link; none where the tracked files are not known."""
        if context.tracked_files is None:
            return
        paths = context.cached(tracked_paths)
        in_other_case = {path.casefold(): path for path in sorted(paths)}
        seen: set[Span] = set()
        for link in filter(_is_local_link, context.listing.links):
            path = _relative_path(link.url)
            if not path or path in paths or link.target in seen or urls.is_placeholder(link.url):
                continue
            if find_defect_unless_tracked(link.url.strip(), paths) is not None:
                continue  # LK001 reports it.
            seen.add(link.target)
            like = in_other_case.get(path.casefold())
            hint = (
                f", which distinguishes case; write `{like}`"
                if like
                else "; correct the path or remove the link"
            )
            message = f"`{path}` does not exist in this repository{hint}"
            yield self.finding(link.target, message, suggestion=like)


def _is_local_link(link: tree.Link | tree.Image) -> bool:
    """Whether the URL is a path in the README's folder."""
    url = link.url.strip()
    if url.startswith(_ELSEWHERE) or link.form in (tree.LinkForm.BARE, tree.LinkForm.AUTOLINK):
        return False
    if ":" in url and (_SCHEME.match(url) or "http:" in url or "https:" in url):
        return False
    return url not in (".", "./") and url.split() == [url] and _NO_PATH.isdisjoint(url)


def _relative_path(url: str) -> str | None:
    """The path relative to the README's folder; None if it leads to a parent folder."""
    parts: list[str] = []
    for part in unquote(re.split(r"[?#]", url.strip(), maxsplit=1)[0]).split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
