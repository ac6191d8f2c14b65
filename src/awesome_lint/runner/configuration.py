"""Finds the settings of each file: its configuration, changed by the environment and the command line."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from awesome_lint.settings import COMMAND_LINE, Settings, SettingsError
from awesome_lint.settings.load import (
    SettingsLayer,
    find_baseline,
    find_configuration,
    load_configuration,
    load_options,
    merge_layers,
)
from awesome_lint.structs import replace


class Configuration:
    """Finds the settings for files in a folder. `options` are keys of the configuration that the command line sets;
    `overrides` are the arguments of `--set`; `config` is the only file to read; with `isolated` none is read."""

    def __init__(
        self,
        options: Mapping[str, object],
        *,
        config: str | None = None,
        isolated: bool = False,
        today: str | None = None,
        overrides: Sequence[str] = (),
    ) -> None:
        self.today = parse_today(today)
        values = {name: value for name, value in options.items() if value not in (None, ())}
        self._layers = [load_options(overrides), SettingsLayer(values, COMMAND_LINE)]
        self._isolated = isolated
        self._explicit = load_configuration(config) if config else None
        self._by_folder: dict[str, Settings] = {}

    def settings_for(self, folder: str) -> Settings:
        """The settings for files in `folder`. SettingsError if its configuration is invalid."""
        folder = os.path.realpath(folder)
        if folder not in self._by_folder:
            layers = [self._load_file(folder), _read_environment(), *self._layers]
            settings = merge_layers(self.today, [layer for layer in layers if layer is not None])
            self._by_folder[folder] = self._add_baseline(settings, folder)
        return self._by_folder[folder]

    def _add_baseline(self, settings: Settings, folder: str) -> Settings:
        """The settings with the baseline in `folder` or a parent of it, if they name none."""
        if settings.baseline is not None or self._isolated:
            return settings
        path = find_baseline(folder)
        if path is None:
            return settings
        return replace(settings, baseline=path, origins={**settings.origins, "baseline": "found"})

    def _load_file(self, folder: str) -> SettingsLayer | None:
        """The configuration file for `folder`; None if there is none."""
        if self._explicit is not None or self._isolated:
            return self._explicit
        path = find_configuration(folder)
        return load_configuration(path) if path is not None else None


def _read_environment() -> SettingsLayer | None:
    """The settings of the arXiv API in the environment: its URL and the minimum interval between requests."""
    values: dict[str, object] = {}
    if url := os.environ.get("AWESOME_LINT_ARXIV_API"):
        values["arxiv-api"] = url
    if interval := os.environ.get("AWESOME_LINT_ARXIV_INTERVAL"):
        try:
            values["arxiv-interval"] = abs(float(interval))
        except ValueError:
            message = f"AWESOME_LINT_ARXIV_INTERVAL must be a number of seconds, not {interval!r}."
            raise SettingsError(message) from None
    return SettingsLayer({"online": values}, "environment") if values else None


def parse_today(option: str | None) -> date:
    """The date that counts as today, in UTC: that of the option, else of SOURCE_DATE_EPOCH, else of the clock."""
    if option is not None:
        try:
            return date.fromisoformat(option)
        except ValueError:
            raise SettingsError(f"--today: {option!r} is not a date such as 2026-01-31.") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            raise SettingsError(f"SOURCE_DATE_EPOCH must be a number of seconds, not {epoch!r}.") from None
    return datetime.fromtimestamp(time.time(), UTC).date()
