"""AX004: ids that two titles share, or that the text and the link contradict."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.duplicates import Repeat, repeats
from awesome_lint.analysis.entry_keys import Work
from awesome_lint.analysis.id_conflicts import Conflict, conflicts
from awesome_lint.bibliography import arxiv, dates
from awesome_lint.bibliography.names import belongs
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.rules.base import Example, Rule


class SharedArxivId(Rule):
    """One id that two different titles link.

    ## What it does

    One arXiv id, DOI or OpenReview id under two different titles: one of the links was copied from another entry, or
    one paper was renamed and is listed twice. The finding is at the entry that the list itself speaks against: its
    badge, its text or a second copy names another id, or its date does not fit; else at the later one.

    One title with two arXiv ids, and an entry whose text names one arXiv id and whose link leads to another
    (`arXiv:2008.09001` beside a link to 2102.01009).

    Titles that differ in case, punctuation, subtitle or spelling are the same title. Entries with the same authors
    and a common word in the title are the same paper. The name of a method or data set may link its paper; it is
    advice where a title of other words may be a nickname: two words at most, or no sentence in another section, and
    where one link pins `v1`, the other does not, and both titles begin with the same name: the paper was renamed.

    ## Why it matters

    A reader who follows the link reads another paper, and the paper that was meant cannot be found.

    ## Fix

    None: only arXiv knows the right id. Where the entry itself names another id, the message says so.
    """

    code = "AX004"
    name = "shared-arxiv-id"
    summary = "One arXiv id, DOI or OpenReview id under two different titles"
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
            "# List\n\n- [Weaving Patterns by Punched Cards](https://openreview.net/forum?id=aBcDeFgHiJ)\n"
            "- [Notes on the Analytical Engine](https://openreview.net/pdf?id=aBcDeFgHiJ)\n",
            (4,),
            title="an OpenReview link that was copied",
        ),
    )
    valid = (
        "# List\n\n- [Loom: Weaving Patterns](https://arxiv.org/abs/2402.01234)\n"
        "- [LOOM - Weaving patterns](https://arxiv.org/pdf/2402.01234v2)\n",
        # Another paper is named in the text, and two different papers have a short title in common.
        "# List\n\n- [Layered Learning of Waves](https://arxiv.org/abs/2102.01009), an extension of arXiv:2008.09001.\n",
        "# List\n\n- [Point Loom](https://arxiv.org/abs/2011.00931)\n- [Point Loom](https://arxiv.org/abs/2012.09164)\n",
        "# List\n\n| Model | Paper |\n| --- | --- |\n| Loom-7B | [paper](https://arxiv.org/abs/2402.01234) |\n"
        "| Loom-13B | [paper](https://arxiv.org/abs/2402.01234) |\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each title of an id but the one that it belongs to by all signs, for each entry whose text
        names another id than its link, and for each title with two ids."""
        known = context.cached(conflicts)
        for conflict in known.found:
            yield self._shared(conflict)
        for each in known.contradictions:
            yield self.finding(
                each.link.node.span,
                f"The text says arXiv {each.said}, the link leads to arXiv {each.linked}: one of them is wrong",
                related=[Related(each.span, f"here it is {each.said}")],
            )
        for repeat in context.cached(repeats).found:
            if repeat.at_odds and not known.blamed & {id(repeat.first.entry), id(repeat.second.entry)}:
                yield self._two_ids(repeat)

    def _shared(self, conflict: Conflict) -> Finding:
        wrong, right = conflict.wrong, conflict.right
        others = [(ident, links[0]) for ident, links in wrong.ids.items() if links[0] is not conflict.link]
        return self.finding(
            conflict.link.node.span,
            _message(conflict, wrong, right),
            severity=Severity.ADVICE if conflict.nickname else None,
            related=[
                Related(conflict.other.node.span, f"“{right.shown}” has the same id"),
                *(Related(other.node.span, f"here it is arXiv {ident}") for ident, other in others),
            ],
            mirror=_message(conflict, right, wrong),
        )

    def _two_ids(self, repeat: Repeat) -> Finding:
        """At the later entry, or at the only one whose repository and pages have other names than its title."""
        there, here = repeat.first, repeat.second
        if _has_pages(here) and not _has_pages(there):
            there, here = here, there
        doubt = repeat.doubtful or repeat.named_apart or all(map(_fits_its_section, (there, here)))
        places = [next(iter(work.ids.values()))[0].node.span for work in (here, there)]
        return self.finding(
            places[0],
            _two(here, there),
            severity=Severity.ADVICE if doubt else None,
            related=[Related(places[1], f"here it is arXiv {next(iter(there.ids))}")],
            mirror=_two(there, here),
        )


def _two(here: Work, there: Work) -> str:
    return (
        f"“{here.shown}” is arXiv {next(iter(here.ids))} here and arXiv {next(iter(there.ids))} on line "
        f"{there.entry.lines[0]}: one link or one title is wrong"
    )


def _has_pages(work: Work) -> bool:
    """Whether an entry links a repository or page with the name of its work."""
    links = (*work.repositories.values(), *work.pages.values())
    return any(belongs(link.url, work.title) for link in links)


def _message(conflict: Conflict, here: Work, there: Work) -> str:
    said = (
        f"{conflict.name} is linked under two titles, “{here.shown}” here and “{there.shown}” on line "
        f"{there.entry.lines[0]}: one link is wrong, or the paper was renamed"
    )
    return f"{said}; {'; '.join(conflict.reasons)}" if conflict.reasons else said


def _fits_its_section(work: Work) -> bool:
    """Whether the section is of the month or year of the entry's id: then two papers may share the title."""
    date = next((found for title in work.section.path[::-1] if (found := dates.parse_date(title))), None)
    submitted = arxiv.submitted(next(iter(work.ids)))
    if date is None or submitted is None:
        return False
    return date.year == submitted[0] and date.month in (None, submitted[1])
