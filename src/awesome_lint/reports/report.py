"""What a report is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from awesome_lint.findings import Finding, Safety
from awesome_lint.linting import Visibility
from awesome_lint.source import Source
from awesome_lint.structs import field, record

if TYPE_CHECKING:
    from awesome_lint.linting.fingerprint import EntryIndex

Found = tuple[Finding, "FileReport"]


@record(frozen=True)
class ReadCounts:
    """What was read of a file: its lines, its entries, the sections that hold them, and the links to other pages
    that belong to no entry. With a revision to compare with, `changed` counts the changed lines and `entries` the
    entries on them."""

    lines: int
    entries: int
    sections: int
    outside: int
    changed: int | None = None


@record(frozen=True)
class FileReport:
    """One file with its findings, in the order of the text `source`.

    `fixable` holds the codes whose fixes may be applied, `applied` how many fixes were, by code; `outline` is there
    for those who need to know the entries and sections of findings.
    """

    path: str
    source: Source
    findings: tuple[Finding, ...]
    fixable: frozenset[str] = frozenset()
    applied: Mapping[str, int] = field(default_factory=dict)
    entry_index: EntryIndex | None = None
    visibility: Visibility = Visibility()
    reading: ReadCounts | None = None

    def can_fix(self, finding: Finding, safety: Safety) -> bool:
        """Whether the finding has a fix of this safety that the settings allow."""
        return finding.fix is not None and finding.fix.safety is safety and finding.code in self.fixable


@record(frozen=True)
class Report:
    """All files of a run, and how they are to be shown.

    `color`, `ascii` (no other characters in frames) and `width` only matter to formats for people; `quiet`
    leaves out what is not a finding; `show_all` shows all findings of a rule, however many. `fixed` is the least
    safe kind of fix that was applied, None where none were. `command` holds the paths as they were given,
    `options` the options that the next command has to repeat.
    """

    files: tuple[FileReport, ...]
    color: bool = False
    ascii: bool = False
    quiet: bool = False
    width: int = 100
    command: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    show_all: bool = False
    fixed: Safety | None = None

    @property
    def shown(self) -> list[Found]:
        """What reports for people show: errors, then warnings, then advice, each in the order of the files."""
        found = [
            (finding, file)
            for file in self.files
            for finding in file.findings
            if file.visibility.shows(finding)
        ]
        return sorted(found, key=lambda pair: pair[0].severity.rank)

    @property
    def hidden(self) -> int:
        """How many findings reports for people do not show: advice that nobody asked for."""
        return sum(not file.visibility.shows(finding) for file in self.files for finding in file.findings)

    def fixable(self, safety: Safety) -> int:
        """How many of the findings shown have a fix of this safety that the settings allow."""
        return sum(file.can_fix(finding, safety) for finding, file in self.shown)


MOST = 10
"""So many findings of a rule are shown unless all of them are asked for."""


def limited(report: Report) -> tuple[list[Found], Counter[tuple[str, str]]]:
    """The findings that text reports list, and how many more there are of which rule (code and name)."""
    listed: list[Found] = []
    seen: Counter[str] = Counter()
    more: Counter[tuple[str, str]] = Counter()
    for finding, file in report.shown:
        seen[finding.code] += 1
        if seen[finding.code] <= MOST or report.show_all or finding.code in file.visibility.named:
            listed.append((finding, file))
        else:
            more[finding.code, finding.name] += 1
    return listed, more
