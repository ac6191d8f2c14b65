"""Markdown that GitHub shows as raw text, because it is part of an HTML block.

CommonMark reads a line that starts with a block tag, or that consists of one tag, as HTML up to the next blank
line."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.analysis.masking import MaskedBlock
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.markdown.leaves import BLOCK_TAGS
from awesome_lint.structs import field, record

_LINK = lazy(
    r"(?<![\\\w])!?\[[^\[\]\n]*[^\[\]\s][^\[\]\n]*\]"
    r"\(<?(?:https?://|mailto:|#|\.{0,2}/|[\w-]+[./])[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?:\s[^()\n]*)?\)"
)
_ITEM = lazy(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+[^\s|]")
_HEADING = lazy(r" {0,3}#{1,6}[ \t]+[^\s#]")
_BOLD = lazy(r"(?<![\\*\w])\*\*(?=\w)[^*\n]*[\w.:)!?]\*\*(?!\*)")
_DATA = lazy(r"<(?:(?i:pre|script|style|textarea)\b|[!?])")
_DEFINITION = lazy(r" {0,3}\[[^\]]+\]:")
_HTML_LINE = lazy(r" {0,3}</?(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_LAST_TAG = lazy(r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>[ \t]*\Z")
_NAME = lazy(r"<(/?[A-Za-z][A-Za-z0-9]*)")
_INLINE_TAGS = frozenset("a b big code em font i kbd small span strong sub sup tt u".split())
_CONTAINERS = frozenset("article blockquote center details div figure footer header main nav section".split())
"""Elements that a blank line does not end: after it there is Markdown inside them."""
_VOID = frozenset(("br", "hr", "img", "input", "source", "wbr"))


@record
class UnrenderedLines:
    """Markdown in an HTML block, which renders as raw text. `lines` are its lines; `kind` is the kind of Markdown on
    the first of them. `first_tag` is the name of the first tag of the block, `last_tag` that of the last tag before
    the lines. Blank lines at `blank_line_offsets` make all lines render; the list is empty if that is not possible or
    would change more."""

    lines: list[Span]
    kind: str
    first_tag: str
    last_tag: str
    blank_line_offsets: list[int] = field(default_factory=list)


def find_unrendered_markdown(context: Context) -> list[UnrenderedLines]:
    """The Markdown that renders as raw text: one item for each HTML block that contains any, in order."""
    document, text = context.listing.tree, context.text
    outermost = {block.span for block in document.children}
    found = []
    for leaf in InlineIndex.of_document(document).leaves:
        block = leaf.node
        if isinstance(block, tree.HtmlBlock) and block.is_exact and not _DATA.match(text, block.span.start):
            lines = _HtmlLines(MaskedBlock.of_block(leaf, text), text).find_unrendered_lines()
            if lines is not None:
                lines.blank_line_offsets = lines.blank_line_offsets if block.span in outermost else []
                found.append(lines)
    return found


class _HtmlLines:
    """The lines of an HTML block, as source and with tags, links, comments and code masked."""

    def __init__(self, block: MaskedBlock, text: str) -> None:
        span = block.leaf.node.span
        self.lines: list[Span] = []
        at = span.start
        for line in text[span.start : span.end].splitlines(keepends=True):
            self.lines.append(Span(at, at + len(line.rstrip("\r\n"))))
            at += len(line)
        self.source_lines = [text[line.start : line.end] for line in self.lines]
        self.masked_lines = [block.masked_text[a - span.start : b - span.start] for a, b in self.lines]
        self.element_spans = list(_element_spans(block.leaf.tags, span))

    def find_unrendered_lines(self) -> UnrenderedLines | None:
        """The Markdown in the HTML block, which renders as raw text; None if there is none."""
        found: UnrenderedLines | None = None
        fixable = is_html = True
        for number, line in enumerate(self.lines):
            tag = _HTML_LINE.match(self.source_lines[number])
            starts_html = tag is not None and tag["name"].lower() in BLOCK_TAGS
            is_html = is_html or starts_html
            kind = self._markdown_kind(number)
            if not kind or not is_html:
                continue
            found = found or UnrenderedLines(
                [], kind, self._tag_name_up_to_line(number, 0), self._tag_name_up_to_line(number - 1, -1)
            )
            found.lines.append(line)
            if not starts_html and self._renders_after_blank_line(number):
                found.blank_line_offsets.append(line.start)
                is_html = False
            else:
                fixable = False
        if found is not None and (not fixable or any(map(_DEFINITION.match, self.source_lines))):
            found.blank_line_offsets.clear()
        return found

    def _markdown_kind(self, line_index: int) -> str:
        """The kind of Markdown on a line; "" for plain text."""
        line = self.masked_lines[line_index]
        if _HEADING.match(line) and not self._is_in_table_cell(line_index):
            return "heading"
        if _LINK.search(line):
            return "list item" if _ITEM.match(line) else "link"
        return "bold text" if _BOLD.search(line) else ""

    def _is_in_table_cell(self, line_index: int) -> bool:
        """Whether a line begins inside a table cell."""
        at = self.lines[line_index].start
        return any(name in ("td", "th") and span.start < at < span.end for name, span in self.element_spans)

    def _tag_name_up_to_line(self, line_index: int, tag_index: int) -> str:
        """The name of the first (`tag_index` 0) or last tag (-1) up to a line, with the slash of a closing tag; "" if
        there is none."""
        names = [name for line in self.source_lines[: line_index + 1] for name in _NAME.findall(line)]
        return str(names[tag_index]).lower() if names else ""

    def _renders_after_blank_line(self, line_index: int) -> bool:
        """Whether a blank line before this line makes it render and changes nothing else: the line before ends with a
        tag, and no open element would be closed by a paragraph or list."""
        line = self.source_lines[line_index]
        tag = _LAST_TAG.search(self.source_lines[line_index - 1]) if line_index else None
        if tag is None or len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) > 3:
            return False
        name, at = tag["name"].lower(), self.lines[line_index].start
        if not (tag["closing"] or name in _VOID or name in _CONTAINERS or name == "a"):
            return False
        return not any(span.start < at < span.end for _, span in self.element_spans)


def _element_spans(tags: list[tree.HtmlTag], block: Span) -> Iterator[tuple[str, Span]]:
    """The elements of a block, except containers, each with its name and the span from its start tag to its end
    tag."""
    opened: list[tree.HtmlTag] = []
    for tag in tags:
        if tag.name in _CONTAINERS or tag.name in _VOID:
            continue
        if not tag.closing:
            opened.append(tag)
            continue
        at = next((n for n in range(len(opened) - 1, -1, -1) if opened[n].name == tag.name), None)
        if at is None:
            yield tag.name, Span(block.start - 1, tag.span.start)
        else:
            yield tag.name, Span(opened[at].span.start, tag.span.start)
            del opened[at:]
    for tag in opened:
        if tag.name not in _INLINE_TAGS:
            yield tag.name, Span(tag.span.start, block.end)
