"""`github`: workflow commands that GitHub shows as annotations, the most severe first.

Syntax and escapes: docs.github.com, "Workflow commands for GitHub Actions", and actions/toolkit's `command.ts` (2026).
GitHub shows ten annotations of each kind for a step.
"""

from __future__ import annotations

from awesome_lint.findings import Finding, Severity
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.help import help_text
from awesome_lint.reports.paths import portable_path
from awesome_lint.reports.report import FileReport, Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render(report: Report) -> str:
    """One command for each finding, on a line."""
    return "".join(f"{workflow_command(finding, file)}\n" for finding, file in report.shown_findings)


def workflow_command(finding: Finding, file: FileReport) -> str:
    """One finding as a workflow command: its message, and on the next line what to write."""
    line, column = file.source.position(finding.span.start)
    end_line, end_column = file.source.position(finding.span.end)
    places = {"file": portable_path(file.path), "line": line, "endLine": end_line}
    if line == end_line:
        # GitHub accepts columns only if both lines are the same.
        places |= {"col": column, "endColumn": end_column}
    places["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{name}={_escape_property(str(value))}" for name, value in places.items())
    help_line = help_text(finding, file)
    message = f"{finding.message}\n{help_line}" if help_line else finding.message
    return f"::{_COMMANDS[finding.severity]} {properties}::{escape_message(message)}"


def _escape_property(text: str) -> str:
    """The text with escapes for everything that would end a property of the command."""
    return escape_message(text).replace(":", "%3A").replace(",", "%2C")


def escape_message(text: str) -> str:
    """The text with escapes for everything that would end the command or control a terminal."""
    plain = escape_controls(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
    # GitHub runs an older form of commands anywhere in a line.
    return plain.replace("##[", "##%5B")
