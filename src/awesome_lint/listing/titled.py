"""Drafts of entries whose title is a heading or a separate line, with the fields in the blocks after it."""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint.bibliography.dates import parse_date
from awesome_lint.listing.drafts import Draft, is_field_item, label_at_start, lines_of_item
from awesome_lint.listing.labels import field_kind
from awesome_lint.listing.lines import Line, LineSplitter
from awesome_lint.listing.links import MIN_TITLE_WORDS, is_tag, may_be_title
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import tree, visible_text

MAX_FIELD_BLOCKS = 8
"""The number of blocks with fields that one title may have."""
MAX_GAP = 8
"""The number of characters between a title and its fields, or between two blocks of fields."""
MIN_ABSTRACT_WORDS = 15
"""The number of words from which a paragraph without links after a heading is an abstract."""

_MIN_BOLD_WORDS = 2
"""The number of words in bold type from which they are a title before a line of tags."""


def title_line_draft(
    block: tree.Paragraph, later_blocks: Sequence[tree.Block], section: Section, splitter: LineSplitter
) -> tuple[Draft, int] | None:
    """The draft (possible entry) whose title is a one-line paragraph and whose fields are in `later_blocks`, the blocks
    after it, and the number of these blocks with fields. None if the paragraph is no such title."""
    head = splitter.split_block(block)
    if len(head) != 1:
        return None
    draft = Draft(block, Layout.TITLE_LINE, section, *block.span, head, [])
    first = head[0].nodes[0]
    bold_words = visible_text(first.children).split() if isinstance(first, tree.Strong) else []
    is_bold = len(bold_words) >= _MIN_BOLD_WORDS
    end, count = block.span.end, 0
    for field_block in later_blocks:
        if field_block.span.start - end > MAX_GAP:
            break
        end = field_block.span.end
        if isinstance(field_block, tree.List):
            count += _take_list_as_fields(draft, field_block, splitter)
            break
        if not isinstance(field_block, tree.Paragraph):
            break
        lines = splitter.split_block(field_block)
        if not _has_only_images(lines):
            if not all(
                is_field_line(line) or (is_bold and is_tag_line(line, splitter.text)) for line in lines
            ):
                break
            draft.field_lines.extend(lines)
        count += 1
    if not any(line.links for line in draft.field_lines):
        return None
    draft.end = draft.field_lines[-1].span.end
    return draft, count


def heading_draft(
    section: Section, later_blocks: Sequence[tree.Block], splitter: LineSplitter
) -> Draft | None:
    """The draft (possible entry) whose title is the heading of a section and whose fields are in `later_blocks`, the
    blocks up to the next heading. None if the heading is that of a topic."""
    heading = section.heading
    head = splitter.split_block(heading) if heading is not None else []
    if heading is None or len(head) != 1 or section.children or parse_date(section.title) is not None:
        return None
    draft = Draft(heading, Layout.HEADING, section.parent or section, *heading.span, head, [])
    in_details = False
    for block in later_blocks:
        was_in_details = in_details
        nodes = block.children if isinstance(block, tree.HtmlBlock | tree.Paragraph) else []
        for node in nodes:
            if isinstance(node, tree.HtmlTag) and node.name == "details":
                in_details = not node.closing
        if was_in_details or in_details:
            draft.has_other_blocks = True
        elif isinstance(block, tree.List):
            if not _take_list_as_fields(draft, block, splitter):
                return None
        elif isinstance(block, tree.Paragraph):
            lines = splitter.split_block(block)
            if any(line.links for line in lines):
                if not all(is_field_line(line) or is_tag_line(line, splitter.text) for line in lines):
                    return None
                draft.field_lines.extend(lines)
            elif all(is_field_line(line) for line in lines):
                draft.field_lines.extend(lines)
            else:
                draft.has_other_blocks = True
                if sum(len(line.mask.split()) for line in lines) < MIN_ABSTRACT_WORDS:
                    return None
        elif isinstance(block, tree.HtmlBlock | tree.Comment | tree.ThematicBreak | tree.Quote):
            draft.has_other_blocks = True
        else:
            return None
    lines_with_fields = draft.field_lines if draft.has_other_blocks else draft.lines
    if not draft.field_lines or not any(line.links for line in lines_with_fields):
        return None
    draft.end = draft.field_lines[-1].span.end
    return draft


def _take_list_as_fields(draft: Draft, block: tree.List, splitter: LineSplitter) -> bool:
    """Adds all items of a list to the draft if each of them is a field; returns whether each is."""
    lines: list[Line] = []
    has_others = False
    for item in block.items:
        more, others = lines_of_item(item, splitter)
        if not is_field_item(more, splitter.text) or (more and _has_own_title(more[0], splitter.text)):
            return False
        lines.extend(more)
        has_others = has_others or others
    draft.field_lines.extend(lines)
    draft.has_other_blocks = draft.has_other_blocks or has_others
    return True


def _has_own_title(line: Line, document_text: str) -> bool:
    """Whether a line has its own title: after a tag (`[[Paper](u)] Title`), or in a link after a label that is not the
    label of a field."""
    if not line.links:
        return False
    link = line.links[0]
    if not line.mask[: line.mask_offset(link.span.start)].strip(" [("):
        after = line.mask[line.mask_offset(link.span.end) :]
        return len(after.partition(LINK_PLACEHOLDER)[0].split()) > MIN_TITLE_WORDS
    label = label_at_start(line)
    return (
        label is not None
        and field_kind(label[0]) is None
        and may_be_title(link, document_text, min_words=MIN_TITLE_WORDS)
    )


def is_field_line(line: Line) -> bool:
    """Whether a line is a labelled field, or consists of URLs."""
    label = label_at_start(line)
    if label is not None:
        return field_kind(label[0]) is not None
    return not line.has_text and all(
        link.form in (tree.LinkForm.AUTOLINK, tree.LinkForm.BARE) for link in line.links
    )


def is_tag_line(line: Line, document_text: str) -> bool:
    """Whether a line consists of tags (`[Paper](u) | [Code](u)`)."""
    return not line.mask.replace(LINK_PLACEHOLDER, "").strip(" |/,;·•[]()-–—&｜") and all(
        is_tag(link, document_text) for link in line.links
    )


def _has_only_images(lines: Sequence[Line]) -> bool:
    """Whether a paragraph consists of images that are no links."""
    return all(
        not line.has_text and line.links and all(isinstance(link, tree.Image) for link in line.links)
        for line in lines
    )
