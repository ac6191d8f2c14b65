"""LK103 unverified-link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.facts import AskLink, LinkState, Question, Unknown
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import asked_links


class UnverifiedLink(Rule):
    """A link that could not be verified.

    ## What it does

    Links whose host turns programs away, asks for proof of being human, limits them, fails, or stays silent;
    and links that do answer, but with a page whose title says that the page is gone, or with a home page.

    ## Why it matters

    Nobody knows whether these links live. They are listed so that a person can open them now and then; they
    never fail a run.

    ## Fix

    None.
    """

    code = "LK103"
    name = "unverified-link"
    summary = "a link that could not be verified"
    severity = Severity.ADVICE
    examples = (
        Example(
            title="Programs are turned away",
            before="- [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)\n",
            lines=(1,),
            answers=(
                (AskLink("https://example.org/earley"), LinkState("unknown", "it refuses programs (403)")),
                (AskLink("https://example.org/cyk"), LinkState("dead", "404 Not Found")),
            ),
        ),
        Example(
            title="The time for the run was up",
            before="- [Earley](https://example.org/earley)\n",
            lines=(1,),
            answers=((AskLink("https://example.org/earley"), Unknown("the time for the run was up")),),
        ),
    )
    valid = ("- [Earley](https://example.org/earley) `https://example.org/x`\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """The state of every link."""
        return [link.question for link in context.cached(asked_links)]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each line that has such an address."""
        for link in context.cached(asked_links):
            state = context.facts.get(link.question)
            if isinstance(state, Unknown) or (isinstance(state, LinkState) and state.verdict == "unknown"):
                yield self.finding(link.span, f"This link could not be verified: {state.reason}")
