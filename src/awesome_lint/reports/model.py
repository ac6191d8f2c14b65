"""What a report is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from awesome_lint.model import Finding, Safety, Severity
from awesome_lint.records import field, record
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.linting.outline import Outline


@record(frozen=True)
class FileReport:
    """One file with its findings, in the order of the text `source`. `fixable` holds the codes whose fixes
    may be applied, `applied` how many fixes were, by code; `outline` is there for those who need to know the
    entries and sections of findings."""

    path: str
    source: Source
    findings: tuple[Finding, ...]
    fixable: frozenset[str] = frozenset()
    applied: Mapping[str, int] = field(default_factory=dict)
    outline: Outline | None = None

    def can_fix(self, finding: Finding, safety: Safety) -> bool:
        """Whether the finding has a fix of this safety that the settings allow."""
        return finding.fix is not None and finding.fix.safety is safety and finding.code in self.fixable


@record(frozen=True)
class Report:
    """All files of a run, and how they are to be shown.

    `colour`, `ascii` (no other characters in frames) and `width` only matter to formats for people; `quiet`
    leaves out what is not a finding; `command` holds the paths as they were given.
    """

    files: tuple[FileReport, ...]
    colour: bool = False
    ascii: bool = False
    quiet: bool = False
    width: int = 100
    command: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity is severity for file in self.files for finding in file.findings)

    def fixable(self, safety: Safety) -> int:
        """How many findings have a fix of this safety that the settings allow."""
        return sum(file.can_fix(finding, safety) for file in self.files for finding in file.findings)
