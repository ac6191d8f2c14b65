"""Tables of contents: lists, rows, tables and HTML whose links lead to anchors in the same file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import TableOfContents, TocItem
from awesome_lint.listing.sections import Outline
from awesome_lint.markdown import tree, visible_text
from awesome_lint.markdown.generated import generated_spans

TOC_HEADING = lazy(
    r"(?:table of )?contents?\b|\btoc\b|\bindex\b|\bcatalog(?:ue)?\b|\boutline\b|\bnavigation\b|目录|目錄|もくじ|목차",
    re.I,
)
"""A heading of a table of contents."""

_SEPARATORS = lazy(r"[\s|•·/,;:*_–—\-\u2022\u00b7&\[\]()<>►▸»→]+")
_BACK_TO_TOP = lazy(r"#(?:top|table-of-contents|contents|toc|index|readme)?$", re.I)
_MAX_DISTANCE = 400
"""The number of characters between the parts of one table of contents."""


def find_tables_of_contents(
    document: tree.Document, outline: Outline, document_text: str, line_starts: tuple[int, ...]
) -> list[TableOfContents]:
    """All tables of contents of a document, in order."""
    tocs: list[TableOfContents] = []
    for block in _blocks_in_quotes(document.children):
        toc = _toc_from_block(block, outline, document_text, line_starts, bool(document.definitions))
        if toc is None:
            continue
        last = tocs[-1] if tocs else None
        if (
            last is not None
            and outline.section_at(last.span.start) is outline.section_at(toc.span.start)
            and toc.span.start - last.span.end < _MAX_DISTANCE
            and last.form == toc.form
        ):
            last.items.extend(toc.items)
            last.span = Span(last.span.start, toc.span.end)
        else:
            tocs.append(toc)
    for toc in tocs:
        toc.is_generated = any(span.overlaps(toc.span) for span in generated_spans(document_text))
    return tocs


def _blocks_in_quotes(blocks: list[tree.Block]) -> Iterator[tree.Block]:
    """Yields the blocks; for a quote, the blocks in it."""
    for block in blocks:
        if isinstance(block, tree.Quote):
            yield from _blocks_in_quotes(block.children)
        else:
            yield block


def _toc_from_block(
    block: tree.Block,
    outline: Outline,
    document_text: str,
    line_starts: tuple[int, ...],
    has_definitions: bool,
) -> TableOfContents | None:
    """The table of contents that a block is; None if it is none."""
    if not has_definitions and document_text.find("#", block.span.start, block.span.end) < 0:
        return None
    if isinstance(block, tree.List):
        return _toc_from_list(block, outline, line_starts)
    if isinstance(block, tree.Paragraph):
        return _toc_from_links(block.span, "inline", block.children, line_starts)
    if isinstance(block, tree.HtmlBlock):
        return _toc_from_links(block.span, "html", block.children, line_starts)
    if isinstance(block, tree.Table):
        cells = [cell for row in (block.header, *block.rows) for cell in row.cells]
        toc = _toc_from_links(
            block.span, "table", [node for cell in cells for node in cell.children], line_starts
        )
        return toc if toc is not None and len(toc.items) * 2 > len(block.rows) else None
    return None


def is_anchor_link(node: tree.Inline) -> bool:
    """Whether the node is a link to an anchor in the same document."""
    return isinstance(node, tree.Link) and node.url.startswith("#") and len(node.url) > 1


def _toc_item(link: tree.Link, depth: int, line_starts: tuple[int, ...]) -> TocItem:
    label = " ".join(visible_text(link.children).split())
    return TocItem(label, link.url[1:], depth, link, bisect_right(line_starts, link.span.start))


def _toc_from_list(
    block: tree.List, outline: Outline, line_starts: tuple[int, ...]
) -> TableOfContents | None:
    """The table of contents that a list is; None unless at least half of its items begin with links to anchors."""
    items: list[TocItem] = []
    others = total = 0
    stack = [(item, 0) for item in reversed(block.items)]
    while stack:
        item, depth = stack.pop()
        total += 1
        paragraphs = (child.children for child in item.children if isinstance(child, tree.Paragraph))
        nodes = tree.walk_inlines(next(paragraphs, []))
        link = next((node for node in nodes if isinstance(node, tree.Link)), None)
        if link is not None and is_anchor_link(link):
            items.append(_toc_item(link, depth, line_starts))
        elif link is not None:
            others += 1
        nested = [child for child in item.children if isinstance(child, tree.List)]
        stack.extend((below, depth + 1) for each in reversed(nested) for below in reversed(each.items))
    if not items or others * 2 > len(items) or len(items) * 2 < total:
        return None
    if len(items) == 1 and TOC_HEADING.search(outline.section_at(block.span.start).title) is None:
        return None
    return TableOfContents(block.span, "numbered" if block.ordered else "bullet", items)


def _toc_from_links(
    block_span: Span, form: str, nodes: list[tree.Inline], line_starts: tuple[int, ...]
) -> TableOfContents | None:
    """The table of contents in a block with these inline nodes. None unless it has three links to anchors, few other
    links and, in a paragraph, few words outside the links."""
    links = [node for node in tree.walk_inlines(nodes) if isinstance(node, tree.Link)]
    anchors = [link for link in links if is_anchor_link(link)]
    if (
        len(anchors) < 3
        or len(anchors) * 2 < len(links)
        or all(_BACK_TO_TOP.match(link.url) for link in anchors)
    ):
        return None
    words = sum(len(_SEPARATORS.sub("", node.value)) for node in nodes if isinstance(node, tree.Text))
    if form == "inline" and words > 12 + 4 * len(anchors):
        return None
    return TableOfContents(block_span, form, [_toc_item(link, 0, line_starts) for link in anchors])
