"""`awesome-lint format`: every entry that deviates from the list’s form is written in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from awesome_lint import linting, listing
from awesome_lint.edits import Span
from awesome_lint.fixing.guard import Guard
from awesome_lint.formatting.results import EntryResult, Formatted
from awesome_lint.formatting.trial import Trial
from awesome_lint.linting.suppressions import Suppressions
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules.form import PARTS
from awesome_lint.settings import Settings
from awesome_lint.style.plan import Part, Plan
from awesome_lint.style.planner import Planner

MAX_ROUNDS = 10
"""How often the entries are read again; one that the last round still writes is left as it is."""
MAX_RUNS = 3
"""How often formatting starts again without such entries; after that, no entry is written."""


def format_text(
    text: str, path: str, settings: Settings, chosen: Callable[[Span], bool] | None = None
) -> Formatted:
    """Write the entries that deviate from the list style in it, until none is left.

    Entries that a comment suppresses or that a program writes are left alone, and so is every entry that would
    say something else, or that each round writes again. With `chosen`, only entries of the original text at a span
    that it accepts are written.
    """
    unstable: set[int] = set()
    for _ in range(MAX_RUNS):
        run = _Run(text, path, settings, chosen, unstable)
        for _ in range(MAX_ROUNDS):
            if not run.round() and not run.try_again():
                return run.result()
        unstable |= run.latest
    return _Run(text, path, settings, lambda span: False).result()


class _Run:
    """One text on its way into the list style. Entries are numbered by their order, which no round changes as long as
    their number stays the same."""

    def __init__(
        self,
        text: str,
        path: str,
        settings: Settings,
        chosen: Callable[[Span], bool] | None,
        unstable: Collection[int] = (),
    ) -> None:
        self.original = self.text = text
        self.settings, self.guard = settings, Guard()
        self.rules = {rule.code: rule for rule in linting.select_rules(settings, path).rules}
        self.first = self.read = listing.read(text)
        self.wanted = {
            number
            for number, entry in enumerate(self.first.entries)
            if number not in unstable and (chosen is None or chosen(entry.span))
        }
        self.limited = chosen is not None or bool(unstable)
        self.written: dict[int, set[str]] = defaultdict(set)
        self.latest: set[int] = set()
        self.left: dict[int, str] = dict.fromkeys(unstable, "reads-otherwise")
        self.words: dict[int, str] = {}
        self.refused: set[str] = set()
        self.tried = text

    def round(self) -> bool:
        """Write what can be written; whether anything was."""
        trial = Trial(self.read, self.guard)
        good, bad = trial.sifted(self._plans())
        numbers = {id(entry): number for number, entry in enumerate(self.read.entries)}
        aligned = len(self.read.entries) == len(self.first.entries)
        for plan in bad:
            self.refused.add(self._raw(plan))
            if aligned and plan.entry is not None:
                self.left.setdefault(numbers[id(plan.entry)], "reads-otherwise")
        if not good:
            return False
        self.latest = {numbers[id(plan.entry)] for plan in good if plan.entry is not None}
        for plan in good:
            if aligned and plan.entry is not None:
                self.written[numbers[id(plan.entry)]].update(part.name for part in plan.parts)
        self.text, self.read = trial.text, trial.listing
        return True

    def try_again(self) -> bool:
        """Whether plans were refused since the last call, and the text has changed: they may now be good."""
        again = bool(self.refused) and self.tried != self.text
        self.refused, self.tried = set(), self.text
        return again

    def _plans(self) -> list[Plan]:
        """The plans of the entries that no program writes, of the parts whose rules run and are not suppressed."""
        suppressions = Suppressions(self.read)
        numbers = {id(entry): number for number, entry in enumerate(self.read.entries)}
        suppressed: list[Span] = []

        def is_chosen(part: Part) -> bool:
            if part.doubtful:
                return False
            rule = self.rules.get(PARTS[part.name].code)
            if rule is None or suppressions.suppresses(part.span, rule):
                if rule is not None:
                    suppressed.append(part.span)
                return False
            return True

        closed = generated_spans(self.text)
        planner = Planner(self.read, self.settings.style)
        plans = []
        for plan in planner.plans(is_chosen):
            number = numbers.get(id(plan.entry)) if plan.entry is not None else None
            if any(span.overlaps(plan.span) for span in closed):
                if number is not None:
                    self.left[number] = "generated"
            elif self._raw(plan) not in self.refused and (number in self.wanted or not self.limited):
                plans.append(plan)
        if self.read is self.first:
            self._explain(planner, suppressed)
        return plans

    def _explain(self, planner: Planner, suppressed: Sequence[Span]) -> None:
        """Note why entries are left, as far as that is known before they are written."""
        for number, entry in enumerate(self.first.entries):
            if any(entry.span.covers(span) for span in suppressed):
                self.left[number] = "suppressed"
            elif (words := planner.unknown_words(entry)) is not None:
                self.left[number], self.words[number] = "unknown-words", words

    def _raw(self, plan: Plan) -> str:
        return self.text[plan.span.start : plan.span.end]

    def result(self) -> Formatted:
        """The text as it is now, with what became of each entry."""
        aligned = len(self.read.entries) == len(self.first.entries)
        results = []
        for number, entry in enumerate(self.first.entries):
            before = self.original[entry.span.start : entry.span.end]
            last = self.read.entries[number].span if aligned else entry.span
            after = self.text[last.start : last.end] if aligned else before
            parts = tuple(sorted(self.written.get(number, ())))
            reason = None if parts else self.left.get(number)
            status = "written" if parts else "left" if reason else "in-form"
            words = self.words.get(number, "")
            results.append(EntryResult(entry.lines, status, reason, words, parts, before, after))
        return Formatted(self.original, self.text, tuple(results))
