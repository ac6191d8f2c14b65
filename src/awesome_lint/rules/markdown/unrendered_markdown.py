"""MD005 unrendered-markdown."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.unrendered import find_unrendered_markdown
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Related, Safety, Severity
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.markdown._raw_marks import find_raw_marks

_NO_BLANK_LINE = Habit(
    "no blank line",
    3,
    "Markdown is shown as raw text in {count} places: each follows an HTML tag without a blank line; put one before each",
)
_IN_HTML = Habit(
    "in HTML",
    3,
    "Markdown is shown as raw text in {count} places: each is in a block of HTML that no blank line ends; write it as HTML",
)


class UnrenderedMarkdown(Rule):
    """Markdown that GitHub shows as raw text, because a space or blank line is missing, or a blank line is too many.

    ## What it does

    Links, list items with links and headings in a block of HTML: an HTML tag begins the block, and only a blank line
    ends it. One finding a block, at its first such line; more than three of one cause are one finding for the file.
    Only bold text (`<summary>**2024**</summary>`) is a warning. `<pre>`, `<script>`, comments and text with mere
    brackets are valid.

    Also: `-[Title](URL)` and `*[Title](URL)` without a space after the marker, next to list items or other such lines,
    and `##Heading`; more than three of one kind are one finding for the file. Rows after a blank line or a comment, which
    ended their table; and, as a warning, `[TOC]`, which only other programs replace by a table of contents.

    ## Why it matters

    The reader sees `- [name](URL)` instead of a link, and programs that read the list miss the entry.

    ## Fix

    Safe: the missing space; no blank line within the table; a blank line after the tag, where it makes the Markdown
    render and changes nothing else. None inside `<p>`, `<table>` and the like: write HTML there.
    """

    code = "MD005"
    name = "unrendered-markdown"
    summary = "Markdown that is shown as raw text: after an HTML tag, or for lack of a space or blank line"
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.SYNTAX
    supersedes = ("LK001", "AW005")
    examples = (
        Example(
            title="List items right after a summary",
            before="""
                # Parsers

                <details>
                <summary>Charts</summary>
                - [Earley](https://example.org/earley) - The first one.
                - [Leo](https://example.org/leo) - In linear time.
                </details>
                """,
            lines=(5,),
            after="""
                # Parsers

                <details>
                <summary>Charts</summary>

                - [Earley](https://example.org/earley) - The first one.
                - [Leo](https://example.org/leo) - In linear time.
                </details>
                """,
        ),
        Example(
            title="A heading and a link after a tag that is alone on its line",
            before="""
                <hr>
                [GLR](https://example.org/glr), a generalisation

                <br/>
                ## Tables
                """,
            lines=(2, 5),
            after="""
                <hr>

                [GLR](https://example.org/glr), a generalisation

                <br/>

                ## Tables
                """,
        ),
        Example(
            title="A link in a paragraph, and one in a cell: HTML is needed there",
            before="""
                <p align="center">
                [Paper](https://example.org/paper) | <a href="https://example.org/code">Code</a>
                </p>

                <table><tr><td>
                [Packrat](https://example.org/packrat)
                </td></tr></table>
                """,
            lines=(2, 6),
        ),
        Example(
            title="No space after the marker of an item or heading",
            before="""
                ##Charts

                -[Earley](https://example.org/earley) - The first one.

                -[Leo](https://example.org/leo) - In linear time.

                ## Tables

                * [GLR](https://example.org/glr)
                *[LALR](https://example.org/lalr)
                """,
            lines=(1, 3, 5, 10),
            after="""
                ## Charts

                - [Earley](https://example.org/earley) - The first one.

                - [Leo](https://example.org/leo) - In linear time.

                ## Tables

                * [GLR](https://example.org/glr)
                * [LALR](https://example.org/lalr)
                """,
        ),
        Example(
            title="A blank line ends the table",
            before="""
                | Parser | Year |
                | --- | --- |
                | Earley | 1970 |

                | GLR | 1974 |
                | Packrat | 2002 |
                """,
            lines=(5,),
            after="""
                | Parser | Year |
                | --- | --- |
                | Earley | 1970 |
                | GLR | 1974 |
                | Packrat | 2002 |
                """,
        ),
        Example(
            title="A comment ends the table; in a cell it does not",
            before="""
                | Parser | Year |
                | --- | --- |
                | Earley | 1970 |
                <!-- a remark -->
                | GLR <!-- another one --> | 1974 |
                | Packrat | 2002 |
                """,
            lines=(5,),
        ),
        Example(
            title="A table of contents that GitHub does not make (a warning)",
            before="# Parsers\n\n[TOC]\n\n## Charts\n",
            lines=(3,),
        ),
        Example(title="Bold text (a warning)", before="<summary>**2024**</summary>\n", lines=(1,)),
    )
    valid = (
        """
        <details>
        <summary>Charts [1] (2024)</summary>

        - [Earley](https://example.org/earley)

        </details>

        <!-- - [GLR](https://example.org/glr) -->
        <a name="tables"></a>
        ## Tables

        Line one<br>
        [LL](https://example.org/ll)
        """,
        """
        <table>
        <tr><th># of stars</th><th>a[i](x)</th></tr>
        <tr><td>
        # 1
        - fast - small
        </td><td>\\[LR](https://example.org/lr)</td></tr>
        </table>
        <pre>
        - [Packrat](https://example.org/packrat)
        ## Not a heading
        </pre>
        """,
        """
        <p align="center">
          <img src="https://example.org/logo.svg"><br>
          - a parser<br>
          - a lexer<br>
          5 * 3 ** 2 | <code>[x](https://example.org)</code> | 3 - 2
        </p>
        """,
        """
        **Earley parsing**<br>
        *[Ada](https://example.org/ada), [Bo](https://example.org/bo)*

        *[Cy](https://example.org/cy), [Di](https://example.org/di) *

        Leo, in linear time
        -[pdf](https://example.org/leo.pdf)
        -[code](https://example.org/leo)

        Minus -[x](https://example.org/x)

        -[A note](https://example.org/note), alone on the page

        #parsing #grammars

        #Earley

        | A | B |
        | - | - |
        | a | b |

        | not a row of it | 2 | 3 |

        |x| is the length of x.
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each block of HTML, line without a space, and part of a table."""
        for marks in find_raw_marks(context.listing.tree, context.text):
            yield self.finding(
                marks.span, marks.message, severity=marks.severity, edits=marks.edits, habit=marks.habit
            )
        for one in context.cached(find_unrendered_markdown):
            why = (
                f"it follows <{one.last_tag}> without a blank line, and only a blank line ends a block of HTML; put one before it"
                if one.blank_line_offsets
                else f"it is in the block of HTML that <{one.first_tag}> begins, up to the next blank line; write it as HTML"
            )
            yield self.finding(
                one.lines[0],
                f"This {one.kind} {_verb_for_lines(len(one.lines) - 1)} shown as raw text: {why}",
                severity=Severity.WARNING if one.kind == "bold text" else None,
                related=[Related(line, "raw text too") for line in one.lines[1:]],
                edits=[
                    Edit(Span(at, at), "\r\n" if "\r\n" in context.text else "\n")
                    for at in one.blank_line_offsets
                ],
                habit=_NO_BLANK_LINE if one.blank_line_offsets else _IN_HTML,
            )


def _verb_for_lines(other_line_count: int) -> str:
    """The verb for a message about the first line of a block, with the number of the other lines: "is", or "and 2 more
    lines are"."""
    if not other_line_count:
        return "is"
    return f"and {other_line_count} more line{'s' if other_line_count > 1 else ''} are"
