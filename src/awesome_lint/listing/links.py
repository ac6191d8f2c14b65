"""The links and badges of a line, with their roles."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.bibliography.badges import Badge, parse_badge
from awesome_lint.edits import Span
from awesome_lint.listing.labels import is_icon, link_role, role_of_label, role_of_url
from awesome_lint.listing.lines import Line
from awesome_lint.listing.model import LinkField, Role
from awesome_lint.markdown import tree, visible_text

MIN_TITLE_WORDS = 4
"""The number of words from which a link after a label is a title."""
_AROUND_LABEL = " \t\n[]`*_|"
_CLOSING_BRACKETS = {"[": "]", "(": ")", "（": "）", "【": "】"}
_MAX_BRACKET_DISTANCE = 6
"""The number of characters between a link and the bracket around it, with emphasis and whitespace."""


def badge_of(node: tree.Link | tree.Image) -> tree.Image | None:
    """The first image in a link without text, or the node itself if it is an image; None for any other link."""
    if isinstance(node, tree.Image):
        return node
    image: tree.Image | None = None
    for child in node.children:
        if isinstance(child, tree.Image):
            image = image or child
        elif not isinstance(child, tree.Break) and (not isinstance(child, tree.Text) or child.value.strip()):
            return None
    return image


def _link_label(node: tree.Link | tree.Image, badge: tree.Image | None) -> str:
    """The visible text of a link, or the text of its badge."""
    if badge is None:
        return " ".join(visible_text(node.children).split()).strip(_AROUND_LABEL)
    alt = visible_text(badge.children).strip()
    badge_data = parse_badge(badge.url)
    badge_text = (badge_data.text or badge_data.kind) if badge_data is not None else ""
    alt_role, badge_role = role_of_label(alt), role_of_label(badge_text)
    if None not in (alt_role, badge_role) and alt_role not in (badge_role, role_of_url(node.url)):
        return badge_text  # the alternative text names another role: it was copied with another badge
    return alt or badge_text


def is_tag(node: tree.Link | tree.Image, document_text: str) -> bool:
    """Whether a link is a tag of an entry (`[[pdf](u)]`, `[[Code]](u)`, a badge), not its title."""
    if not isinstance(node, tree.Link) or badge_of(node) is not None:
        return True
    label = _link_label(node, None)
    return is_in_square_brackets(node, document_text) or is_icon(label) or role_of_label(label) is not None


def may_be_title(node: tree.Inline | None, document_text: str, *, min_words: int = 0) -> bool:
    """Whether a node is a link with at least `min_words` words that is not a tag."""
    return (
        isinstance(node, tree.Link)
        and not is_tag(node, document_text)
        and len(visible_text(node.children).split()) >= min_words
    )


def is_in_square_brackets(node: tree.Link, document_text: str) -> bool:
    """Whether square brackets are directly around a link (`[[x](u)]`) or its text (`[[x]](u)`)."""
    label = document_text[node.label.start : node.label.end].strip(" `*_\\")
    if label.startswith("[") and label.endswith("]"):
        return True
    return document_text[max(0, node.span.start - 2) : node.span.start].rstrip("`*_ ").endswith("[")


def mask_with_link_texts(line: Line, document_text: str) -> str:
    """The masked line, but with the texts of links other than tags and badges."""
    mask = line.mask
    for link in line.links:
        if isinstance(link, tree.Link) and not is_tag(link, document_text):
            start, end = line.mask_offset(link.span.start), line.mask_offset(link.span.end)
            words = " ".join(visible_text(link.children).split()).ljust(end - start)
            mask = mask[:start] + words[: end - start] + mask[end:]
    return mask


def make_link_field(
    node: tree.Link | tree.Image, document_text: str, line_starts: tuple[int, ...], limits: Span
) -> LinkField | None:
    """The link as a field of its entry; None for an image that is not a badge. The brackets around a link belong to it
    only within `limits`."""
    badge = badge_of(node)
    label = _link_label(node, badge)
    line = bisect_right(line_starts, node.span.start)
    badge_data = parse_badge(badge.url) if badge is not None else None
    if isinstance(node, tree.Image):
        if badge_data is None:
            return None
        role = Role.CODE if badge_data.repository is not None else Role.OTHER
        return LinkField(role, label, "", node, node.span, line, badge)
    role = link_role(label, node.url) if badge is None else _badge_role(badge_data, label, node.url)
    outer = with_brackets(node.span, document_text, limits)
    return LinkField(role, label, node.url, node, outer, line, badge)


def _badge_role(badge: Badge | None, label: str, url: str) -> Role:
    """The role (paper, code, …) of a link whose content is a badge; `badge` is None if its service is not known."""
    if badge is not None and badge.repository is not None:
        return Role.CODE
    by_label = role_of_label(label) or (role_of_label(badge.text) if badge is not None else None)
    if by_label is not None and by_label is not Role.OTHER:
        return by_label
    return role_of_url(url) or by_label or Role.OTHER


def with_brackets(span: Span, document_text: str, limits: Span) -> Span:
    """The span with the pair of brackets closely around it (`[[x](u)]`); the same span if there is none within
    `limits`."""
    low = max(limits.start, span.start - _MAX_BRACKET_DISTANCE)
    high = min(limits.end, span.end + _MAX_BRACKET_DISTANCE)
    start, end = span
    while start > low and _is_emphasis_or_space(document_text[start - 1]):
        start -= 1
    closing = _CLOSING_BRACKETS.get(document_text[start - 1]) if start > low else None
    if closing is None:
        return span
    start -= 2 if closing == "]" and document_text.endswith("\\[", low, start) else 1
    while end < high and _is_emphasis_or_space(document_text[end]):
        end += 1
    end += closing == "]" and document_text.startswith("\\]", end, high)
    return Span(start, end + 1) if document_text.startswith(closing, end, high) else span


def _is_emphasis_or_space(character: str) -> bool:
    return character in "`*_" or character.isspace()


def sole_link(node: tree.Container) -> tree.Link | None:
    """The only link in emphasis, with at most punctuation and brackets around it; None if there is other content."""
    links: list[tree.Link] = []
    for child in node.children:
        if isinstance(child, tree.Link):
            links.append(child)
        elif isinstance(child, tree.Container) and len(node.children) == 1:
            return sole_link(child)
        elif not isinstance(child, tree.Text) or child.value.strip(" .:,()[]"):
            return None
    return links[0] if len(links) == 1 else None
