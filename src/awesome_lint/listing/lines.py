"""The inline content of a candidate, cut into lines that patterns can be matched on.

A `Line` carries its nodes and a *masked* text of exactly the length of its span: what a reader sees stays,
emphasis marks, tags, comments and escapes become spaces, and each link or image becomes a run of `OBJECT`.
A match at `i` in the mask therefore is at `span.start + i` in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.mentions import OBJECT, Mention, find_mentions
from awesome_lint.listing.model import LabelledField, LinkField
from awesome_lint.markdown import tree
from awesome_lint.structs import record

_ESCAPE = lazy(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY = lazy(r"&(?:nbsp|emsp|ensp|thinsp|#160|#xa0);", re.I)
_AMP = "&amp;"
_NOTE = " \t0123456789,;*+†‡§¶#"


@record
class Line:
    """One line of a candidate: up to a line's end, a `<br>` or the end of its block.

    `item` is the nested list item that the line opens or continues, None for lines of the candidate itself;
    `opening` tells whether it is that item's first line.
    """

    nodes: list[tree.Inline]
    span: Span
    mask: str
    item: tree.Item | None = None
    opening: bool = True
    mapped: bool = True
    links: Sequence[tree.Link | tree.Image] = ()
    worded: bool = True
    """Whether anything but links is in it."""
    emphasised: Sequence[tuple[int, int]] = ()
    """The stretches of the mask that are in emphasis or code, outermost only."""
    found: list[Mention] | None = None
    fields: Sequence[LinkField] = ()
    """Its links as fields of the entry, once they are read."""
    label: LabelledField | None = None
    """The field that it is, where a label opens it."""

    @property
    def mentions(self) -> list[Mention]:
        """The dates and venues in it."""
        if self.found is None:
            self.found = find_mentions(self.mask, self.emphasised) if self.worded else []
        return self.found

    def at(self, offset: int) -> int:
        """The place in the mask of an offset in the source."""
        return offset - self.span.start

    def span_of(self, start: int, end: int) -> Span:
        """The source span of a range of the mask."""
        return Span(self.span.start + start, self.span.start + end)


def mask_nodes(
    nodes: Iterable[tree.Inline], span: Span, text: str, links: list[tree.Link | tree.Image] | None = None
) -> str:
    """The masked text of `nodes`, which are in order inside `span`; their outermost links and images are added to
    `links`."""
    parts: list[str] = []
    position = span.start
    raised = False
    for node in nodes:
        start, end = node.span
        if isinstance(node, tree.Link | tree.Image) and links is not None:
            links.append(node)
        if isinstance(node, tree.HtmlTag) and node.name.lower() == "sup":
            raised = not node.closing
        if start < position or end > span.end:
            continue
        if start > position:
            parts.append(" " * (start - position))
        piece = _masked_node(node, text, links)
        if raised and isinstance(node, tree.Text) and not piece.strip(_NOTE):
            piece = " " * len(piece)  # `Name<sup>1</sup>`: a mark that points at an affiliation
        parts.append(piece)
        position = end
    parts.append(" " * (span.end - position))
    return "".join(parts)


def _masked_node(node: tree.Inline, text: str, links: list[tree.Link | tree.Image] | None) -> str:
    start, end = node.span
    if isinstance(node, tree.Text):
        return _masked_text(text[start:end])
    if isinstance(node, tree.Link | tree.Image):
        return OBJECT * (end - start)
    if isinstance(node, tree.Container):
        return mask_nodes(node.children, node.span, text, links)
    if isinstance(node, tree.CodeSpan):
        return text[start:end].replace("`", " ")
    if isinstance(node, tree.Math):
        return text[start:end].replace("\n", " ")
    return " " * (end - start)


def _masked_text(raw: str) -> str:
    if "\\" in raw:
        raw = _ESCAPE.sub(" ", raw)
    if "&" in raw:
        raw = _ENTITY.sub(lambda match: " " * len(match[0]), raw.replace(_AMP, "&    "))
    return raw.replace("\t", " ").replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ")


def links_in(nodes: list[tree.Inline]) -> Iterator[tree.Link | tree.Image]:
    """The links and images in `nodes`, outermost only, in order."""
    for node in nodes:
        if isinstance(node, tree.Link | tree.Image):
            yield node
        elif isinstance(node, tree.Container):
            yield from links_in(node.children)


def is_break(node: tree.Inline) -> bool:
    """Whether a line ends at this node."""
    return isinstance(node, tree.Break) or (isinstance(node, tree.HtmlTag) and node.name.lower() == "br")


class Cutter:
    """Cuts the inline content of blocks into lines, that of each block once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines: dict[tree.Paragraph | tree.Heading, list[Line]] = {}

    def cut(self, block: tree.Paragraph | tree.Heading, item: tree.Item | None = None) -> list[Line]:
        """The lines of a block, which is part of `item` where it belongs to a nested item; lines without anything
        visible are left out."""
        lines = self._lines.get(block)
        if lines is None:
            lines = self._lines[block] = _cut_lines(block.children, self.text)
        for line in lines:
            line.item = item
        return lines


def _cut_lines(nodes: list[tree.Inline], text: str) -> list[Line]:
    lines: list[Line] = []
    current: list[tree.Inline] = []
    for node in [*nodes, None]:
        if node is not None and not is_break(node):
            current.append(node)
            continue
        if current:
            span = Span(current[0].span.start, max(current[0].span.end, current[-1].span.end))
            line = line_of(current, span, text, opening=not lines)
            if line is not None:
                lines.append(line)
        current = []
    return lines


def line_of(nodes: list[tree.Inline], span: Span, text: str, *, opening: bool = True) -> Line | None:
    """The line that `nodes` make; None where nothing in them is visible."""
    links: list[tree.Link | tree.Image] = []
    mask = mask_nodes(nodes, span, text, links)
    if not mask.strip():
        return None
    emphasised = [
        (node.span.start - span.start, node.span.end - span.start)
        for node in nodes
        if isinstance(node, tree.Emphasis | tree.Strong | tree.CodeSpan)
    ]
    mapped = all(node.mapped for node in nodes)
    worded = bool(mask.strip(OBJECT + " []()"))
    return Line(nodes, span, mask, None, opening, mapped, links, worded, emphasised)
