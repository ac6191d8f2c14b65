"""awesome-lint for programs: `from awesome_lint import lint, fix, extract`.

They use no network and no terminal, and read a file only if they get a path instead of a text. All offsets count code
points of the text; findings also have lines and columns.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from awesome_lint import linting, listing
from awesome_lint.errors import AwesomeLintError
from awesome_lint.facts import NOTHING_KNOWN, Surroundings
from awesome_lint.findings import Finding, Safety, Severity
from awesome_lint.fixing.fixer import FixResult
from awesome_lint.linting import LintedText
from awesome_lint.listing.entry_record import EntryRecord
from awesome_lint.settings import Online, Settings, SettingsError
from awesome_lint.settings.load import find_configuration, load_configuration, merge_layers
from awesome_lint.source import Source, SourceError, read_source
from awesome_lint.structs import field, record, replace, values

if TYPE_CHECKING:
    from awesome_lint.fixing.fixer import Only

Path = str | os.PathLike[str]
Text = str | os.PathLike[str]
"""A text, or a `pathlib.Path` to read. A `str` is always a text."""


class Position(NamedTuple):
    """A place in a text. Line and column count from 1, the column in code points."""

    line: int
    column: int


@record(frozen=True)
class LocatedFinding(Finding):
    """A finding with its text, and so with lines and columns."""

    source: Source = field(kw_only=True, hidden=True)

    @property
    def start(self) -> Position:
        """The line and column of the finding's first character."""
        return Position(*self.source.position(self.span.start))

    @property
    def end(self) -> Position:
        """The line and column after the finding's last character."""
        return Position(*self.source.position(self.span.end))

    def to_dict(self) -> dict[str, object]:
        """The finding as `--output-format json` prints it."""
        from awesome_lint.reports.json_report import finding_object
        from awesome_lint.reports.report import FileReport

        path = self.source.path
        return finding_object(self, FileReport(path, self.source, (self,)), {path: self.source})


@record(frozen=True)
class LintResult(LintedText):
    """The result of `lint`: see `LintedText`. The findings have lines and columns."""

    findings: tuple[LocatedFinding, ...]


@record(frozen=True)
class Fixed(FixResult):
    """The result of `fix`: see `FixResult`. The findings that are left have lines and columns."""

    path: str = field(kw_only=True)

    @property
    def findings(self) -> tuple[LocatedFinding, ...]:
        """The findings that are left, in the order of the text."""
        left = [*self.linted.findings, *self.withheld]
        ordered = sorted(left, key=lambda finding: (finding.span.start, finding.code))
        return _with_positions(ordered, Source(self.path, self.text))


def lint(
    text: Text,
    path: Path = "README.md",
    settings: Settings | None = None,
    *,
    surroundings: Surroundings = NOTHING_KNOWN,
) -> LintResult:
    """The findings in a list.

    `text` is the text, or a `pathlib.Path` to read. `path` is the file name of a text, for patterns in the settings.
    Without `settings` the defaults are used; `settings_of` reads a configuration file. `surroundings` are answers of
    lookups and the files around the list, for the rules that need them. SettingsError for a setting that names no
    rule, SourceError for a file that cannot be read; both are an AwesomeLintError.
    """
    from awesome_lint.fixing import drop_harmful_fixes

    source = _make_source(text, path)
    linted = linting.lint(source.text, source.path, settings or Settings(), surroundings)
    findings = linting.fold_habits(drop_harmful_fixes(linted.findings, source.text))
    return LintResult(**{**values(linted), "findings": _with_positions(findings, source)})


def fix(
    text: Text,
    path: Path = "README.md",
    settings: Settings | None = None,
    *,
    unsafe: bool = False,
    surroundings: Surroundings = NOTHING_KNOWN,
    advice: bool = False,
    only: Only | None = None,
) -> Fixed:
    """The text after all safe fixes (all fixes if `unsafe`), and the findings that are left. No file is written.

    Errors and warnings are fixed, and advice if `advice` or the settings say so. `only` returns whether a finding in a
    version of the text may be fixed. The other arguments and the errors are those of `lint`.
    """
    from awesome_lint.fixing import fix_text

    used, source = settings or Settings(), _make_source(text, path)
    fixed = fix_text(
        source.text,
        source.path,
        replace(used, advice=used.advice or advice),
        unsafe=unsafe,
        surroundings=surroundings,
        only=only,
    )
    linted = replace(fixed.linted, findings=linting.fold_habits(fixed.linted.findings))
    return Fixed(**{**values(fixed), "linted": linted, "path": source.path})


def extract(text: Text, path: Path = "README.md") -> list[EntryRecord]:
    """The entries of a list, in its order, as `awesome-lint extract` prints them.

    `text` is the text, or a `pathlib.Path` to read; `path` is the file name of a text. SourceError for a file that
    cannot be read.
    """
    from awesome_lint.listing.entry_record import entry_record

    source = _make_source(text, path)
    read = listing.read(source.text)
    return [entry_record(entry, source.path) for entry in read.entries]


def settings_of(path: Path = ".", *, today: date | None = None) -> Settings:
    """The settings for the list at `path`, a file or a folder: the defaults, and the configuration file in its folder
    or above it. The default of `today` is the clock, in UTC. SettingsError for an invalid configuration."""
    absolute = os.path.realpath(path)
    folder = absolute if os.path.isdir(absolute) else os.path.dirname(absolute)
    file = find_configuration(folder)
    layers = [] if file is None else [load_configuration(file)]
    return merge_layers(today or Settings().today, layers)


def _make_source(text: Text, path: Path) -> Source:
    """The source of a text, or of the file at a `pathlib.Path`. SourceError for a `str` that is obviously a path."""
    if not isinstance(text, str):
        return read_source(text)
    if text.lower().endswith((".md", ".markdown")) and len(text.split()) == 1 and "](" not in text:
        raise SourceError(text, "a str is the text of a list; pass pathlib.Path(…) to read a file")
    return Source(os.fspath(path), text)


def _with_positions(findings: Iterable[Finding], source: Source) -> tuple[LocatedFinding, ...]:
    """The findings with their text, and so with lines and columns."""
    return tuple(LocatedFinding(**values(finding), source=source) for finding in findings)


__all__ = [
    "AwesomeLintError", "EntryRecord", "Finding", "Fixed", "LintResult", "LocatedFinding", "Online", "Position",
    "Safety", "Settings", "SettingsError", "Severity", "Source", "SourceError", "extract", "fix", "lint", "settings_of",
]  # fmt: skip
