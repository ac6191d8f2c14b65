"""DU002: titles so alike that they may be one paper's."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import repeats
from awesome_lint.analysis.entry_keys import works
from awesome_lint.analysis.id_conflicts import conflicts
from awesome_lint.bibliography import titles
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.rules.base import Example, Rule

_FULL = 5
"""Words of weight from which on one title within another is no chance."""


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
        listed = [work for work in context.cached(works) if work.full]
        joined = {
            frozenset((repeat.first.number, repeat.second.number)) for repeat in context.cached(repeats).found
        } | {frozenset(pair) for pair in context.cached(conflicts).pairs}
        gone = {repeat.second.number for repeat in context.cached(repeats).found}
        for pair in titles.similar_titles([work.title for work in listed]):
            first, second = listed[pair.first], listed[pair.second]
            if frozenset((first.number, second.number)) in joined or gone & {first.number, second.number}:
                continue
            if first.ids and second.ids:
                # arXiv knows them as two papers, or another rule as one.
                continue
            shared = titles.words_in_common(first.title, second.title)
            if len(shared) < _FULL and _within(first.key, second.key):
                continue
            title = second.entry.title
            before = first.entry.title
            assert title is not None
            assert before is not None
            yield self.finding(
                title.outer,
                f"Nearly the same title as line {first.entry.lines[0]}, “{first.title}”, with other links: check whether "
                "they are one paper",
                related=[Related(before.outer, f"“{first.title}”")],
                mirror=f"Nearly the same title as line {second.entry.lines[0]}, “{second.title}”, with other links: check "
                "whether they are one paper",
            )


def _within(one: str, other: str) -> bool:
    return one in other or other in one
