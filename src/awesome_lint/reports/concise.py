"""`concise`: a line a finding, as compilers write it: `path:line:column: CODE message`."""

from __future__ import annotations

from awesome_lint.reports.model import Report
from awesome_lint.reports.text import painted, visible


def render(report: Report) -> str:
    """All findings, a line each."""
    lines = []
    for file in report.files:
        for finding in file.findings:
            line, column = file.source.position(finding.span.start)
            place = painted(f"{visible(file.path)}:{line}:{column}:", "place", report.colour)
            code = painted(finding.code, finding.severity.value, report.colour)
            lines.append(f"{place} {code} {visible(finding.message)}\n")
    return "".join(lines)
