"""Rounds of linting and mending, until the text is quiet."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from awesome_lint.linting import Linted, lint, select
from awesome_lint.mending.groups import batches, changes, valid
from awesome_lint.mending.guard import Guard, Objection
from awesome_lint.mending.shift import apply, ordered
from awesome_lint.model import NO_FACTS, Edit, Facts, Finding, Safety
from awesome_lint.records import record, replace
from awesome_lint.rules.tool.withheld_fix import WithheldFix
from awesome_lint.settings import Settings
from awesome_lint.source import line_starts

Only = Callable[[Finding, str], bool]
"""Whether a finding may be mended in this version of the text."""

MAX_ROUNDS = 10
_MAX_COMPARISONS = 32
"""How often the guard is asked while the good fixes of a group are told from the bad ones."""
_CONTEXT = 40


@record(frozen=True)
class Mended:
    """A mended text.

    `applied` are the findings whose fixes were applied, in order; their spans count in the text as it was
    then. `withheld` are XX003 findings for fixes that were taken back. `linted` is what the rules say of the
    new text, `findings` all that is left to report. `settled` is False where fixes of some rules undo each
    other or come to no end within ten rounds: all fixes of those rules are taken back then, the others stay.
    """

    original: str
    text: str
    applied: tuple[Finding, ...]
    withheld: tuple[Finding, ...]
    linted: Linted
    settled: bool = True

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.text != self.original

    @property
    def counts(self) -> Counter[str]:
        """How many fixes were applied, by the rule's code."""
        return Counter(finding.code for finding in self.applied)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is left, in the order of the text."""
        left = [*self.linted.findings, *self.withheld]
        return tuple(sorted(left, key=lambda finding: (finding.span.start, finding.code)))


def mend(
    text: str,
    path: str,
    settings: Settings,
    *,
    unsafe: bool = False,
    facts: Facts = NO_FACTS,
    siblings: frozenset[str] | None = None,
    beside: Mapping[str, str] | None = None,
    only: Only | None = None,
) -> Mended:
    """Apply the fixes that the settings allow (the unsafe ones only if `unsafe`), and lint what comes out.

    `facts`, `siblings` and `beside` are handed to the rules; `only` limits what is mended.
    Raises what linting raises: SettingsError, RuleError.
    """
    selection = select(settings, path, online=bool(facts.answers))
    mending = Mending(
        lambda version: lint(version, path, settings, facts, siblings, beside),
        selection.fixable,
        unsafe=unsafe,
        only=only,
    )
    mended = mending.run(text)
    reporting = any(isinstance(rule, WithheldFix) for rule in selection.rules)
    return mended if reporting else replace(mended, withheld=())


class Mending:
    """Rounds over one text. `linting` tells what is found in a text, `fixable` are the codes whose fixes may
    be applied."""

    def __init__(
        self,
        linting: Callable[[str], Linted],
        fixable: Container[str],
        *,
        unsafe: bool = False,
        only: Only | None = None,
    ) -> None:
        self.linting, self.fixable, self.unsafe, self.only = linting, fixable, unsafe, only
        self.guard = Guard()
        self.refused: dict[tuple[str, ...], str] = {}
        """Why the guard took a fix back, by its rule and the wording of its edits: it is not tried again."""
        self.restless: set[str] = set()
        """Rules whose fixes come to no end: they are taken back and not tried again."""
        self.harmful: set[str] = set()
        """Rules too many of whose fixes would do harm: no more of theirs are tried."""

    def run(self, original: str) -> Mended:
        """Mend a text until it is quiet."""
        first = self.linting(original)
        while True:
            text, linted, applied, restless = self._rounds(original, first)
            if not restless:
                break
            self.restless |= restless
        withheld = tuple(self._withheld(text, linted))
        return Mended(original, text, tuple(applied), withheld, linted, not self.restless)

    def _rounds(self, text: str, linted: Linted) -> tuple[str, Linted, list[Finding], set[str]]:
        """Mend a text until it is quiet: the text then, its lint, the findings that were mended, and the
        rules whose fixes do not settle (if there are any, the rest is of no use)."""
        history = [text]
        rounds: list[list[Finding]] = []
        while len(rounds) < MAX_ROUNDS:
            wanted = [finding for finding in linted.findings if self._wanted(finding, text)]
            taken_back = len(self.refused), len(self.harmful)
            applied = self._kept(batches(wanted, text), text)
            changed = apply(text, _edits(applied))
            if changed == text and taken_back != (len(self.refused), len(self.harmful)):
                continue  # what waited for a fix that was taken back may go now
            if changed == text:
                return text, linted, [finding for batch in rounds for finding in batch], set()
            rounds.append(applied)
            if changed in history:
                looping = rounds[history.index(changed) :]
                return text, linted, [], {finding.code for batch in looping for finding in batch}
            history.append(changed)
            text, linted = changed, self.linting(changed)
        if any(self._wanted(finding, text) for finding in linted.findings):
            return text, linted, [], {finding.code for finding in rounds[-1]}
        return text, linted, [finding for batch in rounds for finding in batch], set()

    def _wanted(self, finding: Finding, text: str) -> bool:
        """Whether a finding has a fix that may be applied and was not taken back."""
        fix = finding.fix
        if fix is None or fix.safety is Safety.DISPLAY or (fix.safety is Safety.UNSAFE and not self.unsafe):
            return False
        if finding.code not in self.fixable or finding.code in self.restless | self.harmful:
            return False
        if self.only is not None and not self.only(finding, text):
            return False
        if not valid(fix.edits, text):
            self.refused[_wording(finding, text)] = "its edits overlap or lie outside the text"
        return _wording(finding, text) not in self.refused and changes(fix.edits, text)

    def _kept(self, groups: list[list[Finding]], text: str) -> list[Finding]:
        """Those of these fixes that the guard lets pass together; the others are noted as refused.

        If it objects to the whole, it is asked group by group, then rule by rule, then the fixes of a rule
        are halved until the bad ones stand alone. A part is good if it passes with all good ones before it.
        """
        chosen = [finding for group in groups for finding in group]
        if not self.guard.compare(text, _edits(chosen)):
            return chosen
        parts = deque(group for group in groups if group)
        good: list[Finding] = []
        for _ in range(_MAX_COMPARISONS):
            if not parts:
                break
            part = parts.popleft()
            objections = self.guard.compare(text, _edits(good + part))
            if not objections:
                good += part
            elif len(part) == 1:
                self.refused[_wording(part[0], text)] = _reason(objections, text)
            else:
                parts += _halves(part)
        self.harmful |= {finding.code for part in parts for finding in part}
        return good

    def _withheld(self, text: str, linted: Linted) -> Iterator[Finding]:
        """XX003 for every fix that was taken back and whose finding is still there."""
        rule = WithheldFix()
        told: set[str] = set()
        for finding in linted.findings:
            reason = self.refused.get(_wording(finding, text))
            if reason is None and finding.fix is not None and finding.code not in told:
                if finding.code in self.restless:
                    reason = "its fixes do not come to an end"
                elif finding.code in self.harmful:
                    reason = "too many of its fixes would change more than they say"
                told.add(finding.code)
            if reason is not None:
                name = f"{finding.code} ({finding.name})"
                yield rule.report(finding.span, f"the fix of {name} is withheld: {reason}")


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    return ordered(edit for finding in findings if finding.fix for edit in finding.fix.edits)


def _wording(finding: Finding, text: str) -> tuple[str, ...]:
    """A fix told by what it says and where in its line, so that it is known again after other edits."""
    edits = finding.fix.edits if finding.fix else ()
    before = (text[max(0, start - _CONTEXT) : start].rpartition("\n")[2] for (start, _), _ in edits)
    after = (text[end : end + _CONTEXT].partition("\n")[0] for (_, end), _ in edits)
    return (finding.code, *before, *after, *(edit.text for edit in edits))


def _halves(findings: list[Finding]) -> list[list[Finding]]:
    """The findings rule by rule, or those of one rule in two halves."""
    codes = sorted({finding.code for finding in findings})
    if len(codes) > 1:
        return [[finding for finding in findings if finding.code == code] for code in codes]
    middle = len(findings) // 2
    return [findings[:middle], findings[middle:]]


def _reason(objections: list[Objection], text: str) -> str:
    first = objections[0]
    more = f" (and {len(objections) - 1} more)" if len(objections) > 1 else ""
    return f"it {first.reason} on line {bisect_right(line_starts(text), first.offset)}{more}"
