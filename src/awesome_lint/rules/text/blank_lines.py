"""TX004 blank-lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.edits import Edit, Span, is_in_spans
from awesome_lint.findings import Batch, Finding, Habit, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.markdown.tree import Block, Comment, FrontMatter, Heading, HtmlBlock, HtmlTag, Paragraph
from awesome_lint.rules.base import Example, Rule

_RUN = lazy(r"\n(?P<blank>(?:[ \t]*\r?\n){2,})")
_FIRST = lazy(r"\A\ufeff?(?:[ \t]*(?:\r\n|\n))+")
_LEAST = 5
_SHARE = 0.8
_HABIT = Habit(
    "blank lines", 0, "Too many or too few blank lines in {count} places; write one between blocks"
)


class BlankLines(Rule):
    """Too many blank lines, none before or after a heading, and a last line without a line end.

    ## What it does

    Multiple consecutive blank lines; blank lines before the first line or after the last; a heading without a blank
    line before or after it, in a list whose other headings mostly have one there; a last line without a line end.
    All places of a file are one finding. Two blank lines before each heading are valid where that is the style of
    the list. Code, comments and generated text are not checked.

    ## Why it matters

    Most renderers ignore it, but some join a heading to the text before it, and diffs become larger.

    ## Fix

    Safe: one blank line is kept of several, and none at the start and the end of the file; missing blank lines and
    the missing line end are added.
    """

    code = "TX004"
    name = "blank-lines"
    summary = "too many or too few blank lines, or no line end after the last line"
    severity = Severity.ADVICE
    fix = Safety.SAFE
    batch = Batch.TEXT
    examples = (
        Example(
            title="Two blank lines, and one at the end",
            before="# Parsers\n\n- [Earley](https://example.org/earley)\n\n\n- [CYK](https://example.org/cyk)\n\n",
            lines=(4, 7),
            after="# Parsers\n\n- [Earley](https://example.org/earley)\n\n- [CYK](https://example.org/cyk)\n",
        ),
        Example(
            title="No line end after the last line; add one",
            before="# Parsers\n\n- [Earley](https://example.org/earley)",
            lines=(3,),
            after="# Parsers\n\n- [Earley](https://example.org/earley)\n",
        ),
        Example(
            title="No blank line after a heading, and none before another",
            before="# Soil\n\n## Clay\n\nHeavy.\n\n## Loam\nMixed.\n## Sand\n\nLight.\n\n## Silt\n\nFine.\n",
            lines=(7, 9),
            after="# Soil\n\n## Clay\n\nHeavy.\n\n## Loam\n\nMixed.\n\n## Sand\n\nLight.\n\n## Silt\n\nFine.\n",
        ),
    )
    valid = (
        "# Parsers\n\n- [Earley](https://example.org/earley)\n\n- [CYK](https://example.org/cyk)\n",
        "```\na\n\n\nb\n```\n\n<!--\n\n\n-->\n\n<pre>\na\n\n\nb\n</pre>\n",
        "<!-- START doctoc generated TOC -->\n- [A](#a)\n\n\n<!-- END doctoc generated TOC -->\n\n# A\n",
        "# A\n\ntext\n\n\n## B\n\ntext\n\n\n## C\n\ntext\n\n\n## D\n\ntext\n\n\n## E\n\ntext\n\n\n## F\n\ntext\n",
        # No blank line after a heading is the style of this list.
        "# Soil\n## Clay\nHeavy.\n\n## Loam\nMixed.\n\n## Sand\nLight.\n",
        "---\ntitle: Soil\n---\n# Soil\n\n## Clay\n\n```\n## not a heading\nx\n```\n\n## Loam\n\nx\n",
        "# Soil\n\n<!-- START doctoc -->\n## Contents\n\n- [Clay](#clay)\n\n<!-- END doctoc -->\n\n## Clay\n\nx\n\n"
        "## Loam\n\nx\n",
        # A comment and an anchor that belong to the heading.
        "# Soil\n\n<!-- keep -->\n## Clay\n<!-- #clay anchor -->\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n",
        '# Soil\n\nx\n\n<a name="clay"></a>\n## Clay\n\nx\n\n## Loam\n\nx\n\n## Sand\n\nx\n',
        "# Soil\n\n## Clay\n\nx\n\n## Loam\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each place."""
        generated = generated_spans(context.text)
        surplus = ((edit.span, edit, message) for edit, message in _blank_line_edits(context))
        for span, edit, message in sorted([*surplus, *_missing_blank_lines(context)]):
            if not is_in_spans(edit.span.start, generated):
                yield self.finding(span, message, edits=[edit], habit=_HABIT)


def _blank_line_edits(context: Context) -> Iterator[tuple[Edit, str]]:
    """The edits that remove blank lines or add the last line end, each with its message."""
    text = context.text
    if not text.strip():
        return
    first = _FIRST.match(text) if text[0] in "\ufeff \t\r\n" else None
    last = text.find("\n", len(text.rstrip(" \t\r\n")))
    if first and first.end() > (text[0] == "\ufeff"):
        yield (
            Edit(Span(int(text[0] == "\ufeff"), first.end()), ""),
            "Blank lines before the first line; remove them",
        )
    if last >= 0:
        if last + 1 < len(text):
            yield Edit(Span(last + 1, len(text)), ""), "Blank lines after the last line; remove them"
    elif not text.endswith("\r"):
        yield (
            Edit(Span(len(text), len(text)), _usual_line_end(text)),
            "No line end after the last line; add one",
        )
    runs = [match for match in _RUN.finditer(text) if last < 0 or match.start() < last]
    if not runs:
        return
    inline_index = InlineIndex.of_document(context.listing.tree)
    own = _headings_after_blank_lines(context)
    for match in runs:
        span = Span(*match.span("blank"))
        if not inline_index.is_hidden(span) and span.end not in own:
            width = 2 if text.endswith("\r\n", span.start, span.end) else 1
            yield Edit(Span(span.start, span.end - width), ""), "Multiple consecutive blank lines; write one"


def _headings_after_blank_lines(context: Context) -> frozenset[int]:
    """The offsets of the headings with several blank lines before them, if that is the style of the list; else
    empty."""
    text = context.text
    headings = [heading.span.start for heading in context.listing.tree.headings[1:]]
    loose = [at for at in headings if re.search(r"\n[ \t]*\r?\n[ \t]*\r?\n\Z", text[max(at - 40, 0) : at])]
    return frozenset(loose) if len(loose) >= _LEAST and len(loose) >= _SHARE * len(headings) else frozenset()


def _missing_blank_lines(context: Context) -> Iterator[tuple[Span, Edit, str]]:
    """The missing blank lines before and after headings: the span of the heading, the edit that adds a line, and the
    message."""
    text = context.text
    before: list[tuple[Span, int, bool]] = []
    after: list[tuple[Span, int, bool]] = []
    for one, other in pairwise(context.listing.tree.children):
        is_spaced = _has_blank_line(text, one.span.end, other.span.start)
        if isinstance(other, Heading) and other.form == "atx" and not _belongs_to_heading(one):
            before.append((other.span, text.rfind("\n", 0, other.span.start) + 1, is_spaced))
        if isinstance(one, Heading) and one.form == "atx" and not isinstance(other, HtmlBlock | Comment):
            after.append((one.span, text.find("\n", one.span.end) + 1, is_spaced))
    for sides, side in ((before, "before"), (after, "after")):
        spaced = sum(has_blank_line for *_, has_blank_line in sides)
        if spaced * 5 >= 3 * len(sides) and spaced >= 2:
            for heading, at, has_blank_line in sides:
                if not has_blank_line:
                    yield (
                        heading,
                        Edit(Span(at, at), _usual_line_end(text)),
                        f"No blank line {side} this heading; add one",
                    )


def _belongs_to_heading(block: Block) -> bool:
    """Whether the block before a heading may belong to it: another heading, a comment, an anchor, front
    matter.
    """
    if isinstance(block, Paragraph):
        return all(isinstance(node, HtmlTag) for node in block.children)
    return isinstance(block, Heading | Comment | FrontMatter)


def _has_blank_line(text: str, start: int, end: int) -> bool:
    """Whether there is a blank line between two offsets."""
    between = text[start:end].replace("\r\n", "\n")
    line_end = "\n" if start and text[start - 1] == "\n" else ""
    return (line_end + between).count("\n") >= 2


def _usual_line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
