"""Drafts: possible entries with their lines, before they are parsed."""

from __future__ import annotations

import re

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import single_author, single_author_with_initials, split_authors
from awesome_lint.listing.labels import field_kind, role_of_label
from awesome_lint.listing.lines import Line, LineSplitter, make_line
from awesome_lint.listing.links import is_tag
from awesome_lint.listing.mentions import LINK_PLACEHOLDER
from awesome_lint.listing.model import Layout, Section
from awesome_lint.markdown import tree
from awesome_lint.structs import record

_LABEL = lazy(
    rf"[^\w{LINK_PLACEHOLDER}]*([^\W\d_](?:[^\W_]|[ /&().'（）-]){{0,34}}?(?:\([^()\n]{{1,30}}\))?)\s*[:：](?!//|\w+:)"
)

_BEFORE_MORE_WORDS = lazy(
    r"[,:–—-]$|\s(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|using|via|with)$", re.I
)
"""The end of a line on which a title does not end."""
_MIN_TITLE_WORDS = 3
"""The number of words on a line from which they may be the beginning of a title."""
_MAX_WORDS_OF_REST = 2
"""The number of words on a second line up to which they are the rest of a title, whatever is before them."""


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
    links = [link for line in lines for link in line.links if isinstance(link, tree.Link)]
    if not links:
        return True
    first = lines[0]
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


def is_byline_item(lines: list[Line], document_text: str) -> bool:
    """Whether a nested item has the authors, the date or venue and the tags of the work that its parent names, but no
    title: `A. Lee and B. Ray. *ICML 2018*. [[paper]](u)`."""
    line = lines[0]
    if not line.links or not is_tag(line.links[0], document_text):
        return False
    end = line.mask_offset(line.links[0].span.start)
    mentions = [mention for mention in line.mentions if mention.end <= end]
    if not mentions or line.mask[mentions[-1].end : end].strip(" .,;:|-–—[("):
        return False
    authors = line.mask[: mentions[0].start]
    # Names without initials or first names may be words of a title (`Trees and Forests`).
    names = split_authors(authors) or single_author_with_initials(authors) or ()
    return bool(names) and all(" " in name or "." in name for name in names)


def join_broken_title(block: tree.Paragraph, lines: list[Line], document_text: str) -> list[Line]:
    """The lines of an item; its first two are one if a title without markup is broken over them and tags follow it."""
    breaks = _breaks_after_first_line(block, lines)
    if breaks is None or not is_tag(lines[1].links[0], document_text):
        return lines
    first, second = lines[:2]
    beginning = first.mask.strip()
    rest = second.mask[: second.mask_offset(second.links[0].span.start)].strip(" [(")
    words = rest.split()
    if len(beginning.split()) < _MIN_TITLE_WORDS or beginning[-1] in ".?!" or not any(map(str.isalnum, rest)):
        return lines
    if any(not first.mask[mention.end :].strip(" .,") for mention in first.mentions) or any(
        mention.start < len(rest) for mention in second.mentions
    ):
        return lines
    if label_at_start(second) is not None or role_of_label(rest) is not None:
        return lines
    if split_authors(beginning) or split_authors(rest) or single_author(rest):
        return lines
    if not (len(words) <= _MAX_WORDS_OF_REST or words[0].islower() or _BEFORE_MORE_WORDS.search(beginning)):
        return lines
    nodes = [*first.nodes, *breaks, *second.nodes]
    joined = make_line(nodes, Span(first.span.start, second.span.end), document_text)
    return lines if joined is None else [joined, *lines[2:]]


def _breaks_after_first_line(block: tree.Paragraph, lines: list[Line]) -> list[tree.Inline] | None:
    """The nodes between the first two lines of an item; None unless they are line ends that do not render as breaks, no
    line has emphasis, and only the second has links."""
    if len(lines) < 2 or lines[0].links or not lines[1].links:
        return None
    if lines[0].emphasis_ranges or lines[1].emphasis_ranges:
        return None
    end, start = lines[0].span.end, lines[1].span.start
    nodes = [node for node in block.children if end <= node.span.start < start]
    return nodes if all(isinstance(node, tree.Break) and not node.hard for node in nodes) else None
