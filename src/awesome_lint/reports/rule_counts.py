"""`--statistics`: the number of findings of each rule, the most frequent first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from awesome_lint.findings import Safety
from awesome_lint.reports.ansi import colored
from awesome_lint.reports.report import Found, Report
from awesome_lint.reports.summary import advice

Kind = tuple[str, str, str]
"""Code, name and severity."""


def render_json(report: Report) -> str:
    """An array with one object for each rule and severity: of all findings, as in the format `json`."""
    found = [(finding, file) for file in report.files for finding in file.findings]
    counts, safe = _counts(found)
    records = [
        {"code": kind[0], "name": kind[1], "severity": kind[2], "count": number, "safe_fixes": safe[kind]}
        for kind, number in sorted(counts.items(), key=_most_frequent_first)
    ]
    return json.dumps(records, indent=1) + "\n"


def _counts(found: Iterable[Found]) -> tuple[Counter[Kind], Counter[Kind]]:
    """The number of findings by kind, and of those with a safe fix."""
    counts: Counter[Kind] = Counter()
    safe: Counter[Kind] = Counter()
    for finding, file in found:
        kind = finding.code, finding.name, finding.severity.value
        counts[kind] += 1
        safe[kind] += file.can_fix(finding, Safety.SAFE)
    return counts, safe


def _most_frequent_first(pair: tuple[Kind, int]) -> tuple[int, Kind]:
    return -pair[1], pair[0]


def render(report: Report) -> str:
    """One line for each rule and severity: count, code, severity, `[*]` if all findings have a safe fix or `[-]` if
    some have one, name; then a legend."""
    counts, safe = _counts(report.shown)
    lines = []
    for kind, number in sorted(counts.items(), key=_most_frequent_first):
        code, name, severity = kind
        mark = "[*]" if safe[kind] == number else "[-]" if safe[kind] else "[ ]"
        lines.append(f"{number:6}  {colored(code, severity, report.color)}  {severity:7}  {mark} {name}\n")
    if report.quiet:
        return "".join(lines)
    legend = "[*] all have a safe fix, [-] some have\n" if safe.total() else ""
    hidden = advice(report)
    return "".join((*lines, legend, f"{hidden}\n" if hidden else ""))
