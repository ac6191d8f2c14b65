"""EN001 date-format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography.dates import PartialDate
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Removal, Severity
from awesome_lint.listing.model import Entry
from awesome_lint.rules.base import Example
from awesome_lint.rules.form import FormRule
from awesome_lint.style.list_style import NEARLY_ALL

_LEAST_DATES = 10
"""Dates of a kind from which on one that says less is reported in a review."""
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May.", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.")


def _make_example(seventh_month: str, months: tuple[str, ...] = _MONTHS) -> str:
    """An example's list with these months as dates, of which the seventh is another one."""
    dates = [f"{month} 2024" for month in months]
    dates[6] = seventh_month
    return "# Awesome soil\n\n" + "".join(
        f"- [Soil study {n}](https://soil.example/{n}) ({date})\n" for n, date in enumerate(dates)
    )


_DOTTED = "# Awesome soil\n\n- [Soil study]({}) (2024.1)\n" + "".join(
    f"- [Soil study {month}](https://soil.example/{month}) (2024.{month})\n"
    for month in "11 09 08 07 06 05 04 03 02 12".split()
)
"""Dates with two digits for the month, but for the first."""


class DateFormat(FormRule):
    """A date in another form than the list’s.

    ## What it does

    `(July. 2025)` or `(2025-07)` in a list of which nine in ten entries of this kind write `(Jul. 2025)`: the
    month’s form, the order, the punctuation. Where fewer agree, from six in ten on, and where only the brackets
    around the date differ, it is one advice for the file. A section in which three in four entries, and at least
    five, agree on another form is left alone; if nine in ten agree, that form is the section’s own. A list without a
    form is left alone, and so is a date that the form cannot write, because it says more or less (in a review, an added
    date that says less is advice). So is `2024.1`, which may be what is left of `2024.10`, unless the entry's arXiv id
    is of a January. All of this also holds for the form that `style.date` sets, which is required in every section;
    `awesome-lint format --why` lists the dates that it cannot write.

    ## Why it matters

    Dates in one form can be compared at a glance and sorted by a script.

    ## Fix

    Safe where nine in ten agree, else shown only: the same date in the list’s form.
    """

    code = "EN001"
    name = "date-format"
    summary = "date in another form than the list’s"
    removes = frozenset({Removal.DATES})
    examples = (
        Example(
            title="The month written out",
            before=_make_example("July. 2024"),
            lines=(9,),
            after=_make_example("Jul. 2024"),
        ),
        Example(
            title="A month without its zero; the arXiv id says January",
            before=_DOTTED.format("https://arxiv.org/abs/2401.01234"),
            lines=(3,),
            after=_DOTTED.format("https://arxiv.org/abs/2401.01234").replace("2024.1)", "2024.01)"),
        ),
    )
    valid = (
        # A spreadsheet makes `2024.1` of `2024.10`.
        _DOTTED.format("https://soil.example/1"),
        # The years of two papers.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil study {n}](https://s.example/{n}) ({year})\n"
            for n, year in enumerate("2014 2015 2016 2017 2018 2019 2020/22 2021 2022 2023 2024 2025".split())
        ),
        # May is no abbreviation: many write it without a stop among `Apr.` and `Jun.`.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil study {n}](https://s.example/{n}) ({month} 2024)\n"
            for n, month in enumerate(
                "Jan. Feb. Mar. May Apr. May Jun. Jul. May Aug. Sep. May Oct. May Nov. Dec. Jan. Feb.".split()
            )
        ),
        # No form is the list's.
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (Mar. 2024)
        - [Loam in Motion](https://loam.example) (2024-04)
        - [Silt and Water](https://silt.example) (May 2024)
        - [Sand under Load](https://sand.example) (2024/06)
        """,
        # A year alone cannot be written with a month.
        _make_example("2024"),
        # The second section has a form of its own.
        _make_example("Jul. 2024")
        + "\n## Books\n\n"
        + "".join(f"- [Soil book {n}](https://soil.example/b{n}) (2024-0{n})\n" for n in range(1, 7)),
    )

    def review_remarks(self, context: Context, added_spans: Collection[Span]) -> Iterator[Finding]:
        """Findings for added dates without the month or day that nearly all entries of the kind have."""
        varied = {kind.kind for kind in context.planner.list_style.kinds if "date" in kind.varied}
        dated: dict[str, list[Entry]] = defaultdict(list)
        for entry in context.listing.entries:
            if entry.date is not None and not entry.date.in_badge and entry.kind not in varied:
                dated[entry.kind].append(entry)
        for entries in dated.values():
            for entry in entries:
                if entry.span in added_spans:
                    yield from self._check_precision(entry, entries)

    def _check_precision(self, entry: Entry, entries: Sequence[Entry]) -> Iterator[Finding]:
        """The finding for the date of an entry that has no month or day, where nearly all of these entries have one."""
        parts = [_date_parts(each.date.date) for each in entries if each.date is not None]
        assert entry.date is not None
        missing = next((name for name in ("month", "day") if name not in _date_parts(entry.date.date)), None)
        agree = sum(missing in names for names in parts)
        if missing is not None and len(parts) >= _LEAST_DATES and agree >= NEARLY_ALL * len(parts):
            message = f"Date “{entry.date.text}” has no {missing}; {agree} of {len(parts)} entries give it"
            yield self.finding(entry.date.span, message, severity=Severity.ADVICE)


def _date_parts(date: PartialDate) -> list[str]:
    """The parts that a date has besides its year: "month", "day"."""
    return [name for name in ("month", "day") if getattr(date, name) is not None]
