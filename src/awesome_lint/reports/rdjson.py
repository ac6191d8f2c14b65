"""`rdjson`: the diagnostic format of reviewdog, with fixes as suggestions.

Specification: github.com/reviewdog/reviewdog, `proto/rdf` (2026). Columns count bytes of UTF-8, from 1.
"""

from __future__ import annotations

import json

from awesome_lint.edits import Span, apply_edits
from awesome_lint.findings import Finding, Fix, Severity
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.help import message_with_suggestion
from awesome_lint.reports.json_report import range_object
from awesome_lint.reports.paths import portable_path, rule_url
from awesome_lint.reports.report import FileReport, Report
from awesome_lint.source import Source
from awesome_lint.version import HOME

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.ADVICE: "INFO"}
_MAX_SUGGESTION = 4000
"""The most characters from the first to the last edit of a suggestion. Longer ones would not be readable."""


def render(report: Report) -> str:
    """One result with all findings as its diagnostics."""
    diagnostics = [_diagnostic_object(finding, file) for file in report.files for finding in file.findings]
    source = {"name": "awesome-lint", "url": HOME}
    return json.dumps({"source": source, "diagnostics": diagnostics}) + "\n"


def _diagnostic_object(finding: Finding, file: FileReport) -> dict[str, object]:
    diagnostic: dict[str, object] = {
        "message": escape_controls(message_with_suggestion(finding)),
        "location": {
            "path": portable_path(file.path),
            "range": range_object(finding.span, file.source.byte_position),
        },
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, "url": rule_url(finding.code)},
    }
    fix = file.applicable_fix(finding)
    if fix is not None and (suggestion := _suggestion_object(fix, file.source)):
        diagnostic["suggestions"] = [suggestion]
    return diagnostic


def _suggestion_object(fix: Fix, source: Source) -> dict[str, object] | None:
    """The whole fix as one suggestion, since several could be accepted separately; None if it would be too long to
    read."""
    edits = sorted(fix.edits)
    around = Span(edits[0].span.start, max(edit.span.end for edit in edits))
    if around.end - around.start > _MAX_SUGGESTION:
        return None
    return {
        "range": range_object(around, source.byte_position),
        "text": apply_edits(source.text, edits, around),
    }
