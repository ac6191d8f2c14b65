"""Parses tables whose rows are entries."""

from __future__ import annotations

from awesome_lint.bibliography import hosts
from awesome_lint.bibliography.dates import PartialDate, find_dates, parse_date
from awesome_lint.bibliography.venues import find_venues
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.authors import single_author, split_authors
from awesome_lint.listing.builder import EntryBuilder
from awesome_lint.listing.columns import ROLES, column_kind, title_column
from awesome_lint.listing.derivation import add_derived_fields
from awesome_lint.listing.drafts import Draft
from awesome_lint.listing.entry_titles import find_title
from awesome_lint.listing.labels import role_of_label
from awesome_lint.listing.lines import Line, make_line, split_field_value
from awesome_lint.listing.links import is_tag, mask_with_link_texts, may_be_title
from awesome_lint.listing.mentions import LINK_PLACEHOLDER, Mention, parse_date_and_venue
from awesome_lint.listing.model import AuthorsField, DateField, Entry, Layout, Role, Section
from awesome_lint.markdown import tree, visible_text
from awesome_lint.structs import field, record

_SHORT_DATE = lazy(r"\s*(\d\d)/(\d\d)/(\d\d)\s*")
MIN_ROWS_WITHOUT_LINKS = 5
"""The number of rows from which a table without links is not just an example."""
MIN_TITLE_WORDS = 3
"""The number of words from which a link text is a title."""


@record
class Grid:
    """A Markdown or HTML table. `rows` has the node, the span and the cells of each row; a cell that is missing or in
    which nothing is visible is None."""

    headers: list[str]
    rows: list[tuple[tree.Row | tree.HtmlBlock, Span, list[Line | None]]] = field(default_factory=list)

    def column(self, index: int) -> list[Line]:
        """The cells of the column with this index in which something is visible."""
        cells = [cells[index] for _, _, cells in self.rows if index < len(cells)]
        return [cell for cell in cells if cell is not None]


def grid_of_markdown_table(table: tree.Table, document_text: str) -> Grid:
    """The grid of a Markdown table."""
    grid = Grid([" ".join(visible_text(cell.children).split()) for cell in table.header.cells])
    for row in table.rows:
        cells = [make_line(cell.children, cell.span, document_text) for cell in row.cells]
        grid.rows.append((row, row.span, cells))
    return grid


def entries_of_table(
    grid: Grid, section: Section, document_text: str, line_starts: tuple[int, ...]
) -> list[Entry]:
    """The entries of a table. Empty if its rows are not works: it must have a column of names, and links, dates or
    venues in other columns. A table without a header needs five rows, and tags in most of them."""
    has_header = any(grid.headers)
    kinds = (
        [column_kind(header) for header in grid.headers]
        if has_header
        else _column_kinds_by_content(grid, document_text)
    )
    column = title_column(
        kinds,
        [
            at
            for at, kind in enumerate(kinds)
            if kind in ("paper", "") and _has_linked_titles(grid, at, document_text, of_papers=not kind)
        ],
    )
    if column is None or not grid.rows or not (has_header or "title" in kinds):
        return []
    links = [cell.links for cell in grid.column(column)]
    named = sum(not all(is_tag(link, document_text) for link in each) for each in links)
    if not any(kinds) and named * 2 <= len(grid.rows):
        return []  # no header is known, and most cells have no link besides tags
    if kinds[column] in ("title", "paper"):
        # Next to the papers' titles, a column of repositories or projects names nothing.
        kinds = [
            role.value
            if kind == "name" and at != column and (role := role_of_label(header)) in ROLES
            else kind
            for at, (header, kind) in enumerate(zip(grid.headers, kinds, strict=True))
        ]
    entries = _parse_rows(grid, kinds, column, section, document_text, line_starts)
    linked_or_dated = [
        entry for entry in entries if entry.links or entry.date is not None or entry.venue is not None
    ]
    if len(linked_or_dated) * 5 < len(entries) * 2:
        return []
    if len(entries) < MIN_ROWS_WITHOUT_LINKS and not any(entry.links for entry in entries):
        return []
    return entries


def _parse_rows(
    grid: Grid,
    kinds: list[str],
    title_column_index: int,
    section: Section,
    document_text: str,
    line_starts: tuple[int, ...],
) -> list[Entry]:
    """The entries of the rows that have a title, with the kind of each column."""
    kind = "table: " + " | ".join(grid.headers)
    entries: list[Entry] = []
    for node, span, cells in grid.rows:
        lines = {at: line for at, line in enumerate(cells) if line is not None}
        if (title := lines.pop(title_column_index, None)) is None:
            continue
        draft = Draft(node, Layout.TABLE, section, *span, [title], list(lines.values()))
        row = _RowParser(
            draft, [kinds[at] if at < len(kinds) else "" for at in lines], document_text, line_starts
        )
        if (entry := row.parse_row(kind, kinds[title_column_index])) is not None:
            entries.append(entry)
    return entries


def _has_linked_titles(grid: Grid, column: int, document_text: str, *, of_papers: bool) -> bool:
    """Whether most links in a column have the text of a title; with `of_papers` they must also lead to papers."""
    link_count = title_count = 0
    for cell in grid.column(column):
        links = [link for link in cell.links if isinstance(link, tree.Link)]
        link_count += bool(links)
        title_count += any(
            may_be_title(link, document_text, min_words=MIN_TITLE_WORDS)
            and (not of_papers or hosts.is_paper(link.url))
            for link in links
        )
    return title_count * 2 > link_count


def _column_kinds_by_content(grid: Grid, document_text: str) -> list[str]:
    """The kinds of columns in a table without header: `title` for the first with titles, `authors` for those with
    names, "" for others. Empty if few rows have tags, since the table may be for layout only."""
    links_of_rows = [[link for cell in cells if cell for link in cell.links] for _, _, cells in grid.rows]
    count = len(grid.rows)
    tagged = sum(any(is_tag(link, document_text) for link in links) for links in links_of_rows)
    if count < MIN_ROWS_WITHOUT_LINKS or tagged * 2 <= count:
        return []
    kinds: list[str] = []
    for column in range(len(grid.headers)):
        cell_texts = [visible_text(cell.nodes) for cell in grid.column(column)]
        names = [bool(split_authors(item) or single_author(item)) for item in cell_texts]
        titles = [len(item.split()) >= MIN_TITLE_WORDS for item in cell_texts]
        if sum(names) * 3 > count * 2:
            kinds.append("authors")
        elif sum(titles) * 3 > count * 2 and "title" not in kinds:
            kinds.append("title")
        else:
            kinds.append("")
    return kinds


class _RowParser(EntryBuilder):
    """Parses a table row into an entry. Its draft has a line for each cell with text; `kinds` are the kinds of the
    columns of these lines."""

    def __init__(self, draft: Draft, kinds: list[str], text: str, line_starts: tuple[int, ...]) -> None:
        super().__init__(draft, text, line_starts)
        self.kinds = kinds

    def parse_row(self, entry_kind: str, title_column_kind: str) -> Entry | None:
        """The entry of the row; None if it has no title or is no work."""
        self.entry.kind = entry_kind
        title_line = self.draft.head_lines[0]
        title_match = find_title(title_line, self.text)
        if title_match is None:
            return None
        self.entry.title = title_match.field
        cells = list(zip(self.kinds, self.draft.field_lines, strict=True))
        for cell_kind, line in sorted(
            [(title_column_kind, title_line), *cells], key=lambda cell: cell[1].span
        ):
            self._take_links(line, cell_kind)
        # A column of dates says more than a year next to a venue.
        for cell_kind, line in sorted(cells, key=lambda cell: cell[0] != "date"):
            self._take_field(line, cell_kind)
        for cell_kind, line in cells:
            if cell_kind == "date":
                self._take_short_date(line)
        for mention in title_line.mentions:
            span = title_line.document_span(mention.start, mention.end)
            if not span.overlaps(self.entry.title.outer):
                self.add_mention(title_line, mention)
        self.add_mentions_of_links()
        if not self._is_entry():
            return None
        add_derived_fields(self.entry)
        self.entry.is_fully_parsed = all(line.is_exact for line in self.lines)
        return self.entry

    def _is_entry(self) -> bool:
        """Whether the row is a work: its title has a letter or digit, and is not just a date in a row without links."""
        title = self.entry.title
        if title is None or not any(map(str.isalnum, title.text)):
            return False
        return bool(self.entry.links) or parse_date(title.text) is None

    def _take_links(self, line: Line, column_kind: str) -> None:
        """Adds the links of a cell to the entry. The kind of its column replaces the role of a link if that is not
        specific (other, blog, project)."""
        self.add_links(line, line.span)
        replaceable = (
            (Role.OTHER, Role.BLOG) if column_kind == "code" else (Role.OTHER, Role.BLOG, Role.PROJECT)
        )
        for link in line.link_fields:
            if column_kind == "data" and link.role is Role.CODE and role_of_label(link.label) is None:
                link.role = Role.DATA
            elif column_kind in ROLES and link.url and link.role in replaceable:
                link.role = Role(column_kind)

    def _take_field(self, line: Line, column_kind: str) -> None:
        """Sets the field of the entry that the kind of a cell's column names."""
        if column_kind == "authors":
            visible = mask_with_link_texts(line, self.text).replace(LINK_PLACEHOLDER, " ")
            names = split_authors(visible) or single_author(visible)
            if names is not None and self.entry.authors is None:
                self.entry.authors = AuthorsField(names, line.span)
        elif column_kind == "keywords":
            parts = split_field_value(line, 0, len(line.mask))
            self.entry.keywords = tuple(name for name, _ in parts)
        elif column_kind in ("date", "venue"):
            self._take_date_or_venue(line)
        elif (
            column_kind not in ("description", "category", "affiliation", "stars", "number", "data")
            and self.entry.date is None
            and (mention := _mention_filling_cell(line)) is not None
            and mention.is_specific
        ):
            self.add_mention(line, mention)

    def _take_date_or_venue(self, line: Line) -> None:
        """Sets the date and venue of the entry from a cell."""
        mention = _mention_filling_cell(line)
        if mention is not None:
            self.add_mention(line, mention)
            return
        for venue in find_venues(line.mask)[:1]:
            self.add_mention(line, Mention(*venue.outer, None, venue.mention, venue.start, venue.end))
        for date in find_dates(line.mask)[:1]:
            self.add_mention(line, Mention(date.start, date.end, date, None))

    def _take_short_date(self, line: Line) -> None:
        """Sets the date from a cell such as `19/03/04` if its year is that of the row's date or next to it; otherwise
        its parts may be in any order."""
        row_date, match = self.entry.date, _SHORT_DATE.fullmatch(line.mask)
        if match is None or row_date is None:
            return
        year, month, day = 2000 + int(match[1]), int(match[2]), int(match[3])
        if abs(year - row_date.date.year) <= 1 and 1 <= month <= 12 and 1 <= day <= 31:
            span = line.document_span(match.start(1), match.end(3))
            text = self.text[span.start : span.end]
            self.entry.date = DateField(PartialDate(year, month, day, "%y/%m/%d"), text, span, span)


def _mention_filling_cell(line: Line) -> Mention | None:
    """The date and venue of which a cell consists; None if it has anything else."""
    return parse_date_and_venue(line.mask.strip(), len(line.mask) - len(line.mask.lstrip()))
