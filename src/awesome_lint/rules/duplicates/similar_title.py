"""DU002: titles so alike that they may be one paper's."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import find_duplicates
from awesome_lint.analysis.entry_keys import EntryKeys, compute_entry_keys
from awesome_lint.analysis.id_conflicts import find_id_conflicts
from awesome_lint.bibliography import titles
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.rules.base import Example, Rule

_FULL = 5
"""Words, articles and the like aside, from which on one title within another is no accident."""


class SimilarTitle(Rule):
    """Two entries with nearly the same title.

    ## What it does

    Two entries with nearly the same title and different links: one paper under two titles, perhaps, or a title
    with a typing error. Not reported: parts of a series, entries that DU001 or AX004 report, entries with an
    arXiv id each, and a title of fewer than five words that is a part of the other.

    ## Why it matters

    A paper is often listed twice, once with its preprint and once with its proceedings.

    ## Fix

    None: a person has to look. Different papers can have like titles.
    """

    code = "DU002"
    name = "similar-title"
    summary = "Nearly the same title, different links"
    severity = Severity.ADVICE
    examples = (
        Example(
            "# List\n\n- [Weaving Complex Patterns of Silk by Means of Punched Cards](https://arxiv.org/abs/2402.01234)\n"
            "- [Weaving Complex Pattern of Silk by Means of Punched Cards](https://openreview.net/forum?id=abcdefghij)\n",
            (4,),
            title="a typing error in one of two titles",
        ),
    )
    valid = (
        "# List\n\n- [Weaving Complex Patterns, Part 1: Silk](https://arxiv.org/abs/2402.01234)\n"
        "- [Weaving Complex Patterns, Part 2: Silk](https://arxiv.org/abs/2402.01235)\n",
        # A short title that is the end of another one.
        "# List\n\n- [First Steps with Cards: Managing Colour in Looms](https://cards.example.org/first)\n"
        "- [Managing Colour in Looms](https://silk.example.net/colour)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for the later of two."""
        full = [keys for keys in context.cached(compute_entry_keys) if keys.has_full_title]
        duplicate = {pair.second.number for pair in context.cached(find_duplicates).pairs}
        different = context.cached(find_id_conflicts).different_papers
        for pair in titles.similar_title_pairs([keys.title for keys in full]):
            first, second = full[pair.first], full[pair.second]
            numbers = first.number, second.number
            if numbers in different or not duplicate.isdisjoint(numbers):
                continue
            if first.arxiv_links and second.arxiv_links:
                continue  # arXiv has them as two papers, or another rule as one
            shared = titles.common_content_words(first.title, second.title)
            within = first.title_key in second.title_key or second.title_key in first.title_key
            if len(shared) < _FULL and within:
                continue
            assert first.entry.title is not None
            assert second.entry.title is not None
            yield self.finding(
                second.entry.title.outer,
                _similar_title_message(first),
                related=[Related(first.entry.title.outer, f"“{first.title}”")],
                mirror=_similar_title_message(second),
            )


def _similar_title_message(other: EntryKeys) -> str:
    return f"Nearly the same title as line {other.line}, “{other.title}”, with other links: check whether they are one paper"
