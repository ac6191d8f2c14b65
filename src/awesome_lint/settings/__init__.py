"""Defaults, configuration files and options, merged into one frozen value."""

from __future__ import annotations

from awesome_lint.settings.globs import matches, matches_file, path_for_patterns
from awesome_lint.settings.keys import FAIL_ON, KEYS, SCHEMA_URL, SEVERITIES, Key, most_similar
from awesome_lint.settings.link_patterns import is_ignored_link, patterns_that_match
from awesome_lint.settings.load import (
    BASELINE_NAME,
    FILE_NAME,
    SettingsLayer,
    find_baseline,
    find_configuration,
    find_repository,
    load_configuration,
    load_options,
    merge_layers,
    parse_style,
)
from awesome_lint.settings.settings import COMMAND_LINE, Online, Settings, SettingsError

__all__ = [
    "BASELINE_NAME",
    "COMMAND_LINE",
    "FAIL_ON",
    "FILE_NAME",
    "KEYS",
    "SCHEMA_URL",
    "SEVERITIES",
    "Key",
    "Online",
    "Settings",
    "SettingsError",
    "SettingsLayer",
    "find_baseline",
    "find_configuration",
    "find_repository",
    "is_ignored_link",
    "load_configuration",
    "load_options",
    "matches",
    "matches_file",
    "merge_layers",
    "most_similar",
    "parse_style",
    "path_for_patterns",
    "patterns_that_match",
]
