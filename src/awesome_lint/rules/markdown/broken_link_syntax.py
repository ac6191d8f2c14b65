"""MD001 broken-link-syntax."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.analysis.context import Context
from awesome_lint.analysis.inline_index import InlineBlock, InlineIndex
from awesome_lint.analysis.masking import MaskedBlock
from awesome_lint.edits import Edit, Span
from awesome_lint.findings import Batch, Finding, Habit, Removal, Safety, Severity
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.base import Example, Rule
from awesome_lint.rules.markdown._broken import BrokenLink, find_broken_links
from awesome_lint.rules.markdown._parentheses import find_unpaired_parentheses
from awesome_lint.rules.markdown._references import References
from awesome_lint.rules.markdown._rendered import (
    find_defective_links,
    find_unpaired_brackets,
    find_visible_asterisks,
)
from awesome_lint.rules.markdown._unlinked_titles import find_unlinked_titles

_BRACKET = lazy(r"[\[\]【】］（）]")
_BRACKETED = lazy(r"\[\[[^\[\]\n]*\]\([^()\n]*\)\]")
_HABIT = 3
"""From this many links in brackets of their own on, `[[text](URL)]` is the style of the list."""
_LINE_END = lazy(r"[ \t]*\\?\r?\n[ \t>]*")
_RARE = 10
"""At most one title in this many is broken over lines by accident; if more are, it is the style of the list."""
_BROKEN_TITLE = (
    "Title broken over two lines: programs that read the list line by line miss it; write it on one line"
)
_BROKEN_TITLES = Habit("broken titles", 3, "{count} titles are broken over two lines; write each on one line")
_LINKS_BELOW = (
    "Links on the line below the title: the other entries have them on the line of the title; move them there"
)
_ALL_LINKS_BELOW = Habit(
    "links below",
    3,
    "{count} entries have their links on the line below the title; move them to the line of the title",
)


class BrokenLinkSyntax(Rule):
    """A link with wrong brackets: the reader sees text, or a link with brackets around it.

    ## What it does

    Errors: `[x] (u)`, `[x(u)`, `[x)u)`, `[x)(u)`, `[x])(u)`, `[x](u`, `[x]](u)`, `x](u)`, `[x]u)`, `[x][u]`,
    `[x]([u](v))`, `[x]((u))`, `[x](u)(v)`, `【x】(u)`, full-width brackets, a space or a line end inside the URL, words
    instead of a URL, and a list whose references (`[x][1]`) have all lost their definitions. Warnings: an extra or a
    missing bracket around a link that renders, a reference without a definition in a file that has definitions,
    `[text]` whose definition has nearly this label, a title in brackets without a URL where the other titles of the
    list are links, a label that is defined twice with two URLs, and `**` that is shown as text: it begins no bold type,
    is directly after a link, or has a space inside; and the only parenthesis of a paragraph without a partner. Advice:
    a title that is broken over two lines, or has its links on the line below, in a list that does neither elsewhere,
    and a definition that no reference uses. Idioms such as `[[pdf]](u)`, `[[pdf](u)]`, `\\[x] (u)`, task boxes,
    footnotes, citations and tags (`[MIT][C++]`) are valid. Code, math, comments and blocks of HTML are not checked.

    ## Why it matters

    The reader sees brackets and a URL instead of a link, and programs that read the list find no link.

    ## Fix

    Safe where the link can be read in only one way: the brackets are corrected, and the URL stays. Unsafe where the
    start of the text or the end of the URL is uncertain. None where two URLs are given.
    """

    code = "MD001"
    name = "broken-link-syntax"
    summary = "link with wrong brackets"
    depends_on_other_lines = True
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.SYNTAX
    removes = frozenset({Removal.LINKS})
    # The URL of a broken link is text, in which a venue may be read.
    supersedes = ("LK001", "LK002", "EN002")
    examples = (
        Example(
            title="A space between text and URL",
            before="- Earley parsing [[pdf]] (https://example.org/earley.pdf)\n",
            lines=(1,),
            after="- Earley parsing [[pdf]](https://example.org/earley.pdf)\n",
        ),
        Example(
            title="A title instead of the URL",
            before="- Packrat [[paper](Parsing in linear time: a study)] and a[i](x y), [1](see 2)\n",
            lines=(1,),
        ),
        Example(
            title="A parenthesis that is not opened, and one that is not closed",
            before="""
                - Packrat 2002), B. Ford [[paper](https://example.org/packrat)]
                - [Earley (for ambiguous grammars](https://example.org/earley) (1970)
                """,
            lines=(1, 2),
        ),
        Example(
            title="A brace for a bracket",
            before="- Earley parsing {[code](https://example.org/a)} [[other](https://example.org/b)}\n",
            lines=(1,),
        ),
        Example(
            title="A missing bracket",
            before="""
                - [Packrat](https://example.org/packrat.pdf by Ford
                - [CYK]https://example.org/cyk)
                - GLR](https://example.org/glr)
                - [[LL(1)](https://example.org/ll)] [[LR(https://example.org/lr)]
                - [PEG)https://example.org/peg)
                - [[SLR])https://example.org/slr)
                """,
            lines=(1, 2, 3, 4, 5, 6),
            after="""
                - [Packrat](https://example.org/packrat.pdf) by Ford
                - [CYK](https://example.org/cyk)
                - [GLR](https://example.org/glr)
                - [[LL(1)](https://example.org/ll)] [[LR](https://example.org/lr)]
                - [PEG](https://example.org/peg)
                - [[SLR]](https://example.org/slr)
                """,
        ),
        Example(
            title="An extra bracket",
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
                """,
            lines=(1, 2),
            after="""
                - [Packrat](https://example.org/packrat)
                - [CYK](https://example.org/cyk)
                """,
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
            title="A space inside the URL",
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
            title="Square brackets around the URL",
            before="""
                - [Packrat][https://example.org/packrat]
                - [GLR] Parsing in Time][https://example.org/glr]
                - [CYK][https://example.org/cyk)
                """,
            lines=(1, 2, 3),
            after="""
                - [Packrat](https://example.org/packrat)
                - [[GLR] Parsing in Time](https://example.org/glr)
                - [CYK](https://example.org/cyk)
                """,
        ),
        Example(
            title="References without definitions, definitions without references",
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
            title="A definition with nearly the same label (warning)",
            before="""
                - [Packrat] - Parses in linear time.
                - [Earley] - Parses all grammars.

                [Packrad]: https://example.org/packrat
                [Earley]: https://example.org/earley
                """,
            lines=(1,),
        ),
        Example(
            title="A title without a URL among linked titles (warning)",
            before="- [Earley] - For all grammars.\n"
            + "".join(f"- [Parser {word}](https://example.org/{word}) - Reads text.\n" for word in "abcd"),
            lines=(1,),
        ),
        Example(
            title="All definitions are missing",
            before="".join(f"- [Parsing {word}][{word}] - A parser.\n" for word in "abcde"),
            lines=(1, 2, 3, 4, 5),
        ),
        Example(
            title="Bold type without an end, without a start, and with a space within it (warnings)",
            before="""
                - **[Earley](https://example.org/earley) - The first one.
                - [GLR](https://example.org/glr)** - For all grammars.
                - ** [LALR](https://example.org/lalr) ** - With small tables.
                - Fast parsing** with few tables**, 2024 [paper](https://example.org/fast)
                - **[CYK]**A parser for all grammars [paper](https://example.org/cyk)
                """,
            lines=(1, 2, 3, 4, 5),
        ),
        Example(
            title="Two URLs, or none: the right one is unknown",
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
        - [Line ends after](https://example.org/l
        ), and before [the URL](
        https://example.org/m) are valid.
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
        Parsers: a) tables, 2) charts :) and 3.) the rest (see

        - the list) of [f(x) (x in [0, 1))](https://example.org/f), $O(n$ and `(`
        """,
        """
        - \\[Draft] (https://example.org/a), !\\[Logo](https://example.org/b)
        """,
        """
        - Jane Doe**, John Roe**, [equal work](https://example.org/doe)
        - 2 ** 3 [powers](https://example.org/powers), f(**arguments)
        """,
        """
        - [MIT][C++] Earley [Code][Data]
        - [MIT][C] CYK
        - [GPL][C++] GLR
        - [MIT][C++] LL
        - [GPL][C] LR
        - [GPL][C] LALR
        """,
        "".join(f"- [Parser {word}](https://example.org/{word}) - Reads text.\n" for word in "abcdefgh")
        + "- [WIP] - More parsers.\n- [Code]\n- [CVPR 2021], a challenge\n- [Draft] An Old Parser\n",
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
        bracketed = len(_BRACKETED.findall(text)) >= _HABIT
        references = References(context)
        intact = []
        for leaf in InlineIndex.of_document(context.listing.tree).leaves:
            if isinstance(leaf.node, tree.HtmlBlock):
                continue  # No Markdown renders there (MD005).
            found = list(find_defective_links(leaf, text))
            if _may_have_broken_links(leaf, text):
                masked = MaskedBlock.of_block(leaf, text)
                references.collect(masked)
                found += find_broken_links(masked)
                found += find_unpaired_brackets(masked, [broken.span for broken in found], bracketed)
            found += find_visible_asterisks(leaf, text)
            if not found:
                intact.append(leaf)
            yield from map(self._broken_link_finding, found)
        yield from map(self._broken_link_finding, find_unpaired_parentheses(intact, text))
        found = [*references.defects(), *_links_over_lines(context)]
        reported = {broken.span for broken in found}
        found += (broken for broken in find_unlinked_titles(context) if broken.span not in reported)
        yield from map(self._broken_link_finding, found)

    def _broken_link_finding(self, broken: BrokenLink) -> Finding:
        return self.finding(
            broken.span,
            broken.message,
            severity=broken.severity,
            edits=broken.edits,
            safety=broken.safety,
            habit=broken.habit,
        )


def _links_over_lines(context: Context) -> Iterator[BrokenLink]:
    """The links whose title contains a line end, or whose URL is on the line after the title, if this is rare in the
    list."""
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
                yield BrokenLink(line, message, edits, Safety.UNSAFE, Severity.ADVICE, habit)


def _may_have_broken_links(leaf: InlineBlock, text: str) -> bool:
    """Whether the text outside links contains a square or full-width bracket, or a parenthesis directly after a
    link."""
    after_links = set()
    for span in leaf.text_spans:
        if span.end > span.start:
            if _BRACKET.search(text, span.start, span.end):
                return True
            if text[span.start] in "()":
                after_links.add(span.start)
    return not after_links.isdisjoint(link.span.end for link in leaf.links)
