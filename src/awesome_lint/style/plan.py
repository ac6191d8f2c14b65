"""The plan of an entry: the parts in which it differs from how its list writes such entries, with their edits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Listing
from awesome_lint.structs import record
from awesome_lint.style.anatomy import END, Anatomy, Slot, cut
from awesome_lint.style.aspects import Aspect, aspects, signs
from awesome_lint.style.deviations import deviations
from awesome_lint.style.model import LEAST, ListStyle
from awesome_lint.style.venues import may_be_author

SHARE = 0.75
"""Share of the entries with a part that must write it so before others are written so too."""
OWN_SHARE = 0.9
"""Share of a section's entries that must agree on a form which is not the list's."""

_LINE_END = lazy(r"\r\n|\n|\r")
_WORD = lazy(r"[A-Za-z]+")
_ENCLOSED = lazy(
    r"[*_]*(?:\([^()\n]{1,40}\)|\[[^\[\]\n]{1,40}\]|`[^`\n]{1,40}`|<[^<>\n]*>|:\w+:|[^\w\s]{1,4})[*_]*"
)
_OWN = frozenset(
    {"date_frame", "venue_form", "venue_gap", "venue_order", "title_gap", "tag_separator", "bullet"}
)
"""Parts of `deviations` that the plan reads itself."""
LAYOUT = frozenset(
    {
        "after_title",
        "bullet",
        "lines",
        "row_pipes",
        "marker_gap",
        "blank_between",
        "spaces",
        "row",
        "field_bullet",
        "field_indent",
    }
)
"""Parts that can be written however an entry is read."""
_DOUBTFUL = frozenset({"authors_label", "date", "date_frame", "title", "venue"})
"""Parts that may be read amiss in an entry that is not understood wholly."""
_LEAST_AT_END = 3
"""Entries of a section that must end as the list's do before one that ends with a mark more or less is changed."""
_OF_ALL = frozenset({"any_marker"})
"""Keys that are counted for entries of all kinds together."""
_SHARES = {"arxiv_link": 0.9}
"""Shares for parts in which a change is more than one of form."""
_FRAMES = frozenset({"title", "brackets", "date_frame"})
"""Parts whose first and last edit are at the edges of a slot."""


@record(frozen=True)
class Part:
    """One part of an entry that is not in the list's form: its name, its place, and the edits that write it."""

    name: str
    span: Span
    edits: tuple[Edit, ...]
    agree: int
    total: int


@record(frozen=True)
class Plan:
    """How an entry is written in its list's form."""

    entry: Entry
    parts: tuple[Part, ...]
    edits: tuple[Edit, ...]


@record(frozen=True)
class Agreement:
    """A form that enough entries share: `agree` of `total`."""

    form: str
    agree: int
    total: int


class Usage:
    """How often each form of each part is written, in the list and in each section."""

    def __init__(self) -> None:
        self._whole: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self._here: dict[tuple[int, tuple[str, ...]], Counter[str]] = defaultdict(Counter)

    def count(self, kind: str, key: tuple[str, ...], form: str, section: int) -> None:
        """Count one entry's form."""
        key = _counted(kind, key)
        self._whole[key][form] += 1
        self._here[section, key][form] += 1

    def wanted(
        self, kind: str, key: tuple[str, ...], own: str, section: int | None, share: float = SHARE
    ) -> Agreement | None:
        """The form that an entry written in another one should have; None where less than `share` agree, or its
        section writes it otherwise."""
        key = _counted(kind, key)
        whole = self._whole[key]
        here = self._here[section, key] if section is not None else whole
        if not whole:
            return None
        form, agree = whole.most_common(1)[0]
        total = whole.total()
        mine, mine_agree = here.most_common(1)[0] if here else (form, 0)
        if mine != form and mine_agree >= LEAST and mine_agree >= OWN_SHARE * here.total():
            return Agreement(mine, mine_agree, here.total()) if mine != own else None
        if form == own or agree < LEAST or agree < share * total:
            return None
        others = here.total() - (own in here)
        if here[form] < 0.7 * others or (key[-2] == END and here[form] < _LEAST_AT_END):
            return None
        return Agreement(form, agree, total)

    def recurs(self, kind: str, key: tuple[str, ...], form: str) -> bool:
        """Whether so many entries write this form that its words are part of the form."""
        whole = self._whole[_counted(kind, key)]
        return whole[form] >= max(LEAST, 0.02 * whole.total())

    def occurs(self, kind: str, key: tuple[str, ...], form: str) -> bool:
        """Whether an entry writes this form."""
        return self._whole[_counted(kind, key)][form] > 0

    def rare(self, kind: str, key: tuple[str, ...], form: str) -> bool:
        """Whether next to no entry writes this form."""
        whole = self._whole[_counted(kind, key)]
        return whole[form] <= max(1, 0.03 * whole.total())


def _counted(kind: str, key: tuple[str, ...]) -> tuple[str, ...]:
    """What a form is counted under: its kind's entries, or all where the kind depends on the form."""
    return ("", *key) if key[0] in _OF_ALL else (kind, *key)


class Planner:
    """Plans the entries of one listing."""

    def __init__(self, listing: Listing, list_style: ListStyle) -> None:
        self.listing, self.list_style = listing, list_style
        ends = _LINE_END.search(listing.text)
        self.newline = ends[0] if ends is not None else "\n"
        self.usage = Usage()
        self._entries: list[tuple[Anatomy, list[Aspect]]] = []
        for entry in listing.entries:
            anatomy = cut(entry, listing)
            if anatomy is None:
                continue
            found = list(aspects(anatomy, listing, self.newline))
            self._entries.append((anatomy, found))
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

    def plans(self, wanted: Callable[[Part], bool] = lambda part: True) -> Iterator[Plan]:
        """The plans of all entries that are not in the list's form, of the parts that are `wanted`."""
        for anatomy, found in self._entries:
            plan = self._plan(anatomy, found, wanted)
            if plan is not None and plan.edits:
                yield plan

    def _plan(self, anatomy: Anatomy, found: Sequence[Aspect], chosen: Callable[[Part], bool]) -> Plan | None:
        entry = anatomy.entry
        kind, section = entry.kind, entry.section.span.start
        parts: list[Part] = []
        for each in found:
            wanted = self.usage.wanted(
                kind, each.key, each.form, section if each.local else None, each.share or SHARE
            )
            if wanted is None:
                continue
            if each.key == ("description_case",) and not self._is_word(each, entry):
                continue
            if each.part == "venue" and self._may_be_author(entry):
                continue
            if each.rare and not self.usage.rare(kind, each.key, each.form):
                continue
            edits = each.write(wanted.form)
            if edits:
                parts.append(Part(each.part, each.span, tuple(edits), wanted.agree, wanted.total))
        for deviation in deviations(entry, self.listing, self.list_style):
            if deviation.part in _OWN or not deviation.edits:
                continue
            share = _SHARES.get(deviation.part, SHARE)
            if deviation.agree >= share * deviation.total or deviation.pinned:
                parts.append(
                    Part(deviation.part, deviation.span, deviation.edits, deviation.agree, deviation.total)
                )
        understood = self._understood(anatomy)
        if not understood:
            parts = [part for part in parts if part.name not in _DOUBTFUL]
        kept, placed = _compatible(part for part in parts if chosen(part))
        order = self._order(anatomy) if understood else None
        moved = self._moved(anatomy, order, placed) if order is not None else None
        if moved is not None and chosen(part := Part("order", moved.span, (moved,), 0, 0)):
            kept.append(part)
            placed = [each for each in placed if not moved.span.covers(each.edit.span)]
            placed.append(_Placed(moved, 3))
        edits = _merged(placed)
        for part in kept:
            if part.name in _FRAMES:
                edits = _whole(part.edits, edits, self.listing.text)
        return Plan(entry, tuple(kept), tuple(edits)) if edits else None

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

    def _understood(self, anatomy: Anatomy) -> bool:
        """Whether all words of the entry are a field's, recur at their place in other entries, or are set apart by
        brackets or marks."""
        if anatomy.entry.understood:
            return True
        text, kind = self.listing.text, anatomy.entry.kind
        return not any(
            slot.kind == "words"
            and not self.usage.recurs(kind, ("words",), text[slot.span.start : slot.span.end])
            and not _ENCLOSED.fullmatch(text, slot.span.start, slot.span.end)
            for slot in anatomy.slots
        )

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
                wanted = self.usage.wanted(kind, key, form, section)
                if wanted is not None and wanted.form != form:
                    slots[index], slots[index + 1] = other, one
                    swapped = True
            if not swapped:
                break
        else:
            return None
        return slots if slots != anatomy.slots else None

    def _moved(self, anatomy: Anatomy, order: Sequence[Slot], placed: Sequence[_Placed]) -> Edit | None:
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
            pieces.append(_applied(order[index].span, placed, text, gap=False))
            if index == high:
                break
            gap = Span(slots[index].span.end, slots[index + 1].span.start)
            if anatomy.row and text[gap.start : gap.end].strip() not in ("", "|"):
                return None
            pair = order[index].kind, order[index + 1].kind
            if pair == (names[index], names[index + 1]):
                pieces.append(_applied(gap, placed, text, gap=True))
                continue
            if signs(text[gap.start : gap.end]):
                return None
            wanted = self.usage.wanted(
                anatomy.entry.kind, ("between", *pair, ""), "\0", anatomy.entry.section.span.start
            )
            if wanted is None or signs(wanted.form):
                return None
            pieces.append(anatomy.written(wanted.form, self.newline))
        span = Span(slots[low].span.start, slots[high].span.end)
        return Edit(span, "".join(pieces))


def layout_of(plan: Plan) -> Plan | None:
    """The plan without the parts that need the entry to be understood; None where nothing else is left."""
    parts = [part for part in plan.parts if part.name in LAYOUT]
    if not parts or len(parts) == len(plan.parts):
        return None
    kept, placed = _compatible(parts)
    return Plan(plan.entry, tuple(kept), tuple(_merged(placed)))


def _orders(slots: Sequence[Slot]) -> Iterator[tuple[tuple[str, ...], str]]:
    names = {slot.name: slot for slot in reversed(slots)}
    ordered = sorted(names.values(), key=lambda slot: slot.span.start)
    for one, other in combinations(ordered, 2):
        yield _pair(one, other)


def _pair(one: Slot, other: Slot) -> tuple[tuple[str, ...], str]:
    first, second = sorted((one.name, other.name))
    return ("order", first, second), one.name


def _compatible(parts: Iterable[Part]) -> tuple[list[Part], list[_Placed]]:
    """The parts that can be written together, the first of two that change the same text, and their edits."""
    kept: list[Part] = []
    placed: list[_Placed] = []
    for part in parts:
        own = [each for each in _placed(part) if each.edit.text or each.edit.span.start < each.edit.span.end]
        if part.name == "between":
            own = [_clipped(each, placed) for each in own]
        if own and not any(_clash(one.edit.span, other.edit.span) for one in own for other in placed):
            kept.append(part)
            placed += own
    return kept, placed


class _Placed(NamedTuple):
    """An edit with its rank among those at the same place: the end of a URL (-1) comes before what closes a slot
    (0), that before a gap (1), what opens a slot (2) before what is in it (3)."""

    edit: Edit
    rank: int


def _placed(part: Part) -> Iterator[_Placed]:
    last = len(part.edits) - 1
    for number, edit in enumerate(part.edits):
        rank = 1 if part.name == "between" else -1 if part.name == "arxiv_link" else 3
        if last and part.name in _FRAMES:
            rank = 2 if number == 0 else 0 if number == last else 3
        yield _Placed(edit, rank)


def _clipped(gap: _Placed, placed: Iterable[_Placed]) -> _Placed:
    """The edit of a gap without the stop that a title's mark has taken in."""
    span = gap.edit.span
    ends = [each.edit.span.end for each in placed if each.edit.span.start < span.start < each.edit.span.end]
    return gap._replace(edit=Edit(Span(max((span.start, *ends)), span.end), gap.edit.text))


def _clash(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _merged(placed: Iterable[_Placed]) -> list[Edit]:
    """The edits in order, those that touch made one."""
    result: list[Edit] = []
    for (span, text), _ in sorted(placed, key=lambda each: (each.edit.span.start, each.rank, each.edit)):
        if result and result[-1].span.end == span.start:
            last = result.pop()
            span, text = Span(last.span.start, span.end), last.text + text
        result.append(Edit(span, text))
    return result


def _whole(frame: Sequence[Edit], edits: Sequence[Edit], text: str) -> list[Edit]:
    """The edits with those from the first to the last of a frame made one."""
    start, end = frame[0].span.start, frame[-1].span.end
    inside = [edit for edit in edits if edit.span.start <= end and edit.span.end >= start]
    if not inside:
        return list(edits)
    span = Span(min(start, inside[0].span.start), max(end, inside[-1].span.end))
    pieces, at = [], span.start
    for edit in inside:
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    whole = Edit(span, "".join([*pieces, text[at : span.end]]))
    return sorted([*(edit for edit in edits if edit not in inside), whole])


def _applied(span: Span, placed: Iterable[_Placed], text: str, *, gap: bool) -> str:
    """The text of a slot or a gap after the edits that are its own."""
    own = [each for each in placed if span.covers(each.edit.span) and (each.rank == 1) is gap]
    if not gap:
        own = [
            each
            for each in own
            if each.rank in (-1, 3)
            or (each.rank == 0 and each.edit.span.start > span.start)
            or (each.rank == 2 and each.edit.span.end < span.end)
        ]
    pieces, at = [], span.start
    for edit in _merged(own):
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at : span.end]])
