"""AX104: papers listed as preprints that have appeared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.published import AppearanceVerdict, appearance_questions, appearance_verdict
from awesome_lint.edits import Edit
from awesome_lint.facts import AskPaper, AskPublication, Paper, Publication, Question
from awesome_lint.findings import Batch, Finding, Removal, Safety, Severity
from awesome_lint.listing.model import VenueField
from awesome_lint.rules.arxiv._answers import entry_papers, paper_questions
from awesome_lint.rules.base import Example, Rule


class PublishedPaper(Rule):
    """A paper that is listed as a preprint and has appeared.

    ## What it does

    Reports entries that name arXiv as their venue, while the paper has appeared. arXiv's record is read first (the
    comment, the journal reference, the DOI), then Semantic Scholar is asked, and one source that confirms it: the ACL
    Anthology, Crossref or OpenReview. It is a warning where one of these three says so, or where two independent
    sources name the same venue and year; what only one other source says is advice, and so is a workshop.

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
                (
                    AskPublication("s2:ARXIV:2402.01234"),
                    Publication(
                        "s2",
                        "On Engines",
                        venue="International Conference on Machine Learning",
                        arxiv_ids=("2402.01234",),
                        dblp_key="conf/icml/Ames24",
                    ),
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
        """Questions for the papers of entries that name arXiv as their venue, and for where they have appeared."""
        preprints = {
            arxiv.id_key(ident)
            for entry in context.listing.entries
            if entry.venue is not None and entry.venue.mention.is_preprint and (ident := entry.arxiv_id)
        }
        yield from (question for question in paper_questions(context) if question.arxiv_id in preprints)
        papers = [each.paper for each in entry_papers(context) if each.arxiv_id in preprints]
        for paper in papers:
            yield from appearance_questions(paper, context.facts)

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each entry whose own paper has appeared."""
        for each in entry_papers(context):
            venue = each.keys.entry.venue
            if venue is None or not venue.mention.is_preprint or each.keys.arxiv_id != each.arxiv_id:
                continue
            found = appearance_verdict(each.paper, context.facts)
            if found is None:
                continue
            place = found.appearance.venue_with_year
            said = "This paper has appeared" if found.is_certain else "This paper may have appeared"
            yield self.finding(
                venue.span,
                f"{said}: {place} (according to {' and '.join(found.sources)})",
                severity=None if found.is_certain else Severity.ADVICE,
                edits=_venue_edits(venue, found),
                suggestion=place,
            )


def _venue_edits(venue: VenueField, verdict: AppearanceVerdict) -> list[Edit]:
    """The edit that replaces arXiv's name by the venue; none if the year next to it would be wrong."""
    year, place = venue.mention.year, verdict.appearance
    if (
        not verdict.is_certain
        or place.venue is None
        or venue.in_badge
        or (year is not None and year != place.year)
    ):
        return []
    return [Edit(venue.span, f"{place.venue} {place.track}" if place.track else place.venue)]
