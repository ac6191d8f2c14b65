"""`concise`: one line a finding, as compilers write it: `path:line:column: severity: CODE message`."""

from __future__ import annotations

from awesome_lint.findings import Safety
from awesome_lint.reports.ansi import colored, escape_controls
from awesome_lint.reports.report import Report, limit_findings
from awesome_lint.reports.summary import describe_unlisted


def render(report: Report) -> str:
    """The findings, errors first, one line each; `[*]` marks those with a safe fix."""
    listed, more = limit_findings(report)
    lines = []
    for finding, file in listed:
        line, column = file.source.position(finding.span.start)
        place = colored(f"{escape_controls(file.path)}:{line}:{column}:", "place", report.color)
        severity = finding.severity.value
        code = colored(f"{severity}: {finding.code}", severity, report.color)
        mark = " [*]" if file.can_fix(finding, Safety.SAFE) else ""
        lines.append(f"{place} {code}{mark} {escape_controls(finding.message)}\n")
    return "".join((*lines, *(f"{line}\n" for line in describe_unlisted(more, report))))
