"""`markdown`: for web pages. Tables by rule and by section, the findings, and the diff of `--fix`.

Text of the list is in `<code>`, its punctuation written as character references, so that nothing in it becomes
Markdown, HTML, a mention or a reference to an issue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.edits import apply_edits
from awesome_lint.findings import Finding, Safety
from awesome_lint.fixing import edits_of_fixes
from awesome_lint.fixing.diff import unified_diff
from awesome_lint.lazy_re import lazy
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.paths import rule_url
from awesome_lint.reports.places import describe_further_places, is_habit
from awesome_lint.reports.report import FileReport, Report, count_by_rule
from awesome_lint.reports.summary import shown_counts

ROOM = 30_000
"""Characters for findings, the most severe first; half as many for the diff. The body of an issue on GitHub has
65,536 at most."""
SECTIONS = 20
_BACKTICKS = lazy("`+")
_REFERENCES = {ord(char): f"&#{ord(char)};" for char in '!"#$&*.:<>@[\\]^_`{|}~'}
# Autolinks of e-mail addresses are found after character references are decoded; a comment separates the parts.
_REFERENCES[ord("@")] += "<!-- -->"


def render(report: Report) -> str:
    """The whole report as Markdown."""
    return "\n".join(_markdown_blocks(report))


def inline_code(text: str) -> str:
    """The text as inline code in which nothing is markup."""
    return f"<code>{escape_controls(' '.join(text.split())).translate(_REFERENCES)}</code>"


def code_block(text: str, language: str) -> str:
    """A fenced code block that nothing in the text can close."""
    fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(text))])
    ended = text if text.endswith("\n") or not text else f"{text}\n"
    return f"{fence}{language}\n{ended}{fence}"


def _markdown_blocks(report: Report) -> Iterator[str]:
    found = report.shown_findings
    yield f"**awesome-lint**: {_describe_counts(report)}.\n"
    if not found:
        return
    yield from _rule_table(report)
    yield from _section_table(report)
    yield from _finding_list(found)
    yield from _diff_block(report)


def _describe_counts(report: Report) -> str:
    fixable = report.count_fixable(Safety.SAFE)
    fixes = f"; `awesome-lint --fix` fixes {fixable}" if fixable else ""
    hidden = f"; {report.hidden_count} advice with `--advice`" if report.hidden_count else ""
    return (shown_counts(report) or "nothing to report") + fixes + hidden


def _rule_table(report: Report) -> Iterator[str]:
    """A table of the number of findings by rule."""
    yield "| rule | | severity | findings |\n|---|---|---|---:|"
    counts = sorted(count_by_rule(report.shown_findings), key=lambda count: count[0][2].rank)
    for (code, name, severity), number, safe in counts:
        fixes = f", {safe} with a safe fix" if safe else ""
        yield f"| [{code}]({rule_url(code)}) | {name} | {severity.value} | {number}{fixes} |"
    yield ""


def _section_table(report: Report) -> Iterator[str]:
    """A table of the number of findings by section; nothing if all are in one section."""
    counts: Counter[tuple[str, str]] = Counter()
    for finding, file in report.shown_findings:
        counts[file.path, file.entry_index.section_title_at(finding.span.start)] += 1
    if len(counts) < 2:
        return
    several = len(report.files) > 1
    yield "| section | findings |\n|---|---:|"
    listed = counts.most_common(SECTIONS)
    for (path, title), number in listed:
        where = f"{inline_code(path)} " if several else ""
        yield f"| {where}{inline_code(title) if title else '(above the first heading)'} | {number} |"
    if len(counts) > SECTIONS:
        yield f"| {len(counts) - SECTIONS} more | {counts.total() - sum(n for _, n in listed)} |"
    yield ""


def _finding_list(found: list[tuple[Finding, FileReport]]) -> Iterator[str]:
    """The findings as list items, up to `ROOM` characters; more than ten are in `<details>`."""
    folded = len(found) > 10
    if folded:
        yield "<details><summary>The findings</summary>\n"
    room = ROOM
    for number, (finding, file) in enumerate(found):
        row = _finding_item(finding, file)
        room -= len(row)
        if room < 0:
            yield f"- and {len(found) - number} more"
            break
        yield row
    if folded:
        yield "\n</details>"
    yield ""


def _finding_item(finding: Finding, file: FileReport) -> str:
    line, column = file.source.position(finding.span.start)
    helps = f" {inline_code(finding.suggestion)}" if finding.suggestion else ""
    place = inline_code(f"{file.path}:{line}:{column}")
    also = f" ({describe_further_places(finding, file)})" if is_habit(finding) else ""
    return f"- {place} [{finding.code}]({rule_url(finding.code)}) {inline_code(finding.message)}{helps}{also}"


def _diff_block(report: Report) -> Iterator[str]:
    """The diff of the first round of `--fix`."""
    lines = [line for file in report.files for line in _diff_lines(file)]
    if not lines:
        return
    yield "<details><summary>What <code>awesome-lint --fix</code> would change</summary>\n"
    room, shown = ROOM // 2, 0
    while shown < len(lines) and len(lines[shown]) <= room:
        room -= len(lines[shown])
        shown += 1
    yield code_block("".join(lines[:shown]), "diff")
    if shown < len(lines):
        yield f"\nand {len(lines) - shown} more lines"
    yield "\n</details>\n"


def _diff_lines(file: FileReport) -> Iterator[str]:
    text = file.source.text
    fixable = [one for one in file.findings if file.visibility.shows(one) and file.can_fix(one, Safety.SAFE)]
    fixed = apply_edits(text, edits_of_fixes(fixable, text))
    for line in unified_diff(text, fixed, file.path):
        yield escape_controls(line.removesuffix("\n")) + "\n"
