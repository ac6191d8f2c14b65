"""AX103: papers that were withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from awesome_lint.analysis.arxiv_links import group_links_by_paper
from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv
from awesome_lint.facts import AskPaper, Paper, Question
from awesome_lint.findings import Finding
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.arxiv._answers import paper_questions
from awesome_lint.rules.base import Example, Rule

_WITHDRAWN = lazy(
    r"\b(?:(?:has|have) been|is|was|are|being|been) (?:\w+ ){0,2}?(?:withdrawn|retracted)\b"
    r"|^\W*(?:withdrawn|retracted)\b"
    r"|\b(?:withdraw|retract)(?:ing)? (?:this|the|our) (?:paper|submission|manuscript|article|version|preprint|work)\b",
    re.I,
)
_ELSEWHERE = lazy(r"(?:withdrawn|retracted)\s+(?:\w+\s+){0,3}?(?:from|at|in)\s+(?!arxiv|the arxiv)[A-Z]")
_SUPERSEDED = lazy(r"\b(?:superse[dc]ed|replaced|subsumed|merged)\b", re.I)


class Withdrawal(NamedTuple):
    """What a comment says: whether the paper is withdrawn (else it is only superseded), and the arXiv id of its
    successor."""

    withdrawn: bool
    successor: str | None


def find_withdrawal(comment: str) -> Withdrawal | None:
    """What a paper's comment on arXiv says about its withdrawal; None if it says nothing. A submission that was
    withdrawn from a conference is still on arXiv; one that is superseded counts only if arXiv has its successor."""
    superseded = _SUPERSEDED.search(comment)
    named = [ident for _, _, ident in arxiv.find_ids(comment)]
    successor = named[0] if named and (superseded or _WITHDRAWN.search(comment)) else None
    if _WITHDRAWN.search(comment) and not _ELSEWHERE.search(comment):
        return Withdrawal(True, successor)
    return Withdrawal(False, successor) if superseded and successor else None


class WithdrawnPaper(Rule):
    """A paper that its authors have withdrawn from arXiv.

    ## What it does

    Reports papers whose arXiv comment says that they are withdrawn, or superseded by another paper on arXiv.

    ## Why it matters

    A withdrawn paper has no text any more, and often an error that made its authors withdraw it.

    ## Fix

    None: remove the entry, or replace it by the successor that the message names where the comment names one.
    """

    code = "AX103"
    name = "withdrawn-paper"
    summary = "A paper that its authors have withdrawn"
    examples = (
        Example(
            title="Withdrawn in favour of another paper",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234)\n",
            lines=(3,),
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper(
                        "2402.01234",
                        "On Engines",
                        comment="This paper has been withdrawn by the authors; superseded by arXiv:2403.04321",
                    ),
                ),
            ),
        ),
        Example(
            title="Withdrawn from a conference, not from arXiv",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234)\n- [On Looms](https://arxiv.org/abs/2402.04321)\n",
            lines=(),
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper("2402.01234", "On Engines", comment="The submission was withdrawn from ICLR 2024"),
                ),
                (
                    AskPaper("2402.04321"),
                    Paper(
                        "2402.04321", "On Looms", comment="12 pages; patterns withdrawn by the weaver on p. 3"
                    ),
                ),
            ),
        ),
    )
    valid = ("# List\n\n- [A withdrawn paper on engines](https://arxiv.org/abs/2402.01234) (withdrawn)\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """Questions for the papers of the linked ids."""
        yield from paper_questions(context)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a paper of an entry."""
        for links in context.cached(group_links_by_paper):
            paper = context.facts.get(AskPaper(arxiv.id_key(links[0].arxiv.id)))
            if not isinstance(paper, Paper) or not paper.comment:
                continue
            found = find_withdrawal(paper.comment)
            if found is None:
                continue
            what = "has been withdrawn" if found.withdrawn else "has been superseded"
            instead = f"; its successor is arXiv {found.successor}" if found.successor else ""
            yield self.finding(
                links[0].id_span, f"arXiv {paper.arxiv_id} {what}{instead}", suggestion=found.successor
            )
