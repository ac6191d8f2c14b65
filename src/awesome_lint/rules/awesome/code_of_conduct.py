"""AW012 code-of-conduct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.base import Example, Rule

_OF_THE_MODEL = "sindresorhus@gmail.com"
"""The address in the code of conduct that many lists copy: github.com/sindresorhus/awesome, code-of-conduct.md."""
_ITS_OWNER = lazy(r'"(?:[^"\s]*github\.com[/:]|github:)?sindresorhus/')


class CodeOfConduct(Rule):
    """The list's code of conduct is empty, or names somebody else's address.

    ## What it does

    A `code-of-conduct.md` or `code_of_conduct.md` (in any case, with any ending) beside the README, in `.github`
    or in `docs`, that holds nothing, or that was copied with the address of its first author in it. A list
    without such a file is fine.

    ## Why it matters

    Complaints would reach a person who has nothing to do with the list, or nobody.

    ## Fix

    None: the file is another than the one that is looked at.
    """

    code = "AW012"
    name = "code-of-conduct"
    summary = "an empty code of conduct, or one with somebody else's address"
    aliases = ("awesome-code-of-conduct",)
    needs_community_files = True
    examples = (
        Example(
            title="An empty file",
            before="# Awesome Reeds\n",
            lines=(1,),
            community_files=(("code-of-conduct.md", ""),),
        ),
        Example(
            title="The address of the model",
            before="# Awesome Reeds\n",
            lines=(1,),
            community_files=(
                (".github/CODE_OF_CONDUCT.md", "# Conduct\n\nWrite to sindresorhus@gmail.com.\n"),
            ),
        ),
        Example(
            title="One's own address",
            before="# Awesome Reeds\n",
            lines=(),
            community_files=(("code-of-conduct.md", "Write to us@example.org.\n"),),
        ),
    )
    valid = ("# Awesome Reeds\n\nWrite to sindresorhus@gmail.com.\n", "")

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such file, at the text's beginning; the message names the file and its line."""
        for path, text in (context.community_files or {}).items():
            if PurePosixPath(path).stem.casefold().replace("_", "-") != "code-of-conduct":
                continue
            if not text.strip():
                yield self.finding(Span(0, 0), f"The file {path} is empty")
            elif _OF_THE_MODEL in text and not _is_its_own(context):
                line = text[: text.index(_OF_THE_MODEL)].count("\n") + 1
                message = f"In {path}, line {line}, {_OF_THE_MODEL} has to be replaced by your own address"
                yield self.finding(Span(0, 0), message)


def _is_its_own(context: Context) -> bool:
    """Whether the list is one of the first author's own, as the configuration or its `package.json` says."""
    package = (context.community_files or {}).get("package.json", "")
    return (context.settings.repository or "").startswith("sindresorhus/") or bool(_ITS_OWNER.search(package))
