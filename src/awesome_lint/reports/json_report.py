"""`json`: an array of findings, for programs. Lines and columns count from 1, columns in code points."""

from __future__ import annotations

import json
from collections.abc import Mapping

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
        **_range(finding.span, file.source),
        "related": [
            {
                "path": related.path or file.path,
                **position_object(sources[related.path or file.path].position(related.span.start)),
                "message": related.message,
            }
            for related in finding.related
        ],
        "fix": fix
        and {
            "safety": fix.safety.value,
            "edits": [{**_range(edit.span, file.source), "text": edit.text} for edit in fix.edits],
        },
        "suggestion": finding.suggestion,
    }


def _range(span: Span, source: Source) -> dict[str, object]:
    return {
        "start": position_object(source.position(span.start)),
        "end": position_object(source.position(span.end)),
    }


def position_object(position: tuple[int, int]) -> dict[str, int]:
    """A line and column as a JSON object."""
    return dict(zip(("line", "column"), position, strict=True))
