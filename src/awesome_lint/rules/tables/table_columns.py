"""TB001: a table row with another number of cells than its header."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.markdown.tree import Row, Table, walk_blocks
from awesome_lint.model import Finding, Related, Severity
from awesome_lint.rules.base import Context, Example, Rule


class TableColumns(Rule):
    """Row with more or fewer cells than the header.

    ## What it finds
    A row with cells beyond the header's: they are not shown at all. A row with fewer cells, in a table whose
    rows mostly have them all: the rest of it is shown empty, and what was written may stand in the wrong
    column. A surplus cell that is empty costs nobody anything, so it is advice. A table in which short rows
    are the habit is left alone.

    ## Why it matters
    GitHub drops what does not fit, without a word; often a pipe in a title has cut a cell in two.

    ## The fix
    None: which cell is too many, or missing, only a person knows. A pipe inside a cell is written `\\|`.
    """

    code = "TB001"
    name = "table-columns"
    summary = "table row with another number of cells than its header"
    severity = Severity.ERROR
    # A pipe that cuts a link in two leaves halves that look like other faults.
    supersedes = ("MD001",)
    examples = (
        Example(
            title="A cell too many",
            bad=(
                "| Tool | Use | Price |\n| --- | --- | --- |\n| Spade | Digs | 10 |\n| Rake | Rakes | 8 | new |\n"
                "| Fork | Lifts | 9 |\n"
            ),
            lines=(4,),
        ),
        Example(
            title="A cell too few",
            bad="| Tool | Use | Price |\n| --- | --- | --- |\n| Spade | Digs | 10 |\n| Rake | 8 |\n| Fork | Lifts | 9 |\n",
            lines=(4,),
        ),
    )
    noop = (
        # A pipe that is escaped, or that stands in code.
        "| Tool | Use |\n| --- | --- |\n| Spade | digs \\| lifts |\n| Rake | `a \\| b` |\n",
        # No pipes at the ends.
        "Tool | Use\n--- | ---\nSpade | Digs\nRake | Rakes\n",
        # Rows that are short by habit.
        "| Tool | Use | Note |\n| --- | --- | --- |\n| Spade | Digs |\n| Rake | Rakes |\n| Fork | Lifts | old |\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        for block in walk_blocks(context.listing.tree):
            if isinstance(block, Table):
                yield from self._judge(block, context.text)

    def _judge(self, table: Table, text: str) -> Iterator[Finding]:
        width = len(table.header.cells)
        short = sum(len(row.cells) < width for row in table.rows)
        for row in table.rows:
            surplus = len(row.cells) - width
            if surplus > 0:
                lost = [text[cell.span.start : cell.span.end] for cell in row.cells[width:]]
                yield self._surplus(row, surplus, lost, table)
            elif surplus < 0 and len(row.cells) > 1 and short * 3 <= len(table.rows):
                yield self.finding(
                    row.span,
                    f"This row has {len(row.cells)} cells, its header {width}: the last "
                    f"{'one is' if surplus == -1 else f'{-surplus} are'} shown empty",
                    related=[Related(table.header.span, "the header")],
                )

    def _surplus(self, row: Row, surplus: int, lost: list[str], table: Table) -> Finding:
        words = " ".join(filter(None, lost))
        what = f"“{words[:60]}” is not shown" if words else "the surplus is empty and not shown"
        return self.finding(
            row.span,
            f"This row has {len(row.cells)} cells, its header {len(table.header.cells)}: {what}",
            severity=Severity.ERROR if words else Severity.ADVICE,
            related=[Related(table.header.span, "the header")],
            suggestion="a pipe inside a cell is written \\|" if surplus == 1 and words else None,
        )
