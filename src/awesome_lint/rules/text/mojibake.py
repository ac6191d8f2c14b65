"""TX001 mojibake."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineIndex
from awesome_lint.analysis.mojibake import CHARSETS, MojibakeRun, find_mojibake
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Removal, Safety, Severity
from awesome_lint.rules.base import Example, Rule


class Mojibake(Rule):
    """Characters that were decoded with the wrong charset and saved so.

    ## What it does

    UTF-8 that a program decoded as Mac Roman, Windows-1252 or Latin-1: `‚úÖ` instead of `✅`, `â€™` instead of `’`,
    `Ã©` instead of `é`. A run of characters is reported only if all its bytes are valid UTF-8, and only in a text
    that contains a sequence that no language uses; accents, quotation marks, CJK and emoji are valid. One finding a
    line. Code, fences and comments are not checked.

    ## Why it matters

    The text is unreadable, and so are the anchors of such headings.

    ## Fix

    Safe: each run is replaced by the characters that its bytes encode. Anchors are fixed afterwards, since the slug
    of a damaged heading is damaged too.
    """

    code = "TX001"
    name = "mojibake"
    summary = "text that was decoded with the wrong charset"
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.ENCODING
    removes = frozenset({Removal.CHARSET})
    examples = (
        Example(
            title="Read as Mac Roman",
            before="""
                ## \uf8ffüöÄ Parsers

                | Name   | Fast | Size |
                | ------ | ---- | ---- |
                | Earley | ‚úÖ   | 3√ó4 |
                """,
            lines=(1, 5),
            after="""
                ## 🚀 Parsers

                | Name   | Fast | Size |
                | ------ | ---- | ---- |
                | Earley | ✅   | 3×4 |
                """,
        ),
        Example(
            title="Read as Windows-1252",
            before="- [Knuthâ€™s Parser](https://example.org/lr), JosÃ© Ã…kerman\n",
            lines=(1,),
            after="- [Knuth’s Parser](https://example.org/lr), José Åkerman\n",
        ),
        Example(
            title="Read as Latin-1",
            before="- [Earley](https://example.org/earley) â\x80\x93 a chart parser\n",
            lines=(1,),
            after="- [Earley](https://example.org/earley) – a chart parser\n",
        ),
    )
    valid = (
        "- [Daumé](https://example.org/d), Kügelgen, Cuayáhuitl, Ð, Þór · 语法分析 · 構文解析 · Разбор · ✅ 🚀\n",
        "- “Écoute… l’été”… — « voilà », café”… “À côté”, √π ≈ 1,77 and 3 √ 2, ‚Ja‘, „Äpfel“\n",
        "- `â€™` is what an apostrophe becomes. <!-- ‚úÖ -->\n",
        "- Written CAFÉ’S, IRMÃ”, NAÏF« and Œ¬ in one line, 90Â°\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each line with damaged runs outside code and comments."""
        runs = context.cached(find_mojibake)
        if not runs:
            return
        inline_index = InlineIndex.of_document(context.listing.tree)
        starts = context.listing.line_starts
        live = [run for run in runs if not inline_index.is_hidden(run.span)]
        for _, group in groupby(live, key=lambda run: bisect_right(starts, run.span.start)):
            line = list(group)
            yield self.finding(
                Span(line[0].span.start, line[-1].span.end),
                self._mojibake_message(context.text, line),
                edits=[Edit(run.span, run.original) for run in line],
            )

    def _mojibake_message(self, text: str, line: list[MojibakeRun]) -> str:
        first = line[0]
        more = f" (and {len(line) - 1} more on this line)" if len(line) > 1 else ""
        return (
            f"“{text[first.span.start : first.span.end]}” is UTF-8 that was decoded as {CHARSETS[first.charset]}; "
            f"write “{first.original}”{more}"
        )
