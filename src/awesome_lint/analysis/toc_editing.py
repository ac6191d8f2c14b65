"""The edits that insert a line into a table of contents in the form of its other lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Contents, ContentsItem, Section
from awesome_lint.listing.toc import Listed
from awesome_lint.markdown.tree import LinkForm

_LEAD = lazy(r"[ \t>]*(?:(?:[-*+]|(?P<number>\d{1,9})[.)]|<li[^<>\n]*>)[ \t]*)?[*_]*")
_TAIL = lazy(r"[*_]*[ \t]*(?:</li>|<br ?/?>)?[ \t]*\r?")
_SEPARATOR = lazy(r"(?:[ \t]|[^\w\s|]|&\w+;)*(?:[|][ \t]*)?")
_EMOJI_CHARACTER = r"(?::[a-z0-9_+-]+:|[\u200d\ufe0f\u20e3\u2190-\u2bff\U0001f000-\U0001faff])"
_EMOJI = lazy(rf"\A(?:{_EMOJI_CHARACTER}[ ]*)+|(?:[ ]+{_EMOJI_CHARACTER}+)+\Z")
"""Emoji and shortcodes before and after the words of a heading."""
_TAG_URL = lazy(r"(href\s*=\s*)(?:\"[^\"<>]*\"|'[^'<>]*')")


def prefix_of_line(item: ContentsItem, text: str) -> str | None:
    """The text before the link on a line of the table of contents; None where the line has more than a
    bullet or number, emphasis and the link.
    """
    start = text.rfind("\n", 0, item.link.span.start) + 1
    end = text.find("\n", item.link.span.end)
    lead = text[start : item.link.span.start]
    tail = text[item.link.span.end : end if end >= 0 else len(text)]
    return lead if _LEAD.fullmatch(lead) and _TAIL.fullmatch(tail) else None


def number_on_line(item: ContentsItem, text: str) -> tuple[Span, int] | None:
    """The span and value of the number at the start of a numbered line; None for other lines."""
    start = text.rfind("\n", 0, item.link.span.start) + 1
    match = _LEAD.match(text, start, item.link.span.start)
    if match is None or match["number"] is None:
        return None
    return Span(*match.span("number")), int(match["number"])


def span_with_nested_lines(contents: Contents, item: ContentsItem, text: str) -> Span | None:
    """The span of an item's line and of the lines nested below it; None where a line contains more than its
    link.
    """
    last = contents.items.index(item)
    if prefix_of_line(item, text) is None:
        return None
    while last + 1 < len(contents.items) and contents.items[last + 1].depth > item.depth:
        last += 1
        if prefix_of_line(contents.items[last], text) is None:
            return None
    start = text.rfind("\n", 0, item.link.span.start) + 1
    end = text.find("\n", contents.items[last].link.span.end)
    return Span(start, len(text) if end < 0 else end + 1)


def line_label(section: Section, listed: Iterable[Listed]) -> str:
    """The text for a section's line: its heading, without emoji where most other lines omit them."""
    signs: Counter[bool] = Counter()
    for entry in listed:
        if entry.section is not None and _EMOJI.search(entry.section.title.strip()):
            signs[_EMOJI.search(entry.item.text.strip()) is not None] += 1
    plain = _EMOJI.sub("", section.title.strip())
    label = plain if plain and signs[False] > signs[True] else section.title
    return label.replace("[", r"\[").replace("]", r"\]")


def insert_line(
    contents: Contents, section: Section, before: ContentsItem, listed: list[Listed], text: str
) -> list[Edit]:
    """The edits that insert a line for a section after `before` and its nested lines, in the same form."""
    label = line_label(section, listed)
    lead = prefix_of_line(before, text)
    link = _link_like(before, section, label, text)
    if link is None:
        return []
    if lead is None:
        gap = _text_to_next_item(contents, before, text)
        at = before.link.span.end
        return [Edit(Span(at, at), gap + link)] if gap else []
    block = span_with_nested_lines(contents, before, text)
    if block is None:
        return []
    newline = "\r\n" if text[: block.end].endswith("\r\n") else "\n"
    end = text.find("\n", before.link.span.end)
    tail = text[before.link.span.end : end if end >= 0 else len(text)].rstrip()
    edits = _renumber_after(contents, before, text)
    match = _LEAD.match(lead)
    if match is not None and match["number"] is not None:
        number = int(match["number"]) + bool(edits or _has_rising_numbers(contents, before, text))
        lead = lead[: match.start("number")] + str(number) + lead[match.end("number") :]
    # In front of the line's end, so that a last line without one stays so.
    at = block.end - len(newline) if text[: block.end].endswith("\n") else block.end
    return [Edit(Span(at, at), f"{newline}{lead}{link}{tail}"), *edits]


def _link_like(item: ContentsItem, section: Section, label: str, text: str) -> str | None:
    """A link to the section, written like the link of the item; None for unknown forms."""
    assert section.heading is not None
    slug = f"#{section.heading.slug}"
    link = item.link
    if link.form is LinkForm.INLINE:
        return f"[{label}]({slug})"
    opening = text[link.span.start : link.label.start]
    if link.form is not LinkForm.HTML or _TAG_URL.search(opening) is None:
        return None
    opening = _TAG_URL.sub(lambda match: f'{match[1]}"{slug}"', opening)
    return f"{opening}{label}{text[link.label.end : link.span.end]}"


def _text_to_next_item(contents: Contents, item: ContentsItem, text: str) -> str | None:
    """The text between an item and its neighbour in the same row and cell; None where there is none."""
    place = contents.items.index(item)
    pairs = [contents.items[place : place + 2], contents.items[max(place - 1, 0) : place + 1]]
    for pair in pairs:
        if len(pair) == 2:
            gap = text[pair[0].link.span.end : pair[1].link.span.start]
            cells = contents.form == "table" and "|" in gap
            if not cells and "\n" not in gap and gap and _SEPARATOR.fullmatch(gap):
                return gap
    return None


def _siblings_after(contents: Contents, item: ContentsItem) -> list[ContentsItem]:
    """The items of the same depth after an item, up to the next item of a smaller depth."""
    found = []
    for other in contents.items[contents.items.index(item) + 1 :]:
        if other.depth < item.depth:
            break
        if other.depth == item.depth:
            found.append(other)
    return found


def _has_rising_numbers(contents: Contents, item: ContentsItem, text: str) -> bool:
    """Whether the numbers of a numbered table of contents increase (in Markdown, `1. 1. 1.` also counts
    up).
    """
    own = number_on_line(item, text)
    before = [other for other in contents.items[: contents.items.index(item)] if other.depth == item.depth]
    near = number_on_line(before[-1], text) if before else None
    return own is not None and (near is None or near[1] != own[1])


def _renumber_after(contents: Contents, before: ContentsItem, text: str) -> list[Edit]:
    """The edits that add one to the consecutive numbers after a new line."""
    own = number_on_line(before, text)
    if own is None:
        return []
    edits: list[Edit] = []
    for expected, other in enumerate(_siblings_after(contents, before), own[1] + 1):
        found = number_on_line(other, text)
        if found is None or found[1] != expected:
            return []
        edits.append(Edit(found[0], str(expected + 1)))
    return edits
