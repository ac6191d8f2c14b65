"""Splits the inline content of a block into lines that patterns can match.

A `Line` has its nodes and a *mask* (the masked line), a text of the same length as its source. In the mask, emphasis
markers, tags, comments and escapes are spaces, and each character of a link or image is `LINK_PLACEHOLDER`; other text
is as a reader sees it. The offset `i` in the mask is `span.start + i` in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.mentions import LINK_PLACEHOLDER, Mention, find_mentions
from awesome_lint.listing.model import LabelledField, LinkField
from awesome_lint.markdown import tree
from awesome_lint.structs import record

WORD = lazy(r"[^\W\d_]{2,}")
"""A word of two or more letters."""
_ESCAPE = lazy(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY = lazy(r"&(?:nbsp|emsp|ensp|thinsp|#160|#xa0);", re.I)
_AMP = "&amp;"
_BOUND = lazy(r"[,;，；、()（）]")
_NO_VALUE = lazy(r"(?:none|n/?a|null|tbd|todo|tba|not available|-+|–|—|/|\?)?\.?", re.I)
_NOTE = " \t0123456789,;*+†‡§¶#"


@record
class Line:
    """A line of a possible entry: the text up to a line end, a `<br>` or the end of its block.

    `item` is the nested list item that contains it, or None; `starts_block` says whether it is the first line of its
    block, such as a paragraph of that item."""

    nodes: list[tree.Inline]
    span: Span
    mask: str
    item: tree.Item | None = None
    starts_block: bool = True
    is_exact: bool = True
    links: Sequence[tree.Link | tree.Image] = ()
    has_text: bool = True
    """Whether it has text outside links."""
    emphasis_ranges: Sequence[tuple[int, int]] = ()
    """The outermost ranges of the mask in emphasis or code."""
    cached_mentions: list[Mention] | None = None
    link_fields: Sequence[LinkField] = ()
    """Its links as fields of the entry, after they are parsed."""
    labelled_field: LabelledField | None = None
    """The field that it consists of, if it begins with a label."""

    @property
    def mentions(self) -> list[Mention]:
        """The dates and venues in the line."""
        if self.cached_mentions is None:
            self.cached_mentions = find_mentions(self.mask, self.emphasis_ranges) if self.has_text else []
        return self.cached_mentions

    def mask_offset(self, document_offset: int) -> int:
        """The offset in the masked line of an offset in the document."""
        return document_offset - self.span.start

    def document_span(self, mask_start: int, mask_end: int) -> Span:
        """The span in the document of a range of the masked line."""
        return Span(self.span.start + mask_start, self.span.start + mask_end)


def _mask_nodes(
    nodes: Iterable[tree.Inline], span: Span, document_text: str, links: list[tree.Link | tree.Image]
) -> str:
    """The text of `nodes`, which are in order within `span`, with placeholders for links and spaces for markup. Adds
    their outermost links and images to `links`."""
    parts: list[str] = []
    position = span.start
    in_superscript = False
    for node in nodes:
        start, end = node.span
        if isinstance(node, tree.Link | tree.Image):
            links.append(node)
        if isinstance(node, tree.HtmlTag) and node.name == "sup":
            in_superscript = not node.closing
        if start < position or end > span.end:
            continue
        if start > position:
            parts.append(" " * (start - position))
        piece = _masked_node(node, document_text, links)
        if in_superscript and isinstance(node, tree.Text) and not piece.strip(_NOTE):
            piece = " " * len(piece)  # `Name<sup>1</sup>`: a mark that points at an affiliation
        parts.append(piece)
        position = end
    parts.append(" " * (span.end - position))
    return "".join(parts)


def _masked_node(node: tree.Inline, document_text: str, links: list[tree.Link | tree.Image]) -> str:
    """The text of a node with placeholders for links and spaces for markup. The links and images inside a container are
    added to `links`; the caller adds a node that is a link itself."""
    start, end = node.span
    if isinstance(node, tree.Text):
        source = document_text[start:end]
        if "\\" in source:
            source = _ESCAPE.sub(" ", source)
        if "&" in source:
            source = _ENTITY.sub(lambda match: " " * len(match[0]), source.replace(_AMP, "&    "))
        return source.replace("\t", " ").replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ")
    if isinstance(node, tree.Link | tree.Image):
        return LINK_PLACEHOLDER * (end - start)
    if isinstance(node, tree.Container):
        return _mask_nodes(node.children, node.span, document_text, links)
    if isinstance(node, tree.CodeSpan):
        return document_text[start:end].replace("`", " ")
    if isinstance(node, tree.Math):
        return document_text[start:end].replace("\n", " ")
    return " " * (end - start)


class LineSplitter:
    """Splits blocks into lines; the lines of a block are cached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines: dict[tree.Paragraph | tree.Heading, list[Line]] = {}

    def split_block(
        self, block: tree.Paragraph | tree.Heading, list_item: tree.Item | None = None
    ) -> list[Line]:
        """The lines of a block with visible text. `list_item` is the nested list item of the block, or None."""
        lines = self._lines.get(block)
        if lines is None:
            lines = self._lines[block] = _split_lines(block.children, self.text)
        for line in lines:
            line.item = list_item
        return lines


def _split_lines(nodes: list[tree.Inline], document_text: str) -> list[Line]:
    """The lines with visible text in the nodes of a block."""
    lines: list[Line] = []
    current: list[tree.Inline] = []
    for node in [*nodes, None]:
        if node is not None and not _is_line_break(node):
            current.append(node)
            continue
        if current:
            span = Span(current[0].span.start, max(current[0].span.end, current[-1].span.end))
            line = make_line(current, span, document_text, starts_block=not lines)
            if line is not None:
                lines.append(line)
        current = []
    return lines


def _is_line_break(node: tree.Inline) -> bool:
    """Whether a line ends at this node."""
    return isinstance(node, tree.Break) or (isinstance(node, tree.HtmlTag) and node.name == "br")


def make_line(
    nodes: list[tree.Inline], span: Span, document_text: str, *, starts_block: bool = True
) -> Line | None:
    """The line that consists of these nodes; None if nothing in them is visible."""
    links: list[tree.Link | tree.Image] = []
    mask = _mask_nodes(nodes, span, document_text, links)
    if not mask.strip():
        return None
    emphasis_ranges = [
        (node.span.start - span.start, node.span.end - span.start)
        for node in nodes
        if isinstance(node, tree.Emphasis | tree.Strong | tree.CodeSpan)
    ]
    is_exact = all(node.is_exact for node in nodes)
    has_text = bool(mask.strip(LINK_PLACEHOLDER + " []()"))
    return Line(nodes, span, mask, None, starts_block, is_exact, links, has_text, emphasis_ranges)


def split_field_value(line: Line, value_start: int, value_end: int) -> list[tuple[str, str]]:
    """The parts of the value of a field (`a, b`, `[x](u), [y](v)`), each with its URL ("" without a link). The value is
    between two offsets of a masked line, whose links must be parsed; one such as `None` or `-` has no parts."""
    parts: list[tuple[str, str]] = []
    for start, end in _ranges_outside_parentheses(line.mask, value_start, value_end):
        words = " ".join(line.mask[start:end].replace(LINK_PLACEHOLDER, " ").strip(" .[]*_").split())
        links = [each for each in line.link_fields if start <= line.mask_offset(each.node.span.start) < end]
        if links:
            parts.extend((each.label, each.url) for each in links)
        elif words and not _NO_VALUE.fullmatch(words):
            parts.append((words, ""))
    return parts


def _ranges_outside_parentheses(masked_line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of a masked line between commas and semicolons that are not in parentheses."""
    depth = 0
    for match in _BOUND.finditer(masked_line, start, end):
        if match[0] in "(（":
            depth += 1
        elif match[0] in ")）":
            depth = max(0, depth - 1)
        elif not depth:
            yield start, match.start()
            start = match.end()
    yield start, end
