"""HTML tables as grids of cells, in the form that Markdown tables have in `tables`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awesome_lint.edits import Span
from awesome_lint.listing.tables import Grid, TableCell
from awesome_lint.markdown import tree, visible_text
from awesome_lint.structs import field, record

_MOST_SPANNED = 2000


@record
class _Cell:
    nodes: list[tree.Inline]
    start: int
    end: int
    head: bool
    rows: int
    columns: int


@record
class _TableRow:
    block: tree.HtmlBlock
    start: int
    end: int
    cells: list[_Cell] = field(default_factory=list)


def grids_of(blocks: Sequence[tree.HtmlBlock]) -> Iterator[Grid]:
    """The grids of the tables in HTML blocks that follow each other: a blank line within a table begins a new
    block."""
    rows: list[_TableRow] | None = None
    for block in blocks:
        for node in block.children:
            if isinstance(node, tree.HtmlTag) and node.name.lower() == "table":
                if rows is not None and (grid := _grid(rows)) is not None:
                    yield grid
                rows = None if node.closing else []
            elif rows is not None:
                _collect_rows(rows, node, block)
    if rows is not None and (grid := _grid(rows)) is not None:
        yield grid


def is_open(block: tree.HtmlBlock) -> bool:
    """Whether a table begins in the block and does not end in it."""
    tags = [
        node for node in block.children if isinstance(node, tree.HtmlTag) and node.name.lower() == "table"
    ]
    return bool(tags) and not tags[-1].closing


def _collect_rows(rows: list[_TableRow], node: tree.Inline, block: tree.HtmlBlock) -> None:
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
                    _number(spans, "rowspan"),
                    _number(spans, "colspan"),
                )
            )
    elif rows and rows[-1].cells:
        rows[-1].cells[-1].nodes.append(node)
        rows[-1].cells[-1].end = max(rows[-1].cells[-1].end, node.span.end)


def _number(spans: dict[str, str], name: str) -> int:
    value = spans.get(name, "1")
    return min(int(value), _MOST_SPANNED) if value.isdecimal() and value != "0" else 1


def _grid(rows: list[_TableRow]) -> Grid | None:
    """The grid: the first row names the columns, unless it has links and no header cells; then none does."""
    placed = [(row, cells) for row, cells in _cells_by_column(rows) if row.cells]
    if len(placed) < 2:
        return None
    first, header_cells = placed[0]
    linked = any(
        isinstance(node, tree.Link) for cell in first.cells for node in tree.walk_inlines(cell.nodes)
    )
    if linked and not any(cell.head for cell in first.cells):
        grid = Grid([""] * len(header_cells))
    else:
        del placed[0]
        grid = Grid(
            [" ".join(visible_text(cell.nodes).split()) if cell is not None else "" for cell in header_cells]
        )
    for row, cells in placed:
        if not all(cell.head for cell in row.cells):
            places = [_place(cell, row) for cell in cells]
            grid.rows.append((row.block, Span(row.start, max(row.end, row.cells[-1].end)), places))
    return grid if grid.rows else None


def _place(cell: _Cell | None, row: _TableRow) -> TableCell | None:
    if cell is None or cell.start < row.start:
        return None
    return TableCell(Span(cell.start, cell.end), cell.nodes)


def _cells_by_column(rows: list[_TableRow]) -> Iterator[tuple[_TableRow, list[_Cell | None]]]:
    """Each row with its cells by column, those that reach down from rows above included."""
    reaching: dict[int, tuple[_Cell, int]] = {}
    for row in rows:
        cells: list[_Cell | None] = []
        queue = list(row.cells)
        while queue or len(cells) in reaching:
            column = len(cells)
            if column in reaching:
                cell, left = reaching[column]
                cells.append(cell)
                if left > 1:
                    reaching[column] = (cell, left - 1)
                else:
                    del reaching[column]
                continue
            cell = queue.pop(0)
            for offset in range(min(cell.columns, 50)):
                cells.append(cell if offset == 0 else None)
                if cell.rows > 1:
                    reaching[column + offset] = (cell, cell.rows - 1)
        yield row, cells
