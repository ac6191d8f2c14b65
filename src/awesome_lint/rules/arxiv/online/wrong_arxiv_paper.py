"""AX101: ids and links that lead to another paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit
from awesome_lint.facts import AskPaper, AskPublication, AskTitle, Candidates, Paper, Publication, Question
from awesome_lint.findings import Batch, Finding, Removal, Safety, Severity
from awesome_lint.rules.arxiv._answers import (
    WrongId,
    first_id_span,
    id_spans,
    paper_questions,
    published_title_questions,
    title_questions,
    wrong_ids,
)
from awesome_lint.rules.arxiv._linked_records import record_questions, wrong_links
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import replace

_DPO = Paper("2305.18290", "Direct Preference Optimization: Your Language Model is Secretly a Reward Model")
_SIMPO = Paper("2405.14734", "SimPO: Simple Preference Optimization with a Reference-Free Reward")
_SIMPO_TITLE = "SimPO: Simple Preference Optimization with a Reference-Free Reward"


class WrongArxivPaper(Rule):
    """An arXiv id or a link that leads to another paper than the entry's.

    ## What it does

    Reports entries whose arXiv id is that of another paper, according to arXiv. Titles that differ in case, accents,
    LaTeX, a subtitle, a name in front or a few words belong to the same paper, and so do those with the same authors.
    A second piece of evidence is needed: arXiv has a paper with the entry's title under another id, or the list has
    another entry with the title of this id. Where arXiv has no paper with the entry's title, it is advice, unless
    Semantic Scholar has the paper of this id under the entry's title. Two papers with the same title are distinguished
    by the authors that the entry names.

    DOIs, pages of proceedings and of the ACL Anthology, and a repository that is the entry's only link are checked as
    well: they are wrong if arXiv has a paper with exactly the entry's title and other authors. For those other than
    repositories it is advice if the authors are not known and the two titles share next to nothing.

    ## Why it matters

    A reader who follows the link reads another paper, and may cite it.

    ## Fix

    Unsafe: replaces the id in all links of the entry by that of the paper with its title. None where arXiv has none, and
    none for other links.
    """

    code = "AX101"
    name = "wrong-arxiv-paper"
    summary = "An arXiv id or a link that leads to another paper than the entry's"
    severity = Severity.ERROR
    fix = Safety.UNSAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.LINKS, Removal.WORDS})
    supersedes = ("AX001", "AX004", "DU001", "DU002", "DU003")
    examples = (
        Example(
            title="A URL that was copied from the entry above",
            before=f"""
                # List

                - [{_DPO.title}](https://arxiv.org/abs/2305.18290)
                - [{_SIMPO_TITLE}](https://arxiv.org/pdf/2305.18290v2)
                  [![arXiv](https://img.shields.io/badge/arXiv-2305.18290-b31b1b.svg)](https://arxiv.org/abs/2305.18290)
                """,
            lines=(4,),
            after=f"""
                # List

                - [{_DPO.title}](https://arxiv.org/abs/2305.18290)
                - [{_SIMPO_TITLE}](https://arxiv.org/pdf/2405.14734)
                  [![arXiv](https://img.shields.io/badge/arXiv-2405.14734-b31b1b.svg)](https://arxiv.org/abs/2405.14734)
                """,
            answers=(
                (AskPaper("2305.18290"), _DPO),
                (AskTitle(_SIMPO_TITLE), Candidates((_SIMPO,))),
            ),
        ),
        Example(
            title="The right paper is not on arXiv",
            before=f"""
                # List

                - [{_DPO.title}](https://arxiv.org/abs/2305.18290)
                - [Weaving Elaborate Patterns by Punched Cards](https://arxiv.org/abs/2305.18290)
                """,
            lines=(4,),
            answers=(
                (AskPaper("2305.18290"), _DPO),
                (AskTitle("Weaving Elaborate Patterns by Punched Cards"), Candidates(())),
            ),
        ),
        Example(
            title="The right paper has a subtitle more",
            before="# List\n\n- [SimPO: Simple Preference Optimization](https://arxiv.org/abs/2305.18290)\n",
            lines=(3,),
            after="# List\n\n- [SimPO: Simple Preference Optimization](https://arxiv.org/abs/2405.14734)\n",
            answers=(
                (AskPaper("2305.18290"), replace(_DPO, title="Weaving with Punched Cards")),
                (AskTitle("SimPO: Simple Preference Optimization"), Candidates((_SIMPO,))),
            ),
        ),
        Example(
            title="A DOI of another paper",
            before=f"""
                # List

                - [{_DPO.title}](https://doi.org/10.5555/1.1)
                - [{_SIMPO_TITLE}](https://doi.org/10.5555/1.2)
                """,
            lines=(4,),
            answers=(
                (
                    AskPublication("doi:10.5555/1.1"),
                    Publication("crossref", "Your Language Model is Secretly a Reward Model", ("Ada Ames",)),
                ),
                (
                    AskPublication("doi:10.5555/1.2"),
                    Publication("crossref", "Weaving with Punched Cards", ("Ada Ames",)),
                ),
                (AskTitle(_SIMPO_TITLE), Candidates((replace(_SIMPO, authors=("Yu Meng", "Mengzhou Xia")),))),
            ),
        ),
        Example(
            title="A paper that has another title in the proceedings",
            before=f"# List\n\n- [{_SIMPO_TITLE}](https://doi.org/10.5555/1.2)\n",
            lines=(),
            answers=(
                (
                    AskPublication("doi:10.5555/1.2"),
                    Publication("crossref", "Preferences without Reference", ("Y. Meng", "M. Xia")),
                ),
                (AskTitle(_SIMPO_TITLE), Candidates((replace(_SIMPO, authors=("Yu Meng", "Mengzhou Xia")),))),
            ),
        ),
        Example(
            title="A repository that names another paper",
            before=f"# List\n\n- [{_SIMPO_TITLE}](https://github.com/loom/cards) (arXiv 2024)\n",
            lines=(3,),
            answers=(
                (
                    AskPublication("readme:loom/cards"),
                    Publication("readme", "Cards", arxiv_ids=("2402.01234",)),
                ),
                (AskPaper("2402.01234"), Paper("2402.01234", "Weaving with Punched Cards", ("Ada Ames",))),
                (AskTitle(_SIMPO_TITLE), Candidates((replace(_SIMPO, authors=("Yu Meng", "Mengzhou Xia")),))),
            ),
        ),
        Example(
            title="Published under another title, as Semantic Scholar knows",
            before="# List\n\n- [Weaving Elaborate Patterns by Punched Cards](https://arxiv.org/abs/2305.18290)\n",
            lines=(),
            answers=(
                (AskPaper("2305.18290"), _DPO),
                (AskTitle("Weaving Elaborate Patterns by Punched Cards"), Candidates(())),
                (
                    AskPublication("s2:ARXIV:2305.18290"),
                    Publication(
                        "s2", "Weaving Elaborate Patterns by Punched Cards", arxiv_ids=("2305.18290",)
                    ),
                ),
            ),
        ),
        Example(
            title="A subtitle more, a name in front, other words in the middle, and a nickname",
            before="""
                # List

                - [Direct Preference Optimization](https://arxiv.org/abs/2305.18290)
                - [DPO: Your language model is secretly a reward model](https://arxiv.org/abs/2305.18290)
                - [DPO](https://arxiv.org/abs/2305.18290)
                - [直接偏好优化：你的语言模型其实是一个奖励模型](https://arxiv.org/abs/2305.18290)
                """,
            lines=(),
            answers=((AskPaper("2305.18290"), _DPO),),
        ),
    )
    valid = (
        "# List\n\n- [Direct Preference Optimization](https://arxiv.org/abs/2305.18290)\n",
        "# List\n\n<!-- - [SimPO: Simple Preference Optimization](https://arxiv.org/abs/2305.18290) -->\n",
    )

    def asks(self, context: Context) -> Iterable[Question]:
        """Questions for the papers of the linked ids and for other records, and a search for each title that does not
        agree."""
        yield from paper_questions(context)
        yield from title_questions(context)
        yield from published_title_questions(context)
        yield from record_questions(context)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each such id of an entry, whose fix changes all links with it, and for each other link."""
        for wrong in wrong_ids(context):
            entry_paper, right = wrong.entry_paper, wrong.correct_paper
            edits = (
                [Edit(span, right.arxiv_id) for span in id_spans(context, entry_paper)]
                if right is not None and right.arxiv_id not in entry_paper.keys.arxiv_links
                else []
            )
            yield self.finding(
                first_id_span(context, entry_paper),
                _wrong_id_message(wrong),
                severity=None if right is not None or wrong.owner is not None else Severity.ADVICE,
                edits=edits,
                suggestion=right.arxiv_id if right is not None else None,
            )
        for link in wrong_links(context):
            linked, right = link.linked, link.correct_paper
            yield self.finding(
                linked.links[0].node.target,
                f"This link leads to “{linked.paper.title}”, not “{linked.keys.title}”; {_correct_paper_clause(right)}",
                severity=None if link.sure else Severity.ADVICE,
                suggestion=right.arxiv_id if right is not None else None,
            )


def _wrong_id_message(wrong: WrongId) -> str:
    entry_paper, right = wrong.entry_paper, wrong.correct_paper
    what = f"arXiv {entry_paper.arxiv_id} is “{entry_paper.paper.title}”, not “{entry_paper.keys.title}”"
    if right is not None and right.title == entry_paper.paper.title:
        what = f"arXiv {entry_paper.arxiv_id} has the title “{right.title}”, but other authors"
    if wrong.owner is not None:
        return f"{what}; that paper is on line {wrong.owner.line}"
    return f"{what}; {_correct_paper_clause(right)}"


def _correct_paper_clause(paper: Paper | None) -> str:
    """The clause of a message that names the paper with the entry's title."""
    return "arXiv has no paper with that title" if paper is None else f"that one is arXiv {paper.arxiv_id}"
