"""AX104: papers listed as preprints that have appeared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv, venues
from awesome_lint.edits import Edit
from awesome_lint.facts import AskPaper, Paper, Question
from awesome_lint.findings import Batch, Finding, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import VenueField
from awesome_lint.rules.arxiv._answers import entry_papers, paper_questions
from awesome_lint.rules.base import Example, Rule
from awesome_lint.structs import record

_ACCEPTED = lazy(
    r"\b(?:accepted|to appear|published|presented|appear(?:s|ed|ing)|camera[- ]ready|(?:conference|journal) version"
    r"|proceedings|in press|oral|spotlight|poster)\b",
    re.I,
)
_NOT_YET = lazy(
    r"\b(?:submitted|submission|under (?:\w+ )?review|in review|rejected|withdrawn|preprint|extended version"
    r"|extension of|in preparation)\b",
    re.I,
)
_CLAUSE = lazy(r"[;.]\s+|\n")
_LIST_DOI = lazy(r"10\.48550/", re.I)


@record(frozen=True)
class Appearance:
    """Where a paper appeared: the venue as the table names it with its year, or only what says so."""

    venue: str | None
    year: int | None
    said: str


def appearance(paper: Paper) -> Appearance | None:
    """Where arXiv's record says that a paper has appeared: its journal reference, a comment that tells of
    acceptance (not of a submission), or a publisher's DOI; None where it says nothing of the kind."""
    for text, sure in ((paper.journal_ref or "", True), (paper.comment or "", False)):
        for clause in _CLAUSE.split(text):
            if not sure and (_NOT_YET.search(clause) or not _ACCEPTED.search(clause)):
                continue
            found = venues.find_venue(clause)
            if found is not None and found.known and not found.is_preprint and found.kind != "other":
                return Appearance(found.name, found.year, clause.strip())
    if paper.journal_ref:
        return Appearance(None, None, paper.journal_ref)
    if paper.doi and not _LIST_DOI.match(paper.doi):
        return Appearance(None, None, f"DOI {paper.doi}")
    return None


class PublishedPaper(Rule):
    """A paper that is listed as a preprint and has appeared.

    ## What it does

    Reports entries that name arXiv as their venue, while arXiv's record names where the paper has appeared: in the
    journal reference, in a comment about its acceptance, or by a publisher's DOI.

    ## Why it matters

    Readers look for reviewed papers, and want to cite the published version.

    ## Fix

    Unsafe: replaces arXiv's name by the venue's, where the year next to it stays right.
    """

    code = "AX104"
    name = "published-paper"
    summary = "A paper that is listed as a preprint and has appeared"
    fix = Safety.UNSAFE
    batch = Batch.LINKS
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="Accepted since",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234) (arXiv 2024)\n",
            lines=(3,),
            after="# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234) (ICML 2024)\n",
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper("2402.01234", "On Engines", comment="Accepted at ICML 2024. 12 pages"),
                ),
            ),
        ),
        Example(
            title="A journal that the table does not know",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234) (arXiv 2024)\n",
            lines=(3,),
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper("2402.01234", "On Engines", journal_ref="Annals of Looms 7 (2025) 1-12"),
                ),
            ),
        ),
        Example(
            title="Submitted is not accepted",
            before="# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234) (arXiv 2024)\n",
            lines=(),
            answers=(
                (
                    AskPaper("2402.01234"),
                    Paper("2402.01234", "On Engines", comment="Submitted to ICML 2024", doi="10.48550/x"),
                ),
            ),
        ),
    )
    valid = (
        "# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234) (ICML 2024)\n",
        "# List\n\n- [On Engines](https://arxiv.org/abs/2402.01234) (arXiv 2024)\n",
    )

    def asks(self, context: Context) -> Iterable[Question]:
        """The records of the entries that name arXiv as their venue."""
        preprints = {
            arxiv.identity(ident)
            for entry in context.listing.entries
            if entry.venue is not None and entry.venue.mention.is_preprint and (ident := entry.arxiv_id)
        }
        return [question for question in paper_questions(context) if question.arxiv_id in preprints]

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each entry whose own paper has appeared."""
        for each in entry_papers(context):
            venue = each.keys.entry.venue
            if venue is None or not venue.mention.is_preprint or each.keys.arxiv_id != each.arxiv_id:
                continue
            found = appearance(each.paper)
            if found is None:
                continue
            where = found.venue or found.said
            year = f" {found.year}" if found.venue and found.year else ""
            yield self.finding(
                venue.span,
                f"This paper has appeared: {where}{year}",
                severity=None if found.venue else Severity.ADVICE,
                edits=_edits(venue, found),
                suggestion=f"{where}{year}",
            )


def _edits(venue: VenueField, found: Appearance) -> list[Edit]:
    year = venue.mention.year
    if found.venue is None or venue.in_badge or (year is not None and year != found.year):
        return []
    return [Edit(venue.span, found.venue)]
