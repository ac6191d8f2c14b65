"""MD001 broken-link-syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import Leaf, Survey
from awesome_lint.analysis.residue import Residue
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.markdown._broken import Broken, broken_links
from awesome_lint.rules.markdown._references import References
from awesome_lint.rules.markdown._rendered import beside_links, odd_links, visible_asterisks

_BRACKET = lazy(r"[\[\]]")
_WIDE = tuple("【】］（）")
_ANY_BRACKET = lazy(r"[\[\]【】］（）]")
_DOUBLE = lazy(r"\[\[[^\[\]\n]*\]\]\(")
_BRACKETED = lazy(r"\[\[[^\[\]\n]*\]\([^()\n]*\)\]")
_HABIT = 3
"""So many links in brackets of their own, and a list writes its links so."""
_LINE_END = lazy(r"[ \t]*\\?\r?\n[ \t>]*")
_RARE = 10
"""One title in so many may be broken over lines by accident; more, and it is how the list is written."""
_BROKEN_TITLE = "Title broken over lines: it renders, but programs that read the list by lines miss it"
_BROKEN_TITLES = Habit("broken titles", 3, "{count} titles are broken over lines; write each on one line")
_LINKS_BELOW = "Links on the line below the title, while this list has them after the title"
_ALL_LINKS_BELOW = Habit("links below", 3, "{count} entries have their links on the line below the title")


class BrokenLinkSyntax(Rule):
    """A link whose brackets are not right, so that it is text, or shows brackets to the reader.

    ## What it does

    `[x] (u)`, `[x(u)`, `[x](u`, `[x]](u)`, `x](u)`, `[x]u)`, `[x]{u}`, `[x]([u](v))`, `[x]((u))`, `[x](u)(v)`,
    `(x)[u]`, `【x】(u)`, full-width brackets, a blank or a line's end inside the address: whatever is where a link was
    meant and the parser saw only text; and a list whose references (`[x][1]`) have all lost their definitions. As
    warnings, a bracket too many or too few right beside a link that does render, a reference that the file's
    definitions do not have, and a label that is defined twice with two URLs. As advice, a title that is broken over
    lines, or has its links on the line below, in a list that does not do so, and a definition that nothing uses.
    Idioms such as `[[pdf]](u)`, `[[pdf](u)]`, `\\[x] (u)`, task boxes, footnotes, citations and tags (`[MIT][C++]`) are
    fine, and code, math, comments and blocks of HTML are not looked at.

    ## Why it matters

    The reader sees brackets and an address where a link should be; a table or a script sees nothing.

    ## Fix

    Safe where it can be read in one way only: the brackets are put right, the address stays. Unsafe where the
    text's beginning or the address's end is a guess; none where two addresses are offered.
    """

    code = "MD001"
    name = "broken-link-syntax"
    summary = "brackets that do not make the link that was meant"
    depends_on_other_lines = True
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.SYNTAX
    removes = frozenset({Removal.LINKS})
    supersedes = ("LK001", "LK002")
    examples = (
        Example(
            title="A blank between text and address",
            before="- Earley parsing [[pdf]] (https://example.org/earley.pdf)\n",
            lines=(1,),
            after="- Earley parsing [[pdf]](https://example.org/earley.pdf)\n",
        ),
        Example(
            title="One bracket lost",
            before="""
                - [Packrat](https://example.org/packrat.pdf by Ford
                - [CYK]https://example.org/cyk)
                - GLR](https://example.org/glr)
                - [[LL(1)](https://example.org/ll)] [[LR(https://example.org/lr)]
                """,
            lines=(1, 2, 3, 4),
            after="""
                - [Packrat](https://example.org/packrat.pdf) by Ford
                - [CYK](https://example.org/cyk)
                - [GLR](https://example.org/glr)
                - [[LL(1)](https://example.org/ll)] [[LR](https://example.org/lr)]
                """,
        ),
        Example(
            title="One bracket too many",
            before="""
                - Packrat [code]](https://example.org/packrat)
                - CYK [[pdf]](https://example.org/cyk.pdf))
                - GLR [code]((https://example.org/glr))
                """,
            lines=(1, 2, 3),
            after="""
                - Packrat [code](https://example.org/packrat)
                - CYK [[pdf]](https://example.org/cyk.pdf)
                - GLR [code](https://example.org/glr)
                """,
        ),
        Example(
            title="Brackets of another kind",
            before="""
                - 【Packrat】(https://example.org/packrat)
                - [CYK]（https://example.org/cyk）
                - [GLR]{https://example.org/glr}
                """,
            lines=(1, 2, 3),
            after="""
                - [Packrat](https://example.org/packrat)
                - [CYK](https://example.org/cyk)
                - [GLR](https://example.org/glr)
                """,
        ),
        Example(
            title="Brackets that have changed places",
            before="- CYK, see (its notes)[https://example.org/cyk/] and Earley (1970) [sic]\n",
            lines=(1,),
            after="- CYK, see [its notes](https://example.org/cyk/) and Earley (1970) [sic]\n",
        ),
        Example(
            title="A link in place of the URL",
            before="""
                - GLR [code]([http://www.example.org/glr](https://example.org/glr/))
                - CYK [code]([source](https://example.org/cyk))
                """,
            lines=(1, 2),
            after="""
                - GLR [code](https://example.org/glr/)
                - CYK [code](https://example.org/cyk)
                """,
        ),
        Example(
            title="A blank inside the address",
            before="- Attention [[pdf](https://arxiv. org/abs/1706. 03762)]\n",
            lines=(1,),
            after="- Attention [[pdf](https://arxiv.org/abs/1706.03762)]\n",
        ),
        Example(
            title="Two parts of a URL (unsafe: open the joined URL)",
            before="- Earley [[pdf](https://example.org/notes/ earley.pdf)]\n",
            lines=(1,),
            after="- Earley [[pdf](https://example.org/notes/earley.pdf)]\n",
        ),
        Example(
            title="A title broken over lines (advice)",
            before="# Parsers\n\n"
            + "".join(f"- [Parsing {word}](https://example.org/{word})\n" for word in "abcdefghijk")
            + "- [Parsing as\n  Deduction](https://example.org/deduction)\n",
            lines=(14,),
            after="# Parsers\n\n"
            + "".join(f"- [Parsing {word}](https://example.org/{word})\n" for word in "abcdefghijk")
            + "- [Parsing as Deduction](https://example.org/deduction)\n",
        ),
        Example(
            title="Square brackets around the address",
            before="""
                - [Packrat][https://example.org/packrat]
                - [GLR] Parsing in Time][https://example.org/glr]
                """,
            lines=(1, 2),
            after="""
                - [Packrat](https://example.org/packrat)
                - [[GLR] Parsing in Time](https://example.org/glr)
                """,
        ),
        Example(
            title="References and definitions that do not belong together",
            before="""
                - [Earley][1] and [CYK][2]
                - [GLR][3]

                [1]: https://example.org/earley
                [1]: https://example.org/other
                [3]: https://example.org/glr
                [4]: https://example.org/ll
                """,
            lines=(1, 5, 7),
        ),
        Example(
            title="All definitions are lost",
            before="".join(f"- [Parsing {word}][{word}] - A parser.\n" for word in "abcde"),
            lines=(1, 2, 3, 4, 5),
        ),
        Example(
            title="Two addresses, or none: nobody can tell which is meant",
            before="""
                - [CYK](https://example.org/cyk)(https://example.org/other)
                - [GLR](https://example.org/g...
                - LL [[code]]([https://example.org/old](https://example.org/ll))
                - LR parsing [[pdf](https://example.org/lr)] [[code
                """,
            lines=(1, 2, 3, 4),
        ),
    )
    valid = (
        """
        - [[pdf]](https://example.org/a) [[pdf](https://example.org/b)] [**[code]**](https://example.org/c)
        - \\[Feng et al., 2024\\] \\[[arXiv](https://example.org/d)] \\[x\\] (https://example.org/e)
        - [x] (https://example.org/done), a task · [1] (see https://example.org/f) · a[i](j) · f[0] (x)
        - [句法（开源, 2019)](https://example.org/j), [句法(开源）](https://example.org/k)
        - [Wiki](https://example.org/Foo_(bar)) ([paper](https://example.org/g)), ([code](https://example.org/h))
        - [Title](https://example.org/i "A (nice) title") (2024) [Tag] (ICML 2024) [interval [0, 1)
        """,
        """
        Write `[text] (https://example.org)`, or <!-- [x](https://example.org --> so; $[0, 1)$[^1]

        ```
        [text] (https://example.org
        ```

        [^1]: A note.
        [x]: https://example.org
        """,
        """
        - A claim [see Foo (https://example.org/a) and others] holds, 1) [one](https://example.org/b) 2) two
        - Interface :) ([a](https://example.org/c) and [b](https://example.org/d)) [MIT] https://example.org/e
        - Name [draft](https://example.org/f)(2024) · [Python] (3.11 or later) · [text]: https://example.org/g
        """,
        """
        - \\[Draft] (https://example.org/a), !\\[Logo](https://example.org/b)
        """,
        """
        - [MIT][C++] Earley [Code][Data]
        - [MIT][C] CYK
        - [GPL][C++] GLR
        - [MIT][C++] LL
        - [GPL][C] LR
        - [GPL][C] LALR
        """,
        """
        - [[code]](https://example.org) [Earley][] a[i][j], [1][2] \\[x\\]\\[y\\] `[x][y]` $[0][1]$
        - [x] [y] and [[a](https://example.org/a)][[b](https://example.org/b)] [Earley]

        [earley]: https://example.org/earley
        [Earley]: https://example.org/earley
        [//]: # (a comment)
        [comment]: #
        """,
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each link that is broken, in the order of the blocks."""
        text = context.text
        doubled = len(_DOUBLE.findall(text)) * 2 > text.count("](")
        bracketed = len(_BRACKETED.findall(text)) >= _HABIT
        references = References(context)
        # Wide brackets are rare, and dear to look for.
        bracket = _ANY_BRACKET if any(sign in text for sign in _WIDE) else _BRACKET
        for leaf in Survey.of(context.listing.tree).leaves:
            if isinstance(leaf.node, tree.HtmlBlock):
                continue  # No Markdown renders there (MD005).
            found = list(odd_links(leaf, text))
            if _is_suspect(leaf, text, bracket):
                residue = Residue.of(leaf, text)
                references.read(residue)
                found += broken_links(residue, doubled)
                found += beside_links(residue, [one.span for one in found], bracketed)
            found += visible_asterisks(leaf, text)
            yield from map(self._finding, found)
        yield from map(self._finding, [*references.defects(), *_over_lines(context)])

    def _finding(self, one: Broken) -> Finding:
        return self.finding(
            one.span,
            one.message,
            severity=one.severity,
            edits=one.edits,
            safety=one.safety,
            habit=one.habit,
        )


def _over_lines(context: Context) -> Iterator[Broken]:
    """Titles with a line end in them, and titles with their links on the line below, where such are rare."""
    text = context.text
    titles, gaps = [], []
    for entry in context.listing.entries:
        if entry.title is not None:
            title = entry.title.outer
            titles.append((title, title))
            after = min(
                (link.outer.start for link in entry.links if link.outer.start >= title.end), default=None
            )
            if after is not None and not text[title.end : after].strip(" \t\r\n"):
                gaps.append((title, Span(title.end, after)))
    for places, message, habit in (
        (titles, _BROKEN_TITLE, _BROKEN_TITLES),
        (gaps, _LINKS_BELOW, _ALL_LINKS_BELOW),
    ):
        broken = [(title, place) for title, place in places if text.find("\n", place.start, place.end) >= 0]
        if len(broken) * _RARE <= len(places):
            for title, place in broken:
                edits = [Edit(Span(*match.span()), " ") for match in _LINE_END.finditer(text, *place)]
                line = Span(title.start, text.index("\n", title.start))
                yield Broken(line, message, edits, Safety.UNSAFE, Severity.ADVICE, habit)


def _is_suspect(leaf: Leaf, text: str, bracket: re.Pattern[str]) -> bool:
    round_ones = []
    for span in leaf.texts:
        if span.end > span.start:
            if bracket.search(text, span.start, span.end):
                return True
            if text[span.start] in "()":
                round_ones.append(span.start)
    return bool(round_ones) and not {link.span.end for link in leaf.links}.isdisjoint(round_ones)
