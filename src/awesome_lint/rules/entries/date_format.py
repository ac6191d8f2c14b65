"""EN001 date-format."""

from __future__ import annotations

from awesome_lint.model import Batch, Removal, Safety
from awesome_lint.rules.base import Example
from awesome_lint.rules.entries._form import FormRule


class DateFormat(FormRule):
    """A date in another form than the list’s.

    ## What it finds

    `(July. 2025)` or `(2025-07)` in a list whose entries of this kind mostly write `(Jul. 2025)`: the month’s
    form, the order, the signs, the brackets around it. A list without a form of its own is left alone, and so
    is a date that the house form cannot write, because it says more or less.

    ## Why it matters

    Dates in one form can be compared at a glance and sorted by a script.

    ## The fix

    Safe: the same date in the list’s form.
    """

    code = "EN001"
    name = "date-format"
    summary = "date in another form than the list’s"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.DATES})
    parts = frozenset({"date", "date_frame"})
    examples = (
        Example(
            title="The month written out",
            bad="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (Mar. 2024)
                - [Loam in Motion](https://loam.example) (Apr. 2024)
                - [Silt and Water](https://silt.example) (May. 2024)
                - [Sand under Load](https://sand.example) (Jun. 2024)
                - [Peat in Winter](https://peat.example) (July. 2024)
                - [Marl and Lime](https://marl.example) (Aug. 2024)
                - [Dust on Roads](https://dust.example) (Sep. 2024)
                """,
            lines=(7,),
            mended="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (Mar. 2024)
                - [Loam in Motion](https://loam.example) (Apr. 2024)
                - [Silt and Water](https://silt.example) (May. 2024)
                - [Sand under Load](https://sand.example) (Jun. 2024)
                - [Peat in Winter](https://peat.example) (Jul. 2024)
                - [Marl and Lime](https://marl.example) (Aug. 2024)
                - [Dust on Roads](https://dust.example) (Sep. 2024)
                """,
        ),
    )
    noop = (
        # May is no abbreviation: many write it without a stop among `Apr.` and `Jun.`.
        "# Awesome soil\n\n"
        + "".join(
            f"- [Soil study {n}](https://s.example/{n}) ({month} 2024)\n"
            for n, month in enumerate(
                "Jan. Feb. Mar. May Apr. May Jun. Jul. May Aug. Sep. May Oct. May Nov. Dec. Jan. Feb.".split()
            )
        ),
        # No form is the house's.
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (Mar. 2024)
        - [Loam in Motion](https://loam.example) (2024-04)
        - [Silt and Water](https://silt.example) (May 2024)
        - [Sand under Load](https://sand.example) (2024/06)
        """,
        # A year alone cannot be written with a month.
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (Mar. 2024)
        - [Loam in Motion](https://loam.example) (Apr. 2024)
        - [Silt and Water](https://silt.example) (May. 2024)
        - [Sand under Load](https://sand.example) (Jun. 2024)
        - [Marl and Lime](https://marl.example) (Aug. 2024)
        - [Dust on Roads](https://dust.example) (2024)
        """,
    )
