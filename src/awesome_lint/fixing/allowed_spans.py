"""Finds the text that an edit lets render as Markdown: it is the content of no block before the edit."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.edits import Edit, Span
from awesome_lint.fixing.offset_map import OffsetMap
from awesome_lint.fixing.rendered import BLOCKS, RenderedPage
from awesome_lint.lazy_re import lazy

_LINE_END = lazy(r"\r?\n")
_BLANK_LINE = lazy(r"\n[ \t]*\r?\n")
_BARE_MARK = lazy(r"[ \t]*(?:[-*]|#{1,6})")
_PIPE = lazy(r"\s*\|")


def find_allowed_spans(
    old: RenderedPage, edits: list[Edit], shift: OffsetMap, changed_text: str
) -> Iterator[Span]:
    """The spans of the changed text in which Markdown may render that did not render before: up to the next blank line
    after an edit that ends an HTML block, makes a line a heading or item, or joins a row to a table; and up to the end
    of the row after an escaped pipe."""
    for number, (span, text) in enumerate(edits):
        start = shift.replacement_span(number).end
        if text == "\\" and old.text.startswith("|", span.start):
            end = _LINE_END.search(changed_text, start)
        elif span.start == span.end and not text.strip("\r\n") and _follows_html(old, span.start):
            end = _BLANK_LINE.search(changed_text, start)
        elif _begins_block(old.text, span, text) or _joins_row_to_table(old, span, text):
            start = changed_text.rfind("\n", 0, start) + 1
            end = _BLANK_LINE.search(changed_text, start)
        else:
            continue
        yield Span(start, end.start() if end else len(changed_text))


def _begins_block(old_text: str, span: Span, new_text: str) -> bool:
    """Whether an edit only inserts the space after the bullet or hashes at the start of a line."""
    line = old_text[old_text.rfind("\n", 0, span.start) + 1 : span.start]
    return new_text == " " and span.start == span.end and _BARE_MARK.fullmatch(line) is not None


def _joins_row_to_table(old: RenderedPage, span: Span, new_text: str) -> bool:
    """Whether an edit only removes blank lines between a table and a line that begins with a pipe."""
    cut = old.text[slice(*span)]
    if new_text or "\n" not in cut or not cut.isspace() or not _PIPE.match(old.text, span.end):
        return False
    return any(
        node.kind == "table" and node.start < span.start and not old.text[node.end : span.start].strip()
        for node in old.nodes
    )


def _follows_html(old: RenderedPage, line_start: int) -> bool:
    """Whether the line before `line_start` (an offset) is probably HTML: it ends with `>` and is in no block that the
    engine reports, which has no positions of HTML blocks."""
    before = len(old.text[:line_start].rstrip("\r\n"))
    if not old.text.endswith(">", 0, before) or before == line_start:
        return False
    return not any(node.kind in BLOCKS and node.start < before <= node.end for node in old.nodes)
