"""Conferences and journals, as lists name them."""

from __future__ import annotations

from typing import NamedTuple


class VenueMention(NamedTuple):
    """A venue found in a text.

    `name` is the field's own name for it (`NeurIPS`, `NeurIPS Workshop`), `written` the spelling that stood
    there without year and presentation, `year` the year beside it, `presentation` as `Oral`, `Spotlight`
    (None where none). `known` is False for a name that the table does not hold.
    """

    name: str
    written: str
    year: int | None
    presentation: str | None
    known: bool = True
