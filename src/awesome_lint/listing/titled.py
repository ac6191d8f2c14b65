"""Drafts of entries whose title is a heading or a line of its own, with the fields in the blocks below it."""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint.bibliography.dates import parse_date
from awesome_lint.listing.drafts import Draft, is_field_item, label_at_start, lines_of_item
from awesome_lint.listing.entry_titles import LEAST_TITLE
from awesome_lint.listing.labels import field_of
from awesome_lint.listing.lines import Cutter, Line
from awesome_lint.listing.links import is_tag, may_be_title
from awesome_lint.listing.mentions import OBJECT
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import tree

MOST_FIELDS = 8
"""Blocks of fields that one title may have."""
LONGEST_GAP = 8
"""Characters between a title and its fields, or between two blocks of fields."""
SHORTEST_ABSTRACT = 15
"""Words of a paragraph without links below a heading that make it an abstract, not a title."""


def title_line(
    block: tree.Paragraph, below: Sequence[tree.Block], section: Section, cutter: Cutter
) -> tuple[Draft, int] | None:
    """The draft of a paragraph of one line that is the title of the fields in the first of the blocks `below`, and
    how many blocks these are; None where it is no such line."""
    head = cutter.cut(block)
    if len(head) != 1:
        return None
    draft = Draft(block, Layout.TITLE_LINE, section, *block.span, head, [])
    end, count = block.span.end, 0
    for each in below:
        if each.span.start - end > LONGEST_GAP:
            break
        end = each.span.end
        if isinstance(each, tree.List):
            count += _take_items(draft, each, cutter)
            break
        if not isinstance(each, tree.Paragraph):
            break
        lines = cutter.cut(each)
        if not _is_picture(lines):
            if not all(is_field(line) for line in lines):
                break
            draft.field_lines.extend(lines)
        count += 1
    if not any(line.links for line in draft.field_lines):
        return None
    draft.end = draft.field_lines[-1].span.end
    return draft, count


def titled_by_heading(section: Section, below: Sequence[tree.Block], cutter: Cutter) -> Draft | None:
    """The draft of a heading that is the title of the fields directly below it, and of nothing else; None where
    the heading is that of a topic. `below` are the blocks up to the next heading."""
    heading = section.heading
    head = cutter.cut(heading) if heading is not None else []
    if heading is None or len(head) != 1 or section.children or parse_date(section.title) is not None:
        return None
    draft = Draft(heading, Layout.HEADING, section.parent or section, *heading.span, head, [])
    folded = False
    for block in below:
        inside, folded = folded, _opens_details(block, folded)
        if inside or folded:
            draft.has_other_blocks = True
        elif isinstance(block, tree.List):
            if not _take_items(draft, block, cutter):
                return None
        elif isinstance(block, tree.Paragraph):
            lines = cutter.cut(block)
            if any(line.links for line in lines):
                if not all(is_field(line) or is_tag_line(line, cutter.text) for line in lines):
                    return None
                draft.field_lines.extend(lines)
            elif all(is_field(line) for line in lines):
                draft.field_lines.extend(lines)
            else:
                draft.has_other_blocks = True
                if sum(len(line.mask.split()) for line in lines) < SHORTEST_ABSTRACT:
                    return None
        elif isinstance(block, tree.HtmlBlock | tree.Comment | tree.ThematicBreak | tree.Quote):
            draft.has_other_blocks = True
        else:
            return None
    linked = any(
        line.links
        for line in (head if draft.field_lines and not draft.has_other_blocks else draft.field_lines)
    )
    if not linked and not any(line.links for line in draft.field_lines):
        return None
    draft.end = draft.field_lines[-1].span.end
    return draft


def _opens_details(block: tree.Block, folded: bool) -> bool:
    """Whether the end of a block is inside `<details>`, if its beginning is so where `folded`."""
    if isinstance(block, tree.HtmlBlock | tree.Paragraph):
        for node in block.children:
            if isinstance(node, tree.HtmlTag) and node.name.lower() == "details":
                folded = not node.closing
    return folded


def _take_items(draft: Draft, block: tree.List, cutter: Cutter) -> bool:
    """Take all items of a list into the draft, if each of them is a field."""
    taken: list[Line] = []
    opaque = False
    for item in block.items:
        lines, other = lines_of_item(item, cutter)
        if not is_field_item(lines, cutter.text) or (lines and _links_title(lines[0], cutter.text)):
            return False
        taken.extend(lines)
        opaque = opaque or other
    draft.field_lines.extend(taken)
    draft.has_other_blocks = draft.has_other_blocks or opaque
    return True


def _links_title(line: Line, text: str) -> bool:
    """Whether a line has a label that names no field, and a link with the words of a title."""
    label = label_at_start(line)
    is_other_label = label is not None and field_of(label[0]) is None
    return is_other_label and bool(line.links) and may_be_title(line.links[0], text, words=LEAST_TITLE)


def is_field(line: Line) -> bool:
    """Whether a line is a labelled field or a URL and nothing else."""
    label = label_at_start(line)
    if label is not None:
        return field_of(label[0]) is not None
    return not line.worded and all(
        link.form in (tree.LinkForm.AUTOLINK, tree.LinkForm.BARE) for link in line.links
    )


def is_tag_line(line: Line, text: str) -> bool:
    """Whether a line has nothing but tags (`[Paper](u) | [Code](u)`)."""
    return not line.mask.replace(OBJECT, "").strip(" |/,;·•[]()-–—&｜") and all(
        is_tag(link, text) for link in line.links
    )


def _is_picture(lines: Sequence[Line]) -> bool:
    """Whether a paragraph shows pictures and says nothing."""
    return all(
        not line.worded and any(isinstance(node, tree.Image) for node in tree.walk_inlines(line.nodes))
        for line in lines
    )
