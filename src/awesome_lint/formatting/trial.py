"""Tells the plans that leave every entry's facts and all other text as they are from those that do not."""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint import listing
from awesome_lint.edits import Edit, Span, smallest
from awesome_lint.fixing.guard import Guard
from awesome_lint.fixing.offset_map import Shift, apply, disjoint, ordered
from awesome_lint.formatting import facts
from awesome_lint.listing.model import Listing
from awesome_lint.style.plan import Plan

_MAX_TRIALS = 8
"""How often a text is written and read again; plans that are left then are refused."""


class Trial:
    """Applies plans to one text. `text` is the new text of the plans that `sifted` found good, `listing` its
    listing."""

    def __init__(self, read: Listing, guard: Guard) -> None:
        self.old, self.guard = read, guard
        self.text, self.listing = read.text, read
        self._before = [facts.facts_of(entry, read) for entry in read.entries]

    def sifted(self, plans: Sequence[Plan]) -> tuple[list[Plan], list[Plan]]:
        """The plans that can be applied together, and those that change more than the form."""
        good = [plan for plan in plans if facts.loss(self.old.text, plan) is None]
        bad = [plan for plan in plans if plan not in good]
        for _ in range(_MAX_TRIALS):
            if not good:
                return [], bad
            blamed = self._blamed(good)
            if not blamed:
                return good, bad
            bad += [plan for plan in good if id(plan) in blamed]
            good = [plan for plan in good if id(plan) not in blamed]
        return [], [*bad, *good]

    def _blamed(self, plans: Sequence[Plan]) -> set[int]:
        """The ids of the plans after which an entry says something else, or a text nearby."""
        text = self.old.text
        edits = edits_of(plans, text)
        if not disjoint(edits):
            return {id(plan) for plan in plans}
        self.text = apply(text, edits)
        self.listing = listing.read(self.text)
        offsets = self._changed_entries(Shift(edits))
        offsets += [each.offset for each in self.guard.compare(text, edits)]
        blamed = {id(plan) for plan in plans if any(_touches(plan, offset) for offset in offsets)}
        if offsets and not blamed:
            nearest = min(plans, key=lambda plan: abs(plan.entry.span.start - offsets[0]))
            return {id(nearest)}
        return blamed

    def _changed_entries(self, shift: Shift) -> list[int]:
        """Where entries begin that are gone or say something else."""
        new = {entry.span.start: entry for entry in self.listing.entries}
        changed = []
        for entry, before in zip(self.old.entries, self._before, strict=True):
            low, high = shift.start(entry.span.start)
            after = new.get(low) or new.get(high)
            if after is None or not facts.same_facts(before, facts.facts_of(after, self.listing)):
                changed.append(entry.span.start)
        return changed


def edits_of(plans: Sequence[Plan], text: str) -> list[Edit]:
    """The edits of all plans, each as small as it can be."""
    listed = (smallest(span, text[span.start : span.end], new) for plan in plans for span, new in plan.edits)
    edits: list[Edit] = []
    for edit in ordered(edit for edit in listed if edit.text or edit.span.start < edit.span.end):
        if edits and edits[-1].span.end == edit.span.start:
            last = edits.pop()
            edit = Edit(Span(last.span.start, edit.span.end), last.text + edit.text)
        edits.append(edit)
    return edits


def _touches(plan: Plan, offset: int) -> bool:
    span = plan.entry.span
    return span.start <= offset <= span.end or any(
        edit.span.start <= offset <= edit.span.end for edit in plan.edits
    )
