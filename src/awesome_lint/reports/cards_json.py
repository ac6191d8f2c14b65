"""A review as JSON: one object with the cards of all files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from awesome_lint.findings import Finding
from awesome_lint.reports.cards import Card, FileReview, Review
from awesome_lint.reports.json_report import finding_object
from awesome_lint.source import Source


def render(review: Review) -> str:
    """The review as one JSON object, in ASCII."""
    sources = {file.report.path: file.report.source for file in review.files}
    files = [_file_object(file, sources) for file in review.files]
    return json.dumps({"base": review.base, "files": files}) + "\n"


def _file_object(file: FileReview, sources: Mapping[str, Source]) -> dict[str, object]:
    def finding_objects(findings: Iterable[Finding]) -> list[dict[str, object]]:
        return [finding_object(finding, file.report, sources) for finding in findings]

    def card_object(card: Card) -> dict[str, object]:
        start, _ = file.report.source.position(card.span.start)
        end, _ = file.report.source.position(max(card.span.start, card.span.end - 1))
        return {
            "line": start,
            "end_line": end,
            "status": card.status,
            "verdict": card.severity.value if card.severity is not None else "ok",
            "entry": dict(card.facts),
            "findings": finding_objects(card.findings),
            "finished": card.finished,
        }

    return {
        "path": file.report.path,
        "cards": [card_object(card) for card in file.cards],
        "others": finding_objects(file.others),
        "broken": finding_objects(file.broken),
        "unread": [{"line": line, "text": text} for line, text in file.unread_lines()],
        "older": file.older_finding_count,
    }
