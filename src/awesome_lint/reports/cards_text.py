"""A review for people: one card for each new or changed entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awesome_lint.findings import Finding, Safety
from awesome_lint.reports.ansi import ColoredText, color_diff_line, colored, escape_controls, wrap_colored
from awesome_lint.reports.cards import Card, FileReview, Review
from awesome_lint.reports.help import help_text
from awesome_lint.rules.form import is_deviation


def render(review: Review) -> str:
    """The cards of all files, what the change broke elsewhere, and a summary."""
    blocks = [
        *(
            "\n".join(_card_lines(card, passed, file, review))
            for file in review.files
            for card, passed in file.cards_with_passed_checks()
        ),
        *("\n".join(_unread_lines(file, review)) for file in review.files if file.unread),
        *("\n".join(_other_lines(file, review)) for file in review.files if review.outside_cards(file)),
    ]
    summary = [f"{review.counts_line} (compared with {escape_controls(review.base)})"]
    if review.older_findings is not None:
        summary.append("{}: `{}`".format(*review.older_findings))
    return "\n\n".join([*blocks, "\n".join(summary)]) + "\n"


def _card_lines(card: Card, passed: Iterable[str], file: FileReview, review: Review) -> Iterator[str]:
    source = file.report.source
    line, _ = source.position(card.span.start)
    place = f"{escape_controls(file.report.path)}:{line}"
    title = colored(escape_controls(card.title), "strong", review.color)
    yield f"{colored(place, 'place', review.color)} {card.status} entry: {title}"
    if text := "; ".join(filter(None, (card.facts_line, *passed))):
        yield "  " + wrap_colored([(text, None)], review.width - 2, "  ", on=review.color)
    for finding in review.findings_to_print(card.findings, file):
        yield _finding_text(finding, file, review, card)
    if card.finished is not None:
        yield "  finished entry:"
        for sign, text in (("-", source.text[card.span.start : card.span.end]), ("+", card.finished)):
            for part in text.rstrip("\n").split("\n"):
                yield "    " + color_diff_line(f"{sign} {part}", on=review.color)


def _unread_lines(file: FileReview, review: Review) -> Iterator[str]:
    yield f"{colored(escape_controls(file.report.path), 'place', review.color)} changed, but not read as an entry:"
    for line, text in file.unread_lines():
        pieces: list[ColoredText] = [(f"line {line}: {text}", None)]
        yield "  " + wrap_colored(pieces, review.width - 2, "    ", on=review.color)


def _other_lines(file: FileReview, review: Review) -> Iterator[str]:
    yield f"{colored(escape_controls(file.report.path), 'place', review.color)} outside the new and changed entries:"
    for finding in review.outside_cards(file):
        yield _finding_text(finding, file, review)


def _finding_text(finding: Finding, file: FileReview, review: Review, card: Card | None = None) -> str:
    """One finding on its card or, without `card`, outside cards. Its fix is left out if the finished entry of the card
    shows it."""
    position = file.report.source.position
    line, _ = position(finding.span.start)
    severity = finding.severity.value
    parts: list[ColoredText] = [(f"{finding.code} {severity}", severity), (": ", None)]
    if card is None or line != position(card.span.start)[0]:
        parts.append((f"line {line}: ", None))
    parts.append((escape_controls(finding.message), None))
    is_applied = is_deviation(finding) or (finding.fix is not None and finding.fix.safety is Safety.SAFE)
    is_finished = is_applied and card is not None and card.finished is not None
    if not is_finished and (text := help_text(finding, file.report)):
        parts += [("; ", None), (text, "help")]
    return "  " + wrap_colored(parts, review.width - 2, "    ", on=review.color)
