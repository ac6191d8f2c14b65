"""`full`: for people. Each finding with its source line, the span underlined, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.model import Edit, Finding, Related, Safety, Severity, Span
from awesome_lint.patterns import lazy
from awesome_lint.records import record
from awesome_lint.reports.model import FileReport, Report
from awesome_lint.reports.text import expanded, painted, visible, width

FOLD_FROM = 12
"""A rule with more advice or warnings in one file than this shows the first few and counts the rest."""
SHOWN = 5
SHORT = 80
"""A change of more characters than this is not spelt out."""

_WORD = r"[^\s()\[\]<>|`*\"]"
_LAST_WORD = lazy(f"{_WORD}+\\Z")
_FIRST_WORD = lazy(f"{_WORD}+")


@record(frozen=True)
class Marks:
    """The characters that frames are drawn with."""

    bar: str
    arrow: str
    more: str
    dots: str


UNICODE = Marks("│", "→", "…", "…")
ASCII = Marks("|", "->", "...", "...")


def render(report: Report) -> str:
    """All findings with their source lines, then a summary."""
    marks = ASCII if report.ascii else UNICODE
    parts: list[str] = []
    for file in report.files:
        parts.extend(_file(file, report, marks))
    if not report.quiet:
        parts.append(summary(report))
    return "".join(parts)


def _file(file: FileReport, report: Report, marks: Marks) -> Iterator[str]:
    totals = Counter((finding.code, finding.severity) for finding in file.findings)
    seen: Counter[tuple[str, Severity]] = Counter()
    folded: dict[tuple[str, Severity], Finding] = {}
    for finding in file.findings:
        kind = finding.code, finding.severity
        seen[kind] += 1
        folds = finding.severity is not Severity.ERROR and totals[kind] > FOLD_FROM
        if folds and seen[kind] > SHOWN:
            folded.setdefault(kind, finding)
            continue
        yield "\n".join(_frame(finding, file, report, marks)) + "\n\n"
    for kind, first in folded.items():
        line, _ = file.source.position(first.span.start)
        code = painted(first.code, first.severity.value, report.colour)
        yield (
            f"{code}: {totals[kind] - SHOWN} more {first.name} in {visible(file.path)}, from line {line} on "
            f"(--output-format concise shows all)\n\n"
        )


def _frame(finding: Finding, file: FileReport, report: Report, marks: Marks) -> Iterator[str]:
    on = report.colour
    line, column = file.source.position(finding.span.start)
    code = painted(f"{finding.code} {finding.severity.value}", finding.severity.value, on)
    name = painted(f"[{finding.name}]", "place", on)
    yield f"{code}: {painted(visible(finding.message), 'strong', on)} {name}"
    gutter = len(str(line))
    bar = painted(marks.bar, "place", on)
    yield f"{' ' * gutter}{painted(marks.arrow, 'place', on)} {visible(file.path)}:{line}:{column}"
    shown, carets = excerpt(file, finding.span, max(report.width - gutter - 3, 40), marks.dots)
    yield f"{painted(str(line), 'place', on)} {bar} {shown}"
    yield f"{' ' * gutter} {bar} {painted(carets, finding.severity.value, on)}"
    for related in finding.related:
        yield f"{' ' * gutter} = {_related(related, file, report)}"
    advice = _help(finding, file)
    if advice:
        yield f"{' ' * gutter} = {painted('help', 'help', on)}: {advice}"


def _related(related: Related, file: FileReport, report: Report) -> str:
    other = next((one for one in report.files if one.path == related.path), file) if related.path else file
    line, column = other.source.position(related.span.start)
    return f"{visible(other.path)}:{line}:{column}: {visible(related.message)}"


def _help(finding: Finding, file: FileReport) -> str:
    if file.can_fix(finding, Safety.SAFE):
        return f"--fix {_change(finding, file)}"
    if file.can_fix(finding, Safety.UNSAFE):
        return f"--fix --unsafe-fixes {_change(finding, file)}"
    return visible(finding.suggestion or "")


def _change(finding: Finding, file: FileReport) -> str:
    """What the fix does, in words, where that is short."""
    edits = finding.fix.edits if finding.fix else ()
    if len(edits) == 1:
        old, new = _whole_word(edits[0], file.source.text)
        if new.strip() and len(new) <= SHORT and "\n" not in new:
            return f"writes `{visible(new)}`"
        if not new and old.strip() and len(old) <= SHORT and "\n" not in old:
            return f"takes `{visible(old)}` away"
    if edits and all(finding.span.covers(edit.span) for edit in edits):
        new = _applied(finding.span, edits, file.source.text)
        if new.strip() and len(new) <= SHORT and "\n" not in new:
            return f"writes `{visible(new)}`"
    return "mends this"


def _applied(span: Span, edits: tuple[Edit, ...], text: str) -> str:
    """The text at `span` after edits within it."""
    new = text[span.start : span.end]
    for edit in sorted(edits, reverse=True):
        new = new[: edit.span.start - span.start] + edit.text + new[edit.span.end - span.start :]
    return new


def _whole_word(edit: Edit, text: str) -> tuple[str, str]:
    """What an edit replaces and by what, out to the ends of the words it touches: the smallest edit by itself
    says little to a reader. What takes a whole word or blank away stays as it is."""
    start, end = edit.span
    before = _LAST_WORD.search(text, max(start - SHORT, 0), start)
    after = _FIRST_WORD.match(text, end, end + SHORT)
    if not edit.text.strip() and (start == end or not (before and after)):
        return text[start:end], edit.text
    head, tail = before[0] if before else "", after[0] if after else ""
    return head + text[start:end] + tail, head + edit.text + tail


def excerpt(file: FileReport, span: Span, room: int, dots: str) -> tuple[str, str]:
    """The first line of a span as it is shown, cut to `room` columns around it, and the carets below it."""
    source = file.source
    number, column = source.position(span.start)
    line = source.line(number)
    start = min(column - 1, len(line))
    end = min(max(start + span.end - span.start, start + 1), max(len(line), start + 1))
    before, marked, after = (expanded(part) for part in (line[:start], line[start:end], line[end:]))
    if width(before) + width(marked) + width(after) > room:
        before, marked, after = _cut(before, marked, after, room, dots)
    carets = " " * width(before) + "^" * max(width(marked), 1)
    return before + marked + after, carets


def _cut(before: str, marked: str, after: str, room: int, dots: str) -> tuple[str, str, str]:
    """The three parts of a line, shortened at its ends; of a long mark its beginning stays."""
    space = room - 2 * len(dots)
    marked = _head(marked, space, dots)
    left = max(space - width(marked), 0)
    tail = before
    if width(before) > left // 2:
        kept = max(left // 2, left - width(after))
        while tail and width(tail) > kept:
            tail = tail[max(1, (width(tail) - kept) // 2) :]
        tail = dots + tail if tail != before else tail
    room_behind = left - width(tail)
    return tail, marked, "" if marked.endswith(dots) else _head(after, max(room_behind, 0), dots)


def _head(text: str, room: int, dots: str) -> str:
    if width(text) <= room:
        return text
    if text.isascii():
        return text[:room] + dots
    used = 0
    for at, char in enumerate(text):
        used += width(char)
        if used > room:
            return text[:at] + dots
    return text


def summary(report: Report) -> str:
    """One or two lines: how many findings of which severity, and what can be done about them."""
    mended = _mended(report)
    counts = [(severity, report.count(severity)) for severity in Severity]
    total = sum(number for _, number in counts)
    files = len(report.files)
    if not total:
        where = "" if files == 1 else f" in {files} files"
        return f"{mended}Nothing to report{where}.\n" if files else ""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "piece"}
    named = [_many(number, words[severity]) for severity, number in counts if number]
    named = [text + " of advice" if text.split()[1].startswith("piece") else text for text in named]
    lines = [f"{mended}Found {_joined(named)}{'' if files == 1 else f' in {files} files'}."]
    safe, unsafe = report.fixable(Safety.SAFE), report.fixable(Safety.UNSAFE)
    if safe:
        more = f" ({unsafe} more with --unsafe-fixes)" if unsafe else ""
        lines.append(f"{safe} can be mended safely: awesome-lint --fix{_arguments(report)}{more}")
    elif unsafe:
        command = f"awesome-lint --diff --unsafe-fixes{_arguments(report)}"
        lines.append(f"{unsafe} can be mended, to be looked at: {command}")
    return "\n".join(lines) + "\n"


def _mended(report: Report) -> str:
    """How many faults were mended, and by which rules, the busiest first."""
    applied: Counter[str] = Counter()
    for file in report.files:
        applied.update(file.applied)
    if not applied:
        return ""
    rules = ", ".join(
        f"{number} {code}" for code, number in sorted(applied.items(), key=lambda one: (-one[1], one[0]))
    )
    return f"{_many(applied.total(), 'fault')} mended ({rules}). "


def _arguments(report: Report) -> str:
    import shlex

    return "".join(f" {visible(shlex.quote(word))}" for word in report.command)


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
