"""`--statistics`: the number of findings of each rule, the most frequent first."""

from __future__ import annotations

from collections import Counter

from awesome_lint.findings import Safety
from awesome_lint.reports.ansi import colored
from awesome_lint.reports.report import Report
from awesome_lint.reports.summary import advice


def render(report: Report) -> str:
    """One line for each rule and severity: count, code, severity, `[*]` if all findings have a safe fix or `[-]` if
    some have one, name; then a legend."""
    counts: Counter[tuple[str, str, str]] = Counter()
    safe: Counter[tuple[str, str, str]] = Counter()
    for finding, file in report.shown:
        kind = finding.code, finding.name, finding.severity.value
        counts[kind] += 1
        safe[kind] += file.can_fix(finding, Safety.SAFE)
    lines = []
    for kind, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        code, name, severity = kind
        mark = "[*]" if safe[kind] == number else "[-]" if safe[kind] else "[ ]"
        lines.append(f"{number:6}  {colored(code, severity, report.color)}  {severity:7}  {mark} {name}\n")
    if report.quiet:
        return "".join(lines)
    legend = "[*] all have a safe fix, [-] some have\n" if safe.total() else ""
    hidden = advice(report)
    return "".join((*lines, legend, f"{hidden}\n" if hidden else ""))
