"""One walk over a tree, for the rules that look at its text: what is hidden, what is live, which lines break.

Several rules need the same walk, and it is the dearest part of each; the last tree's survey is kept.
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
class Leaf:
    """A block with inline content. `item` is the innermost list item around it. `hidden` are the places of its
    code, math, comments and HTML elements that hold data, `texts` its texts outside links and pictures, `links` its
    outermost links and pictures (bare URLs are among the texts as well: they may be part of a link that did not
    become one), `tags` its HTML tags."""

    node: tree.Paragraph | tree.Heading | tree.HtmlBlock | tree.Cell
    item: tree.Item | None
    hidden: list[Span]
    texts: list[Span]
    links: list[tree.Link | tree.Image]
    tags: list[tree.HtmlTag]


@record
class Survey:
    """What is where. `hidden` are all places that no reader reads as text, in order, `blocks` those that are
    blocks of their own; `hard_breaks` the line ends that render as breaks."""

    leaves: list[Leaf] = field(default_factory=list)
    hidden: list[Span] = field(default_factory=list)
    blocks: list[tree.Block] = field(default_factory=list)
    hard_breaks: list[Span] = field(default_factory=list)

    @classmethod
    def of(cls, document: tree.Document) -> Survey:
        """The survey of a tree."""
        global _last
        if _last is None or _last[0] is not document:
            survey = cls()
            survey._walk(document)
            _last = (document, survey)
        return _last[1]

    def hides(self, span: Span) -> bool:
        """Whether `span` begins in code, math or a comment."""
        return within(span.start, self.hidden)

    def _walk(self, document: tree.Document) -> None:
        stack: list[tuple[tree.Block, tree.Item | None]] = [(b, None) for b in reversed(document.children)]
        while stack:
            block, item = stack.pop()
            if isinstance(block, _HIDDEN_BLOCKS):
                self.hidden.append(block.span)
                self.blocks.append(block)
            elif isinstance(block, _WRITTEN_BLOCKS):
                self._take(block, item)
            elif isinstance(block, tree.List):
                for inner in reversed(block.items):
                    stack += [(child, inner) for child in reversed(inner.children)]
            elif isinstance(block, tree.Table):
                for row in (block.header, *block.rows):
                    for cell in row.cells:
                        self._take(cell, item)
            elif isinstance(block, tree.Quote | tree.FootnoteDefinition):
                stack += [(child, item) for child in reversed(block.children)]

    def _take(
        self, node: tree.Paragraph | tree.Heading | tree.HtmlBlock | tree.Cell, item: tree.Item | None
    ) -> None:
        leaf = Leaf(node, item, [], [], [], [])
        data = _Data()
        # How many links and pictures stand around the node that is looked at; None on the stack ends one.
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
                leaf.hidden += data.take(inline)  # type: ignore[arg-type]
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


class _Data:
    """The HTML element that holds data in which a walk is: its name ("" outside of one), where what it holds
    begins, and the texts in it so far, which are text after all where nothing closes it."""

    def __init__(self) -> None:
        self.name = ""
        self.start = 0
        self.texts: list[Span] = []

    def take(self, tag: tree.HtmlTag) -> list[Span]:
        """What the element held that this tag closes."""
        if not tag.closing:
            if not self.name and tag.name in tree.DATA_TAGS:
                self.name, self.start = tag.name, tag.span.end
        elif tag.name == self.name:
            self.name = ""
            self.texts.clear()
            return [Span(self.start, tag.span.start)]
        return []


_last: tuple[tree.Document, Survey] | None = None
