"""EN003 date-venue-order."""

from __future__ import annotations

from awesome_lint.model import Batch, Removal, Safety
from awesome_lint.rules.base import Example
from awesome_lint.rules.entries._form import FormRule


class DateVenueOrder(FormRule):
    """Venue and year in another order than the list’s.

    ## What it finds

    `(CVPR 2025)` in a list whose entries of this kind mostly write `(2025, CVPR)`.

    ## Why it matters

    The eye runs down one column of years, and a script reads the first word as one.

    ## The fix

    Safe: the same venue and year, as the list writes them.
    """

    code = "EN003"
    name = "date-venue-order"
    summary = "venue and year in another order than the list’s"
    fix = Safety.SAFE
    batch = Batch.ENTRIES
    removes = frozenset({Removal.DATES})
    parts = frozenset({"venue_order"})
    examples = (
        Example(
            title="Venue first",
            bad="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (2024, ICLR)
                - [Loam in Motion](https://loam.example) (2023, ICML)
                - [Silt and Water](https://silt.example) (2024, AAAI)
                - [Sand under Load](https://sand.example) (2025, CVPR)
                - [Peat in Winter](https://peat.example) (ECCV 2024)
                - [Marl and Lime](https://marl.example) (2022, NeurIPS)
                """,
            lines=(7,),
            mended="""
                # Awesome soil

                - [Clay at Rest](https://clay.example) (2024, ICLR)
                - [Loam in Motion](https://loam.example) (2023, ICML)
                - [Silt and Water](https://silt.example) (2024, AAAI)
                - [Sand under Load](https://sand.example) (2025, CVPR)
                - [Peat in Winter](https://peat.example) (2024, ECCV)
                - [Marl and Lime](https://marl.example) (2022, NeurIPS)
                """,
        ),
    )
    noop = (
        # Neither order is the house's.
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (2024, ICLR)
        - [Loam in Motion](https://loam.example) (ICML 2023)
        - [Silt and Water](https://silt.example) (AAAI 2024)
        - [Sand under Load](https://sand.example) (2025, CVPR)
        """,
        # A month in the venue's place is another thing.
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (2024, ICLR)
        - [Loam in Motion](https://loam.example) (2023, ICML)
        - [Silt and Water](https://silt.example) (2024, AAAI)
        - [Sand under Load](https://sand.example) (2025, CVPR)
        - [Marl and Lime](https://marl.example) (2022, NeurIPS)
        - [Peat in Winter](https://peat.example) (May 2024)
        """,
    )
