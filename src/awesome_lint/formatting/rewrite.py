"""An entry written again as its list_style writes entries: the fields in the list’s order, with the list’s marks and
separators between them, and each field in the list’s form. No word and no address comes or goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import field_of
from awesome_lint.listing.model import Entry, Layout, LinkField, Listing, TitleField
from awesome_lint.markdown import tree
from awesome_lint.structs import record
from awesome_lint.style import forms
from awesome_lint.style.deviations import deviations
from awesome_lint.style.infer import decide
from awesome_lint.style.model import Deviation, Form, KindStyle, ListStyle

FACTS = frozenset({"arxiv_link"})
"""Deviations that change what an entry's record says (its addresses): not a matter of form alone."""

_LINE_END = lazy(r"\r\n|\n|\r")
_LONE_BLANK = lazy(r"(?<![ \t])[ \t]\n")
_BREAK = lazy(r" {2,}\n")
_PLAIN = lazy(r"[\s,.;:|/•·–—+*()\[\]&-]*")
_MARKS = lazy(r"[\[\]()*_\"“”'.,]*")
_DEFAULT_FRAMES = {
    "link": ("[", "]({})"),
    "bold-link": ("**[", "]({})**"),
    "plain": ("", ""),
    "bold": ("**", "**"),
    "italic": ("*", "*"),
}
"""What is before and after a title in each form, for lists where no entry shows it yet."""


class Slot(NamedTuple):
    """A place of one field, or of a run of tags or badges; `name` says which field."""

    name: str
    span: Span


@record(frozen=True)
class Habits:
    """How one kind of entry is put together: what is `between` two neighbouring fields (lines
    and indents as in `_shape`), which field of two comes first (`before`), and what
    is before and after a title (`frame`; `{}` for the address)."""

    between: Mapping[tuple[str, str], str]
    before: frozenset[tuple[str, str]]
    frame: tuple[str, str] | None


@record(frozen=True)
class Rewriting:
    """What writing one entry again takes: `ways` are the parts in which it left the list’s form."""

    entry: Entry
    ways: frozenset[str]
    edits: tuple[Edit, ...]


def habits(listing: Listing, list_style: ListStyle) -> dict[str, Habits]:
    """The habits of every kind of entry, by the kind's name; only entries that are understood speak."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in listing.entries:
        if entry.understood:
            groups[entry.kind].append(entry)
    return {
        style.kind: _habits(groups[style.kind], style, listing)
        for style in list_style.kinds
        if style.kind in groups
    }


def rewriting(
    entry: Entry,
    listing: Listing,
    list_style: ListStyle,
    known: Mapping[str, Habits],
    unwanted: frozenset[str] = frozenset(),
) -> Rewriting | None:
    """How to write the entry in its list’s form, leaving the parts named in `unwanted` as they are.

    None where it is not understood wholly, or is in the list’s form already.
    """
    style, own = list_style.of(entry.kind), known.get(entry.kind)
    if not entry.understood or style is None or own is None:
        return None
    slots = slots_of(entry)
    if slots is None:
        return None
    writer = _Writer(entry, listing, style, own, slots)
    found = deviations(entry, listing, list_style)
    writer.take_deviations(each for each in found if each.part not in FACTS | unwanted)
    writer.take_frames()
    edits = writer.written()
    return Rewriting(entry, frozenset(writer.ways), tuple(edits)) if edits else None


def slots_of(entry: Entry) -> list[Slot] | None:
    """The places of the entry's fields in order; None where they lie across each other."""
    found = list(_fields(entry))
    inside = [slot.span for slot in found]
    found += [
        Slot("tags" if link.badge is None else "badges", link.outer)
        for link in entry.links
        if not any(span.covers(link.outer) for span in inside)
    ]
    found.sort(key=lambda slot: (slot.span.start, -slot.span.end))
    slots: list[Slot] = []
    for slot in found:
        last = slots[-1] if slots else None
        if last is not None and last.name == slot.name and slot.name in ("tags", "badges"):
            slots[-1] = Slot(slot.name, Span(last.span.start, max(last.span.end, slot.span.end)))
        elif last is None or slot.span.start >= last.span.end:
            slots.append(slot)
        elif not last.span.covers(slot.span):
            return None
    return slots or None


def _fields(entry: Entry) -> Iterable[Slot]:
    if entry.title is not None:
        yield Slot("title", entry.title.outer)
    venue, date = entry.venue, entry.date
    dated = date is not None and not (date.in_badge or date.in_citation)
    if venue is not None and not venue.in_badge:
        span = venue.outer
        if date is not None and dated and span.overlaps(date.outer):
            span = Span(min(span.start, date.outer.start), max(span.end, date.outer.end))
            dated = False
        yield Slot("venue", span)
    if date is not None and dated:
        yield Slot("date", date.outer)
    for each in entry.labelled:
        kind = field_of(each.label) or each.label.casefold()
        yield Slot(f"field:{kind}", Span(each.label_span.start, each.value_span.end))
    if entry.authors is not None:
        yield Slot("authors", entry.authors.span)
    if entry.description is not None:
        yield Slot("description", entry.description)


# --- what the entries of a kind have in common ------------------------------------------------------------


def _habits(group: Sequence[Entry], style: KindStyle, listing: Listing) -> Habits:
    between: dict[tuple[str, str], Counter[object]] = defaultdict(Counter)
    order: dict[tuple[str, str], Counter[object]] = defaultdict(Counter)
    frames: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for entry in group:
        slots = slots_of(entry) or []
        for first, second in pairwise(slots):
            raw = listing.text[first.span.end : second.span.start]
            if (shape := _shape(raw, _Indents.of(entry, listing.text))) is not None:
                between[first.name, second.name][shape] += 1
        for one, other in combinations(dict.fromkeys(slot.name for slot in slots), 2):
            order[min(one, other), max(one, other)][one] += 1
        if entry.title is not None and (frame := _frame(entry.title, listing)) is not None:
            frames[entry.title.form.value][frame] += 1
    form = _agreed(style.part("title"))
    frame = None
    if isinstance(form, str):
        seen = frames.get(form)
        frame = max(seen, key=lambda each: seen[each]) if seen else _DEFAULT_FRAMES.get(form)
    decided = {pair: _agreed(decide(counts)) for pair, counts in order.items()}
    shapes = {pair: _agreed(decide(counts)) for pair, counts in between.items()}
    return Habits(
        {pair: value for pair, value in shapes.items() if isinstance(value, str)},
        frozenset((str(first), b if first == a else a) for (a, b), first in decided.items() if first),
        frame,
    )


def _agreed(form: Form[object]) -> object:
    """The form where nearly all entries agree on it: what fewer write is no reason to rewrite the others."""
    return form.value if form.nearly_all else None


class _Indents(NamedTuple):
    """The blanks before an entry's marker, and before what it holds; `row` for a table's, which has none."""

    own: str
    content: str
    row: bool

    @classmethod
    def of(cls, entry: Entry, text: str) -> _Indents:
        line = max(text.rfind("\n", 0, entry.span.start), text.rfind("\r", 0, entry.span.start)) + 1
        lead = text[line : entry.span.start]
        own = lead if not lead.strip(" ") else ""
        inner = " " * forms.content_column(entry) if isinstance(entry.node, tree.Item) else own
        return cls(own, inner, entry.layout is Layout.TABLE)


def _shape(raw: str, indents: _Indents) -> str | None:
    """What is between two fields, free of the entry's own indent: `>` follows a line's end where the next
    line begins within the entry's content, `<` where it hangs out to the left. None where it says anything."""
    if _PLAIN.fullmatch(raw) is None or "*" in raw.strip(" \t\r\n*") or "**" in raw:
        return None
    if indents.row and "|" in raw:
        return None
    # Two blanks or twenty make the same line break, and one makes none.
    pieces = _BREAK.sub("  \n", _LONE_BLANK.sub("\n", _LINE_END.sub("\n", raw))).split("\n")
    for number, piece in enumerate(pieces[1:], 1):
        if not piece and number < len(pieces) - 1:
            continue
        for sign, indent in ((">", indents.content), ("<", indents.own)):
            if piece.startswith(indent):
                pieces[number] = sign + piece[len(indent) :]
                break
        else:
            return None
    return "\n".join(pieces)


def _frame(title: TitleField, listing: Listing) -> tuple[str, str] | None:
    """What is before and after the title's words, `{}` for the address of its link."""
    text = listing.text
    before, after = (
        text[title.outer.start : title.span.start],
        text[title.span.end : title.outer.end],
    )
    if title.link is not None:
        target = title.link.target
        if title.link.form is not tree.LinkForm.INLINE or not title.outer.covers(target):
            return None
        if title.link.title is not None or target.start < title.span.end:
            return None
        after = text[title.span.end : target.start] + "{}" + text[target.end : title.outer.end]
    if _MARKS.fullmatch(before) is None or _MARKS.fullmatch(after.replace("{}", "")) is None:
        return None
    if any(before.count(mark) != after.count(mark) for mark in ("*", "_", '"')):
        return None
    return before, after


# --- one entry ------------------------------------------------------------------------------------------------


class _Writer:
    """Writes one entry: collects edits within its fields, then puts the fields together."""

    def __init__(
        self, entry: Entry, listing: Listing, style: KindStyle, habits: Habits, slots: list[Slot]
    ) -> None:
        self.entry, self.listing, self.style, self.habits, self.slots = entry, listing, style, habits, slots
        self.text = listing.text
        self.ways: set[str] = set()
        self.own: list[Edit] = []
        """Edits within the entry, none over another."""
        self.around: list[Edit] = []
        self.indents = _Indents.of(entry, listing.text)
        ends = _LINE_END.search(listing.text)
        self.newline = ends[0] if ends is not None else "\n"

    def take_deviations(self, found: Iterable[Deviation]) -> None:
        """Take over what single rules would fix."""
        for each in found:
            if each.edits and each.nearly_all:
                self._take(each.part, each.edits)

    def take_frames(self) -> None:
        """The marks around the title and around tags, and the case of the tags' words."""
        title = self.entry.title
        if title is not None and (edits := self._framed(title)):
            self._take("title", edits)
        brackets = _agreed(self.style.part("link_brackets"))
        for link in forms.tags(self.entry):
            usual = _agreed(self.style.part(f"link_label:{link.role.value}"))
            if not isinstance(usual, str) or forms.bare_label(link).casefold() != usual.casefold():
                continue  # no tag but a name
            if (edit := self._cased(link, usual)) is not None:
                self._take("link_label", (edit,))
            elif (
                isinstance(brackets, str)
                and self.entry.layout is not Layout.TABLE
                and (edit := _bracketed(link, brackets, self.listing)) is not None
            ):
                self._take("link_brackets", (edit,))

    def _take(self, way: str, edits: Sequence[Edit]) -> None:
        taken = [*self.own, *self.around]
        if any(edit.span.overlaps(other.span) for edit in edits for other in taken):
            return
        self.ways.add(way)
        for edit in edits:
            (self.own if self.entry.span.covers(edit.span) else self.around).append(edit)

    def _framed(self, title: TitleField) -> tuple[Edit, ...]:
        own, wanted = _frame(title, self.listing), self.habits.frame
        if own is None or wanted is None or own == wanted or own[1].count("{}") != wanted[1].count("{}"):
            return ()
        words = self.text[title.span.start : title.span.end]
        if any(mark in words for mark in '*_"“”') or (words[-1:] in "?!." and wanted[1][:1] in ".,"):
            return ()
        url = self.text[title.link.target.start : title.link.target.end] if title.link is not None else ""
        end = title.outer.end
        sign = wanted[1][:1]
        if sign in (".", ",") and sign not in own[1] and self.text[end : end + 1] == sign:
            end += 1  # the stop goes within the marks
        return (
            Edit(Span(title.outer.start, title.span.start), wanted[0]),
            Edit(Span(title.span.end, end), wanted[1].replace("{}", url)),
        )

    def _cased(self, link: LinkField, wanted: str) -> Edit | None:
        label, node = forms.bare_label(link), link.node.label
        at = self.text.find(label, node.start, node.end)
        return Edit(Span(at, at + len(label)), wanted) if label != wanted and at >= 0 else None

    # --- putting it together --------------------------------------------------------------------------------

    def written(self) -> list[Edit]:
        """The edits that write the entry; empty where nothing is to be done."""
        order = self._order()
        pieces = self._in_order(order) if order is not None else None
        if pieces is not None:
            self.ways.add("order")
            span = Span(self.slots[0].span.start, self.slots[-1].span.end)
            outside = [edit for edit in self.own if not span.covers(edit.span)]
            return [*self.around, *outside, Edit(span, "".join(pieces))]
        edits = list(self.own)
        for first, second in pairwise(self.slots):
            # A title's marks may have taken a stop after them.
            taken = (edit.span.end for edit in edits if edit.span.start < first.span.end < edit.span.end)
            gap = Span(max((first.span.end, *taken)), second.span.start)
            wanted = self._house_gap(first.name, second.name, gap)
            if wanted is not None and wanted != self.text[gap.start : gap.end]:
                self.ways.add("between")
                edits = [edit for edit in edits if not gap.covers(edit.span)]
                edits.append(Edit(gap, wanted))
        return [*self.around, *edits]

    def _house_gap(self, first: str, second: str, gap: Span) -> str | None:
        """What the list_style writes in this gap, where the entry writes something else that says nothing."""
        raw = self.text[gap.start : gap.end]
        shape, wanted = _shape(raw, self.indents), self.habits.between.get((first, second))
        if shape is None or wanted is None or shape == wanted or shape.count("*") != wanted.count("*"):
            return None
        return self._placed(wanted, self.text[gap.start - 1])

    def _placed(self, shape: str, before: str) -> str:
        """What is between two fields, written after the character `before`; a sign is not doubled."""
        if (shape[:1] == before and not before.isspace()) or (before in "?!" and shape[:1] in ".,"):
            shape = shape[1:]
        filled = shape.replace("\n>", f"\n{self.indents.content}").replace("\n<", f"\n{self.indents.own}")
        return filled.replace("\n", self.newline)

    def _order(self) -> list[Slot] | None:
        """The fields in the list’s order; None where they stand in it, or nobody can tell."""
        names = [slot.name for slot in self.slots]
        if len(set(names)) != len(names) or self.entry.layout is Layout.TABLE:
            return None
        span = Span(self.slots[0].span.start, self.slots[-1].span.end)
        if "\n" in self.text[span.start : span.end] or self.text[span.end : self.entry.span.end].strip():
            return None
        left, order = list(self.slots), []
        while left:
            free = next(
                (
                    slot
                    for slot in left
                    if not any((other.name, slot.name) in self.habits.before for other in left)
                ),
                None,
            )
            if free is None:
                return None
            left.remove(free)
            order.append(free)
        return order if order != self.slots else None

    def _in_order(self, order: Sequence[Slot]) -> list[str] | None:
        """The fields and what is between them, in this order; None where the list_style has no example."""
        pieces = [self._field(order[0])]
        for first, second in pairwise(order):
            shape = self.habits.between.get((first.name, second.name))
            if shape is None:
                return None
            pieces += [self._placed(shape, pieces[-1][-1:]), self._field(second)]
        gaps = (self.text[a.span.end : b.span.start] for a, b in pairwise(self.slots))
        if any(_shape(gap, self.indents) is None for gap in gaps):
            return None
        return pieces

    def _field(self, slot: Slot) -> str:
        result, at = [], slot.span.start
        for edit in sorted(edit for edit in self.own if slot.span.covers(edit.span)):
            result += [self.text[at : edit.span.start], edit.text]
            at = edit.span.end
        return "".join([*result, self.text[at : slot.span.end]])


def _bracketed(link: LinkField, wanted: str, listing: Listing) -> Edit | None:
    """The tag with the list’s brackets around its words."""
    node, text = link.node, listing.text
    if not isinstance(node, tree.Link) or node.form is not tree.LinkForm.INLINE:
        return None
    if forms.tag_brackets(link, listing) == wanted or wanted not in ("[x](u)", "[[x]](u)", "[[x](u)]"):
        return None
    outer = text[link.outer.start : link.outer.end]
    if link.outer != node.span and not (outer.startswith("[[") and outer.endswith(")]")):
        return None
    words = text[node.label.start : node.label.end]
    if words.startswith("[") and words.endswith("]"):
        words = words[1:-1]
    if any(mark in words for mark in "[]*_`\\"):
        return None
    after = text[node.label.end : node.span.end]
    new = {
        "[x](u)": f"[{words}{after}",
        "[[x]](u)": f"[[{words}]{after}",
        "[[x](u)]": f"[[{words}{after}]",
    }[wanted]
    return Edit(link.outer, new)
