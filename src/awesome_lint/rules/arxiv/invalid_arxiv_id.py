"""AX002: ids that arXiv cannot have given out."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.arxiv_links import group_links_by_paper
from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.rules.base import Example, Rule


class InvalidArxivId(Rule):
    """An id that arXiv cannot have given out.

    ## What it does

    Links to arXiv ids with an impossible month, with the wrong number of digits (four after the point until
    2014, five since), or of a month that has not come yet.

    ## Why it matters

    The URL leads to no paper, and with a digit too many or too few nobody can find the right one.

    ## Fix

    None: only a search for the title tells the right id.
    """

    code = "AX002"
    name = "invalid-arxiv-id"
    summary = "An arXiv id with an impossible month, the wrong number of digits, or in the future"
    severity = Severity.ERROR
    examples = (
        Example(
            "# List\n\n- [On Engines](https://arxiv.org/abs/2413.01234) (2024)\n", (3,), title="month 13"
        ),
        Example(
            "# List\n\n- [On Engines](https://arxiv.org/abs/2402.012345) (2024)\n", (3,), title="six digits"
        ),
        Example(
            "# List\n\n- [On Engines](https://arxiv.org/pdf/2502.143) (2025)\n", (3,), title="three digits"
        ),
        Example("# List\n\n- [On Engines](https://arxiv.org/abs/9902.01234)\n", (3,), title="in the future"),
    )
    valid = (
        "# List\n\n- [On Engines](https://arxiv.org/abs/1412.6980) and [more](https://arxiv.org/abs/1501.00001v2)\n",
        "# List\n\n- [Looms](https://arxiv.org/abs/hep-th/9901001) in [the list](https://arxiv.org/list/cs.CV/recent)\n",
        "# List\n\n`https://arxiv.org/abs/2413.01234`\n\n<!-- [On Engines](https://arxiv.org/abs/2413.01234) -->\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a paper of an entry: its other links with the same id are related places."""
        for links in context.cached(group_links_by_paper):
            defect = arxiv.id_problem(links[0].arxiv.id, context.settings.today)
            if defect is None:
                continue
            yield self.finding(
                links[0].id_span,
                f"The arXiv id {links[0].arxiv.id} {defect}",
                related=[Related(link.id_span, "the same id again") for link in links[1:]],
            )
