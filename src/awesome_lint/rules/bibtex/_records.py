"""Where a README holds BibTeX."""

from __future__ import annotations

from awesome_lint.bibliography import bibtex
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Context
from awesome_lint.rules.survey import Survey


def records_in(context: Context) -> list[bibtex.BibRecord]:
    """The BibTeX records that stand in the fences of a document, in order."""
    return [
        record
        for block in Survey.of(context.listing.tree).blocks
        if isinstance(block, tree.Fence) and block.mapped
        for record in bibtex.find_records(context.text, block.content.start, block.content.end)
    ]
