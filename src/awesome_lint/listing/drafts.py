"""Drafts: possible entries with their lines, before they are parsed."""

from __future__ import annotations

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import field_kind
from awesome_lint.listing.lines import Line, LineSplitter
from awesome_lint.listing.links import is_tag
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import tree
from awesome_lint.structs import record

_LABEL = lazy(
    rf"[^\w{LINK_PLACEHOLDER}]*([^\W\d_](?:[^\W_]|[ /&().'（）-]){{0,34}}?(?:\([^()\n]{{1,30}}\))?)\s*[:：](?!//|\w+:)"
)


@record
class Draft:
    """A possible entry: its node, its own lines (`head_lines`), and the lines of fields that belong to it
    (`field_lines`). `has_other_blocks` is set if it contains code, tables or pictures, which have no fields."""

    node: tree.Item | tree.Paragraph | tree.Row | tree.HtmlBlock | tree.Heading
    layout: Layout
    section: Section
    start: int
    end: int
    head_lines: list[Line]
    field_lines: list[Line]
    has_other_blocks: bool = False

    @property
    def span(self) -> Span:
        """The span of the possible entry, from its list marker or first character to its end."""
        return Span(self.start, self.end)

    @property
    def lines(self) -> list[Line]:
        """All lines of the possible entry, in order."""
        return [*self.head_lines, *self.field_lines]


def label_at_start(line: Line) -> tuple[str, int, int] | None:
    """The label at the start of a line (`Key Words: …`) and its range in the masked line; None if there is none."""
    match = _LABEL.match(line.mask) if ":" in line.mask or "：" in line.mask else None
    if match is None or LINK_PLACEHOLDER in match[0]:
        return None
    if len(match[1].split()) > 4:
        return None
    return match[1].strip(), match.start(1), match.end(1)


def lines_of_item(item: tree.Item, splitter: LineSplitter) -> tuple[list[Line], bool]:
    """All lines of a nested item and the items in it, and whether they also contain blocks other than paragraphs and
    lists."""
    lines: list[Line] = []
    has_other_blocks = False
    for child in item.children:
        if isinstance(child, tree.Paragraph):
            lines.extend(splitter.split_block(child, item))
        elif isinstance(child, tree.List):
            for nested_item in child.items:
                nested_lines, nested_has_other = lines_of_item(nested_item, splitter)
                lines.extend(nested_lines)
                has_other_blocks = has_other_blocks or nested_has_other
        else:
            has_other_blocks = True
    return lines, has_other_blocks


def is_field_item(lines: list[Line], document_text: str) -> bool:
    """Whether a nested item is a field of its parent (authors, a labelled field, tags, a remark), not an entry."""
    if not lines:
        return True
    first = lines[0]
    links = [link for line in lines for link in line.links if isinstance(link, tree.Link)]
    if not links:
        return True
    label = label_at_start(first)
    if label is not None and field_kind(label[0]) is not None:
        return True
    if not first.links:
        return False
    first_link = first.links[0]
    before = first.mask[: first.mask_offset(first_link.span.start)]
    if not any(char.isalnum() for char in before):
        return is_tag(first_link, document_text)
    return label is not None and not any(is_tag(link, document_text) for link in links)
