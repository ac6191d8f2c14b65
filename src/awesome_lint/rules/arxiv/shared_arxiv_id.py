"""AX004: one arXiv id under two different titles."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.model import Finding, Related, Severity
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.conflicts import Conflict, conflicts


class SharedArxivId(Rule):
    """One arXiv id that two different titles link.

    ## What it finds

    One arXiv id that stands under two different titles. Either one of the links is wrong, copied from another
    entry, or one paper was renamed and stands twice. The finding stands at the entry that the list itself speaks
    against: its badge or a second copy names another id, or its date does not fit; else at the later one.

    Titles that differ in case, punctuation, subtitle or spelling are the same title; entries with the same
    authors are the same paper; a mere name of a method or data set may link the paper that it comes from.

    ## Why it matters

    A reader who follows the link reads another paper, and the paper that was meant cannot be found.

    ## The fix

    None: the right id is known to arXiv alone. Where the entry itself names another id, the message says so.
    """

    code = "AX004"
    name = "shared-arxiv-id"
    summary = "One arXiv id under two different titles"
    severity = Severity.ERROR
    pairs = True
    supersedes = ("DU001", "DU002", "DU003", "EN012")
    examples = (
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n"
            "- [Notes on the Analytical Engine](https://arxiv.org/abs/2402.01234)\n",
            (4,),
            title="a link that was copied",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n"
            "  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)](https://arxiv.org/abs/2310.04321)\n\n"
            "- [Notes on the Analytical Engine](https://arxiv.org/abs/2310.04321)\n",
            (4,),
            title="a badge that was copied",
        ),
    )
    noop = (
        "# List\n\n- [Loom: Weaving Patterns](https://arxiv.org/abs/2402.01234)\n"
        "- [LOOM - Weaving patterns](https://arxiv.org/pdf/2402.01234v2)\n",
        "# List\n\n| Model | Paper |\n| --- | --- |\n| Loom-7B | [paper](https://arxiv.org/abs/2402.01234) |\n"
        "| Loom-13B | [paper](https://arxiv.org/abs/2402.01234) |\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each title that an id stands under, but the one that it belongs to by all signs."""
        for conflict in context.once(conflicts).found:
            right = conflict.right.ids[conflict.ident][0]
            own = conflict.wrong.ids
            others = [(ident, links[0]) for ident, links in own.items() if ident != conflict.ident]
            yield self.finding(
                conflict.link.node.span,
                _message(conflict),
                related=[
                    Related(right.node.span, f"“{conflict.right.title}” has the same id"),
                    *(Related(other.node.span, f"here it is arXiv {ident}") for ident, other in others),
                ],
            )


def _message(conflict: Conflict) -> str:
    wrong, right = conflict.wrong, conflict.right
    said = (
        f"arXiv {conflict.ident} stands under two titles, “{wrong.title}” and “{right.title}” "
        f"(line {right.entry.lines[0]}): one link is wrong, or the paper was renamed"
    )
    return f"{said}; {'; '.join(conflict.reasons)}" if conflict.reasons else said
