"""Parses HTML tables into grids, as `tables` does with Markdown tables; `tables.entries_of_table` decides which rows
are entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awesome_lint.edits import Span
from awesome_lint.listing.lines import make_line
from awesome_lint.listing.tables import Grid
from awesome_lint.markdown import tree, visible_text
from awesome_lint.structs import field, record

_MAX_SPAN = 2000
_MAX_COLUMNS = 200
"""The number of columns of a row up to which cells are read."""


@record
class _Cell:
    nodes: list[tree.Inline]
    start: int
    end: int
    is_header: bool
    row_span: int
    column_span: int


@record
class _TableRow:
    block: tree.HtmlBlock
    start: int
    end: int
    cells: list[_Cell] = field(default_factory=list)


def grids_in_html(blocks: Sequence[tree.HtmlBlock], document_text: str) -> list[Grid]:
    """The tables in adjacent HTML blocks, as grids of cells. A table can extend over several blocks, since a blank line
    ends a block."""
    tables: list[list[_TableRow]] = []
    is_open = False
    for block in blocks:
        for node in block.children:
            if isinstance(node, tree.HtmlTag) and node.name == "table":
                is_open = not node.closing
                if is_open:
                    tables.append([])
            elif is_open:
                _add_node_to_rows(tables[-1], node, block)
    grids = [_grid_from_rows(rows, document_text) for rows in tables]
    return [grid for grid in grids if grid is not None]


def _add_node_to_rows(rows: list[_TableRow], node: tree.Inline, block: tree.HtmlBlock) -> None:
    """Adds a node of a table to its rows: a tag as a row or cell, any other node to the last cell."""
    if isinstance(node, tree.HtmlTag) and node.name == "tr":
        if not node.closing:
            rows.append(_TableRow(block, node.span.start, node.span.end))
        elif rows:
            rows[-1].end = node.span.end
    elif isinstance(node, tree.HtmlTag) and node.name in ("td", "th"):
        if not node.closing and rows:
            values = {attribute.name: attribute.value for attribute in node.attributes}
            spans = [_row_or_column_span(values.get(name, "1")) for name in ("rowspan", "colspan")]
            rows[-1].cells.append(_Cell([], node.span.end, node.span.end, node.name == "th", *spans))
        elif rows and rows[-1].cells:
            rows[-1].cells[-1].end = node.span.start
    elif rows and rows[-1].cells:
        rows[-1].cells[-1].nodes.append(node)
        rows[-1].cells[-1].end = max(rows[-1].cells[-1].end, node.span.end)


def _row_or_column_span(value: str) -> int:
    """The number of rows or columns that a cell spans, from its `rowspan` or `colspan`; 1 for other than a positive
    number."""
    return max(1, min(int(value[:9]), _MAX_SPAN)) if value.isdecimal() else 1


def _grid_from_rows(rows: list[_TableRow], document_text: str) -> Grid | None:
    """The grid of an HTML table; None if fewer than two rows have cells, or no row is left after the header. The first
    row is the header unless it has links and no header cells."""
    rows_by_column = [(row, cells) for row, cells in _cells_by_column(rows) if row.cells]
    if len(rows_by_column) < 2:
        return None
    first, header_cells = rows_by_column[0]
    has_links = any(
        isinstance(node, tree.Link) for cell in first.cells for node in tree.walk_inlines(cell.nodes)
    )
    if has_links and not any(cell.is_header for cell in first.cells):
        grid = Grid([""] * len(header_cells))
    else:
        del rows_by_column[0]
        grid = Grid(
            [" ".join(visible_text(cell.nodes).split()) if cell is not None else "" for cell in header_cells]
        )
    for row, cells in rows_by_column:
        if not all(cell.is_header for cell in row.cells):
            # A cell that begins in an earlier row is missing in this one.
            lines = [
                make_line(cell.nodes, Span(cell.start, cell.end), document_text)
                if cell is not None and cell.start >= row.start
                else None
                for cell in cells
            ]
            grid.rows.append((row.block, Span(row.start, max(row.end, row.cells[-1].end)), lines))
    return grid if grid.rows else None


def _cells_by_column(rows: list[_TableRow]) -> Iterator[tuple[_TableRow, list[_Cell | None]]]:
    """Yields each row with its cells by column, including cells of earlier rows that span it."""
    spanning_cells: dict[int, tuple[_Cell, int]] = {}
    for row in rows:
        cells: list[_Cell | None] = []
        queue = list(row.cells)
        while len(cells) < _MAX_COLUMNS and (queue or len(cells) in spanning_cells):
            column = len(cells)
            if column in spanning_cells:
                cell, rows_left = spanning_cells[column]
                cells.append(cell)
                if rows_left > 1:
                    spanning_cells[column] = (cell, rows_left - 1)
                else:
                    del spanning_cells[column]
                continue
            cell = queue.pop(0)
            for offset in range(min(cell.column_span, 50)):
                cells.append(cell if offset == 0 else None)
                if cell.row_span > 1:
                    spanning_cells[column + offset] = (cell, cell.row_span - 1)
        yield row, cells
