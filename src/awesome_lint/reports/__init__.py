"""Writes findings as text: one module a format, imported when it is used."""

from __future__ import annotations

from importlib import import_module

from awesome_lint.reports.report import FileReport, Report

FORMATS = {
    "full": "awesome_lint.reports.full",
    "concise": "awesome_lint.reports.concise",
    "json": "awesome_lint.reports.json_report",
    "sarif": "awesome_lint.reports.sarif",
    "github": "awesome_lint.reports.github",
    "rdjson": "awesome_lint.reports.rdjson",
    "markdown": "awesome_lint.reports.markdown",
}
"""Each module has `render(report: Report) -> str`; the text ends with a line end, or is empty."""


def render(output_format: str, report: Report) -> str:
    """The report as text in one of the `FORMATS`."""
    rendered = import_module(FORMATS[output_format]).render(report)
    assert isinstance(rendered, str)
    return rendered


def statistics(output_format: str, report: Report) -> str:
    """The number of findings of each rule, as JSON for the format `json`, else as text."""
    from awesome_lint.reports import rule_counts

    return rule_counts.render_json(report) if output_format == "json" else rule_counts.render(report)


__all__ = ["FORMATS", "FileReport", "Report", "render", "statistics"]
