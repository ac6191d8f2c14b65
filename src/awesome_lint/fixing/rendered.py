"""Renders a text with another engine: blocks, inline nodes and words, each with its span in the source.

The engine is comrak (Rust, MIT) with its Python binding. It is independent of mistletoe, so it does not repeat its
errors. It supports all extensions of GitHub (tables, strikethrough, autolinks, task lists, footnotes, alerts), and it
also returns the source positions of inline nodes. cmarkgfm, GitHub's own C code, was the alternative: it has positions
of blocks only, so it cannot say which link of an entry changed; it has no alerts; and it leaks memory. PyPI has wheels
of both for Linux, macOS and Windows (November 2026; Windows with Python 3.11 to 3.13 gets comrak 0.0.12, whose output
is the same for everything that is used here). comrak is imported by the first call, so only runs with fixes need it.
"""

from __future__ import annotations

import html
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import unquote

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.source import BOM, line_starts
from awesome_lint.structs import field, record

BLOCKS = {
    "p": "paragraph",
    "li": "list item",
    "blockquote": "quote",
    "alert": "alert",
    "footnote": "footnote",
    "pre": "code block",
    "hr": "rule",
    "table": "table",
    "tr": "table row",
    "th": "table cell",
    "td": "table cell",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
INLINES = {
    "a": "link",
    "url": "bare link",
    "img": "image",
    "em": "emphasis",
    "strong": "bold text",
    "del": "struck text",
    "code": "inline code",
    "br": "line break",
    "ref": "footnote reference",
}
NAMES = {**BLOCKS, **INLINES}

_MAX_PIPES = 1000
"""The most cells in a line. comrak fills every row to the width of the header, which can need gigabytes of memory."""

_PIECE = lazy(r'<(/?)([a-z][a-z0-9]*)([^<>"]*(?:"[^"]*"[^<>"]*)*)>|([^<]+)')
_ATTRIBUTE = lazy(r'([a-z-]+)="([^"]*)"')
_PLACE = lazy(r"(\d+):(\d+)-(\d+):(\d+)")
_BACKLINK = lazy(r'<a href="#fnref-[^>]*data-footnote-backref[^>]*>.*?↩(?:<sup[^>]*>\d+</sup>)?</a>')
_REFERENCE = lazy(
    r'<sup data-sourcepos="([^"]*)" class="footnote-ref"><a href="#fn-([^"]*)"[^>]*>\d+</a></sup>'
)
_SOURCE_POSITION = lazy(r' data-sourcepos="[^"]*"')
_COMMENT = lazy(r"&lt;!--[^\0]*?--&gt;|(<code[ >][^\0]*?</code>|&lt;!--[^\0]*)")
"""A comment, or as group 1 what is none: code, and all from a comment without an end."""
_ALERT = lazy(r"markdown-alert-(\w+)")


class UnrenderableError(Exception):
    """Raised if the Markdown engine cannot render a text; the message says why."""


class RenderedNode(NamedTuple):
    """A node with its span. `target` is the URL of a link or image; `details` has its other attributes.

    `parent` is the kind and start of the block around it (`ROOT` for inline nodes). A list is not a node, its items
    are: so a fixed bullet may split or join lists.
    """

    kind: str
    start: int
    end: int
    target: str
    details: str
    parent: tuple[str, int]


_start_of = attrgetter("start")


@record
class RenderedPage:
    """A rendered text. `leaves` are the visible texts of blocks, with the URLs of their links, by the kind and start of
    the block. HTML blocks, for which the engine has no position, belong to the block around them, or to `ROOT`."""

    text: str
    nodes: list[RenderedNode]
    leaves: dict[tuple[str, int], str]
    _by_kind: dict[str, list[RenderedNode]] = field(default_factory=dict)

    def nodes_starting_in(self, kind: str, low: int, high: int) -> list[RenderedNode]:
        """The nodes of a kind that start between two offsets, both included."""
        if not self._by_kind:
            for node in sorted(self.nodes, key=_start_of):
                self._by_kind.setdefault(node.kind, []).append(node)
        nodes = self._by_kind.get(kind, [])
        return nodes[bisect_left(nodes, low, key=_start_of) : bisect_right(nodes, high, key=_start_of)]


ROOT = ("", 0)


def render_page(text: str) -> RenderedPage:
    """Render a text. UnrenderableError if the engine fails, or would need too much memory."""
    if any(line.count("|") > _MAX_PIPES for line in text.split("\n")):
        raise UnrenderableError("a table row is too wide to compare")
    return _HtmlReader(text).read(_render_html(text.removeprefix(BOM)))


def visible_html(text: str) -> str:
    """The HTML that a reader sees of a text, as one line without comments and positions. UnrenderableError as for
    `render_page`."""
    html = _SOURCE_POSITION.sub("", _render_html(text.removeprefix(BOM)))
    html = _COMMENT.sub(lambda match: match[1] or "", html)
    return " ".join(html.replace("<", " <").split())


@cache
def _load_engine() -> Callable[[str], str]:
    """The function that renders Markdown as HTML with source positions; it imports comrak."""
    import comrak

    extensions = comrak.ExtensionOptions()
    for name in ("table", "strikethrough", "autolink", "tasklist", "footnotes", "alerts"):
        setattr(extensions, name, True)
    options = comrak.RenderOptions()
    options.sourcepos = True
    # HTML is escaped, so that every tag in the result is the engine's own.
    options.escape = True
    return lambda text: comrak.render_markdown(text, extensions, comrak.ParseOptions(), options)


def _render_html(text: str) -> str:
    try:
        return _load_engine()(text)
    except BaseException as error:
        # A panic in Rust is an exception that derives from BaseException and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnrenderableError("the Markdown engine that compares texts failed") from None


class _HtmlReader:
    """Reads the engine's HTML once and collects nodes and leaves."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = line_starts(text)
        self.ascii = text.isascii()
        self.nodes: list[RenderedNode] = []
        self.contents: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.lines: dict[int, bytes] = {}

    def read(self, rendered_html: str) -> RenderedPage:
        """The nodes and leaves of the HTML that the engine made of the text."""
        if "data-footnote" in rendered_html:
            rendered_html = _REFERENCE.sub(
                r'<ref data-sourcepos="\1" href="\2" />', _BACKLINK.sub("", rendered_html)
            )
        # The open elements: the tag of each, and the block (kind and start) to which text in it belongs.
        stack = [("", ROOT)]
        for closing, tag, attributes, content in _PIECE.findall(rendered_html):
            parent_tag, block = stack[-1]
            if content:
                self.contents[block].append(html.unescape(content) if "&" in content else content)
            elif closing:
                if len(stack) > 1:
                    stack.pop()
            else:
                inner = self._open_element(tag, attributes, parent_tag, block)
                if not attributes.endswith("/"):
                    stack.append((tag, inner))
        leaves = {
            # A word with markup in it ("Multi**Modal**") is two words here, as in the source.
            key: "\0".join(parts)
            for key, parts in self.contents.items()
            if any(not part.isspace() for part in parts)
        }
        return RenderedPage(self.text, self.nodes, leaves)

    def _open_element(
        self, tag: str, raw_attributes: str, parent_tag: str, block: tuple[str, int]
    ) -> tuple[str, int]:
        """Records the node of an opening tag, if the tag has a source position. Returns the block (kind and start) to
        which text in the element belongs."""
        attributes = dict(_ATTRIBUTE.findall(raw_attributes))
        place = attributes.get("data-sourcepos")
        if tag == "input":
            self.contents[block].append("[x] " if "checked" in attributes else "[ ] ")
        if tag == "code" and parent_tag == "pre":
            self.contents[block].append(attributes.get("class", "") + "\n")
        if place is None:
            return block
        kind, details = _node_kind(tag, attributes)
        if kind in INLINES:
            self._add_inline(kind, attributes, self._parse_position(place), block)
            return block
        # The first paragraph of an item is the item's own text, whether the list is tight or loose.
        is_empty = all(part.isspace() for part in self.contents.get(block, ()))
        if kind not in BLOCKS or (kind == "p" and parent_tag == "li" and is_empty):
            return block
        span = self._parse_position(place)
        self.nodes.append(RenderedNode(kind, span.start, span.end, "", details, block))
        return kind, span.start

    def _add_inline(self, kind: str, attributes: dict[str, str], span: Span, block: tuple[str, int]) -> None:
        target = unquote(html.unescape(attributes.get("href") or attributes.get("src") or ""))
        details = html.unescape(" ".join(filter(None, (attributes.get("alt"), attributes.get("title")))))
        if kind == "a" and self.text[span.start : span.start + 1] not in ("[", "<"):
            kind = "url"
        self.nodes.append(RenderedNode(kind, span.start, span.end, target, details, ROOT))
        words = " ".join(filter(None, (target, details)))
        if words:
            self.contents[block].append(f" {words} ")

    def _parse_position(self, position: str) -> Span:
        """The span of a `data-sourcepos` attribute, which counts lines and bytes."""
        match = _PLACE.fullmatch(position)
        if match is None:
            raise UnrenderableError(f"the Markdown engine returned the position {position!r}")
        first, column, last, final = map(int, match.groups())
        start = self._offset_of_byte(first, column - 1)
        return Span(start, max(start, self._offset_of_byte(last, final)))

    def _offset_of_byte(self, line: int, byte_count: int) -> int:
        """The offset in the text after the first `byte_count` bytes of a line (from 1)."""
        if not 1 <= line <= len(self.starts):
            return len(self.text)
        start = self.starts[line - 1]
        if line == 1 and self.text.startswith(BOM):
            start = 1
        if self.ascii:
            return min(start + byte_count, len(self.text))
        if line not in self.lines:
            end = self.starts[line] if line < len(self.starts) else len(self.text)
            self.lines[line] = self.text[start:end].encode("utf-8", "replace")
        return start + len(self.lines[line][:byte_count].decode("utf-8", "ignore"))


def _node_kind(tag: str, attributes: dict[str, str]) -> tuple[str, str]:
    """The kind of node that an HTML element is ("" if none), and its details: the type of an alert, the id of a
    footnote, or an alignment."""
    if tag == "div":
        alert = _ALERT.search(attributes.get("class", ""))
        return ("alert", alert[1]) if alert else ("", "")
    if tag == "li" and attributes.get("id", "").startswith("fn-"):
        return "footnote", attributes["id"]
    return tag, attributes.get("align", "")
