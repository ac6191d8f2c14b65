"""The inline content of a document, collected in one walk: texts, links, tags, code and hard line breaks.

Several rules need it, and the walk is their slowest part; the index of the last document is cached."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.edits import Span, is_in_spans
from awesome_lint.markdown import tree
from awesome_lint.structs import field, record

_HIDDEN_BLOCKS = (tree.Fence, tree.IndentedCode, tree.Comment, tree.FrontMatter)
_TEXT_BLOCKS = (tree.Paragraph, tree.Heading, tree.HtmlBlock)
_LINKS = (tree.Link, tree.Image)
_HIDDEN_INLINES = (tree.CodeSpan, tree.Math, tree.Comment)


@record
class InlineBlock:
    """A block with inline content. `item` is the innermost list item that contains it. `hidden_spans` are its code,
    math, comments and literal HTML elements (`<pre>`); `text_spans` its texts outside links and images; `links` its
    outermost links and images (a bare URL is also in `text_spans`, since it may be part of a broken link); `tags` its
    HTML tags."""

    node: tree.Paragraph | tree.Heading | tree.HtmlBlock | tree.Cell
    item: tree.Item | None
    hidden_spans: list[Span]
    text_spans: list[Span]
    links: list[tree.Link | tree.Image]
    tags: list[tree.HtmlTag]


@record
class InlineIndex:
    """The index of a document. `leaves` are its blocks with inline content. `hidden_spans` are all code, math,
    comments and literal elements, in order; `hidden_blocks` are the whole blocks among them; `hard_breaks` are the
    line ends that render as line breaks."""

    leaves: list[InlineBlock] = field(default_factory=list)
    hidden_spans: list[Span] = field(default_factory=list)
    hidden_blocks: list[tree.Block] = field(default_factory=list)
    hard_breaks: list[Span] = field(default_factory=list)

    @classmethod
    @lru_cache(maxsize=1)
    def of_document(cls, document: tree.Document) -> InlineIndex:
        """The index of the inline content of a document; that of the last document is cached."""
        inline_index = cls()
        inline_index._index_blocks(document)
        return inline_index

    def is_hidden(self, span: Span) -> bool:
        """Whether `span` begins in code, math, a comment or a literal element."""
        return is_in_spans(span.start, self.hidden_spans)

    def _index_blocks(self, document: tree.Document) -> None:
        stack: list[tuple[tree.Block, tree.Item | None]] = [(b, None) for b in reversed(document.children)]
        while stack:
            block, item = stack.pop()
            if isinstance(block, _HIDDEN_BLOCKS):
                self.hidden_spans.append(block.span)
                self.hidden_blocks.append(block)
            elif isinstance(block, _TEXT_BLOCKS):
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
        """Adds a block with inline content to the index; `item` is the list item that contains it, or None."""
        leaf = InlineBlock(node, item, [], [], [], [])
        literal = _LiteralHtmlTracker()
        # The number of links and images around the current node; None on the stack ends one of them.
        depth = 0
        stack: list[tree.Inline | None] = [*reversed(node.children)]
        while stack:
            inline = stack.pop()
            kind = type(inline)
            if inline is None:
                depth -= 1
            elif kind is tree.Text:
                if not depth:
                    (literal.text_spans if literal.name else leaf.text_spans).append(inline.span)
            elif kind is tree.Break:
                if inline.hard:  # type: ignore[union-attr]
                    self.hard_breaks.append(inline.span)
            elif kind in _HIDDEN_INLINES:
                if not literal.name:
                    leaf.hidden_spans.append(inline.span)
            elif kind is tree.HtmlTag:
                leaf.tags.append(inline)  # type: ignore[arg-type]
                leaf.hidden_spans += literal.process_tag(inline)  # type: ignore[arg-type]
            elif isinstance(inline, _LINKS):
                if not depth:
                    leaf.links.append(inline)
                    if inline.form is tree.LinkForm.BARE and not literal.name:
                        leaf.text_spans.append(inline.span)
                depth += 1
                stack.append(None)
                stack += inline.children[::-1]
            elif isinstance(inline, tree.Container):
                stack += inline.children[::-1]
        if literal.name and isinstance(node, tree.HtmlBlock):
            leaf.hidden_spans.append(Span(literal.start, node.span.end))
        else:
            leaf.text_spans += literal.text_spans
        self.leaves.append(leaf)
        self.hidden_spans += leaf.hidden_spans


class _LiteralHtmlTracker:
    """Tracks the literal HTML element (`<pre>`, `<script>`) that contains the current node: its name ("" outside such
    elements), the offset of its content, and its texts so far. The texts of an element that is never closed count as
    ordinary texts."""

    def __init__(self) -> None:
        self.name = ""
        self.start = 0
        self.text_spans: list[Span] = []

    def process_tag(self, tag: tree.HtmlTag) -> list[Span]:
        """Opens or closes the element. Returns the span of its content, in a list, if the tag closes it, else an
        empty list."""
        if not tag.closing:
            if not self.name and tag.name in tree.LITERAL_TAGS:
                self.name, self.start = tag.name, tag.span.end
        elif tag.name == self.name:
            self.name = ""
            self.text_spans.clear()
            return [Span(self.start, tag.span.start)]
        return []
