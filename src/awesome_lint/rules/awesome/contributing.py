"""AW002 contributing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding
from awesome_lint.rules.base import Example, Rule


class Contributing(Rule):
    """A list that does not say how to contribute to it.

    ## What it does

    A README without a `contributing.md` (in any case, with any extension) in its folder, in `.github` or in `docs`,
    and an empty file of that name. Nothing is reported on standard input, where the files are unknown.

    ## Why it matters

    The guidelines ask for it, and GitHub shows it to everyone who opens a pull request.

    ## Fix

    None.
    """

    code = "AW002"
    name = "contributing"
    summary = "no contributing.md next to the README, or an empty one"
    aliases = ("awesome-contributing",)
    needs_community_files = True
    examples = (
        Example(title="No such file", before="# Awesome Reeds\n", lines=(1,), community_files=()),
        Example(
            title="An empty file",
            before="# Awesome Reeds\n",
            lines=(1,),
            community_files=((".github/CONTRIBUTING.md", " \n"),),
        ),
        Example(
            title="A file with text",
            before="# Awesome Reeds\n",
            lines=(),
            community_files=(("Contributing.md", "Be kind.\n"),),
        ),
    )
    valid = ("# Awesome Reeds\n\nNobody knows which files are here.\n", "")

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding at most, at the text's beginning."""
        if context.community_files is None:
            return
        files = {
            path: text
            for path, text in context.community_files.items()
            if PurePosixPath(path).stem.casefold() == "contributing"
        }
        if not files:
            yield self.finding(
                Span(0, 0), "The file contributing.md does not exist; create it and say how to contribute"
            )
        elif not any(text.strip() for text in files.values()):
            yield self.finding(
                Span(0, 0), f"The file {next(iter(files))} is empty; say in it how to contribute"
            )
