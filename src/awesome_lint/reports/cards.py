"""What a review says of the new and changed entries of a file: one card for each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from awesome_lint.bibliography import arxiv
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Finding, Fix, Safety, Severity
from awesome_lint.reports.counts import number_of, number_of_entries, severity_counts
from awesome_lint.reports.report import FileReport
from awesome_lint.structs import record, replace

FINISHED = "EN013"
"""The code that a finished entry has in the formats of findings."""
PLACE_RULES = ("SE005", "SE006")
"""The rules on the section of an entry and on its place in the order of the section."""
DUPLICATE_RULES = ("DU001", "DU002", "DU003", "AX004")
"""The rules on what an entry shares with others."""
ANSWERS = (*PLACE_RULES, "DU001", "DU002", "DU003", "EN007", "TB001")
"""The rules whose advice is shown: whether the entry is new, in its place, and whole."""


Status = Literal["new", "changed", "moved"]
"""`moved`: the same text under another heading."""


@record(frozen=True)
class Card:
    """One entry that is new, changed or moved.

    `facts` is its object of `awesome-lint extract`; `findings` are those on its lines; `finished` is its text with
    the safe fixes, in the form of the list, None if it has this text already or its form is not understood.
    """

    span: Span
    title: str
    status: Status
    facts: Mapping[str, object]
    findings: tuple[Finding, ...]
    finished: str | None

    @property
    def severity(self) -> Severity | None:
        """The severity of its worst finding; None without findings."""
        return min((finding.severity for finding in self.findings), key=lambda one: one.rank, default=None)


@record(frozen=True)
class FileReview:
    """The review of one file. `others` are findings on changed lines outside entries, `broken` findings on other
    lines that the change causes; `remarks` are the findings that are advice only because they are on an added entry, or
    only because the list has more of them; `older` counts errors and warnings that the file had before; `compared`
    counts the entries of the list."""

    report: FileReport
    cards: tuple[Card, ...]
    others: tuple[Finding, ...]
    broken: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    older: int
    compared: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the review, in the order of the text."""
        listed = [*self.others, *self.broken, *(finding for card in self.cards for finding in card.findings)]
        return tuple(sorted(listed, key=lambda finding: (finding.span.start, finding.code)))

    @property
    def has_finished(self) -> bool:
        """Whether an entry has a finished form that differs from its text."""
        return any(card.finished is not None for card in self.cards)

    def as_findings(self) -> FileReport:
        """The review for the formats of findings: a finished entry is an advice with a safe fix."""
        text = self.report.source.text
        finished = [_as_finding(card, text) for card in self.cards if card.finished is not None]
        listed = sorted((*self.findings, *finished), key=lambda finding: finding.span.start)
        fixable = self.report.fixable | {FINISHED}
        return replace(self.report, findings=tuple(listed), fixable=fixable)


@record(frozen=True)
class Review:
    """The reviews of all files, and how to print them. `base` names the revision that they compare with."""

    files: tuple[FileReview, ...]
    base: str
    color: bool = False
    width: int = 100
    advice: bool = False

    def shown(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings to print, errors first. Advice is left out unless it is asked for, a remark, or on the questions
        that a review answers."""
        remarks = [remark for file in self.files for remark in file.remarks]
        listed = [
            one
            for one in findings
            if self.advice or one.severity is not Severity.ADVICE or one.code in ANSWERS or one in remarks
        ]
        return sorted(listed, key=lambda finding: finding.severity.rank)


def passed_checks(card: Card, file: FileReview) -> Iterator[str]:
    """The checks of an entry that found nothing, as phrases."""
    codes = {finding.code for finding in card.findings}
    duplicates = [one for one in file.findings if one.code in DUPLICATE_RULES]
    places = [span for one in duplicates for span in (one.span, *(other.span for other in one.related))]
    if not any(card.span.overlaps(span) for span in places):
        yield f"not among the other {file.compared - 1} entries"
    if "AX003" not in codes and _date_fits_id(card.facts):
        yield "date fits the arXiv id"
    if path := card.facts["section_path"]:
        fits = " fits" if codes.isdisjoint(PLACE_RULES) and _has_year(card.facts) else ""
        yield f"section “{_last_part(path)}”{fits}"
    if card.finished is None and codes.issubset((*DUPLICATE_RULES, *PLACE_RULES)):
        yield "form fits the list"


def _date_fits_id(facts: Mapping[str, object]) -> bool:
    """Whether the entry's date is that of its arXiv id, a month apart at most; a year may be the venue's, up to two
    years later."""
    submitted = arxiv.submission_month(str(facts["arxiv_id"])) if facts["arxiv_id"] else None
    if submitted is None or not facts["date"]:
        return False
    year, *rest = map(int, str(facts["date"]).split("-"))
    if facts["venue"]:
        return 0 <= year - submitted[0] <= 2
    return abs(12 * (year - submitted[0]) + rest[0] - submitted[1]) <= 1 if rest else year == submitted[0]


def _has_year(facts: Mapping[str, object]) -> bool:
    """Whether the heading of the section has the entry's year."""
    return bool(facts["date"]) and str(facts["date"])[:4] in _last_part(facts["section_path"])


def facts_line(card: Card) -> str:
    """The facts of an entry that identify it, in one line."""
    facts = card.facts
    venue = " ".join(str(facts[key]) for key in ("venue", "presentation") if facts[key])
    parts = [f"arXiv {facts['arxiv_id']}" if facts["arxiv_id"] else facts["doi"], venue, facts["date"]]
    if facts["code_repo"]:
        parts.append(str(facts["code_repo"]).removeprefix("https://"))
    return " · ".join(str(part) for part in parts if part)


def describe_counts(review: Review) -> str:
    """How many entries were reviewed, and what was found."""
    cards = sum(len(file.cards) for file in review.files)
    shown = [finding for file in review.files for finding in review.shown(file.findings)]
    counts = severity_counts(finding.severity for finding in shown)
    return ", ".join([f"{number_of_entries(cards)} reviewed", *(counts or ["nothing to report"])])


def older_line(files: Iterable[FileReview]) -> str | None:
    """The count of older findings with the command that shows them; None without any."""
    files = list(files)
    number = sum(file.older for file in files)
    paths = " ".join(file.report.path for file in files if file.older)
    return f"{number_of(number, 'older finding')}: `awesome-lint {paths}`" if number else None


def _as_finding(card: Card, text: str) -> Finding:
    fix = Fix(Safety.SAFE, (Edit(card.span, card.finished or ""),))
    return Finding(
        FINISHED, "entry-form", Severity.ADVICE, "The entry in the form of this list", card.span, fix=fix
    )


def _last_part(path: object) -> str:
    return str(path[-1]) if isinstance(path, list) else ""
