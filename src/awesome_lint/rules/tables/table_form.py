"""TB002: a cell written in another form than its column, and a second table without a heading."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding, Related, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.tree import Block, Cell, Comment, Definition, Document, Table
from awesome_lint.rules.base import Example, Rule

CITATION = lazy(r"\\?\[(?P<authors>[^\[\]\d][^\[\]]*?,\s*)?(?P<year>(?:19|20)\d\d)[a-z]?\\?\]")
LEAST_AGREEING = 5


class TableForm(Rule):
    """A cell in another form than its column, or a second table without a heading.

    ## What it does
    A citation with only the year (`\\[2024]`) in a column whose citations also name the authors
    (`\\[Feng et al., 2024]`); tables with the same header count as one. As advice, a table directly after another one
    under the same heading, with other columns: it lacks a heading or a caption.

    ## Why it matters
    Programs that sort a column or make a bibliography of it need one form.

    ## Fix
    None: the authors are not in the text.
    """

    code = "TB002"
    name = "table-form"
    summary = "cell in another form than its column, or a second table without a heading"
    examples = (
        Example(
            title="A year without authors",
            before=(
                "| Method | Model |\n| --- | --- |\n| Alpha \\[Ames et al., 2021] | A |\n| Beta \\[Bohr et al., 2022] | B |\n"
                "| Gamma \\[Cole et al., 2023] | C |\n| Delta \\[Dunn et al., 2023] | D |\n"
                "| Eta \\[East et al., 2024] | E |\n| Zeta \\[2024] | F |\n"
            ),
            lines=(8,),
        ),
        Example(
            title="A second table",
            before="## Tools\n\n| Tool | Use |\n| --- | --- |\n| Spade | Digs |\n\n| Maker | Town |\n| --- | --- |\n| Acme | York |\n",
            lines=(7,),
        ),
    )
    valid = (
        # Only years are the form of this column.
        "| Method | Model |\n| --- | --- |\n| Alpha \\[2021] | A |\n| Beta \\[2022] | B |\n| Gamma \\[2023] | C |\n"
        "| Delta \\[2023] | D |\n| Eta \\[East et al., 2024] | E |\n",
        # A caption is between.
        "## Tools\n\n| Tool | Use |\n| --- | --- |\n| Spade | Digs |\n\nMakers:\n\n| Maker | Town |\n| --- | --- |\n| Acme | York |\n",
        # The same columns go on.
        "## Tools\n\n| Tool | Use |\n| --- | --- |\n| Spade | Digs |\n\n| Tool | Use |\n| --- | --- |\n| Rake | Rakes |\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        text = context.text
        makes: dict[tuple[str, ...], list[Cell]] = {}
        for table in (block for block in context.listing.tree.children if isinstance(block, Table)):
            makes.setdefault(_header_texts(table, text), []).extend(
                row.cells[0] for row in table.rows if row.cells
            )
        for cells in makes.values():
            yield from self._check_citations(cells, text)
        yield from self._check_captions(context.listing.tree, text)

    def _check_citations(self, cells: list[Cell], text: str) -> Iterator[Finding]:
        cited = [found for cell in cells if (found := CITATION.search(text, *cell.span)) is not None]
        named = [found for found in cited if found["authors"]]
        if len(named) < LEAST_AGREEING or len(named) * 4 < len(cited) * 3:
            return
        for found in cited:
            if found["authors"]:
                continue
            yield self.finding(
                Span(found.start(), found.end()),
                f"Citation “{found[0]}” has only the year; {len(named)} of {len(cited)} citations in this column also "
                "have the authors; add them",
            )

    def _check_captions(self, tree: Document, text: str) -> Iterator[Finding]:
        previous: Block | None = None
        for block in tree.children:
            if isinstance(block, Comment | Definition):
                continue
            if (
                isinstance(block, Table)
                and isinstance(previous, Table)
                and _header_texts(block, text) != _header_texts(previous, text)
            ):
                yield self.finding(
                    block.header.span,
                    "This table is directly after another one with other columns; add a heading or a caption",
                    severity=Severity.ADVICE,
                    related=[Related(previous.header.span, "the table before")],
                )
            previous = block


def _header_texts(table: Table, text: str) -> tuple[str, ...]:
    """The texts of the header, case-folded."""
    return tuple(text[cell.span.start : cell.span.end].casefold() for cell in table.header.cells)
