"""The order of the slots of an entry: what is counted, and the edit that restores it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from awesome_lint.edits import Edit, Span
from awesome_lint.style.anatomy import Anatomy, Slot
from awesome_lint.style.aspect import count_signs
from awesome_lint.style.plan import RankedEdit, apply_own_edits
from awesome_lint.style.usage import Usage

_ORDER_SHARE = 0.9
"""Share of the entries that must agree before fields are moved."""
_MAX_SLOTS = 50
"""The number of slots up to which the order of each two is counted: the pairs grow with its square."""


def pairwise_orders(slots: Sequence[Slot]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each pair of fields of an entry: the key under which their order is counted, and the name of the first one."""
    names = _unique_names(slots)
    for one, other in combinations([slot for slot in slots if slot.name in names], 2):
        yield _order_key(one, other)


def expected_order(anatomy: Anatomy, usage: Usage) -> list[Slot] | None:
    """The slots (fields, tags and badges) of an entry in the order of the list; None if they have it, or if it cannot
    be reached."""
    kind, section = anatomy.entry.kind, anatomy.entry.section.number
    slots = list(anatomy.slots)
    movable = set(_unique_names(slots))
    for slot in slots:
        if _names_venue_or_year(slot) or any(span.covers(slot.span) for span in anatomy.deep_items):
            movable.discard(slot.name)
    for _ in slots:
        swapped = False
        for index, (one, other) in enumerate(pairwise(slots)):
            if not movable.issuperset((one.name, other.name)):
                continue
            key, form = _order_key(one, other)
            wanted = usage.expected_form(kind, key, form, section, _ORDER_SHARE)
            if wanted.value not in (None, form):
                slots[index], slots[index + 1] = other, one
                swapped = True
        if not swapped:
            break
    else:
        return None
    return slots if slots != anatomy.slots else None


def reordering_edit(
    anatomy: Anatomy, order: Sequence[Slot], placed: Sequence[RankedEdit], usage: Usage, newline: str
) -> Edit | None:
    """The edit that puts the fields, tags and badges of an entry into another order; None if the list has no usual text
    for what is between them then."""
    slots, text = anatomy.slots, anatomy.text
    if any(slot.kind == "words" and one != slot for slot, one in zip(slots, order, strict=True)):
        return None
    changed = [index for index, (one, other) in enumerate(zip(slots, order, strict=True)) if one != other]
    first, last = changed[0], changed[-1]
    low, high = max(first - 1, 0), min(last + 1, len(slots) - 1)
    kinds = [slot.kind for slot in slots]
    pieces: list[str] = []
    for index in range(low, high + 1):
        pieces.append(apply_own_edits(order[index].span, placed, text, gap=False))
        if index == high:
            break
        gap = Span(slots[index].span.end, slots[index + 1].span.start)
        if anatomy.row and text[gap.start : gap.end].strip() not in ("", "|"):
            return None
        pair = order[index].kind, order[index + 1].kind
        if pair == (kinds[index], kinds[index + 1]):
            pieces.append(apply_own_edits(gap, placed, text, gap=True))
            continue
        if count_signs(text[gap.start : gap.end]):
            return None
        wanted = usage.expected_form(
            anatomy.entry.kind, ("between", *pair, ""), "\0", anatomy.entry.section.number
        )
        if wanted.value is None or count_signs(wanted.value):
            return None
        pieces.append(anatomy.write_gap(wanted.value, newline))
    span = Span(slots[low].span.start, slots[high].span.end)
    return Edit(span, "".join(pieces))


def _unique_names(slots: Sequence[Slot]) -> list[str]:
    """The names that only one slot has: two slots of one name have no order with a third one. An entry of more than
    `_MAX_SLOTS` slots has none."""
    if len(slots) > _MAX_SLOTS:
        return []
    counts = Counter(slot.name for slot in slots)
    return [name for name, number in counts.items() if number == 1]


def _order_key(one: Slot, other: Slot) -> tuple[tuple[str, ...], str]:
    """The key under which the order of two slots is counted, and the name of the first slot."""
    first, second = sorted((one.name, other.name))
    return ("order", first, second), one.name


def _names_venue_or_year(slot: Slot) -> bool:
    """Whether a tag names a venue, a year or an id, as in `[[CVPR 23](URL)]`: its place may be that of a venue."""
    return slot.kind == "tag" and slot.link is not None and any(map(str.isdigit, slot.link.label))
