"""AW012 code-of-conduct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.base import Example, Rule

_FIRST_EMAIL = "sindresorhus@gmail.com"
"""The e-mail in the code of conduct that many lists copy: github.com/sindresorhus/awesome, code-of-conduct.md."""
_ITS_OWNER = lazy(r'"(?:[^"\s]*github\.com[/:]|github:)?sindresorhus/')


class CodeOfConduct(Rule):
    """A code of conduct that is empty, or that names the e-mail of another project.

    ## What it does

    A `code-of-conduct.md` or `code_of_conduct.md` (in any case, with any extension) in the folder of the README, in
    `.github` or in `docs` that is empty, or that was copied and still contains the e-mail of its first author. A list
    without such a file is valid.

    ## Why it matters

    Complaints go to a person who has nothing to do with the list, or to nobody.

    ## Fix

    None: the defect is in another file than the README.
    """

    code = "AW012"
    name = "code-of-conduct"
    summary = "a code of conduct that is empty, or that names the e-mail of another project"
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
            title="The e-mail of the first author",
            before="# Awesome Reeds\n",
            lines=(1,),
            community_files=(
                (".github/CODE_OF_CONDUCT.md", "# Conduct\n\nWrite to sindresorhus@gmail.com.\n"),
            ),
        ),
        Example(
            title="An e-mail of the list",
            before="# Awesome Reeds\n",
            lines=(),
            community_files=(("code-of-conduct.md", "Write to us@example.org.\n"),),
        ),
        Example(
            title="The repository of the owner of that e-mail, as package.json says",
            before="# Awesome Reeds\n",
            lines=(),
            community_files=(
                ("code-of-conduct.md", "Write to sindresorhus@gmail.com.\n"),
                ("package.json", '{"repository": "sindresorhus/awesome-reeds"}\n'),
            ),
        ),
    )
    valid = ("# Awesome Reeds\n\nWrite to sindresorhus@gmail.com.\n", "")

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such file, at the text's beginning; the message names the file and its line."""
        for path, text in (context.community_files or {}).items():
            if PurePosixPath(path).stem.casefold().replace("_", "-") != "code-of-conduct":
                continue
            if not text.strip():
                yield self.finding(
                    Span(0, 0), f"The file {path} is empty; write a code of conduct or remove the file"
                )
            elif _FIRST_EMAIL in text and not _belongs_to_owner_of_email(context):
                line = text[: text.index(_FIRST_EMAIL)].count("\n") + 1
                message = (
                    f"In {path}, line {line}, {_FIRST_EMAIL} is the e-mail of another project; write your own"
                )
                yield self.finding(Span(0, 0), message)


def _belongs_to_owner_of_email(context: Context) -> bool:
    """Whether the list belongs to the owner of this e-mail, by the configuration or its `package.json`."""
    package = (context.community_files or {}).get("package.json", "")
    return (context.settings.repository or "").startswith("sindresorhus/") or bool(_ITS_OWNER.search(package))
