"""TX003 trailing-whitespace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.edits import Edit, Span, is_in_spans, merge_spans
from awesome_lint.findings import Batch, Finding, Habit, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules.base import Example, Rule

_HABIT = Habit("trailing whitespace", 0, "Trailing whitespace on {count} lines; remove it")
_AT_LINE_END = lazy(r"^(?P<line>(?:[^\r\n]*[^ \t\r\n])?)(?P<space>[ \t]+)(?=[\r\n]|\Z)", re.MULTILINE)
_EMPTY_ITEM = lazy(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])")
"""The marker of an empty item, which may need its space."""


class TrailingWhitespace(Rule):
    """Whitespace at the end of a line, and lines that contain only whitespace.

    ## What it does

    All lines of a file are one finding. Two spaces that render as a line break are valid: they are at the end of a
    line inside a paragraph. At the end of a paragraph, or of the first line of an item before its nested list, they
    do not render. Code, comments, `<pre>` and generated text are not checked.

    ## Why it matters

    It shows in diffs, and editors that remove it make a contribution larger than it is.

    ## Fix

    Safe: the whitespace is removed.
    """

    code = "TX003"
    name = "trailing-whitespace"
    summary = "whitespace at the end of a line that is no line break"
    severity = Severity.ADVICE
    fix = Safety.SAFE
    batch = Batch.TEXT
    examples = (
        Example(
            title="Two spaces before a nested list are no line break",
            before="- [Earley](https://example.org/earley)  \n  - Jay Earley \n \n- [CYK](https://example.org/cyk)\n",
            lines=(1, 2, 3),
            after="- [Earley](https://example.org/earley)\n  - Jay Earley\n\n- [CYK](https://example.org/cyk)\n",
        ),
        Example(
            title="At the end of a heading, a paragraph, a quoted line",
            before="# Parsers \n\nA list.  \n\n> Cited \n> \n> Twice\n",
            lines=(1, 3, 5, 6),
            after="# Parsers\n\nA list.\n\n> Cited\n>\n> Twice\n",
        ),
    )
    valid = (
        "First line  \nsecond line  \nthird line\n\n- An entry  \n  with its authors  \n  [pdf](https://example.org)\n",
        "[two  \nlines](https://example.org/a) and **bold  \ntype**\n\n> a quoted  \n> break\n",
        "```\ncode  \n \n```\n\n    indented  \n\n<pre>\nkept  \n</pre>\n\n<!-- a comment  \n -->\n\n- \n- x\n",
        "<!-- START doctoc generated TOC -->\n- [A](#a) \n<!-- END doctoc generated TOC -->\n\n# A\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each line."""
        text = context.text
        needed = _spans_with_needed_whitespace(context)
        generated = generated_spans(text)
        for match in _AT_LINE_END.finditer(text):
            place = Span(*match.span("space"))
            if is_in_spans(place.start, generated) or _EMPTY_ITEM.fullmatch(match["line"]):
                continue
            if not is_in_spans(place.start, needed) and not is_in_spans(place.end, needed):
                yield self.finding(
                    place, "Trailing whitespace; remove it", edits=[Edit(place, "")], habit=_HABIT
                )


def _spans_with_needed_whitespace(context: Context) -> list[Span]:
    """The spans of code, comments and line breaks, in which whitespace has a meaning."""
    inline_index = InlineIndex.of_document(context.listing.tree)
    # A block of code may end before the whitespace of its last line.
    blocks = [Span(block.span.start, block.span.end + 1) for block in inline_index.hidden_blocks]
    return merge_spans([*blocks, *inline_index.hidden_spans, *inline_index.hard_breaks])
