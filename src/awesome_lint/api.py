"""awesome-lint for programs: `from awesome_lint import lint, fix, extract`.

The command line calls the same functions. They read no file and use no network and no terminal. All offsets count code
points of the given text; `awesome_lint.source.Source(path, text).position(offset)` returns line and column.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from awesome_lint import linting, listing
from awesome_lint import settings as configuration
from awesome_lint.facts import NOTHING_KNOWN, Surroundings
from awesome_lint.linting import Linted
from awesome_lint.settings import Settings
from awesome_lint.structs import replace

if TYPE_CHECKING:
    from awesome_lint.fixing import FixResult
    from awesome_lint.fixing.fixer import Only
    from awesome_lint.listing.export import EntryRecord


def lint(
    text: str,
    path: str = "README.md",
    settings: Settings | None = None,
    *,
    surroundings: Surroundings = NOTHING_KNOWN,
) -> Linted:
    """The findings in a list.

    `path` is the file name of the text, for patterns in the settings. Without `settings` the defaults are used;
    `settings_of` reads a configuration file. `surroundings` are answers of lookups and the files around the list,
    for the rules that need them. SettingsError for a setting that names no rule.
    """
    from awesome_lint.fixing import offered

    linted = linting.lint(text, path, settings or defaults(), surroundings)
    return replace(linted, findings=linting.fold_habits(offered(linted.findings, text)))


def fix(
    text: str,
    path: str = "README.md",
    settings: Settings | None = None,
    *,
    unsafe: bool = False,
    surroundings: Surroundings = NOTHING_KNOWN,
    advice: bool = False,
    only: Only | None = None,
) -> FixResult:
    """The text after all safe fixes (all fixes if `unsafe`), and the findings that are left.

    Errors and warnings are fixed, and advice if `advice` or the settings say so. `only` returns whether a finding in a
    version of the text may be fixed. The other arguments are those of `lint`.
    """
    from awesome_lint.fixing import fix_text

    used = settings or defaults()
    fixed = fix_text(
        text,
        path,
        replace(used, advice=used.advice or advice),
        unsafe=unsafe,
        surroundings=surroundings,
        only=only,
    )
    folded = linting.fold_habits(fixed.linted.findings)
    return replace(fixed, linted=replace(fixed.linted, findings=folded))


def extract(text: str, path: str = "README.md") -> list[EntryRecord]:
    """The entries of a list, in its order, as `awesome-lint extract` prints them."""
    from awesome_lint.listing.export import record

    read = listing.read(text)
    return [record(entry, read, path) for entry in read.entries]


def settings_of(path: str | os.PathLike[str] = ".", *, today: date | None = None) -> Settings:
    """The settings for the list at `path`, a file or a folder: the defaults, and the configuration file in its folder
    or above it. The default of `today` is the clock, in UTC. SettingsError for an invalid configuration."""
    absolute = os.path.realpath(path)
    folder = absolute if os.path.isdir(absolute) else os.path.dirname(absolute)
    file = configuration.find_configuration(folder)
    layers = [] if file is None else [configuration.load_configuration(file)]
    return configuration.merge_layers(today or _today(), layers)


def defaults(today: date | None = None) -> Settings:
    """The settings without a configuration."""
    return Settings(today=today or _today())


def _today() -> date:
    return datetime.now(UTC).date()
