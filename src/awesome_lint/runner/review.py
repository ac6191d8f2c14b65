"""Reviews the entries of a list that are new or changed since a git revision."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from awesome_lint import linting, listing
from awesome_lint.edits import Span, apply_edits, overlaps_any
from awesome_lint.facts import Surroundings
from awesome_lint.findings import Finding, Safety
from awesome_lint.fixing import edits_of_fixes
from awesome_lint.fixing.offset_map import OffsetMap
from awesome_lint.formatting.formatter import format_text
from awesome_lint.formatting.results import EntryResult
from awesome_lint.lazy_re import lazy
from awesome_lint.linting.fingerprint import EntryIndex, index_entries, make_fingerprint
from awesome_lint.listing.entry_record import entry_record
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.markdown.tree import List, walk_blocks
from awesome_lint.reports.cards import DUPLICATE_RULES, Card, FileReview, Status, is_shown_in_review
from awesome_lint.rules import catalogue
from awesome_lint.rules.form import is_deviation
from awesome_lint.runner.check_options import CheckOptions
from awesome_lint.runner.git import state_before
from awesome_lint.runner.inputs import Input
from awesome_lint.runner.jobs import Outcome, describe_failures
from awesome_lint.runner.new_findings import filter_new_findings
from awesome_lint.runner.run import check_inputs
from awesome_lint.source import Source, whole_lines
from awesome_lint.structs import record, replace

if TYPE_CHECKING:
    from awesome_lint.lookup.progress import ProgressUpdate

_start_of = attrgetter("span.start")
_SPACES = lazy(r"[ \t\r\n]+")


@record(frozen=True)
class InputReview:
    """The result of reviewing one input. `problem` says in one line why there is no review, or what is missing in it;
    `fixed` is the text with every new and changed entry in its finished form; `interrupted` whether the user stopped
    the lookups."""

    review: FileReview | None
    fixed: str | None = None
    problem: str | None = None
    interrupted: bool = False

    def count_rewritten(self) -> int:
        """The number of entries of the fixed text with a line that the reviewed text does not have."""
        if self.review is None or self.fixed is None:
            return 0
        old_lines = set(self.review.report.source.text.splitlines())
        spans = [whole_lines(self.fixed, entry.span) for entry in listing.read(self.fixed).entries]
        return sum(not old_lines.issuperset(_text_at(span, self.fixed).splitlines()) for span in spans)


def review_inputs(
    options: CheckOptions,
    inputs: Sequence[Input],
    note: Callable[[str], None],
    on_progress: Callable[[ProgressUpdate | None], None] | None,
) -> list[InputReview]:
    """The review of each input, compared with the revision `options.diff_base`. Nothing is written."""
    assert options.diff_base is not None, "a review compares with a revision"
    outcomes = check_inputs(options, inputs, note, on_progress, keep_contexts=True)
    concerned = filter_new_findings(outcomes, changed_only=True, note=note)
    return [
        _ReviewedFile(outcome, kept.findings, options.diff_base).review()
        if outcome.report is not None
        else InputReview(None, problem=outcome.problem)
        for outcome, kept in zip(outcomes, concerned, strict=True)
    ]


class _ReviewedFile:
    """A file to review: its text, its findings on changed lines, and the status of its entries."""

    def __init__(self, outcome: Outcome, findings: Iterable[Finding], base: str) -> None:
        assert outcome.report is not None, "only a file that was linted is reviewed"
        assert outcome.changes is not None, "a review compares with a revision"
        self.outcome, self.item, self.report, self.changes = (
            outcome,
            outcome.input,
            outcome.report,
            outcome.changes,
        )
        path, settings = self.item.path, self.item.settings
        self.context = outcome.context or linting.make_context(self.report.source.text, path, settings)
        self.listing = self.context.listing
        before = state_before(base, path)
        known_files = Surroundings(tracked_files=before.tracked_files() if before is not None else None)
        text_before = before.text if before is not None else ""
        self.before = linting.make_context(text_before, path, settings, known_files)
        self.statuses = dict(self._entry_statuses(self.before.listing))
        self.unread = self._unread_parts(self.before.listing)
        unchanged = [span for span, status in self.statuses.items() if status is None]
        self.changes = self.changes.without_spans(unchanged)
        added = {span for span, status in self.statuses.items() if status in ("new", "moved")}
        find_unchanged = _span_finder(unchanged)
        self.findings = [
            one for one in findings if (span := find_unchanged(one.span)) is None or not span.covers(one.span)
        ]
        remarks, self.failures = linting.collect_review_remarks(self.context, added)
        self.remarks = set(remarks)

    def _entry_statuses(self, old: Listing) -> Iterator[tuple[Span, Status | None]]:
        """The status of each entry on changed lines, by its span; None for one that only moved in its section.

        An entry is new where the entries that are gone have neither its text nor its title nor its URL.
        """
        gone = Counter(key for entry in old.entries for key in _recognition_keys(entry, old))
        touched = []
        for entry in self.listing.entries:
            if self.changes.touches(entry.span):
                touched.append(entry)
            else:
                gone.subtract(_recognition_keys(entry, self.listing))
        for entry in touched:
            here, words, *names = _recognition_keys(entry, self.listing)
            if gone[here] > 0:
                status: Status | None = None
            elif gone[words] > 0:
                status = "moved"
            else:
                status = "changed" if any(gone[name] > 0 for name in names) else "new"
            if status != "new":
                gone.subtract((here, words, *names))
            yield entry.span, status

    def _unread_parts(self, old: Listing) -> list[Span]:
        """The changed parts that are not read as an entry: items next to entries, and lines with the title of an entry
        that is gone."""
        text, tree = self.listing.text, self.listing.tree
        entries = sorted(entry.span for entry in self.listing.entries)
        lists = [block.items for block in walk_blocks(tree) if isinstance(block, List)]
        parts = [
            item.span
            for items in lists
            if any(overlaps_any(item.span, entries) for item in items)
            for item in items
            if self.changes.touches(item.span) and not overlaps_any(item.span, entries)
        ]
        taken = sorted((*entries, *parts))
        lines = (whole_lines(text, Span(start, start)) for start, _ in self.changes.lines())
        others = {line for line in lines if not overlaps_any(line, taken)}
        text_of_others = "\0".join(_text_at(line, text) for line in others)
        titles = {entry.title.text for entry in old.entries if entry.title is not None}
        titles -= {entry.title.text for entry in self.listing.entries if entry.title is not None}
        places = {text.find(title) for title in titles if title in text_of_others}
        parts += others.intersection(whole_lines(text, Span(at, at)) for at in places)
        return sorted(parts)

    def review(self) -> InputReview:
        """The outcome of the review."""
        entries = [entry for entry in self.listing.entries if entry.title and self.statuses.get(entry.span)]
        fixed, results = self._finish_entries(entries)
        cards, others = self._make_cards(entries, results)
        broken = self._findings_caused_elsewhere()
        compared = len(self.listing.entries)
        review = FileReview(
            self.report, cards, others, broken, frozenset(self.remarks), compared, tuple(self.unread)
        )
        problem = self.outcome.problem or describe_failures(self.item.path, self.failures)
        return InputReview(review, fixed, problem, self.outcome.interrupted)

    def _make_cards(
        self, entries: Sequence[Entry], results: Iterable[EntryResult | None]
    ) -> tuple[tuple[Card, ...], tuple[Finding, ...]]:
        """The cards of the entries, and the findings that are on none of them. `results` has how each entry was
        finished."""
        by_entry = self._findings_by_entry(entries)
        remarks = sorted(self.remarks, key=_start_of)
        cards = []
        for entry, result in zip(entries, results, strict=True):
            own = by_entry[entry.span]
            text = result.after if result is not None else None
            if text == _text_at(entry.span, self.listing.text):
                text = None
            if text is not None:  # The deviations from the list's form explain the finished entry.
                self.remarks.update(filter(is_deviation, own))
            first, last = (bisect_left(remarks, at, key=_start_of) for at in entry.span)
            own += self._remarks_on_entry(remarks[first:last], entry, own)
            facts = entry_record(entry, self.item.path)
            title, status = entry.title, self.statuses[entry.span]
            assert title is not None, "only entries with a title are reviewed"
            assert status is not None, "an entry that did not change is not reviewed"
            fits = text is None and (result is None or result.reason != "unknown-words")
            cards.append(Card(entry.span, title.text, status, facts, tuple(own), text, fits))
        return tuple(cards), tuple(by_entry[None])

    def _remarks_on_entry(
        self, remarks: Iterable[Finding], entry: Entry, findings: Iterable[Finding]
    ) -> list[Finding]:
        """The remarks on an entry, without those of a rule or a place that a shown finding of the entry already
        has."""
        shown = [one for one in findings if is_shown_in_review(one, self.remarks)]
        codes = {finding.code for finding in shown}
        if not codes.isdisjoint(DUPLICATE_RULES):
            codes.update(DUPLICATE_RULES)
        spans = {finding.span for finding in shown}
        return [
            one
            for one in remarks
            if entry.span.covers(one.span) and one.code not in codes and one.span not in spans
        ]

    def _findings_by_entry(self, entries: Sequence[Entry]) -> dict[Span | None, list[Finding]]:
        """The findings on each entry or else on its lines, by the span of the entry; those on no entry have the key
        None."""
        entries_by_lines: dict[Span, Span] = {}
        for entry in entries:
            entries_by_lines.setdefault(whole_lines(self.report.source.text, entry.span), entry.span)
        find_entry, find_lines = _span_finder(entry.span for entry in entries), _span_finder(entries_by_lines)
        found: dict[Span | None, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            span = find_entry(finding.span)
            lines = find_lines(finding.span) if span is None else None
            found[entries_by_lines[lines] if lines is not None else span].append(finding)
        return found

    def _findings_caused_elsewhere(self) -> tuple[Finding, ...]:
        """Findings on unchanged lines that the change causes: the file did not have them before."""
        codes = {rule.code for rule in catalogue.rules() if rule.depends_on_other_lines}
        candidates = [
            finding
            for finding in self.report.findings
            if finding.code in codes and not self.changes.touches(finding.span)
        ]
        if not candidates or not self.before.text:
            return ()
        settings = replace(self.item.settings, select=tuple(sorted({one.code for one in candidates})))
        linted = linting.lint_context(replace(self.before, settings=settings))
        source = Source(self.item.path, self.before.text)
        known = set(_fingerprints(linted.findings, source, index_entries(self.before.listing)))
        prints = _fingerprints(candidates, self.report.source, self.report.entry_index)
        return tuple(
            finding for finding, print_ in zip(candidates, prints, strict=True) if print_ not in known
        )

    def _finish_entries(self, entries: Iterable[Entry]) -> tuple[str, list[EntryResult | None]]:
        """The text with the entries in their finished form, and how each entry was finished. Safe fixes are applied
        first, but none that removes an entry."""
        text = self.report.source.text
        edits = edits_of_fixes(filter(self._is_applied_to_finished, self.findings), text)
        fixed = apply_edits(text, edits)
        is_changed = self.changes.after_fixes(fixed).touches
        formatted = format_text(fixed, self.item.path, self.item.settings, is_changed, self.context.planner)
        starts = [result.span.start for result in formatted.results]
        shift = OffsetMap(edits)
        results: list[EntryResult | None] = []
        for entry in entries:
            low, high = shift.new_start(entry.span.start)
            at = bisect_left(starts, low)
            is_there = at < len(starts) and starts[at] <= high
            results.append(formatted.results[at] if is_there else None)
        return formatted.text, results

    def _is_applied_to_finished(self, finding: Finding) -> bool:
        """Whether the fix of a finding is applied to the finished entries: the fix is safe, all its edits are on
        changed lines, and reports show the finding. Fixes of duplicates would remove the entry together with its
        card."""
        return (
            self.report.can_fix(finding, Safety.SAFE)
            and self.report.visibility.shows(finding)
            and finding.code not in DUPLICATE_RULES
            and finding.fix is not None
            and all(self.changes.contains_edit(edit) for edit in finding.fix.edits)
        )


def _span_finder(places: Iterable[Span]) -> Callable[[Span], Span | None]:
    """A function that returns the first of these places that a span overlaps; None if it overlaps none."""
    ordered = sorted(places, key=lambda place: place.start)
    ends = list(accumulate((place.end for place in ordered), max))

    def find(span: Span) -> Span | None:
        index = bisect_right(ends, span.start)
        return ordered[index] if index < len(ordered) and ordered[index].overlaps(span) else None

    return find


def _recognition_keys(entry: Entry, parsed_list: Listing) -> list[tuple[str, ...]]:
    """The keys by which an entry is recognized in another version: its text and section, its text, and its title and
    URL if it has them. Line ends and indents do not count."""
    words = _SPACES.sub(" ", _text_at(entry.span, parsed_list.text)).strip(" ")
    names = [("title", entry.title.text)] if entry.title is not None else []
    names += [("url", entry.url)] if entry.url else []
    return [("here", words, entry.section.title), ("text", words), *names]


def _text_at(span: Span, text: str) -> str:
    return text[span.start : span.end]


def _fingerprints(findings: Iterable[Finding], source: Source, index: EntryIndex) -> list[tuple[str, str]]:
    """The fingerprint of each finding, with the text in its span, since a line may have two links to missing files."""
    return [(make_fingerprint(one, source, index), _text_at(one.span, source.text)) for one in findings]
