"""Parses HTML in Markdown: tags, attributes and comments, as in CommonMark 0.31 (section 6.6)."""

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

_NAME = r"[A-Za-z][A-Za-z0-9-]*"
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)"
_ATTRIBUTES = rf"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*{_VALUE})?)*+"
TAG = lazy(rf"</?({_NAME})({_ATTRIBUTES})\s*/?>", re.ASCII)
_ATTRIBUTE = lazy(r"([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>][^\s>]*)))?", re.ASCII)
# Inside a block of HTML, browsers and GitHub's sanitizer accept more than CommonMark's tags.
_BROWSER_TAG = lazy(r"</?([A-Za-z][^\s/>]*)((?:\"[^\"]*\"|'[^']*'|[^\"'>])*+)>")
# For an opening without an end the whole block is searched, so only so many are tried.
_MAX_FAILURES = 50
Failures = dict[re.Pattern[str], int]
_RAW_TEXT = frozenset(("script", "style", "textarea", "title", "xmp"))


_COMMENT_REST = lazy(r"(?:[^-]|-[^-]|--[^>])*+-->")
_OTHER_MARKUP = (
    (lazy(r"<\?"), lazy(r".*?\?>", re.DOTALL)),
    (lazy(r"<!\[CDATA\["), lazy(r".*?\]\]>", re.DOTALL)),
    (lazy(r"<![A-Z]+\s"), lazy("[^>]*>")),
)
_SHORT_COMMENT = lazy(r"<!--(?:-?>|-->)")


def parse_markup(
    content: Content, index: int, failures: Failures, anchors: dict[str, Span]
) -> tuple[list[Inline], int] | None:
    """The nodes of the inline HTML markup that begins with the `<` at `index`, and the offset after it; None if there
    is none. Adds the values of `id` and `name` attributes to `anchors`.

    `failures` counts openings without an end; after `_MAX_FAILURES` of a kind no more are tried, so that the time is
    linear. As in cmark-gfm, `--->` does not end a comment."""
    text = content.text
    match = TAG.match(text, index)
    if match is not None:
        is_invalid = text.startswith("/", index + 1) and match[2]
        return None if is_invalid else ([_make_tag(match, content, anchors)], match.end())
    if text.startswith("<!--", index):
        short = _SHORT_COMMENT.match(text, index)
        end = short.end() if short else _match_end(text, _COMMENT_REST, index + 4, failures)
        return None if end is None else ([_make_comment(content, index, end)], end)
    for opening, mark in _OTHER_MARKUP:
        match = opening.match(text, index)
        if match is not None:
            end = _match_end(text, mark, match.end(), failures)
            return None if end is None else ([], end)
    return None


def _make_comment(content: Content, start: int, end: int) -> Comment:
    """The comment in this range of the content."""
    return Comment(content.span(start, end), content.text[start + 4 : max(end - 3, start + 4)])


def _match_end(text: str, pattern: re.Pattern[str], index: int, failures: Failures) -> int | None:
    """The end of the match of `pattern` at `index`; None if there is none, or if the pattern failed too often."""
    if failures.get(pattern, 0) > _MAX_FAILURES:
        return None
    match = pattern.match(text, index)
    if match is None:
        failures[pattern] = failures.get(pattern, 0) + 1
        return None
    return match.end()


def _make_tag(match: re.Match[str], content: Content, anchors: dict[str, Span]) -> HtmlTag | Image:
    """The node of a tag, from a match of a pattern for tags. Adds the values of its `id` and `name` attributes to
    `anchors`."""
    span, name, is_closing = content.span(*match.span()), match[1].lower(), match[0].startswith("</")
    attributes = () if is_closing else _make_attributes(match, content)
    for attribute in attributes:
        if attribute.value and (attribute.name == "id" or (attribute.name == "name" and name == "a")):
            anchors.setdefault(attribute.value, attribute.span)
    image = _make_image(span, attributes) if name == "img" and not is_closing else None
    return image if image is not None else HtmlTag(span, name, is_closing, attributes)


def _make_attributes(tag: re.Match[str], content: Content) -> tuple[Attribute, ...]:
    """The attributes of a tag, with entities resolved."""
    attributes = []
    for match in _ATTRIBUTE.finditer(content.text, *tag.span(2)):
        group = next((number for number in (2, 3, 4) if match[number] is not None), 0)
        start, end = match.span(group) if group else (match.end(), match.end())
        value = resolve_entities(content.text[start:end])
        attributes.append(Attribute(match[1].lower(), value, content.span(start, end)))
    return tuple(attributes)


def _attributes_by_name(attributes: tuple[Attribute, ...]) -> dict[str, Attribute]:
    """The attributes by name; the first of several with one name."""
    return {attribute.name: attribute for attribute in reversed(attributes)}


def _make_image(span: Span, attributes: tuple[Attribute, ...]) -> Image | None:
    """The image of an `<img>` tag with these attributes; None if it has no `src`."""
    named = _attributes_by_name(attributes)
    if "src" not in named:
        return None
    source, alternative, title = named["src"], named.get("alt"), named.get("title")
    label = alternative.span if alternative else Span(span.start + 4, span.start + 4)
    children: list[Inline] = [Text(label, alternative.value)] if alternative and alternative.value else []
    url, words = source.value.strip(), title.value if title else None
    return Image(span, children, LinkForm.HTML, label, source.span, url, words)


def combine_html_links(children: list[Inline]) -> list[Inline]:
    """The nodes in which each `<a href>…</a>` with its content is replaced by a link. A link that is not closed
    before the next one has no children."""
    nodes: list[Inline] = []
    link_index: int | None = None
    for node in [*children, None]:
        if node is None or (isinstance(node, HtmlTag) and node.name == "a"):
            closing = node if node is not None and node.closing else None
            if link_index is not None:
                size = len(nodes) if closing else link_index + 1
                nodes[link_index:size] = [_make_link(nodes[link_index:size], closing)]
                link_index = None
                if closing:
                    continue
            if node is not None and not node.closing and "href" in _attributes_by_name(node.attributes):
                link_index = len(nodes)
        if node is not None:
            nodes.append(node)
    return nodes


def _make_link(nodes: list[Inline], closing: HtmlTag | None) -> Link:
    """The link whose start tag is the first of `nodes`; the other nodes are its children."""
    tag = nodes[0]
    assert isinstance(tag, HtmlTag)
    attributes_by_name = _attributes_by_name(tag.attributes)
    href, title = attributes_by_name["href"], attributes_by_name.get("title")
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
        is_exact=tag.is_exact and last.is_exact,
    )


def parse_html_block(content: Content, anchors: dict[str, Span]) -> list[Inline]:
    """The tags, texts, comments, links and images of an HTML block, in order."""
    text = content.text
    nodes: list[Inline] = []
    failures: Failures = {}
    index = 0
    place = text.find("<")
    while place >= 0:
        found = _parse_markup_like_browser(content, place, failures, anchors)
        if found is None:
            place = text.find("<", place + 1)
            continue
        _add_texts(content, index, place, nodes)
        made, index = found
        nodes += made
        tag = made[0] if made else None
        if isinstance(tag, HtmlTag) and tag.name in _RAW_TEXT and not tag.closing:
            close = re.compile(rf"</{tag.name}", re.IGNORECASE).search(text, index)
            index = close.start() if close else len(text)
        place = text.find("<", index)
    _add_texts(content, index, len(text), nodes)
    return combine_html_links(nodes)


def _parse_markup_like_browser(
    content: Content, index: int, failures: Failures, anchors: dict[str, Span]
) -> tuple[list[Inline], int] | None:
    """The nodes of the markup at `index` as browsers parse it, and the offset after it: a comment ends at the first
    `-->`. None if there is none."""
    text = content.text
    if text.startswith("<!--", index):
        short = _SHORT_COMMENT.match(text, index)
        end = short.end() if short else text.find("-->", index + 4) + 3
        if end > 2:
            return [_make_comment(content, index, end)], end
        return [Comment(content.span(index, len(text)), text[index + 4 :], closed=False)], len(text)
    exact = parse_markup(content, index, failures, anchors)
    if exact is not None or _match_end(text, _BROWSER_TAG, index, failures) is None:
        return exact
    match = _BROWSER_TAG.match(text, index)
    return ([_make_tag(match, content, anchors)], match.end()) if match else None


def _add_texts(content: Content, start: int, end: int, nodes: list[Inline]) -> None:
    """Adds the texts of `content.text[start:end]` to `nodes`, one for each line, with the breaks between them."""
    while start < end:
        newline = content.text.find("\n", start, end)
        stop = end if newline < 0 else newline
        if stop > start:
            nodes.append(Text(content.span(start, stop), resolve_entities(content.text[start:stop])))
        if newline >= 0:
            nodes.append(Break(content.span(stop, stop + 1), False))
        start = stop + 1
