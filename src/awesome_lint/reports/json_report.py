"""`json`: an array of findings, for programs. Lines and columns count from 1, columns in code points."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from awesome_lint.edits import Span
from awesome_lint.findings import Finding
from awesome_lint.reports.report import FileReport, Report
from awesome_lint.source import Source


def render(report: Report) -> str:
    """All findings as one array, in ASCII for terminals of any encoding."""
    sources = {file.path: file.source for file in report.files}
    records = [finding_object(finding, file, sources) for file in report.files for finding in file.findings]
    if not records:
        return "[]\n"
    return "[\n" + ",\n".join(json.dumps(item) for item in records) + "\n]\n"


def finding_object(finding: Finding, file: FileReport, sources: Mapping[str, Source]) -> dict[str, object]:
    """One finding as a JSON object; `sources` has the text of every file by path, for related places."""
    fix = finding.fix
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": file.path,
        **range_object(finding.span, file.source.position),
        "related": [
            {
                "path": related.path or file.path,
                **_position_object(sources[related.path or file.path].position(related.span.start)),
                "message": related.message,
            }
            for related in finding.related
        ],
        "fix": fix
        and {
            "safety": fix.safety.value,
            "edits": [
                {**range_object(edit.span, file.source.position), "text": edit.text} for edit in fix.edits
            ],
        },
        "suggestion": finding.suggestion,
    }


def range_object(span: Span, position: Callable[[int], tuple[int, int]]) -> dict[str, object]:
    """A span as a JSON object. `position` returns the line and column of an offset."""
    start, end = map(position, span)
    return {"start": _position_object(start), "end": _position_object(end)}


def _position_object(position: tuple[int, int]) -> dict[str, int]:
    line, column = position
    return {"line": line, "column": column}
