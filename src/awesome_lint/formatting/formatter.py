"""`awesome-lint format`: every entry that deviates from the list’s form is written in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from awesome_lint import linting, listing
from awesome_lint.edits import Edit, Span, apply_edits, smallest_edits
from awesome_lint.findings import Batch, Finding, Fix, Removal, Safety, Severity
from awesome_lint.fixing.entry_facts import find_changed_entries
from awesome_lint.fixing.fixer import Fixer, FixResult
from awesome_lint.fixing.guard import Guard, Objection
from awesome_lint.formatting.results import EntryResult, Formatted, UnfixablePart
from awesome_lint.linting.suppressions import Suppressions
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules.form import PARTS
from awesome_lint.settings import Settings
from awesome_lint.style.pins import setting_key
from awesome_lint.style.plan import Plan
from awesome_lint.style.planner import Planner

_STRAY_LINE = "line"
"""The code of a line that should be an entry."""


def format_text(
    text: str,
    path: str,
    settings: Settings,
    is_selected: Callable[[Span], bool] | None = None,
    earlier: Planner | None = None,
) -> Formatted:
    """Rewrite the entries that deviate from the list style, in rounds until none is left.

    Entries that a comment suppresses or that a program writes are left alone, and so is every entry that would
    say something else, or that each round writes again. With `is_selected`, only entries of the original text at a span
    that it accepts are written. The list style is that of `earlier`, the planner of an earlier version, if there is
    one; then only sections with selected entries are read.
    """
    planning = _PlanLinter(text, path, settings, is_selected, earlier)
    fixing = Fixer(planning.lint, compare=planning.compare)
    fixed = fixing.run(text)
    parts: dict[str, set[str]] = defaultdict(set)
    for finding in fixed.applied:
        parts[finding.code].update(finding.name.split())
    refused = dict(_find_refusals(fixing, fixed))
    after = fixed.linted.listing.entries
    is_aligned = len(after) == len(planning.first.entries)
    results = []
    for number, entry in enumerate(planning.first.entries):
        if not planning.is_entry_selected(number):
            continue
        written = tuple(sorted(parts[code := _code_of_entry(number)]))
        kept = tuple(planning.unfixable[entry])
        reason, detail = planning.reasons.get(number, ("kept" if kept else None, ""))
        rejected = None
        if code in refused and number not in planning.reasons:
            reason, (detail, rejected) = "reads-otherwise", refused[code]
        before = text[entry.span.start : entry.span.end]
        span = after[number].span if is_aligned else Span(0, 0)
        results.append(
            EntryResult(
                entry.span,
                entry.lines,
                "written" if written else "left" if reason else "in-form",
                None if written else reason,
                detail,
                written,
                kept,
                before,
                fixed.text[span.start : span.end] if is_aligned else before,
                rejected,
            )
        )
    return Formatted(text, fixed.text, tuple(results))


def _find_refusals(fixing: Fixer, fixed: FixResult) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yields (code, (reason, text)) for each entry whose rewrite was refused: the code of its finding, why it was
    refused, and the text that it would have had."""
    for finding in fixed.linted.findings:
        reason = fixing.checker.refusal_reason(finding, fixed.text) or "it would be written again each time"
        edits = finding.fix.edits if finding.fix is not None else ()
        yield finding.code, (reason, apply_edits(fixed.text, edits, finding.span))


def _code_of_entry(number: int) -> str:
    """The code of findings on an entry, by which the `Fixer` knows entries apart."""
    return f"entry {number}"


class _PlanLinter:
    """Lints each version of a text: a finding for each entry that deviates from the list style, whose fix rewrites the
    entry.

    Entries are numbered by their order, which no fix changes as long as their number stays the same. `reasons` says why
    entries are left, with a detail, by number; `unfixable` has the parts without the form that is set, by entry.
    """

    def __init__(
        self,
        text: str,
        path: str,
        settings: Settings,
        is_selected: Callable[[Span], bool] | None,
        earlier: Planner | None,
    ) -> None:
        self._style, self._guard = settings.style, Guard()
        self._rules = {rule.code: rule for rule in linting.select_rules(settings, path).rules}
        self._read = lru_cache(maxsize=4)(self._read_version)
        self._earlier: Planner | None = None
        self._sections: Collection[int] | None = None
        """The numbers of the sections to read; None for all."""
        self.first = self._read_first(text, is_selected, earlier)
        self._selected = None
        if is_selected is not None:
            self._selected = {
                number for number, entry in enumerate(self.first.entries) if is_selected(entry.span)
            }
        self.reasons: dict[int, tuple[str, str]] = {}
        self.unfixable: dict[Entry, list[UnfixablePart]] = defaultdict(list)

    def _read_first(
        self, text: str, is_selected: Callable[[Span], bool] | None, earlier: Planner | None
    ) -> Listing:
        """The list in the original text; only its selected sections if `earlier` has the list style."""
        if earlier is not None and is_selected is not None:
            first = listing.read(text, lambda section: is_selected(section.span))
            if len(first.sections) == len(earlier.listing.sections):
                self._earlier = earlier
                self._sections = {one.number for one in first.sections if is_selected(one.span)}
                return first
        return listing.read(text)

    def _read_version(self, text: str) -> Listing:
        """The list in a version of the text."""
        if text == self.first.text:
            return self.first
        sections = self._sections
        return listing.read(text, lambda section: sections is None or section.number in sections)

    def is_entry_selected(self, number: int) -> bool:
        """Whether the entry with this number may be rewritten."""
        return self._selected is None or number in self._selected

    def lint(self, text: str) -> linting.LintedText:
        """One finding for each entry to write, of the parts whose rules run and are not suppressed. Generated entries
        and those that are not selected have none."""
        read = self._read(text)
        suppressions = Suppressions(read)
        suppressed: list[Span] = []

        def is_reported(part: str, span: Span) -> bool:
            rule = self._rules.get(PARTS[part].code)
            if rule is not None and suppressions.suppresses(span, rule):
                suppressed.append(span)
                return False
            return rule is not None

        planner = Planner(read, self._style, self._earlier)
        plans = planner.plans(lambda part: not part.doubtful and is_reported(part.name, part.span))
        findings = tuple(self._plan_findings(plans, read))
        if read is self.first:
            for number, entry in enumerate(self.first.entries):
                if any(entry.span.covers(span) for span in suppressed):
                    self.reasons[number] = "suppressed", ""
                elif (words := planner.unknown_words(entry)) is not None:
                    self.reasons[number] = "unknown-words", words
            for entry, part in planner.unfixable_parts():
                if is_reported(part.part, part.span):
                    self.unfixable[entry].append(
                        UnfixablePart(part.part, setting_key(part), text[slice(*part.span)])
                    )
        return linting.LintedText(read, findings)

    def _plan_findings(self, plans: Iterable[Plan], read: Listing) -> Iterator[Finding]:
        """A finding for each plan (the rewrite of one entry), if the entry may be rewritten; notes the entries that a
        program writes."""
        generated = generated_spans(read.text)
        numbers = {entry: number for number, entry in enumerate(read.entries)}
        is_aligned = len(read.entries) == len(self.first.entries)
        for plan in plans:
            number = numbers[plan.entry] if plan.entry is not None else -1
            if any(span.overlaps(plan.span) for span in generated):
                self.reasons[number] = "generated", ""
            elif self.is_entry_selected(number):
                code = _code_of_entry(number) if is_aligned else "entry"
                code = _STRAY_LINE if plan.entry is None else code
                yield _make_finding(plan, code, read.text)

    def compare(self, text: str, edits: list[Edit], findings: Sequence[Finding]) -> list[Objection]:
        """The objections to these edits: entries that would say something else, and those of the guard, except to what
        the rewrite of an entry intends."""
        kept = smallest_edits(text, edits)
        changed = find_changed_entries(self._read(text), self._read(apply_edits(text, kept)), kept)
        objections = [Objection(entry.span.start, change) for entry, change in changed]
        objections += (
            objection
            for objection in self._guard.compare(text, edits)
            if not any(_is_intended(objection, finding, text) for finding in findings)
        )
        return objections


def _make_finding(plan: Plan, code: str, text: str) -> Finding:
    """A finding that has the edits of a plan (the rewrite of one entry) as its fix, and the names of the rewritten
    parts as its name."""
    removes = frozenset[Removal]().union(*(PARTS[part.name].removes for part in plan.parts))
    spans = [plan.span, *(edit.span for edit in plan.edits)]
    span = Span(min(each.start for each in spans), max(each.end for each in spans))
    if plan.entry is None:  # all lines of its paragraph change
        blank_line = max(text.rfind(gap, 0, span.start) for gap in ("\n\n", "\n\r\n"))
        span = Span(blank_line + 1, span.end)
    fix = Fix(Safety.SAFE, plan.edits, Batch.ENTRIES, removes)
    name = " ".join(part.name for part in plan.parts)
    return Finding(code, name, Severity.ADVICE, "", span, fix=fix)


def _is_intended(objection: Objection, finding: Finding, text: str) -> bool:
    """Whether the rewrite of an entry intends what the guard objects to: words that move to another line of the entry
    (the ledger counts them), or a line of a paragraph that becomes an item."""
    if not finding.span.start <= objection.offset <= finding.span.end or finding.fix is None:
        return False
    is_line = finding.code == _STRAY_LINE
    if objection.about == "item":
        return is_line or "missing_bullet" in finding.name
    moves_lines = any("\n" in new + text[slice(*span)] for span, new in finding.fix.edits)
    return objection.about == "words" and (is_line or moves_lines)
