"""AX102: papers that have another title on arXiv now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import titles
from awesome_lint.edits import Edit
from awesome_lint.facts import AskPaper, AskTitle, Candidates, Paper, Question
from awesome_lint.findings import Batch, Finding, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.rules.arxiv._answers import (
    EntryPaper,
    authors_agree,
    entry_papers,
    paper_questions,
    paper_with_title,
    papers_with_other_titles,
    title_questions,
    titles_agree,
)
from awesome_lint.rules.base import Example, Rule

_SLIP = 0.75
"""Likeness from which on two words are spellings of one."""
_MARKED = lazy(r"[\[\]*_|<>`\\${}&~]")


class OutdatedTitle(Rule):
    """A title that the paper does not have on arXiv any more.

    ## What it does

    Entries whose paper has another title on arXiv, in words and not only in form, and has been revised there,
    so that it may have been renamed. A subtitle left out, a name put in front, case and punctuation are no
    difference. It is advice: the published version may have the old title. Where only some words are shared, arXiv
    must have no other paper of the entry's title.

    ## Why it matters

    Readers search for the current title, and duplicates under two titles are not noticed.

    ## Fix

    Unsafe: replaces the title by arXiv's. None where that contains LaTeX or characters with a meaning in Markdown.
    """

    code = "AX102"
    name = "outdated-title"
    summary = "A title that the paper does not have on arXiv any more"
    severity = Severity.ADVICE
    fix = Safety.UNSAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="Renamed in its second version",
            before="# List\n\n- [Weaving Elaborate Patterns with Punched Cards](https://arxiv.org/abs/2402.01234)\n",
            lines=(3,),
            after="# List\n\n- [Weaving Intricate Patterns with Punched Cards](https://arxiv.org/abs/2402.01234)\n",
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper("2402.01234", "Weaving Intricate Patterns with Punched Cards", version=2),
                ),
            ),
        ),
        Example(
            title="Renamed, with few words in common",
            before="# List\n\n- [Weaving Elaborate Patterns with Punched Cards](https://arxiv.org/abs/2402.01234)\n",
            lines=(3,),
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper("2402.01234", "Programs for Looms on Punched Cards", version=2),
                ),
                (AskTitle("Weaving Elaborate Patterns with Punched Cards"), Candidates(())),
            ),
        ),
        Example(
            title="Shortened, in other case, or never revised",
            before="""
                # List

                - [Weaving elaborate patterns with punched-cards](https://arxiv.org/abs/2402.01234)
                - [The Loom: Weaving Patterns of Elaborate Kinds](https://arxiv.org/abs/2402.04321)
                - [用穿孔卡片编织精美图案的织布机](https://arxiv.org/abs/2402.01234)
                """,
            lines=(),
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper("2402.01234", "Loom: Weaving Elaborate Patterns with Punched Cards", version=3),
                ),
                (
                    AskPaper("2402.04321"),
                    Paper("2402.04321", "The Loom: Weaving Patterns of Intricate Kinds", version=1),
                ),
            ),
        ),
    )
    valid = ("# List\n\n- [Weaving Elaborate Patterns](https://arxiv.org/abs/2402.01234)\n",)

    def asks(self, context: Context) -> Iterable[Question]:
        """Questions for the papers of the linked ids, then a search for each title that does not agree."""
        yield from paper_questions(context)
        yield from title_questions(context)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each renamed paper of an entry."""
        doubted = {entry_paper.keys for entry_paper in papers_with_other_titles(context)}
        for entry_paper in entry_papers(context):
            title = entry_paper.keys.entry.title
            if title is None or not _may_be_renamed(entry_paper):
                continue
            sure = titles_agree(entry_paper) or bool(authors_agree(entry_paper.keys, entry_paper.paper))
            if not sure and not (entry_paper.keys in doubted and _is_probably_renamed(context, entry_paper)):
                continue
            new = entry_paper.paper.title
            raw = context.text[title.span.start : title.span.end]
            plain = raw == title.text == entry_paper.entry_title and not _MARKED.search(new)
            printed = entry_paper.keys.published_venue is not None
            yield self.finding(
                title.span,
                f"arXiv {entry_paper.arxiv_id} is titled “{new}” now",
                edits=[Edit(title.span, new)] if plain and sure and not printed else (),
                suggestion=new,
            )


def _may_be_renamed(entry_paper: EntryPaper) -> bool:
    """Whether the paper has a second version, and each title has words that the other one lacks."""
    keys = entry_paper.keys
    own = keys.arxiv_id == entry_paper.arxiv_id and len(keys.arxiv_links) == 1
    if entry_paper.paper.version < 2 or not keys.has_full_title or not own:
        return False
    lost, new = titles.different_content_words(entry_paper.entry_title, entry_paper.paper.title)
    if len(lost) == len(new) and all(
        titles.text_similarity(*pair) >= _SLIP for pair in zip(lost, new, strict=True)
    ):
        return False
    return bool(lost and new)


def _is_probably_renamed(context: Context, entry_paper: EntryPaper) -> bool:
    """Whether two different titles are probably those of one paper: they have important words in common, and arXiv has
    no other paper with the entry's title."""
    answer = context.facts.get(AskTitle(entry_paper.entry_title))
    if not isinstance(answer, Candidates) or paper_with_title(context, entry_paper.keys) is not None:
        return False
    lost, _ = titles.different_content_words(entry_paper.entry_title, entry_paper.paper.title)
    own = titles.content_words(entry_paper.entry_title)
    return len(own) - len(lost) >= 2 and 3 * len(lost) <= 2 * len(own)
