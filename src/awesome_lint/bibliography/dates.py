"""Dates as lists write them."""

from __future__ import annotations

from typing import NamedTuple


class PartialDate(NamedTuple):
    """A date as precise as its text: a year, a month, or a day. `form` is the strftime pattern that writes it
    the way it stood (`%b. %Y`, with `%-m` and `%-d` for unpadded numbers)."""

    year: int
    month: int | None
    day: int | None
    form: str

    @property
    def iso(self) -> str:
        """`2025`, `2025-05` or `2025-05-11`."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)
