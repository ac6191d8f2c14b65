"""Tables of contents: lists, rows, tables and HTML whose links lead to anchors in the same file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Contents, ContentsItem
from awesome_lint.listing.sections import Outline
from awesome_lint.markdown import tree, visible_text

HEADING = lazy(
    r"(?:table of )?contents?\b|\btoc\b|\bindex\b|\bcatalog(?:ue)?\b|\boutline\b|\bnavigation\b|目录|目錄|もくじ|목차",
    re.I,
)
"""A heading that announces a table of contents."""

_GENERATOR = lazy(
    r"\bdoctoc\b|^\s*/?\s*(?:(?:start|begin|end|stop)[\s_:-]*)?(?:markdown-?)?toc(?:stop)?\b|\btoc[\s_:-]*(?:start|end|stop)\b|"
    r"^\s*t[se]\s*$|(?:vim|vscode)-markdown-toc|gh-md-toc|table of contents generated|auto-?generated",
    re.I,
)
_OMIT = lazy(r"omit (?:in|from) toc|no toc", re.I)
_SEPARATORS = lazy(r"[\s|•·/,;:*_–—\-\u2022\u00b7&\[\]()<>►▸»→]+")
_BACK = lazy(r"#(?:top|table-of-contents|contents|toc|index|readme)?$", re.I)
_NEAR = 400
"""Characters within which a generator's mark belongs to a list."""


def tables_of_contents(
    document: tree.Document, outline: Outline, text: str, line_starts: tuple[int, ...]
) -> list[Contents]:
    """Every table of contents of the document, in order."""
    found: list[Contents] = []
    for block in _top_blocks(document.children):
        contents = _read_contents(block, outline, text, line_starts, bool(document.definitions))
        if contents is None:
            continue
        previous = found[-1] if found else None
        if previous is not None and _is_continued(previous, contents, outline):
            previous.items.extend(contents.items)
            found[-1] = Contents(
                Span(previous.span.start, contents.span.end),
                previous.form,
                previous.items,
                previous.generated,
            )
        else:
            found.append(contents)
    for contents in found:
        contents.generated = _is_after_generator_mark(text, contents.span.start)
    return found


def _is_after_generator_mark(text: str, start: int) -> bool:
    """Whether a generator's mark is closely before a table of contents."""
    opening = text.rfind("<!--", max(0, start - _NEAR), start)
    if opening < 0:
        return False
    value = text[opening + 4 : start].partition("-->")[0]
    return not _OMIT.search(value) and _GENERATOR.search(value) is not None


def _top_blocks(blocks: list[tree.Block]) -> Iterator[tree.Block]:
    for block in blocks:
        if isinstance(block, tree.Quote):
            yield from _top_blocks(block.children)
        else:
            yield block


def _is_continued(previous: Contents, contents: Contents, outline: Outline) -> bool:
    """Whether a table of contents goes on in a second list under the same heading."""
    same = outline.at(previous.span.start) is outline.at(contents.span.start)
    return same and contents.span.start - previous.span.end < _NEAR and previous.form == contents.form


def _read_contents(
    block: tree.Block, outline: Outline, text: str, line_starts: tuple[int, ...], linked_elsewhere: bool
) -> Contents | None:
    if not linked_elsewhere and text.find("#", block.span.start, block.span.end) < 0:
        return None
    if isinstance(block, tree.List):
        return _read_list_contents(block, outline, line_starts)
    if isinstance(block, tree.Paragraph):
        return _read_link_contents(block.span, "inline", block.children, line_starts)
    if isinstance(block, tree.HtmlBlock):
        return _read_link_contents(block.span, "html", block.children, line_starts)
    if isinstance(block, tree.Table):
        cells = [cell for row in (block.header, *block.rows) for cell in row.cells]
        contents = _read_link_contents(
            block.span, "table", [node for cell in cells for node in cell.children], line_starts
        )
        return contents if contents is not None and len(contents.items) * 2 > len(block.rows) else None
    return None


def is_anchor(node: tree.Inline) -> bool:
    """Whether this is a link to an anchor in its own file."""
    return isinstance(node, tree.Link) and node.url.startswith("#") and len(node.url) > 1


def _item(link: tree.Link, depth: int, line_starts: tuple[int, ...]) -> ContentsItem:
    shown = " ".join(visible_text(link.children).split())
    return ContentsItem(shown, link.url[1:], depth, link, bisect_right(line_starts, link.span.start))


def _first_link(item: tree.Item) -> tree.Link | None:
    for child in item.children:
        if isinstance(child, tree.Paragraph):
            return next(
                (node for node in tree.walk_inlines(child.children) if isinstance(node, tree.Link)), None
            )
    return None


def _read_list_contents(block: tree.List, outline: Outline, line_starts: tuple[int, ...]) -> Contents | None:
    items: list[ContentsItem] = []
    others = total = 0
    stack = [(item, 0) for item in reversed(block.items)]
    while stack:
        item, depth = stack.pop()
        total += 1
        link = _first_link(item)
        if link is not None and is_anchor(link):
            items.append(_item(link, depth, line_starts))
        elif link is not None:
            others += 1
        nested = [child for child in item.children if isinstance(child, tree.List)]
        stack.extend((below, depth + 1) for each in reversed(nested) for below in reversed(each.items))
    if not items or others * 2 > len(items) or len(items) * 2 < total:
        return None
    if len(items) == 1 and HEADING.search(outline.at(block.span.start).title) is None:
        return None
    return Contents(block.span, "numbered" if block.ordered else "bullet", items)


def _read_link_contents(
    span: Span, form: str, nodes: list[tree.Inline], line_starts: tuple[int, ...]
) -> Contents | None:
    """The table of contents that these nodes are: three links to anchors or more, few other links, and in a paragraph
    few words outside them."""
    links = [node for node in tree.walk_inlines(nodes) if isinstance(node, tree.Link)]
    anchors = [link for link in links if is_anchor(link)]
    if len(anchors) < 3 or len(anchors) * 2 < len(links) or all(_BACK.match(link.url) for link in anchors):
        return None
    words = sum(len(_SEPARATORS.sub("", node.value)) for node in nodes if isinstance(node, tree.Text))
    if form == "inline" and words > 12 + 4 * len(anchors):
        return None
    return Contents(span, form, [_item(link, 0, line_starts) for link in anchors])
