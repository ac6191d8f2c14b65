"""The edits that insert a line into a table of contents in the form of its other lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from awesome_lint.edits import Edit, Span
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.model import Contents, ContentsItem, Section
from awesome_lint.listing.toc import Listed
from awesome_lint.markdown.tree import LinkForm
from awesome_lint.source import whole_lines

_LEAD = lazy(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?[*_]*")
_NUMBER = lazy(r"[ \t>]*\d")
_TAIL = lazy(r"[*_]*[ \t]*(?:<br ?/?>)?[ \t]*\r?")
_EMOJI_CHARACTER = r"(?::[a-z0-9_+-]+:|[\u200d\ufe0f\u20e3\u2190-\u2bff\U0001f000-\U0001faff])"
_EMOJI = lazy(rf"\A(?:{_EMOJI_CHARACTER}[ ]*)+|(?:[ ]+{_EMOJI_CHARACTER}+)+\Z")
"""Emoji and shortcodes before and after the words of a heading."""


def _prefix_of_line(item: ContentsItem, text: str) -> str | None:
    """The text before the link on a line of the table of contents; None where the line has more than a
    bullet or number, emphasis and the link.
    """
    start, end = whole_lines(text, item.link.span)
    lead, tail = text[start : item.link.span.start], text[item.link.span.end : end]
    return lead if _LEAD.fullmatch(lead) and _TAIL.fullmatch(tail) else None


def _span_with_nested_lines(contents: Contents, item: ContentsItem, text: str) -> Span | None:
    """The span of an item's line and of the lines nested below it; None where a line contains more than its
    link.
    """
    last = contents.items.index(item)
    if _prefix_of_line(item, text) is None:
        return None
    while last + 1 < len(contents.items) and contents.items[last + 1].depth > item.depth:
        last += 1
        if _prefix_of_line(contents.items[last], text) is None:
            return None
    start, end = whole_lines(text, Span(item.link.span.start, contents.items[last].link.span.end))
    return Span(start, min(end + 1, len(text)))


def _line_label(section: Section, listed: Iterable[Listed]) -> str:
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
    """The edit that inserts a line for a section after `before` and its nested lines, in the same form; none where the
    lines are numbered, are HTML, or have more than a link."""
    lead = _prefix_of_line(before, text)
    block = _span_with_nested_lines(contents, before, text)
    if lead is None or block is None or _NUMBER.match(lead) or before.link.form is not LinkForm.INLINE:
        return []
    assert section.heading is not None
    link = f"[{_line_label(section, listed)}](#{section.heading.slug})"
    newline = "\r\n" if text[: block.end].endswith("\r\n") else "\n"
    tail = text[before.link.span.end : whole_lines(text, before.link.span).end].rstrip()
    # Before the line's end, so that a last line without one stays so.
    at = block.end - len(newline) if text[: block.end].endswith("\n") else block.end
    return [Edit(Span(at, at), f"{newline}{lead}{link}{tail}")]
