"""LK101 dead-link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.facts import AskLink, LinkState, Question
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import asked_links, states


class DeadLink(Rule):
    """A link that leads nowhere any more.

    ## What it does

    Addresses that answer 404 or 410, whose host does not exist, that redirect in a circle, or of which the
    service that knows (arXiv, GitHub, Crossref) says that there is no such thing. Each is seen twice. Whatever
    could not be reached, or turns programs away, is not called dead but unverified (LK103).

    ## Why it matters

    A list is worth what its links are worth, and pages go without telling anybody.

    ## Fix

    None: where the page went, if anywhere, a person has to find out. A copy in the Wayback Machine is named
    where there is one.
    """

    code = "LK101"
    name = "dead-link"
    summary = "a link that leads nowhere any more"
    severity = Severity.ERROR
    examples = (
        Example(
            title="The page is gone, and an archive has a copy",
            before="- [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)\n",
            lines=(1,),
            answers=(
                (
                    AskLink("https://example.org/earley"),
                    LinkState(
                        "dead",
                        "404 Not Found",
                        archive="https://web.archive.org/web/2020/https://example.org/earley",
                    ),
                ),
                (AskLink("https://example.org/cyk"), LinkState("ok", "200")),
            ),
        ),
        Example(
            title="Once for each line, however many links there bear the address",
            before="- [**CYK**](https://example.org/cyk) [[page]](https://example.org/cyk)\n- ![](https://example.org/cyk)\n",
            lines=(1, 2),
            answers=((AskLink("https://example.org/cyk"), LinkState("dead", "no such host")),),
        ),
        Example(
            title="What could not be reached is not dead",
            before="- [Earley](https://example.org/earley) and [CYK](https://example.org/cyk)\n",
            lines=(),
            answers=(
                (AskLink("https://example.org/earley"), LinkState("unknown", "it refuses programs (403)")),
                (AskLink("https://example.org/cyk"), LinkState("moved", "moved", "https://example.org/c")),
            ),
        ),
    )
    valid = (
        "- [Earley](https://example.org/earley), [local](http://localhost:8000/), [me](mailto:me@example.org)\n",
        "`https://example.org/gone` <!-- [gone](https://example.org/gone) -->\n",
    )

    def asks(self, context: Context) -> Iterable[Question]:
        """The state of every link."""
        return [link.question for link in context.cached(asked_links)]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each line that has such an address."""
        for link, state in states(context):
            if state.verdict == "dead":
                copy = f"; a copy is at {state.archive}" if state.archive else ""
                yield self.finding(
                    link.span,
                    f"This link is dead: {state.reason}{copy}",
                    suggestion=state.archive,
                )
