"""LK101 dead-link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.facts import AskLink, LinkState, Question
from awesome_lint.findings import Finding, Severity
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import links_to_check, links_with_known_state


class DeadLink(Rule):
    """A link whose page does not exist any more.

    ## What it does

    Reports URLs that answer 404 or 410, whose host does not exist, or that redirect in a loop, and papers,
    repositories and DOIs that do not exist according to arXiv, GitHub or Crossref. Each is checked twice. A page
    that could not be reached, or that refuses programs, is not dead but unverified (LK103).

    ## Why it matters

    Readers cannot use a dead link, and pages disappear without notice.

    ## Fix

    None: a person has to find the new page, if there is one. The message gives the URL of a copy in the Wayback
    Machine where there is one.
    """

    code = "LK101"
    name = "dead-link"
    summary = "a link whose page does not exist any more"
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
            title="One finding for all links to the same URL on a line",
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
        """A question for the state of each link."""
        return [link.question for link in context.cached(links_to_check)]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each dead URL on a line."""
        for link, state in links_with_known_state(context):
            if state.verdict == "dead":
                copy = f"; a copy is at {state.archive}" if state.archive else ""
                yield self.finding(
                    link.url_span,
                    f"This link is dead: {state.reason}{copy}",
                    suggestion=state.archive,
                )
