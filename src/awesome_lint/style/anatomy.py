"""An entry cut into slots (its fields, tags and badges) and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import field_kind, role_of_label
from awesome_lint.listing.model import Entry, Layout, LinkField, Role
from awesome_lint.markdown import tree
from awesome_lint.source import LINE_END
from awesome_lint.style import forms

START, END = "start", "end"
"""The classes of the places before the first slot and after the last one."""

_LONE_SPACE = lazy(r"(?<![ \t])[ \t]\n")
_BREAK = lazy(r" {2,}\n")
_NAME = lazy(
    r"[ \t:|,-]*(?P<name>(?P<bold>\*\*|__|)"
    r"(?:\[[^\[\]()\n]{1,60}\]|\([^\[\]()\n]{1,60}\)|(?<=[*_])[^\[\]()*_\n]{1,60}:?)(?P=bold))"
)
SIGN = lazy(r"[^\W_]+|[^\w\s,.;:\-–—|/\\·•*_()\[\]（）【】\"“”'‘’`<>，。；：、&+]")
"""Words, numbers and pictures."""
_LEAST_TITLE = 4
"""The number of words from which the text of a link is the title of something and no label."""
_PAIRS = {"(": ")", "[": "]", "*": "*", "_": "_", "`": "`", "（": "）", "【": "】"}


class Slot(NamedTuple):
    """A field, tag or badge of an entry and its span. `name` says which field; tags and badges are `tag:ROLE` and
    `badge:LABEL`. `link` is the tag or badge."""

    name: str
    span: Span
    link: LinkField | None = None

    @property
    def kind(self) -> str:
        """The class of slots under which gaps are counted: `tag` for all tags, `badge` for all badges, `field` for all
        labelled fields, else the name."""
        return self.name.partition(":")[0]


class Indents(NamedTuple):
    """The whitespace before an entry's marker (`own`), and before its content."""

    own: str
    content: str


class Gap(NamedTuple):
    """The text between two slots, or before the first or after the last one. `before` and `after` are their kinds,
    `START` or `END`."""

    before: str
    after: str
    span: Span


class Anatomy:
    """An entry with its slots (fields, tags and badges) in order. `start` is where its content begins."""

    def __init__(self, entry: Entry, text: str, slots: list[Slot]) -> None:
        self.entry, self.text, self.slots = entry, text, slots
        self.start = _content_start(entry)
        self.row = entry.layout is Layout.TABLE

    @cached_property
    def indents(self) -> Indents:
        """The indents of the entry; line ends in gaps are written relative to them."""
        start, text = self.entry.span.start, self.text
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        lead = text[line:start]
        own = lead if not lead.strip(" \t") else ""
        node = self.entry.node
        inner = own + " " * (node.content - node.marker.start) if isinstance(node, tree.Item) else own
        return Indents(own, inner)

    @cached_property
    def deep_items(self) -> list[Span]:
        """The spans of the nested items that have nested items of their own, which would lose their parent if it was
        moved."""
        node = self.entry.node
        blocks = tree.walk_blocks(node) if isinstance(node, tree.Item) else ()
        items = [item for block in blocks if isinstance(block, tree.List) for item in block.items]
        return [item.span for item in items if any(isinstance(child, tree.List) for child in item.children)]

    @cached_property
    def visible_texts(self) -> list[Span]:
        """The spans of the entry's texts without markup, code, math, tags and images."""
        node = self.entry.node
        blocks = tree.walk_blocks(node) if isinstance(node, tree.Item) else [node]
        if isinstance(node, tree.Row):
            inlines = [cell.children for cell in node.cells]
        else:
            inlines = [children for block in blocks for children in tree.inlines_in(block)]
        return [
            each.span
            for children in inlines
            for each in tree.walk_inlines(children)
            if isinstance(each, tree.Text)
        ]

    @cached_property
    def gaps(self) -> list[Gap]:
        """All gaps of the entry, in order; none for a table row."""
        if self.row or not self.slots:
            return []
        first, last = self.slots[0], self.slots[-1]
        return [
            Gap(START, first.kind, Span(self.start, first.span.start)),
            *(
                Gap(one.kind, other.kind, Span(one.span.end, other.span.start))
                for one, other in pairwise(self.slots)
            ),
            Gap(last.kind, END, Span(last.span.end, self.entry.span.end)),
        ]

    def gap_shape(self, raw: str) -> str:
        """The text between two fields, with a sign for the indent of each further line: `>` for that of the entry's
        content, `<` for that of the entry itself, `=` for neither."""
        if "\n" not in raw and "\r" not in raw:
            return raw
        folded = _BREAK.sub("  \n", _LONE_SPACE.sub("\n", LINE_END.sub("\n", raw)))
        pieces = folded.split("\n")
        for number, piece in enumerate(pieces[1:], 1):
            if not piece and number < len(pieces) - 1:
                continue
            for sign, indent in ((">", self.indents.content), ("<", self.indents.own), ("=", "")):
                if piece.startswith(indent):
                    pieces[number] = sign + piece[len(indent) :]
                    break
        return "\n".join(pieces)

    def write_gap(self, shape: str, newline: str) -> str:
        """The text between two fields that has this shape, a result of `gap_shape`."""
        if "\n" not in shape:
            return shape
        filled = shape.replace("\n>", f"\n{self.indents.content}").replace("\n<", f"\n{self.indents.own}")
        return filled.replace("\n=", "\n").replace("\n", newline)


def cut_into_slots(entry: Entry, text: str) -> Anatomy | None:
    """The entry with its slots (fields, tags and badges); None if it has none, if two of them overlap only in part, or
    if it is only a list of links."""
    found = list(_field_slots(entry))
    inside = [slot.span for slot in found]
    start = entry.span.start
    for link in entry.links:
        if any(span.covers(link.outer) for span in inside) or link.role is Role.TITLE:
            continue
        found.append(Slot(_link_name(link), link.outer, link))
    found.sort(key=lambda slot: (slot.span.start, -slot.span.end))
    slots: list[Slot] = []
    for slot in found:
        last = slots[-1] if slots else None
        if last is not None and slot.span.start < last.span.end:
            if not last.span.covers(slot.span):
                return None
            continue
        slots.append(slot)
    if not slots or _lists_links(slots, text):
        return None
    ends = [start, *(slot.span.end for slot in slots)]
    starts = [*(slot.span.start for slot in slots[1:]), entry.span.end]
    slots = [
        Slot(slot.name, _extend_to_frame(slot, text, low, high), slot.link)
        for slot, low, high in zip(slots, ends, starts, strict=False)
    ]
    named = list(_add_short_name_slot(slots, text, _content_start(entry)))
    return Anatomy(entry, text, list(_add_word_slots(named, text, entry)))


def _lists_links(slots: list[Slot], text: str) -> bool:
    """Whether the slots are only links with commas between them (`[Ruby](u), [Python](u)`): a list of links of one
    kind, in which the first one is no title."""
    others = slots[1:]
    are_links = bool(others) and all(
        slot.link is not None and role_of_label(slot.link.label) is None for slot in others
    )
    gaps = [text[one.span.end : other.span.start] for one, other in pairwise(slots)]
    return slots[0].name == "title" and are_links and all(gap.strip() == "," for gap in gaps)


def _content_start(entry: Entry) -> int:
    return entry.node.content if isinstance(entry.node, tree.Item) else entry.span.start


def _add_word_slots(slots: list[Slot], text: str, entry: Entry) -> Iterator[Slot]:
    """The slots, in order with further ones named `words` for the words between them, which belong to no field."""
    end = _content_start(entry)
    for slot in (*slots, None):
        start = slot.span.start if slot is not None else entry.span.end
        if (words := _span_of_words(text, end, start)) is not None and entry.layout is not Layout.TABLE:
            yield Slot("words", words)
        if slot is not None:
            yield slot
            end = slot.span.end


def _span_of_words(text: str, start: int, end: int) -> Span | None:
    """The span from the first to the last word of a gap, with the brackets and marks around it; None if the gap has no
    words, or a comment."""
    found = list(SIGN.finditer(text, start, end))
    if not found or "<!--" in text[start:end]:
        return None
    span = Span(found[0].start(), found[-1].end())
    while span.start > start and text[span.start - 1] in '([{<（【"“‘:':
        if text[span.start - 1] == ":" and not text.startswith(":", span.end):
            break
        span = Span(span.start - 1, span.end)
    while span.end < end and text[span.end] in ')]}>）】"”’/:':
        if text[span.end] == ":" and text[span.start] != ":":
            break
        span = Span(span.start, span.end + 1)
    while span.start > start and span.end < end and _PAIRS.get(text[span.start - 1]) == text[span.end]:
        span = Span(span.start - 1, span.end + 1)
    return span


def _add_short_name_slot(slots: list[Slot], text: str, start: int) -> Iterator[Slot]:
    """The slots, with a further one for a short name in brackets or bold before the title: `**[R2I]** Title`."""
    end = start
    for slot in slots:
        match = _NAME.match(text, end, slot.span.start) if slot.name == "title" else None
        if match is not None and any(map(str.isalnum, match["name"])):
            yield Slot("name", Span(*match.span("name")))
        yield slot
        end = slot.span.end


def _link_name(link: LinkField) -> str:
    """The name of the slot of a tag, badge or link in a text."""
    if link.badge is not None:
        return f"badge:{link.label.casefold()}"
    label = forms.bare_label(link)
    if len(label.split()) >= _LEAST_TITLE and role_of_label(label) is None:
        return "text"
    return f"tag:{link.role.value if link.role is not Role.OTHER else label.casefold()}"


def _extend_to_frame(slot: Slot, text: str, low: int, high: int) -> Span:
    """The span of a field, extended to the brackets and marks around it that have no partner elsewhere; for dates and
    venues also to a bracket whose partner is missing, for titles to a `**` before it whose partner is missing."""
    span = slot.span
    for mark in ("**", "__", "*", "_", "`"):
        inside = text[span.start : span.end].count(mark)
        if inside % 2 and text.startswith(mark, span.end) and span.end + len(mark) <= high:
            span = Span(span.start, span.end + len(mark))
        elif inside % 2 and text.endswith(mark, low, span.start):
            span = Span(span.start - len(mark), span.end)
    if slot.kind == "title" and text.endswith("**", low, span.start):
        line = text[low:high].partition("\n")[0]
        return Span(span.start - 2, span.end) if line.count("**") == 1 else span
    if slot.kind not in ("tag", "date", "venue"):
        return span
    while span.start > low and span.end < high and _PAIRS.get(text[span.start - 1]) == text[span.end]:
        span = Span(span.start - 1, span.end + 1)
    if slot.kind != "tag" and span.start > low and text[span.start - 1] in "([":
        closing = _PAIRS[text[span.start - 1]]
        line = text[span.end : high].partition("\n")[0]
        if closing not in line and text[span.start] not in "([":
            span = Span(span.start - 1, span.end)
    return span


def _field_slots(entry: Entry) -> Iterator[Slot]:
    """The slots of the entry's fields; a date in the group of a venue is part of the venue's slot."""
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
    for each in entry.labelled_fields:
        kind = field_kind(each.label) or each.label.casefold()
        yield Slot(f"field:{kind}", Span(each.label_span.start, each.value_span.end))
    if entry.authors is not None:
        yield Slot("authors", entry.authors.span)
    if entry.description is not None:
        yield Slot("description", entry.description)
