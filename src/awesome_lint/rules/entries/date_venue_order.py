"""EN003 date-venue-order."""

from __future__ import annotations

from awesome_lint.rules.base import Example
from awesome_lint.rules.form import FormRule

_VENUES = ("ICLR", "ICML", "AAAI", "CVPR", "ECCV", "NeurIPS", "ACL", "EMNLP", "IJCAI")


def _make_example(last_group: str) -> str:
    """The Markdown of an example: a list whose entries end with `(2024, VENUE)`, except the last one, which ends with
    `last_group` in parentheses."""
    groups = [f"2024, {venue}" for venue in _VENUES] + [last_group]
    return "# Awesome soil\n\n" + "".join(
        f"- [Soil study {n}](https://soil.example/{n}) ({group})\n" for n, group in enumerate(groups)
    )


class DateVenueOrder(FormRule):
    """Venue and year in another order than the list’s.

    ## What it does

    `(CVPR 2025)` in a list or section of which nine in ten entries of this kind write `(2025, CVPR)`. Where fewer
    agree, from six in ten on, it is one advice for the file. A section in which three in four entries, and at least
    five, agree on the other order is left alone; if nine in ten agree, that order is the section’s own.

    ## Why it matters

    The eye runs down one column of years, and a script reads the first word as one.

    ## Fix

    Safe where nine in ten agree, else shown only: the same venue and year, as the list writes them. There is no
    finding where more than the order, brackets and commas would change.
    """

    code = "EN003"
    name = "date-venue-order"
    summary = "venue and year in another order than the list’s"
    examples = (
        Example(
            title="Venue first",
            before=_make_example("ICRA 2025"),
            lines=(12,),
            after=_make_example("2025, ICRA"),
        ),
    )
    valid = (
        # Neither order is the list's.
        """
        # Awesome soil

        - [Clay at Rest](https://clay.example) (2024, ICLR)
        - [Loam in Motion](https://loam.example) (ICML 2023)
        - [Silt and Water](https://silt.example) (AAAI 2024)
        - [Sand under Load](https://sand.example) (2025, CVPR)
        """,
        # A month in the venue's place is another thing.
        _make_example("May 2024"),
        # The asterisk is part of the venue's name.
        _make_example("FAT* 2020"),
        # The second section writes the venue first.
        _make_example("2025, ICRA")
        + "\n## Water\n\n"
        + "".join(
            f"- [Water study {n}](https://water.example/{n}) ({venue} 2024)\n"
            for n, venue in enumerate(_VENUES)
        ),
    )
