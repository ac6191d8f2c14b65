"""Describes the fix of a finding in one line: the text that it writes."""

from __future__ import annotations

from awesome_lint.edits import Edit, Span, apply_edits, smallest_edit
from awesome_lint.findings import Finding, Safety
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.cards import FINISHED
from awesome_lint.reports.counts import number_of
from awesome_lint.reports.report import FileReport
from awesome_lint.source import Source

MAX_TEXT = 80
"""Characters. Of a longer text only the part around the change is shown."""
_CONTEXT = 24
"""Characters that are shown before and after the change, up to whole words."""
_COMMANDS = {Safety.SAFE: "--fix", Safety.UNSAFE: "--fix --unsafe-fixes"}


def help_text(finding: Finding, file: FileReport, dots: str = "…") -> str:
    """What to do about a finding; "" if there is neither a fix nor a suggestion."""
    fix = finding.fix
    if fix is None or finding.code not in file.fixable:
        return escape_controls(finding.suggestion or "")
    command = _COMMANDS.get(fix.safety)
    if command is None and finding.code == FINISHED:
        command = "`awesome-lint format`"
    what = _describe_edits(finding, fix.edits, file, dots, "s" if command else "")
    return f"{command} {what}" if command else f"{what} (not applied automatically)"


def message_with_suggestion(finding: Finding) -> str:
    """The message and, if there is one, the suggestion, for formats that show fixes elsewhere."""
    return finding.message if finding.suggestion is None else f"{finding.message}. {finding.suggestion}"


def _describe_edits(
    finding: Finding, edits: tuple[Edit, ...], file: FileReport, dots: str, ending: str
) -> str:
    """What the edits do, in words: verbs with this ending ("s" or "") and their objects."""
    source = file.source
    first, last = (source.position(at)[0] for at in finding.span)
    near: list[Edit] = []
    others: list[Edit] = []
    for edit in edits:
        (near if first <= source.position(edit.span.start)[0] <= last else others).append(edit)
    lines = sorted({source.position(edit.span.start)[0] for edit in others})
    if not near:
        if (inserted := _inserted_line(min(others), source)) is None:
            return f"change{ending} line {lines[0]}" + (
                f" and {len(lines) - 1} more" if len(lines) > 1 else ""
            )
        return f"insert{ending} {inserted}{_describe_more(len(lines) - 1, ending)}"
    around = Span(
        min(finding.span.start, *(edit.span.start for edit in near)),
        max(finding.span.end, *(edit.span.end for edit in near)),
    )
    old, new = source.text[around.start : around.end], apply_edits(source.text, sorted(near), around)
    if not new.strip() and len(others) == 1 and old.strip() and others[0].text.strip() == old.strip():
        return f"move{ending} this to line {lines[0]}"
    if around.start == len(source.text) and not new.strip():
        return f"add{ending} a line end"
    if not (old.strip() or new) and old.count("\n") == 1 and source.position(around.start)[1] > 1:
        return f"delete{ending} this line break"
    verb, what = _describe_change(old, new, near, dots)
    return f"{verb}{ending} {what}{_describe_more(len(lines), ending)}"


def _describe_more(count: int, ending: str) -> str:
    """The clause on this number of further lines; "" for none."""
    return f", and change{ending} {number_of(count, 'more line')}" if count else ""


def _inserted_line(edit: Edit, source: Source) -> str | None:
    """The line that an edit inserts, and the number of the line before it, in words; None for another edit."""
    if edit.span.start < edit.span.end or edit.text.count("\n") != 1:
        return None
    line, column = source.position(edit.span.start)
    is_before = column == 1 and edit.text.endswith("\n")
    if not is_before and not edit.text.startswith(("\r", "\n")):
        return None
    return f"a {'' if edit.text.strip() else 'blank '}line after line {line - is_before}"


def _describe_change(old: str, new: str, edits: list[Edit], dots: str) -> tuple[str, str]:
    """What the edits on the lines of the finding do, as a verb and its object."""
    if not old.strip() and not new.strip():
        if "\n" in old or not new:
            return "delete", "blank lines" if "\n" in old else "this whitespace"
        return "write", "a space"
    if not new.strip():
        whole = old.endswith("\n") or "\n" in old.strip()
        return "delete", "this line" if whole else f"`{escape_controls(_changed_part(old, old, dots))}`"
    if all(
        edit.span.start == edit.span.end and not edit.text.strip() and "\n" in edit.text for edit in edits
    ):
        return "insert", "a blank line"
    shown = _changed_part(old, new, dots)
    return ("write", f"`{escape_controls(shown)}`") if "\n" not in shown else ("change", "this")


def _changed_part(old: str, new: str, dots: str) -> str:
    """The new text; if it is long, the part that differs from the old text, with some words before and after it."""
    new = new.strip("\n")
    if len(new) <= MAX_TEXT:
        return new
    (start, end), _ = smallest_edit(Span(0, len(old)), old, new)
    end = len(old) - end
    first = new.rfind(" ", 0, max(start - _CONTEXT, 0)) + 1
    last = new.find(" ", len(new) - end + _CONTEXT) if end > _CONTEXT else -1
    shown = new[first : last if last >= 0 else len(new)]
    if len(shown) > MAX_TEXT + 2 * _CONTEXT:
        shown, last = shown[: MAX_TEXT + 2 * _CONTEXT], 0
    return f"{dots + ' ' if first else ''}{shown}{' ' + dots if last >= 0 else ''}"
