"""Defaults, files and options, made into one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run goes by. `today` is given, never read from a clock below this point."""

    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    style: dict[str, object] = field(default_factory=dict)
