"""Which parts of a document are entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from awesome_lint.edits import Span, within
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.acceptance import accept, accept_paragraph, accept_sibling
from awesome_lint.listing.drafts import Draft, is_field_item, label_at_start, lines_of_item
from awesome_lint.listing.fields import Reader, Reading
from awesome_lint.listing.headings import bare_of_entries, is_doubtful
from awesome_lint.listing.labels import field_of
from awesome_lint.listing.lines import Line, cut
from awesome_lint.listing.links import badge_of, is_tag
from awesome_lint.listing.model import Contents, Entry, Layout, Role
from awesome_lint.listing.sections import Outline
from awesome_lint.markdown import tree

_OPENING = 300
_LINKED = lazy(r"[*_]{0,3}\[[^\[\]\n]+\]\(")
_SECTION_OF_PAGE = lazy(r"^\W*\[[^\]\n]*\]\((https?://[^)\s#]+)#[^)\s]*\)")
MOST_FIELDS = 8
"""Paragraphs of fields that one title may have."""
LEAST_PAPERS = 2
"""Paragraphs with titles of their own that an item below a remark has at least."""
PEERS = 3
"""Paragraph entries of one make that a document must have before any of them counts."""


class Collector:
    """Walks the blocks and reads the entries."""

    def __init__(
        self, text: str, line_starts: tuple[int, ...], outline: Outline, contents: Sequence[Contents]
    ) -> None:
        self.text, self.line_starts, self.outline = text, line_starts, outline
        self.taken = sorted(each.span for each in contents)
        self.entries: list[Entry] = []
        self.loose: list[tuple[str, Entry]] = []

    def collect(self, document: tree.Document) -> list[Entry]:
        """All entries in order of the text."""
        self._blocks(document.children)
        makes = Counter(make for make, _ in self.loose)
        self.entries.extend(entry for make, entry in self.loose if makes[make] >= PEERS)
        self.entries.sort(key=lambda entry: entry.span.start)
        return self.entries

    # --- blocks ----------------------------------------------------------------------------------------

    def _blocks(self, blocks: list[tree.Block]) -> None:
        after = 0
        for index, block in enumerate(blocks):
            if index < after or self._is_contents(block.span):
                continue
            if isinstance(block, tree.Quote):
                self._blocks(block.children)
            elif bare_of_entries(self.outline.at(block.span.start)):
                continue
            elif isinstance(block, tree.List):
                if not self._is_navigation(block):
                    self._list(block)
            elif isinstance(block, tree.Paragraph):
                if is_doubtful(self.outline.at(block.span.start)):
                    continue
                fields = self._fields_after(blocks, index + 1)
                if fields and self._title_line(block, fields):
                    after = index + 1 + len(fields)
                else:
                    self._paragraph(block)
            elif isinstance(block, tree.Table) or _holds_table(block):
                self._table(block)

    def _table(self, block: tree.Table | tree.HtmlBlock) -> None:
        # Imported here, since most lists have no table.
        from awesome_lint.listing.html_tables import grids_of
        from awesome_lint.listing.tables import entries_of, grid_of

        section = self.outline.at(block.span.start)
        for grid in [grid_of(block)] if isinstance(block, tree.Table) else grids_of(block):
            self.entries.extend(entries_of(grid, section, self.text, self.line_starts))

    def _is_contents(self, span: Span) -> bool:
        return within(span.start, self.taken)

    def _is_navigation(self, block: tree.List) -> bool:
        """Whether a list is news, or links by whole URLs to the sections of one page."""
        openings = [self.text[item.content : item.content + _OPENING] for item in block.items]
        if is_doubtful(self.outline.at(block.span.start)) and not all(map(_LINKED.match, openings)):
            return True
        pages = Counter(
            match[1]
            for opening in openings
            if "#" in opening and (match := _SECTION_OF_PAGE.search(opening)) is not None
        )
        return len(pages) == 1 and sum(pages.values()) * 3 >= len(openings) * 2 and len(openings) >= 3

    # --- lists -----------------------------------------------------------------------------------------

    def _list(self, block: tree.List) -> list[Entry]:
        """Read the items of a list; entries of nested lists are gathered too."""
        own: list[Entry] = []
        undecided: list[Reading] = []
        for item in block.items:
            reading = self._item(item, block)
            if reading is None:
                continue
            if reading.accepted:
                own.append(reading.entry)
            else:
                undecided.append(reading)
        if len(own) >= 3 and len(own) * 5 >= len(block.items) * 3:
            own.extend(reading.entry for reading in undecided if accept_sibling(reading, self.text))
        self.entries.extend(own)
        return own

    def _item(self, item: tree.Item, block: tree.List) -> Reading | None:
        first = item.children[0] if item.children else None
        if not isinstance(first, tree.Paragraph):
            self._blocks(item.children)
            return None
        head = cut(first.children, self.text)
        if not head:
            self._blocks(item.children[1:])
            return None
        if (papers := self._papers_below(head, item.children[1:])) is not None:
            self.entries += papers
            return None
        layout = Layout.NUMBERED if block.ordered else Layout.BULLET
        draft = Draft(
            item, layout, self.outline.at(item.span.start), item.marker.start, head[-1].span.end, head, []
        )
        nested = self._gather(draft, item)
        reading = Reader(draft, self.text, self.line_starts).read()
        reading.accepted = accept(reading, self.text)
        if not reading.accepted:
            for child in item.children[1:]:
                if isinstance(child, tree.List) and not self._is_contents(child.span):
                    self._list(child)
            return reading
        for child, items in nested:
            self._list(child.with_items(items))
        return reading

    def _papers_below(self, head: list[Line], below: list[tree.Block]) -> list[Entry] | None:
        """The works below an item that begins with a remark: several paragraphs, each with a title of its own; None
        where it is another kind of item."""
        if len(below) < LEAST_PAPERS or any(line.links for line in head) or _opens(head[0], self.text):
            return None
        papers: list[Entry] = []
        for block in below:
            lines = cut(block.children, self.text) if isinstance(block, tree.Paragraph) else []
            if not lines or not _opens(lines[0], self.text):
                return None
            assert isinstance(block, tree.Paragraph)
            reading = self._reading(block, lines)
            if not accept(reading, self.text):
                return None
            papers.append(reading.entry)
        return papers

    def _gather(self, draft: Draft, item: tree.Item) -> list[tuple[tree.List, list[tree.Item]]]:
        """Take the field lines below an item's first paragraph into the draft; return the nested items that
        are entries of their own."""
        nested: list[tuple[tree.List, list[tree.Item]]] = []
        for child in item.children[1:]:
            if isinstance(child, tree.Paragraph):
                if not nested:
                    draft.below.extend(cut(child.children, self.text))
            elif isinstance(child, tree.List):
                apart = self._field_items(draft, child, bool(nested))
                if apart:
                    nested.append((child, apart))
            elif not isinstance(child, tree.Comment):
                draft.opaque = True
        if draft.below:
            draft.end = max(draft.end, draft.below[-1].span.end)
        return nested

    def _field_items(self, draft: Draft, block: tree.List, closed: bool) -> list[tree.Item]:
        apart: list[tree.Item] = []
        for below in block.items:
            lines, opaque = lines_of_item(below, self.text)
            if is_field_item(lines, self.text):
                if not closed and not apart:
                    draft.below.extend(lines)
                    draft.opaque = draft.opaque or opaque
            else:
                apart.append(below)
        return apart

    # --- paragraphs ------------------------------------------------------------------------------------

    def _paragraph(self, block: tree.Paragraph) -> None:
        lines = cut(block.children, self.text)
        if not any(line.links for line in lines):
            return
        for group in _groups(lines, self.text):
            reading = self._reading(block, group)
            make = accept_paragraph(reading, self.text)
            if make is not None:
                self.loose.append((make, reading.entry))

    def _reading(self, block: tree.Paragraph, lines: list[Line]) -> Reading:
        start, end = lines[0].span.start, lines[-1].span.end
        draft = Draft(block, Layout.PARAGRAPH, self.outline.at(start), start, end, lines, [])
        return Reader(draft, self.text, self.line_starts).read()

    def _fields_after(self, blocks: list[tree.Block], index: int) -> list[tree.List | tree.Paragraph]:
        """The list at `index`, or the paragraphs from there on that are labelled fields throughout."""
        fields: list[tree.List | tree.Paragraph] = []
        for block in blocks[index : index + MOST_FIELDS]:
            if isinstance(block, tree.List) and not fields:
                return [block]
            if not isinstance(block, tree.Paragraph):
                break
            labels = [label_at_start(line) for line in cut(block.children, self.text)]
            if not labels or not all(label is not None and field_of(label[0]) for label in labels):
                break
            fields.append(block)
        return fields

    def _title_line(self, block: tree.Paragraph, fields: list[tree.List | tree.Paragraph]) -> bool:
        """Whether a paragraph is a title whose fields are in the blocks below it; takes it if so."""
        head = cut(block.children, self.text)
        if len(head) != 1 or fields[0].span.start - block.span.end > 3:
            return False
        draft = Draft(
            block,
            Layout.TITLE_LINE,
            self.outline.at(block.span.start),
            block.span.start,
            block.span.end,
            head,
            [],
        )
        linked = 0
        for item in (
            part for each in fields for part in (each.items if isinstance(each, tree.List) else [each])
        ):
            if isinstance(item, tree.Item):
                lines, opaque = lines_of_item(item, self.text)
            else:
                lines, opaque = cut(item.children, self.text), False
            if not is_field_item(lines, self.text):
                return False
            linked += any(line.links for line in lines)
            draft.below.extend(lines)
            draft.opaque = draft.opaque or opaque
        if not linked or not draft.below:
            return False
        draft.end = draft.below[-1].span.end
        reading = Reader(draft, self.text, self.line_starts).read()
        if reading.entry.title is None or not accept(reading, self.text):
            return False
        papers = any(link.role in (Role.PAPER, Role.CODE, Role.TITLE) for link in reading.entry.links)
        if not papers:
            return False
        self.loose.append((f"title-line {reading.entry.title.form.value}", reading.entry))
        return True


def _holds_table(block: tree.Block) -> TypeGuard[tree.HtmlBlock]:
    return isinstance(block, tree.HtmlBlock) and any(
        isinstance(node, tree.HtmlTag) and node.name.lower() == "table" for node in block.children
    )


def _groups(lines: list[Line], text: str) -> Iterator[list[Line]]:
    """The lines of a paragraph that belong together: a line that opens with a title begins a new group once
    the group at hand has a link."""
    group: list[Line] = []
    for line in lines:
        if group and _opens(line, text) and any(each.links for each in group):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _opens(line: Line, text: str) -> bool:
    """Whether a line begins with a linked or emphasised title."""
    for node in line.nodes:
        if isinstance(node, tree.Text) and not any(char.isalnum() for char in node.value):
            continue
        if isinstance(node, tree.Strong):
            links = [each for each in tree.walk_inlines(node.children) if isinstance(each, tree.Link)]
            return not links or not is_tag(links[0], text)
        if isinstance(node, tree.Link):
            return badge_of(node) is None and not is_tag(node, text)
        return isinstance(node, tree.Text) and node.value.lstrip()[:1] in ('"', "“")
    return False
