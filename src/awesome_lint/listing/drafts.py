"""Drafts: what may be an entry, with its lines, before it is read and judged."""

from __future__ import annotations

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import field_of
from awesome_lint.listing.lines import Cutter, Line
from awesome_lint.listing.links import is_tag
from awesome_lint.listing.mentions import OBJECT
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import tree
from awesome_lint.structs import record

_LABEL = lazy(
    rf"[^\w{OBJECT}]*([^\W\d_](?:[^\W_]|[ /&().'（）-]){{0,34}}?(?:\([^()\n]{{1,30}}\))?)\s*[:：](?!//|\w+:)"
)


@record
class Draft:
    """What may be an entry: its node, its own lines (`head`) and the lines of fields that belong to it (`below`).

    `opaque`: it contains blocks that hold no fields (code, tables, pictures).
    """

    node: tree.Item | tree.Paragraph | tree.Row | tree.HtmlBlock | tree.Heading
    layout: Layout
    section: Section
    start: int
    end: int
    head: list[Line]
    below: list[Line]
    opaque: bool = False

    @property
    def span(self) -> Span:
        """From the marker or first character to the last."""
        return Span(self.start, self.end)

    @property
    def lines(self) -> list[Line]:
        """All lines in order."""
        return [*self.head, *self.below]


def label_at_start(line: Line) -> tuple[str, int, int] | None:
    """The label that opens a line (`Key Words: …`) with the bounds of its words in the mask, or None."""
    match = _LABEL.match(line.mask) if ":" in line.mask or "：" in line.mask else None
    if match is None or OBJECT in match[0]:
        return None
    if len(match[1].split()) > 4:
        return None
    return match[1].strip(), match.start(1), match.end(1)


def lines_of_item(item: tree.Item, cutter: Cutter) -> tuple[list[Line], bool]:
    """All lines of a nested item and of the items below it, and whether it holds other blocks too."""
    lines: list[Line] = []
    opaque = False
    for child in item.children:
        if isinstance(child, tree.Paragraph):
            lines.extend(cutter.cut(child, item))
        elif isinstance(child, tree.List):
            for below in child.items:
                more, also = lines_of_item(below, cutter)
                lines.extend(more)
                opaque = opaque or also
        else:
            opaque = True
    return lines, opaque


def is_field_item(lines: list[Line], text: str) -> bool:
    """Whether a nested item is a line of its parent (authors, a labelled field, tags, a remark) rather than an
    entry of its own."""
    if not lines:
        return True
    first = lines[0]
    links = [link for line in lines for link in line.links if isinstance(link, tree.Link)]
    if not links:
        return True
    label = label_at_start(first)
    if label is not None and field_of(label[0]) is not None:
        return True
    if not first.links:
        return False
    opening = first.links[0]
    before = first.mask[: first.at(opening.span.start)]
    if not any(char.isalnum() for char in before):
        return is_tag(opening, text)
    return label is not None and not any(is_tag(link, text) for link in links)
