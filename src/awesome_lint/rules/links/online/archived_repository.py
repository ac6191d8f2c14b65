"""LK104 archived-repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import hosts
from awesome_lint.facts import AskRepository, Question, Repository
from awesome_lint.findings import Finding, Severity
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import CheckedLink, links_to_check


class ArchivedRepository(Rule):
    """A repository that its owner has archived.

    ## What it does

    Reports links to GitHub repositories that are archived: read-only, and without further work.

    ## Why it matters

    Readers may want to know that a tool is not maintained any more. The code of a paper is often archived on purpose,
    so this is advice.

    ## Fix

    None.
    """

    code = "LK104"
    name = "archived-repository"
    summary = "a repository that its owner has archived"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="An archived repository",
            before="- [cyk](https://github.com/o/cyk) and [glr](https://github.com/o/glr/tree/main)\n",
            lines=(1,),
            answers=(
                (AskRepository("o/cyk"), Repository("o/cyk", archived=True)),
                (AskRepository("o/glr"), Repository("o/glr")),
            ),
        ),
    )
    valid = ("- [cyk](https://github.com/o/cyk) and [part](https://github.com/o/cyk/blob/main/a.py)\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """A question for each repository to whose front page the list links."""
        return [question for _, question in _linked_repositories(context)]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each archived repository, at its first link."""
        reported: set[AskRepository] = set()
        for link, question in _linked_repositories(context):
            known = context.facts.get(question)
            if isinstance(known, Repository) and known.archived and question not in reported:
                reported.add(question)
                yield self.finding(link.url_span, f"The repository {known.full_name} is archived")


def _linked_repositories(context: Context) -> Iterator[tuple[CheckedLink, AskRepository]]:
    """The links to the front pages of repositories, each with the question for the repository."""
    for link in context.cached(links_to_check):
        found = hosts.github_repository(link.url) if isinstance(link.nodes[0], tree.Link) else None
        if found is not None and found.is_whole_repository:
            yield link, AskRepository(f"{found.owner}/{found.name}".lower())
