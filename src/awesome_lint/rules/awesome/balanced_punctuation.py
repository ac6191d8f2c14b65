"""AW008 balanced-punctuation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awesome_lint.analysis.context import Context
from awesome_lint.edits import Span
from awesome_lint.findings import Finding
from awesome_lint.lazy_re import lazy
from awesome_lint.markdown import tree
from awesome_lint.rules.awesome._page import paragraphs
from awesome_lint.rules.base import Example, Rule

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "【": "】", "《": "》"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_MARKS = lazy(r"[\"“”‘’「」『』（）【】《》]")
_NEAR = 400
_LOW_MARK = lazy("[„‚]")
"""Opens a quotation in German and in Slavic languages, where “ or ” closes it."""
_ANY = lazy(r"[\"“‘「『（【《”」』）】》]")


class BalancedPunctuation(Rule):
    """A quotation mark or bracket that is not opened or not closed.

    ## What it does

    In the words of a paragraph or heading: “ ” ‘ ’, the full-width （ ）, 「 」, 『 』, 【 】 and 《 》 where one of
    the two is missing, and an odd number of straight double quotes. Valid are apostrophes, the signs of inches and
    minutes (`27"`), a paragraph with quotation marks of other languages („…“), a half-width bracket that closes a
    full-width one, and `1）` before an item of an enumeration.

    ## Why it matters

    Readers cannot tell where the quotation ends.

    ## Fix

    None: only the author knows where the other one belongs.
    """

    code = "AW008"
    name = "balanced-punctuation"
    summary = "a quotation mark or bracket that is not opened or not closed"
    examples = (
        Example(
            title="Quotes that are not closed",
            before='- [Reed](https://example.org) - Reads "streams.\n\nIt is “fast.\n\nIt is 《slow.\n',
            lines=(1, 3, 5),
        ),
        Example(title="A quote that was never opened", before="Some say it is fast.”\n", lines=(1,)),
    )
    valid = (
        "It's ‘fast’, “very ‘fast’ indeed”, the dogs’ own, from the ’90s, don’t.\n",
        'A 27" screen, a 5\'10" bird, `"code`, and "two" "pairs" over\n"two\nlines".\n',
        "他说（see this) 1）一 2）二。\n\n| “a | b |\n|---|---|\n",
        "Das „schnelle“ Werk und der „zweite” Satz.\n",
        "<!-- “ --> [x](https://example.org/“)\n",
    )

    def check(self, context: Context) -> Iterator[Finding]:
        """One finding for each character without a partner."""
        for block in paragraphs(context):
            start, end = block.span
            if _ANY.search(context.text, start, end) and not _LOW_MARK.search(context.text, start, end):
                yield from self._check_block(block, context.text)

    def _check_block(self, block: tree.Paragraph | tree.Heading, text: str) -> Iterator[Finding]:
        spans = [node.span for node in tree.walk_inlines(block.children) if isinstance(node, tree.Text)]
        marks = [
            (match.group(), match.start())
            for span in spans
            for match in _MARKS.finditer(text, span.start, span.end)
        ]
        opened: dict[str, list[int]] = {opening: [] for opening in _PAIRS}
        straight: list[int] = []
        for mark, at in marks:
            if mark == '"':
                if not text[at - 1 : at].isdigit():
                    straight.append(at)
            elif mark in opened:
                opened[mark].append(at)
            elif opened[_OPENING[mark]] and not _is_apostrophe(mark, at, text):
                opened[_OPENING[mark]].pop()
            elif mark != "’" and not (mark == "）" and _is_enumeration_bracket(text, at, block.span.start)):
                yield self._unbalanced_finding(
                    at, f"{mark} has no opening {_OPENING[mark]} before it; add it or remove {mark}"
                )
        last = {mark: text.rfind(mark, *block.span) for mark in ")’"}
        for opening, places in opened.items():
            for at in places:
                if not _is_closed_elsewhere(opening, at, text, last):
                    yield self._unbalanced_finding(
                        at, f"{opening} has no closing {_PAIRS[opening]} after it; add it or remove {opening}"
                    )
        if len(straight) % 2 and not _is_inch_mark(marks, text):
            yield self._unbalanced_finding(
                straight[-1], 'This paragraph has an odd number of quotation marks "; add or remove one'
            )

    def _unbalanced_finding(self, at: int, message: str) -> Finding:
        return self.finding(Span(at, at + 1), message)


def _is_apostrophe(mark: str, at: int, text: str) -> bool:
    """Whether the character is an apostrophe between two letters."""
    return mark == "’" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _is_enumeration_bracket(text: str, at: int, start: int) -> bool:
    """Whether a full-width bracket ends the number of an enumeration or closes a half-width bracket."""
    start = max(start, at - _NEAR)
    return (
        text[at - 1 : at].isalnum()
        and text[at - 2 : at - 1] in (" ", "", "\n")
        or text.count("(", start, at) > text.count(")", start, at)
    )


def _is_closed_elsewhere(opening: str, at: int, text: str, last_offsets: Mapping[str, int]) -> bool:
    """Whether a half-width bracket or an apostrophe may close the character; `last_offsets` are their last ones in the
    block."""
    if opening == "（":
        return last_offsets[")"] > at
    if opening == "‘":
        # In ‘90s and ‘tis it is an apostrophe; where an apostrophe follows, it may be the closing quotation mark.
        return text[at + 1 : at + 2].isdigit() or last_offsets["’"] > at
    return False


def _is_inch_mark(marks: list[tuple[str, int]], text: str) -> bool:
    """Whether a quotation mark after a digit, which counts as the sign for inches, may be the missing one."""
    return any(mark == '"' and text[at - 1 : at].isdigit() for mark, at in marks)
