"""Parses HTML tables into grids, as `tables` does with Markdown tables; `tables.entries_of_table` decides which rows
are entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awesome_lint.edits import Span
from awesome_lint.listing.tables import Grid, TableCell
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


def grids_in_html(blocks: Sequence[tree.HtmlBlock]) -> Iterator[Grid]:
    """The tables in adjacent HTML blocks, as grids of cells. A table can extend over several blocks, since a blank line
    ends a block."""
    table_rows: list[_TableRow] | None = None
    for block in blocks:
        for node in block.children:
            if isinstance(node, tree.HtmlTag) and node.name.lower() == "table":
                if table_rows is not None and (grid := _grid_from_rows(table_rows)) is not None:
                    yield grid
                table_rows = None if node.closing else []
            elif table_rows is not None:
                _add_node_to_rows(table_rows, node, block)
    if table_rows is not None and (grid := _grid_from_rows(table_rows)) is not None:
        yield grid


def has_unclosed_table(block: tree.HtmlBlock) -> bool:
    """Whether a table begins in the block and does not end in it."""
    tags = [
        node for node in block.children if isinstance(node, tree.HtmlTag) and node.name.lower() == "table"
    ]
    return bool(tags) and not tags[-1].closing


def _add_node_to_rows(rows: list[_TableRow], node: tree.Inline, block: tree.HtmlBlock) -> None:
    """Adds a node of a table to its rows: a tag as a row or cell, any other node to the last cell."""
    name = node.name.lower() if isinstance(node, tree.HtmlTag) else ""
    if isinstance(node, tree.HtmlTag) and name == "tr":
        if node.closing:
            if rows:
                rows[-1].end = node.span.end
        else:
            rows.append(_TableRow(block, node.span.start, node.span.end))
    elif isinstance(node, tree.HtmlTag) and name in ("td", "th"):
        if node.closing:
            if rows and rows[-1].cells:
                rows[-1].cells[-1].end = node.span.start
        elif rows:
            spans = {attribute.name.lower(): attribute.value for attribute in node.attributes}
            rows[-1].cells.append(
                _Cell(
                    [],
                    node.span.end,
                    node.span.end,
                    name == "th",
                    _row_or_column_span(spans, "rowspan"),
                    _row_or_column_span(spans, "colspan"),
                )
            )
    elif rows and rows[-1].cells:
        rows[-1].cells[-1].nodes.append(node)
        rows[-1].cells[-1].end = max(rows[-1].cells[-1].end, node.span.end)


def _row_or_column_span(attributes: dict[str, str], name: str) -> int:
    """The value of `rowspan` or `colspan`; 1 if it is missing or not a positive number."""
    value = attributes.get(name, "1")
    return max(1, min(int(value[:9]), _MAX_SPAN)) if value.isdecimal() else 1


def _grid_from_rows(rows: list[_TableRow]) -> Grid | None:
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
            table_cells = [_cell_of_row(cell, row) for cell in cells]
            grid.rows.append((row.block, Span(row.start, max(row.end, row.cells[-1].end)), table_cells))
    return grid if grid.rows else None


def _cell_of_row(cell: _Cell | None, row: _TableRow) -> TableCell | None:
    """A cell of an HTML table as a cell of a grid; None if it is missing or begins in an earlier row."""
    if cell is None or cell.start < row.start:
        return None
    return TableCell(Span(cell.start, cell.end), cell.nodes)


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
