"""TX004 blank-lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from awesome_lint.markdown.generated import generated_spans
from awesome_lint.model import Batch, Edit, Finding, Related, Safety, Severity, Span, within
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.survey import Survey

_RUN = lazy(r"\n(?P<blank>(?:[ \t]*\r?\n){2,})")
_FIRST = lazy(r"\A\ufeff?(?:[ \t]*(?:\r\n|\n))+")
_HABIT = 5
_SHARE = 0.8


class BlankLines(Rule):
    """Blank lines in a row, at the file's edges, and a file without a last line end.

    ## What it finds

    Two or more blank lines where one would do, all of a file's as one finding; blank lines before the first
    line or behind the last; a last line that does not end. A list that always leaves two blank lines before a
    heading has its own form, and is left to it. Code, comments and what a program writes are left alone.

    ## Why it matters

    They render as nothing, and they make changes seem larger than they are.

    ## The fix

    Safe: one blank line stays of each run, none at the file's edges; a line end is put behind the last line.
    """

    code = "TX004"
    name = "blank-lines"
    summary = "blank lines in a row, or no line end at the end"
    severity = Severity.ADVICE
    fix = Safety.SAFE
    batch = Batch.TEXT
    examples = (
        Example(
            title="Two where one would do",
            bad="# Parsers\n\n- [Earley](https://example.org/earley)\n\n\n- [CYK](https://example.org/cyk)\n\n",
            lines=(4,),
            mended="# Parsers\n\n- [Earley](https://example.org/earley)\n\n- [CYK](https://example.org/cyk)\n",
        ),
        Example(
            title="The last line does not end",
            bad="# Parsers\n\n- [Earley](https://example.org/earley)",
            lines=(3,),
            mended="# Parsers\n\n- [Earley](https://example.org/earley)\n",
        ),
    )
    noop = (
        "# Parsers\n\n- [Earley](https://example.org/earley)\n\n- [CYK](https://example.org/cyk)\n",
        "```\na\n\n\nb\n```\n\n<!--\n\n\n-->\n",
        "<!-- START doctoc generated TOC -->\n- [A](#a)\n\n\n<!-- END doctoc generated TOC -->\n\n# A\n",
        "# A\n\ntext\n\n\n## B\n\ntext\n\n\n## C\n\ntext\n\n\n## D\n\ntext\n\n\n## E\n\ntext\n\n\n## F\n\ntext\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for the file, at the first of its places."""
        edits = sorted(_edits(context))
        if not edits:
            return
        lines = [bisect_right(context.listing.line_starts, edit.span.start) for edit in edits]
        yield self.finding(
            edits[0].span,
            _message(context.text, edits, lines),
            related=[Related(edit.span, "also here") for edit in edits[1:4]],
            edits=edits,
        )


def _edits(context: Context) -> Iterator[Edit]:
    text = context.text
    if not text.strip():
        return
    first = _FIRST.match(text) if text[0] in "\ufeff \t\r\n" else None
    last = text.find("\n", len(text.rstrip(" \t\r\n")))
    if first and first.end() > (text[0] == "\ufeff"):
        yield Edit(Span(int(text[0] == "\ufeff"), first.end()), "")
    if last >= 0:
        if last + 1 < len(text):
            yield Edit(Span(last + 1, len(text)), "")
    elif not text.endswith("\r"):
        yield Edit(Span(len(text), len(text)), "\r\n" if "\r\n" in text else "\n")
    runs = [match for match in _RUN.finditer(text) if last < 0 or match.start() < last]
    if not runs:
        return
    survey = Survey.of(context.listing.tree)
    own = _before_headings(context)
    generated = generated_spans(text)
    for match in runs:
        span = Span(*match.span("blank"))
        if not within(span.start, generated) and not survey.hides(span) and span.end not in own:
            width = 2 if text.endswith("\r\n", span.start, span.end) else 1
            yield Edit(Span(span.start, span.end - width), "")


def _before_headings(context: Context) -> frozenset[int]:
    """Where the headings begin that this list sets off by more than one blank line, if that is its habit."""
    text = context.text
    headings = [heading.span.start for heading in context.listing.tree.headings[1:]]
    loose = [at for at in headings if re.search(r"\n[ \t]*\r?\n[ \t]*\r?\n\Z", text[max(at - 40, 0) : at])]
    return frozenset(loose) if len(loose) >= _HABIT and len(loose) >= _SHARE * len(headings) else frozenset()


def _message(text: str, edits: list[Edit], lines: list[int]) -> str:
    if len(edits) == 1 and edits[0].text:
        return "The last line does not end with a line end"
    if len(edits) == 1:
        return "More blank lines than one"
    named = ", ".join(str(line) for line in lines[:6])
    more = f" and {len(lines) - 6} more" if len(lines) > 6 else ""
    return f"More blank lines than one in {len(lines)} places: lines {named}{more}"
