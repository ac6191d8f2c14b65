"""A README read as the list that it is: sections, tables of contents, entries and their fields."""

from __future__ import annotations

from awesome_lint.listing.collector import Collector
from awesome_lint.listing.contents import tables_of_contents
from awesome_lint.listing.kinds import name_kinds
from awesome_lint.listing.model import Listing
from awesome_lint.listing.sections import Outline
from awesome_lint.markdown import parse, tree
from awesome_lint.source import line_starts

__all__ = ["read"]


def read(text: str) -> Listing:
    """The list that `text` (a whole Markdown document) is. Never raises; a text that cannot be parsed gives a
    listing without entries whose `tree.refusal` says why."""
    document = parse(text)
    starts = line_starts(text)
    outline = Outline(document, text, starts)
    contents = tables_of_contents(document, outline, text, starts)
    entries = Collector(text, starts, outline, contents).collect(document)
    for entry in entries:
        siblings = entry.section.entries
        entry.previous = siblings[-1] if siblings else None
        siblings.append(entry)
    name_kinds(entries)
    return Listing(text, document, outline.sections, entries, contents, live_links(document), starts)


def live_links(document: tree.Document) -> list[tree.Link | tree.Image]:
    """All links and images of the document in order, those inside links included."""
    found: list[tree.Link | tree.Image] = []
    for block in tree.walk_blocks(document):
        if isinstance(block, tree.Table):
            for row in [block.header, *block.rows]:
                for cell in row.cells:
                    found.extend(_links(cell.children))
        else:
            found.extend(_links(tree.inlines_of(block)))
    found.sort(key=lambda node: node.span.start)
    return found


def _links(nodes: list[tree.Inline]) -> list[tree.Link | tree.Image]:
    found: list[tree.Link | tree.Image] = []
    in_data = False
    for node in tree.walk_inlines(nodes):
        if isinstance(node, tree.Link | tree.Image):
            if not (in_data and node.form is tree.LinkForm.BARE):
                found.append(node)
        elif isinstance(node, tree.HtmlTag) and node.name in tree.DATA_TAGS:
            in_data = not node.closing
    return found
