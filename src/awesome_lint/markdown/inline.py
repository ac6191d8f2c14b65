"""Parses the inline content of a block in one pass, as CommonMark and GitHub do, with the exact span of each node.

The pass collects nodes (code spans, links, pairs of asterisks, …) with their ranges; `nesting` makes a tree of
them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import autolinks, html
from awesome_lint.markdown.delimiters import Bracket, DelimiterRun, pair_delimiters
from awesome_lint.markdown.nesting import RangedNodes, nest_nodes
from awesome_lint.markdown.nodes import (
    Break,
    CodeSpan,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Link,
    LinkForm,
    Math,
    Strike,
    Strong,
    Text,
    mark_inexact,
)
from awesome_lint.markdown.references import (
    normalize_label,
    parse_destination,
    parse_label,
    parse_title,
    resolve_escapes_and_entities,
    skip_whitespace,
)
from awesome_lint.markdown.source_lines import Content

if TYPE_CHECKING:
    from awesome_lint.markdown.document import Document

_SPECIAL = lazy(r"[\n\\`<!\[\]*_~$]")
_TICKS = lazy(r"`+")
_AUTOLINK = lazy(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\x00-\x20<>]*)>")
_MAIL = lazy(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]+@[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?)*)>"
)
_MATH = lazy(r"\$(?![\s$])((?:[^$`\\\n]|\\[^\n]|\n(?!\n))+?)(?<!\s)\$(?![\w$])")
_DISPLAY = lazy(r"\$\$((?:[^$`\\]|\\.)+)\$\$", re.DOTALL)
_COMMON_TARGET = lazy(r"(?!<)[^()\\\x00-\x20\x7f]*\)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_STYLES: dict[str, type[Emphasis | Strong | Strike]] = {"*": Emphasis, "**": Strong, "~": Strike}


def parse_inlines(content: Content, document: Document, *, table: bool = False) -> list[Inline]:
    r"""The inline nodes in the content of a block. In a table cell, `\\|` is `|` even inside code."""
    if not content.text:
        return []
    children = _InlineParser(content, document, table).parse_content()
    if not content.exact:
        mark_inexact(children)
    return children


class _InlineParser:
    """Parses the inline content of one block."""

    def __init__(self, content: Content, document: Document, table: bool) -> None:
        self.content = content
        self.text = content.text
        self.document = document
        self.table = table
        self.nodes: list[RangedNodes] = []
        self.brackets: list[Bracket] = []
        self.runs: DelimiterRun | None = None
        self.ticks: dict[int, list[int]] | None = None
        self.failures: html.Failures = {}
        self.no_math_before = 0

    def parse_content(self) -> list[Inline]:
        """The inline nodes of the content."""
        text = self.text
        urls = autolinks.find_url_starts(text)
        next_url = 0
        index = 0
        offset = -1
        while True:
            if offset < index:
                match = _SPECIAL.search(text, index)
                offset = match.start() if match is not None else len(text)
            while next_url < len(urls) and urls[next_url] < index:
                next_url += 1
            if next_url < len(urls) and urls[next_url] < offset:
                start = urls[next_url]
                next_url += 1
                if not self.brackets:
                    index = self._parse_bare_url(start)
            elif offset == len(text):
                break
            else:
                index = _HANDLERS[text[offset]](self, offset)
        self._process_emphasis(None)
        return nest_nodes(self.content, self.nodes, self.document.links)

    def _add_leaf(self, start: int, end: int, node: Inline) -> int:
        """Adds a node without children. Returns `end`, the offset at which parsing continues."""
        self.nodes.append((start, -end, None, [node]))
        return end

    # --- Leaves ---------------------------------------------------------------------------------------

    def _parse_line_end(self, offset: int) -> int:
        """Adds a line end; returns the offset after it."""
        text = self.text
        start = offset
        while start and text[start - 1] in " \t":
            start -= 1
        hard = text[start:offset].endswith("  ")
        if start == offset and self._is_unescaped_at("\\", offset - 1):
            start, hard = offset - 1, True
        content = self.content
        return self._add_leaf(start, offset + 1, Break(content.span(start, offset + 1), hard))

    def _is_unescaped_at(self, character: str, offset: int) -> bool:
        """Whether `character` is at `offset`, is not escaped, and is not part of the previous node."""
        if offset < 0 or self.text[offset] != character or (self.nodes and -self.nodes[-1][1] > offset):
            return False
        start = offset
        while start and self.text[start - 1] == "\\":
            start -= 1
        return (offset - start) % 2 == 0

    def _parse_backslash(self, offset: int) -> int:
        following = self.text[offset + 1 : offset + 2]
        return offset + 2 if following in _PUNCTUATION and following else offset + 1

    def _parse_code_span(self, offset: int) -> int:
        """Adds the code span that begins at `offset`; returns the offset after it, or after the backticks if none
        begins there."""
        text = self.text
        if self.ticks is None:
            self.ticks = {}
            for match in _TICKS.finditer(text, offset):
                self.ticks.setdefault(match.end() - match.start(), []).append(match.start())
        inside = offset
        while text.startswith("`", inside):
            inside += 1
        width = inside - offset
        places = self.ticks.get(width, [])
        following = bisect_left(places, inside)
        if following == len(places):
            return inside
        stop = places[following]
        end = stop + width
        content = self.content
        if width == 1 and text.startswith("$", end) and self._is_unescaped_at("$", offset - 1):
            span = content.span(offset - 1, end + 1)
            return self._add_leaf(offset - 1, end + 1, Math(span, text[inside:stop]))
        shown = text[inside:stop].replace("\n", " ")
        if self.table:
            shown = shown.replace("\\|", "|")
        if len(shown) > 1 and shown[0] == shown[-1] == " " and shown.strip(" "):
            shown = shown[1:-1]
        return self._add_leaf(offset, end, CodeSpan(content.span(offset, end), shown))

    def _parse_angle_bracket(self, offset: int) -> int:
        """Adds the autolink or HTML tag that begins at `offset`; returns the offset after it, or after the `<` if none
        begins there."""
        text = self.text
        # An autolink has a colon or an at sign, and no space; most of what is in angle brackets is a tag. The next
        # bracket is searched for first, so that a row of them is not read to the end of the text for each.
        following = text.find("<", offset + 1)
        inside = text[offset + 1 : text.find(">", offset, following if following >= 0 else len(text)) + 1]
        for pattern, sign, prefix in ((_AUTOLINK, ":", ""), (_MAIL, "@", "mailto:")):
            match = pattern.match(text, offset) if sign in inside and " " not in inside else None
            if match is not None:
                return self._add_autolink(offset, match.end(), *match.span(1), prefix, LinkForm.AUTOLINK)
        found = html.parse_markup(self.content, offset, self.failures, self.document.anchors)
        if found is None:
            return offset + 1
        nodes, end = found
        self.nodes.append((offset, -end, None, nodes))
        return end

    def _parse_bare_url(self, start: int) -> int:
        """Adds the bare URL that begins at `start`; returns the offset after it, or after three characters if none
        begins there."""
        end = autolinks.find_url_end(self.text, start)
        return start + 3 if end is None else self._add_autolink(start, end, start, end, "", LinkForm.BARE)

    def _add_autolink(
        self, start: int, end: int, url_start: int, url_end: int, prefix: str, form: LinkForm
    ) -> int:
        """Adds the link from `start` to `end` whose text is the URL at `url_start`. Returns `end`."""
        url = self.text[url_start:url_end]
        span = self.content.span(url_start, url_end)
        children: list[Inline] = [Text(span, url)]
        return self._add_leaf(
            start, end, Link(self.content.span(start, end), children, form, span, span, prefix + url)
        )

    def _parse_math(self, offset: int) -> int:
        """Adds the math that begins at `offset`; returns the offset after it, or after the `$` if none begins there."""
        text = self.text
        if offset + 1 < len(text) and text[offset + 1] == "`":
            return offset + 1
        before = text[offset - 1] if offset else " "
        if before.isalnum() or offset < self.no_math_before:
            return offset + 1
        match = _DISPLAY.match(text, offset) or _MATH.match(text, offset)
        if match is None:
            stop = text.find("$", offset + 1)
            self.no_math_before = len(text) if stop < 0 else 0
            return offset + 2 if text.startswith("$", offset + 1) else offset + 1
        value = match[1]
        if "](" in value or "://" in value:
            return offset + 1
        return self._add_leaf(offset, match.end(), Math(self.content.span(offset, match.end()), value))

    # --- Emphasis -------------------------------------------------------------------------------------

    def _parse_delimiter_run(self, offset: int) -> int:
        """Adds a run of `*`, `_` or `~` to the possible emphasis; returns the offset after it."""
        text = self.text
        character = text[offset]
        end = offset + 1
        while text.startswith(character, end):
            end += 1
        if character != "~" or end - offset <= 2:
            self.runs = DelimiterRun(text, offset, end, self.runs)
        return end

    def _process_emphasis(self, bottom: DelimiterRun | None) -> None:
        """Adds the emphasis between the delimiter runs after `bottom` (None: all), and drops these runs."""
        if self.runs is bottom:
            return
        for start, end, content_start, content_end, kind in pair_delimiters(self.runs, bottom):
            node = _STYLES[kind](self.content.span(start, end), [])
            self.nodes.append((start, -end, (content_start, content_end), [node]))
        self.runs = bottom
        if bottom is not None:
            bottom.next_run = None

    # --- Links and images -----------------------------------------------------------------------------

    def _parse_exclamation_mark(self, offset: int) -> int:
        if not self.text.startswith("[", offset + 1) or self._footnote_reference_end(offset + 1) is not None:
            return offset + 1
        return self._push_bracket(offset, offset + 2, True)

    def _push_bracket(self, start: int, after_bracket: int, is_image: bool) -> int:
        """Remembers an opening bracket that may begin a link or image. Returns the offset after it."""
        if self.brackets:
            self.brackets[-1].has_inner_bracket = True
        self.brackets.append(Bracket(start, after_bracket, is_image, self.runs))
        return after_bracket

    def _footnote_reference_end(self, offset: int) -> int | None:
        """The end of the footnote reference whose `[` is at `offset`; None if there is none."""
        if not self.text.startswith("[^", offset) or not self.document.footnote_labels:
            return None
        name = parse_label(self.text, offset)
        if (
            name is None
            or normalize_label(self.text[name.start + 1 : name.end]) not in self.document.footnote_labels
        ):
            return None
        return name.after

    def _parse_closing_bracket(self, offset: int) -> int:
        """Adds the link, image or footnote reference whose text ends at `offset`; returns the offset after it, or after
        the `]` if there is none."""
        if not self.brackets:
            return offset + 1
        bracket = self.brackets.pop()
        if not bracket.is_active:
            return offset + 1
        end = self._parse_inline_link(bracket, offset)
        if end is None:
            end = self._parse_footnote_reference(bracket, offset) or self._parse_reference_link(
                bracket, offset
            )
        return offset + 1 if end is None else end

    def _parse_inline_link(self, bracket: Bracket, offset: int) -> int | None:
        """Adds the link with a target in parentheses whose text ends at `offset`. Returns the offset after the link;
        None if there is no such target."""
        text = self.text
        if not text.startswith("(", offset + 1):
            return None
        common = _COMMON_TARGET.match(text, offset + 2)
        if common is not None:
            span = self.content.span(offset + 2, common.end() - 1)
            url = resolve_escapes_and_entities(text[offset + 2 : common.end() - 1])
            return self._add_link(bracket, offset, common.end(), LinkForm.INLINE, span, url, None, None)
        start = skip_whitespace(text, offset + 2)
        target = parse_destination(text, start)
        if target is None:
            return None
        after = skip_whitespace(text, target.after)
        title = None
        if after > target.after and not text.startswith(")", after):
            title = parse_title(text, after)
            if title is None:
                return None
            after = skip_whitespace(text, title.after)
        if not text.startswith(")", after):
            return None
        span = self.content.span(target.start, target.end)
        url = resolve_escapes_and_entities(text[target.start : target.end])
        title_text = resolve_escapes_and_entities(text[title.start : title.end]) if title else None
        return self._add_link(bracket, offset, after + 1, LinkForm.INLINE, span, url, title_text, None)

    def _parse_footnote_reference(self, bracket: Bracket, offset: int) -> int | None:
        """Adds the footnote reference that ends at `offset`. Returns the offset after it; None if there is none."""
        if bracket.is_image or self._footnote_reference_end(bracket.start) != offset + 1:
            return None
        name = self.text[bracket.inside + 1 : offset]
        self.runs = bracket.runs
        if self.runs is not None:
            self.runs.next_run = None
        span = self.content.span(bracket.start, offset + 1)
        return self._add_leaf(bracket.start, offset + 1, FootnoteReference(span, name))

    def _parse_reference_link(self, bracket: Bracket, offset: int) -> int | None:
        """Adds the link with a defined label whose text ends at `offset`. Returns the offset after the link; None if no
        definition has the label."""
        definitions = self.document.definitions
        if not definitions:
            return None
        text = self.text
        end = offset + 1
        label_range = parse_label(text, end) if text.startswith("[", end) else None
        if label_range is not None:
            label = text[label_range.start : label_range.end]
            end = label_range.after
        else:
            if bracket.has_inner_bracket or offset - bracket.inside > 999:
                return None
            label = text[bracket.inside : offset]
            if text.startswith("[]", end):
                end += 2
        definition = definitions.get(normalize_label(label))
        if definition is None:
            return None
        target, url, title = definition.target, definition.url, definition.title
        return self._add_link(bracket, offset, end, LinkForm.REFERENCE, target, url, title, label)

    def _add_link(
        self,
        bracket: Bracket,
        text_end: int,
        end: int,
        form: LinkForm,
        target: Span,
        url: str,
        title: str | None,
        reference: str | None,
    ) -> int:
        """Adds the link or image whose text ends at `text_end`, and the emphasis in its text. Returns `end`."""
        self._process_emphasis(bracket.runs)
        span = self.content.span(bracket.start, end)
        label_span = self.content.span(bracket.inside, text_end)
        make = Image if bracket.is_image else Link
        node = make(span, [], form, label_span, target, url, title, reference)
        self.nodes.append((bracket.start, -end, (bracket.inside, text_end), [node]))
        if not bracket.is_image:
            for earlier in reversed(self.brackets):
                if not earlier.is_image:
                    if not earlier.is_active:
                        break
                    earlier.is_active = False
        return end


_HANDLERS: dict[str, Callable[[_InlineParser, int], int]] = {
    "\n": _InlineParser._parse_line_end,
    "\\": _InlineParser._parse_backslash,
    "`": _InlineParser._parse_code_span,
    "<": _InlineParser._parse_angle_bracket,
    "!": _InlineParser._parse_exclamation_mark,
    "[": lambda parser, offset: parser._push_bracket(offset, offset + 1, False),
    "]": _InlineParser._parse_closing_bracket,
    "*": _InlineParser._parse_delimiter_run,
    "_": _InlineParser._parse_delimiter_run,
    "~": _InlineParser._parse_delimiter_run,
    "$": _InlineParser._parse_math,
}
