"""What one entry shows of its form, part by part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Entry, Layout
from awesome_lint.markdown import tree
from awesome_lint.source import whole_lines
from awesome_lint.style import field_aspects, gap_aspects, slot_aspects
from awesome_lint.style.anatomy import Anatomy
from awesome_lint.style.aspect import Aspect, replacing
from awesome_lint.style.date_patterns import DatePatterns
from awesome_lint.style.numbers import Numbers

_LEAST_LINES = 3
_LINE_START = lazy(r"\n(?!\r?\n)")


class Habits(NamedTuple):
    """What has to be known of the whole list to say how an entry writes a part: the pattern of each date, the form of
    links to PDFs on arXiv (`pdf`, `pdf-suffix`), the line end, the numbers of items that readers see otherwise, and the
    names of the slots whose labels are set."""

    dates: DatePatterns
    pdf: str
    newline: str
    numbers: Numbers
    labels: Collection[str]


def aspects(anatomy: Anatomy, habits: Habits) -> Iterator[Aspect]:
    """All parts of the entry whose form is counted."""
    yield from _marker(anatomy)
    yield from _number(anatomy, habits.numbers)
    yield from field_aspects.blank_line_aspects(anatomy)
    yield from field_aspects.nested_bullet_aspects(anatomy)
    yield from field_aspects.date_aspects(anatomy, habits.dates)
    yield from field_aspects.label_aspects(anatomy)
    yield from field_aspects.title_gap_aspects(anatomy)
    yield from field_aspects.arxiv_link_aspects(anatomy, habits.pdf)
    title = anatomy.entry.title
    if title is not None:
        yield from slot_aspects.title_mark_aspects(title, anatomy)
        yield from gap_aspects.after_title_aspects(title, anatomy)
    for gap in anatomy.gaps:
        yield from gap_aspects.between_aspects(anatomy, gap, habits.newline)
        yield from gap_aspects.line_end_aspects(anatomy, gap)
    yield from gap_aspects.line_break_aspects(anatomy)
    yield from gap_aspects.entry_end_aspects(anatomy)
    yield from gap_aspects.description_end_aspects(anatomy)
    yield from gap_aspects.link_edge_aspects(anatomy)
    for slot in anatomy.slots:
        if slot.kind == "tag" and slot.link is not None:
            yield from slot_aspects.tag_aspects(slot, slot.link, anatomy, habits.labels)
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


def _marker(anatomy: Anatomy) -> Iterator[Aspect]:
    node, text = anatomy.entry.node, anatomy.text
    if not isinstance(node, tree.Item):
        yield from _no_marker(anatomy)
        return
    marker = text[node.marker.start : node.marker.end]
    form = marker if node.number is None else f"N{marker[-1:]}"
    depth = str(len(anatomy.indents.own))

    def write(wanted: str) -> Sequence[Edit] | None:
        if not wanted.startswith("N"):
            new = wanted
        elif (number := _place_in_numbering(anatomy)) is not None:
            new = f"{number}{wanted[1:]}"
        else:
            return None
        lines = "\n" in text[anatomy.entry.span.start : anatomy.entry.span.end]
        return None if lines and len(new) != len(marker) else (Edit(node.marker, new),)

    yield Aspect("bullet", ("marker", depth), form, node.marker, write)
    yield Aspect("bullet", ("any_marker",), form, node.marker, lambda wanted: None)
    gap = Span(node.marker.end, node.content)
    raw = text[gap.start : gap.end]
    if raw and not raw.strip(" "):
        width = str(node.marker.end - node.marker.start) if node.number is not None else ""
        yield Aspect(
            "marker_gap", ("marker_gap", depth, width), raw, gap, partial(_shift_lines, anatomy, gap)
        )


def _number(anatomy: Anatomy, numbers: Numbers) -> Iterator[Aspect]:
    """The number of an item, where it is not the one that readers see."""
    node, text = anatomy.entry.node, anatomy.text
    if not isinstance(node, tree.Item) or (number := numbers.shown.get(node.marker.start)) is None:
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
        replacing(span),
        counted=False,
        default=str(number),
        doubtful=not numbers.are_slips,
    )


def _shift_lines(anatomy: Anatomy, gap: Span, wanted: str) -> Sequence[Edit] | None:
    """The edits that write the gap after the marker, and move the entry's further lines with its content; None where
    a line begins before the content."""
    text, content = anatomy.text, anatomy.indents.content
    edits = [Edit(gap, wanted)]
    indent = content[: len(content) - (gap.end - gap.start)] + wanted
    for line in _LINE_START.finditer(text, gap.end, anatomy.entry.span.end):
        if not text.startswith(content, line.end()):
            return None
        edits.append(Edit(Span(line.end(), line.end() + len(content)), indent))
    return edits


def _no_marker(anatomy: Anatomy) -> Iterator[Aspect]:
    """An entry that is a paragraph's line of its own, where others are items."""
    entry, text = anatomy.entry, anatomy.text
    start, end = whole_lines(text, entry.span)
    rest = text[entry.span.end : end]
    if entry.layout is not Layout.PARAGRAPH or start != entry.span.start or rest.strip():
        return
    if "\n" in text[entry.span.start : entry.span.end] or not _run_together(entry, text):
        return
    at = Span(entry.span.start, entry.span.start)

    def write(wanted: str) -> Sequence[Edit] | None:
        return (Edit(at, f"{wanted} "),) if len(wanted) == 1 else None

    yield Aspect("missing_bullet", ("any_marker",), "", at, write, share=0.9, local=False)


def _run_together(entry: Entry, text: str) -> bool:
    """Whether the entry is one of three or more lines of a paragraph that each begin with a link."""
    start = text.rfind("\n\n", 0, entry.span.start) + 2
    end = text.find("\n\n", entry.span.end)
    lines = text[start : end if end >= 0 else len(text)].strip("\n").split("\n")
    return len(lines) >= _LEAST_LINES and all(line.startswith("[") for line in lines)


def _place_in_numbering(anatomy: Anatomy) -> int | None:
    """The number of an entry among numbered ones."""
    entries = anatomy.entry.section.entries
    at = next(index for index, entry in enumerate(entries) if entry is anatomy.entry)
    numbers = [entry.node.number if isinstance(entry.node, tree.Item) else None for entry in entries]
    before, after = numbers[at - 1] if at else None, numbers[at + 1] if at + 1 < len(numbers) else None
    if before is None or after is None:
        return None
    if before == after:
        return before
    return before + 1
