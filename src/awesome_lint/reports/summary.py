"""The last lines of a report: the number of findings, the next commands, and the number of entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from awesome_lint.findings import Safety
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.counts import number_of, number_of_entries, severity_counts
from awesome_lint.reports.report import FileReport, Report

_MANY_OUTSIDE = 10
"""A file with this much that is in no entry, and more of it than entries, was understood only in part."""
_MAX_NAMED = 3
"""The number of files that are named, of all and of those understood in part."""


def summary(report: Report) -> str:
    """The number of findings by severity, the commands that fix or show them, and the number of entries."""
    if not report.files:
        return "No file was checked.\n"
    unread = [file for file in report.files if _is_partly_read(file)]
    lines = [
        _describe_findings(report, says_nothing_found=not unread),
        *_describe_available(report),
        describe_hidden_advice(report),
        describe_suppressed(report),
    ]
    lines += [_describe_partly_read(file) for file in unread[:_MAX_NAMED]]
    if len(unread) > _MAX_NAMED:
        lines.append(f"{len(unread) - _MAX_NAMED} more files were understood only in part.")
    lines.append(_describe_entries([file for file in report.files if file not in unread]))
    return "".join(f"{line}\n" for line in lines if line)


def diff_summary(report: Report, *, changed: bool) -> str:
    """The fixes that `--diff` would apply, and those that it leaves out, with the commands that show them."""
    fixes, by_rule = _describe_applied(report)
    hidden = sum(
        file.can_fix(finding, Safety.SAFE)
        for file in report.files
        for finding in file.findings
        if not file.visibility.shows(finding)
    )
    lines = [f"Would apply {fixes} ({by_rule})." if changed else "No fix to apply."]
    if hidden:
        command = repeat_command(report, "--diff", "--advice")
        lines.append(f"{number_of(hidden, 'fix', 'fixes')} for advice not included: `{command}`")
    return "\n".join((*lines, *_describe_available(report)))


def shown_counts(report: Report) -> str:
    """`4 errors, 18 warnings and 2 advice`: the shown findings; "" if there are none."""
    named = severity_counts(finding.severity for finding, _ in report.shown_findings)
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def describe_hidden_advice(report: Report) -> str:
    """The number of findings that are hidden advice, with the command that shows them; "" if there are none."""
    number = report.hidden_count
    return f"{number} advice: `{repeat_command(report, '--advice')}`" if number else ""


def describe_suppressed(report: Report) -> str:
    """The number of findings that comments suppress, with the command that counts them by rule; "" if there are
    none."""
    number = len(report.suppressed_findings)
    what = f"{number_of(number, 'finding')} suppressed by comments"
    return f"{what}: `{repeat_command(report, '--statistics')}`" if number else ""


def describe_unlisted(counts: Mapping[tuple[str, str], int], report: Report) -> Iterator[str]:
    """One line for each rule with findings that are not listed, with their number and the command that lists them.
    `counts` are these numbers by the rule's code and name."""
    for (code, name), number in counts.items():
        yield f"and {number} more {code} ({name}): `{repeat_command(report, '--select', code)}`"


def repeat_command(report: Report, *words: str) -> str:
    """The command of this run with further words; `--select` among them replaces that of this run."""
    options = [word for word in report.options if not ("--select" in words and word.startswith("--select="))]
    return shell_command(*words, *options, *report.command)


def shell_command(*words: str) -> str:
    """The command `awesome-lint` with these words, as a shell reads it."""
    import shlex

    return escape_controls(shlex.join(("awesome-lint", *words)))


def _describe_findings(report: Report, *, says_nothing_found: bool) -> str:
    """The applied fixes and the findings. If there are no findings, "Nothing to report" is written only with
    `says_nothing_found`."""
    sentences = []
    fixes, by_rule = _describe_applied(report)
    if fixes:
        sentences.append(f"{fixes} applied ({by_rule}).")
    where = "" if len(report.files) == 1 else f" in {_describe_files(report)}"
    if counts := shown_counts(report):
        sentences.append(f"Found {counts}{where}.")
    elif says_nothing_found:
        sentences.append(f"Nothing to report{where}.")
    return " ".join(sentences)


def _describe_applied(report: Report) -> tuple[str, str]:
    """The number of applied fixes (`3 fixes`), and the numbers by rule (`2 LK001, 1 TX003`); both "" if there are
    none."""
    applied = sum((Counter(file.applied) for file in report.files), Counter[str]())
    rules = sorted(applied.items(), key=lambda one: (-one[1], one[0]))
    named = ", ".join(f"{number} {code}" for code, number in rules)
    return (number_of(applied.total(), "fix", "fixes"), named) if applied else ("", "")


def _describe_available(report: Report) -> Iterator[str]:
    """The number of fixes that this run did not try to apply, with the commands that apply them."""
    safe, unsafe = report.count_fixable(Safety.SAFE), report.count_fixable(Safety.UNSAFE)
    if safe and report.fixed is None:
        yield f"{number_of(safe, 'safe fix', 'safe fixes')} available: `{repeat_command(report, '--fix')}`"
    if unsafe and report.fixed is not Safety.UNSAFE:
        fixes, what = number_of(unsafe, "unsafe fix", "unsafe fixes"), "it" if unsafe == 1 else "them"
        yield f"{fixes} available: review {what} with `{repeat_command(report, '--diff', '--unsafe-fixes')}`"


def _describe_files(report: Report) -> str:
    """`4 files (README.md, a.md, b.md and 1 more)`."""
    names = [escape_controls(file.path) for file in report.files]
    more = f" and {len(names) - _MAX_NAMED} more" if len(names) > _MAX_NAMED else ""
    return f"{len(names)} files ({', '.join(names[:_MAX_NAMED])}{more})"


def _is_partly_read(file: FileReport) -> bool:
    """Whether the report says that the file was read only in part: it has no entries, is another kind of document, or
    has at least ten links outside entries and more of them than entries. Never with `--diff-base`."""
    reading = file.reading
    if reading is None or reading.changed is not None:
        return False
    many = max(_MANY_OUTSIDE, reading.entries + 1)
    return not reading.entries or reading.kind != "" or reading.outside + reading.without_link >= many


_KINDS = {
    "restructured": "It is written in reStructuredText; only Markdown is read.",
    "index": "It links to other Markdown files; check the files that hold the entries.",
}


def _describe_partly_read(file: FileReport) -> str:
    """What was found in a file that was understood only in part."""
    reading = file.reading
    assert reading is not None, "only a file that was read can be understood in part"
    entries = f"Only {number_of_entries(reading.entries)} found" if reading.entries else "No entries found"
    outside = _outside_entries(reading.outside, reading.without_link)
    outside = f"{outside}, not checked as entries" if outside else ""
    what = f"{entries} in the {number_of(reading.lines, 'line')} of {escape_controls(file.path)}{outside}."
    return " ".join(filter(None, (what, _KINDS.get(reading.kind))))


def _describe_entries(files: list[FileReport]) -> str:
    """The number of entries and of links outside them, with `--diff-base` of the changed ones; "" if no file was
    read."""
    readings = [file.reading for file in files if file.reading is not None]
    if not readings:
        return ""
    names = ("entries", "outside", "without_link")
    entries, outside, without_link = (sum(getattr(one, name) for one in readings) for name in names)
    changed = [one.changed for one in readings if one.changed is not None]
    if changed:
        return f"{number_of_entries(entries)} on {number_of(sum(changed), 'changed line')}"
    sections = sum(one.sections for one in readings)
    tail = _outside_entries(outside, without_link)
    return f"{number_of_entries(entries)} in {number_of(sections, 'section')}{tail}"


def _outside_entries(links: int, without_link: int) -> str:
    """`; 2 links outside entries; 9 items without a link`: what was not read as an entry; "" if everything was."""
    outside = f"; {number_of(links, 'link')} outside entries" if links else ""
    items = number_of(without_link, "item without a link", "items without a link")
    return f"{outside}; {items}" if without_link else outside
