"""awesome-lint for programs: `from awesome_lint import lint, fix, extract`.

The command line goes the same way: these functions read, hold rules against a text and fix it, and never touch
a file, the network or a terminal. All offsets count code points of the text that was given;
`awesome_lint.source.Source(path, text).position(offset)` gives line and column.
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


def lint(
    text: str,
    path: str = "README.md",
    settings: Settings | None = None,
    *,
    surroundings: Surroundings = NOTHING_KNOWN,
) -> Linted:
    """What is wrong or out of form in a list.

    `path` is what the text goes by, for patterns in the settings. Without `settings` the defaults hold, whatever
    configuration lies about; `settings_of` reads that. `surroundings` are answers from the
    network and the files around the list, for the rules that need them.
    SettingsError for a setting that names no rule.
    """
    from awesome_lint.fixing import offered

    linted = linting.lint(text, path, settings or defaults(), surroundings)
    return replace(linted, findings=linting.fold(offered(linted.findings, text)))


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
    """The text as fixed by all safe fixes, by all fixes where `unsafe`, and what is left to report.

    Only errors and warnings are fixed, and advice too where `advice` (or the settings) ask for it. `only` says of a
    finding in a version of the text whether it may be fixed; the rest is as for `lint`.
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
    folded = linting.fold(fixed.linted.findings)
    return replace(fixed, linted=replace(fixed.linted, findings=folded))


def extract(text: str, path: str = "README.md") -> list[dict[str, object]]:
    """The entries of a list, in its order, as `awesome-lint extract` prints them."""
    from awesome_lint.listing.export import record

    read = listing.read(text)
    return [record(entry, read, path) for entry in read.entries]


def settings_of(path: str | os.PathLike[str] = ".", *, today: date | None = None) -> Settings:
    """The settings that hold for the list at `path`, a file or a folder: the defaults with the configuration
    file there or above. `today` is taken from the clock (in UTC) where it is not given. SettingsError for a
    configuration that cannot be used."""
    place = os.path.realpath(path)
    found = configuration.find_configuration(place if os.path.isdir(place) else os.path.dirname(place))
    layers = [] if found is None else [configuration.load_configuration(found)]
    return configuration.merge_layers(today or _today(), layers)


def defaults(today: date | None = None) -> Settings:
    """The settings where nothing is configured."""
    return Settings(today=today or _today())


def _today() -> date:
    return datetime.now(UTC).date()
