"""HTML tables, cut into the same grid as Markdown's."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.edits import Span
from awesome_lint.listing.tables import Grid, Place
from awesome_lint.markdown import plain, tree
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
    start: int
    end: int
    cells: list[_Cell] = field(default_factory=list)


def grids_of(block: tree.HtmlBlock) -> Iterator[Grid]:
    """The grids of the tables in an HTML block that have a header row and rows of cells."""
    rows: list[_TableRow] | None = None
    for node in block.children:
        if isinstance(node, tree.HtmlTag) and node.name.lower() == "table":
            if rows is not None and (grid := _grid(block, rows)) is not None:
                yield grid
            rows = None if node.closing else []
        elif rows is not None:
            _feed(rows, node)
    if rows is not None and (grid := _grid(block, rows)) is not None:
        yield grid


def _feed(rows: list[_TableRow], node: tree.Inline) -> None:
    name = node.name.lower() if isinstance(node, tree.HtmlTag) else ""
    if isinstance(node, tree.HtmlTag) and name == "tr":
        if node.closing:
            if rows:
                rows[-1].end = node.span.end
        else:
            rows.append(_TableRow(node.span.start, node.span.end))
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


def _grid(block: tree.HtmlBlock, rows: list[_TableRow]) -> Grid | None:
    """The grid: the first row with header cells (or the first row) names the columns."""
    filled = [row for row in rows if row.cells]
    if len(filled) < 2:
        return None
    placed = list(_placed(rows))
    first = next((index for index, (row, _) in enumerate(placed) if row.cells), 0)
    header_row, header_cells = placed[first]
    grid = Grid([" ".join(plain(cell.nodes).split()) if cell is not None else "" for cell in header_cells])
    if not any(cell.head for cell in header_row.cells) and any(
        isinstance(node, tree.Link) for cell in header_row.cells for node in tree.walk_inlines(cell.nodes)
    ):
        return None
    for row, cells in placed[first + 1 :]:
        if row.cells and not all(cell.head for cell in row.cells):
            places = [_place(cell, row) for cell in cells]
            grid.rows.append((block, Span(row.start, max(row.end, row.cells[-1].end)), places))
    return grid if grid.rows else None


def _place(cell: _Cell | None, row: _TableRow) -> Place | None:
    if cell is None or cell.start < row.start:
        return None
    return Place(Span(cell.start, cell.end), cell.nodes)


def _placed(rows: list[_TableRow]) -> Iterator[tuple[_TableRow, list[_Cell | None]]]:
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
