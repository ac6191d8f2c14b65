"""Where a README holds BibTeX."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.bibliography import bibtex
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Context


def records_in(context: Context) -> Iterator[bibtex.BibRecord]:
    """The BibTeX records that stand in the fences of a document, in order."""
    for block in tree.walk_blocks(context.listing.tree):
        if isinstance(block, tree.Fence) and block.mapped:
            yield from bibtex.find_records(context.text, block.content.start, block.content.end)
