"""Tells the plans that leave every entry's facts and all other text as they are from those that do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from awesome_lint import listing
from awesome_lint.edits import apply_edits, smallest_edits, sort_edits
from awesome_lint.fixing.guard import Guard, Objection
from awesome_lint.fixing.offset_map import OffsetMap, are_disjoint
from awesome_lint.formatting import facts
from awesome_lint.listing.model import Layout, Listing
from awesome_lint.style.plan import Plan

_MAX_TRIALS = 8
"""How often a text is written and read again; plans that are left then are refused."""


class Trial:
    """Applies plans to one text. `text` is the new text of the plans that `sifted` found good, `listing` its
    listing."""

    def __init__(self, read: Listing, guard: Guard) -> None:
        self.old, self.guard = read, guard
        self.text, self.listing = read.text, read
        self._before = [facts.facts_of(entry) for entry in read.entries]

    def sifted(self, plans: Sequence[Plan]) -> tuple[list[Plan], list[Plan]]:
        """The plans that can be applied together, and those that change more than the form."""
        text = self.old.text
        good: list[Plan] = []
        bad: list[Plan] = []
        for plan in plans:
            (good if facts.loss(text, plan) is None else bad).append(plan)
        for _ in range(_MAX_TRIALS):
            blamed = self._blamed(good) if good else set()
            if not blamed:
                return good, bad
            bad += [plan for plan in good if id(plan) in blamed]
            good = [plan for plan in good if id(plan) not in blamed]
        return [], [*bad, *good]

    def _blamed(self, plans: Sequence[Plan]) -> set[int]:
        """The ids of the plans after which an entry says something else, or a text nearby."""
        text = self.old.text
        edits = smallest_edits(text, sort_edits(edit for plan in plans for edit in plan.edits))
        if not are_disjoint(edits):
            return {id(plan) for plan in plans}
        self.text = apply_edits(text, edits)
        self.listing = listing.read(self.text)
        offsets = self._changed_entries(OffsetMap(edits))
        offsets += [
            each.offset for each in self.guard.compare(text, edits) if not self._is_meant(each, plans)
        ]
        blamed = {id(plan) for plan in plans if any(_touches(plan, offset) for offset in offsets)}
        if offsets and not blamed:
            nearest = min(plans, key=lambda plan: abs(plan.span.start - offsets[0]))
            return {id(nearest)}
        return blamed

    def _is_meant(self, objection: Objection, plans: Sequence[Plan]) -> bool:
        """Whether a plan means what the guard objects to: words that move to another line of their entry (the ledger
        counts them), and a line of a paragraph that becomes an item."""
        offset, text = objection.offset, self.old.text
        for plan in plans:
            start, end = plan.extent
            if plan.entry is None:
                if (objection.of_words or objection.of_item) and text.rfind("\n\n", 0, start) < offset <= end:
                    return True
            elif start <= offset <= end:
                if objection.of_words and _moves_lines(plan, text):
                    return True
                if objection.of_item and plan.entry.layout is Layout.PARAGRAPH:
                    return True
        return False

    def _changed_entries(self, shift: OffsetMap) -> list[int]:
        """Where entries begin that are gone or say something else."""
        new = self.listing.entries
        starts = [entry.span.start for entry in new]
        changed = []
        for entry, before in zip(self.old.entries, self._before, strict=True):
            low, high = shift.start(entry.span.start)
            at = bisect_left(starts, low)
            found = at < len(new) and starts[at] <= high
            if not found or not facts.same_facts(before, facts.facts_of(new[at])):
                changed.append(entry.span.start)
        return changed


def _moves_lines(plan: Plan, text: str) -> bool:
    return any("\n" in new or "\n" in text[span.start : span.end] for span, new in plan.edits)


def _touches(plan: Plan, offset: int) -> bool:
    span = plan.span
    return span.start <= offset <= span.end or any(
        edit.span.start <= offset <= edit.span.end for edit in plan.edits
    )
