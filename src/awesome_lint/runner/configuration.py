"""The settings for each file, with what the command line says laid over the configuration."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime

from awesome_lint.settings import (
    COMMAND_LINE,
    Layer,
    Settings,
    SettingsError,
    find,
    find_baseline,
    load,
    resolve,
)
from awesome_lint.structs import replace


class Configuration:
    """The settings for each file: the configuration that holds in its folder, with the options over it."""

    def __init__(
        self, options: Mapping[str, object], *, config: str | None, isolated: bool, today: str | None
    ) -> None:
        self.today = parse_today(today)
        self._over = Layer(
            {name: value for name, value in options.items() if value not in (None, ())}, COMMAND_LINE
        )
        self._isolated = isolated
        self._fixed = load(config) if config else None
        self._found: dict[str, Settings] = {}

    def of(self, folder: str) -> Settings:
        """The settings for the files in `folder`; SettingsError for a configuration that cannot be used."""
        folder = os.path.realpath(folder)
        if folder not in self._found:
            layers = [layer for layer in (self._file(folder), environment(), self._over) if layer is not None]
            self._found[folder] = self._with_baseline(resolve(self.today, layers), folder)
        return self._found[folder]

    def _with_baseline(self, settings: Settings, folder: str) -> Settings:
        """The settings with the baseline that lies at its usual place, where they name none."""
        if settings.baseline is not None or self._isolated:
            return settings
        path = find_baseline(folder)
        if path is None:
            return settings
        return replace(settings, baseline=path, origins={**settings.origins, "baseline": "found there"})

    def _file(self, folder: str) -> Layer | None:
        if self._fixed is not None or self._isolated:
            return self._fixed
        path = find(folder)
        return load(path) if path is not None else None


def environment() -> Layer | None:
    """What the environment says of the arXiv API: its address and the least time between two requests."""
    values: dict[str, object] = {}
    if address := os.environ.get("AWESOME_LINT_ARXIV_API"):
        values["arxiv-api"] = address
    if interval := os.environ.get("AWESOME_LINT_ARXIV_INTERVAL"):
        try:
            values["arxiv-interval"] = abs(float(interval))
        except ValueError:
            message = f"AWESOME_LINT_ARXIV_INTERVAL has to be a number of seconds, not {interval!r}."
            raise SettingsError(message) from None
    return Layer({"online": values}, "environment") if values else None


def parse_today(option: str | None) -> date:
    """Today: as the option says, as SOURCE_DATE_EPOCH says, or by the clock, in UTC."""
    if option is not None:
        try:
            return date.fromisoformat(option)
        except ValueError:
            raise SettingsError(f"--today: {option!r} is no date such as 2026-01-31.") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise SettingsError(f"SOURCE_DATE_EPOCH has to be a number of seconds, not {epoch!r}.") from None
    return datetime.fromtimestamp(time.time(), UTC).date()
