"""HTML in Markdown: tags, attributes and comments, as CommonMark 0.31 reads them (section 6.6)."""

from __future__ import annotations

import re

from awesome_lint.edits import Span
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.nodes import (
    Attribute,
    Break,
    Comment,
    HtmlTag,
    Image,
    Inline,
    Link,
    LinkForm,
    Text,
)
from awesome_lint.markdown.references import resolve_entities
from awesome_lint.markdown.source_lines import Content
from awesome_lint.structs import record

_NAME = r"[A-Za-z][A-Za-z0-9-]*"
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)"
_ATTRIBUTES = rf"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*{_VALUE})?)*+"
TAG = lazy(rf"</?({_NAME})({_ATTRIBUTES})\s*/?>", re.ASCII)
_ATTRIBUTE = lazy(r"([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>][^\s>]*)))?", re.ASCII)
# Inside a block of HTML, browsers and GitHub's sanitizer accept more than CommonMark's tags.
_SLOPPY = lazy(r"</?([A-Za-z][^\s/>]*)((?:\"[^\"]*\"|'[^']*'|[^\"'>])*+)>")
# For an opening without an end the whole block is searched, so only so many are tried.
_MOST_FAILURES = 50
Failures = dict[re.Pattern[str], int]
_RAW_TEXT = frozenset(("script", "style", "textarea", "title", "xmp"))


@record
class Markup:
    """One piece of HTML markup: `kind` is "tag", "comment" or "other" (declarations and the like)."""

    kind: str
    start: int
    end: int
    name: str = ""
    closing: bool = False
    closed: bool = True
    attributes: tuple[int, int] = (0, 0)


_COMMENT_REST = lazy(r"(?:[^-]|-[^-]|--[^>])*+-->")
_OTHERS = (
    (lazy(r"<\?"), lazy(r".*?\?>", re.DOTALL)),
    (lazy(r"<!\[CDATA\["), lazy(r".*?\]\]>", re.DOTALL)),
    (lazy(r"<![A-Z]+\s"), lazy("[^>]*>")),
)
_SHORT_COMMENT = lazy(r"<!--(?:-?>|-->)")


def parse_markup(text: str, index: int, failures: Failures) -> Markup | None:
    """The inline HTML markup that begins with the `<` at `index`; None if there is none.

    `failures` counts the openings without an end; after some, no more of that kind are tried, so that the time stays
    linear. A comment ends where cmark-gfm ends it: `--->` does not end one.
    """
    match = TAG.match(text, index)
    if match is not None:
        closing = text.startswith("/", index + 1)
        return None if closing and match[2] else _make_tag(match, closing)
    if text.startswith("<!--", index):
        short = _SHORT_COMMENT.match(text, index)
        end = short.end() if short else _find_end(text, _COMMENT_REST, index + 4, failures)
        return None if end is None else Markup("comment", index, end)
    for opening, mark in _OTHERS:
        match = opening.match(text, index)
        if match is not None:
            end = _find_end(text, mark, match.end(), failures)
            return None if end is None else Markup("other", index, end)
    return None


def _make_tag(match: re.Match[str], closing: bool) -> Markup:
    return Markup("tag", *match.span(), match[1].lower(), closing, attributes=match.span(2))


def _find_end(text: str, rest: re.Pattern[str], index: int, failures: Failures) -> int | None:
    """Where the match of `rest` at `index` ends."""
    if failures.get(rest, 0) > _MOST_FAILURES:
        return None
    found = rest.match(text, index)
    if found is None:
        failures[rest] = failures.get(rest, 0) + 1
        return None
    return found.end()


def make_html_nodes(markup: Markup, content: Content, anchors: dict[str, Span]) -> list[Inline]:
    """The nodes for one piece of markup. The value of its `id` or `name` attribute is added to `anchors`."""
    span = content.span(markup.start, markup.end)
    if markup.kind == "comment":
        stop = markup.end - 3 if markup.closed else markup.end
        return [Comment(span, content.text[markup.start + 4 : max(stop, markup.start + 4)], markup.closed)]
    if markup.kind == "other":
        return []
    attributes = () if markup.closing else _make_attributes(markup, content)
    for attribute in attributes:
        if attribute.value and (attribute.name == "id" or (attribute.name == "name" and markup.name == "a")):
            anchors.setdefault(attribute.value, attribute.span)
    if markup.name == "img" and not markup.closing:
        image = _make_image(span, attributes)
        if image is not None:
            return [image]
    return [HtmlTag(span, markup.name, markup.closing, attributes)]


def _make_attributes(found: Markup, content: Content) -> tuple[Attribute, ...]:
    pieces = []
    for match in _ATTRIBUTE.finditer(content.text, *found.attributes):
        group = next((number for number in (2, 3, 4) if match[number] is not None), 0)
        start, end = match.span(group) if group else (match.end(), match.end())
        value = resolve_entities(content.text[start:end])
        pieces.append(Attribute(match[1].lower(), value, content.span(start, end)))
    return tuple(pieces)


def _attributes_by_name(attributes: tuple[Attribute, ...]) -> dict[str, Attribute]:
    """The attributes by name; of two with one name, the first."""
    return {attribute.name: attribute for attribute in reversed(attributes)}


def _make_image(span: Span, attributes: tuple[Attribute, ...]) -> Image | None:
    named = _attributes_by_name(attributes)
    if "src" not in named:
        return None
    source, alternative, title = named["src"], named.get("alt"), named.get("title")
    label = alternative.span if alternative else Span(span.start + 4, span.start + 4)
    children: list[Inline] = [Text(label, alternative.value)] if alternative and alternative.value else []
    url, words = source.value.strip(), title.value if title else None
    return Image(span, children, LinkForm.HTML, label, source.span, url, words)


def fold_links(children: list[Inline]) -> list[Inline]:
    """The children with each `<a href>…</a>` and its content replaced by a link. A link that is not closed before the
    next one has no children."""
    folded: list[Inline] = []
    opened: int | None = None
    for node in [*children, None]:
        if node is None or (isinstance(node, HtmlTag) and node.name == "a"):
            closing = node if node is not None and node.closing else None
            if opened is not None:
                size = len(folded) if closing else opened + 1
                folded[opened:size] = [_make_link(folded[opened:size], closing)]
                opened = None
                if closing:
                    continue
            if node is not None and not node.closing and "href" in _attributes_by_name(node.attributes):
                opened = len(folded)
        if node is not None:
            folded.append(node)
    return folded


def _make_link(nodes: list[Inline], closing: HtmlTag | None) -> Link:
    """The link that a tag begins, the first of `nodes`; the others are its children."""
    tag = nodes[0]
    assert isinstance(tag, HtmlTag)
    named = _attributes_by_name(tag.attributes)
    href, title = named["href"], named.get("title")
    last = closing if closing is not None else tag
    inside = Span(tag.span.end, closing.span.start if closing is not None else tag.span.end)
    return Link(
        Span(tag.span.start, last.span.end),
        nodes[1:],
        LinkForm.HTML,
        inside,
        href.span,
        href.value.strip(),
        title.value if title else None,
        mapped=tag.mapped and last.mapped,
    )


def parse_html_block(content: Content, anchors: dict[str, Span]) -> list[Inline]:
    """The tags, texts, comments, links and images of an HTML block, in order."""
    text = content.text
    found: list[Inline] = []
    failures: Failures = {}
    index = 0
    place = text.find("<")
    while place >= 0:
        piece = _parse_markup_like_browser(text, place, failures)
        if piece is None:
            place = text.find("<", place + 1)
            continue
        _add_texts(content, index, place, found)
        found.extend(make_html_nodes(piece, content, anchors))
        index = piece.end
        if piece.kind == "tag" and piece.name in _RAW_TEXT and not piece.closing:
            close = re.compile(rf"</{piece.name}", re.IGNORECASE).search(text, index)
            index = close.start() if close else len(text)
        place = text.find("<", index)
    _add_texts(content, index, len(text), found)
    return fold_links(found)


def _parse_markup_like_browser(text: str, index: int, failures: Failures) -> Markup | None:
    """The piece of markup at `index` as a browser reads it: a comment ends at the first `-->`."""
    if text.startswith("<!--", index):
        short = _SHORT_COMMENT.match(text, index)
        end = short.end() if short else text.find("-->", index + 4) + 3
        piece = Markup("comment", index, end if end > 2 else len(text))
        piece.closed = end > 2
        return piece
    exact = parse_markup(text, index, failures)
    if exact is not None or _find_end(text, _SLOPPY, index, failures) is None:
        return exact
    match = _SLOPPY.match(text, index)
    return _make_tag(match, text.startswith("/", index + 1)) if match else None


def _add_texts(content: Content, start: int, end: int, found: list[Inline]) -> None:
    """Append the texts of `content.text[start:end]` to `found`, one a line, with the breaks between lines."""
    while start < end:
        newline = content.text.find("\n", start, end)
        stop = end if newline < 0 else newline
        if stop > start:
            found.append(Text(content.span(start, stop), resolve_entities(content.text[start:stop])))
        if newline >= 0:
            found.append(Break(content.span(stop, stop + 1), False))
        start = stop + 1
