"""AX004: ids and pages that two titles share, or that the text and the link contradict."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import Duplicate, find_duplicates
from awesome_lint.analysis.entry_keys import EntryKeys
from awesome_lint.analysis.id_conflicts import SharedId, find_id_conflicts
from awesome_lint.bibliography import arxiv, dates
from awesome_lint.bibliography.names import url_has_title
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.rules.base import Example, Rule


class SharedArxivId(Rule):
    """One id that two different titles link.

    ## What it does

    One arXiv id, DOI or OpenReview id, or one page of proceedings or of IEEE Xplore, under two different titles: one of
    the links was copied from another entry, or one paper was renamed and is listed twice. The finding is at the entry
    that the id does not fit: it links another arXiv id too, or its date does not match, or the page has the other title
    in its URL; else at the title that links the id less often, or later.

    One title with two arXiv ids, and an entry whose text names one arXiv id and whose link leads to another
    (`arXiv:2008.09001` and a link to 2102.01009).

    Titles that differ in case, punctuation, subtitle or spelling are the same title. Entries with the same authors
    and a common word in the title are the same paper. The name of a method or data set may link its paper; it is
    advice where a title of other words may be a nickname (two words at most, or no sentence in another section), and where
    one link pins a version that the other does not: a copied link has the same version, a renamed paper has two.

    ## Why it matters

    A reader who follows the link gets another paper, and cannot find the right one.

    ## Fix

    None: only arXiv knows the right id. Where the entry itself names another id, the message says so.
    """

    code = "AX004"
    name = "shared-arxiv-id"
    summary = "One arXiv id, DOI, OpenReview id or page of proceedings under two different titles"
    severity = Severity.ERROR
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
        Example(
            "# List\n\n## Benchmarks\n\n- [LoomBench: A Benchmark for Weaving Wide Cloth](https://arxiv.org/abs/2402.01234) "
            "[[code](https://github.com/jacquard/LoomBench)]\n\n## Cards\n\n"
            "- [Card2Cloth: Weaving Wide Cloth from Cards](https://byron.example.org/card2cloth) "
            "[[arXiv](https://arxiv.org/abs/2402.01234)] [[code](https://github.com/byron/Card2Cloth)]\n",
            (9,),
            title="a benchmark and a method, each with its own name and repository",
        ),
        Example(
            "# List\n\n- [Layered Learning of Waves](https://arxiv.org/abs/2102.01009), Ann Jones, arXiv:2008.09001, 2020.\n",
            (3,),
            title="the text names another id than the link",
        ),
        Example(
            "# List\n\n- [Weaving Wide Patterns by Punched Cards](https://arxiv.org/abs/2402.01234)\n"
            "- [Weaving Wide Patterns by Punched Cards](https://arxiv.org/abs/2310.04321)\n",
            (4,),
            title="one title with two ids",
        ),
        Example(
            "# List\n\n## 2024\n\n"
            "- [Weaving Wide Patterns by Punched Cards](https://arxiv.org/abs/2402.01234), Ann Jones, Lu Li\n"
            "- [Weaving Wide Patterns by Punched Cards](https://arxiv.org/abs/2403.04321), Ann Jones, Lu Li\n",
            (6,),
            title="one title and one list of authors with two ids of the year of the section",
        ),
        Example(
            "# List\n\n- [Weaving Patterns by Punched Cards](https://openreview.net/forum?id=aBcDeFgHiJ)\n"
            "- [Notes on the Analytical Engine](https://openreview.net/pdf?id=aBcDeFgHiJ)\n",
            (4,),
            title="an OpenReview link that was copied",
        ),
        Example(
            "# List\n\n- [Keep Weaving: Cloth from Spoken Orders](https://arxiv.org/abs/2402.01234v1)\n"
            "- [Say, Weave and Repeat: Patterns by Continual Instruction](https://arxiv.org/abs/2402.01234)\n",
            (4,),
            title="two versions of one paper, perhaps renamed (advice)",
        ),
        Example(
            "# List\n\n- [Notes on the Analytical Engine](https://openaccess.thecvf.com/content/CVPR2023/papers/"
            "Jones_Weaving_Patterns_by_Punched_Cards_CVPR_2023_paper.pdf)\n"
            "- [Weaving Patterns by Punched Cards](https://openaccess.thecvf.com/content/CVPR2023/html/"
            "Jones_Weaving_Patterns_by_Punched_Cards_CVPR_2023_paper.html)\n",
            (3,),
            title="a page of proceedings that was copied",
        ),
    )
    valid = (
        "# List\n\n- [Loom: Weaving Patterns](https://arxiv.org/abs/2402.01234)\n"
        "- [LOOM - Weaving patterns](https://arxiv.org/pdf/2402.01234v2)\n",
        # Two citations of one paper, with the journal in two forms.
        "# List\n\n- High-Fidelity Dynamics of a Loom's Shuttle. Commun Phys, 2025, 8, 393."
        " [DOI](https://doi.org/10.1038/s42005-025-02302-y)\n"
        "- High-Fidelity Dynamics of a Loom's Shuttle[J]. Communications Physics, 2025, 8(1): 393."
        " [DOI](https://doi.org/10.1038/s42005-025-02302-y)\n",
        # Another paper is named in the text, and two different papers have a short title in common.
        "# List\n\n- [Layered Learning of Waves](https://arxiv.org/abs/2102.01009), an extension of arXiv:2008.09001.\n",
        "# List\n\n- [Point Loom](https://arxiv.org/abs/2011.00931)\n- [Point Loom](https://arxiv.org/abs/2012.09164)\n",
        "# List\n\n| Model | Paper |\n| --- | --- |\n| Loom-7B | [paper](https://arxiv.org/abs/2402.01234) |\n"
        "| Loom-13B | [paper](https://arxiv.org/abs/2402.01234) |\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each title of an id but the one that it probably belongs to, for each entry whose text has
        another id than its link, and for each title with two ids."""
        known = context.cached(find_id_conflicts)
        for conflict in known.shared_ids:
            yield self._shared_id_finding(conflict)
        for each in known.contradictions:
            yield self.finding(
                each.link.node.span,
                f"The text has arXiv {each.text_id}, the link leads to arXiv {each.link_id}: correct the one that is wrong",
                related=[Related(each.span, f"here it is {each.text_id}")],
            )
        for pair in context.cached(find_duplicates).pairs:
            if pair.different_ids and known.doubtful_entries.isdisjoint(
                (pair.first.entry.span, pair.second.entry.span)
            ):
                yield self._two_ids_finding(pair)

    def _shared_id_finding(self, conflict: SharedId) -> Finding:
        entry, other = conflict.entry, conflict.other
        return self.finding(
            conflict.link.node.span,
            _shared_message(conflict, entry, other),
            severity=Severity.ADVICE if conflict.may_be_same_paper else None,
            related=[
                Related(conflict.other_link.node.span, f"“{other.short_title}” has the same id"),
                *(
                    Related(links[0].node.span, f"here it is arXiv {ident}")
                    for ident, links in entry.arxiv_links.items()
                    if links[0] is not conflict.link
                ),
            ],
            mirror=_shared_message(conflict, other, entry),
        )

    def _two_ids_finding(self, pair: Duplicate) -> Finding:
        """The finding for a title with two ids, at the later entry or at the one whose repository and pages
        have other names than its title.
        """
        there, here = pair.first, pair.second
        if _links_page_with_its_name(here) and not _links_page_with_its_name(there):
            there, here = here, there
        one_author_list = bool(here.surnames) and here.surnames == there.surnames
        may_be_two_papers = not one_author_list and all(map(_id_fits_section, (there, here)))
        advice = pair.uncertain or pair.different_names or may_be_two_papers
        links = [next(iter(keys.arxiv_links.values()))[0] for keys in (here, there)]
        return self.finding(
            links[0].node.span,
            _two_ids_message(here, there),
            severity=Severity.ADVICE if advice else None,
            related=[Related(links[1].node.span, f"here it is arXiv {next(iter(there.arxiv_links))}")],
            mirror=_two_ids_message(there, here),
        )


def _shared_message(conflict: SharedId, here: EntryKeys, there: EntryKeys) -> str:
    message = (
        f"{conflict.id_text} is linked under two titles, “{here.short_title}” here and “{there.short_title}” on line "
        f"{there.line}: correct the link that is wrong, unless the paper was renamed"
    )
    return "; ".join((message, *conflict.evidence))


def _two_ids_message(here: EntryKeys, there: EntryKeys) -> str:
    ids = [next(iter(keys.arxiv_links)) for keys in (here, there)]
    return (
        f"“{here.short_title}” is arXiv {ids[0]} here and arXiv {ids[1]} on line {there.line}: correct the link or the "
        "title that is wrong"
    )


def _links_page_with_its_name(keys: EntryKeys) -> bool:
    """Whether an entry links a repository or page that has the name of its work."""
    links = (*keys.repositories.values(), *keys.pages.values())
    return any(url_has_title(link.url, keys.title) for link in links)


def _id_fits_section(keys: EntryKeys) -> bool:
    """Whether the section is that of the month or year of the id. If those of both entries are, two papers may have one
    title."""
    date = next((found for title in keys.section.path[::-1] if (found := dates.parse_date(title))), None)
    submitted = arxiv.submission_month(next(iter(keys.arxiv_links)))
    if date is None or submitted is None:
        return False
    return date.year == submitted[0] and date.month in (None, submitted[1])
