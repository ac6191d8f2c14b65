"""The values that report formats read: files, their findings, and how to show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from awesome_lint.findings import Finding, Fix, Safety, Severity
from awesome_lint.linting import Visibility
from awesome_lint.linting.fingerprint import EntryIndex
from awesome_lint.source import Source
from awesome_lint.structs import field, record

FindingInFile = tuple[Finding, "FileReport"]


@record(frozen=True)
class ReadCounts:
    """The counts of a file: lines, entries, sections with entries, links to other sites outside entries (`outside`),
    and items without a link that seem to be works (`without_link`). With a revision to compare with, `changed` counts
    the changed lines and `entries` the entries on them. `kind` is what `listing.outside_entries.kind_of_non_list`
    says of the file."""

    lines: int
    entries: int
    sections: int
    outside: int
    without_link: int = 0
    changed: int | None = None
    kind: str = ""


@record(frozen=True)
class FileReport:
    """One file with its findings, in the order of the text `source`.

    `fixable` holds the codes whose fixes may be applied, `applied` the number of applied fixes by code. `entry_index`
    says which entry and section a finding is in; `suppressed` are the findings that comments suppress.
    """

    path: str
    source: Source
    findings: tuple[Finding, ...]
    fixable: frozenset[str] = frozenset()
    applied: Mapping[str, int] = field(default_factory=dict)
    entry_index: EntryIndex = EntryIndex()
    visibility: Visibility = Visibility()
    reading: ReadCounts | None = None
    suppressed: tuple[Finding, ...] = ()

    def applicable_fix(self, finding: Finding) -> Fix | None:
        """The fix that `--fix` or `--fix --unsafe-fixes` applies; None if there is none, or if the settings do not
        allow it."""
        fix = finding.fix
        return fix if fix and fix.safety is not Safety.DISPLAY and finding.code in self.fixable else None

    def can_fix(self, finding: Finding, safety: Safety) -> bool:
        """Whether the finding has a fix of this safety that the settings allow."""
        fix = self.applicable_fix(finding)
        return fix is not None and fix.safety is safety


@record(frozen=True)
class Report:
    """All files of a run, and how to show them.

    `color`, `ascii` (draw frames with ASCII) and `width` are for formats for people. `quiet` leaves out everything but
    findings; `show_all` lists all findings of a rule. `fixed` is UNSAFE if unsafe fixes were applied, SAFE if only safe
    ones, else None. `command` has the paths of the command line, `options` the options that a further command about
    the same findings needs.
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
    def shown_findings(self) -> list[FindingInFile]:
        """The findings that reports for people show: errors, then warnings, then advice, each in the order of the
        files."""
        found = [
            (finding, file)
            for file in self.files
            for finding in file.findings
            if file.visibility.shows(finding)
        ]
        return sorted(found, key=lambda pair: pair[0].severity.rank)

    @property
    def hidden_count(self) -> int:
        """The number of findings that reports for people do not show: advice without `--advice`."""
        return sum(not file.visibility.shows(finding) for file in self.files for finding in file.findings)

    @property
    def suppressed_findings(self) -> list[FindingInFile]:
        """The findings that comments suppress and that reports for people would show without the comments."""
        return [
            (finding, file)
            for file in self.files
            for finding in file.suppressed
            if file.visibility.shows(finding)
        ]

    def count_fixable(self, safety: Safety) -> int:
        """The number of shown findings that have a fix of this safety, if the settings allow it."""
        return sum(file.can_fix(finding, safety) for finding, file in self.shown_findings)


Kind = tuple[str, str, Severity]
"""Code, name and severity of a finding."""


def count_by_rule(found: Iterable[FindingInFile]) -> list[tuple[Kind, int, int]]:
    """For each rule and severity, the number of findings and of those with a safe fix; the most frequent first."""
    counts: Counter[Kind] = Counter()
    safe: Counter[Kind] = Counter()
    for finding, file in found:
        kind = finding.code, finding.name, finding.severity
        counts[kind] += 1
        safe[kind] += file.can_fix(finding, Safety.SAFE)
    return [(kind, counts[kind], safe[kind]) for kind in sorted(counts, key=lambda one: (-counts[one], one))]


MAX_LISTED = 10
"""The number of findings of a rule that text reports list without `--show-all`."""


def limit_findings(report: Report) -> tuple[list[FindingInFile], Counter[tuple[str, str]]]:
    """The findings that text reports list, and the number of the others by rule (code and name)."""
    listed: list[FindingInFile] = []
    seen: Counter[str] = Counter()
    more: Counter[tuple[str, str]] = Counter()
    for finding, file in report.shown_findings:
        seen[finding.code] += 1
        if seen[finding.code] <= MAX_LISTED or report.show_all or finding.code in file.visibility.named:
            listed.append((finding, file))
        else:
            more[finding.code, finding.name] += 1
    return listed, more
