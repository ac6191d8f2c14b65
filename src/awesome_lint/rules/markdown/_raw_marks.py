"""Markdown that GitHub shows as text, because of a missing space, or of a blank line or comment in a table."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.inline_index import InlineBlock, InlineIndex
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Habit, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.listing.labels import role_of_label
from awesome_lint.markdown import tree, visible_text
from awesome_lint.markdown.paragraphs import split_table_row
from awesome_lint.source import whole_lines
from awesome_lint.structs import record

_ITEM = lazy(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_HEADING = lazy(r" {0,3}(?P<marks>#{2,6})[^\s#!\d][^\n#]*")
_TOC = lazy(r"(?i:\[\[?toc\]\]?)\s*")
_NO_SPACES = Habit(
    "no space after marker",
    3,
    "No space is after the list marker of {count} lines, so they are no list items; write `- ` or `* `",
)
_NO_HEADINGS = Habit(
    "no space in headings",
    3,
    "No space is after the `#` marks of {count} lines, so they are no headings; write the spaces",
)


@record
class RawMarks:
    """A place where readers see Markdown characters, a sentence that says what is wrong, and the edits of the fix."""

    span: Span
    message: str
    edits: list[Edit]
    habit: Habit | None = None
    severity: Severity = Severity.ERROR


def find_raw_marks(document: tree.Document, text: str) -> Iterator[RawMarks]:
    """The list markers and headings without a space, `[TOC]`, and the table rows after a blank line or a comment."""
    leaves = InlineIndex.of_document(document).leaves
    blocks = [leaf for leaf in leaves if isinstance(leaf.node, tree.Paragraph)]
    yield from _items_without_space(blocks, text)
    for block in blocks:
        if _TOC.fullmatch(text, *block.node.span) and not block.links:
            what = "GitHub shows `[TOC]` as it is written, and makes no table of contents; write one, or remove it"
            yield RawMarks(block.node.span, what, [], severity=Severity.WARNING)
        heading = _HEADING.fullmatch(text, *block.node.span) if block.item is None else None
        if heading is not None:
            at = heading.end("marks")
            what = f"`{heading['marks']}` without a space after it is no heading; write a space"
            yield RawMarks(Span(*heading.span()), what, [Edit(Span(at, at), " ")], _NO_HEADINGS)
    yield from _rows_after_table(document, text)


def _items_without_space(blocks: list[InlineBlock], text: str) -> Iterator[RawMarks]:
    """The lines `-[Title](URL)` and `*[Title](URL)` that lack the space of a list item, next to items or to other such
    lines."""
    found = {
        link.span.start - 1: link
        for block in blocks
        for link in block.links
        if isinstance(link, tree.Link)
        and link.form is tree.LinkForm.INLINE
        and _follows_list_marker(link, block, text)
    }
    if not any(_is_item(line, found, text) for at in found for line in _adjacent_lines(at, text)):
        return
    for at in found:
        what = f"No space is after `{text[at]}`, so this line is no list item; write `{text[at]} `"
        yield RawMarks(Span(at, found[at].span.end), what, [Edit(Span(at + 1, at + 1), " ")], _NO_SPACES)


def _follows_list_marker(link: tree.Link, block: InlineBlock, text: str) -> bool:
    """Whether a link is directly after the list marker of its line. A label (`-[pdf](URL)`) is not, unless it leads to
    a section."""
    at = link.span.start - 1
    if at < block.node.span.start or text[at] not in "-*" or not block.node.is_exact:
        return False
    start, end = whole_lines(text, Span(at, link.span.end))
    if text[start:at].strip(" \t") or not any(span.start <= at < span.end for span in block.text_spans):
        return False
    if text[at] == "*" and "*" in text[link.span.end : end]:
        return False  # Italic type whose end does not render.
    return link.url.startswith("#") or role_of_label(visible_text(link.children)) is None


def _adjacent_lines(at: int, text: str) -> Iterator[Span]:
    """The nearest lines before and after the line of `at` that are not blank."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    before = text[:start].rstrip()
    if before:
        yield Span(before.rfind("\n") + 1, len(before))
    after = len(text) - len(text[end:].lstrip()) if end >= 0 else len(text)
    if after < len(text):
        yield Span(text.rfind("\n", 0, after) + 1, len(text))


def _is_item(line: Span, found: dict[int, tree.Link], text: str) -> bool:
    """Whether a line is a list item, or one of the lines without a space that were found."""
    first = line.start
    while text[first : first + 1] in tuple(" \t"):
        first += 1
    return first in found or _ITEM.match(text, *line) is not None


def _rows_after_table(document: tree.Document, text: str) -> Iterator[RawMarks]:
    """The rows of a table after a blank line or a comment, which ended it: all lines have as many cells as the table's
    header."""
    before: tree.Block | None = None
    for block in document.children:
        if isinstance(before, tree.Table):
            if isinstance(block, tree.Comment):
                continue
            lines, columns = text[slice(*block.span)].splitlines(), len(before.header.cells)
            if isinstance(block, tree.Paragraph) and all(_is_row(line, columns) for line in lines):
                yield _detached_table_rows(lines, Span(before.span.end, block.span.start), text)
        before = block


def _detached_table_rows(lines: list[str], gap: Span, text: str) -> RawMarks:
    """The defect of rows after a gap in a table, which contains only blank lines or comments."""
    first = Span(gap.end, gap.end + len(lines[0]))
    rows = "This row is" if len(lines) == 1 else f"These {len(lines)} rows are"
    between = text[slice(*gap)]
    if between.strip():
        what = f"{rows} shown as raw text: the comment before ends the table; write it into a cell"
        return RawMarks(first, what, [])
    what = f"{rows} shown as raw text: the blank line before ends the table; remove it"
    return RawMarks(first, what, [Edit(gap, "\r\n" if "\r\n" in between else "\n")])


def _is_row(line: str, columns: int) -> bool:
    """Whether a line is a table row with this number of cells."""
    return line.count("|") > 1 and line.lstrip()[:1] == "|" and len(split_table_row(line)) == columns
