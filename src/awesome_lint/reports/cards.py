"""What a review says of the new and changed entries of a file: one card for each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Literal

from awesome_lint.bibliography import arxiv
from awesome_lint.edits import Edit, Span, merge_spans, overlaps_any
from awesome_lint.findings import Finding, Fix, Safety, Severity
from awesome_lint.linting import fold_habits
from awesome_lint.listing.entry_record import EntryRecord
from awesome_lint.reports.counts import number_of, number_of_entries, severity_counts
from awesome_lint.reports.report import FileReport
from awesome_lint.reports.summary import shell_command
from awesome_lint.structs import record, replace

FINISHED = "EN013"
"""The code that a finished entry has in the formats of findings."""
_PLACE_RULES = ("SE005", "SE006")
"""The rules on the section of an entry and on its place in the order of the section."""
DUPLICATE_RULES = ("DU001", "DU002", "DU003", "AX004")
"""The rules on what an entry shares with others."""
_ANSWERS = (*_PLACE_RULES, *DUPLICATE_RULES, "EN007", "TB001")
"""The rules whose advice is shown: whether the entry is new, in its place, and whole."""


Status = Literal["new", "changed", "moved"]
"""`moved`: the same text under another heading."""


@record(frozen=True)
class Card:
    """One entry that is new, changed or moved.

    `facts` is its record of `awesome-lint extract`; `findings` are those on its lines; `finished` is its text with
    the safe fixes, in the form of the list, None if it has this text already or its form is not understood;
    `fits_form` is set if it has this text already.
    """

    span: Span
    title: str
    status: Status
    facts: EntryRecord
    findings: tuple[Finding, ...]
    finished: str | None
    fits_form: bool

    @property
    def severity(self) -> Severity | None:
        """The highest severity of its findings; None without findings."""
        return min((finding.severity for finding in self.findings), key=lambda one: one.rank, default=None)

    @property
    def facts_line(self) -> str:
        """The facts that identify the entry, in one line."""
        facts = self.facts
        ident = f"arXiv {facts['arxiv_id']}" if facts["arxiv_id"] else facts["doi"]
        venue = " ".join(filter(None, (facts["venue"], facts["presentation"])))
        code = (facts["code_repo"] or "").removeprefix("https://")
        return " · ".join(filter(None, (ident, venue, facts["date"], code)))


@record(frozen=True)
class FileReview:
    """The review of one file. `others` are findings on changed lines outside the cards, `broken` findings on unchanged
    lines that the change causes; `remarks` are advice that rules give only on added entries, and the deviations that
    the finished entries correct; `compared` is the number of entries of the list; `unread` are the changed
    parts that seem to be entries and are not read as such."""

    report: FileReport
    cards: tuple[Card, ...]
    others: tuple[Finding, ...]
    broken: tuple[Finding, ...]
    remarks: frozenset[Finding]
    compared: int
    unread: tuple[Span, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the review, in the order of the text."""
        listed = [*self.others, *self.broken, *(finding for card in self.cards for finding in card.findings)]
        return tuple(sorted(listed, key=lambda finding: (finding.span.start, finding.code)))

    @property
    def older_finding_count(self) -> int:
        """The number of errors and warnings that the change does not concern; a habit counts once, as in `check`."""
        reviewed = {
            (one.code, span)
            for one in self.findings
            for span in (one.span, *(each.span for each in one.related))
        }
        old = [one for one in self.report.findings if (one.code, one.span) not in reviewed]
        return len(fold_habits(one for one in old if one.severity is not Severity.ADVICE))

    @property
    def has_finished(self) -> bool:
        """Whether an entry has a finished form that differs from its text."""
        return any(card.finished is not None for card in self.cards)

    def cards_with_passed_checks(self) -> Iterator[tuple[Card, list[str]]]:
        """Each card, with the checks of its entry that found nothing, as phrases."""
        duplicates = [one for one in self.findings if one.code in DUPLICATE_RULES]
        places = [span for one in duplicates for span in (one.span, *(other.span for other in one.related))]
        merged = merge_spans(places)
        for card in self.cards:
            yield card, list(_passed_checks(card, self.compared, overlaps_any(card.span, merged)))

    def unread_lines(self) -> Iterator[tuple[int, str]]:
        """The number and the text of the first line of each part that is not read as an entry."""
        source = self.report.source
        for span in self.unread:
            yield source.position(span.start)[0], source.text[slice(*span)].partition("\n")[0].strip()

    def as_file_report(self) -> FileReport:
        """The review as a report of findings, for formats without cards: a finished entry is an advice with a safe
        fix."""
        finished = [_finished_entry_finding(card) for card in self.cards if card.finished is not None]
        listed = sorted((*self.findings, *finished), key=lambda finding: finding.span.start)
        fixable = self.report.fixable | {FINISHED}
        return replace(self.report, findings=tuple(listed), fixable=fixable)


@record(frozen=True)
class Review:
    """The reviews of all files, and how to print them. `base` names the revision that they compare with; `options` are
    those that a command about the same findings needs."""

    files: tuple[FileReview, ...]
    base: str
    color: bool = False
    width: int = 100
    advice: bool = False
    options: tuple[str, ...] = ()

    def outside_cards(self, file: FileReview) -> list[Finding]:
        """The findings of a file to print outside its cards."""
        return self.findings_to_print((*file.others, *file.broken), file)

    def findings_to_print(self, findings: Iterable[Finding], file: FileReview) -> list[Finding]:
        """The findings of a file to print, errors first: all with `--advice`, else those of `is_shown_in_review`."""
        listed = [one for one in findings if self.advice or is_shown_in_review(one, file.remarks)]
        return sorted(listed, key=lambda finding: finding.severity.rank)

    @property
    def counts_line(self) -> str:
        """How many entries were reviewed, and what was found."""
        cards = sum(len(file.cards) for file in self.files)
        shown = [finding for file in self.files for finding in self.findings_to_print(file.findings, file)]
        counts = severity_counts(finding.severity for finding in shown)
        unread = sum(len(file.unread) for file in self.files)
        unread_count = [f"{number_of(unread, 'changed line')} not read as an entry"] if unread else []
        found = [*unread_count, *counts] or ["nothing to report"]
        return ", ".join([f"{number_of_entries(cards)} reviewed", *found])

    @property
    def older_findings(self) -> tuple[str, str] | None:
        """The number of older findings (`3 older findings`), and the command that shows them; None if there are
        none."""
        number = sum(file.older_finding_count for file in self.files)
        paths = (file.report.path for file in self.files if file.older_finding_count)
        return (number_of(number, "older finding"), shell_command(*self.options, *paths)) if number else None


def is_shown_in_review(finding: Finding, remarks: AbstractSet[Finding]) -> bool:
    """Whether a review shows the finding without `--advice`: an error, a warning, a remark, or advice on the questions
    that a review answers."""
    return finding.severity is not Severity.ADVICE or finding.code in _ANSWERS or finding in remarks


def _passed_checks(card: Card, compared: int, is_duplicate: bool) -> Iterator[str]:
    """The checks of an entry that found nothing, as phrases for its card; `compared` entries were compared."""
    codes = {finding.code for finding in card.findings}
    if compared > 1 and not is_duplicate:
        yield f"no duplicate among the other {number_of_entries(compared - 1)}"
    if "AX003" not in codes and _date_fits_id(card.facts):
        yield "date fits the arXiv id"
    if path := card.facts["section_path"]:
        year = (card.facts["date"] or "")[:4]
        fits = " fits" if codes.isdisjoint(_PLACE_RULES) and year and year in path[-1] else ""
        yield f"section “{path[-1]}”{fits}"
    if card.fits_form and codes.issubset((*DUPLICATE_RULES, *_PLACE_RULES)):
        yield "form fits the list"


def _date_fits_id(facts: EntryRecord) -> bool:
    """Whether the entry's date is at most one month from that of its arXiv id; without a month, in the same year; with
    a venue, in that year or up to two years later."""
    ident = facts["arxiv_id"]
    submitted = arxiv.submission_month(ident) if ident else None
    if ident is None or submitted is None or not facts["date"]:
        return False
    year, *rest = map(int, facts["date"].split("-"))
    if facts["venue"]:
        return 0 <= year - submitted[0] <= 2
    months = arxiv.months_after_submission(ident, year, rest[0]) if rest else None
    return year == submitted[0] if months is None else abs(months) <= 1


def _finished_entry_finding(card: Card) -> Finding:
    """The advice to write the finished entry, as a safe fix."""
    fix = Fix(Safety.SAFE, (Edit(card.span, card.finished or ""),))
    return Finding(
        FINISHED, "entry-form", Severity.ADVICE, "The entry in the form of this list", card.span, fix=fix
    )
