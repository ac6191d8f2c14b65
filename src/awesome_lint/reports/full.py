"""`full`: each finding with its source line, the span underlined, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Finding
from awesome_lint.reports.ansi import ColoredText, colored, escape_controls, wrap_colored
from awesome_lint.reports.excerpt import excerpt
from awesome_lint.reports.help import help_text
from awesome_lint.reports.places import describe_further_places, is_habit
from awesome_lint.reports.report import FileReport, Report, limit_findings
from awesome_lint.reports.summary import describe_unlisted, summary

UNICODE_FRAME = ("│", "→", "…")
"""The bar, the arrow and the dots with which frames are drawn."""
ASCII_FRAME = ("|", "->", "...")
"""The same for terminals that only show ASCII."""


def render(report: Report) -> str:
    """The findings with their source lines, errors first, then a summary."""
    frame = ASCII_FRAME if report.ascii else UNICODE_FRAME
    listed, more = limit_findings(report)
    parts = ["\n".join(_framed_excerpt(finding, file, report, frame)) + "\n\n" for finding, file in listed]
    if more:
        parts.append("".join(f"{line}\n" for line in describe_unlisted(more, report)) + "\n")
    if not report.quiet:
        parts.append(summary(report))
    return "".join(parts)


def _framed_excerpt(
    finding: Finding, file: FileReport, report: Report, frame: tuple[str, str, str]
) -> Iterator[str]:
    """The lines of a finding: its message, its position, its source line with carets, and notes."""
    on, severity = report.color, finding.severity.value
    line, column = file.source.position(finding.span.start)
    header: list[ColoredText] = [
        (f"{finding.code} {severity}", severity),
        (": ", None),
        (finding.message, "strong"),
    ]
    yield wrap_colored([*header, (" ", None), (f"[{finding.name}]", "place")], report.width, "  ", on=on)
    gutter = len(str(line))
    bar, arrow, dots = frame
    bar, arrow = colored(bar, "place", on), colored(arrow, "place", on)
    yield f"{' ' * gutter}{arrow} {escape_controls(file.path)}:{line}:{column}"
    shown, carets = excerpt(file, finding.span, max(report.width - gutter - 3, 40), dots)
    yield f"{colored(str(line), 'place', on)} {bar} {shown}"
    yield f"{' ' * gutter} {bar} {colored(carets, severity, on)}"
    notes: list[list[ColoredText]] = [[(text, None)] for text in _related_lines(finding, file, report)]
    if text := help_text(finding, file, dots):
        notes.append([("help", "help"), (": ", None), (text, None)])
    for note in notes:
        room = report.width - gutter - 3
        yield f"{' ' * gutter} = " + wrap_colored(note, room, " " * (gutter + 3), on=on)


def _related_lines(finding: Finding, file: FileReport, report: Report) -> Iterator[str]:
    """The related places of a finding as lines: one line for those of a habit or for more than three, else one for
    each."""
    related = finding.related
    if len(related) > 3 or is_habit(finding):
        yield describe_further_places(finding, file)
        return
    own, _ = file.source.position(finding.span.start)
    for one in related:
        other = next((two for two in report.files if two.path == one.path), file) if one.path else file
        line, column = other.source.position(one.span.start)
        place = f"{escape_controls(other.path)}:{line}:{column}"
        if other is file:
            place = f"line {line}" if line != own else f"column {column}"
        yield f"{place}: {escape_controls(one.message)}"
