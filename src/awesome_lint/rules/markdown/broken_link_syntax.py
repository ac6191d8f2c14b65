"""MD001 broken-link-syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.markdown import tree
from awesome_lint.model import Batch, Edit, Finding, Removal, Safety, Severity, Span, within
from awesome_lint.patterns import lazy
from awesome_lint.rules.base import Context, Example, Rule
from awesome_lint.rules.markdown._broken import Broken, broken_links
from awesome_lint.rules.residue import Residue
from awesome_lint.rules.survey import Leaf, Survey

_BRACKET = lazy(r"[\[\]]")
_WIDE = tuple("【】］（）")
_ANY_BRACKET = lazy(r"[\[\]【】］（）]")
_NESTED = lazy(r"\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s]+(?:\([^()\s]*\))?)\)?\Z")
_BEHIND = lazy(r"(?P<url>https?://[^\s<>\[\]()|]+)(?P<close>\)?)")
_SECOND = lazy(r"\((?P<url>https?://[^\s<>\[\]()]+)\)")
_DOUBLE = lazy(r"\[\[[^\[\]\n]*\]\]\(")
_BRACKETED = lazy(r"\[\[[^\[\]\n]*\]\([^()\n]*\)\]")
_BLANKS = frozenset(" \t\r")
_HABIT = 3
"""So many links in brackets of their own, and a list writes its links so."""
_ASTERISKS = lazy(r"(?:(?<![\w*\\(])\*\*(?=[^\s*/])|(?<=\w[.)])\*\*(?=\w)|\*{4,})")
_LINE_END = lazy(r"[ \t]*\\?\r?\n[ \t>]*")
_RARE = 10
"""One title in so many may be broken over lines by accident; more, and it is how the list is written."""
_CUT = lazy(r"\[{1,2}(?P<word>[A-Za-z][\w ]{0,18})\s*\Z")


class BrokenLinkSyntax(Rule):
    """A link whose brackets are not right, so that it is text, or shows brackets to the reader.

    ## What it finds

    `[x] (u)`, `[x(u)`, `[x](u`, `[x]](u)`, `x](u)`, `[x]u)`, `[x]{u}`, `[x]([u](v))`, `[x]((u))`, `[x](u)(v)`,
    `(x)[u]`, `【x】(u)`, full-width brackets, a blank or a line's end inside the address: whatever stands where a link was
    meant and the parser saw only text. As warnings, a bracket too many or too few right beside a link that
    does render; as advice, an entry's title that is broken over lines in a list that does not do so. Idioms such as `[[pdf]](u)`, `[[pdf](u)]`, `\\[x\\]`, task boxes, footnotes, definitions and
    citations are fine, and code, math and comments are not looked at.

    ## Why it matters

    The reader sees brackets and an address where a link should be; a table or a script sees nothing.

    ## The fix

    Safe where it can be read in one way only: the brackets are put right, the address stays. Unsafe where the
    text's beginning or the address's end is a guess; none where two addresses are offered.
    """

    code = "MD001"
    name = "broken-link-syntax"
    summary = "brackets that do not make the link that was meant"
    severity = Severity.ERROR
    fix = Safety.SAFE
    batch = Batch.SYNTAX
    removes = frozenset({Removal.LINKS})
    supersedes = ("LK001", "MD004", "LK002")
    examples = (
        Example(
            title="A blank between text and address",
            bad="- Earley parsing [[pdf]] (https://example.org/earley.pdf)\n",
            lines=(1,),
            mended="- Earley parsing [[pdf]](https://example.org/earley.pdf)\n",
        ),
        Example(
            title="One bracket lost",
            bad="""
                - [Packrat](https://example.org/packrat.pdf by Ford
                - [CYK]https://example.org/cyk)
                - GLR](https://example.org/glr)
                - [[LL(1)](https://example.org/ll)] [[LR(https://example.org/lr)]
                """,
            lines=(1, 2, 3, 4),
            mended="""
                - [Packrat](https://example.org/packrat.pdf) by Ford
                - [CYK](https://example.org/cyk)
                - [GLR](https://example.org/glr)
                - [[LL(1)](https://example.org/ll)] [[LR](https://example.org/lr)]
                """,
        ),
        Example(
            title="One bracket too many",
            bad="""
                - Packrat [code]](https://example.org/packrat)
                - CYK [[pdf]](https://example.org/cyk.pdf))
                - GLR [code]((https://example.org/glr))
                """,
            lines=(1, 2, 3),
            mended="""
                - Packrat [code](https://example.org/packrat)
                - CYK [[pdf]](https://example.org/cyk.pdf)
                - GLR [code](https://example.org/glr)
                """,
        ),
        Example(
            title="Brackets of another kind",
            bad="""
                - 【Packrat】(https://example.org/packrat)
                - [CYK]（https://example.org/cyk）
                - [GLR]{https://example.org/glr}
                """,
            lines=(1, 2, 3),
            mended="""
                - [Packrat](https://example.org/packrat)
                - [CYK](https://example.org/cyk)
                - [GLR](https://example.org/glr)
                """,
        ),
        Example(
            title="Brackets that have changed places",
            bad="- CYK, see (its notes)[https://example.org/cyk/] and Earley (1970) [sic]\n",
            lines=(1,),
            mended="- CYK, see [its notes](https://example.org/cyk/) and Earley (1970) [sic]\n",
        ),
        Example(
            title="A link pasted over a selected address (unsafe: which of them is right?)",
            bad="- GLR [code]([https://example.org/old](https://example.org/glr))\n",
            lines=(1,),
            mended="- GLR [code](https://example.org/glr)\n",
        ),
        Example(
            title="A blank inside the address",
            bad="- Attention [[pdf](https://arxiv. org/abs/1706. 03762)]\n",
            lines=(1,),
            mended="- Attention [[pdf](https://arxiv.org/abs/1706.03762)]\n",
        ),
        Example(
            title="A title broken over lines (advice)",
            bad="# Parsers\n\n"
            + "".join(f"- [Parsing {word}](https://example.org/{word})\n" for word in "abcdefghijk")
            + "- [Parsing as\n  Deduction](https://example.org/deduction)\n",
            lines=(14,),
            mended="# Parsers\n\n"
            + "".join(f"- [Parsing {word}](https://example.org/{word})\n" for word in "abcdefghijk")
            + "- [Parsing as Deduction](https://example.org/deduction)\n",
        ),
        Example(
            title="Square brackets around the address",
            bad="""
                - [Packrat][https://example.org/packrat]
                - [GLR] Parsing in Time][https://example.org/glr]
                """,
            lines=(1, 2),
            mended="""
                - [Packrat](https://example.org/packrat)
                - [[GLR] Parsing in Time](https://example.org/glr)
                """,
        ),
        Example(
            title="Two addresses, or none: nobody can tell which is meant",
            bad="""
                - [CYK](https://example.org/cyk)(https://example.org/other)
                - [GLR](https://example.org/g...
                - LR parsing [[pdf](https://example.org/lr)] [[code
                """,
            lines=(1, 2, 3),
        ),
    )
    noop = (
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
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each link that is broken, in the order of the blocks."""
        text = context.text
        doubled = len(_DOUBLE.findall(text)) * 2 > text.count("](")
        bracketed = len(_BRACKETED.findall(text)) >= _HABIT
        # Wide brackets are rare, and dear to look for.
        bracket = _ANY_BRACKET if any(sign in text for sign in _WIDE) else _BRACKET
        for leaf in Survey.of(context.listing.tree).leaves:
            if isinstance(leaf.node, tree.HtmlBlock):
                continue  # No Markdown renders there (MD005).
            found = list(_odd_links(leaf, text))
            if _is_suspect(leaf, text, bracket):
                residue = Residue.of(leaf, text)
                found += broken_links(residue, doubled)
                found += _beside_links(residue, [one.span for one in found], bracketed)
            if found or leaf.texts:
                found += _visible_asterisks(leaf, text)
            for one in found:
                yield self.finding(
                    one.span, one.message, severity=one.severity, edits=one.edits, safety=one.safety
                )
        yield from self._broken_titles(context)
        yield from self._broken_entries(context)

    def _broken_titles(self, context: Context) -> Iterator[Finding]:
        """Titles of entries with a line's end in them, where the list writes titles on one line."""
        text = context.text
        titles = [entry.title for entry in context.listing.entries if entry.title is not None]
        broken = [title for title in titles if text.find("\n", title.outer.start, title.outer.end) >= 0]
        if len(broken) * _RARE > len(titles):
            return
        for title in broken:
            line_end = text.index("\n", title.outer.start)
            breaks = list(_LINE_END.finditer(text, title.outer.start, title.outer.end))
            yield self.finding(
                Span(title.outer.start, line_end),
                "The title is broken over lines: it renders, but whatever reads the list by lines loses it",
                severity=Severity.ADVICE,
                edits=[Edit(Span(*match.span()), " ") for match in breaks],
                safety=Safety.UNSAFE,
            )

    def _broken_entries(self, context: Context) -> Iterator[Finding]:
        """Entries whose links stand on the line below, where the list writes them behind the title."""
        text = context.text
        titles = (entry.title for entry in context.listing.entries)
        if not any(title is not None and _ends_line(title.outer.end, text) for title in titles):
            return
        gaps = []
        for entry in context.listing.entries:
            if entry.title is not None:
                behind = (link.outer for link in entry.links if link.outer.start >= entry.title.outer.end)
                first = min(behind, default=None)
                if first is not None and not text[entry.title.outer.end : first.start].strip(" \t\r\n"):
                    gaps.append((entry.title, Span(entry.title.outer.end, first.start)))
        broken = [(title, gap) for title, gap in gaps if text.find("\n", gap.start, gap.end) >= 0]
        if len(broken) * _RARE > len(gaps):
            return
        for title, gap in broken:
            yield self.finding(
                title.outer,
                "The links stand on the line below, while this list writes them behind the title",
                severity=Severity.ADVICE,
                edits=[Edit(gap, " ")],
                safety=Safety.UNSAFE,
            )


def _ends_line(at: int, text: str) -> bool:
    """Whether nothing but blanks follows on the line."""
    while text[at : at + 1] in _BLANKS:
        at += 1
    return text[at : at + 1] == "\n"


def _odd_links(leaf: Leaf, text: str) -> Iterator[Broken]:
    """Links that render, to an address that is no address."""
    for link in leaf.links:
        if link.form is tree.LinkForm.INLINE and link.mapped:
            if (one := _odd(link, text)) is not None:
                yield one
            for child in link.children:
                if isinstance(child, tree.Image) and child.mapped and (one := _odd(child, text)) is not None:
                    yield one


def _visible_asterisks(leaf: Leaf, text: str) -> Iterator[Broken]:
    """`**` that begins bold type which never ends: the reader sees the asterisks."""
    for span in leaf.texts:
        if text.find("**", span.start, span.end) < 0:
            continue
        match = _ASTERISKS.search(text, span.start, span.end)
        if match:
            what = (
                "These asterisks stay visible: bold type needs `**` right before and right behind its words"
            )
            yield Broken(Span(*match.span()), what, severity=Severity.WARNING)
            return


def _odd(link: tree.Link | tree.Image, text: str) -> Broken | None:
    raw = text[link.target.start : link.target.end]
    label, behind = text[link.label.start : link.label.end], text[link.label.end : link.span.end]
    if raw and raw[0] not in "[(" and raw[-1] != "[" and "\n" not in behind and not _is_over_closed(label):
        return None  # nearly all
    if raw.startswith("["):
        return _nested(link, raw)
    around = text[link.label.end : link.target.start], text[link.target.end : link.span.end]
    if raw and "\n" in around[0] + around[1] and not link.title:
        places = (Span(link.label.end + 2, link.target.start), Span(link.target.end, link.span.end - 1))
        edits = [Edit(place, "") for place in places if "\n" in text[place.start : place.end]]
        return Broken(
            link.span, "A line's end between the address and its bracket", edits, severity=Severity.WARNING
        )
    if raw.startswith("(") and raw.endswith(")"):
        edits = [Edit(link.target, raw.strip("()"))] if "(" not in raw[1:-1] else []
        return Broken(link.span, "The address stands in too many brackets: write `[text](address)`", edits)
    if raw.endswith("[") and (second := _BEHIND.match(text, link.span.end + 2)) and second["close"]:
        span = Span(link.span.start, second.end())
        edits = [Edit(Span(link.target.end - 1, second.end() - 1), "")]
        what = f"Two addresses for one text: {raw[:-1]} and {second['url']}; one has to go"
        return Broken(span, what, edits, Safety.UNSAFE)
    if _is_over_closed(label):
        at = link.label.start + len(label.rstrip()) - 1
        what = "A round bracket closes in the link's text that none opened"
        return Broken(link.span, what, [Edit(Span(at, at + 1), "")], severity=Severity.WARNING)
    if not raw and (address := _BEHIND.match(text, link.span.end)):
        # `[x]()u)`: the brackets were closed too early.
        edits = [Edit(Span(link.span.end - 1, link.span.end), "")]
        if not address["close"]:
            edits.append(Edit(Span(address.end(), address.end()), ")"))
        span = Span(link.span.start, address.end())
        return Broken(span, "The address stands behind its brackets: write `[text](address)`", edits)
    return None


def _is_over_closed(label: str) -> bool:
    """Whether a link's text ends in a `)` that nothing in it opens, wide brackets among narrow ones being their
    pairs too; smileys and `a)` are no such thing."""
    label = label.rstrip()
    if not label.endswith((")", "）")):
        return False
    if label.count(")") + label.count("）") != label.count("(") + label.count("（") + 1:
        return False
    return len(label) > 4 and label[-2].isalnum() and not re.match(r"\w{1,2}[)）]", label)


def _nested(link: tree.Link | tree.Image, raw: str) -> Broken | None:
    match = _NESTED.match(raw)
    if match is None:
        edit = Edit(Span(link.target.start, link.target.start + 1), "")
        what = "A square bracket before the address: this leads nowhere, write `[text](address)`"
        return Broken(link.span, what, [edit]) if not _ANY_BRACKET.search(raw, 1) else None
    same = match["text"].rstrip("/") == match["url"].rstrip("/")
    return Broken(
        link.span,
        "A link inside the address: this leads nowhere, write `[text](address)`",
        [Edit(link.target, match["url"])],
        Safety.SAFE if same else Safety.UNSAFE,
    )


def _is_suspect(leaf: Leaf, text: str, bracket: re.Pattern[str]) -> bool:
    round_ones = []
    for span in leaf.texts:
        if span.end > span.start:
            if bracket.search(text, span.start, span.end):
                return True
            if text[span.start] in "()":
                round_ones.append(span.start)
    return bool(round_ones) and not {link.span.end for link in leaf.links}.isdisjoint(round_ones)


def _beside_links(residue: Residue, done: list[Span], bracketed: bool) -> Iterator[Broken]:
    """Brackets too many or too few right beside a link that renders."""
    if not residue.links:
        return
    painted = residue.painted
    done = sorted(done)
    free = {at for at in residue.unmatched if not within(residue.start + at, done)}
    for end, link in residue.links.items():
        if within(link.span.start, done) or within(link.span.end - 1, done):
            continue
        start = link.span.start - residue.start
        if painted.startswith("(http", end) and (second := _SECOND.match(painted, end)):
            span = Span(link.span.start, residue.start + second.end())
            yield Broken(span, f"Two addresses for one text: {link.url} and {second['url']}; one has to go")
        elif end in residue.unopened:
            edit = Edit(residue.span(end, end + 1), "")
            yield Broken(
                Span(link.span.start, edit.span.end),
                "A closing bracket too many behind the link",
                [edit],
                severity=Severity.WARNING,
            )
        elif end in free and painted[end] == "]":
            yield _missing_opening(residue, start, end, bracketed)
        elif end + 1 in free and painted[end] == "]":
            edit = Edit(residue.span(end + 1, end + 2), "")
            yield Broken(
                Span(link.span.start, edit.span.end),
                "A closing bracket too many behind the link",
                [edit],
                severity=Severity.WARNING,
            )
        elif start - 1 in free and painted[start - 1] == "[":
            yield _missing_closing(residue, start, end, bracketed)
    match = _CUT.search(painted) if free else None
    if match and match.start() in free and not any(s.end > residue.start + match.start() for s in done):
        span = residue.span(match.start(), match.end())
        yield Broken(span, f"The text ends in the middle of a link, at “{match[0].strip()}”", [])


def _missing_opening(residue: Residue, start: int, end: int, bracketed: bool) -> Broken:
    """`[x](u)]`: the bracket around the link was not opened."""
    edit = Edit(residue.span(start, start), "[") if bracketed else Edit(residue.span(end, end + 1), "")
    message = "A bracket closes behind the link that none opened: write `[[text](address)]` or take it away"
    return Broken(residue.span(start, end + 1), message, [edit], severity=Severity.WARNING)


def _missing_closing(residue: Residue, start: int, end: int, bracketed: bool) -> Broken:
    """`[[x](u)`: the bracket around the link was not closed."""
    edit = Edit(residue.span(end, end), "]") if bracketed else Edit(residue.span(start - 1, start), "")
    message = "A bracket opens before the link that none closes: write `[[text](address)]` or take it away"
    return Broken(residue.span(start - 1, end), message, [edit], severity=Severity.WARNING)
