"""TX003 trailing-whitespace."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.edits import Edit, Span, within
from awesome_lint.findings import Batch, Finding, Habit, Safety, Severity
from awesome_lint.markdown.generated import generated_spans
from awesome_lint.rules.base import Example, Rule

_HABIT = Habit("trailing whitespace", 0, "Trailing whitespace on {count} lines; remove it")
_AT_LINE_END = (" \n", "\t\n", " \r", "\t\r")


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
        places = list(_trailing_whitespace(text))
        if not places:
            return
        inline_index = InlineIndex.of(context.listing.tree)
        kept = _NeededWhitespace(inline_index, text)
        places = [place for place in places if not kept.needs(place)]
        for place in places:
            yield self.finding(place, "Trailing whitespace; remove it", edits=[Edit(place, "")], habit=_HABIT)


def _trailing_whitespace(text: str) -> Iterator[Span]:
    """The whitespace before each line end, in order. Searching for the four pairs is faster than a pattern."""
    ends = [len(text)]
    for pair in _AT_LINE_END:
        at = text.find(pair)
        while at >= 0:
            ends.append(at + 1)
            at = text.find(pair, at + 2)
    for end in sorted(ends):
        start = end
        while start and text[start - 1] in " \t":
            start -= 1
        if start < end:
            yield Span(start, end)


class _NeededWhitespace:
    """The places whose whitespace has a meaning."""

    def __init__(self, inline_index: InlineIndex, text: str) -> None:
        self._text = text
        # A block of code may end before the whitespace of its last line.
        blocks = [Span(block.span.start, block.span.end + 1) for block in inline_index.blocks]
        self._verbatim = sorted([*blocks, *inline_index.hidden])
        self._generated = generated_spans(text)
        self._breaks = sorted(inline_index.hard_breaks)

    def needs(self, place: Span) -> bool:
        """Whether the whitespace at `place` has to stay."""
        return (
            within(place.start, self._generated)
            or within(place.start, self._verbatim)
            or within(place.start, self._breaks)
            or within(place.end, self._breaks)
            or self._is_after_marker(place)
        )

    def _is_after_marker(self, place: Span) -> bool:
        """Whether the line is an empty item, whose marker may need its space."""
        start = max(self._text.rfind("\n", 0, place.start), self._text.rfind("\r", 0, place.start)) + 1
        line = self._text[start : place.start].lstrip(" \t>")
        numbered = line.endswith((".", ")")) and len(line) <= 10 and line[:-1].isdecimal()
        return numbered or line in ("-", "+", "*")
