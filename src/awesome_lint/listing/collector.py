"""Walks the blocks of a document: each becomes a draft by its layout, is read, and is kept if it is an entry."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import TypeGuard

from awesome_lint.edits import Span, within
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.acceptance import is_entry, is_entry_like_siblings, paragraph_group
from awesome_lint.listing.drafts import Draft, is_field_item, lines_of_item
from awesome_lint.listing.fields import ParsedDraft, Reader
from awesome_lint.listing.lines import Cutter, Line
from awesome_lint.listing.links import is_tag
from awesome_lint.listing.model import Entry, Layout, Role, Section, TableOfContents
from awesome_lint.listing.remarks import titles_in_remark
from awesome_lint.listing.sections import Outline
from awesome_lint.listing.sections_without_works import has_no_works, is_doubtful
from awesome_lint.listing.titled import MOST_FIELDS, is_field, is_tag_line, title_line, titled_by_heading
from awesome_lint.markdown import tree

_OPENING = 300
_LINKED = lazy(r"[*_]{0,3}\[[^\[\]\n]+\]\(")
_SECTION_OF_PAGE = lazy(r"^\W*\[[^\]\n]*\]\((https?://[^)\s#]+)#[^)\s]*\)", re.M)
_LONGEST_NAVIGATION = 8000
PEERS = 3
"""Paragraph entries of one make that a document must have before any of them counts."""


class Collector:
    """Walks the blocks and collects the entries. Paragraphs and titled blocks count only in groups of `PEERS`."""

    def __init__(
        self, text: str, line_starts: tuple[int, ...], outline: Outline, contents: Sequence[TableOfContents]
    ) -> None:
        self.text, self.line_starts, self.outline = text, line_starts, outline
        self.cutter = Cutter(text)
        self.taken = sorted(each.span for each in contents)
        self.entries: list[Entry] = []
        self.loose: list[tuple[str, bool, Entry]] = []

    def collect(self, document: tree.Document) -> list[Entry]:
        """All entries in order of the text."""
        self._collect_blocks(document.children)
        makes = Counter(make for make, counts, _ in self.loose if counts)
        self.entries.extend(entry for make, _, entry in self.loose if makes[make] >= PEERS)
        self.entries.sort(key=lambda entry: entry.span.start)
        return self.entries

    # --- blocks ----------------------------------------------------------------------------------------

    def _collect_blocks(self, blocks: list[tree.Block]) -> None:
        after = 0
        for index, block in enumerate(blocks):
            if index < after or self._is_contents(block.span):
                continue
            if isinstance(block, tree.Quote):
                self._collect_blocks(block.children)
            elif has_no_works(section := self.outline.at(block.span.start)):
                continue
            elif isinstance(block, tree.Heading):
                below = takewhile(partial(self._is_in, section), _blocks_after(blocks, index))
                draft = titled_by_heading(section, list(below), self.cutter)
                if draft is not None and not is_doubtful(section) and self._read_draft(draft):
                    after = bisect_left(blocks, draft.end, key=lambda each: each.span.start)
            elif isinstance(block, tree.List):
                if not self._is_navigation(block):
                    self._collect_list(block)
            elif isinstance(block, tree.Paragraph):
                if is_doubtful(section):
                    continue
                titled = title_line(block, blocks[index + 1 : index + 1 + MOST_FIELDS], section, self.cutter)
                if titled is not None and self._read_draft(titled[0]):
                    after = index + 1 + titled[1]
                else:
                    self._collect_paragraph(block)
            elif isinstance(block, tree.Table):
                self._collect_table(block)
            elif _holds_table(block):
                after = index + self._html_tables(blocks, index)

    def _is_in(self, section: Section, block: tree.Block) -> bool:
        return self.outline.at(block.span.start) is section

    def _collect_table(self, block: tree.Table) -> None:
        # Imported here, since most lists have no table.
        from awesome_lint.listing.tables import entries_of, grid_of

        section = self.outline.at(block.span.start)
        self.entries.extend(entries_of(grid_of(block), section, self.text, self.line_starts))

    def _html_tables(self, blocks: list[tree.Block], index: int) -> int:
        """Read the tables in the HTML block at `index`; return how many blocks they reach over."""
        from awesome_lint.listing.html_tables import grids_of, is_open
        from awesome_lint.listing.tables import entries_of

        parts: list[tree.HtmlBlock] = []
        for block in _blocks_after(blocks, index - 1):
            if not isinstance(block, tree.HtmlBlock):
                break
            parts.append(block)
            if _holds_table(block) and not is_open(block):
                break
        section = self.outline.at(parts[0].span.start)
        for grid in grids_of(parts):
            self.entries.extend(entries_of(grid, section, self.text, self.line_starts))
        return len(parts)

    def _is_contents(self, span: Span) -> bool:
        return within(span.start, self.taken)

    def _is_navigation(self, block: tree.List) -> bool:
        """Whether a list is news, or links by whole URLs to the sections of one page."""
        openings = [self.text[item.content : item.content + _OPENING] for item in block.items]
        if is_doubtful(self.outline.at(block.span.start)) and not all(map(_LINKED.match, openings)):
            return True
        part = self.text[block.span.start : block.span.end][:_LONGEST_NAVIGATION]
        pages = _SECTION_OF_PAGE.findall(part) if "#" in part else []
        return len(pages) >= 3 and len(set(pages)) == 1 and len(pages) * 3 >= part.count("](") * 2

    # --- lists -----------------------------------------------------------------------------------------

    def _collect_list(self, block: tree.List) -> list[Entry]:
        """Read the items of a list; entries of nested lists are gathered too."""
        own: list[Entry] = []
        undecided: list[ParsedDraft] = []
        for item in block.items:
            reading = self._collect_item(item, block)
            if reading is None:
                continue
            if reading.accepted:
                own.append(reading.entry)
            else:
                undecided.append(reading)
        if len(own) >= 3 and len(own) * 5 >= len(block.items) * 3:
            own.extend(reading.entry for reading in undecided if is_entry_like_siblings(reading, self.text))
        self.entries.extend(own)
        return own

    def _collect_item(self, item: tree.Item, block: tree.List) -> ParsedDraft | None:
        first = item.children[0] if item.children else None
        if not isinstance(first, tree.Paragraph):
            self._collect_blocks(item.children)
            return None
        head = self.cutter.cut(first)
        if not head:
            self._collect_blocks(item.children[1:])
            return None
        layout = Layout.NUMBERED if block.ordered else Layout.BULLET
        draft = Draft(
            item, layout, self.outline.at(item.span.start), item.marker.start, head[-1].span.end, head, []
        )
        nested = self._gather_field_lines(draft, item)
        reading = Reader(draft, self.text, self.line_starts).read()
        if head[0].links and (parts := titles_in_remark(head[0], reading.found, self.text)):
            self._collect_remark(first, parts)
            reading.found = None
        reading.accepted = is_entry(reading, self.text)
        if not reading.accepted:
            for child in item.children[1:]:
                if isinstance(child, tree.List) and not self._is_contents(child.span):
                    self._collect_list(child)
            return reading
        reading.take_citation()
        for child, items in nested:
            self._collect_list(child.with_items(items))
        return reading

    def _collect_remark(self, block: tree.Paragraph, parts: list[Line]) -> None:
        for part in parts:
            reading = self._read_lines(block, [part])
            if is_entry(reading, self.text):
                self.entries.append(reading.entry)

    def _gather_field_lines(self, draft: Draft, item: tree.Item) -> list[tuple[tree.List, list[tree.Item]]]:
        """Take the field lines below an item's first paragraph into the draft; return the nested items that
        are entries of their own."""
        nested: list[tuple[tree.List, list[tree.Item]]] = []
        for child in item.children[1:]:
            if isinstance(child, tree.Paragraph):
                if not nested:
                    draft.field_lines.extend(self.cutter.cut(child))
            elif isinstance(child, tree.List):
                apart = self._field_items(draft, child, bool(nested))
                if apart:
                    nested.append((child, apart))
            elif not isinstance(child, tree.Comment):
                draft.has_other_blocks = True
        if draft.field_lines:
            draft.end = max(draft.end, draft.field_lines[-1].span.end)
        return nested

    def _field_items(self, draft: Draft, block: tree.List, closed: bool) -> list[tree.Item]:
        apart: list[tree.Item] = []
        for below in block.items:
            lines, opaque = lines_of_item(below, self.cutter)
            if is_field_item(lines, self.text):
                if not closed and not apart:
                    draft.field_lines.extend(lines)
                    draft.has_other_blocks = draft.has_other_blocks or opaque
            else:
                apart.append(below)
        return apart

    # --- paragraphs ------------------------------------------------------------------------------------

    def _collect_paragraph(self, block: tree.Paragraph) -> None:
        lines = self.cutter.cut(block)
        if not any(line.links for line in lines):
            return
        for group in _groups(lines, self.text):
            reading = self._read_lines(block, group)
            make = paragraph_group(reading, self.text)
            if make is not None:
                self.loose.append((*make, reading.entry))

    def _read_lines(self, block: tree.Paragraph, lines: list[Line]) -> ParsedDraft:
        start, end = lines[0].span.start, lines[-1].span.end
        draft = Draft(block, Layout.PARAGRAPH, self.outline.at(start), start, end, lines, [])
        return Reader(draft, self.text, self.line_starts).read()

    def _read_draft(self, draft: Draft) -> bool:
        """Read a draft whose fields are in blocks of their own; whether it may be an entry."""
        reading = Reader(draft, self.text, self.line_starts).read()
        works = (Role.PAPER, Role.CODE, Role.TITLE, Role.BLOG, Role.DATA)
        if not any(link.role in works for link in reading.entry.links) or not is_entry(reading, self.text):
            return False
        self.loose.append(("titled", True, reading.entry))
        return True


def _blocks_after(blocks: list[tree.Block], index: int) -> Iterator[tree.Block]:
    """The blocks after the one at `index`, without a copy of the rest for each."""
    return (blocks[at] for at in range(index + 1, len(blocks)))


def _holds_table(block: tree.Block) -> TypeGuard[tree.HtmlBlock]:
    return isinstance(block, tree.HtmlBlock) and any(
        isinstance(node, tree.HtmlTag) and node.name.lower() == "table" for node in block.children
    )


def _groups(lines: list[Line], text: str) -> Iterator[list[Line]]:
    """The lines of a paragraph that belong together: a line that opens with a title begins a new group once
    the group at hand has a link. Where all lines with words do so, each of them begins one."""
    worded = _split_at_starts(lines, [not is_tag_line(line, text) and not is_field(line) for line in lines])
    groups = worded if len(worded) >= PEERS and all(map(_has_links, worded)) else None
    yield from groups or _split_at_starts(lines, [_begins_with_title(line, text) for line in lines])


def _split_at_starts(lines: list[Line], starts: list[bool]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line, starting in zip(lines, starts, strict=True):
        if not groups or (starting and _has_links(groups[-1])):
            groups.append([])
        groups[-1].append(line)
    return groups


def _has_links(lines: list[Line]) -> bool:
    return any(line.links for line in lines)


def _begins_with_title(line: Line, text: str) -> bool:
    """Whether a line begins with a linked or emphasised title."""
    for node in line.nodes:
        if isinstance(node, tree.Text) and not any(char.isalnum() for char in node.value):
            continue
        if isinstance(node, tree.Strong):
            links = [each for each in tree.walk_inlines(node.children) if isinstance(each, tree.Link)]
            return not links or not is_tag(links[0], text)
        if isinstance(node, tree.Link):
            return not is_tag(node, text)
        return isinstance(node, tree.Text) and node.value.lstrip()[:1] in ('"', "“")
    return False
