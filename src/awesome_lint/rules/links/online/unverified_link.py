"""LK103 unverified-link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.facts import AskLink, LinkState, Question, Unknown
from awesome_lint.findings import Finding, Habit, Severity
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import links_to_check


class UnverifiedLink(Rule):
    """A link that could not be verified.

    ## What it does

    Reports links whose host refuses programs, asks for proof of a human visitor, limits the number of requests,
    fails, or does not answer; and links that lead to a login page, to a home page, or to a page whose title says
    that it is gone. More than three links with the same reason are one finding.

    ## Why it matters

    These links may work or not. They are listed so that a person can open them from time to time; they never fail a
    run.

    ## Fix

    None.
    """

    code = "LK103"
    name = "unverified-link"
    summary = "a link that could not be verified"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="The host refuses programs",
            before="- [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)\n",
            lines=(1,),
            answers=(
                (
                    AskLink("https://example.org/earley"),
                    LinkState("unknown", "the host refuses automated requests (403)"),
                ),
                (AskLink("https://example.org/cyk"), LinkState("dead", "404 Not Found")),
            ),
        ),
        Example(
            title="The time limit of the run was reached",
            before="- [Earley](https://example.org/earley)\n",
            lines=(1,),
            answers=(
                (
                    AskLink("https://example.org/earley"),
                    Unknown("not asked: the time limit of the run was reached"),
                ),
            ),
        ),
    )
    valid = ("- [Earley](https://example.org/earley) `https://example.org/x`\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """A question for the state of each link."""
        return [link.question for link in context.cached(links_to_check)]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such URL on a line."""
        for link in context.cached(links_to_check):
            state = context.facts.get(link.question)
            if isinstance(state, Unknown) or (isinstance(state, LinkState) and state.verdict == "unknown"):
                habit = Habit(state.reason, 3, f"{{count}} links could not be verified: {state.reason}")
                yield self.finding(
                    link.url_span, f"This link could not be verified: {state.reason}", habit=habit
                )
