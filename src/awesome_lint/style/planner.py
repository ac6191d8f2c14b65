"""Plans the entries of a list: what is counted, what each entry should be like, and which edits bring it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.source import LINE_END
from awesome_lint.style.anatomy import Anatomy, Slot, cut
from awesome_lint.style.aspect import Aspect, signs
from awesome_lint.style.aspects import aspects
from awesome_lint.style.deviations import deviations
from awesome_lint.style.model import Form, ListStyle
from awesome_lint.style.pins import Pins
from awesome_lint.style.plan import FRAMES, Part, Placed, Plan, applied, compatible, merged, whole_frame
from awesome_lint.style.stray import stray_items
from awesome_lint.style.usage import SHARE, Usage
from awesome_lint.style.venues import may_be_author

_WORD = lazy(r"[A-Za-z]+")
_ENCLOSED = lazy(
    r"[*_]*(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\]|`[^`\n]{1,40}`|<[^<>\n]*>|:\w+:|[^\w\s]{1,4})[*_]*"
)
_OWN = frozenset(
    {"date_frame", "venue_form", "venue_gap", "venue_order", "title_gap", "tag_separator", "bullet"}
)
"""Parts of `deviations` that the plan reads itself."""
_DOUBTFUL = frozenset({"authors_label", "date", "date_frame", "title", "venue"})
"""Parts that may be read amiss in an entry that is not understood wholly."""
_MANY = 20
"""Entries that must have a part before the emphasis of a title is taken away, or a label is changed."""
_SURE = 0.9
"""Share of titles and venues that must agree before only a stop or a comma in them is added or taken away."""
_NEARLY_ALL = 0.98
"""Share of the rows that must agree before the padding of a single cell is changed."""
_SHARES = {"arxiv_link": 0.95, "between": 0.9, "venue": 0.85}
"""Shares for parts that are a matter of taste, or in which a change is more than one of form."""


class Planner:
    """Plans the entries of one listing."""

    def __init__(self, listing: Listing, list_style: ListStyle, pinned: Mapping[str, object] = {}) -> None:
        self.listing, self.list_style = listing, list_style
        self.pins = Pins(pinned, list_style.kinds[0].kind if list_style.kinds else "")
        ends = LINE_END.search(listing.text)
        self.newline = ends[0] if ends is not None else "\n"
        self.usage = Usage()
        self._entries: list[tuple[Anatomy, list[Aspect]]] = []
        self._anatomies: dict[int, Anatomy] = {}
        for entry in listing.entries:
            anatomy = cut(entry, listing)
            if anatomy is None:
                continue
            found = list(aspects(anatomy, listing, self.newline))
            self._entries.append((anatomy, found))
            self._anatomies[id(entry)] = anatomy
            section = entry.section.span.start
            for each in found:
                if each.counted:
                    self.usage.count(entry.kind, each.key, each.form, section)
            for slot in anatomy.slots:
                if slot.kind == "words":
                    form = listing.text[slot.span.start : slot.span.end]
                    self.usage.count(entry.kind, ("words",), form, section)
            for key, form in _orders(anatomy.slots):
                self.usage.count(entry.kind, key, form, section)

    def plans(self, is_chosen: Callable[[Part], bool] = lambda part: True) -> Iterator[Plan]:
        """The plans of all entries that are not in the list's form, of the parts that `is_chosen` accepts."""
        for anatomy, found in self._entries:
            plan = self._plan(anatomy, found, is_chosen)
            if plan is not None and plan.edits:
                yield plan
        for plan in stray_items(self.listing, self.usage):
            if all(map(is_chosen, plan.parts)):
                yield plan

    def unknown_words(self, entry: Entry) -> str | None:
        """The first words of the entry that no field takes, that do not recur and are not set apart; None where there
        are none."""
        if entry.understood:
            return None
        anatomy = self._anatomies.get(id(entry))
        text = self.listing.text
        if anatomy is None:
            return text[entry.span.start : entry.span.end].partition("\n")[0]
        for slot in anatomy.slots:
            words = text[slot.span.start : slot.span.end]
            if slot.kind != "words" or self.usage.recurs(entry.kind, ("words",), words):
                continue
            if _ENCLOSED.fullmatch(words) is None:
                return words
        return None

    def _plan(
        self, anatomy: Anatomy, found: Sequence[Aspect], is_chosen: Callable[[Part], bool]
    ) -> Plan | None:
        entry = anatomy.entry
        parts = [part for each in found if (part := self._part(each, entry)) is not None]
        parts = _without_single_padding(parts)
        parts += self._deviating(entry)
        understood = self.unknown_words(entry) is None
        if not understood:
            parts = [part for part in parts if part.name not in _DOUBTFUL]
        kept, placed = compatible(part for part in parts if is_chosen(part))
        order = self._order(anatomy) if understood else None
        moved = self._moved(anatomy, order, placed) if order is not None else None
        if moved is not None and is_chosen(order_part := Part("order", moved.span, (moved,))):
            kept.append(order_part)
            placed = [each for each in placed if not moved.span.covers(each.edit.span)]
            placed.append(Placed(moved, 3))
        edits = merged(placed)
        for part in kept:
            if part.name in FRAMES:
                edits = whole_frame(part.edits, edits, self.listing.text)
        return Plan(entry, entry.span, tuple(kept), tuple(edits)) if edits else None

    def _part(self, each: Aspect, entry: Entry) -> Part | None:
        """The part with the edits that write it in the form that is set or the list's."""
        pinned = self.pins.form(each, entry.kind)
        if pinned is not None:
            edits = each.write(pinned) if pinned != each.form else None
            return Part(each.part, each.span, tuple(edits), Form(pinned, pinned=True)) if edits else None
        if each.default is not None and not self.usage.recurs(entry.kind, each.key, each.form):
            edits = each.write(each.default)
            return Part(each.part, each.span, tuple(edits)) if edits else None
        if not self.usage.varies(entry.kind, each.key):
            return None
        section = entry.section.span.start if each.local else None
        share = each.share or _SHARES.get(each.part, SHARE)
        wanted = self.usage.expected(entry.kind, each.key, each.form, section, share)
        if wanted.value is None or (each.rare and not self.usage.rare(entry.kind, each.key, each.form)):
            return None
        if each.key == ("description_case",) and not self._is_word(each, entry):
            return None
        if each.part == "label" and wanted.total < _MANY:
            return None
        if each.part == "between" and "\n" in wanted.value and self._is_in_line(entry):
            return None
        if (
            each.key == ("title", "words")
            and "*" in each.form
            and "*" not in wanted.value
            and wanted.total < _MANY
        ):
            return None  # a title that is set off on purpose
        unsure = wanted.agree < _SURE * wanted.total
        if each.part in ("title", "venue") and unsure and _same_but_stops(each.form, wanted.value):
            return None
        if each.part == "venue" and self._may_be_author(entry):
            return None
        edits = each.write(wanted.value)
        return Part(each.part, each.span, tuple(edits), wanted) if edits else None

    def _deviating(self, entry: Entry) -> Iterator[Part]:
        """The deviations that the plan does not read itself."""
        for each in deviations(entry, self.listing, self.list_style):
            enough = _SHARES.get(each.part, SHARE) * each.form.total
            if each.part not in _OWN and each.edits and (each.form.pinned or each.form.agree >= enough):
                yield Part(each.part, each.span, each.edits, each.form)

    def _is_in_line(self, entry: Entry) -> bool:
        """Whether the entry is on one line, as most of its section are."""
        several = "\n" in self.listing.text[entry.span.start : entry.span.end]
        section = entry.section.span.start
        return not several and self.usage.is_usual_here(entry.kind, ("lines",), "one", section)

    def _is_word(self, first: Aspect, entry: Entry) -> bool:
        """Whether another description begins with this word and a capital: one that begins with a name of something
        is left as it is."""
        match = _WORD.match(self.listing.text, first.span.start)
        return match is not None and self.usage.occurs(
            entry.kind, ("first_word", match[0].casefold()), "capital"
        )

    def _may_be_author(self, entry: Entry) -> bool:
        style = self.list_style.of(entry.kind)
        return style is not None and may_be_author(entry, style)

    def _order(self, anatomy: Anatomy) -> list[Slot] | None:
        """The slots in the list's order; None where they are in it."""
        kind, section = anatomy.entry.kind, anatomy.entry.section.span.start
        slots = list(anatomy.slots)
        for _ in slots:
            swapped = False
            for index, (one, other) in enumerate(pairwise(slots)):
                if one.name == other.name:
                    continue
                key, form = _pair(one, other)
                wanted = self.usage.expected(kind, key, form, section)
                if wanted.value not in (None, form):
                    slots[index], slots[index + 1] = other, one
                    swapped = True
            if not swapped:
                break
        else:
            return None
        return slots if slots != anatomy.slots else None

    def _moved(self, anatomy: Anatomy, order: Sequence[Slot], placed: Sequence[Placed]) -> Edit | None:
        """The edit that puts slots into another order; None where what is between them has no form."""
        slots, text = anatomy.slots, self.listing.text
        if any(slot.kind == "words" and one != slot for slot, one in zip(slots, order, strict=True)):
            return None
        changed = [index for index, (one, other) in enumerate(zip(slots, order, strict=True)) if one != other]
        first, last = changed[0], changed[-1]
        low, high = max(first - 1, 0), min(last + 1, len(slots) - 1)
        names = [slot.kind for slot in slots]
        pieces: list[str] = []
        for index in range(low, high + 1):
            pieces.append(applied(order[index].span, placed, text, gap=False))
            if index == high:
                break
            gap = Span(slots[index].span.end, slots[index + 1].span.start)
            if anatomy.row and text[gap.start : gap.end].strip() not in ("", "|"):
                return None
            pair = order[index].kind, order[index + 1].kind
            if pair == (names[index], names[index + 1]):
                pieces.append(applied(gap, placed, text, gap=True))
                continue
            if signs(text[gap.start : gap.end]):
                return None
            wanted = self.usage.expected(
                anatomy.entry.kind,
                ("between", *pair, ""),
                "\0",
                anatomy.entry.section.span.start,
            )
            if wanted.value is None or signs(wanted.value):
                return None
            pieces.append(anatomy.written(wanted.value, self.newline))
        span = Span(slots[low].span.start, slots[high].span.end)
        return Edit(span, "".join(pieces))


def _without_single_padding(parts: list[Part]) -> list[Part]:
    """The parts without the padding of a cell, where no other cell of the row deviates and some rows have it too."""
    rows = [part for part in parts if part.name == "row"]
    if len(rows) != 1 or rows[0].form.pinned or rows[0].form.agree >= _NEARLY_ALL * rows[0].form.total:
        return parts
    return [part for part in parts if part is not rows[0]]


def _same_but_stops(one: str, other: str) -> bool:
    stops = str.maketrans("", "", ",.")
    return one.translate(stops) == other.translate(stops)


def _orders(slots: Sequence[Slot]) -> Iterator[tuple[tuple[str, ...], str]]:
    names = {slot.name: slot for slot in reversed(slots)}
    ordered = sorted(names.values(), key=lambda slot: slot.span.start)
    for one, other in combinations(ordered, 2):
        yield _pair(one, other)


def _pair(one: Slot, other: Slot) -> tuple[tuple[str, ...], str]:
    first, second = sorted((one.name, other.name))
    return ("order", first, second), one.name
