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
"""A cell that is a link definition or a comment: nobody is meant to read it."""
_CODE = lazy(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>[^`]+)(?P=ticks)(?!`)")
_PIPE = lazy(r"(?<!\\)\|")
_HABIT = 4
"""Where one row in so many has surplus cells, the header is what is wrong."""


class TableColumns(Rule):
    """Row with more or fewer cells than the header.

    ## What it does
    A row with cells beyond the header's that hold text: they are not shown at all. Where that is so in a quarter of a
    table's rows, it is one finding for the table, since its header is what lacks a column. As advice, a row with fewer
    cells in a table whose rows mostly have them all. Surplus cells that are empty, or that hold a comment or a link
    definition (`[//]: # (checked)`), are fine, and so is a table in which short rows are the habit.

    ## Why it matters
    GitHub drops what does not fit without a word; often a pipe in a title or in code has cut a cell in two.

    ## Fix
    Unsafe, where the surplus pipes are between backticks: they become `\\|`, which is how a pipe inside a cell is
    written. Else none: which cell is too many, or missing, only a person knows.
    """

    code = "TB001"
    name = "table-columns"
    summary = "table row with another number of cells than its header"
    severity = Severity.ERROR
    fix = Safety.UNSAFE
    batch = Batch.SYNTAX
    removes = frozenset({Removal.CODE})
    # A pipe that cuts a link in two leaves halves that look like other defects.
    supersedes = ("MD001",)
    examples = (
        Example(
            title="A cell too many",
            before="| Tool | Use |\n| --- | --- |\n| Spade | Digs |\n| Rake | Rakes | new |\n| Fork | Lifts |\n| Hoe | Hoes |\n"
            "| Saw | Saws |\n",
            lines=(4,),
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
        # Rows that are short by habit.
        "| Tool | Use | Note |\n| --- | --- | --- |\n| Spade | Digs |\n| Rake | Rakes |\n| Fork | Lifts | old |\n",
        # Surplus cells that nobody is meant to read.
        "| Tool | Use |\n| --- | --- |\n| Spade | Digs |[//]: #05/11\n| Rake | Rakes | |\n| Fork | Lifts | <!-- new --> |\n"
        "| Hoe | Hoes |[comment]: # (old)|\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each row."""
        for block in walk_blocks(context.listing.tree):
            if isinstance(block, Table):
                yield from self._judge(block, context.text)

    def _judge(self, table: Table, text: str) -> Iterator[Finding]:
        width = len(table.header.cells)
        short = sum(len(row.cells) < width for row in table.rows)
        lost = [(row, words) for row in table.rows if (words := _lost(row, width, text))]
        habit = None
        if len(lost) > 1 and len(lost) * _HABIT >= len(table.rows):
            message = f"{{count}} rows of this table have more cells than its header, which has {width}: the rest is not shown"
            habit = Habit(f"table {table.span.start}", 0, message)
        for row, words in lost:
            yield self.finding(
                row.span,
                f"This row has {len(row.cells)} cells, its header {width}: “{words[:60]}” is not shown",
                related=[Related(table.header.span, "the header")],
                edits=_pipes_in_code(row, len(row.cells) - width, text),
                suggestion="a pipe inside a cell is written \\|" if len(row.cells) == width + 1 else None,
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


def _lost(row: Row, width: int, text: str) -> str:
    """What the cells beyond the header's say to a reader."""
    said = (text[cell.span.start : cell.span.end] for cell in row.cells[width:])
    return " ".join(words for words in said if words and not _HIDDEN.fullmatch(words))


def _pipes_in_code(row: Row, surplus: int, text: str) -> list[Edit]:
    """The edits that escape the pipes between backticks, where these are all that is too many."""
    line = text[row.span.start : row.span.end]
    pipes = [
        row.span.start + pipe.start()
        for code in _CODE.finditer(line)
        for pipe in _PIPE.finditer(line, *code.span("code"))
    ]
    return [Edit(Span(at, at), "\\") for at in pipes] if len(pipes) == surplus else []
