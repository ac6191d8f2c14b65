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
    old: RenderedPage, edits: list[Edit], shift: OffsetMap, changed: str
) -> Iterator[Span]:
    """The spans of the changed text in which Markdown may render that did not render before: after a blank line that
    ends an HTML block, after a space that makes a heading or item of a line, and after the removal of blank lines in a
    table, up to the next blank line; after an escaped pipe, up to the end of the row."""
    for number, (span, text) in enumerate(edits):
        start = shift.new(number).end
        if text == "\\" and old.text.startswith("|", span.start):
            end = _LINE_END.search(changed, start)
        elif span.start == span.end and not text.strip("\r\n") and _ends_html(old, span.start):
            end = _BLANK_LINE.search(changed, start)
        elif _begins_block(old.text, span, text) or _joins_table(old, span, text):
            start = changed.rfind("\n", 0, start) + 1
            end = _BLANK_LINE.search(changed, start)
        else:
            continue
        yield Span(start, end.start() if end else len(changed))


def _begins_block(old: str, span: Span, text: str) -> bool:
    """Whether an edit only inserts the space after the bullet or hashes at the start of a line."""
    line = old[old.rfind("\n", 0, span.start) + 1 : span.start]
    return text == " " and span.start == span.end and _BARE_MARK.fullmatch(line) is not None


def _joins_table(old: RenderedPage, span: Span, text: str) -> bool:
    """Whether an edit only removes blank lines between a table and a line that begins with a pipe."""
    cut = old.text[slice(*span)]
    if text or "\n" not in cut or not cut.isspace() or not _PIPE.match(old.text, span.end):
        return False
    return any(
        node.kind == "table" and node.start < span.start and not old.text[node.end : span.start].strip()
        for node in old.nodes
    )


def _ends_html(old: RenderedPage, line: int) -> bool:
    """Whether the line before the one that starts at `line` is HTML, outside of all blocks with a position."""
    before = len(old.text[:line].rstrip("\r\n"))
    if not old.text.endswith(">", 0, before) or before == line:
        return False
    return not any(node.kind in BLOCKS and node.start < before <= node.end for node in old.nodes)
