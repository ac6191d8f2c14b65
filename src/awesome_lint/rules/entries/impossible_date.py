"""EN004 impossible-date."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.bibliography import dates
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Removal, Safety
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry
from awesome_lint.rules.base import Example, Rule

EARLIEST = 1900
"""The first year of papers and programs that such lists collect."""
_LONG_YEAR = lazy(
    r"(?<![\w./-])(?:19|20)\d{3}([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\w/-]|\.\w)"
)
_BRACKETED = lazy(r"(?<!\])[(\[（【](?P<date>(?P<word>[^\W\d_]*)[ .,]*\d[^()\[\]（）【】\n]{3,30})[)\]）】]")


class ImpossibleDate(Rule):
    """A date that no calendar has.

    ## What it does

    A month that does not exist (`Febuary 2025`, `2024.13`), a month that lies in the future, a year with five
    digits (`20240.5.30`), and a year before 1900. The venue's year may be the next one: programmes are announced ahead.

    ## Why it matters

    Sorting, filtering and every script that reads the list stumble over it, and a reader has to guess.

    ## Fix

    Unsafe, and only where the word can mean one month alone: that month, written as it is usually abbreviated.
    """

    code = "EN004"
    name = "impossible-date"
    summary = "date that no calendar has"
    fix = Safety.UNSAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.WORDS})
    examples = (
        Example(
            title="A month that is none",
            before="""
                # Awesome soil

                - [Clay at rest](https://clay.example) (Mar. 2024)
                - [Loam in motion](https://loam.example) (Febuary 2024)
                - [Silt and water](https://silt.example) (2024.13)
                - [Sand under load](https://sand.example) (arXiv 2024.14)
                - [Dust on roads](https://dust.example) (20240.5.30)
                """,
            lines=(4, 5, 6, 7),
            after="""
                # Awesome soil

                - [Clay at rest](https://clay.example) (Mar. 2024)
                - [Loam in motion](https://loam.example) (February 2024)
                - [Silt and water](https://silt.example) (2024.13)
                - [Sand under load](https://sand.example) (arXiv 2024.14)
                - [Dust on roads](https://dust.example) (20240.5.30)
                """,
        ),
        Example(
            title="A month to come",
            before="""
                # Awesome soil

                - [Clay at rest](https://clay.example) (Mar. 2029)
                """,
            lines=(3,),
        ),
    )
    valid = (
        # A year that begins in autumn, and the years of two papers.
        "# Awesome soil\n\n- [Lectures on clay](https://clay.example) (2023/24)\n- [Clay and loam](https://loam.example) (2020/22)\n",
        """
        # Awesome soil

        - [Clay at rest](https://clay.example) (2026, ICLR)
        - [Loam in motion](https://loam.example) (Sept. 2024)
        - [Silt and water](https://silt.example), Sand 2049 (2017)
        """,
        """
        # Awesome soil

        - [Peat](https://peat.example) - Version 2024.13 of a planner for 2030 and after.
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """At most one finding an entry."""
        for entry in context.listing.entries:
            finding = self._check_date_field(entry, context) or self._check_dates_in_text(entry, context)
            if finding is not None:
                yield finding

    def _check_date_field(self, entry: Entry, context: Context) -> Finding | None:
        """The finding for a date that does not exist, is in the future, or is before 1900; None for other dates."""
        if entry.date is None or entry.date.in_citation:
            return None
        date, today = entry.date.date, context.settings.today
        if defect := _find_defect(entry.date.text):
            return self.finding(entry.date.span, f"“{entry.date.text}” is no date: {defect}")
        if date.year < EARLIEST:
            return self.finding(
                entry.date.span, f"Date “{entry.date.text}” is before {EARLIEST}, when no such work existed"
            )
        ahead = (date.year, date.month or 1) > (today.year + (date.month is None), today.month)
        if ahead and entry.venue is None:
            return self.finding(
                entry.date.span, f"Date “{entry.date.text}” is in the future (today is {today.isoformat()})"
            )
        return None

    def _check_dates_in_text(self, entry: Entry, context: Context) -> Finding | None:
        """The finding for a text of the entry that is meant as a date and is none (`Jl. 2025`); None if there is no
        such text."""
        if entry.date is not None and entry.date.date.month is not None:
            return None
        start = entry.title.outer.end if entry.title is not None else entry.span.start
        if (long := _LONG_YEAR.search(context.text, start, entry.span.end)) is not None:
            return self.finding(Span(*long.span()), f"“{long[0]}” is no date: its year has five digits")
        for bracket in _BRACKETED.finditer(context.text, start, entry.span.end):
            written, word = bracket["date"], bracket["word"]
            month = dates.month_of_misspelling(word) if word else None
            if month is not None:
                name = dates.MONTHS[month - 1]
                right = name[:3] if len(word) <= 4 else name
                edit = Edit(Span(*bracket.span("word")), right)
                message = f"“{written}” is no date: {word} is no month; write {right}"
                return self.finding(Span(*bracket.span("date")), message, edits=[edit])
            if not word and (defect := _find_defect(written)):
                return self.finding(Span(*bracket.span("date")), f"“{written}” is no date: {defect}")
        return None


def _find_defect(written: str) -> str:
    """What is wrong with a date whose month or day does not exist, in words; "" for other dates."""
    return next((found.problem for found in dates.find_dates(written) if found.problem), "")
