"""From mistletoe's blocks to the tree: definitions are gathered first, then every leaf's content is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from awesome_lint.edits import Span
from awesome_lint.markdown import blocks as b
from awesome_lint.markdown import html, inline, leaves, paragraphs, slugs
from awesome_lint.markdown.leaves import Leaf
from awesome_lint.markdown.lines import Content, Line
from awesome_lint.markdown.references import normalize, resolve
from awesome_lint.markdown.tree import (
    Block,
    Cell,
    Comment,
    Definition,
    Document,
    Fence,
    FootnoteDefinition,
    Heading,
    HtmlBlock,
    HtmlTag,
    IndentedCode,
    Inline,
    Item,
    List,
    Node,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    walk_inlines,
)


class Builder:
    """Builds one document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.has_html_headings = "<h" in text or "<H" in text
        self.document = Document(Span(0, len(text)), [])
        self.titles: dict[str, str | None] = {}
        self.footnotes: dict[str, Span] = {}
        self.reach = inline.Reach(
            self.document.definitions, self.titles, self.footnotes, self.document.anchors
        )

    def build(self, found: Any) -> Document:
        """The document for what the text holds."""
        self._gather(found)
        self.document.children = self._blocks(found)
        self._slugs()
        return self.document

    def _gather(self, found: Any) -> None:
        """Enter the definitions and footnotes, the first of each label."""
        for kind, result, _ in found:
            if isinstance(result, b.Items):
                for item in result.items:
                    self._gather(item.children)
            elif isinstance(result, b.Nest):
                if kind is b.FootnoteDefinition:
                    self.footnotes.setdefault(normalize(result.label), Span(0, 0))
                self._gather(result.children)
            elif result.references:
                for definition, title in _definitions(result):
                    key = normalize(definition.label)
                    if key not in self.document.definitions:
                        self.document.definitions[key] = definition
                        self.titles[key] = title

    def _blocks(self, found: Any) -> list[Block]:
        children: list[Block] = []
        for kind, result, _ in found:
            children.extend(_MAKERS[kind](self, result))
        if self.has_html_headings:
            self.document.headings.extend(html_headings(children))
        return children

    def _content(self, lines: list[Line], start: int = 0) -> Content:
        """The lines' content without the blanks around it, from `start` in the first line."""
        pieces = []
        for line in lines:
            stripped = line[start:-1].lstrip(" \t")
            pieces.append((stripped, line.end - len(stripped)))
            start = 0
        last, place = pieces[-1]
        pieces[-1] = (last.rstrip(" \t"), place)
        return Content(self.text, pieces)

    def _inlines(self, content: Content, *, table: bool = False) -> list[Inline]:
        children = inline.parse(content, self.reach, table=table)
        if not content.exact:
            _unmap(children)
        return children

    # --- Leaves ---------------------------------------------------------------------------------------

    def _heading(self, leaf: Leaf) -> Iterator[Block]:
        line = leaf.lines[0]
        start = line.index("#") + leaf.level
        raw = line[start:].rstrip(" \t\n")
        bare = raw.rstrip("#")
        if not bare or bare[-1] in " \t":
            raw = bare
        content = self._content(
            [Line.make(line[: start + len(raw)] + "\n", line.at(start + len(raw)))], start
        )
        yield self._headed(Span(line.first, line.last), leaf.level, content, "atx")

    def _headed(self, span: Span, level: int, content: Content, form: str) -> Heading:
        heading = Heading(
            span,
            level,
            content.span(0, len(content.text)),
            self._inlines(content),
            form,
            mapped=content.exact,
        )
        self.document.headings.append(heading)
        return heading

    def _rule(self, leaf: Leaf) -> Iterator[Block]:
        yield Rule(_span(leaf.lines))

    def _fence(self, leaf: Leaf) -> Iterator[Block]:
        inside = leaf.lines[1 : -1 if leaf.closed else None]
        place = self._next(leaf.lines[0].end)
        content = Span(place, max(place, inside[-1].end)) if inside else Span(place, place)
        if leaf.closed and inside:
            content = Span(place, self._next(inside[-1].end))
        yield Fence(
            Span(leaf.lines[0].first, max(leaf.lines[-1].last, content.end)),
            resolve(leaf.info),
            content,
            leaf.closed,
        )

    def _next(self, end: int) -> int:
        """Where the line after the one that ends at `end` begins."""
        return end + (2 if self.text.startswith("\r\n", end) else 1 if end < len(self.text) else 0)

    def _code(self, leaf: Leaf) -> Iterator[Block]:
        yield IndentedCode(_span(leaf.lines))

    def _html(self, leaf: Leaf) -> Iterator[Block]:
        lines = leaf.lines
        content = self._content(lines)
        children = html.flat(content, self.document.anchors)
        span = _span(lines)
        if not content.exact:
            _unmap(children)
        if len(children) == 1 and isinstance(children[0], Comment):
            yield children[0]
            return
        yield HtmlBlock(span, children, mapped=content.exact)

    def _table(self, leaf: Leaf) -> Iterator[Block]:
        header, delimiter, *lines = leaf.lines
        rows = [self._row(line) for line in lines]
        head = self._row(header)
        aligns = tuple(
            ("center" if mark[-1] == ":" else "left")
            if mark[0] == ":"
            else "right"
            if mark[-1] == ":"
            else ""
            for mark in leaf.delimiters
        )
        yield Table(_span(leaf.lines), head, rows, aligns, Span(delimiter.first, delimiter.last))

    def _row(self, line: Line) -> Row:
        cells = []
        for start, end in paragraphs.cut(line):
            content = Content(self.text, [(line[start:end], line.at(start))])
            children = self._inlines(content, table=True)
            cells.append(Cell(content.span(0, end - start), children, mapped=content.exact))
        return Row(Span(line.first, line.last), cells)

    def _paragraph(self, leaf: Leaf) -> Iterator[Block]:
        if leaf.references:
            for definition, _ in _definitions(leaf):
                yield definition
        if not leaf.lines:
            return
        if leaf.level:
            content = self._content(leaf.lines[:-1])
            yield self._headed(_span(leaf.lines), leaf.level, content, "setext")
            return
        content = self._content(leaf.lines)
        span = content.span(0, len(content.text))
        yield Paragraph(span, self._inlines(content), mapped=content.exact)

    # --- Containers -----------------------------------------------------------------------------------

    def _quote(self, nest: b.Nest) -> Iterator[Block]:
        children = self._blocks(nest.children)
        yield Quote(Span(nest.line.at(nest.index), _end(children, nest.end)), children)

    def _footnote(self, nest: b.Nest) -> Iterator[Block]:
        children = self._blocks(nest.children)
        yield FootnoteDefinition(
            Span(nest.line.at(nest.index), _end(children, nest.end)), nest.label, children
        )

    def _list(self, found: b.Items) -> Iterator[Block]:
        items = [self._item(nest) for nest in found.items]
        marker = found.items[0].marker
        yield List(
            Span(items[0].span.start, items[-1].span.end), len(marker) > 1, marker[-1], not found.loose, items
        )

    def _item(self, nest: b.Nest) -> Item:
        line, marker = nest.line, nest.marker
        start = line.at(nest.index)
        task = _take_box(nest)
        children = self._blocks(nest.children)
        number = int(marker[:-1]) if len(marker) > 1 else None
        place = Span(start, start + len(marker))
        end = _end(children, nest.end)
        return Item(Span(start, end), place, line.column + nest.index, nest.content, number, task, children)

    def _slugs(self) -> None:
        seen: dict[str, int] = {}
        self.document.headings.sort(key=_start)
        for heading in self.document.headings:
            heading.slug = slugs.unique(slugs.slug(slugs.rendered(heading.children)), seen)


_HEADING_TAGS = frozenset(f"h{level}" for level in range(1, 7))


def html_headings(blocks: list[Block]) -> Iterator[Heading]:
    """The headings that are written as HTML in neighbouring blocks; blank lines may part a heading's tags
    from what is between them, which then is Markdown."""
    opened: HtmlTag | None = None
    inside: list[Inline] = []
    for block in blocks:
        if not isinstance(block, HtmlBlock | Paragraph):
            opened = None
            continue
        for node in block.children:
            if not isinstance(node, HtmlTag) or node.name not in _HEADING_TAGS:
                inside.append(node)
            elif not node.closing:
                opened, inside = node, []
            elif opened is not None:
                span = Span(opened.span.start, node.span.end)
                content = Span(opened.span.end, node.span.start)
                mapped = opened.mapped and node.mapped
                yield Heading(span, int(opened.name[1]), content, inside, "html", mapped=mapped)
                opened, inside = None, []


def _start(node: Node) -> int:
    return node.span.start


def _end(children: list[Block], end: int) -> int:
    return max(end, children[-1].span.end) if children else end


def _span(lines: list[Line]) -> Span:
    return Span(lines[0].first, max(lines[0].first, lines[-1].last))


def _unmap(children: list[Inline]) -> None:
    for node in walk_inlines(children):
        node.mapped = False


def _take_box(nest: b.Nest) -> bool | None:
    """Whether the item's task box is ticked; the box is cut off its first paragraph. None without a box."""
    if not nest.children:
        return None
    kind, leaf, _ = nest.children[0]
    if kind is not paragraphs.Paragraph or leaf.level or leaf.references or not leaf.lines:
        return None
    line = leaf.lines[0]
    stripped = line.lstrip(" \t")
    if stripped[:1] != "[" or stripped[1:2] not in (" ", "x", "X") or stripped[2:3] != "]":
        return None
    if stripped[3:4] not in (" ", "\t") or not stripped[3:].strip():
        return None
    leaf.lines[0] = line.rest(len(line) - len(stripped) + 4)
    return bool(stripped[1] != " ")


def _definitions(leaf: Leaf) -> Iterator[tuple[Definition, str | None]]:
    """The definitions at a leaf's start, with their titles."""
    content = leaf.content
    if content is None:
        return
    text = content.text
    for found in leaf.references:
        end = found.target.after + len(text[found.target.after : found.end].rstrip())
        yield (
            Definition(
                content.span(found.start, end),
                text[found.label.start : found.label.end],
                content.span(found.target.start, found.target.end),
                resolve(text[found.target.start : found.target.end]),
            ),
            found.title,
        )


_MAKERS: dict[Any, Any] = {
    leaves.IndentedCode: Builder._code,
    leaves.Heading: Builder._heading,
    b.Quote: Builder._quote,
    leaves.Fence: Builder._fence,
    leaves.ThematicBreak: Builder._rule,
    b.List: Builder._list,
    leaves.HtmlBlock: Builder._html,
    b.FootnoteDefinition: Builder._footnote,
    paragraphs.Table: Builder._table,
    paragraphs.Paragraph: Builder._paragraph,
}
