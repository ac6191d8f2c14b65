"""LK105 missing-fragment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.facts import AskLink, LinkState, Question
from awesome_lint.findings import Finding
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.links.online._states import links_to_check, links_with_known_state


class MissingFragment(Rule):
    """A link to a fragment that its page does not have.

    ## What it does

    Reports URLs with a fragment (`#part`) whose page works and has no such anchor. Pages that a script builds, that
    are too long to be read whole, or whose fragments are instructions to a script are left alone.

    ## Why it matters

    The reader lands at the top of the page and has to search for the part.

    ## Fix

    None: a person has to find the right part.
    """

    code = "LK105"
    name = "missing-fragment"
    summary = "a link to a fragment that its page does not have"
    examples = (
        Example(
            title="The page has no such part",
            before="- [LR](https://example.org/parsers#lr) and [LL](https://example.org/parsers#ll)\n",
            lines=(1,),
            answers=(
                (AskLink("https://example.org/parsers#lr"), LinkState("ok", "200", fragment=False)),
                (AskLink("https://example.org/parsers#ll"), LinkState("ok", "200", fragment=True)),
            ),
        ),
        Example(
            title="A page that could not be read is not judged",
            before="- [LR](https://example.org/parsers#lr)\n",
            lines=(),
            answers=((AskLink("https://example.org/parsers#lr"), LinkState("ok", "200", fragment=None)),),
        ),
    )
    valid = ("- [LR](https://example.org/parsers#lr) and [there](#parsers)\n\n# Parsers\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """A question for the state of each link with a fragment."""
        return [link.question for link in context.cached(links_to_check) if "#" in link.url]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such URL on a line."""
        for link, state in links_with_known_state(context):
            if state.fragment is False and state.verdict in ("ok", "moved"):
                fragment = link.url.partition("#")[2]
                yield self.finding(link.url_span, f"The page works, but has no anchor “#{fragment}”")
