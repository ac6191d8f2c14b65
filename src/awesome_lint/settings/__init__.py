"""Defaults, configuration files and options, merged into one frozen value."""

from __future__ import annotations

from awesome_lint.settings.globs import matches
from awesome_lint.settings.keys import FAIL_ON, KEYS, SEVERITIES, Key, nearest
from awesome_lint.settings.link_patterns import is_ignored_link
from awesome_lint.settings.load import (
    BASELINE_NAME,
    FILE_NAME,
    Layer,
    find,
    find_baseline,
    load,
    parent_folders,
    resolve,
)
from awesome_lint.settings.values import COMMAND_LINE, Online, Settings, SettingsError

__all__ = [
    "BASELINE_NAME",
    "COMMAND_LINE",
    "FAIL_ON",
    "FILE_NAME",
    "KEYS",
    "SEVERITIES",
    "Key",
    "Layer",
    "Online",
    "Settings",
    "SettingsError",
    "find",
    "find_baseline",
    "is_ignored_link",
    "load",
    "matches",
    "nearest",
    "parent_folders",
    "resolve",
]
