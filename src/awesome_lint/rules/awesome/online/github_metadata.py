"""AW003 github-metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.facts import AskRepository, Question, Repository
from awesome_lint.findings import Finding
from awesome_lint.rules.base import Example, Rule

_TOPICS = ("awesome", "awesome-list")


class GithubMetadata(Rule):
    """The list's repository has no description, or lacks the topics of an awesome list.

    ## What it does

    With `--online`, for the repository that the configuration names (`repository = "owner/name"`): an empty
    description, and topics without `awesome` and `awesome-list`.

    ## Why it matters

    GitHub's search uses both.

    ## Fix

    None: set them on the repository's page on GitHub.
    """

    code = "AW003"
    name = "github-metadata"
    summary = "the repository has no description, or lacks the topics of an awesome list"
    aliases = ("awesome-github",)
    examples = (
        Example(
            title="Neither description nor topics",
            before="# Awesome Reeds\n",
            lines=(1, 1),
            repository="shore/reeds",
            answers=((AskRepository("shore/reeds"), Repository("shore/reeds", topics=("awesome",))),),
        ),
        Example(
            title="Both are set",
            before="# Awesome Reeds\n",
            lines=(),
            repository="shore/reeds",
            answers=(
                (
                    AskRepository("shore/reeds"),
                    Repository(
                        "shore/reeds", description="Plants", topics=("awesome", "awesome-list", "reeds")
                    ),
                ),
            ),
        ),
    )
    valid = ("# Awesome Reeds\n", "# Awesome Reeds\n\nhttps://github.com/shore/reeds\n")

    def asks(self, context: Context) -> Iterable[Question]:
        """The question for the list's own repository, if the configuration names it."""
        return [AskRepository(context.settings.repository)] if context.settings.repository else []

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for the description and one for the topics, at the start of the text."""
        answer = context.facts.get(AskRepository(context.settings.repository or ""))
        if not isinstance(answer, Repository):
            return
        if not (answer.description or "").strip():
            yield self.finding(Span(0, 0), f"The repository {answer.full_name} has no description on GitHub")
        missing = [topic for topic in _TOPICS if topic not in answer.topics]
        if missing:
            words = " and ".join(missing)
            yield self.finding(
                Span(0, 0), f"The repository {answer.full_name} lacks the topic {words} on GitHub"
            )
