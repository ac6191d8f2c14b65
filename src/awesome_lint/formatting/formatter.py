"""`awesome-lint format`: every entry that deviates from the list’s form is written in it."""

from __future__ import annotations

from collections import Counter

from awesome_lint import linting
from awesome_lint.fixing.guard import Guard
from awesome_lint.formatting.trial import Trial
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules.form import PARTS
from awesome_lint.settings import Settings
from awesome_lint.structs import record, replace
from awesome_lint.style.plan import Plan, Planner

MAX_ROUNDS = 4


@record(frozen=True)
class Formatted:
    """A formatted text. `entries` tells how many entries there are, `understood` how many of them wholly,
    `rewritten` the titles of those that were written again, `refused` how many were left since they would have
    said something else afterwards."""

    original: str
    text: str
    entries: int
    understood: int
    rewritten: tuple[str, ...]
    refused: int

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.text != self.original


def format_text(text: str, path: str, settings: Settings) -> Formatted:
    """Write the entries that deviate from the list’s form in it, until none is left.

    Entries that a comment suppresses or that a program writes are left alone, and so is every entry that would
    say something else. Raises what linting raises.
    """
    original, guard = text, Guard()
    running = {rule.code for rule in linting.select(settings, path).rules}
    unwanted = frozenset(name for name, part in PARTS.items() if part.code not in running)
    forms = {part.code for part in PARTS.values()}
    # Only what comments suppress is asked of the rules.
    asking = replace(settings, select=tuple(sorted(forms & running)) or ("XX001",), preset=None)
    rewritten: Counter[str] = Counter()
    refused: set[str] = set()
    entries = understood = 0
    for number in range(MAX_ROUNDS):
        linted = linting.lint(text, path, asking)
        read = linted.listing
        if number == 0:
            entries = len(read.entries)
            understood = sum(entry.understood for entry in read.entries)
        plans = [plan for plan in _plans(linted, unwanted) if _raw(plan, text) not in refused]
        trial = Trial(read, guard)
        good, bad = trial.sifted(plans)
        refused |= {_raw(plan, text) for plan in bad}
        if not good:
            break
        rewritten.update(plan.entry.title.text for plan in good if plan.entry.title is not None)
        text = trial.text
    return Formatted(original, text, entries, understood, tuple(rewritten), len(refused))


def _plans(linted: linting.Linted, unwanted: frozenset[str]) -> list[Plan]:
    read = linted.listing
    closed = [*(finding.span for finding in linted.suppressed), *generated_spans(read.text)]
    return [
        plan
        for plan in Planner(read, linted.list_style).plans(unwanted)
        if not any(span.overlaps(plan.entry.span) for span in closed)
    ]


def _raw(plan: Plan, text: str) -> str:
    return text[plan.entry.span.start : plan.entry.span.end]
