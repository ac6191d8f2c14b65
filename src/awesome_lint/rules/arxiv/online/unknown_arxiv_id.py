"""AX105: ids that arXiv does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.arxiv_links import group_links_by_paper
from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv
from awesome_lint.facts import Absent, AskPaper, Paper, Question, Unknown
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.rules.arxiv._answers import absent_ids, paper_questions, paper_with_title, title_questions
from awesome_lint.rules.base import Example, Rule


class UnknownArxivId(Rule):
    """A well-formed arXiv id that does not exist.

    ## What it does

    Reports ids for which arXiv answers twice that there is no paper. Malformed ids are reported by AX002.

    ## Why it matters

    The link is dead; most often a digit is wrong, and readers cannot find the paper.

    ## Fix

    None. The message names the id of the paper with the entry's title, where arXiv has one.
    """

    code = "AX105"
    name = "unknown-arxiv-id"
    summary = "An arXiv id that has no paper"
    severity = Severity.ERROR
    supersedes = ("LK101",)
    examples = (
        Example(
            title="No such paper",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.99999) (2024)\n",
            lines=(3,),
            answers=((AskPaper("2402.99999"), Absent()),),
        ),
        Example(
            title="Without an answer nothing is reported",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.99999) (2024)\n",
            lines=(),
            answers=((AskPaper("2402.99999"), Unknown("arXiv answers 503")),),
        ),
        Example(
            title="A paper that exists",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234v2) (2024)\n",
            lines=(),
            answers=((AskPaper("2402.01234"), Paper("2402.01234", "On Engines")),),
        ),
    )
    valid = (
        "# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234), `https://arxiv.org/abs/2402.99999`\n",
    )

    def asks(self, context: Context) -> Iterable[Question]:
        """Questions for the papers of the linked ids, then a search for each title that does not agree."""
        yield from paper_questions(context)
        yield from title_questions(context)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding a paper of an entry: its other links with the same id are related places."""
        entries = {ident: keys for keys, ident in absent_ids(context)}
        for links in context.cached(group_links_by_paper):
            ident = arxiv.id_key(links[0].arxiv.id)
            if isinstance(context.facts.get(AskPaper(ident)), Absent):
                keys = entries.get(ident)
                right = paper_with_title(context, keys) if keys is not None else None
                instead = f"; “{right.title}” is arXiv {right.arxiv_id}" if right is not None else ""
                yield self.finding(
                    links[0].id_span,
                    f"arXiv has no paper {links[0].arxiv.id}{instead}",
                    suggestion=right.arxiv_id if right is not None else None,
                    related=[Related(link.id_span, "the same id again") for link in links[1:]],
                )
