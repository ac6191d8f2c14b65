"""Markdown that GitHub shows as raw text, because it is part of a block of HTML.

CommonMark reads a line that starts with a block tag, or that is one tag alone, as HTML up to the next blank line.
"""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.analysis.residue import Residue
from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.markdown.leaves import BLOCK_TAGS
from awesome_lint.markdown.references import normalize
from awesome_lint.markdown.slugs import slug
from awesome_lint.structs import field, record

_LINK = lazy(
    r"(?<![\\\w])!?\[[^\[\]\n]*[^\[\]\s][^\[\]\n]*\]"
    r"\(<?(?:https?://|mailto:|#|\.{0,2}/|[\w-]+[./])[^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?:\s[^()\n]*)?\)"
)
_REFERENCE = lazy(r"(?<![\\\w])\[(?P<text>[^\[\]\n]+)\]\[(?P<label>[^\[\]\n]*)\]")
_ITEM = lazy(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+[^\s|]")
_HEADING = lazy(r" {0,3}#{1,6}[ \t]+(?P<text>[^\s#].*)")
_FENCE = lazy(r" {0,3}(?:`{3}|~{3})")
_DELIMITER = lazy(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*")
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
class Unrendered:
    """The Markdown in one block of HTML. `lines` are the lines that would render; `kind` says what the first of them
    would be; `first` and `before` name the first tag of the block and the last tag before that line. A blank line at
    each of `gaps` makes all lines render; empty where blank lines are not enough, or would change more. `slugs` are
    the slugs of the headings."""

    lines: list[Span]
    kind: str
    first: str
    before: str
    gaps: list[int] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)


def unrendered(context: Context) -> list[Unrendered]:
    """The Markdown that is shown as raw text: one value for each block of HTML that contains any, in order."""
    document, text = context.listing.tree, context.text
    outermost = {block.span for block in document.children}
    found = []
    for leaf in InlineIndex.of(document).leaves:
        block = leaf.node
        if isinstance(block, tree.HtmlBlock) and block.mapped and not _DATA.match(text, block.span.start):
            one = _Block(Residue.of(leaf, text), text, document).read()
            if one is not None:
                one.gaps = one.gaps if block.span in outermost else []
                found.append(one)
    return found


class _Block:
    """The lines of one block of HTML: in the source, and with tags, links, comments and code painted over."""

    def __init__(self, residue: Residue, text: str, document: tree.Document) -> None:
        span = residue.leaf.node.span
        self.definitions = document.definitions
        self.lines: list[Span] = []
        at = span.start
        for line in text[span.start : span.end].splitlines(keepends=True):
            self.lines.append(Span(at, at + len(line.rstrip("\r\n"))))
            at += len(line)
        self.raw = [text[line.start : line.end] for line in self.lines]
        self.painted = [residue.painted[a - span.start : b - span.start] for a, b in self.lines]
        self.closed_over = list(_elements(residue.leaf.tags, span))

    def read(self) -> Unrendered | None:
        """The Markdown in the block, None where there is none."""
        found: Unrendered | None = None
        fixable, is_html, fenced = True, True, False
        for number, line in enumerate(self.lines):
            if fenced:
                fenced = not _FENCE.match(self.painted[number])
                continue
            starts_html = _starts_html(self.raw[number])
            is_html = is_html or starts_html
            kind = self._kind(number)
            fenced = kind == "code block"
            if not kind or not is_html:
                continue
            found = found or Unrendered([], kind, self._tag(number, 0), self._tag(number - 1, -1))
            found.lines.append(line)
            if kind == "heading" and (match := _HEADING.match(self.painted[number])):
                found.slugs.append(slug(match["text"].rstrip(" #")))
            if not starts_html and self._may_follow_a_blank_line(number):
                found.gaps.append(line.start)
                is_html = False
            else:
                fixable = False
        if found is not None and (not fixable or any(map(_DEFINITION.match, self.raw))):
            found.gaps.clear()
        return found

    def _kind(self, number: int) -> str:
        """What the line would be as Markdown, "" for plain text."""
        line = self.painted[number]
        if _FENCE.match(line):
            return "code block"
        if _HEADING.match(line) and not self._is_in_cell(number):
            return "heading"
        linked = _LINK.search(line) is not None or self._refers(line)
        if _ITEM.match(line) and (linked or self._is_listed(number)):
            return "list item"
        if linked:
            return "link"
        if "|" in line and number + 1 < len(self.lines) and _DELIMITER.fullmatch(self.painted[number + 1]):
            return "table"
        return "bold text" if _BOLD.search(line) else ""

    def _refers(self, line: str) -> bool:
        return any(normalize(m["label"] or m["text"]) in self.definitions for m in _REFERENCE.finditer(line))

    def _is_listed(self, number: int) -> bool:
        """Whether the next line or the one before is an item too, and no `<br>` is between them."""
        near = [at for at in (number - 1, number + 1) if 0 <= at < len(self.lines)]
        return not self._is_in_cell(number) and any(
            _ITEM.match(self.painted[at])
            and not any(
                self.raw[line].rstrip().lower().endswith(("<br>", "<br/>", "<br />")) for line in (at, number)
            )
            for at in near
        )

    def _is_in_cell(self, number: int) -> bool:
        at = self.lines[number].start
        return any(name in ("td", "th") and span.start < at < span.end for name, span in self.closed_over)

    def _tag(self, last: int, which: int) -> str:
        """The name of the first tag (`which` 0) or the last one (-1) up to a line, with its slash."""
        names = [name for line in self.raw[: last + 1] for name in _NAME.findall(line)]
        return str(names[which]).lower() if names else ""

    def _may_follow_a_blank_line(self, number: int) -> bool:
        """Whether a blank line before this line makes it Markdown and changes nothing else: the line before ends with
        a tag, and no open element would be closed or broken by a paragraph or list."""
        line = self.raw[number]
        tag = _LAST_TAG.search(self.raw[number - 1]) if number else None
        if tag is None or len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) > 3:
            return False
        name, at = tag["name"].lower(), self.lines[number].start
        if not (tag["closing"] or name in _VOID or name in _CONTAINERS or name == "a"):
            return False
        return not any(span.start < at < span.end for _, span in self.closed_over)


def _starts_html(line: str) -> bool:
    """Whether the line begins a block of HTML even after a line of text."""
    match = _HTML_LINE.match(line)
    return match is not None and match["name"].lower() in BLOCK_TAGS


def _elements(tags: list[tree.HtmlTag], block: Span) -> Iterator[tuple[str, Span]]:
    """The elements of a block, other than containers, each with its name and span."""
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
