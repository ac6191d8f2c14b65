"""The inline content of a document, collected in one walk: texts, links, tags, hidden places and hard line breaks.

Several rules need it, and the walk is the slowest part of each; the index of the last tree is cached.
"""

from __future__ import annotations

from awesome_lint.edits import Span, within
from awesome_lint.markdown import tree
from awesome_lint.structs import field, record

_HIDDEN_BLOCKS = (tree.Fence, tree.IndentedCode, tree.Comment, tree.FrontMatter)
_WRITTEN_BLOCKS = (tree.Paragraph, tree.Heading, tree.HtmlBlock)
_LINKS = (tree.Link, tree.Image)
_HIDDEN_INLINES = (tree.CodeSpan, tree.Math, tree.Comment)


@record
class InlineBlock:
    """A block with inline content. `item` is the innermost list item that contains it. `hidden` has the
    spans of its code, math, comments and HTML elements with data; `texts` its texts outside links and
    images; `links` its outermost links and images (bare URLs also occur in `texts`, since they may be part
    of a broken link); `tags` its HTML tags.
    """

    node: tree.Paragraph | tree.Heading | tree.HtmlBlock | tree.Cell
    item: tree.Item | None
    hidden: list[Span]
    texts: list[Span]
    links: list[tree.Link | tree.Image]
    tags: list[tree.HtmlTag]


@record
class InlineIndex:
    """The index of a document tree. `leaves` are its blocks with inline content. `hidden` has the spans of
    all code, math, comments and data, in order; `blocks` those that are whole blocks; `hard_breaks` the
    line ends that render as line breaks.
    """

    leaves: list[InlineBlock] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)
    blocks: list[tree.Block] = field(default_factory=list)
    hard_breaks: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, document: tree.Document) -> InlineIndex:
        """The index of a tree."""
        global _last
        if _last is None or _last[0] is not document:
            inline_index = cls()
            inline_index._index_blocks(document)
            _last = (document, inline_index)
        return _last[1]

    def hides(self, span: Span) -> bool:
        """Whether `span` begins in code, math or a comment."""
        return within(span.start, self.hidden)

    def _index_blocks(self, document: tree.Document) -> None:
        stack: list[tuple[tree.Block, tree.Item | None]] = [(b, None) for b in reversed(document.children)]
        while stack:
            block, item = stack.pop()
            if isinstance(block, _HIDDEN_BLOCKS):
                self.hidden.append(block.span)
                self.blocks.append(block)
            elif isinstance(block, _WRITTEN_BLOCKS):
                self._index_block(block, item)
            elif isinstance(block, tree.List):
                for inner in reversed(block.items):
                    stack += [(child, inner) for child in reversed(inner.children)]
            elif isinstance(block, tree.Table):
                for row in (block.header, *block.rows):
                    for cell in row.cells:
                        self._index_block(cell, item)
            elif isinstance(block, tree.Quote | tree.FootnoteDefinition):
                stack += [(child, item) for child in reversed(block.children)]

    def _index_block(
        self, node: tree.Paragraph | tree.Heading | tree.HtmlBlock | tree.Cell, item: tree.Item | None
    ) -> None:
        leaf = InlineBlock(node, item, [], [], [], [])
        data = _DataElement()
        # The number of links and images around the current node; None on the stack ends one of them.
        around = 0
        stack: list[tree.Inline | None] = [*reversed(node.children)]
        while stack:
            inline = stack.pop()
            kind = type(inline)
            if inline is None:
                around -= 1
            elif kind is tree.Text:
                if not around:
                    (data.texts if data.name else leaf.texts).append(inline.span)
            elif kind is tree.Break:
                if inline.hard:  # type: ignore[union-attr]
                    self.hard_breaks.append(inline.span)
            elif kind in _HIDDEN_INLINES:
                if not data.name:
                    leaf.hidden.append(inline.span)
            elif kind is tree.HtmlTag:
                leaf.tags.append(inline)  # type: ignore[arg-type]
                leaf.hidden += data.close_with(inline)  # type: ignore[arg-type]
            elif isinstance(inline, _LINKS):
                if not around:
                    leaf.links.append(inline)
                    if inline.form is tree.LinkForm.BARE and not data.name:
                        leaf.texts.append(inline.span)
                around += 1
                stack.append(None)
                stack += inline.children[::-1]
            elif isinstance(inline, tree.Container):
                stack += inline.children[::-1]
        if data.name and isinstance(node, tree.HtmlBlock):
            leaf.hidden.append(Span(data.start, node.span.end))
        else:
            leaf.texts += data.texts
        self.leaves.append(leaf)
        self.hidden += leaf.hidden


class _DataElement:
    """The HTML element with data that contains the current node: its name ("" if there is none), the offset
    of its content, and the texts in it so far. If the element is never closed, they are ordinary texts.
    """

    def __init__(self) -> None:
        self.name = ""
        self.start = 0
        self.texts: list[Span] = []

    def close_with(self, tag: tree.HtmlTag) -> list[Span]:
        """The span of the element's content if this tag closes it, else None."""
        if not tag.closing:
            if not self.name and tag.name in tree.DATA_TAGS:
                self.name, self.start = tag.name, tag.span.end
        elif tag.name == self.name:
            self.name = ""
            self.texts.clear()
            return [Span(self.start, tag.span.start)]
        return []


_last: tuple[tree.Document, InlineIndex] | None = None
