"""The links and badges of a line, with what each leads to."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.bibliography.badges import read_badge
from awesome_lint.edits import Span
from awesome_lint.listing.labels import role_of, role_of_label, role_of_url
from awesome_lint.listing.lines import Line
from awesome_lint.listing.model import LinkField, Role
from awesome_lint.markdown import tree, visible_text

_LABEL_MARKS = " \t\n[]`*_|"
_CLOSES = {"[": "]", "(": ")", "（": "）", "【": "】"}
_REACH = 6
"""Characters in which a link's bracket is, with marks and whitespace between."""


def badge_of(node: tree.Link | tree.Image) -> tree.Image | None:
    """The picture that a link consists of, or the image itself; None for a link with words."""
    if isinstance(node, tree.Image):
        return node
    found: tree.Image | None = None
    for child in node.children:
        if isinstance(child, tree.Image):
            found = found or child
        elif not isinstance(child, tree.Text) or child.value.strip():
            return None
    return found


def label_of(node: tree.Link | tree.Image) -> str:
    """What a reader sees of a link: its words, or what its badge says."""
    return _label(node, badge_of(node))


def _label(node: tree.Link | tree.Image, badge: tree.Image | None) -> str:
    if badge is None:
        return " ".join(visible_text(node.children).split()).strip(_LABEL_MARKS)
    alt = visible_text(badge.children).strip()
    if alt:
        return alt
    read = read_badge(badge.url)
    return (read.words or read.kind) if read is not None else ""


def is_tag(node: tree.Link | tree.Image, text: str) -> bool:
    """Whether a link is one of an entry's tags (`[[pdf](u)]`, `[[Code]](u)`, a badge), not its title."""
    if badge_of(node) is not None:
        return True
    if not isinstance(node, tree.Link):
        return True
    return is_bracketed(node, text) or role_of_label(label_of(node)) is not None


def may_be_title(node: tree.Inline | None, text: str, *, words: int = 0) -> bool:
    """Whether a node is a link, is no tag, and has at least this number of words."""
    return (
        isinstance(node, tree.Link)
        and not is_tag(node, text)
        and len(visible_text(node.children).split()) >= words
    )


def is_bracketed(node: tree.Link, text: str) -> bool:
    """Whether a link is in brackets of its own: `[[x](u)]` or `[[x]](u)`."""
    label = text[node.label.start : node.label.end].strip(" `*_\\")
    if label.startswith("[") and label.endswith("]"):
        return True
    return text[max(0, node.span.start - 2) : node.span.start].rstrip("`*_ ").endswith("[")


def mask_with_link_texts(line: Line, text: str) -> str:
    """The mask of a line with the words of its links in place of `OBJECT`, each at the front of its link; tags
    and badges stay closed."""
    mask = line.mask
    for link in line.links:
        if isinstance(link, tree.Link) and not is_tag(link, text):
            start, end = line.at(link.span.start), line.at(link.span.end)
            words = " ".join(visible_text(link.children).split()).ljust(end - start)
            mask = mask[:start] + words[: end - start] + mask[end:]
    return mask


def link_field(
    node: tree.Link | tree.Image, text: str, line_starts: tuple[int, ...], limits: Span
) -> LinkField | None:
    """The link as a field of its entry; None for a picture that is no badge. `limits` bounds how far the
    brackets around it may lie."""
    badge = badge_of(node)
    label = _label(node, badge)
    line = bisect_right(line_starts, node.span.start)
    if isinstance(node, tree.Image):
        read = read_badge(node.url)
        if read is None:
            return None
        role = Role.CODE if read.repository is not None else Role.OTHER
        return LinkField(role, label, "", node, node.span, line, badge)
    role = _badge_role(badge, label, node.url) if badge is not None else role_of(label, node.url)
    return LinkField(role, label, node.url, node, outer(node.span, text, limits), line, badge)


def _badge_role(badge: tree.Image, label: str, url: str) -> Role:
    read = read_badge(badge.url)
    if read is not None and read.repository is not None:
        return Role.CODE
    by_label = role_of_label(label) or (role_of_label(read.words) if read is not None else None)
    if by_label is not None and by_label is not Role.OTHER:
        return by_label
    return role_of_url(url) or by_label or Role.OTHER


def outer(span: Span, text: str, limits: Span) -> Span:
    """`span` with one pair of brackets that closely surrounds it."""
    low, high = max(limits.start, span.start - _REACH), min(limits.end, span.end + _REACH)
    start, end = span
    while start > low and _is_mark(text[start - 1]):
        start -= 1
    closing = _CLOSES.get(text[start - 1]) if start > low else None
    if closing is None:
        return span
    start -= 2 if closing == "]" and text.endswith("\\[", low, start) else 1
    while end < high and _is_mark(text[end]):
        end += 1
    end += closing == "]" and text.startswith("\\]", end, high)
    return Span(start, end + 1) if text.startswith(closing, end, high) else span


def _is_mark(character: str) -> bool:
    return character in "`*_" or character.isspace()
