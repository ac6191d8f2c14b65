"""`awesome-lint format`: every entry that deviates from the list’s form is written in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from awesome_lint import linting, listing, style
from awesome_lint.fixing.guard import Guard
from awesome_lint.formatting.trial import Trial
from awesome_lint.linting.suppressions import Suppressions
from awesome_lint.listing.model import Listing
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules.base import Rule
from awesome_lint.rules.form import code_of
from awesome_lint.settings import Settings
from awesome_lint.structs import record
from awesome_lint.style.plan import Part, Plan
from awesome_lint.style.planner import Planner

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
    say something else.
    """
    original, guard = text, Guard()
    rules = {rule.code: rule for rule in linting.select(settings, path).rules}
    read = first = listing.read(text)
    rewritten: Counter[str] = Counter()
    refused: set[str] = set()
    for _ in range(MAX_ROUNDS):
        plans = [plan for plan in _plans(read, settings, rules) if _raw(plan, text) not in refused]
        trial = Trial(read, guard)
        good, bad = trial.sifted(plans)
        refused |= {_raw(plan, text) for plan in bad}
        if not good:
            break
        rewritten.update(_raw(plan, text) for plan in good)
        text, read = trial.text, trial.listing
    understood = sum(entry.understood for entry in first.entries)
    return Formatted(original, text, len(first.entries), understood, tuple(rewritten), len(refused))


def _plans(read: Listing, settings: Settings, rules: Mapping[str, Rule]) -> list[Plan]:
    """The plans of the entries that no program writes, of the parts whose rules run and are not suppressed."""
    suppressions = Suppressions(read)

    def wanted(part: Part) -> bool:
        rule = rules.get(code_of(part.name))
        return rule is not None and not suppressions.suppresses(part.span, rule)

    closed = generated_spans(read.text)
    plans = Planner(read, style.infer(read, settings.style)).plans(wanted)
    return [plan for plan in plans if not any(span.overlaps(plan.span) for span in closed)]


def _raw(plan: Plan, text: str) -> str:
    return text[plan.span.start : plan.span.end]
