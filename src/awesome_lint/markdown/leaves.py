"""The blocks without blocks inside, except paragraphs and tables: mistletoe's tokens with GitHub's syntax; and which
lines begin a block, and so end the paragraph or table before them.

`read` takes the lines of a block; the constructor makes its node later, when all definitions are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import html, inline
from awesome_lint.markdown.mistletoe_import import block_token, span_token
from awesome_lint.markdown.nodes import Comment, HtmlTag, Inline, Node, mark_inexact, rendered_links
from awesome_lint.markdown.source_lines import ContainerLine, Content, span_of_lines
from awesome_lint.structs import record

if TYPE_CHECKING:
    from awesome_lint.markdown.document import Document


@record
class LeafLines:
    """The lines of a leaf block before its node is made. `closed` is False for a code block without end;
    `after_definitions`: link reference definitions are before the lines."""

    lines: list[ContainerLine]
    document: Document
    level: int = 0
    closed: bool = True
    after_definitions: bool = False


@record(eq=False)
class FrontMatter(Node, block_token.BlockToken):
    """YAML between `---` lines or TOML between `+++` lines at the very start of the text, with these lines."""


_YAML = lazy(r"\ufeff?---[ \t]*\r?\n(?P<data>(?:[^\n]*+\n)*?)(?:---|\.\.\.)[ \t]*(?=\r?\n|\Z)")
_TOML = lazy(r"\ufeff?\+\+\+[ \t]*\r?\n(?P<data>(?:[^\n]*+\n)*?)\+\+\+[ \t]*(?=\r?\n|\Z)")
_YAML_LINE = lazy(r"""[ \t]|[#\]}]|-(?=\s|\Z)|(?:"[^"]*"|'[^']*'|[\w$@][^\n:]*):(?=\s|\Z)|\s*\Z""")
_TOML_LINE = lazy(r"""[\w."'-]+[ \t]*=|\[{1,2}[^\[\]]+\]{1,2}\s*\Z""")
_KEY = lazy(r"""["'\w$@]""")


def front_matter_span(text: str) -> Span | None:
    """The span of the front matter, delimiter lines included; None if there is none.

    A text between two thematic breaks is front matter only if it is data: every YAML line is a key, a list item, a
    comment or indented; the first TOML line is a key or a table."""
    if text.startswith(("---", "\ufeff---")):
        match = _YAML.match(text)
    elif text.startswith(("+++", "\ufeff+++")):
        match = _TOML.match(text)
    else:
        return None
    if match is None:
        return None
    lines = [line for line in match["data"].splitlines() if line.strip() and not line.startswith("#")]
    if text.lstrip("\ufeff").startswith("-"):
        is_data = all(map(_YAML_LINE.match, lines)) and bool(lines) and bool(_KEY.match(lines[0]))
    else:
        is_data = bool(lines) and _TOML_LINE.match(lines[0]) is not None
    return Span(int(text.startswith("\ufeff")), match.end()) if is_data else None


@record(eq=False)
class IndentedCode(Node, block_token.BlockCode):
    """An indented code block."""

    @staticmethod
    def start(line: ContainerLine) -> bool:
        """Whether an indented code block begins on the line."""
        return line[0] in " \t" and line.indent() >= 4 and not line.is_blank()

    @classmethod
    def read(cls, lines: Any) -> list[ContainerLine]:
        """Takes the lines of the indented code block that begins on the next line."""
        taken = [next(lines)]
        blank_lines = 0
        while (line := lines.peek()) is not None:
            if line.is_blank():
                blank_lines += 1
            elif line.indent() >= 4:
                blank_lines = 0
            else:
                break
            taken.append(next(lines))
        lines.set_pos(lines.get_pos() - blank_lines)
        return taken[: len(taken) - blank_lines]

    def __init__(self, lines: list[ContainerLine]) -> None:
        self.span = span_of_lines(lines)
        self.is_exact = True


_ATX = lazy(r"(#{1,6})(?=[ \t\n])")


@record(eq=False)
class Heading(Node, block_token.Heading):
    """An ATX, setext or HTML heading. `content` is the span of its text without delimiters. `slug` is GitHub's
    anchor, unique in the document (`x`, `x-1`, …). `form` is "atx", "setext" or "html"."""

    level: int
    content: Span
    children: list[Inline]
    form: str
    slug: str

    @classmethod
    def start(cls, line: ContainerLine) -> bool:
        """Whether the line is an ATX heading."""
        stripped = line.without_small_indent()
        return stripped[:1] == "#" and _ATX.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> LeafLines:
        """Takes the next line, which is an ATX heading."""
        return LeafLines([next(lines)], lines.lines.document)

    def __init__(self, leaf: LeafLines) -> None:
        """Makes the setext heading with the level of the leaf, or the ATX heading on its line."""
        text = leaf.document.text
        if leaf.level:
            self.level, self.form = leaf.level, "setext"
            content = Content.of_lines(leaf.lines[:-1], text)
        else:
            self.form = "atx"
            self.level, content = _parse_atx_heading(leaf.lines[0], text)
        self.span = span_of_lines(leaf.lines)
        self.content = content.full_span
        self.children = inline.parse_inlines(content, leaf.document)
        self.slug = ""
        self.is_exact = content.exact
        leaf.document.headings.append(self)

    @classmethod
    def from_html_tags(cls, opening: HtmlTag, children: list[Inline], closing: HtmlTag) -> Heading:
        """The heading between two HTML tags."""
        heading = cls.__new__(cls)
        heading.span = Span(opening.span.start, closing.span.end)
        heading.level = int(opening.name[1])
        heading.content = Span(opening.span.end, closing.span.start)
        heading.children = children
        heading.form, heading.slug = "html", ""
        heading.is_exact = opening.is_exact and closing.is_exact
        return heading


def _parse_atx_heading(line: ContainerLine, text: str) -> tuple[int, Content]:
    """The level and the content of an ATX heading."""
    place = line.index("#")
    start = len(line) - len(line[place:].lstrip("#"))
    raw = line[start:].rstrip(" \t\n")
    bare = raw.rstrip("#")
    if not bare or bare[-1] in " \t":
        raw = bare
    body = raw.lstrip(" \t")
    pieces = [(body.rstrip(" \t"), line.document_offset(start + len(raw) - len(body)))]
    return start - place, Content(text, pieces)


_THEMATIC = lazy(r" {0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)\n")


@record(eq=False)
class ThematicBreak(Node, block_token.ThematicBreak):
    """A thematic break."""

    @classmethod
    def start(cls, line: ContainerLine) -> bool:
        """Whether the line is a thematic break."""
        return line[0] in " -_*" and _THEMATIC.match(line) is not None

    def __init__(self, lines: list[ContainerLine]) -> None:
        self.span = span_of_lines(lines)
        self.is_exact = True


_FENCE = lazy(r"(`{3,}(?=[^`]*$)|~{3,})")


@record(eq=False)
class Fence(Node, block_token.CodeFence):
    """A fenced code block. `content` is the span of the lines between the fences; `closed` is False if the block
    extends to the end of its container."""

    content: Span
    closed: bool

    @classmethod
    def start(cls, line: ContainerLine) -> bool:
        """Whether a fenced code block begins on the line."""
        stripped = line.without_small_indent()
        return stripped[:1] in ("`", "~") and _FENCE.match(stripped) is not None

    @classmethod
    def read(cls, lines: Any) -> LeafLines:
        """Takes the lines of the fenced code block that begins on the next line."""
        kept = [next(lines)]
        delimiter = opening_fence(kept[0])
        while (line := lines.peek()) is not None:
            kept.append(next(lines))
            if closes_fence(line, delimiter):
                return LeafLines(kept, lines.lines.document)
        return LeafLines(kept, lines.lines.document, closed=False)

    def __init__(self, leaf: LeafLines) -> None:
        first = leaf.lines[0]
        text = leaf.document.text
        inside = leaf.lines[1 : -1 if leaf.closed else None]
        start = end = _start_of_next_line(text, first.end)
        if inside:
            end = _start_of_next_line(text, inside[-1].end) if leaf.closed else max(start, inside[-1].end)
        self.content = Span(start, end)
        self.span = Span(first.content_start, max(leaf.lines[-1].content_end, end))
        self.closed = leaf.closed
        self.is_exact = True


def _start_of_next_line(text: str, line_end: int) -> int:
    """The offset of the line after the one that ends at `line_end`."""
    return line_end + (2 if text.startswith("\r\n", line_end) else 1 if line_end < len(text) else 0)


def opening_fence(line: str) -> str:
    """The delimiter of the fence that begins on the line; "" if there is none."""
    match = _FENCE.match(line.lstrip(" "))
    return match[1] if match else ""


def closes_fence(line: ContainerLine, delimiter: str) -> bool:
    """Whether the line closes the fence with this opening delimiter."""
    stripped = line.without_small_indent().rstrip(" \t\n")
    return stripped.startswith(delimiter) and stripped == delimiter[0] * len(stripped)


BLOCK_TAGS: frozenset[str] = frozenset(span_token._tags)
"""The names of the tags that begin an HTML block, also directly after a line of text."""
_LITERAL = lazy(r"<(?:pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
_DECLARATION = lazy("<![A-Z]")
_BLOCK_TAG = lazy(r"</?([A-Za-z][A-Za-z0-9]*)(?=\s|/?>)")
HTML_ENDS = {
    1: lazy(r"</(?:pre|script|style|textarea)>", re.IGNORECASE),
    2: lazy("-->"),
    3: lazy(r"\?>"),
    4: lazy(">"),
    5: lazy(r"\]\]>"),
}
"""The end patterns of HTML blocks of CommonMark's kinds 1 to 5; those of kinds 6 and 7 end at a blank line."""


@record(eq=False)
class HtmlBlock(Node, block_token.HtmlBlock):
    """An HTML block (CommonMark's seven kinds). A block that consists of a comment is a `Comment` instead.

    `children` are its tags, texts, comments, links, images and line ends, in order. Headings in it are also in
    `Document.headings`."""

    children: list[Inline]

    @classmethod
    def start(cls, line: ContainerLine) -> int:
        """The kind of HTML block that begins on the line (1 to 7); 0 if none does."""
        stripped = line.without_small_indent()
        if stripped[:1] != "<":
            return 0
        if _LITERAL.match(stripped):
            return 1
        for kind, opening in ((2, "<!--"), (3, "<?"), (5, "<![CDATA[")):
            if stripped.startswith(opening):
                return kind
        if _DECLARATION.match(stripped):
            return 4
        tag = _BLOCK_TAG.match(stripped)
        if tag and tag[1].lower() in BLOCK_TAGS:
            return 6
        match = html.TAG.match(stripped)
        return 7 if match and not stripped[match.end() :].strip() else 0

    @classmethod
    def read(cls, lines: Any) -> LeafLines:
        """Takes the lines of the HTML block that begins on the next line."""
        ends = HTML_ENDS.get(cls.start(lines.peek()))
        kept: list[ContainerLine] = []
        while (line := lines.peek()) is not None:
            if ends is None and line.is_blank():
                break
            kept.append(next(lines))
            if ends is not None and ends.search(line):
                break
        while kept[-1].is_blank():
            kept.pop()
        return LeafLines(kept, lines.lines.document)

    def __new__(cls, leaf: LeafLines | None = None) -> Any:
        """The block, or the comment of which it consists. `leaf` is None when a block is copied."""
        if leaf is None:
            return object.__new__(cls)
        content = Content.of_lines(leaf.lines, leaf.document.text)
        children = html.parse_html_block(content, leaf.document.anchors)
        leaf.document.links += rendered_links(children)
        if not content.exact:
            mark_inexact(children)
        if len(children) == 1 and isinstance(children[0], Comment):
            return children[0]
        block = object.__new__(cls)
        block.span = span_of_lines(leaf.lines)
        block.children = children
        block.is_exact = content.exact
        return block

    def __init__(self, leaf: LeafLines) -> None:
        """Does nothing: `__new__` sets the attributes, since the result may be a `Comment`."""


# --- starts of blocks ---------------------------------------------------------------------------------------

_MARKER = lazy(r" {0,3}(?!(?:-[ \t]*+){3,}+\n|(?:\*[ \t]*+){3,}+\n)([-+*]|[0-9]{1,9}[.)])(?=[ \t\n])")
FOOTNOTE = lazy(r"\[\^([^\]\s]+)\]:[ \t]*")


def list_marker(line: ContainerLine) -> str:
    """The list marker at the start of the line; "" if there is none."""
    match = _MARKER.match(line) if line[0] in " -+*0123456789" else None
    return match[1] if match else ""


def starts_block(line: ContainerLine, *, in_paragraph: bool = False) -> bool:
    """Whether the line begins a block other than a paragraph; with `in_paragraph`, one that can interrupt a
    paragraph."""
    stripped = line.without_small_indent()
    first = stripped[:1]
    if first == "#":
        return Heading.start(line)
    if first == ">":
        return True
    if first in ("`", "~"):
        return Fence.start(line)
    if first == "<":
        kind = HtmlBlock.start(line)
        return 0 < kind < 7 or (kind == 7 and not in_paragraph)
    if first == "[":
        return FOOTNOTE.match(stripped) is not None
    if first and first in "-_*+0123456789":
        marker = list_marker(line)
        if not marker:
            return ThematicBreak.start(line)
        return not in_paragraph or (
            marker in ("-", "+", "*", "1.", "1)") and stripped[len(marker) :].strip(" \t\n") != ""
        )
    return False
