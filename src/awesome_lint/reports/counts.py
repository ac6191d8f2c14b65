"""`--statistics`: how many findings each rule has, the most frequent first."""

from __future__ import annotations

from collections import Counter

from awesome_lint.model import Safety
from awesome_lint.reports.model import Report
from awesome_lint.reports.text import painted


def render(report: Report) -> str:
    """A line a rule: count, code, `[*]` where all its findings can be mended safely, name."""
    counts: Counter[tuple[str, str, str]] = Counter()
    safe: Counter[str] = Counter()
    for file in report.files:
        for finding in file.findings:
            counts[finding.code, finding.name, finding.severity.value] += 1
            safe[finding.code] += file.can_fix(finding, Safety.SAFE)
    total = Counter({code: 0 for code, _, _ in counts})
    for (code, _, _), number in counts.items():
        total[code] += number
    lines = []
    for (code, name, severity), number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        mark = "[*]" if safe[code] == total[code] else "[-]" if safe[code] else "[ ]"
        lines.append(f"{number:6}  {painted(code, severity, report.colour)}  {severity:7}  {mark} {name}\n")
    return "".join(lines)
