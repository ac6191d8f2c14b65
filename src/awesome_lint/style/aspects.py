"""What one entry shows of its form, part by part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout, Listing
from awesome_lint.markdown import tree
from awesome_lint.source import whole_lines
from awesome_lint.style import field_aspects, gap_aspects, slot_aspects
from awesome_lint.style.anatomy import Anatomy
from awesome_lint.style.aspect import Aspect, edits_replacing
from awesome_lint.style.date_patterns import DatePatterns

_LEAST_LINES = 3
_LINE_START = lazy(r"\n(?!\r?\n)")


class ListFacts(NamedTuple):
    """The facts about the whole list that aspects depend on: the pattern of each date, the form of links to PDFs on
    arXiv (`pdf`, `pdf-suffix`), the line end, the numbers that readers see of items with another number, whether so few
    items have another number that each is a slip, and the names of the slots whose labels the settings have."""

    dates: DatePatterns
    pdf: str
    newline: str
    numbers: Mapping[int, int]
    are_slips: bool
    labels: Collection[str]


def find_aspects(anatomy: Anatomy, list_facts: ListFacts) -> Iterator[Aspect]:
    """All parts of the entry whose forms are compared with those of other entries."""
    yield from _marker_aspects(anatomy)
    yield from _number_aspects(anatomy, list_facts)
    yield from field_aspects.blank_line_before_entry_aspects(anatomy)
    yield from field_aspects.nested_bullet_aspects(anatomy)
    yield from field_aspects.date_aspects(anatomy, list_facts.dates)
    yield from field_aspects.label_aspects(anatomy)
    yield from field_aspects.title_gap_aspects(anatomy)
    yield from field_aspects.arxiv_link_aspects(anatomy, list_facts.pdf)
    title = anatomy.entry.title
    if title is not None:
        yield from slot_aspects.title_mark_aspects(title, anatomy)
        yield from gap_aspects.after_title_aspects(title, anatomy)
    for gap in anatomy.gaps:
        yield from gap_aspects.between_aspects(anatomy, gap, list_facts.newline)
        yield from gap_aspects.line_end_aspects(anatomy, gap)
    yield from gap_aspects.line_break_aspects(anatomy)
    yield from gap_aspects.entry_end_aspects(anatomy)
    yield from gap_aspects.description_end_aspects(anatomy)
    yield from gap_aspects.link_edge_aspects(anatomy)
    for slot in anatomy.slots:
        if slot.kind == "tag" and slot.link is not None:
            yield from slot_aspects.tag_aspects(slot, slot.link, anatomy, list_facts.labels)
        elif slot.kind == "date":
            yield from slot_aspects.date_frame_aspects(slot, anatomy)
        elif slot.kind == "venue":
            yield from slot_aspects.venue_aspects(slot, anatomy)
    yield from gap_aspects.space_aspects(anatomy)
    yield from gap_aspects.comma_aspects(anatomy)
    yield from field_aspects.surname_aspects(anatomy)
    yield from field_aspects.description_case_aspects(anatomy)
    if isinstance(anatomy.entry.node, tree.Row):
        yield from slot_aspects.cell_aspects(anatomy.entry.node, anatomy.text)


# --- markers -----------------------------------------------------------------------------------------------


def _marker_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The bullet or number before an entry, and the spaces after it."""
    node, text = anatomy.entry.node, anatomy.text
    if not isinstance(node, tree.Item):
        yield from _missing_bullet_aspects(anatomy)
        return
    marker = text[node.marker.start : node.marker.end]
    form = marker if node.number is None else f"N{marker[-1:]}"
    depth = str(len(anatomy.indents.own))

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        if not new_form.startswith("N"):
            new = new_form
        elif (number := _number_from_neighbours(anatomy)) is not None:
            new = f"{number}{new_form[1:]}"
        else:
            return None
        lines = "\n" in text[anatomy.entry.span.start : anatomy.entry.span.end]
        return None if lines and len(new) != len(marker) else (Edit(node.marker, new),)

    yield Aspect("bullet", ("marker", depth), form, node.marker, edits_for)
    yield Aspect("bullet", ("any_marker",), form, node.marker, lambda new_form: None)
    gap = Span(node.marker.end, node.content)
    raw = text[gap.start : gap.end]
    if raw and not raw.strip(" "):
        width = str(node.marker.end - node.marker.start) if node.number is not None else ""
        yield Aspect(
            "marker_gap", ("marker_gap", depth, width), raw, gap, partial(_shift_lines, anatomy, gap)
        )


def _number_aspects(anatomy: Anatomy, list_facts: ListFacts) -> Iterator[Aspect]:
    """The number of an item, if it differs from the one that readers see."""
    node, text = anatomy.entry.node, anatomy.text
    if not isinstance(node, tree.Item) or (number := list_facts.numbers.get(node.marker.start)) is None:
        return
    span = Span(node.marker.start, node.marker.end - 1)
    raw = text[span.start : span.end]
    if "\n" in text[anatomy.entry.span.start : anatomy.entry.span.end] and len(str(number)) != len(raw):
        return
    yield Aspect(
        "number",
        ("number",),
        raw,
        span,
        edits_replacing(span),
        counted=False,
        default=str(number),
        doubtful=not list_facts.are_slips,
    )


def find_wrong_item_numbers(listing: Listing) -> dict[int, int]:
    """The items whose written number differs from the one that readers see: the number that readers see by the offset
    of the item's marker. A browser reads only the first number of a list.

    A list of which fewer than half the items have the number after the one before does not count, such as one
    of `1.` alone. Lists with items that are no entries are left out, since their numbers would not be written.
    """
    entries = {entry.node.marker.start for entry in listing.entries if isinstance(entry.node, tree.Item)}
    shown: dict[int, int] = {}
    for block in tree.walk_blocks(listing.tree):
        if not isinstance(block, tree.List) or not block.ordered:
            continue
        written = [item.number or 0 for item in block.items]
        counting = [after - before == 1 for before, after in pairwise(written)]
        starts = [item.marker.start for item in block.items]
        if counting.count(True) >= max(2, len(counting) / 2) and entries.issuperset(starts):
            counted = zip(starts, written, range(written[0], written[0] + len(written)), strict=True)
            shown |= {start: number for start, own, number in counted if own != number}
    return shown


def _shift_lines(anatomy: Anatomy, gap: Span, new_form: str) -> Sequence[Edit] | None:
    """The edits that write the gap after the marker and indent the entry's further lines with its content; None if a
    line begins before the content."""
    text, content = anatomy.text, anatomy.indents.content
    edits = [Edit(gap, new_form)]
    indent = content[: len(content) - (gap.end - gap.start)] + new_form
    for line in _LINE_START.finditer(text, gap.end, anatomy.entry.span.end):
        if not text.startswith(content, line.end()):
            return None
        edits.append(Edit(Span(line.end(), line.end() + len(content)), indent))
    return edits


def _missing_bullet_aspects(anatomy: Anatomy) -> Iterator[Aspect]:
    """The missing bullet of an entry that is one line of a paragraph, in a list whose other entries are items."""
    entry, text = anatomy.entry, anatomy.text
    start, end = whole_lines(text, entry.span)
    rest = text[entry.span.end : end]
    if entry.layout is not Layout.PARAGRAPH or start != entry.span.start or rest.strip():
        return
    if "\n" in text[entry.span.start : entry.span.end] or not _is_in_paragraph_of_links(entry, text):
        return
    at = Span(entry.span.start, entry.span.start)

    def edits_for(new_form: str) -> Sequence[Edit] | None:
        return (Edit(at, f"{new_form} "),) if len(new_form) == 1 else None

    yield Aspect("missing_bullet", ("any_marker",), "", at, edits_for, share=0.9, local=False)


def _is_in_paragraph_of_links(entry: Entry, text: str) -> bool:
    """Whether the entry is in a paragraph of at least three lines that all begin with a link."""
    lines = text[slice(*whole_lines(text, entry.node.span))].split("\n")
    return len(lines) >= _LEAST_LINES and all(line.startswith("[") for line in lines)


def _number_from_neighbours(anatomy: Anatomy) -> int | None:
    """The number of an entry, given those of the entries before and after it; None if one of them has none."""
    entries = anatomy.entry.section.entries
    at = next(index for index, entry in enumerate(entries) if entry is anatomy.entry)
    numbers = [entry.node.number if isinstance(entry.node, tree.Item) else None for entry in entries]
    before, after = numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None
    if before is None or after is None:
        return None
    if before == after:
        return before
    return before + 1
