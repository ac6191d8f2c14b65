"""SE005: an entry whose own year or venue is not that of its section."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.headings import venue_of_heading, year_in_heading
from awesome_lint.analysis.ordering import work_of_entry
from awesome_lint.bibliography import arxiv
from awesome_lint.bibliography.venues import VenueMention
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.listing.model import Entry, Section
from awesome_lint.rules.base import Example, Rule

_LEAST_AGREEING = 3
"""Entries of the section that must agree with its heading before one that does not is reported."""
_LEAST_IN_FILE = 10
"""Entries under headings of a venue and year that must agree with them."""


def _make_example(last: str, section: str = "ICLR 2022") -> str:
    """An example's sections of two venues; the last entry, in the section `section`, has the venue `last`."""
    return (
        "# Soil papers\n"
        + "".join(
            f"\n## {heading}\n\n"
            + "".join(f"- [{soil} in {heading}](https://soil.example/{soil}) ({heading})\n" for soil in soils)
            for heading, soils in (
                ("AAAI 2022", ("Clay", "Loam", "Peat", "Silt", "Sand", "Marl", "Chalk", "Gley")),
                (section, ("Clay", "Loam", "Peat")),
            )
        )
        + f"- [Frost heave](https://soil.example/frost) ({last})\n"
    )


class WrongSection(Rule):
    """Entry under another year or venue than its own.

    ## What it does
    Under a heading that is a year (“2024”), an entry that itself states another year; advice where its arXiv id is of
    the section's year, by which the list may sort. An entry without a year whose arXiv id is of a later year is advice:
    the paper may have been published elsewhere first; an id of an earlier year is valid, since the venue may be of the
    section's year. At least three entries of the section must agree with its heading. With fewer, `review` reports an
    added entry as advice, unless most entries contradict the heading.

    Under a heading that is a venue with its year (“ICLR 2022”), an entry of another venue or year, where nine in ten
    entries under such headings agree with them, and at least ten. The message names the section where the entry belongs,
    if there is one.

    ## Why it matters
    A paper filed under the wrong year is found neither there nor where it belongs.

    ## Fix
    None: a person has to decide whether the heading or the entry is right.
    """

    code = "SE005"
    name = "wrong-section"
    summary = "entry whose own year or venue is not that of its section"
    examples = (
        Example(
            title="A paper of another year",
            before=(
                "# Soil papers\n\n## 2023\n\n- [Clay at rest](https://arxiv.org/abs/2301.00001) (ICLR 2023)\n"
                "- [Loam in motion](https://arxiv.org/abs/2302.00002) (ICML 2023)\n"
                "- [Silt and water](https://arxiv.org/abs/2303.00003) (AAAI 2023)\n"
                "- [Sand under load](https://arxiv.org/abs/2203.00004) (CVPR 2022)\n\n## 2022\n\n"
                "- [Peat in winter](https://arxiv.org/abs/2201.00005) (ICLR 2022)\n"
            ),
            lines=(8,),
        ),
        Example(
            title="A paper that was submitted in the section's year (advice)",
            before=(
                "# Soil papers\n\n## 2023\n\n- [Clay at rest](https://arxiv.org/abs/2301.00001) (ICLR 2023)\n"
                "- [Sand under load](https://arxiv.org/abs/2309.00004) (TIM 2024)\n"
                "- [Loam in motion](https://arxiv.org/abs/2302.00002) (ICML 2023)\n"
                "- [Silt and water](https://arxiv.org/abs/2303.00003) (AAAI 2023)\n"
            ),
            lines=(6,),
        ),
        Example(
            title="A paper of another conference",
            before=_make_example("ICLR 2021"),
            lines=(19,),
        ),
        Example(
            title="A venue whose name begins like that of the section",
            before=_make_example("ICMLA 2022", "ICML 2022"),
            lines=(19,),
        ),
    )
    valid = (
        _make_example("ICLR 2022 Workshop"),
        # A later venue year than the id's is the usual course.
        "# Soil\n\n## 2023\n\n- [Clay at rest](https://arxiv.org/abs/2211.00001) (ICLR 2023)\n"
        "- [Loam in motion](https://arxiv.org/abs/2209.00002) (ICML 2023)\n"
        "- [Silt and water](https://arxiv.org/abs/2203.00003) (AAAI 2023)\n"
        "- [Sand under load](https://arxiv.org/abs/2205.00004) (CVPR 2023)\n",
        # A heading that names a data set's year, not the papers'.
        "# Soil\n\n## SoilNet 2021 challenge\n\n- [Clay at rest](https://arxiv.org/abs/2301.00001) (ICLR 2023)\n"
        "- [Loam in motion](https://arxiv.org/abs/2302.00002) (ICML 2023)\n",
        # The section's entries carry no dates of their own.
        "# Soil\n\n## 2023\n\n- [Clay at rest](https://clay.example)\n- [Loam in motion](https://loam.example)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """Findings on sections of a venue, then on those of a year."""
        yield from self._check_venues(context)
        for section in context.listing.sections:
            year = year_in_heading(section.title)
            if year is not None and len(section.entries) > _LEAST_AGREEING:
                yield from self._check_years(section, year)

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """Findings for added entries of another year than their heading, unless most other entries of the section
        contradict it too."""
        for section in context.listing.sections:
            year = year_in_heading(section.title)
            if year is None:
                continue
            years = [(entry, own) for entry in section.entries if (own := _stated_year(entry)) is not None]
            older = [own == year for entry, own in years if entry.span not in added_spans]
            if not older or sum(older) * 2 > len(older):
                for entry, own in years:
                    if entry.span in added_spans and own != year:
                        yield self._year_finding(entry, section, own, Severity.ADVICE)

    def _check_years(self, section: Section, year: int) -> Iterator[Finding]:
        years = [(entry, _stated_year(entry)) for entry in section.entries]
        agreeing = sum(own == year for _, own in years)
        if agreeing >= _LEAST_AGREEING and agreeing * 4 >= 3 * sum(own is not None for _, own in years):
            for entry, own in years:
                if own is not None and own != year:
                    severity = Severity.ADVICE if _id_year(entry) == year else Severity.WARNING
                    yield self._year_finding(entry, section, own, severity)
        late = [entry for entry, own in years if own is None and (_id_year(entry) or 0) > year]
        if len(late) * 5 <= len(section.entries):
            for entry in late:
                why = f"its arXiv id {entry.arxiv_id} is of {_id_year(entry)}"
                yield self._section_finding(entry, section, why, Severity.ADVICE)

    def _check_venues(self, context: Context) -> Iterator[Finding]:
        sections = [
            (section, venue)
            for section in context.listing.sections
            if (venue := venue_of_heading(section.title)) is not None
        ]
        placed = [
            (entry, section, stated.mention, _is_same_venue(stated.mention, venue))
            for section, venue in sections
            for entry in section.entries
            if (stated := entry.venue) and stated.mention.is_known and stated.mention.year is not None
        ]
        agreeing = sum(agrees for *_, agrees in placed)
        if agreeing < _LEAST_IN_FILE or agreeing * 10 < len(placed) * 9:
            return
        for entry, section, own, agrees in placed:
            if not agrees and entry.title is not None:
                right = next((other for other, venue in sections if _is_same_venue(own, venue)), None)
                why = f"its venue is {own.name} {own.year}"
                yield self._section_finding(entry, section, why, Severity.WARNING, right)

    def _year_finding(self, entry: Entry, section: Section, entry_year: int, severity: Severity) -> Finding:
        """The finding for an entry of another year, with the section of that year under the same parent."""
        siblings = section.parent.children if section.parent is not None else ()
        right = next((one for one in siblings if year_in_heading(one.title) == entry_year), None)
        return self._section_finding(entry, section, f"its date is of {entry_year}", severity, right)

    def _section_finding(
        self, entry: Entry, section: Section, why: str, severity: Severity, target: Section | None = None
    ) -> Finding:
        """The finding for an entry in the wrong section, on the venue or date that contradicts the heading, else on the
        title. `target` is the right section, if the list has it."""
        assert entry.title is not None
        assert section.heading is not None
        move = (
            f"; move it to “{target.title}” (line {target.line}), or correct the entry"
            if target is not None
            else ""
        )
        dated = entry.venue is not None and entry.venue.mention.year is not None
        stated = entry.venue if dated else entry.date
        return self.finding(
            stated.span if stated is not None else entry.title.outer,
            f"“{entry.title.text}” may belong in another section: {why}, and the section is “{section.title}”{move}",
            severity=severity,
            related=[Related(section.heading.span, "the section’s heading")],
        )


def _is_same_venue(one: VenueMention, other: VenueMention) -> bool:
    """Whether two mentions are of the same conference or journal and year; tracks do not count."""
    return one.is_venue_and_year(other.name, other.year)


def _stated_year(entry: Entry) -> int | None:
    """The year of the entry's venue, else of its date; None if it has neither."""
    return work_of_entry(entry).publication_year if entry.title is not None else None


def _id_year(entry: Entry) -> int | None:
    """The year of the entry's arXiv id; None if it has no id, or one without a year."""
    if entry.arxiv_id is None or entry.title is None:
        return None
    when = arxiv.submission_month(entry.arxiv_id)
    return when[0] if when is not None else None
