"""Lints and fixes a text in rounds, until no fix is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator

from awesome_lint.edits import apply_edits
from awesome_lint.facts import NOTHING_KNOWN, Surroundings
from awesome_lint.findings import Finding, Safety
from awesome_lint.fixing.batches import choose_fixes, collect_edits
from awesome_lint.fixing.entry_facts import find_changed_entries
from awesome_lint.fixing.fix_checker import Compare, FixChecker, drop_harmful_fixes, fix_key
from awesome_lint.linting import LintedText, lint, select_rules
from awesome_lint.rules.form import is_deviation
from awesome_lint.rules.tool.withheld_fix import WithheldFix
from awesome_lint.settings import Settings
from awesome_lint.structs import record, replace

Only = Callable[[Finding, str], bool]
"""Returns whether a finding may be fixed in this version of the text."""

MAX_ROUNDS = 10


@record(frozen=True)
class FixResult:
    """The result of fixing a text.

    `applied` are the findings whose fixes were applied, in order; their spans are those of the version before the fix.
    `withheld` are XX003 findings for fixes that were reverted. `linted` is the result of linting the new text,
    `findings` everything that is left to report.
    Fixes of rules that undo each other or do not end within ten rounds are all reverted.
    """

    original: str
    text: str
    applied: tuple[Finding, ...]
    withheld: tuple[Finding, ...]
    linted: LintedText

    @property
    def changed(self) -> bool:
        """Whether the text changed."""
        return self.text != self.original

    @property
    def counts(self) -> Counter[str]:
        """The number of applied fixes, by code."""
        return Counter(finding.code for finding in self.applied)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that remain, in the order of the text."""
        left = [*self.linted.findings, *self.withheld]
        return tuple(sorted(left, key=lambda finding: (finding.span.start, finding.code)))


def fix_text(
    text: str,
    path: str,
    settings: Settings,
    *,
    unsafe: bool = False,
    surroundings: Surroundings = NOTHING_KNOWN,
    only: Only | None = None,
) -> FixResult:
    """Apply the fixes of the findings that reports show, as far as the settings allow it, and lint the result.

    Unsafe fixes are applied if `unsafe`. `surroundings` are for the rules; `only` limits what is fixed. SettingsError
    for a setting that names no rule.
    """
    selection = select_rules(settings, path, online=bool(surroundings.facts.answers))
    fixing = Fixer(
        lambda version: lint(version, path, settings, surroundings),
        selection.fixable,
        unsafe=unsafe,
        only=lambda finding, version: (
            selection.visibility.shows(finding) and (only is None or only(finding, version))
        ),
    )
    fixed = fixing.run(text)
    left = drop_harmful_fixes(fixed.linted.findings, fixed.text)
    fixed = replace(fixed, linted=replace(fixed.linted, findings=left))
    reporting = any(isinstance(rule, WithheldFix) for rule in selection.rules)
    return fixed if reporting else replace(fixed, withheld=())


class Fixer:
    """Fixes one text. `linting` lints a version of it; `fixable` has the codes whose fixes may be applied, None
    for all; `compare` is as for `FixChecker`."""

    def __init__(
        self,
        linting: Callable[[str], LintedText],
        fixable: Container[str] | None = None,
        *,
        unsafe: bool = False,
        only: Only | None = None,
        compare: Compare | None = None,
    ) -> None:
        self.linting, self.fixable, self.unsafe, self.only = linting, fixable, unsafe, only
        self.checker = FixChecker(compare)
        self.unending: set[str] = set()
        """The codes of rules whose fixes do not end: they are reverted and not tried again."""

    def run(self, original: str) -> FixResult:
        """Fix a text until no fix is left."""
        first = self.linting(original)
        while True:
            text, linted, applied, unending = self._run_rounds(original, first)
            if not unending:
                break
            self.unending |= unending
        return FixResult(original, text, tuple(applied), tuple(self._withheld_findings(text, linted)), linted)

    def _run_rounds(self, text: str, linted: LintedText) -> tuple[str, LintedText, list[Finding], set[str]]:
        """Fix a text until no fix is left. Returns the text, its lint result, the findings that were fixed, and the
        codes of rules whose fixes do not end (if there are any, the rest is not valid)."""
        history = [text]
        rounds: list[list[Finding]] = []
        while len(rounds) < MAX_ROUNDS:
            fixable = [finding for finding in linted.findings if self._is_fixable(finding, text)]
            refused = len(self.checker.refused)
            applied = self.checker.select_acceptable(choose_fixes(fixable, text), text)
            changed = apply_edits(text, collect_edits(applied))
            if changed == text and len(self.checker.refused) > refused:
                continue  # fixes that waited for a refused one can be applied now
            if changed == text:
                return text, linted, [finding for batch in rounds for finding in batch], set()
            after = self.linting(changed)
            if self._refuse_harmful_rewrites(linted, after, applied):
                continue
            rounds.append(applied)
            if changed in history:
                looping = rounds[history.index(changed) :]
                return text, linted, [], {finding.code for batch in looping for finding in batch}
            history.append(changed)
            text, linted = changed, after
        if any(self._is_fixable(finding, text) for finding in linted.findings):
            return text, linted, [], {finding.code for finding in rounds[-1]}
        return text, linted, [finding for batch in rounds for finding in batch], set()

    def _refuse_harmful_rewrites(self, before: LintedText, after: LintedText, applied: list[Finding]) -> bool:
        """Refuse those of the applied fixes of an entry's form after which the entry is missing or says something else;
        returns whether there are any."""
        rewrites = [finding for finding in applied if is_deviation(finding)]
        edits = collect_edits(applied)
        changes = find_changed_entries(before.listing, after.listing, edits) if rewrites else ()
        refused = {
            fix_key(finding): f"its entry {change}"
            for entry, change in changes
            for finding in rewrites
            if entry.span.overlaps(finding.span)
        }
        self.checker.refused |= refused
        return bool(refused)

    def _is_fixable(self, finding: Finding, text: str) -> bool:
        """Whether the fix of a finding is requested and may be applied; fixes of a rule whose fixes do not end may
        not."""
        if finding.code in self.unending or not self._is_requested(finding, text):
            return False
        return self.checker.refusal_reason(finding, text) is None

    def _is_requested(self, finding: Finding, text: str) -> bool:
        """Whether the options and settings allow the fix of a finding, and it changes the text."""
        fix = finding.fix
        if fix is None or fix.safety is Safety.DISPLAY or (fix.safety is Safety.UNSAFE and not self.unsafe):
            return False
        if self.fixable is not None and finding.code not in self.fixable:
            return False
        if all(text[slice(*span)] == new for span, new in fix.edits):
            return False
        return self.only is None or self.only(finding, text)

    def _withheld_findings(self, text: str, linted: LintedText) -> Iterator[Finding]:
        """Findings of XX003: one for every fix that was refused or reverted and whose finding still occurs."""
        rule = WithheldFix()
        reported: set[str] = set()
        for finding in linted.findings:
            if not self._is_requested(finding, text):
                continue
            reason = self.checker.refusal_reason(finding, text)
            if finding.code in self.unending - reported:
                reason = reason or "its fixes do not end"
                reported.add(finding.code)
            if reason is not None:
                name = f"{finding.code} ({finding.name})"
                yield rule.report(finding.span, f"the fix of {name} is withheld: {reason}")
