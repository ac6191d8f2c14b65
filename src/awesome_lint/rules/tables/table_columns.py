"""TB001: a table row with another number of cells than its header."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Related, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.tree import Row, Table, walk_blocks
from awesome_lint.rules.base import Example, Rule

_HIDDEN = lazy(r"\[[^\]]*\]:[ \t]*[#<(\"'].*|<!--.*-->")
"""A cell with a link definition or a comment, which no reader sees."""
_CODE = lazy(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>[^`]+)(?P=ticks)(?!`)")
_PIPE = lazy(r"(?<!\\)\|")
_HABIT = 4
"""Where at least one row in this many has surplus cells, the header is wrong."""


class TableColumns(Rule):
    """Row with more or fewer cells than the header.

    ## What it does
    A row with more cells than the header: the text of the surplus cells is not shown. Where a quarter of the rows of
    a table have them, it is one finding for the table, since its header lacks a column. A row with two or three times
    as many cells is several rows on one line. As advice, a row with fewer
    cells in a table where most rows are complete. Valid are surplus cells that are empty or contain a comment or a
    link definition (`[//]: # (checked)`), and tables with many short rows.

    ## Why it matters
    GitHub drops surplus cells without a warning; often a pipe in a title or in code has divided a cell.

    ## Fix
    Unsafe where the surplus pipes are between backticks: they become `\\|`, the form of a pipe inside a cell. Else
    none: only the author knows which cell is surplus or missing.
    """

    code = "TB001"
    name = "table-columns"
    summary = "table row with another number of cells than its header"
    severity = Severity.ERROR
    fix = Safety.UNSAFE
    batch = Batch.SYNTAX
    removes = frozenset({Removal.CODE})
    # A pipe that divides a link leaves halves that look like broken links.
    supersedes = ("MD001",)
    examples = (
        Example(
            title="A cell too many",
            before="| Tool | Use |\n| --- | --- |\n| Spade | Digs |\n| Rake | Rakes | new |\n| Fork | Lifts |\n| Hoe | Hoes |\n"
            "| Saw | Saws |\n",
            lines=(4,),
        ),
        Example(
            title="Two rows on one line",
            before="| Tool | Use | Price |\n| --- | --- | --- |\n| Spade | Digs | 10 | Rake | Rakes | 8 |\n| Fork | Lifts | 9 |\n",
            lines=(3,),
        ),
        Example(
            title="A pipe in code",
            before="| Tool | Use |\n| --- | --- |\n| grep | `a|b` |\n| sed | `s` |\n| tr | `` c|d `` and `e\\|f` |\n",
            lines=(3, 5),
            after="| Tool | Use |\n| --- | --- |\n| grep | `a\\|b` |\n| sed | `s` |\n| tr | `` c\\|d `` and `e\\|f` |\n",
        ),
        Example(
            title="A cell too few (advice)",
            before="| Tool | Use | Price |\n| --- | --- | --- |\n| Spade | Digs | 10 |\n| Rake | 8 |\n| Fork | Lifts | 9 |\n",
            lines=(4,),
        ),
    )
    valid = (
        # A pipe that is escaped, or in code.
        "| Tool | Use |\n| --- | --- |\n| Spade | digs \\| lifts |\n| Rake | `a \\| b` |\n",
        # No pipes at the ends.
        "Tool | Use\n--- | ---\nSpade | Digs\nRake | Rakes\n",
        # Many short rows.
        "| Tool | Use | Note |\n| --- | --- | --- |\n| Spade | Digs |\n| Rake | Rakes |\n| Fork | Lifts | old |\n",
        # Surplus cells that no reader sees.
        "| Tool | Use |\n| --- | --- |\n| Spade | Digs |[//]: #05/11\n| Rake | Rakes | |\n| Fork | Lifts | <!-- new --> |\n"
        "| Hoe | Hoes |[comment]: # (old)|\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each row."""
        for block in walk_blocks(context.listing.tree):
            if isinstance(block, Table):
                yield from self._check_table(block, context.text)

    def _check_table(self, table: Table, text: str) -> Iterator[Finding]:
        width = len(table.header.cells)
        short = sum(len(row.cells) < width for row in table.rows)
        lost = [(row, words) for row in table.rows if (words := _hidden_text(row, width, text))]
        joined = [row for row, _ in lost if width > 2 and len(row.cells) % width == 0]
        if 2 * len(joined) > len(table.rows):
            joined = []  # the header lacks columns
        for row in joined:
            yield self.finding(
                row.span,
                f"{len(row.cells) // width} rows are on this line, and only the first is shown; write each on a line of "
                "its own",
                related=[Related(table.header.span, "the header")],
            )
        lost = [(row, words) for row, words in lost if row not in joined]
        habit = None
        if len(lost) > 1 and len(lost) * _HABIT >= len(table.rows):
            message = f"{{count}} rows of this table have more cells than its header, which has {width}: the rest is not shown; add a column to the header"
            habit = Habit(f"table {table.span.start}", 0, message)
        for row, words in lost:
            has_empty_cell = any(cell.span.start == cell.span.end for cell in row.cells[1:width])
            is_divided = len(row.cells) == width + 1 and not has_empty_cell
            what_to_remove = "the empty cell" if has_empty_cell else "a pipe"
            yield self.finding(
                row.span,
                f"This row has {len(row.cells)} cells, its header {width}: “{words[:60]}” is not shown; remove "
                f"{what_to_remove} or add a column",
                related=[Related(table.header.span, "the header")],
                edits=_escape_pipes_in_code(row, len(row.cells) - width, text),
                suggestion="a pipe inside a cell is written \\|" if is_divided else None,
                habit=habit,
            )
        for row in table.rows:
            missing = width - len(row.cells)
            if missing > 0 and len(row.cells) > 1 and short * 3 <= len(table.rows):
                yield self.finding(
                    row.span,
                    f"This row has {len(row.cells)} cells, its header {width}: the last "
                    f"{'one is' if missing == 1 else f'{missing} are'} shown empty",
                    severity=Severity.ADVICE,
                    related=[Related(table.header.span, "the header")],
                )


def _hidden_text(row: Row, width: int, text: str) -> str:
    """The text of the cells after the first `width` ones, which GitHub does not show."""
    surplus = (text[cell.span.start : cell.span.end] for cell in row.cells[width:])
    return " ".join(words for words in surplus if words and not _HIDDEN.fullmatch(words))


def _escape_pipes_in_code(row: Row, surplus: int, text: str) -> list[Edit]:
    """The edits that escape the pipes between backticks; none if these are not all surplus pipes of the row."""
    line = text[row.span.start : row.span.end]
    pipes = [
        row.span.start + pipe.start()
        for code in _CODE.finditer(line)
        for pipe in _PIPE.finditer(line, *code.span("code"))
    ]
    return [Edit(Span(at, at), "\\") for at in pipes] if len(pipes) == surplus else []
