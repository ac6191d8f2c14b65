"""`sarif`: the Static Analysis Results Interchange Format, 2.1.0, with fixes.

Specification: docs.oasis-open.org/sarif/sarif/v2.1.0 (2020, errata 2023), and the parts that GitHub's code scanning
reads (docs.github.com, "SARIF support for code scanning", 2026). Columns count code points, from 1.
"""

from __future__ import annotations

import inspect
import json
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Fix, Safety, Severity
from awesome_lint.linting.fingerprint import make_fingerprint
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.help import message_with_suggestion
from awesome_lint.reports.paths import portable_path, rule_url
from awesome_lint.reports.report import FileReport, Report
from awesome_lint.rules import catalogue
from awesome_lint.source import Source
from awesome_lint.version import HOME, __version__

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_ROOT = "%SRCROOT%"


def render(report: Report) -> str:
    """One run with all findings as its results."""
    codes = sorted({finding.code for file in report.files for finding in file.findings})
    paths = {file.path: file for file in report.files}
    results: list[dict[str, object]] = []
    for file in report.files:
        occurrences: Counter[str] = Counter()
        results += [
            _result_object(finding, file, paths, codes.index(finding.code), occurrences)
            for finding in file.findings
        ]
    driver = {
        "name": "awesome-lint",
        "informationUri": HOME,
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule_object(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "awesome-lint/"},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which the list was checked."}}},
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1) + "\n"


def _rule_object(code: str) -> dict[str, object]:
    rule = catalogue.find(code)
    assert rule is not None
    summary = rule.summary[:1].upper() + rule.summary[1:]
    text = inspect.cleandoc(type(rule).__doc__ or "")
    purpose = " ".join(text.partition("## What it does\n")[2].partition("\n## ")[0].split())
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": _escape_links(summary)},
        "fullDescription": {"text": _escape_links(purpose or summary)},
        "help": {"text": _escape_links(text), "markdown": text},
        "helpUri": rule_url(code),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result_object(
    finding: Finding, file: FileReport, files: dict[str, FileReport], index: int, occurrences: Counter[str]
) -> dict[str, object]:
    """A finding as a result. `index` is that of its rule; `occurrences` counts the fingerprints, so that each result
    gets its own."""
    fingerprint = make_fingerprint(finding, file.source, file.entry_index)
    occurrences[fingerprint] += 1
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _escape_links(message_with_suggestion(finding))},
        "locations": [{"physicalLocation": _physical_location(finding.span, file)}],
        "partialFingerprints": {"awesomeLint/v1": f"{fingerprint}:{occurrences[fingerprint]}"},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _escape_links(one.message)},
                "physicalLocation": _physical_location(one.span, files.get(one.path or file.path, file)),
            }
            for number, one in enumerate(finding.related, 1)
        ]
    if (fix := file.applicable_fix(finding)) is not None:
        result["fixes"] = [_fix_object(fix, file)]
    return result


def _fix_object(fix: Fix, file: FileReport) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region_object(edit.span, file.source), "insertedContent": {"text": edit.text}}
        for edit in sorted(fix.edits)
    ]
    options = "--fix" if fix.safety is Safety.SAFE else "--fix --unsafe-fixes"
    change = {"artifactLocation": _artifact_location(file.path), "replacements": replacements}
    return {"description": {"text": f"The fix of {options}"}, "artifactChanges": [change]}


def _physical_location(span: Span, file: FileReport) -> dict[str, object]:
    return {"artifactLocation": _artifact_location(file.path), "region": _region_object(span, file.source)}


def _artifact_location(path: str) -> dict[str, str]:
    shown = portable_path(path)
    if Path(shown).is_absolute():
        return {"uri": Path(shown).as_uri()}
    # A colon in the first name would look like a URL scheme, so it is also quoted.
    return {"uri": quote(shown.encode("utf-8", "surrogateescape"), safe="/"), "uriBaseId": _ROOT}


def _region_object(span: Span, source: Source) -> dict[str, int]:
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _escape_links(text: str) -> str:
    """The text of a message with escaped brackets and braces, which mean links and placeholders (3.11.5, 3.11.6)."""
    for mark in "\\[]":
        text = text.replace(mark, f"\\{mark}")
    lines = text.replace("{", "{{").replace("}", "}}").split("\n")
    return "\n".join(map(escape_controls, lines))
