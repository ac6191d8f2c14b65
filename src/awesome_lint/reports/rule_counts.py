"""`--statistics`: the number of findings of each rule, the most frequent first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from awesome_lint.reports.ansi import colored, escape_controls
from awesome_lint.reports.places import name_lines
from awesome_lint.reports.report import Report, count_by_rule
from awesome_lint.reports.summary import describe_hidden_advice


def render_json(report: Report) -> str:
    """An array with one object for each rule and severity: of all findings, as in the format `json`."""
    found = [(finding, file) for file in report.files for finding in file.findings]
    records = [
        {"code": code, "name": name, "severity": severity.value, "count": number, "safe_fixes": safe}
        for (code, name, severity), number, safe in count_by_rule(found)
    ]
    return json.dumps(records, indent=1) + "\n"


def render(report: Report) -> str:
    """One line for each rule and severity: count, code, severity, `[*]` if all findings have a safe fix or `[-]` if
    some have one, name; then a legend."""
    kinds = count_by_rule(report.shown_findings)
    lines = []
    for (code, name, severity), number, safe in kinds:
        mark = "[*]" if safe == number else "[-]" if safe else "[ ]"
        shown = colored(code, severity.value, report.color)
        lines.append(f"{number:6}  {shown}  {severity.value:7}  {mark} {name}\n")
    if not report.quiet:
        if any(safe for _, _, safe in kinds):
            lines.append("[*] all have a safe fix, [-] some have\n")
        if hidden := describe_hidden_advice(report):
            lines.append(f"{hidden}\n")
        if suppressed := ", ".join(_describe_suppressed(report)):
            lines.append(f"suppressed by comments: {suppressed}\n")
    return "".join(lines)


def _describe_suppressed(report: Report) -> Iterator[str]:
    """`2 LK002 (lines 4, 9)`: the findings of each rule that comments suppress, with their lines."""
    lines: dict[tuple[str, str], list[int]] = defaultdict(list)
    for finding, file in report.suppressed_findings:
        lines[finding.code, file.path].append(file.source.position(finding.span.start)[0])
    for (code, path), own in sorted(lines.items()):
        where = f"{escape_controls(path)}, " if len(report.files) > 1 else ""
        yield f"{len(own)} {code} ({where}{name_lines(own)})"
