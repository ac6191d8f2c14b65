"""Collects the entries of a document: makes drafts of its blocks, parses them, and keeps those that are entries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile

from awesome_lint.edits import Span, is_in_spans
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.acceptance import (
    REFERENCE_NUMBER,
    is_entry,
    is_entry_if_siblings_are,
    is_work_without_link,
    paragraph_group,
)
from awesome_lint.listing.drafts import Draft, is_byline_item, is_field_item, join_broken_title, lines_of_item
from awesome_lint.listing.fields import ParsedDraft
from awesome_lint.listing.lines import Line, LineSplitter
from awesome_lint.listing.links import is_tag
from awesome_lint.listing.model import Entry, Layout, Role, Section, TableOfContents
from awesome_lint.listing.remarks import split_remark
from awesome_lint.listing.sections import Outline
from awesome_lint.listing.sections_without_works import (
    announces_no_works,
    has_no_works,
    may_have_no_works,
)
from awesome_lint.listing.titled import (
    MAX_FIELD_BLOCKS,
    heading_draft,
    is_field_line,
    is_tag_line,
    title_line_draft,
)
from awesome_lint.markdown import tree, visible_text

_ITEM_START_LENGTH = 300
_LINKED = lazy(r"[*_]{0,3}\[[^\[\]\n]+\]\(")
_SECTION_OF_PAGE = lazy(r"^\W*\[[^\]\n]*\]\((https?://[^)\s#]+)#[^)\s]*\)", re.M)
_LIST_START_LENGTH = 8000
_MANY_WITHOUT_LINKS = 10
"""The number of items without links, more than the entries, from which the list was understood only in part."""
MIN_SIMILAR = 3
"""The number of similar paragraphs or titles from which they are entries."""


class EntryCollector:
    """Collects the entries of a document. Paragraphs, and titles with fields in later blocks, are entries only if at
    least `MIN_SIMILAR` of them are similar. The lists and Markdown tables of a section that `is_needed` refuses are
    left out."""

    def __init__(
        self,
        text: str,
        line_starts: tuple[int, ...],
        outline: Outline,
        tocs: Sequence[TableOfContents],
        is_needed: Callable[[Section], bool],
    ) -> None:
        self.text, self.line_starts, self.outline, self.is_needed = text, line_starts, outline, is_needed
        self.splitter = LineSplitter(text)
        self.toc_spans = sorted(each.span for each in tocs)
        self.entries: list[Entry] = []
        self.candidates: list[tuple[str, bool, Entry]] = []
        self._without_links: list[tuple[Entry, bool]] = []

    def collect(self, document: tree.Document) -> list[Entry]:
        """The entries of a document, in order."""
        self._collect_blocks(document.children)
        group_sizes = Counter(group for group, counts, _ in self.candidates if counts)
        self.entries.extend(entry for group, _, entry in self.candidates if group_sizes[group] >= MIN_SIMILAR)
        self.entries.sort(key=lambda entry: entry.span.start)
        return self.entries

    @property
    def works_without_links(self) -> list[Entry]:
        """The items that may be works but have no link, and so are no entries: those with a venue or date, and those
        next to entries; all of them if they outnumber the entries."""
        others = sum(not is_certain for _, is_certain in self._without_links)
        every = others >= _MANY_WITHOUT_LINKS and others > len(self.entries)
        works: list[Entry] = []
        for entry, is_certain in sorted(self._without_links, key=lambda each: each[0].span.start):
            is_nested = bool(works) and works[-1].span.covers(entry.span)
            if not is_nested and (every or is_certain):
                works.append(entry)
        return works

    # --- blocks ----------------------------------------------------------------------------------------

    def _collect_blocks(self, blocks: list[tree.Block]) -> None:
        """Collects the entries in blocks and in the blocks that they contain."""
        after = 0
        for index, block in enumerate(blocks):
            if index < after or self._is_in_toc(block.span):
                continue
            if isinstance(block, tree.Quote):
                self._collect_blocks(block.children)
                continue
            section = self.outline.section_at(block.span.start)
            is_skipped = isinstance(block, tree.List | tree.Table) and not self.is_needed(section)
            if is_skipped or has_no_works(section):
                continue
            if isinstance(block, tree.Heading):
                below = takewhile(partial(self._is_in_section, section), _blocks_after(blocks, index))
                draft = heading_draft(section, list(below), self.splitter)
                if draft is not None and not may_have_no_works(section) and self._collect_draft(draft):
                    after = bisect_left(blocks, draft.end, key=lambda each: each.span.start)
            elif isinstance(block, tree.List):
                if not self._is_news_or_navigation(block):
                    self._collect_list(block.items, block.ordered)
            elif isinstance(block, tree.Paragraph):
                if may_have_no_works(section):
                    continue
                if _is_bold_line_without_works(block):
                    after = index + 1 + isinstance(next(_blocks_after(blocks, index), None), tree.List)
                    continue
                after_title = blocks[index + 1 : index + 1 + MAX_FIELD_BLOCKS]
                titled = title_line_draft(block, after_title, section, self.splitter)
                if titled is not None and self._collect_draft(titled[0]):
                    after = index + 1 + titled[1]
                else:
                    self._collect_paragraph(block)
            elif isinstance(block, tree.Table):
                self._collect_table(block)
            elif isinstance(block, tree.HtmlBlock) and _table_tags(block):
                after = index + self._collect_html_tables(blocks, index)

    def _is_in_section(self, section: Section, block: tree.Block) -> bool:
        return self.outline.section_at(block.span.start) is section

    def _collect_table(self, block: tree.Table) -> None:
        # Imported here, since most lists have no table.
        from awesome_lint.listing.tables import entries_of_table, grid_of_markdown_table

        section = self.outline.section_at(block.span.start)
        grid = grid_of_markdown_table(block, self.text)
        self.entries.extend(entries_of_table(grid, section, self.text, self.line_starts))

    def _collect_html_tables(self, blocks: list[tree.Block], index: int) -> int:
        """Collects the tables that begin in the HTML block at `index`; returns how many blocks contain them."""
        from awesome_lint.listing.html_tables import grids_in_html
        from awesome_lint.listing.tables import entries_of_table

        parts: list[tree.HtmlBlock] = []
        for block in _blocks_after(blocks, index - 1):
            if not isinstance(block, tree.HtmlBlock):
                break
            parts.append(block)
            if (tags := _table_tags(block)) and tags[-1].closing:
                break
        section = self.outline.section_at(parts[0].span.start)
        for grid in grids_in_html(parts, self.text):
            self.entries.extend(entries_of_table(grid, section, self.text, self.line_starts))
        return len(parts)

    def _is_in_toc(self, span: Span) -> bool:
        return is_in_spans(span.start, self.toc_spans)

    def _is_news_or_navigation(self, list_block: tree.List) -> bool:
        """Whether a list is news whose items do not all begin with a link, or consists of links to the sections of one
        page by full URLs."""
        starts = [self.text[item.content : item.content + _ITEM_START_LENGTH] for item in list_block.items]
        if may_have_no_works(self.outline.section_at(list_block.span.start)) and not all(
            map(_LINKED.match, starts)
        ):
            return True
        list_start = self.text[list_block.span.start : list_block.span.end][:_LIST_START_LENGTH]
        pages = _SECTION_OF_PAGE.findall(list_start) if "#" in list_start else []
        return len(pages) >= 3 and len(set(pages)) == 1 and len(pages) * 3 >= list_start.count("](") * 2

    # --- lists -----------------------------------------------------------------------------------------

    def _collect_list(self, items: list[tree.Item], is_ordered: bool) -> None:
        """Collects items of a list and of the lists in them."""
        found = [self._collect_item(item, is_ordered) for item in items]
        drafts = [draft for draft in found if draft is not None]
        count = sum(draft.is_entry for draft in drafts)
        if count >= 3 and count * 5 >= len(items) * 3:
            for draft in drafts:
                draft.is_entry = draft.is_entry or is_entry_if_siblings_are(draft, self.text)
        self.entries.extend(draft.entry for draft in drafts if draft.is_entry)
        self._without_links += _works_without_link(
            [draft for draft in drafts if not draft.is_entry], count > 0
        )

    def _collect_item(self, item: tree.Item, is_ordered: bool) -> ParsedDraft | None:
        """Collects what is in an item and its nested lists; returns the draft of the item itself, None if it begins
        with no text."""
        first = item.children[0] if item.children else None
        if not isinstance(first, tree.Paragraph):
            self._collect_blocks(item.children)
            return None
        lines = join_broken_title(first, self.splitter.split_block(first), self.text)
        if not lines:
            self._collect_blocks(item.children[1:])
            return None
        layout = Layout.NUMBERED if is_ordered else Layout.BULLET
        section = self.outline.section_at(item.span.start)
        draft = Draft(item, layout, section, item.marker.start, lines[-1].span.end, lines, [])
        nested = self._take_field_lines(draft, item)
        parsed = ParsedDraft(draft, self.text, self.line_starts)
        if lines[0].links and (parts := split_remark(lines[0], parsed.title_match, self.text)):
            works = [self._parse_paragraph_lines(first, [part]) for part in parts]
            self.entries.extend(work.entry for work in works if is_entry(work, self.text))
            parsed.title_match = None
        parsed.is_entry = is_entry(parsed, self.text)
        if not parsed.is_entry:
            for child in item.children[1:]:
                if isinstance(child, tree.List) and not self._is_in_toc(child.span):
                    self._collect_list(child.items, child.ordered)
            return parsed
        if parsed.full_title is not None:
            parsed.entry.title, parsed.entry.authors = parsed.full_title
        for child, items in nested:
            self._collect_list(items, child.ordered)
        return parsed

    def _take_field_lines(self, draft: Draft, item: tree.Item) -> list[tuple[tree.List, list[tree.Item]]]:
        """Adds the lines of fields in an item to its draft; returns the nested lists with the items that are separate
        entries."""
        nested: list[tuple[tree.List, list[tree.Item]]] = []
        for child in item.children[1:]:
            if isinstance(child, tree.Paragraph):
                if not nested:
                    draft.field_lines.extend(self.splitter.split_block(child))
            elif isinstance(child, tree.List):
                entry_items = self._take_field_items(draft, child, bool(nested))
                if entry_items:
                    nested.append((child, entry_items))
            elif not isinstance(child, tree.Comment):
                draft.has_other_blocks = True
        if draft.field_lines:
            draft.end = max(draft.end, draft.field_lines[-1].span.end)
        return nested

    def _take_field_items(self, draft: Draft, block: tree.List, is_after_entry: bool) -> list[tree.Item]:
        """Adds the lines of items that are fields to the draft, up to the first item that is a separate entry (none if
        `is_after_entry`); returns the items that are separate entries."""
        items = [(item, *lines_of_item(item, self.splitter)) for item in block.items]
        entry_items = [item for item, lines, _ in items if not is_field_item(lines, self.text)]
        if entry_items == block.items[:1] and is_byline_item(items[0][1], self.text):
            entry_items = []
        for item, lines, has_other_blocks in items:
            if is_after_entry or item in entry_items[:1]:
                break
            draft.field_lines.extend(lines)
            draft.has_other_blocks = draft.has_other_blocks or has_other_blocks
        return entry_items

    # --- paragraphs ------------------------------------------------------------------------------------

    def _collect_paragraph(self, block: tree.Paragraph) -> None:
        lines = self.splitter.split_block(block)
        if not any(line.links for line in lines):
            if lines and REFERENCE_NUMBER.match(lines[0].mask):
                self._without_links += _works_without_link([self._parse_paragraph_lines(block, lines)], False)
            return
        for entry_lines in _split_lines_into_entries(lines, self.text):
            parsed = self._parse_paragraph_lines(block, entry_lines)
            if (group := paragraph_group(parsed, self.text)) is not None:
                self.candidates.append((*group, parsed.entry))

    def _parse_paragraph_lines(self, block: tree.Paragraph, lines: list[Line]) -> ParsedDraft:
        start, end = lines[0].span.start, lines[-1].span.end
        draft = Draft(block, Layout.PARAGRAPH, self.outline.section_at(start), start, end, lines, [])
        return ParsedDraft(draft, self.text, self.line_starts)

    def _collect_draft(self, draft: Draft) -> bool:
        """Adds the entry of a draft whose fields are in blocks after its title to the candidates, if it may be an
        entry; returns whether it was added."""
        parsed = ParsedDraft(draft, self.text, self.line_starts)
        work_roles = (Role.PAPER, Role.CODE, Role.TITLE, Role.BLOG, Role.DATA)
        if not any(link.role in work_roles for link in parsed.entry.links) or not is_entry(parsed, self.text):
            return False
        self.candidates.append(("titled", True, parsed.entry))
        return True


def _works_without_link(drafts: list[ParsedDraft], are_among_entries: bool) -> Iterator[tuple[Entry, bool]]:
    """The drafts (possible entries) that may be works without a link, each with whether it is certainly one."""
    for entry in (draft.entry for draft in drafts if is_work_without_link(draft)):
        yield entry, are_among_entries or entry.venue is not None or entry.date is not None


def _blocks_after(blocks: list[tree.Block], index: int) -> Iterator[tree.Block]:
    """The blocks after the one at `index`, without copying the list."""
    return (blocks[at] for at in range(index + 1, len(blocks)))


def _is_bold_line_without_works(block: tree.Paragraph) -> bool:
    """Whether a paragraph is a bold line in place of a heading that names a section without works (`**License**`)."""
    nodes = block.children
    return len(nodes) == 1 and isinstance(nodes[0], tree.Strong) and announces_no_works(visible_text(nodes))


def _table_tags(block: tree.HtmlBlock) -> list[tree.HtmlTag]:
    """The start and end tags of tables in the block."""
    return [node for node in block.children if isinstance(node, tree.HtmlTag) and node.name == "table"]


def _split_lines_into_entries(lines: list[Line], document_text: str) -> list[list[Line]]:
    """Splits the lines of a paragraph into entries. If at least `MIN_SIMILAR` lines have text besides tags and fields,
    and all have links, each begins an entry; otherwise a title begins an entry if the lines since the one before it
    have a link."""
    may_start = [not is_tag_line(line, document_text) and not is_field_line(line) for line in lines]
    groups = _split_at_starts(lines, may_start)
    if len(groups) >= MIN_SIMILAR and all(map(_has_links, groups)):
        return groups
    return _split_at_starts(lines, [_begins_with_title(line, document_text) for line in lines])


def _split_at_starts(lines: list[Line], may_start_entry: list[bool]) -> list[list[Line]]:
    """Splits lines into groups; a line that may start an entry begins a group if the group before it has a link."""
    groups: list[list[Line]] = []
    for line, is_start in zip(lines, may_start_entry, strict=True):
        if not groups or (is_start and _has_links(groups[-1])):
            groups.append([])
        groups[-1].append(line)
    return groups


def _has_links(lines: list[Line]) -> bool:
    return any(line.links for line in lines)


def _begins_with_title(line: Line, document_text: str) -> bool:
    """Whether a line begins with a link, bold text or a quotation that may be a title."""
    for node in line.nodes:
        if isinstance(node, tree.Text) and not any(char.isalnum() for char in node.value):
            continue
        if isinstance(node, tree.Strong):
            links = [each for each in tree.walk_inlines(node.children) if isinstance(each, tree.Link)]
            return not links or not is_tag(links[0], document_text)
        if isinstance(node, tree.Link):
            return not is_tag(node, document_text)
        return isinstance(node, tree.Text) and node.value.lstrip()[:1] in ('"', "“")
    return False
