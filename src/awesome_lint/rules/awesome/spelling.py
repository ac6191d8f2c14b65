"""AW011 spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit
from awesome_lint.findings import Finding, Removal, Safety
from awesome_lint.markdown import tree
from awesome_lint.rules.awesome._page import paragraphs
from awesome_lint.rules.base import Example, Rule

_NAMES = (
    "GitHub", "GitLab", "Bitbucket", "Node.js", "Vue.js", "Next.js", "JavaScript", "TypeScript", "CoffeeScript", "WebAssembly",
    "PostgreSQL", "MySQL", "SQLite", "MongoDB", "MariaDB", "GraphQL", "macOS", "iOS", "iPadOS", "YouTube", "LinkedIn",
    "Stack Overflow", "PyTorch", "TensorFlow", "NumPy", "SciPy", "WordPress", "jQuery", "OAuth", "FFmpeg", "OpenAI",
    "Kubernetes", "PyPI", "arXiv", "LaTeX",
)  # fmt: skip
"""Names with one official spelling that are no English words in any case."""
_OTHERWISE = {
    "nodejs": "Node.js", "vuejs": "Vue.js", "stackoverflow": "Stack Overflow", "git hub": "GitHub", "git lab": "GitLab",
    "you tube": "YouTube", "mac os": "macOS", "mac os x": "macOS", "mac osx": "macOS", "osx": "macOS", "os x": "macOS",
    "mongo db": "MongoDB", "java script": "JavaScript", "type script": "TypeScript",
}  # fmt: skip
_AMBIGUOUS = frozenset(("LaTeX", "arXiv", "OAuth"))
"""Names that in lower case are other words (latex gloves) or parts of code: only wrong capitals inside are reported."""


class OfficialSpelling(Rule):
    """A well-known program or service whose name is not in its official spelling.

    ## What it does

    `Github`, `javascript`, `Node JS` and about forty more names that cannot be another word. Only whole words of
    running text are checked: no code, URLs, file names, handles or parts of longer names, and no text of a link,
    which is the title of another page.

    ## Why it matters

    The guidelines ask for correct spelling.

    ## Fix

    Safe where only case differs, else unsafe.
    """

    code = "AW011"
    name = "spelling"
    summary = "a well-known name that is not in its official spelling"
    fix = Safety.SAFE
    removes = frozenset({Removal.WORDS})
    aliases = ("awesome-spell-check",)
    examples = (
        Example(
            title="Capitals",
            before="- [Reed](https://example.org) - Written in Javascript, hosted on github.\n",
            lines=(1, 1),
            after="- [Reed](https://example.org) - Written in JavaScript, hosted on GitHub.\n",
        ),
        Example(
            title="Other letters (unsafe)",
            before="## Tools for nodejs\n",
            lines=(1,),
            after="## Tools for Node.js\n",
        ),
    )
    valid = (
        "GitHub, `github`, github.com, foo.github.io, github/reeds, @github, github-cli, [github](https://github.com)\n",
        "Latex gloves, react to it, go home, the swift bird, a docker at the pier, macOSes\n",
        "https://youtube.com/javascript <!-- github --> <a href='github'>x</a>\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such word."""
        pattern, right = _spelling_table()
        for block in paragraphs(context):
            for node in _texts_outside_links(block.children):
                for match in pattern.finditer(context.text, node.span.start, node.span.end):
                    written = match.group()
                    name = right[" ".join(written.casefold().split())]
                    if written == name or (name in _AMBIGUOUS and written[1:].islower()):
                        continue
                    place = node.span._replace(start=match.start(), end=match.end())
                    yield self.finding(
                        place,
                        f"“{written}” is not the official spelling; write {name}",
                        edits=[Edit(place, name)],
                        safety=Safety.SAFE if written.casefold() == name.casefold() else Safety.UNSAFE,
                    )


def _texts_outside_links(children: list[tree.Inline]) -> Iterator[tree.Text]:
    """The texts outside links and images."""
    stack = list(reversed(children))
    while stack:
        node = stack.pop()
        if isinstance(node, tree.Text):
            yield node
        elif isinstance(node, tree.Container) and not isinstance(node, tree.Link | tree.Image):
            stack.extend(reversed(node.children))


@cache
def _spelling_table() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that matches every spelling in any case, and the official spelling of each case-folded match."""
    right = {name.casefold(): name for name in _NAMES} | _OTHERWISE
    words = sorted(right, key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", " +") for word in words)
    return re.compile(rf"(?<![\w./@#$:\\-])(?:{joined})(?![\w/@]|[-.:'’]\w)", re.IGNORECASE), right
