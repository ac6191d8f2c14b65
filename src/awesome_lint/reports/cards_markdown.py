"""A review as Markdown, for the summary of a workflow or a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.findings import Finding
from awesome_lint.reports.ansi import escape_controls
from awesome_lint.reports.cards import Card, FileReview, Review
from awesome_lint.reports.markdown import code_block, inline_code


def render(review: Review) -> str:
    """A table of cards, then the finished entries and what the change broke elsewhere."""
    return "\n".join(_markdown_blocks(review))


def _markdown_blocks(review: Review) -> Iterator[str]:
    yield f"**awesome-lint review**: {review.counts_line}.\n"
    cards = [(file, *pair) for file in review.files for pair in file.cards_with_passed_checks()]
    if cards:
        yield "| Line | Entry | Findings |\n| --- | --- | --- |"
        for file, card, passed in cards:
            yield _table_row(card, passed, file, review)
        yield ""
    unread = [(file, *line) for file in review.files for line in file.unread_lines()]
    if unread:
        yield "Changed, but not read as an entry:\n"
        for file, line, text in unread:
            yield f"- {inline_code(f'{file.report.path}:{line}')} {inline_code(text)}"
        yield ""
    rest = [(one, file) for file in review.files for one in review.outside_cards(file)]
    if rest:
        yield "Outside the new and changed entries:\n"
        for finding, file in rest:
            yield f"- {_path_and_line(file, finding.span.start)} {_message_with_sign(finding)}"
        yield ""
    yield from (_finished_entry_diff(card, file) for file, card, _ in cards if card.finished is not None)
    if review.older_findings is not None:
        count, command = review.older_findings
        yield f"{count}: {inline_code(command)}\n"


def _table_row(card: Card, passed: Iterable[str], file: FileReview, review: Review) -> str:
    facts = card.facts_line
    entry = inline_code(card.title) + (f"<br>{inline_code(facts)}" if facts else "")
    messages = [_message_with_sign(finding) for finding in review.findings_to_print(card.findings, file)]
    notes = [f"✅ {inline_code(note)}" for note in passed]
    place = f"{_path_and_line(file, card.span.start)} ({card.status})"
    return f"| {place} | {entry} | {'<br>'.join([*messages, *notes])} |"


def _message_with_sign(finding: Finding) -> str:
    sign = {"error": "❌", "warning": "⚠️"}.get(finding.severity.value, "💡")
    return f"{sign} {finding.code} {inline_code(finding.message)}"


def _path_and_line(file: FileReview, offset: int) -> str:
    return inline_code(f"{file.report.path}:{file.report.source.position(offset)[0]}")


def _finished_entry_diff(card: Card, file: FileReview) -> str:
    old = file.report.source.text[card.span.start : card.span.end]
    rows = [f"- {escape_controls(line)}" for line in old.rstrip("\n").split("\n")]
    rows += [f"+ {escape_controls(line)}" for line in (card.finished or "").rstrip("\n").split("\n")]
    return f"{_path_and_line(file, card.span.start)} in the form of this list:\n\n" + code_block(
        "\n".join(rows), "diff"
    )
